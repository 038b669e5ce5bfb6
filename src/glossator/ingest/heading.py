"""What does a document say of itself before its text begins?

Each finding comes with the line and the words that it rests on, for an editor to judge; what
is not found is not guessed. Knows nothing of files or of what the editor has said already,
except the title, by which it recognises the title's lines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..boundedyaml import BadYaml, read_words
from ..dates import read_date, without_dates

_NUMBER = re.compile(
    r"(?:[A-Z][\w'’.]*\s+){0,5}(?:No|Nr|№|Number|Letter|Chapter)\.?\s*(?P<number>\d{1,5}|[IVXLC]{1,8})\.?"
)
_VENUE = re.compile(r"(?:for|from|in)\s+(?:the\s+)?[A-Z].{2,80}", re.I)
_NAME = r"[A-Z][^,:;]{1,60}?"
_BY = re.compile(rf"(?i:by)\s+(?P<author>{_NAME}(?:,? and {_NAME})?)\.?")
_CAPITALS = re.compile(r"[A-Z][A-Z.'’\- ]{1,60}")
_SALUTATION = re.compile(
    r"(?:To|Dear|Sir|Gentlemen|Fellow|Friends|Mr|Messrs|My dear)\b.{0,80}[:,.]?"
)
_MARKDOWN_HEADING = re.compile(r"#{1,2}\s+(?P<title>.+?)\s*#*")
_MARKS = re.compile(r"[*_`\\]")
#: The heading of a document is short; what comes later is its text.
_LINES = 40
_TITLE_LINE = 120
_KEYS = {
    "title": "title", "author": "author", "authors": "author", "date": "date", "lang": "language",
    "language": "language", "publisher": "publisher", "source": "source", "url": "source",
    "rights": "rights", "license": "rights", "number": "number", "short_title": "short_title",
    "published": "published", "genre": "genre", "retrieved": "retrieved",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A value, and the words on which it rests."""

    value: str
    line: int
    words: str


@dataclass(slots=True)
class Heading:
    """What was found, by key; `last` is the last line of the heading, 0 where there is none.

    `salutation` is the line of an address to the readers that follows the heading; `left` are
    lines of its front matter that an article has no key for.
    """

    found: dict[str, Found] = field(default_factory=dict)
    last: int = 0
    salutation: int = 0
    left: list[str] = field(default_factory=list)

    def take(self, key: str, value: str, line: int, words: str) -> None:
        """Record a finding; the first of a kind counts, and titles and places of print add up."""
        value = " ".join(_MARKS.sub("", value).split()).strip()
        known = self.found.get(key)
        if known and key in ("title", "published"):
            value, line, words = f"{known.value} {value}", known.line, f"{known.words} {words}"
        elif known:
            return
        self.found[key] = Found(value, line, words.strip())


def read_heading(text: str, format: str, title: str = "") -> Heading:
    """What the lines before the text say; *title* is the title, where an editor gave it."""
    heading = Heading()
    lines = text.replace("\f", " ").split("\n")
    start = _front_matter(lines, heading) if format == "markdown" else 0
    (_markdown if format == "markdown" else _plain)(lines, start, heading, title)
    return heading


def _front_matter(lines: list[str], heading: Heading) -> int:
    """Read what stands between two lines of hyphens; the number of lines that it takes."""
    if not lines or lines[0].strip() != "---":
        return 0
    end = next(
        (n for n, line in enumerate(lines[1 : _LINES * 2], 1) if line.strip() in ("---", "...")), 0
    )
    try:
        values = read_words("\n".join(lines[1:end])) if end else None
    except BadYaml:
        return 0
    if not isinstance(values, Mapping):
        return 0
    for key, value in values.items():
        if (meant := _KEYS.get(str(key).lower())) and value:
            words = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            heading.take(
                meant, read_date(words) or words if meant == "date" else words, 1, f"{key}: {words}"
            )
        elif value:
            heading.left.append(f"{key}: {value}")
    heading.last = end + 1
    return end + 1


def _markdown(lines: list[str], start: int, heading: Heading, title: str) -> None:
    """A heading, then lines that name the author or the day."""
    in_front_matter = "title" in heading.found
    for number, line in enumerate(lines[start : start + _LINES], start + 1):
        bare = _MARKS.sub("", line).strip()
        if not bare:
            continue
        headed = _MARKDOWN_HEADING.fullmatch(line.strip())
        if headed and (in_front_matter or "title" not in heading.found):
            heading.found.pop("title", None)
            in_front_matter = False
            heading.take("title", headed["title"], number, line)
        elif not _item(bare, number, heading, _paragraph_length(lines, number - 1)):
            break
        heading.last = number


def _paragraph_length(lines: list[str], place: int) -> int:
    count = 0
    while place + count < len(lines) and lines[place + count].strip():
        count += 1
    return count


def _item(bare: str, number: int, heading: Heading, paragraph: int) -> bool:
    """Whether a line is one of the things that stand under a title; if so, it is recorded."""
    date = read_date(bare)
    without = without_dates(bare).strip(" ,.;|–—-")
    if date and len(bare) <= 80:
        heading.take("date", date, number, bare)
        if by := _BY.fullmatch(without):
            heading.take("author", by["author"], number, bare)
        elif without:
            heading.take("published", bare, number, bare)
        return True
    if by := _BY.fullmatch(bare):
        heading.take("author", by["author"], number, bare)
        return True
    if (
        paragraph == 2
        and "author" not in heading.found
        and re.fullmatch(r"(?:[A-Z][\w.'’-]+ ?){2,4}", bare)
    ):
        heading.take("author", bare, number, bare)
        return True
    return False


def _plain(lines: list[str], start: int, heading: Heading, title: str) -> None:
    """A number, a title, where it was printed, a day, and a name in capitals, in any order."""
    titled = _title_lines(lines, title)
    for number, line in enumerate(lines[start : start + _LINES], start + 1):
        bare = line.strip()
        if not bare:
            continue
        if _SALUTATION.fullmatch(bare) and number not in titled and heading.last:
            heading.salutation = number
            break
        if not _plain_item(bare, number, heading, titled, lines):
            break
        heading.last = number
    # Another title than the editor's is believed only in company: it might be the text's own words.
    alone = bool(title) and not titled and set(heading.found) == {"title"}
    if alone or "title" not in heading.found:
        heading.found.clear()
        heading.last = heading.salutation = 0


def _plain_item(
    bare: str, number: int, heading: Heading, titled: set[int], lines: list[str]
) -> bool:
    if number in titled:
        heading.take("title", bare, number, bare)
    elif match := _NUMBER.fullmatch(bare):
        heading.take("number", match["number"], number, bare)
    elif _VENUE.fullmatch(bare) and "title" in heading.found and _alone(lines, number, 2):
        heading.take("published", bare, number, bare)
        if date := read_date(bare):
            heading.take("date", date, number, bare)
    elif (date := read_date(bare)) and len(bare) <= 60:
        heading.take("date", date, number, bare)
        heading.take("published", bare, number, bare)
    elif by := _BY.fullmatch(bare):
        heading.take("author", by["author"], number, bare)
    elif "title" in heading.found and _CAPITALS.fullmatch(bare) and _alone(lines, number, 1):
        heading.take("author", bare, number, bare)
    elif not titled and _may_be_title(bare, number, heading, lines):
        heading.take("title", bare, number, bare)
    else:
        return False
    return True


def _title_lines(lines: list[str], title: str) -> set[int]:
    """The lines that together are *title*, whatever its capitals and punctuation."""
    wanted, taken, words = _letters(title), set[int](), ""
    for number, line in enumerate(lines[:_LINES], 1):
        letters = _letters(line)
        if not letters:
            continue
        if wanted and wanted.startswith(words + letters):
            words += letters
            taken.add(number)
            if words == wanted:
                return taken
        elif taken:
            words, taken = "", set()
    return set()


def _letters(words: str) -> str:
    return "".join(char for char in words.casefold() if char.isalnum())


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
    """A short line that is no sentence, before anything but a number has been found."""
    around = [line.strip() for line in _paragraph(lines, number)]
    sentence = re.search(r"[.;,:]$", around[-1])
    if set(heading.found) - {"title", "number"} or len(around) > 3 or sentence:
        return False
    if "title" not in heading.found:
        return len(bare) <= _TITLE_LINE and (bare[0].isupper() or bare[0].isdigit())
    so_far = heading.found["title"].value
    return (
        bool(lines[number - 2].strip()) or so_far.count("(") > so_far.count(")") or bare[0] == "("
    )
