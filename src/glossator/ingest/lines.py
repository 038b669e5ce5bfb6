"""Which paragraphs of a plain text are bound to their lines: verse, addresses, tables?

In prose a line ends where the next word had no room. So a paragraph is bound to its lines where
its lines end long before that; `RULES` says by which signs, and an editor can say otherwise.
Knows nothing of Markdown.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..declare import Edit
from ..model import Span
from ..witness import Witness

#: Ways to treat the lines of a text that an editor can ask for.
WAYS = ("detect", "keep", "join")
#: The width of a text is that of the line that is longer than this share of those that were broken.
_BROKEN = 0.9
#: Lines that stay below this share of the width were not broken for want of room.
_SHORT = 0.8
_CAPITAL = re.compile(r"[\W_]*[^\W\d_a-zß-öø-ÿ]")
_SHOUTED = re.compile(r"(?=.{12})[^a-zß-öø-ÿ]+")
#: No poet, and no table, divides words.
_DIVIDED = re.compile(r"[^\W\d_]-$")
_GAP = re.compile(r"\S(?: {3,}|\t+| ?\.{3,} ?| \.{2} | ?(?:\. ){3,})\S")
_MARK = re.compile(r"(?:\d{1,3}[.)]|\(?[a-z]\)|[-*•–])\s+\S")


@dataclass(frozen=True, slots=True)
class Rule:
    """A sign of matter that is bound to its lines, and its words for an editor."""

    reason: str
    holds: Callable[[Sequence[str], int], bool]


@dataclass(frozen=True, slots=True)
class Bound:
    """A paragraph of a witness that keeps its lines: where, in which line it begins, and why.

    `breaks` put a line feed in the place of the blank that joined two lines.
    """

    span: Span
    line: int
    reason: str
    breaks: tuple[Edit, ...]


def bound_paragraphs(
    text: str, witness: Witness, spans: Sequence[Span], way: str, unsure: bool = False
) -> tuple[Bound, ...]:
    """The paragraphs among *spans* that keep their lines, in a plain *text* and its witness.

    Where it is *unsure* what the first of them is, that one keeps its lines whatever the *way*.
    """
    if way == "join" and not unsure:
        return ()
    source = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    rows = source.replace("\f", " ").split("\n")
    starts = [at for at, _ in witness.marks]
    marks = [
        witness.marks[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        for span in spans
    ]
    paragraphs = [[rows[line - 1].strip() for _, line in each] for each in marks]
    width = width_of(paragraphs)
    found = []
    for span, each, lines in zip(spans, marks, paragraphs, strict=True):
        kept = "you said so" if way == "keep" and len(lines) > 1 else ""
        if unsure and span is spans[0] and len(lines) > 1:
            kept = "it stands directly below the title"
        if reason := kept or (way == "detect" and why_bound(lines, width)) or "":
            breaks = tuple(Edit(Span(at - 1, at), "\n", reason) for at, _ in each[1:])
            found.append(Bound(span, each[0][1], reason, breaks))
    return tuple(found)


def width_of(paragraphs: Sequence[Sequence[str]]) -> int:
    """How wide a text is set: the length that most lines with another below them stay within."""
    lengths = sorted(len(line) for lines in paragraphs for line in lines[:-1])
    return lengths[min(len(lengths) - 1, int(len(lengths) * _BROKEN))] if lengths else 0


def why_bound(lines: Sequence[str], width: int) -> str:
    """Why a paragraph of a text of that *width* is bound to its lines; empty where it is not."""
    if len(lines) < 2 or any(map(_DIVIDED.search, lines[:-1])):
        return ""
    return next((rule.reason for rule in RULES if rule.holds(lines, width)), "")


def _room(lines: Sequence[str], width: float) -> int:
    """How many lines leave room for the first word of the next one."""
    return sum(len(line) + 1 + len(after.split()[0]) <= width for line, after in pairwise(lines))


def _short(lines: Sequence[str], width: int) -> bool:
    return _room(lines, width * _SHORT) == len(lines) - 1


def _verse(lines: Sequence[str], width: int) -> bool:
    # A passage that shouts over several lines is prose all the same.
    capitals = all(_CAPITAL.match(line) and not _SHOUTED.fullmatch(line) for line in lines)
    return len(lines) > 2 and capitals and 3 * _room(lines, width) >= len(lines) - 1


def _table(lines: Sequence[str], width: int) -> bool:
    return 3 * sum(bool(_GAP.search(line)) for line in lines) >= 2 * len(lines)


def _list(lines: Sequence[str], width: int) -> bool:
    return all(_MARK.match(line) for line in lines)


RULES = (
    Rule("its lines end long before the edge of the text", _short),
    Rule("each line begins with a capital, and many have room for another word", _verse),
    Rule("most lines are divided into columns", _table),
    Rule("each line begins with a number or a mark", _list),
)
