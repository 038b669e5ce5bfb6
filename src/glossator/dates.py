"""Which days does a text name in full?

English names of months and ISO dates. A day without its year, or a year without its day, is no
date here. Knows nothing of calendars other than the Gregorian.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .model import Span

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_WEEKDAY = r"(?:\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
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
