"""Do marks name the right notes at all words, and no more than grow with the notes?"""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from glossator.apparatus import Apparatus, build_apparatus
from glossator.checks import examine
from glossator.glossary import TermIndex
from glossator.marks import MOST, Marks
from glossator.model import Annotation, Article, Place, Quote

WORDS = [f"w{number}" for number in range(60)]
#: Emphasis makes several pieces of one paragraph, and the second paragraph has its own.
BODY = " ".join(WORDS[:20]) + " *" + " ".join(WORDS[20:30]) + "* " + " ".join(WORDS[30:45])
BODY += "\n\n" + " ".join(WORDS[45:])
ARTICLE = Article(
    "a", "T", "A", "1901-01-01", "P", "en", "S", "R", "s", BODY, 1, Place("book/articles/a.md")
)


def _apparatus(passages: list[list[int]]) -> Apparatus:
    notes = tuple(
        Annotation(
            article="a", name=f"n{number}", quote=Quote(" ".join(WORDS[first : last + 1])), body="Text.",
            kind="context", author="x", date="2026-11-22", body_line=9, place=Place(f"n{number}.md"),
            quote_line=3,
        )
        for number, (first, last) in enumerate(passages)
    )  # fmt: skip
    return build_apparatus(ARTICLE, notes, TermIndex(()))


@pytest.mark.parametrize("count", [0, 1, 2, 5, 20, 45])
def test_each_part_names_the_notes_that_cover_it(count: int) -> None:
    chance = Random(count)
    passages = [sorted((chance.randrange(45), chance.randrange(45))) for _ in range(count)]
    apparatus = _apparatus(passages)
    assert len(apparatus.placed) == len(passages)
    marks, text, referred = Marks(apparatus), "", []
    most = 0
    for piece in apparatus.reading.pieces:
        for span, ids, ended in marks.parts(piece.span):
            text += apparatus.reading.text[span.start : span.end]
            here = [note for note in apparatus.placed if note.span.overlaps(span)]
            most = max(most, len(here))
            shortest = sorted(here, key=lambda n: (n.span.end - n.span.start, n.number))[:MOST]
            assert set(ids) == {note.annotation.id for note in shortest}
            assert all(note.span.contains(span) for note in here), "cut at every passage's ends"
            assert all(note.span.end == span.end for note in ended)
            referred += [note.number for note in ended]
    assert text == apparatus.reading.text.replace("\n", "")
    # Every note has its number once, also those that no mark names.
    assert referred == list(range(1, len(passages) + 1))
    assert (marks.crowd.count if marks.crowd else min(most, MOST)) == most


def test_marks_grow_with_the_notes_and_not_with_their_square() -> None:
    named = [
        _named(_apparatus([[0, 1 + number % 40] for number in range(n)])) for n in (1_300, 2_600)
    ]
    assert named[0] == named[1]


def _named(apparatus: Apparatus) -> int:
    marks = Marks(apparatus)
    return sum(len(ids) for p in apparatus.reading.pieces for _, ids, _ in marks.parts(p.span))


def test_a_crowd_is_said_once(small: Path) -> None:
    folder = small / "book" / "annotations" / "1901-03-02-on-walking"
    head = '---\nquote:\n  exact: "a slow and harmless neighbour"\nkind: language\nauthor: a\n'
    for number in range(MOST + 3):
        text = f"{head}date: 2026-11-22\n---\nNote {number}.\n"
        (folder / f"crowd-{number:02}.md").write_text(text, "utf-8")
    said = [problem for problem in examine(small).problems if problem.code.id == "anchor.crowd"]
    assert len(said) == 1
    assert said[0].place == (f"{folder.relative_to(small)}/crowd-29.md", 3)
    assert said[0].message.startswith(f"{MOST + 4} notes stand on the same words")
