"""What becomes of a crowd of notes that outlasts its text, and of a note longer than pages?"""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pikepdf
import pytest
from pdf_edition import TESTS, Built, add_article, build_with, copy, prose, squeezed, text_of
from test_pdf_claims import links, marked
from test_pdf_geometry import apart

CROWD, INSIDE, LONG = "1901-07-01-crowd", "1901-07-02-inside", "1901-07-03-long"
WORDS = " ".join(f"w{n} and more words" for n in range(200))
NOTES = [(f"n{n}", f"w{n} ", f"Remark{n} begins. {prose(30, n)}") for n in range(199)]
LENGTHY = [
    ("before", "the fox", "A short remark before."),
    ("lengthy", "the hound", f"Lengthyone begins. {prose(900)}\n\n> Withquotation.\n\nLengthyone ends."),
    ("fifty", "the hare", f"Lengthytwo begins. {prose(600, 5)}"),
    ("after", "the hen", "A short remark after."),
]  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, jupyter_book: Any) -> Built:
    """199 notes in an article's only paragraph, the same with text after it, and two long notes."""
    root = copy(TESTS / "small", tmp_path_factory.mktemp("long") / "edition")
    add_article(root, CROWD, f"Here {WORDS} end.\n", NOTES, title="Crowd")
    inside = [(name, quote, f"Inside{body}") for name, quote, body in NOTES]
    text = f"Here {WORDS} end.\n\nThe w1000 sentence after it.\n"
    add_article(root, INSIDE, text, [*inside, ("z", "w1000 sentence", "Of it.")], title="Inside")
    paragraphs = (
        f"Once the fox and the hound met. {prose(150)}\n\nThen the hare and the hen came.\n"
    )
    add_article(root, LONG, paragraphs, LENGTHY, title="Long")
    return build_with(jupyter_book, root, config="    glossator_longest_note: 500\n")


def pieces(built: Built, article: str) -> list[dict[str, Any]]:
    return [piece for piece in built.layout["pieces"] if piece["chapter"] == article]


def test_nothing_overlaps_or_leaves_the_page(built: Built) -> None:
    assert built.code == 0, built.log
    for article in (CROWD, INSIDE, LONG):
        for one, other in combinations(pieces(built, article), 2):
            assert one["y"] + one["height"] <= one["bottom"] + 0.5, one
            if one["page"] == other["page"]:
                assert apart(one, other, "x", "width") or apart(one, other, "y", "height")


@pytest.mark.parametrize("article", [CROWD, INSIDE])
def test_a_crowd_fills_both_columns(built: Built, article: str) -> None:
    """On every page after that of the paragraph's end but the last, both reach its foot."""
    made = pieces(built, article)
    end = next(p["page"] for p in made if p.get("note", "").endswith("/n198"))
    start = max(p["page"] for p in made if p["col"] == "text" and p["page"] < end)
    between = range(start + 1, end)
    assert between, "the notes outlast the text by pages"
    for page in between:
        for col in ("under", "note"):
            lowest = max(
                p["y"] + p["height"] for p in made if p["page"] == page and p["col"] == col
            )
            assert made[0]["bottom"] - lowest < 60, (page, col)


@pytest.mark.parametrize(("article", "word"), [(CROWD, "Remark"), (INSIDE, "InsideRemark")])
def test_every_note_of_a_crowd_is_there_once_in_order(
    built: Built, article: str, word: str
) -> None:
    text = squeezed(text_of(built.pdf))
    places = [text.index(f"{word}{n}begins") for n in range(199)]
    assert places == sorted(places)
    assert all(text.count(f"{word}{n}begins") == 1 + (article == CROWD) for n in range(199))


def test_the_text_goes_on_after_a_crowd(built: Built) -> None:
    text = text_of(built.pdf)
    assert text.index("InsideRemark198") < text.index("after it.")


def test_a_long_note_stands_at_the_end_once(built: Built) -> None:
    text = squeezed(text_of(built.pdf))
    for _, _, body in LENGTHY:
        first, *_ = body.split("\n\n")
        assert text.count(squeezed(first)) == 1
    order = [
        "Thenthehare", "Ashortremarkafter", "Longernotes", "Lengthyonebegins", "Withquotation", "Lengthyoneends",
        "Lengthytwobegins",
    ]  # fmt: skip
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert built.layout["apart"] == [f"{LONG}/lengthy", f"{LONG}/fifty"]
    assert f"At the end of their article: {LONG}/lengthy; {LONG}/fifty." in built.log


def test_the_margin_points_at_a_long_note_and_that_leads_back(built: Built) -> None:
    made = {p["note"]: p for p in pieces(built, LONG) if "note" in p and not p["again"]}
    with pikepdf.open(built.pdf) as pdf:
        found = list(links(pdf))
    for name in ("lengthy", "fifty"):
        pointer, whole = made[f"{LONG}/{name}"], made[f"{LONG}/{name}#end"]
        assert pointer["n"] == whole["n"]
        assert leads(found, pointer, whole)
        assert leads(found, whole, pointer)
        words = " ".join(text_of(built.pdf).split())
        assert f"See the end of this article, p. {whole['page']}." in words


def leads(found: list[tuple[int, int, float]], one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether a link on the page of *one* goes to the height of *other*."""
    return any(
        page == one["page"] and goal == other["page"] and -2 < other["y"] - height < 12
        for page, goal, height in found
    )


def test_tags_come_in_the_order_in_which_things_are_painted(built: Built) -> None:
    with pikepdf.open(built.pdf) as pdf:
        by_page: dict[Any, list[int]] = {}
        for page, id in marked(pdf.Root.StructTreeRoot["/K"], None):
            by_page.setdefault(page.objgen, []).append(id)
    assert all(ids == sorted(ids) for ids in by_page.values())
