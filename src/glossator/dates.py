"""Which days does a text name in full, and how is a day written in prose?

English names of months and ISO dates. A day without its year, or a year without its day, is no
date here. Knows nothing of calendars other than the Gregorian.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache

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


def readable_date(date: str, language: str = "en") -> str:
    """An ISO date as it is written in prose: 30 May 2024; parts that are missing are left out.

    In another *language* than English as Unicode's tables have it; as in English where these have
    nothing.
    """
    parts = date.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return date
    if not language.lower().startswith("en") and (written := _in_words(parts, language)):
        return written
    words = [parts[0]]
    if len(parts) > 1 and 1 <= int(parts[1]) <= 12:
        words.insert(0, MONTHS[int(parts[1]) - 1])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join(words)


@lru_cache(4096)
def _date_in_words(year: int, month: int, day: int, language: str) -> str:
    # Not imported with this module: it takes longer than all else that most commands need.
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date, format_skeleton

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return ""
    if day:
        return format_date(datetime.date(year, month, day), "long", locale)
    return format_skeleton("yMMMM", datetime.date(year, month, 1), locale=locale)


def _in_words(parts: list[str], language: str) -> str:
    """The date in that language; empty for a year alone, and where there is no such day or language."""
    year, month, day = (*map(int, parts), 0, 0)[:3]
    try:
        datetime.date(year, month or 1, day or 1)
    except ValueError:
        return ""
    return _date_in_words(year, month, day, language) if month else ""
