"""Which days does a text name in full, and how is a day written in prose?

English names of months and ISO dates; where a language is named, its months too, as Unicode's tables
have them. A day without its year, or a year without its day, is no date here. Knows nothing of calendars other than the Gregorian.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from .labels import code, labels
from .model import Span

if TYPE_CHECKING:
    from babel import Locale

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


_YEAR = re.compile(r"\d{4}")


def find_dates(text: str, language: str = "en") -> Iterator[tuple[Span, str]]:
    """The days that *text* names, each with its place and in ISO form.

    Months may have their names in *language*, besides the English ones.
    """
    # Most texts name no year, and are looked through once.
    if not _YEAR.search(text):
        return
    seen: set[tuple[int, int]] = set()
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            seen.add(found.span())
            yield Span(*found.span()), _iso(found)
    own, months = _of_language(language)
    for found in own.finditer(text) if own else ():
        if found.span() not in seen and (date := _own_iso(found, months)):
            yield Span(*found.span()), date


def read_date(words: str, language: str = "en") -> str:
    """The first day that *words* name in full, in ISO form; empty where they name none.

    Months may have their names in *language*, besides the English ones.
    """
    if date := next((date for _, date in find_dates(words)), ""):
        return date
    pattern, months = _of_language(language)
    found = pattern.search(words) if pattern else None
    return _own_iso(found, months) if found else ""


def _own_iso(found: re.Match[str], months: Mapping[str, int]) -> str:
    # Letters that only a language of its own takes for one another (I and ı) match, and are no name.
    month = months.get(found["month"].casefold())
    return f"{found['year']}-{month:02}-{int(found['day']):02}" if month else ""


def in_english(words: str, language: str) -> str:
    """*words* with the names of months as they are in English, and days without a sign behind them."""
    own, months = _of_language(language)
    if own is None:
        return words
    names = "|".join(map(re.escape, sorted(months, key=len, reverse=True)))
    plain = re.sub(r"(?<=\d)(?:\.|er|[ºª°])(?=\s*[–-]|\s)", "", words)
    plain = re.sub(r"\b(?:d[eio]l?\s+|d['’])", "", plain)
    return re.sub(
        rf"\b({names})\b\.?",
        lambda found: (
            MONTHS[months[found[1].casefold()] - 1] if found[1].casefold() in months else found[0]
        ),
        plain,
        flags=re.I,
    )


def without_dates(words: str, language: str = "en") -> str:
    """*words* with the days taken out."""
    own, _ = _of_language(language)
    for pattern in (*_PATTERNS, *filter(None, (own,))):
        words = pattern.sub("", words)
    return words


@lru_cache(64)
def _of_language(language: str) -> tuple[re.Pattern[str] | None, dict[str, int]]:
    """How days are written in another language than English (9. Juli 1901), and its months."""
    locale = None if language.lower().startswith("en") else _locale(language)
    if locale is None:
        return None, {}
    months = {
        name.rstrip(".").casefold(): number
        for use in ("format", "stand-alone")
        for width in ("abbreviated", "wide")
        for number, name in locale.months[use][width].items()
        if name[0].isalpha()
    }
    if not months:
        return None, {}
    names = "|".join(map(re.escape, sorted(months, key=len, reverse=True)))
    # A sign or an ending behind the day (1er, 2º), and a word such as “de” on either side.
    return re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:\.|er|[ºª°])?\s+(?:d[eio]?\s+|d['’])?(?P<month>{names})\b\.?,?"
        r"\s+(?:del?\s+)?(?P<year>\d{4})\b",
        re.I,
    ), months


def _locale(language: str) -> Locale | None:
    # Not imported with this module: it takes longer than all else that most commands need.
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None


def _iso(found: re.Match[str]) -> str:
    name = found["month"].rstrip(".").lower()
    month = int(name) if name.isdigit() else 1 + [m[:3] for m in _MONTHS].index(name[:3])
    return f"{found['year']}-{month:02}-{int(found['day']):02}"


@lru_cache(4096)
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
    from babel.dates import format_date, format_skeleton

    locale = _locale(language)
    if locale is None:
        return ""
    if day:
        written = format_date(datetime.date(year, month, day), "long", locale)
        # The first of a month has its ending in French, whatever Unicode's tables say.
        return written.replace("1 ", "1er ", 1) if day == 1 and code(language) == "fr" else written
    return format_skeleton("yMMMM", datetime.date(year, month, 1), locale=locale)


def _in_words(parts: list[str], language: str) -> str:
    """The date in that language; empty for a year alone, and where there is no such day or language."""
    year, month, day = (*map(int, parts), 0, 0)[:3]
    try:
        datetime.date(year, month or 1, day or 1)
    except ValueError:
        return ""
    return _date_in_words(year, month, day, language) if month else ""


def decade(start: str, language: str = "en") -> str:
    """Ten years by the figures that they begin with: “1900s” for 190."""
    return labels(language)["decade"].format(first=f"{start}0", last=f"{start}9")


def short_date(date: str, language: str = "en") -> str:
    """A month of a year, or with `--` for the year a day, where room is scarce: “Jan 2024”, “3 Jan”."""
    year, month, day = (date.replace("--", "0-", 1) + "-0").split("-")[:3]
    if code(language) == "en" or _locale(language) is None:
        name = MONTHS[int(month) - 1][:3]
        return f"{int(day)} {name}" if int(day) else f"{name} {year}"
    return _short_in_words(int(year), int(month), int(day), language)


@lru_cache(4096)
def _short_in_words(year: int, month: int, day: int, language: str) -> str:
    from babel.dates import format_skeleton

    # A leap year, so that it has every day.
    there = datetime.date(year or 2000, month, day or 1)
    return format_skeleton("MMMd" if day else "yMMM", there, locale=_locale(language))
