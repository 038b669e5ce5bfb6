"""Is it told apart which article cites which, and does a record become a page when its seed comes?"""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.checks import examine
from glossator.citations import Citation, Standing, citations, cited_by, is_later, passage
from glossator.model import Article, Place
from glossator.problems import Code
from glossator.references import Targets
from shared import Run

WALKING, SITTING, REPLY = (
    "1901-03-02-on-walking",
    "1901-03-09-in-praise-of-sitting",
    "1901-03-16-a-reply",
)


def found(root: Path) -> tuple[Citation, ...]:
    book = examine(root).book
    return citations(book, Targets(book))


def write_note(root: Path, article: str, exact: str, body: str, name: str = "extra") -> None:
    path = root / "book/annotations" / article / f"{name}.md"
    path.write_text(
        f'---\nquote:\n  exact: "{exact}"\nkind: reference\nauthor: a-reader\n'
        f"date: 2026-11-22\n---\n{body}\n",
        "utf-8",
    )


def test_who_cites_whom(small: Path) -> None:
    seen = [
        (each.article.id, each.paragraph, getattr(each.target, "id", ""), each.passage)
        for each in found(small)
    ]
    assert seen == [(SITTING, 1, WALKING, 0), (REPLY, 1, SITTING, 1)]
    assert {each.standing for each in found(small)} == {Standing.EARLIER}
    by = cited_by(found(small))
    assert {id: [each.article.id for each in several] for id, several in by.items()} == {
        WALKING: [SITTING],
        SITTING: [REPLY],
    }


def test_a_circle_is_told_with_its_way_and_a_record_is_one(small: Path) -> None:
    body = (
        "See {article}`1901-03-16-a-reply`, {article}`1901-03-16-a-reply`, "
        "{article}`1901-03-02-on-walking#p1` and {article}`the report <council-1901>`."
    )
    write_note(small, WALKING, "a slow and harmless neighbour", body)
    own = [each for each in found(small) if each.article.id == WALKING]
    assert [each.standing for each in own] == [Standing.CIRCLE, Standing.OWN, Standing.RECORD]
    assert own[0].back == (REPLY, SITTING, WALKING)
    assert WALKING not in [each.article.id for each in cited_by(found(small))[WALKING]]


def article(day: str, number: str = "") -> Article:
    text = ("T", "A", day, "P", "en", "S", "R", "s", "", 1)
    return Article(f"{day}-x{number}", *text, Place("a"), number=number)


@pytest.mark.parametrize(
    ("one", "other", "later"),
    [
        (article("1901-03-02"), article("1901-03-01"), True),
        (article("1901-03-02"), article("1901-03-02"), False),
        (article("1901-03-02", "10"), article("1901-03-02", "9"), True),
        (article("1901-03-02", "9"), article("1901-03-02", "10"), False),
        (article("1901-03-02", "10"), article("1901-03-02"), False),
    ],
)
def test_what_is_later(one: Article, other: Article, later: bool) -> None:
    assert is_later(one, other) is later


@pytest.mark.parametrize(
    ("target", "number"),
    [("x", 0), ("x#", 0), ("x#p3", 3), ("x#p0", None), ("x#3", None), ("x#p3a", None)],
)
def test_a_passage_is_a_paragraph(target: str, number: int | None) -> None:
    assert passage(target) == number


LETTER = """\
# Roads Again

The roads of the parish are mended, and the fox has moved.

Nobody sat down meanwhile.
"""
RECORD = """
@online{roads-1901,
  author = {Settle, B.},
  title = {Roads Again},
  date = {1901-03-05},
  url = {http://www.hill-gazette.example/1901/roads/},
  keywords = {news report}
}
"""


def test_a_record_becomes_a_page_when_its_seed_arrives(
    small: Path, glossator: Run, tmp_path: Path
) -> None:
    """From `references.bib` alone to an article of the edition, without touching the note."""
    with (small / "book/references.bib").open("a", encoding="utf-8") as file:
        file.write(RECORD)
    write_note(small, REPLY, "I do not doubt", "An answer to {article}`roads-1901#p2`.")
    assert examine(small).problems == ()
    (before,) = [each for each in found(small) if each.standing is Standing.RECORD]
    assert getattr(before.target, "key", "") == "roads-1901"

    seed = tmp_path / "roads.md"
    seed.write_text(LETTER, "utf-8")
    values = ("--author", "B. Settle", "--date", "1901-03-05", "--publisher", "The Hill Gazette")
    where = ("--rights", "none", "--source", "https://hill-gazette.example/1901/roads")
    ran = glossator(small, "add", seed, *values, *where)
    assert ran.returncode == 0, ran.stderr
    assert "roads-1901" in ran.stdout
    assert examine(small).problems == ()
    (after,) = [each for each in found(small) if each.note.name == "extra"]
    assert (getattr(after.target, "id", ""), after.passage) == ("1901-03-05-roads-again", 2)
    assert after.standing is Standing.EARLIER

    # It is held to what it is now: an article of two paragraphs.
    write_note(small, REPLY, "I do not doubt", "An answer to {article}`roads-1901#p3`.")
    assert [problem.code for problem in examine(small).problems] == [Code.REFERENCE_PASSAGE]


def test_an_address_that_several_articles_share_is_none_of_theirs(small: Path) -> None:
    volume = "https://hill-gazette.example/volume-1"
    with (small / "book/references.bib").open("a", encoding="utf-8") as file:
        file.write(RECORD.replace("http://www.hill-gazette.example/1901/roads/", volume))
    for path in sorted((small / "book/articles").glob("*.md"))[:2]:
        text = path.read_text("utf-8")
        path.write_text(text.replace("source: The Hill", f"source: {volume} # The Hill", 1))
    write_note(small, REPLY, "I do not doubt", "An answer to {article}`roads-1901`.")
    assert Standing.RECORD in {each.standing for each in found(small)}
