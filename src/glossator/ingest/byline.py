"""Does a line name the author or the day of a document?

By what is known of it already, or by the words of the line. Knows nothing of the lines around it.
"""

from __future__ import annotations

import re

from ..dates import read_date, readable_date
from .found import Known, letters

_NAME = r"[A-Z][^,:;]{1,60}?"
_BY = re.compile(rf"(?i:by)\s+(?P<author>{_NAME}(?:,? and {_NAME})?)\.?")
#: So many words may stand before a name that is known, the last of them so long.
_MOST_BEFORE, _LONGEST_BEFORE = 2, 3


def day_in(line: str, known: Known) -> str:
    """The day that *line* names, in ISO form; one that is known also as its language writes it."""
    if date := read_date(line, known.language):
        return date
    written = letters(readable_date(known.date, known.language)) if known.date else ""
    return known.date if written and letters(line) == written else ""


def author_in(line: str, known: Known) -> str:
    """The author that *line* names and does nothing but name; empty where it does not."""
    if by := _BY.fullmatch(line):
        return by["author"]
    name, words = letters(known.author), line.split()
    for before in range(min(_MOST_BEFORE, len(words) - 1) + 1):
        if name and letters(" ".join(words[before:])) == name:
            return known.author if _leads_to_name(words[:before]) else ""
    return ""


def _leads_to_name(words: list[str]) -> bool:
    """Whether such words as “by”, “von” or “escrito por” may stand before a name, and no “dear”."""
    return not words or len(letters(words[-1])) <= _LONGEST_BEFORE
