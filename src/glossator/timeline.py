"""How do dated events look in time? Dates in words in, one SVG picture out.

Events are seldom spread evenly. The picture has an axis for the whole range and, where most
events crowd into a small part of it, a second axis that magnifies that part. Each event is a
numbered dot; what it was stands in the table from which the picture is made.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from .dates import MONTHS, in_english, short_date
from .labels import labels

_MONTHS = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTHS |= {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_PART = re.compile(
    r"(?:(?P<day>\d{1,2})\s+)?(?:(?P<month>[A-Z][a-z]+)\.?\s+)?(?P<year>\d{4})\b|"
    r"(?P<day2>\d{1,2})\s+(?P<month2>[A-Z][a-z]+)\b|(?P<day3>\b\d{1,2})(?=\s*[–-])"
)
#: How wide a picture is on a screen, and where a page shows it small, so that its numbers can be read.
WIDE, NARROW = 560, 450
_SIDE, _RADIUS = 26, 9
_ROW = 2 * _RADIUS + 3
#: Colours stand in attributes, which style sheets override, so that the picture needs none.
INK = "#7a2e1d"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. `start` and `end` are days, both included.

    `goal` is where its dot leads, its row of the table on the same page where it is empty.
    """

    number: int
    when: str
    what: str
    start: datetime.date
    end: datetime.date
    marked: bool = False
    goal: str = ""

    @property
    def middle(self) -> float:
        """Where its dot stands, as the ordinal of a day."""
        return (self.start.toordinal() + self.end.toordinal()) / 2


def parse_when(words: str, language: str = "en") -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day of a date in words (“3–6 January 2024”, “June 2023”, “1914–1918”).

    None where no year is named. “About” and “week of” are left to the words. Months may have their
    names in *language*.
    """
    words = in_english(words, language)
    parts = [_part(found) for found in _PART.finditer(words)]
    last = next((part for part in reversed(parts) if part[0]), None)
    if last is None:
        return None
    # What a part leaves out, it takes from the one after it: “24–27 May 2024”.
    filled: list[tuple[int, int, int]] = []
    year, month = last[0], last[1]
    for part in reversed(parts):
        year, month = part[0] or year, part[1] or (0 if part[0] else month)
        filled.append((year, month, part[2]))
    try:
        return _first(*filled[-1]), _last(*filled[0])
    except ValueError:
        return None


def _part(found: re.Match[str]) -> tuple[int, int, int]:
    groups = found.groupdict()
    month = _MONTHS.get((groups["month"] or groups["month2"] or "").lower(), 0)
    day = int(groups["day"] or groups["day2"] or groups["day3"] or 0)
    return int(groups["year"] or 0), month, day


def _first(year: int, month: int, day: int) -> datetime.date:
    return datetime.date(year, month or 1, day or 1)


def _last(year: int, month: int, day: int) -> datetime.date:
    month = month or 12
    return datetime.date(year, month, day or calendar.monthrange(year, month)[1])


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of time on a line of the picture."""

    start: float
    end: float
    events: tuple[Event, ...]
    width: int

    def x(self, day: float) -> float:
        inside = (day - self.start) / max(self.end - self.start, 1)
        return _SIDE + inside * (self.width - 2 * _SIDE)


def draw(events: Sequence[Event], title: str, width: int = WIDE, language: str = "en") -> str:
    """The picture as an SVG element, with its description inside; empty without events."""
    if not events:
        return ""
    ordered = sorted(events, key=lambda event: (event.middle, event.number))
    whole = axis_of(ordered, width)
    crowd = _crowd(ordered)
    axes = [(whole, ordered if not crowd else [e for e in ordered if e not in crowd])]
    if crowd:
        axes.append((axis_of(crowd, width), crowd))
    body: list[str] = []
    y = 8.0
    lines = []
    for axis, shown in axes:
        dots = list(_dots(axis, shown))
        y += (1 + max((row for _, _, row in dots), default=0)) * _ROW
        lines.append(y)
        body += _line(axis, y, language) + [
            _dot(event, x, y - 6 - _RADIUS - row * _ROW) for event, x, row in dots
        ]
        y += 44
    if crowd:
        body.insert(0, _lens(whole, axes[1][0], lines[0], lines[1]))
    return _svg("".join(body), (width, y - 8), title, _description(ordered, crowd, language))


def axis_of(events: Sequence[Event], width: int = WIDE) -> Axis:
    """The stretch of time that holds *events*, with a little room at its ends."""
    start, end = min(e.start.toordinal() for e in events), max(e.end.toordinal() for e in events)
    room = max((end - start) * 0.02, 1)
    return Axis(start - room, end + room, tuple(events), width)


def _crowd(events: Sequence[Event]) -> list[Event]:
    """The smallest run of neighbours with half of the events, if it is a small part of the whole."""
    size = (len(events) + 1) // 2
    if len(events) < 8:
        return []
    runs = [events[place : place + size] for place in range(len(events) - size + 1)]
    best = min(runs, key=lambda run: run[-1].middle - run[0].middle)
    first, last = best[0].middle - 1, best[-1].middle + 1
    # Whoever stands between or right beside them belongs to them.
    margin = (last - first) * 0.15
    inside = [event for event in events if first - margin <= event.middle <= last + margin]
    span = events[-1].middle - events[0].middle
    return inside if inside[-1].middle - inside[0].middle < 0.2 * span else []


def _dots(axis: Axis, events: Sequence[Event]) -> Iterator[tuple[Event, float, int]]:
    """Each event with its place and the row in which it does not touch a neighbour."""
    ends: list[float] = []
    for event in events:
        x = axis.x(event.middle)
        row = next((row for row, end in enumerate(ends) if x - end >= _ROW), len(ends))
        ends[row : row + 1] = [x]
        yield event, x, row


def _dot(event: Event, x: float, y: float) -> str:
    marked = " marked" if event.marked else ""
    fill, ink = (INK, "#fff") if event.marked else ("#fff", "#111")
    goal = escape(event.goal or f"#event-{event.number}")
    return (
        f'<a href="{goal}" class="event{marked}" tabindex="-1"><title>{escape(f"{event.when}: {event.what}")}</title>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_RADIUS}" fill="{fill}" stroke="{INK}"/>'
        f'<text x="{x:.1f}" y="{y + 3.4:.1f}" fill="{ink}">{event.number}</text></a>'
    )


def _line(axis: Axis, y: float, language: str) -> list[str]:
    made = [f'<path class="axis" stroke="currentColor" d="M{_SIDE} {y:.1f}H{axis.width - _SIDE}"/>']
    for day, label in ticks(axis, language):
        x = axis.x(day)
        made.append(
            f'<path class="axis" stroke="currentColor" d="M{x:.1f} {y:.1f}v5"/><text class="tick" fill="currentColor" x="{x:.1f}" y="{y + 17:.1f}">{label}</text>'
        )
    return made


def ticks(axis: Axis, language: str = "en") -> Iterator[tuple[float, str]]:
    """Years, months or days, whichever gives a handful."""
    start, end = (
        datetime.date.fromordinal(int(axis.start)),
        datetime.date.fromordinal(int(axis.end)),
    )
    days, most = axis.end - axis.start, axis.width // 90
    if days > 1100:
        step = max(1, round(days / 365.25 / most))
        years = range(start.year - start.year % step + step, end.year + 1, step)
        found = [(datetime.date(year, 1, 1), str(year)) for year in years]
    elif days > 90:
        months = [
            (year, month) for year in range(start.year, end.year + 1) for month in range(1, 13)
        ]
        every = max(1, round(days / 30.4 / most))
        found = [
            (datetime.date(y, m, 1), short_date(f"{y:04}-{m:02}", language))
            for y, m in months[::every]
        ]
    else:
        every = max(1, round(days / (most - 1)))
        dates = [start + datetime.timedelta(number) for number in range(0, int(days) + 1, every)]
        found = [(date, short_date(f"--{date:%m-%d}", language)) for date in dates]
    seen = False
    for date, label in found:
        if axis.start <= date.toordinal() <= axis.end:
            # An axis of days says its year once.
            yield (
                date.toordinal(),
                label if seen or label[-4:].isdigit() else f"{label} {date.year}",
            )
            seen = True


def _lens(whole: Axis, part: Axis, upper: float, lower: float) -> str:
    left, right = whole.x(part.start), whole.x(part.end)
    top = lower - 8 - _ROW * 0.2
    return (
        f'<path class="lens" fill="currentColor" opacity="0.08" d="M{left:.1f} {upper:.1f}H{right:.1f}L{whole.width - _SIDE} {top + 8:.1f}'
        f'H{_SIDE}Z"/>'
    )


def _description(events: Sequence[Event], crowd: Sequence[Event], language: str) -> str:
    fixed = labels(language)
    said = [
        fixed.count(name, len(some), first=some[0].when, last=some[-1].when)
        for name, some in (("n_events", events), ("n_crowded", crowd))
        if some
    ]
    return " ".join([*said, fixed["row_numbers"]])


def _svg(body: str, size: tuple[float, float], title: str, description: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="timeline" viewBox="0 0 {size[0]:.0f} {size[1]:.0f}" '
        f'role="group" aria-label="{escape(title)}. {escape(description)}" '
        f'font-family="sans-serif" font-size="10" text-anchor="middle">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>{body}</svg>"
    )
