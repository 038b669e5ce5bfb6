"""What do the lines above a plain text say: its number, title, place of print, day, author?

A line of which nothing says what it is ends what is taken out of the text; what the lines below it
say is read all the same. Knows nothing of Markdown.
"""

from __future__ import annotations

import re

from ..dates import read_date
from .byline import author_in, day_in
from .found import Found, Heading, Known, letters

#: The heading of a document is short; what comes later is its text.
LINES = 40
_TITLE_LINE = 120
#: The lines of a title, an author and a day in one paragraph, and how long they may be.
_BLOCK, _BLOCK_LINE = 5, 80
#: A line of a title that is so long was broken for want of room.
_FULL_LINE = 50
_NUMBER = re.compile(
    r"(?:[A-Z][\w'’.]*\s+){0,5}(?:No|Nr|№|Number|Letter|Chapter)\.?\s*(?P<number>\d{1,5}|[IVXLC]{1,8})\.?"
)
_VENUE = re.compile(r"(?:for|from|in)\s+(?:the\s+)?[A-Z].{2,80}", re.I)
_CAPITALS = re.compile(r"[A-Z][A-Z.'’\- ]{1,60}")
_SALUTATION = re.compile(
    r"(?:To|Dear|Sir|Gentlemen|Fellow|Friends|Mr|Messrs|My dear)\b.{0,80}[:,.]?"
)
#: How the first line of a title ends that goes on: with a mark, or a word that asks for another.
_UNFINISHED = re.compile(
    r"[:,–—-]$|\b(?:a|an|the|and|or|of|on|to|in|for|by|with|from|und|oder|der|die|das|des|dem|den|von"
    r"|de|la|le|les|du|et|ou|del|y|e|di|della|van|het)$"
)


def read_plain(lines: list[str], heading: Heading, known: Known) -> None:
    """A number, a title, where it was printed, a day, and a name in capitals, in any order."""
    titled = _title_lines(lines, known.title)
    for number, line in enumerate(lines[:LINES], 1):
        bare = line.strip()
        if not bare:
            continue
        if _SALUTATION.fullmatch(bare) and number not in titled and heading.last:
            heading.salutation = 0 if heading.unsure else number
            break
        if _plain_item(bare, number, heading, titled, known, lines):
            if not heading.unsure:
                heading.last = number
        elif _is_below_title(lines, number, heading):
            heading.unsure.append(Found(bare, number, bare))
        else:
            break
    # Another title than the editor's is believed only in company: it might be the text's own words.
    alone = bool(known.title) and not titled and set(heading.found) == {"title"}
    if alone or "title" not in heading.found:
        heading.found.clear()
        heading.unsure.clear()
        heading.last = heading.salutation = 0


def _plain_item(
    bare: str, number: int, heading: Heading, titled: set[int], known: Known, lines: list[str]
) -> bool:
    if number in titled:
        heading.take("title", bare, number, bare)
    elif match := _NUMBER.fullmatch(bare):
        heading.take("number", match["number"], number, bare)
    elif author := author_in(bare, known):
        heading.take("author", author, number, bare)
    elif _VENUE.fullmatch(bare) and "title" in heading.found and _alone(lines, number, 2):
        heading.take("published", bare, number, bare)
        if date := read_date(bare, known.language):
            heading.take("date", date, number, bare)
    elif (date := day_in(bare, known)) and len(bare) <= 60:
        heading.take("date", date, number, bare)
        heading.take("published", bare, number, bare)
    elif "title" in heading.found and _CAPITALS.fullmatch(bare) and _alone(lines, number, 1):
        heading.take("author", bare, number, bare)
    elif not titled and not heading.unsure and _may_be_title(bare, number, heading, lines):
        heading.take("title", bare, number, bare)
    else:
        return False
    return True


def _title_lines(lines: list[str], title: str) -> set[int]:
    """The lines that together are *title*, whatever its capitals and punctuation."""
    wanted, taken, words = letters(title), set[int](), ""
    for number, line in enumerate(lines[:LINES], 1):
        own = letters(line)
        if not own:
            continue
        if wanted and wanted.startswith(words + own):
            words += own
            taken.add(number)
            if words == wanted:
                return taken
        elif taken:
            words, taken = "", set()
    return set()


def _paragraph(lines: list[str], number: int) -> list[str]:
    """The lines of the paragraph around a line."""
    before = after = number - 1
    while before > 0 and lines[before - 1].strip():
        before -= 1
    while after + 1 < len(lines) and lines[after + 1].strip():
        after += 1
    return lines[before : after + 1]


def _alone(lines: list[str], number: int, most: int) -> bool:
    """Whether the paragraph around a line has at most so many lines."""
    return len(_paragraph(lines, number)) <= most


def _may_be_title(bare: str, number: int, heading: Heading, lines: list[str]) -> bool:
    """A short line that is no sentence, before anything but a number has been found.

    Below another one it must be seen to go on with it.
    """
    around = [line.strip() for line in _paragraph(lines, number)]
    sentence = re.search(r"[.;,:]$", around[-1])
    if set(heading.found) - {"title", "number"} or len(around) > 3 or sentence:
        return False
    if "title" not in heading.found:
        return len(bare) <= _TITLE_LINE and (bare[0].isupper() or bare[0].isdigit())
    return _goes_on(heading.found["title"].value, lines[number - 2].strip(), bare)


def _goes_on(title: str, above: str, line: str) -> bool:
    """Whether *line* can only be more of the title so far; *above* is the line before, or empty."""
    if title.count("(") > title.count(")") or line[0] == "(":
        return True
    unfinished = _UNFINISHED.search(above) or len(above) >= _FULL_LINE or line[0].islower()
    return bool(above) and bool(unfinished or (title.isupper() and line.isupper()))


def _is_below_title(lines: list[str], number: int, heading: Heading) -> bool:
    """Whether a line belongs to a short paragraph of short lines that began as a heading."""
    around = [line.strip() for line in _paragraph(lines, number)]
    return bool(
        "title" in heading.found
        and lines[number - 2].strip()
        and len(around) <= _BLOCK
        and all(len(line) <= _BLOCK_LINE for line in around)
        and not re.search(r"[.;,:?!]$", around[-1])
    )
