"""Do dates in words become days, and events a picture that can be read?"""

from __future__ import annotations

import datetime
import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from glossator.timeline import NARROW, WIDE, Event, draw, parse_when


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("24 February 2022", "2022-02-24", "2022-02-24"),
        ("3–6 January 2024", "2024-01-03", "2024-01-06"),
        ("26 February–1 March 2022", "2022-02-26", "2022-03-01"),
        ("30 December 2023 – 2 January 2024", "2023-12-30", "2024-01-02"),
        ("June 2023", "2023-06-01", "2023-06-30"),
        ("about 10 May 2024", "2024-05-10", "2024-05-10"),
        ("week of 27 May 2024", "2024-05-27", "2024-05-27"),
        ("1914–1918", "1914-01-01", "1918-12-31"),
        ("1962", "1962-01-01", "1962-12-31"),
    ],
)
def test_when(words: str, first: str, last: str) -> None:
    assert parse_when(words) == (
        datetime.date.fromisoformat(first),
        datetime.date.fromisoformat(last),
    )


@pytest.mark.parametrize("words", ["", "soon", "31 June 2024", "May", "99"])
def test_what_is_no_date(words: str) -> None:
    assert parse_when(words) is None


def events(*days: str) -> list[Event]:
    made = []
    for number, day in enumerate(days, 1):
        date = datetime.date.fromisoformat(day)
        made.append(Event(number, day, f"what <happened> & {number}", date, date))
    return made


def circles(svg: str) -> list[tuple[float, float]]:
    root = ElementTree.fromstring(svg)
    return [
        (float(c.get("cx", "")), float(c.get("cy", "")))
        for c in root.iter("{http://www.w3.org/2000/svg}circle")
    ]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_dots_never_touch(width: int) -> None:
    days = [*["2024-05-30"] * 5, "2022-01-01", "2025-01-01", *["2024-05-28"] * 5]
    found = circles(draw(events(*days), "Title", width))
    assert len(found) == 12
    assert all(9 <= x <= width - 9 for x, _ in found)
    for place, (x, y) in enumerate(found):
        for other_x, other_y in found[place + 1 :]:
            assert (x - other_x) ** 2 + (y - other_y) ** 2 >= 18**2


def test_the_years_of_a_narrow_picture_do_not_meet() -> None:
    svg = draw(events(*[f"20{year:02}-01-15" for year in range(25)]), "Title", NARROW)
    ticks = [float(x) for x in re.findall(r'class="tick"[^>]* x="([\d.]+)"', svg)]
    assert len(ticks) > 3
    assert all(right - left > 45 for left, right in pairwise(ticks))


def test_a_crowd_is_magnified() -> None:
    days = ["1990-01-01", "2000-01-01", "2010-01-01", *(f"2024-05-{day}" for day in range(10, 20))]
    svg = draw(events(*days), "Title")
    assert 'class="lens"' in svg
    xs = [x for x, _ in circles(svg)]
    width = float(re.findall(r'viewBox="0 0 (\d+)', svg)[0])
    assert max(xs[3:]) - min(xs[3:]) > 0.75 * width


def test_every_event_is_there_and_inert() -> None:
    svg = draw(events("2024-05-30", "2024-06-01"), "A <title>")
    assert re.findall(r'href="#event-(\d)"', svg) == ["1", "2"]
    assert "<happened>" not in svg
    assert "A &lt;title&gt;" in svg
    assert draw([], "Nothing") == ""
