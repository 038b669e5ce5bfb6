"""How are many dated things divided among pages, and does each page link to its neighbours?"""

from __future__ import annotations

from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from glossator.sphinx.lists.phrases import to_parts
from glossator.sphinx.nodes import pointing
from glossator.sphinx.room import fitting, of_each
from glossator.sphinx.times import few, sheet_of, sheets

DAYS = st.dates().map(str)


def _divided(days: list[str], most: int, digits: int = 4) -> list[tuple[str, str, int]]:
    made = sheets("list", days, str, few(most), "en", lambda date: digits)
    return [(sheet.name, sheet.title, len(sheet.things)) for sheet in made]


def test_a_year_a_page_and_a_month_where_a_year_has_too_many() -> None:
    days = ["1899-12-31", *(f"1900-{month:02}-01" for month in range(1, 13)), "1901-01-01"]
    assert _divided(days, 12) == [
        ("list-1899", "1899", 1),
        ("list-1900", "1900", 12),
        ("list-1901", "1901", 1),
    ]
    by_month = _divided(days, 11)
    assert by_month[1] == ("list-1900-01", "Jan 1900", 1)
    assert len(by_month) == 14


def test_a_month_with_too_many_is_cut_in_pieces() -> None:
    days = [f"1900-01-{day:02}" for day in range(1, 31)]
    assert _divided(days, 10) == [
        ("list-1900-01", "Jan 1900", 7),
        ("list-1900-01-part-2", "Jan 1900 (2)", 8),
        ("list-1900-01-part-3", "Jan 1900 (3)", 7),
        ("list-1900-01-part-4", "Jan 1900 (4)", 8),
    ]


def test_decades_are_divided_into_years() -> None:
    days = ["1776-07-04", "1781-03-01", "1789-04-30"]
    assert [title for _, title, _ in _divided(days, 2, 3)] == ["1770s", "1780s"]
    assert [title for _, title, _ in _divided(days, 1, 3)] == ["1770s", "1781", "1789"]


@given(st.lists(DAYS, max_size=60).map(sorted), st.integers(1, 20), st.sampled_from([3, 4]))
def test_each_thing_is_on_one_page_and_none_has_too_many(
    days: list[str], most: int, digits: int
) -> None:
    made = sheets("list", days, str, few(most), "en", lambda date: digits)
    assert [day for sheet in made for day in sheet.things] == days
    assert all(0 < len(sheet.things) <= most for sheet in made)
    assert len({sheet.name for sheet in made}) == len(made)
    for sheet in made:
        assert all(day.startswith(sheet.time) for day in sheet.things)
    for day in days:
        for time in (day[:3], day[:4], day[:7]):
            found = sheet_of(made, time)
            assert found is not None
            assert found.time.startswith(time) or time.startswith(found.time)


@given(st.lists(st.integers(0, 40), max_size=40), st.integers(2, 30), st.integers(1, 300))
def test_as_many_are_shown_as_fit(counts: list[int], most: int, room: int) -> None:
    taken = of_each(counts)
    shown = fitting(most, room, taken)
    assert 1 <= shown <= most
    assert shown == 1 or taken(shown) <= room
    assert shown == most or taken(shown + 1) > room


def test_of_very_many_pages_each_links_to_those_around_it() -> None:
    names = {f"list-{number}": f"{number}" for number in range(500)}
    made = to_parts(names, "list-250")
    links = [int(link["target"].removeprefix("list-")) for link in made.findall(pointing)]
    assert links == [0, *range(240, 250), *range(251, 261), 499]
    assert made.astext().split()[:3] == ["0", "…", "240"]
    assert [strong.astext() for strong in made.findall(nodes.strong)] == ["250"]
    assert len(list(to_parts(names).findall(pointing))) == 500
