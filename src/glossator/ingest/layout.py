"""How is a plain text laid out: in which lines, which paragraphs, cut by which pages?

Layout is read from the text alone. Whatever is concluded here and changes a reading is declared
as an emendation by `edit`. Knows nothing of metadata.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

#: A paragraph that a page break cut ends in the middle of a sentence, …
_UNFINISHED = re.compile(r"[\w,\-–—]$")
#: … and goes on with a small letter.
_GOES_ON = re.compile(r"[(\[“‘\"']?[^\W\d_]")
_PAGE_NUMBER = re.compile(r"[-–—\[(]?\s*(?:p\.\s*)?\d{1,4}\s*[-–—\])]?")
#: Shorter paragraphs are verses, lists or headings, which end where they end.
_PROSE = 40
_DOUBLE_SPACED_LINES = 20
_DOUBLE_SPACED_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where a page break cut a paragraph: the ranges of blocks that belong together.

    `first` and `last` are the numbers of the two halves; what lies between is a page number.
    """

    first: int
    last: int


def format_of(text: str, name: str = "") -> tuple[str, str]:
    """The format of a plain file, and why it is thought to be that."""
    if name.lower().endswith((".md", ".markdown")):
        return "markdown", "the name ends in .md"
    first = next((line for line in text.split("\n") if line.strip()), "")
    if re.match(r"# \S|---\s*$", first):
        return "markdown", "it begins with a Markdown heading or front matter"
    if double_spaced(text):
        return (
            "double-spaced",
            "almost every line is followed by a blank one, in the middle of sentences",
        )
    return "text", "it has no Markdown heading"


def double_spaced(text: str) -> bool:
    """Whether there is a blank line after almost every line, in the middle of sentences too."""
    lines = text.replace("\f", " ").rstrip().split("\n")
    full = [place for place, line in enumerate(lines) if line.strip()]
    if len(full) < _DOUBLE_SPACED_LINES:
        return False
    pairs = list(pairwise(full))
    spaced = sum(after - place >= 2 for place, after in pairs)
    open_ended = sum(not re.search(r"[.?!:;\"”]\s*$", lines[place]) for place, _ in pairs)
    return spaced >= _DOUBLE_SPACED_SHARE * len(pairs) and open_ended >= 0.6 * len(pairs)


def cuts(blocks: Sequence[str]) -> Iterator[Cut]:
    """The paragraphs that a page break cut in two, in order.

    A page's number may stand between the halves. The sign is a sentence that does not end and
    a paragraph that goes on with a small letter; nothing else is taken for one.
    """
    place = 0
    while place < len(blocks) - 1:
        after = place + 1
        if _PAGE_NUMBER.fullmatch(blocks[after]) and after + 1 < len(blocks):
            after += 1
        if _is_cut(blocks[place], blocks[after]):
            yield Cut(place, after)
        place = after


def _is_cut(first: str, second: str) -> bool:
    if len(first) < _PROSE or not _UNFINISHED.search(first):
        return False
    begins = _GOES_ON.match(second)
    return bool(begins) and second[begins.end() - 1].islower() if begins else False
