"""Is every word of every note in the PDF, once, in order, after its passage?"""

from __future__ import annotations

import pytest
from docutils import nodes
from pdf_edition import HARD, HOSTILE, MANY, Built, note_words, squeezed, text_of

from glossator.sphinx import nodes as ours
from shared import first_fast

REAL = "2024-05-30-go-ahead-for-nato-attacks"


@pytest.mark.parametrize(
    ("fixture", "article"), first_fast([("hard", HARD), ("hard", MANY), ("real_pdf", REAL)], 2)
)
def test_every_word_of_every_note_once_and_in_order(
    fixture: str, article: str, request: pytest.FixtureRequest
) -> None:
    built: Built = request.getfixturevalue(fixture)
    assert built.code == 0, built.log
    text = squeezed(text_of(built.pdf))
    place = -1
    for note in built.notes(f"book/articles/{article}"):
        for words in note_words(note):
            found = text.find(words, place + 1)
            assert found > place, f"{note['name']}: “{words[:60]}” is not where it belongs"
            if len(words) > 60:
                assert text.count(words) == 1, f"{note['name']} is set more than once"
            place = found


@pytest.mark.parametrize(
    ("fixture", "article"), first_fast([("hard", HARD), ("hard", MANY), ("real_pdf", REAL)], 2)
)
def test_notes_follow_their_passage(
    fixture: str, article: str, request: pytest.FixtureRequest
) -> None:
    built: Built = request.getfixturevalue(fixture)
    text = squeezed(text_of(built.pdf))
    doctree = built.doctree(f"book/articles/{article}")
    for group in doctree.findall(ours.annotation_group):
        before = group.parent[group.parent.index(group) - 1]
        start = next(iter(before.findall(nodes.Text))).astext()[:40]
        passage = text.index(squeezed(start))
        for note in group.children:
            assert passage < text.index(note_words(note)[0])  # type: ignore[arg-type]


def test_hostile_text_comes_out_as_the_same_characters(hard: Built) -> None:
    text = squeezed(text_of(hard.pdf))
    words = squeezed(HOSTILE.removeprefix("Words like "))  # the number of the note comes between
    assert text.count(words) == 2, "once in the article, once in the note"
    assert "root:x:0" not in text


def test_numbers_of_paragraphs_are_those_of_the_site(hard: Built) -> None:
    numbers = [
        p["number"]
        for p in hard.doctree(f"book/articles/{MANY}").findall(nodes.paragraph)
        if "number" in p
    ]
    set_ = [piece for piece in hard.layout["pieces"] if piece.get("n") and piece["col"] == "text"]
    assert [piece["n"] for piece in set_ if piece["chapter"] == MANY] == numbers
