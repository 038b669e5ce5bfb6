"""What does a document say of itself before its text begins?

Each finding comes with the line and the words that it rests on, for an editor to judge; what
is not found is not guessed. Knows nothing of files; what the editor has said already serves only
to recognise the lines that say the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from ..boundedyaml import BadYaml, read_words
from ..dates import read_date, without_dates
from .byline import author_in, day_in
from .found import MARKS, Heading, Known, letters
from .masthead import LINES, read_plain

_MARKDOWN_HEADING = re.compile(r"#{1,2}\s+(?P<title>.+?)\s*#*")
_KEYS = {
    "title": "title", "author": "author", "authors": "author", "date": "date", "lang": "language",
    "language": "language", "publisher": "publisher", "source": "source", "url": "source",
    "rights": "rights", "license": "rights", "number": "number", "short_title": "short_title",
    "published": "published", "genre": "genre", "retrieved": "retrieved",
}  # fmt: skip
_NOTHING = Known()


def read_heading(text: str, format: str, known: Known = _NOTHING) -> Heading:
    """What the lines before the text say; *known* is what an editor or the file's format said."""
    heading = Heading()
    lines = text.replace("\f", " ").split("\n")
    if format != "markdown":
        read_plain(lines, heading, known)
        return heading
    start = _front_matter(lines, heading, known.language)
    if own := heading.found.get("language"):
        known = replace(known, language=own.value)
    _markdown(lines, start, heading, known)
    return heading


def _front_matter(lines: list[str], heading: Heading, language: str) -> int:
    """Read what stands between two lines of hyphens; the number of lines that it takes."""
    if not lines or lines[0].strip() != "---":
        return 0
    end = next(
        (n for n, line in enumerate(lines[1 : LINES * 2], 1) if line.strip() in ("---", "...")), 0
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
            day = read_date(words, language) if meant == "date" else ""
            heading.take(meant, day or words, 1, f"{key}: {words}")
        elif value:
            heading.left.append(f"{key}: {value}")
    heading.last = end + 1
    return end + 1


def _markdown(lines: list[str], start: int, heading: Heading, known: Known) -> None:
    """A heading, or a paragraph that is the known title, then lines that name author or day."""
    in_front_matter = "title" in heading.found
    titled = _title_paragraph(lines, start, known.title)
    for number, line in enumerate(lines[start : start + LINES], start + 1):
        bare = MARKS.sub("", line).strip()
        if not bare:
            continue
        headed = _MARKDOWN_HEADING.fullmatch(line.strip())
        if number in titled or (headed and (in_front_matter or "title" not in heading.found)):
            if number not in titled or number == min(titled):
                heading.found.pop("title", None)
            in_front_matter = False
            heading.take("title", headed["title"] if headed else bare, number, line)
        elif not _item(bare, number, heading, known, _paragraph_length(lines, number - 1)):
            break
        heading.last = number


def _title_paragraph(lines: list[str], start: int, title: str) -> set[int]:
    """The lines of the first paragraph, where that is *title* and nothing else."""
    place = next((n for n in range(start, len(lines)) if lines[n].strip()), start)
    paragraph = range(place, place + _paragraph_length(lines, place))
    same = letters("".join(lines[n] for n in paragraph)) == letters(title) != ""
    return {n + 1 for n in paragraph} if same else set()


def _paragraph_length(lines: list[str], place: int) -> int:
    count = 0
    while place + count < len(lines) and lines[place + count].strip():
        count += 1
    return count


def _item(bare: str, number: int, heading: Heading, known: Known, paragraph: int) -> bool:
    """Whether a line is one of the things that stand under a title; if so, it is recorded."""
    date = day_in(bare, known)
    without = without_dates(bare, known.language).strip(" ,.;|–—-")
    if date and len(bare) <= 80:
        heading.take("date", date, number, bare)
        if author := author_in(without, known):
            heading.take("author", author, number, bare)
        elif without:
            heading.take("published", bare, number, bare)
        return True
    if author := author_in(bare, known):
        heading.take("author", author, number, bare)
        return True
    if (
        paragraph == 2
        and not known.author
        and {"title"} == heading.found.keys() & {"title", "author"}
        and re.fullmatch(r"(?:[A-Z][\w.'’-]+ ?){2,4}", bare)
    ):
        heading.take("author", bare, number, bare)
        return True
    return False
