"""How are changes to a witness declared, so that each names words that stand there only once?

A change is a range of the witness and what stands in its place. Declared, it is widened by
neighbouring words until it is unique; changes that meet are declared as one. Knows nothing of why.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from .model import Emendation, Place, Span

_WORD = re.compile(r"\s*\S+")
_LAST_WORD = re.compile(r"\S+\s*$")
_SEPARATOR = "\n\n"
#: No word is longer, with the space after it; a search for the last one begins so far back.
_LONGEST_WORD = 1_000


@dataclass(frozen=True, slots=True)
class Edit:
    """What becomes of a range of the witness, and why: a reason, or the name of one."""

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
    groups: list[_Group] = []
    for edit in sorted(edits, key=lambda e: e.span):
        groups.append((_unique(witness, edit.span, longest), [edit]))
        while len(groups) > 1 and groups[-1][0].start < groups[-2][0].end:
            (second, more), (first, made) = groups.pop(), groups.pop()
            span = Span(min(first.start, second.start), max(first.end, second.end))
            groups.append((_unique(witness, span, longest), [*made, *more]))
    for span, group in groups:
        yield _emendation(witness, span, group)


_Group = tuple[Span, list[Edit]]


def _emendation(witness: str, span: Span, edits: list[Edit]) -> Emendation:
    reason = " ".join(dict.fromkeys(edit.reason for edit in edits))
    seed, text = witness[span.start : span.end], applied(witness, edits, span)
    # A whole block that is left out is named without the blank line before it.
    if not text and seed.startswith(_SEPARATOR) and witness.count(seed.strip("\n")) == 1:
        seed = seed.removeprefix(_SEPARATOR)
    return Emendation(seed, text, reason, Place(""))


def _unique(witness: str, span: Span, longest: int) -> Span:
    """*span*, widened word by word, to the right and then to the left, until it is unique."""
    candidates = _wider(witness, span, longest)
    tried = [span]
    # What holds unique words is unique: so steps may double, and the last one be searched by halves.
    while not _stands_once(witness, tried[-1]):
        further = list(islice(candidates, len(tried)))
        if not further:
            return tried[-1]
        tried += further
    return tried[bisect_left(tried, True, key=lambda each: _stands_once(witness, each))]


def _stands_once(witness: str, span: Span) -> bool:
    words = witness[span.start : span.end]
    return bool(words) and witness.find(words, witness.find(words) + 1) < 0


def _wider(witness: str, span: Span, longest: int) -> Iterator[Span]:
    """*span* with one more word each time, until it has *longest* characters."""
    start, end = span
    while end - start < longest:
        if after := _WORD.match(witness, end):
            end = after.end()
        elif before := _LAST_WORD.search(witness, max(0, start - _LONGEST_WORD), start):
            start = before.start()
        else:
            return
        yield Span(start, end)
