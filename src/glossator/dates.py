"""Which days does a text name in full, and how is a day written in prose?

English names of months and ISO dates. A day without its year, or a year without its day, is no
date here. Knows nothing of calendars other than the Gregorian.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .model import Span

#: English whatever the machine's locale, which the `calendar` module would follow.
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = tuple(name.lower() for name in MONTHS)
_WEEKDAY = rf"(?:\b(?:{'|'.join(WEEKDAYS)}),?\s+)?"
_MONTH = r"\b(?P<month>" + "|".join(rf"{name}|{name[:3]}\b\.?" for name in _MONTHS) + ")"
_PATTERNS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b",
        rf"{_WEEKDAY}\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>\d{{4}})\b",
        r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b",
    )
)


def find_dates(text: str) -> Iterator[tuple[Span, str]]:
    """The days that *text* names, each with its place and in ISO form."""
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            yield Span(*found.span()), _iso(found)


def read_date(words: str) -> str:
    """The first day that *words* name in full, in ISO form; empty where they name none."""
    return next((date for _, date in find_dates(words)), "")


def without_dates(words: str) -> str:
    """*words* with the days taken out."""
    for pattern in _PATTERNS:
        words = pattern.sub("", words)
    return words


def _iso(found: re.Match[str]) -> str:
    name = found["month"].rstrip(".").lower()
    month = int(name) if name.isdigit() else 1 + [m[:3] for m in _MONTHS].index(name[:3])
    return f"{found['year']}-{month:02}-{int(found['day']):02}"


def readable_date(date: str) -> str:
    """An ISO date as it is written in prose: 30 May 2024; parts that are missing are left out."""
    parts = date.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return date
    words = [parts[0]]
    if len(parts) > 1 and 1 <= int(parts[1]) <= 12:
        words.insert(0, MONTHS[int(parts[1]) - 1])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join(words)
