"""Does the edition's “I” count, or speak?"""

from __future__ import annotations

import pytest

from glossator.editorial import remarks
from glossator.model import Annotation, Place, Quote
from glossator.problems import Code


def _said(words: str) -> list[str]:
    note = Annotation(
        "a", "n", Quote("q"), "language", "A", "1901-03-02", words, Place("n.md", 1), 2, 9
    )
    return [each.message for each in remarks(note, words, "") if each.code is Code.EDITORIAL_PERSON]


@pytest.mark.parametrize(
    "words",
    [
        "See book I, chapter 7.", "So says Article I, section 9.", "In volume I", "As in Part I.",
        "It opens Act I", "Before World War I", "World War I ended in 1918.", "It was Charles I.",
        "Elizabeth I of England", "The first paper, No. I.", "see vol. I; vol. II", "Article I § 9",
        "Articles I and II", "Art. I, sec. 8", "Article I section 8", "Charles I (1600–1649) fell.",
        "Under Charles I’s reign", "Parts I–III", "Article I\n\nIt reads so.", "Part I is lost.",
        "the acts of Napoleon I: none",
    ],
)  # fmt: skip
def test_a_numeral_is_no_person(words: str) -> None:
    assert _said(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "I think so.", "It is late, as I saw.", "He and I.", "The Article I read yesterday",
        "Perhaps I, too, was wrong.", "Book I, chapter 7, is one that I like.", "But I’m late.",
        "He went to London. I, for one, did not.", "the book I bought", "When I, later, saw it",
        "In London I of course saw it.", "I", "Should I?", "the part I and others played",
    ],
)  # fmt: skip
def test_a_person_is_found(words: str) -> None:
    assert _said(words) == ["the note speaks in the first person (“I”)."]


def test_whoever_speaks_beside_a_numeral_is_found() -> None:
    assert _said("In Article I, section 9, we read so.") == [
        "the note speaks in the first person (“we”)."
    ]
