"""Has the PDF its fixed words in the language of the edition?"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pdf_edition import TESTS, Built, add_article, build_with, copy, prose, text_of, words_of


def build_in(language: str, root: Path, jupyter_book: Any) -> Built:
    config = root / "_config.yml"
    text = config.read_text("utf-8").replace("    language: en", f"    language: {language}")
    config.write_text(text, "utf-8")
    return build_with(jupyter_book, root)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy(TESTS / "small", tmp_path / "edition")


def test_a_german_edition_has_german_words(root: Path, jupyter_book: Any) -> None:
    built = build_in("de", root, jupyter_book)
    assert built.code == 0, built.log
    text = text_of(built.pdf, 0)
    for words in (
        "Inhalt", "Namen- und Sachverzeichnis", "Zu zitieren als:", "Quellen:", "Kommt vor in:", "Angeführt in:",
        "mit Anmerkungen von: The testers", "Nachschlagewerk", "1. Januar 2026", "2. März 1901",
    ):  # fmt: skip
        assert words in text, words
    assert re.search(r"S\.\s\d", text)
    assert re.search("zusammenhang", text, re.I), "the kind of a note"
    for words in (
        "Contents\n", "To be cited as", "(p.", "Appears in", "Cited in", "with notes by", "March 1901", "Rights.",
        "Reference work", "Seed:", "In this edition", "notes reviewed",
    ):  # fmt: skip
        assert words not in text, words
    assert not re.search(r"\b(?:context|who and what|evidence)\b", text, re.I)


@pytest.mark.slow
def test_a_language_without_words_has_english_ones_and_the_log_says_so(
    root: Path, jupyter_book: Any
) -> None:
    built = build_in("cy", root, jupyter_book)
    assert "The fixed words of the PDF are English; there are none in “cy”." in built.log
    assert "To be cited as" in text_of(built.pdf, 0)


HEBREW = "1901-08-01-hebrew"
VERSE = "בראשית ברא אלהים את השמים ואת הארץ והארץ היתה תהו ובהו וחשך"


@pytest.mark.slow
def test_a_text_from_right_to_left_has_notes_from_left_to_right(
    root: Path, jupyter_book: Any
) -> None:
    """The title stands on the right, what the editors say reads from the left."""
    note = ("a", "מרחפת", f"Firstword of an English note. {prose(40)}")
    text = f"{VERSE} {VERSE} מרחפת.\n"
    add_article(root, HEBREW, text, [note], title="שלום", language="he")
    built = build_with(jupyter_book, root)
    assert built.code == 0, built.log
    text_piece, note_piece = (
        next(p for p in built.layout["pieces"] if p["chapter"] == HEBREW and (p["col"] == col))
        for col in ("text", "note")
    )
    boxes = words_of(built.pdf)[text_piece["page"]]
    size = {word: (left, top, right) for left, top, right, _, word in boxes if top > 60}
    title = next(size[word] for word in size if word in ("שלום", "םולש"))
    assert abs(title[2] - text_piece["x"] - text_piece["width"]) < 3
    assert note_piece["x"] + note_piece["width"] < text_piece["x"], "notes on the left"
    right = text_piece["x"] + text_piece["width"]
    assert any(box[4] == "1" and box[0] > right for box in boxes), (
        "and numbers of paragraphs on the right"
    )
    assert size["August"][0] < size["1901"][0]
    assert size["Firstword"][0] < size["English"][0]
    assert size["Firstword"][0] < note_piece["x"] + note_piece["width"] / 2


@pytest.mark.slow
def test_a_sign_that_no_font_has_is_an_error_with_its_place(root: Path, jupyter_book: Any) -> None:
    add_article(root, HEBREW, "A word.\n\nSmile 😀 here.\n", [], title="Emoji")
    built = build_with(jupyter_book, root)
    assert built.code != 0
    assert "no glyph for “😀” (U+1F600, grinning face)" in built.log
    assert f"book/articles/{HEBREW}.md:16" in built.log
    assert not list(built.out.glob("*.pdf"))
