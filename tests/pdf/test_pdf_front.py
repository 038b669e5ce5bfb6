"""What stands where in a two-sided book, and what is left out of a book that has none of it?"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pdf_edition import TESTS, Built, build_with, copy, text_of, words_of


@pytest.fixture(scope="module")
def two_sided(tmp_path_factory: pytest.TempPathFactory, jupyter_book: Any) -> Built:
    """The small edition for binding."""
    root = copy(TESTS / "small", tmp_path_factory.mktemp("front") / "edition")
    return build_with(jupyter_book, root, config="    glossator_sides: two\n")


def pages_of(built: Built) -> list[str]:
    return text_of(built.pdf, 0).split("\f")[:-1]


def test_the_front_matter_has_the_order_of_a_book(two_sided: Built) -> None:
    """Half-title, a blank page, title page, the imprint behind it, contents on the right."""
    half, blank, title, imprint, contents, *_ = pages_of(two_sided)
    assert half.split() == ["On", "Walking", "and", "Sitting"]
    assert not blank.strip()
    assert title.startswith("On Walking and Sitting\n")
    assert "with notes by the testers" in title
    assert "To be cited as" in imprint
    assert contents.splitlines()[1] == "Contents"


def test_every_chapter_begins_on_the_right(two_sided: Built) -> None:
    with pikepdf.open(two_sided.pdf) as pdf, pdf.open_outline() as outline:
        numbers = {page.obj.objgen: n for n, page in enumerate(pdf.pages, 1)}
        for item in outline.root:
            goal = item.destination if item.destination is not None else item.action.D
            assert numbers[goal[0].objgen] % 2 == 1, item.title


def test_a_page_left_empty_has_no_running_head(two_sided: Built) -> None:
    words = words_of(two_sided.pdf)
    heads = {page for page, boxes in words.items() if any(box[1] < 60 for box in boxes)}
    bodies = {page for page, boxes in words.items() if any(box[1] > 60 for box in boxes)}
    assert heads < bodies
    assert len(words) > len(bodies), "there are empty pages"


def test_the_numbers_of_pages_stand_at_the_outer_edge(two_sided: Built) -> None:
    for page, boxes in words_of(two_sided.pdf).items():
        for left, top, _, _, word in boxes:
            if top < 60 and word == str(page):
                assert (left > 300) == (page % 2 == 1), page


@pytest.mark.slow
def test_an_edition_without_works_has_no_list_of_them(tmp_path: Path, jupyter_book: Any) -> None:
    root = copy(TESTS / "small", tmp_path / "edition")
    (root / "book/references.bib").write_text("", "utf-8")
    for file in [*root.glob("book/annotations/*/*.md"), *root.glob("book/glossary/*.md")]:
        text = re.sub(r"sources: .*", "sources: []", file.read_text("utf-8"))
        file.write_text(re.sub(r"\{(?:cite|article)\}`[^`]*`", "it", text), "utf-8")
    with (root / "book/works.md").open("a", encoding="utf-8") as page:
        page.write("\nEach work has its short name.\n")
    built = build_with(jupyter_book, root)
    assert built.code == 0, built.log
    text = text_of(built.pdf, 0)
    assert "Works cited" not in text
    assert "short name" not in text
    assert "Glossary" in text, "what has something in it stays"
