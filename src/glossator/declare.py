"""How are changes to a witness declared, so that each names words that stand there only once?

A change is a range of the witness and what stands in its place. Declared, it is widened by
neighbouring words until it is unique; changes that meet are declared as one. Knows nothing of why.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from .model import Emendation, Place, Span

_WORD = re.compile(r"\s*\S+")
_LAST_WORD = re.compile(r"\S+\s*$")
_SEPARATOR = "\n\n"


@dataclass(frozen=True, slots=True)
class Edit:
    """What becomes of a range of the witness, and why."""

    span: Span
    new: str
    reason: str


def applied(witness: str, edits: Iterable[Edit], within: Span | None = None) -> str:
    """The witness, or a part of it, with the edits made."""
    parts: list[str] = []
    at, end = within or Span(0, len(witness))
    for edit in sorted(edits, key=lambda edit: edit.span):
        parts += (witness[at : edit.span.start], edit.new)
        at = edit.span.end
    return "".join([*parts, witness[at:end]])


def declare(
    witness: str, edits: Iterable[Edit], longest: int = sys.maxsize
) -> Iterator[Emendation]:
    """The edits as emendations, in the order of the text. Ranges must not overlap.

    No range is widened beyond *longest* characters; then it may not be unique.
    """
    groups = [
        (_unique(witness, edit.span, longest), [edit])
        for edit in sorted(edits, key=lambda e: e.span)
    ]
    while merged := _merged(witness, groups, longest):
        groups = merged
    for span, group in groups:
        yield _emendation(witness, span, group)


_Group = tuple[Span, list[Edit]]


def _merged(witness: str, groups: list[_Group], longest: int) -> list[_Group]:
    """The groups with the first two that meet made one; empty where none do."""
    for place, ((first, edits), (second, more)) in enumerate(pairwise(groups)):
        if second.start < first.end:
            span = Span(min(first.start, second.start), max(first.end, second.end))
            one = (_unique(witness, span, longest), [*edits, *more])
            return [*groups[:place], one, *groups[place + 2 :]]
    return []


def _emendation(witness: str, span: Span, edits: list[Edit]) -> Emendation:
    reason = " ".join(dict.fromkeys(edit.reason for edit in edits))
    seed, text = witness[span.start : span.end], applied(witness, edits, span)
    # A whole block that is left out is named without the blank line before it.
    if not text and seed.startswith(_SEPARATOR) and witness.count(seed.strip("\n")) == 1:
        seed = seed.removeprefix(_SEPARATOR)
    return Emendation(seed, text, reason, Place(""))


def _unique(witness: str, span: Span, longest: int) -> Span:
    """*span*, widened word by word, to the right and then to the left, until it is unique."""
    start, end = span
    while end - start < longest and (
        start == end or witness.find(witness[start:end], witness.find(witness[start:end]) + 1) >= 0
    ):
        after = _WORD.match(witness, end)
        before = _LAST_WORD.search(witness[:start])
        if after:
            end = after.end()
        elif before:
            start = before.start()
        else:
            break
    return Span(start, end)
