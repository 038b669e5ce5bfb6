"""Does what nobody would print still come out whole, or as an error?"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pdf_edition import TESTS, Built, add_article, build_with, copy, prose, squeezed, text_of
from test_pdf_geometry import apart

LINES = "\n".join(
    f"| {' | '.join(f'c{row}x{column}c' for column in range(6))} |" for row in range(120)
)
TABLE = f"| {' | '.join('abcdef')} |\n|{'---|' * 6}\n{LINES}\n"
ITEMS = "\n".join(f"- item {n} {prose(12, n)}" for n in range(80))
SENTENCES = f"Itembegins here. {prose(700, 3)}"
QUOTED = f"Quotebegins here. {prose(260, 4)}"
CROWD = " ".join(f"w{n}" for n in range(60))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, jupyter_book: Any) -> Built:
    """A table and a list longer than a page, a crowd of notes, one word, a long title."""
    root = copy(TESTS / "small", tmp_path_factory.mktemp("stress") / "edition")
    add_article(root, "1901-06-01-word", "Word.\n", [], title="One Word")
    title = " ".join(["Extraordinarily long titles of pamphlets"] * 8)
    add_article(root, "1901-06-02-title", "Words.\n", [("x", "Words", "A remark.")], title=title)
    last = [("last", "c119x5c", "A remark on the last line.")]
    add_article(root, "1901-06-03-table", f"Words.\n\n{TABLE}", last, title="Table")
    inner = [("inner", "item 70", "A remark on the seventieth.")]
    add_article(root, "1901-06-04-list", f"Words.\n\n{ITEMS}\n", inner, title="List")
    crowd = [(f"n{n}", f"w{n} ", f"Remark{n}. {prose(60, n)}") for n in range(59)]
    add_article(root, "1901-06-05-crowd", f"Here {CROWD} end.\n", crowd, title="Crowd")
    points = "\n".join(f"{n}. point{n} of many" for n in range(1, 261))
    long = [
        ("long", "first", f"Words.\n\n{points}"),
        ("inner", "second", f"- {SENTENCES}\n- Enditem.\n\n> {QUOTED}"),
    ]
    add_article(root, "1901-06-08-items", "The first and the second.\n", long, title="Items")
    return build_with(jupyter_book, root)


def test_nothing_overlaps_or_leaves_the_page(built: Built) -> None:
    assert built.code == 0, built.log
    pieces = built.layout["pieces"]
    for number, one in enumerate(pieces):
        assert one["y"] + one["height"] <= one["bottom"] + 0.5, one
        for other in pieces[number + 1 :]:
            if one["page"] == other["page"]:
                assert apart(one, other, "x", "width") or apart(one, other, "y", "height")


def test_every_line_and_item_is_there_once(built: Built) -> None:
    text = squeezed(text_of(built.pdf))
    for row in range(120):
        assert text.count(f"c{row}x5c") == 1
    for item in range(80):
        assert f"item{item}" in text


def test_a_note_stands_beside_its_part_of_a_table_or_list(built: Built) -> None:
    """And not beside the end of it, pages later."""
    notes = {piece["note"]: piece for piece in built.layout["pieces"] if piece["col"] != "text"}
    inner = notes["1901-06-04-list/inner"]
    assert inner["later"] == 0
    assert abs(inner["moved"]) < 3


def test_a_number_behind_a_space_stands_at_its_word(built: Built) -> None:
    """A quote may end with a space; the line can end there all the same."""
    text = text_of(built.pdf)
    assert "w01 w12 w23" in " ".join(text.split())


@pytest.mark.slow
def test_a_row_of_a_table_longer_than_a_page_is_an_error(tmp_path: Path, jupyter_book: Any) -> None:
    root = copy(TESTS / "small", tmp_path / "edition")
    table = f"| a | b |\n|---|---|\n| {'many words ' * 3000} | x |\n"
    add_article(root, "1901-06-06-giant", f"A word.\n\n{table}", [], title="Giant")
    done = build_with(jupyter_book, root)
    assert done.code != 0
    said = next(line for line in done.log.splitlines() if "longer than a page" in line)
    assert "cannot be divided (1901-06-06-giant, page" in said
    assert "book/articles/1901-06-06-giant.md:" in said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "note", "place"),
    [
        ("A {} word.\n", "Words.", "book/articles/1901-06-07-giant.md:14"),
        ("A word.\n", "Words.\n\nAn {} follows.", "book/annotations/1901-06-07-giant/tall.md:11"),
    ],
)
def test_a_word_that_no_page_can_hold_is_refused_at_its_place(
    text: str, note: str, place: str, tmp_path: Path, jupyter_book: Any
) -> None:
    root = copy(TESTS / "small", tmp_path / "edition")
    long = "abcdefghij" * 1200
    notes = [("tall", "word", note.format(long))]
    add_article(root, "1901-06-07-giant", text.format(long), notes, title="Giant")
    done = build_with(jupyter_book, root)
    assert done.code != 0
    said = next(line for line in done.log.splitlines() if "cannot be set" in line)
    assert place in said


def test_a_list_and_a_quotation_in_a_note_go_on_overleaf(built: Built) -> None:
    """Each item and each sentence once and in order, on more than one page, with the right numbers."""
    assert "1901-06-08-items/long" in built.layout["continued"]
    assert "1901-06-08-items/inner" in built.layout["continued"]
    text = text_of(built.pdf)
    flat = " ".join(text.split())
    places = [flat.index(f"point{n} of many") for n in range(1, 261)]
    assert places == sorted(places)
    assert all(re.search(rf"\b{n}\. point{n} of many", flat) for n in (1, 60, 160, 260))
    words = squeezed(text)
    assert squeezed(SENTENCES) in words, "one long item"
    assert squeezed(QUOTED) in words, "and a long quotation"
