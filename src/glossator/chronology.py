"""What happened when, as far as an edition's articles and notes say it?

An article is an event on its day; so is a sentence of a note that names a day in full. Words in,
dated events out; where there are too many to be read one by one, they are counted by month, year
or decade.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from .dates import decade, find_dates, short_date
from .labels import labels
from .model import Span

#: Where a sentence may end, and the words after whose full stop none does.
_END = re.compile(r"[.!?][”\"’“»)]*\s+(?=[A-ZÀ-ÖØ-ÞЀ-Я“\"(„«])")
_SHORT = re.compile(r"\b(?:[A-Z][a-z]{0,2}|[A-Z]\.[A-Z]|[Nn]os?)$")
_LONGEST = 220
#: How many signs of a day are counted together, 7 for a month, 4 for a year, 3 for a decade: while
#: articles came out, and at other times.
_SCALES = ((7, 7), (7, 4), (7, 3), (4, 4), (4, 3), (3, 3))

#: The picture of numbers: so narrow that it can be read on a telephone.
_WIDTH, _ROW, _LEFT, _RIGHT = 380, 20, 70, 58
#: A sign stands for times of which there is nothing; it is lower than a row.
_GAP = 14
#: How many months a period lasts, by the number of signs of its beginning.
_MONTHS = {7: 1, 4: 12, 3: 120}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time: how many articles came out in it, and how many dated sentences name it."""

    label: str
    start: str
    articles: int
    events: int


def dated_sentences(
    text: str, titles: Iterable[str] = (), language: str = "en"
) -> Iterator[tuple[str, str]]:
    """The days that *text* names, in ISO form, each with its sentence; a day once a sentence.

    *titles* are parts of the text that only say which article is meant: their days are no events.
    Months may have their names in *language*.
    """
    searched = text
    for title in titles:
        searched = searched.replace(title, "x" * len(title))
    days = [span for span, _ in find_dates(text, language)]
    for start, end in _sentences(text, days):
        within = sorted(find_dates(searched[start:end], language))
        for date in dict.fromkeys(date for _, date in within):
            yield date, _shortened(" ".join(text[start:end].split()))


def _sentences(text: str, days: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """No sentence ends within a day: “am 3. März 1901”."""
    start = 0
    inside = {place for day in days for place in range(day.start, day.end)}
    for found in _END.finditer(text):
        if found.start() in inside and found.end() in inside:
            continue
        if not (found[0][0] == "." and _SHORT.search(text, start, found.start())):
            yield start, found.end()
            start = found.end()
    yield start, len(text)


def _shortened(sentence: str) -> str:
    if len(sentence) <= _LONGEST:
        return sentence
    return sentence[: _LONGEST - 1].rpartition(" ")[0] + " …"


def periods(
    articles: Iterable[str], events: Iterable[str], most: int = 60, language: str = "en"
) -> list[Period]:
    """ISO dates counted by month, or by year or decade where months would be more than *most*.

    The time in which the articles came out is divided most finely; what notes name of other times
    may be spread over centuries, and is counted by longer ones.
    """
    printed, named = list(articles), list(events)
    first, last = (min(printed), max(printed)) if printed else ("", "")
    outside = [day for day in named if not first[:3] <= day[:3] <= last[:3]]
    inside = {*printed, *named} - {*outside}
    for fine, coarse in _SCALES:
        starts = {day[:fine] for day in inside} | {day[:coarse] for day in outside}
        if len(starts) + sum(map(bool, gaps(sorted(starts)))) * _GAP / _ROW <= most:
            break
    digits = dict.fromkeys(outside, coarse)
    written = Counter(day[:fine] for day in printed)
    said = Counter(day[: digits.get(day, fine)] for day in named)
    return [
        Period(label_of(start, language), start, written[start], said[start])
        for start in sorted({*written, *said})
    ]


def gaps(starts: Sequence[str]) -> list[int]:
    """How many months lie between each period and the one before it; 0 for the first."""
    begins = [_month(start) for start in starts]
    ends = [begin + _MONTHS[len(start)] for begin, start in zip(begins, starts, strict=True)]
    return [0, *(max(0, begin - end) for begin, end in zip(begins[1:], ends, strict=False))][
        : len(starts)
    ]


def _month(start: str) -> int:
    year = int(start[:4].ljust(4, "0"))
    return year * 12 + (int(start[5:7]) - 1 if len(start) == 7 else 0)


def label_of(start: str, language: str = "en") -> str:
    """What a month, a year or a decade is called, by the beginning of its ISO dates."""
    if len(start) == 7:
        return short_date(start, language)
    return start if len(start) == 4 else decade(start, language)


def bars(
    counted: Sequence[Period],
    title: str,
    address: Callable[[Period], str] = lambda period: "",
    language: str = "en",
) -> str:
    """A picture of the numbers as an SVG element: a row for each period; empty without any.

    Between two of them a sign stands for the time of which there is nothing. *address* says where a row's link leads; empty for none.
    """
    if not counted:
        return ""
    most = max(period.articles + period.events for period in counted)
    scale = (_WIDTH - _LEFT - _RIGHT) / max(most, 1)
    body, y = [], 4
    for period, gap in zip(counted, gaps([each.start for each in counted]), strict=True):
        if gap:
            body.append(_sign(y, gap, language))
            y += _GAP
        body.append(_bar(y, period, scale, address(period)))
        y += _ROW
    span = labels(language)["from_to"]
    about = escape(span.format(title=title, first=counted[0].label, last=counted[-1].label))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="timeline bars" viewBox="0 0 {_WIDTH} {y}" '
        f'role="group" aria-label="{about}" font-family="sans-serif" font-size="12">{"".join(body)}</svg>'
    )


def _sign(y: int, months: int, language: str) -> str:
    """That there is nothing for so long; of more than two years, in years."""
    fixed = labels(language)
    name, number = ("n_years", months // 12) if months >= 24 else ("n_months", months)
    said = fixed["nothing_for"].format(time=fixed.count(name, number))
    return (
        f'<path class="gap" stroke="currentColor" stroke-width="2" stroke-dasharray="2 2" d="M{_LEFT + 1} {y - 1}v{_GAP - 2}"/>'
        f'<text x="{_LEFT + 10}" y="{y + 9}" font-size="11" fill="currentColor">{escape(said)}</text>'
    )


def _bar(y: int, period: Period, scale: float, address: str) -> str:
    wide, more = period.articles * scale, period.events * scale
    words = " + ".join(str(n) for n in (period.articles, period.events) if n)
    made = (
        f'<text x="{_LEFT - 8}" y="{y + 12}" text-anchor="end" fill="currentColor">{escape(period.label)}</text>'
        f'<rect class="articles" x="{_LEFT}" y="{y}" width="{wide:.1f}" height="15" fill="#7a2e1d"/>'
        f'<rect class="events" x="{_LEFT + wide:.1f}" y="{y}" width="{more:.1f}" height="15" fill="#7a2e1d" fill-opacity="0.35"/>'
        f'<text x="{_LEFT + wide + more + 5:.1f}" y="{y + 12}" fill="currentColor">{words}</text>'
    )
    if not address:
        return made
    # The whole row is pointed at; the list below the picture has the same links for the keys.
    row = f'<path fill="none" pointer-events="all" d="M0 {y - 2}H{_WIDTH}v{_ROW}H0z"/>'
    return f'<a class="time" href="{escape(address)}" tabindex="-1">{row}{made}</a>'
