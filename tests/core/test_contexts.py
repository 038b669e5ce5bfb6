"""Is a use of a term shown with the words around it, and never cut within a word?"""

from __future__ import annotations

import pytest

from glossator.apparatus import build_apparatus
from glossator.contexts import contexts
from glossator.glossary import TermIndex
from glossator.model import Article, GlossaryEntry, Place

LONG = "before " * 30
CASES = {
    "a whole paragraph": ("A fox ran.", ("A fox ran.",)),
    "only its own paragraph": ("Nothing.\n\nA fox ran.\n\nNothing.", ("A fox ran.",)),
    "each paragraph once": ("A fox, a fox.\n\nThat fox.", ("A fox, a fox.", "That fox.")),
    "on one line": ("A\nfox\nran.", ("A fox ran.",)),
    "whole words": (
        f"{LONG}fox {LONG}end.",
        (f"… {'before ' * 9}fox {'before ' * 9}…",),
    ),
    "a cell, which is no paragraph": ("| a | b |\n|---|---|\n| one fox | two |", ("one fox",)),
    "never used": ("A cat ran.", ()),
}


@pytest.mark.parametrize("name", CASES)
def test_words_around_a_term(name: str) -> None:
    text, expected = CASES[name]
    entry = GlossaryEntry("fox", "fox", "An animal.", 1, Place("fox.md"))
    fields = ("T", "A", "1901-01-01", "P", "en", "S", "R", "s.txt", f"# T\n\n{text}\n", 1)
    article = Article("1901-01-01-t", *fields, Place("t.md"))
    apparatus = build_apparatus(article, (), TermIndex((entry,), ()), link_terms="all")
    assert contexts(apparatus).get("fox", ()) == expected
