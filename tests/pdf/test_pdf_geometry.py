"""Does anything overlap, or stand outside the page?"""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from pdf_edition import Built, words_of

from shared import first_fast


@pytest.mark.parametrize("fixture", first_fast(["hard", "real_pdf"]))
def test_no_two_pieces_overlap(fixture: str, request: pytest.FixtureRequest) -> None:
    built: Built = request.getfixturevalue(fixture)
    by_page: dict[int, list[dict[str, Any]]] = {}
    for piece in built.layout["pieces"]:
        by_page.setdefault(piece["page"], []).append(piece)
    assert by_page
    for pieces in by_page.values():
        for one, other in combinations(pieces, 2):
            assert apart(one, other, "x", "width") or apart(one, other, "y", "height"), (one, other)


def apart(one: dict[str, Any], other: dict[str, Any], start: str, length: str) -> bool:
    """Whether one ends before the other begins; sizes are rounded to a hundredth of a point."""
    first, second = sorted((one, other), key=lambda piece: piece[start])
    return bool(first[start] + first[length] <= second[start] + 0.02)


@pytest.mark.parametrize("fixture", first_fast(["hard", "real_pdf"]))
def test_nothing_stands_outside_the_type_area(fixture: str, request: pytest.FixtureRequest) -> None:
    built: Built = request.getfixturevalue(fixture)
    for piece in built.layout["pieces"]:
        assert piece["x"] > 20, piece
        assert piece["y"] > 40, piece
        assert piece["x"] + piece["width"] < 575, piece
        assert piece["y"] + piece["height"] <= piece["bottom"] + 0.5, piece


@pytest.mark.parametrize("fixture", first_fast(["hard", "real_pdf"]))
def test_the_words_stand_where_the_plan_says(fixture: str, request: pytest.FixtureRequest) -> None:
    """Every box of text that poppler finds on an article's page lies in one of the pieces."""
    built: Built = request.getfixturevalue(fixture)
    pieces: dict[int, list[dict[str, Any]]] = {}
    for piece in built.layout["pieces"]:
        pieces.setdefault(piece["page"], []).append(piece)
    boxes = words_of(built.pdf)
    for page, those in pieces.items():
        for x, y, right, bottom, word in boxes[page]:
            middle = (y + bottom) / 2
            assert middle < 60 or any(
                p["x"] - 30 <= x
                and right <= p["x"] + p["width"] + 5
                and p["y"] - 2 <= middle <= p["y"] + p["height"] + 2
                for p in those
            ), (page, word)
