"""Has the PDF its fixed words in the language of the edition?"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pdf_edition import TESTS, Built, build_with, copy, text_of


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
    for words in ("Inhalt", "Namen- und Sachverzeichnis", "Zu zitieren als:", "Quellen:"):
        assert words in text, words
    assert re.search(r"S\.\s\d", text)
    for words in ("Contents\n", "To be cited as", "(p."):
        assert words not in text, words


def test_a_language_without_words_has_english_ones_and_the_log_says_so(
    root: Path, jupyter_book: Any
) -> None:
    built = build_in("cy", root, jupyter_book)
    assert "The fixed words of the PDF are English; there are none in “cy”." in built.log
    assert "To be cited as" in text_of(built.pdf, 0)
