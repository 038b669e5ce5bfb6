"""How far from the articles lie the days that an edition names? Dated events in, one strip out.

A stroke a day on a single line. Around one article the line counts distance: days lie apart beside
it, and decades close together further off. With several articles it is an ordinary axis. What
happened on which day, the chronology says; this is the look at the whole.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from html import escape

from .labels import labels
from .timeline import INK, Event, axis_of, ticks

_WIDTH, _SIDE, _LINE, _TALL = 360, 22, 36, 11
#: Days that lie as far apart from each other as all nearer ones from the article together.
_NEAR = 10
#: Distances in days, by what they are called and how many of it they are.
_MARKS = {
    30: ("n_months", 1),
    365: ("n_years", 1),
    3652: ("n_years", 10),
    36524: ("n_years", 100),
    182620: ("n_years", 500),
}


def draw_strip(events: Sequence[Event], title: str, language: str = "en") -> str:
    """The strip as an SVG element, with its description inside; empty without events."""
    if not events:
        return ""
    ordered = sorted(events, key=lambda event: (event.marked, event.middle))
    articles = [event for event in events if event.marked]
    place, labels = (
        _around(articles[0], events, language) if len(articles) == 1 else _along(events, language)
    )
    body = [f'<path class="axis" stroke="currentColor" d="M{_SIDE} {_LINE}H{_WIDTH - _SIDE}"/>']
    for x, label in labels:
        # Words at either end stay inside.
        room = 3.7 * len(label)
        at = min(max(x, room), _WIDTH - room)
        body.append(
            f'<path class="axis" stroke="currentColor" d="M{x:.1f} {_LINE}v5"/>'
            f'<text class="tick" fill="currentColor" x="{at:.1f}" y="{_LINE + 18}">{label}</text>'
        )
    body += [_stroke(event, place(event.middle)) for event in ordered]
    if len(articles) == 1:
        x = min(max(place(articles[0].middle), 50), _WIDTH - 50)
        body.append(
            f'<text fill="currentColor" x="{x:.1f}" y="12">{escape(articles[0].when)}</text>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="timeline strip" viewBox="0 0 {_WIDTH} {_LINE + 24}" '
        f'role="group" aria-label="{escape(title)}. {escape(_described(events, language))}" '
        f'font-family="sans-serif" font-size="11.5" text-anchor="middle">'
        f"<title>{escape(title)}</title>{''.join(body)}</svg>"
    )


Place = Callable[[float], float]


def _around(
    article: Event, events: Sequence[Event], language: str
) -> tuple[Place, list[tuple[float, str]]]:
    """By distance from the article, in powers: as far as the farthest event on either side."""
    middle = article.middle

    def far(days: float) -> float:
        return math.copysign(math.log1p(abs(days) / _NEAR), days)

    first = min(0.0, *(far(event.middle - middle) for event in events))
    last = max(0.0, *(far(event.middle - middle) for event in events))
    unit = (_WIDTH - 2 * _SIDE) / max(last - first, 1)

    def place(day: float) -> float:
        return _SIDE + (far(day - middle) - first) * unit

    fixed = labels(language)
    marks = [(side * days, fixed.count(*name)) for days, name in _MARKS.items() for side in (-1, 1)]
    within = [(days, label) for days, label in marks if first <= far(days) <= last]
    return place, [(place(middle + days), label) for days, label in within]


def _along(events: Sequence[Event], language: str) -> tuple[Place, list[tuple[float, str]]]:
    axis = axis_of(events)
    unit = (_WIDTH - 2 * _SIDE) / max(axis.end - axis.start, 1)

    def place(day: float) -> float:
        return _SIDE + (day - axis.start) * unit

    return place, list(_spaced((place(day), label) for day, label in ticks(axis, language)))


def _spaced(labels: Iterator[tuple[float, str]]) -> Iterator[tuple[float, str]]:
    """Those that have room beside the one before."""
    before = -math.inf
    for x, label in labels:
        if x - before >= 7 * len(label):
            before = x
            yield x, label


def _stroke(event: Event, x: float) -> str:
    goal = escape(event.goal or f"#event-{event.number}")
    title = f"<title>{escape(f'{event.when}: {event.what}')}</title>"
    if event.marked:
        shape = f'<circle cx="{x:.1f}" cy="{_LINE - 13}" r="4.5" fill="{INK}" stroke="{INK}"/><path stroke="{INK}" stroke-width="1.6" d="M{x:.1f} {_LINE}v-13"/>'
        return f'<a href="{goal}" class="event marked" tabindex="-1">{title}{shape}</a>'
    reach = (
        f'<path stroke="#000" stroke-opacity="0" stroke-width="7" d="M{x:.1f} {_LINE}v-{_TALL}"/>'
    )
    shape = f'<path class="stroke" stroke="{INK}" stroke-opacity="0.6" stroke-width="1.2" d="M{x:.1f} {_LINE}v-{_TALL}"/>'
    return f'<a href="{goal}" class="event" tabindex="-1">{title}{reach}{shape}</a>'


def _described(events: Sequence[Event], language: str) -> str:
    ordered = sorted(events, key=lambda event: event.middle)
    articles = sum(1 for event in events if event.marked)
    fixed = labels(language)
    named = fixed.count("events_beside", len(events) - articles)
    span = fixed["span"].format(first=ordered[0].when, last=ordered[-1].when)
    return f"{named} {fixed.count('and_articles', articles)}, {span}."
