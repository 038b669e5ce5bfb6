"""Has the index what it should, at its letter, with every place once?"""

from __future__ import annotations

from pathlib import Path

import pytest
from test_citations import REPLY, WALKING, write_note

from glossator.checks import examine
from glossator.frontmatter.schema import schema_of
from glossator.index import Heading, fuller_names, index, sort_key
from glossator.kinds import ENTRY_KINDS
from glossator.references import Targets, backlinks


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("en", ["Émile", "emu", "The Guardian", "Guardian Angel", "Gül", "No. 2", "No. 10"]),
        ("en-GB", ["“A Letter”", "Letters", "The", "Theatre"]),
        ("de", ["Ähre", "Das Ende", "Straße", "Strasser"]),
        ("sv", ["Zorn", "Åland", "Ärla", "Öland"]),
        ("fr", ["L’Humanité", "Le Monde", "Œuvre"]),
        ("es", ["nada", "ñandú", "El País"]),
        ("xx", ["The Guardian", "Times"]),
    ],
)
def test_the_order_is_the_languages(language: str, ordered: list[str]) -> None:
    assert sorted(ordered, key=lambda words: sort_key(words, language)) == ordered


def headings(root: Path) -> list[Heading]:
    book = examine(root).book
    return list(index(book, backlinks(book, Targets(book))))


def shown(root: Path) -> list[tuple[str, str, str, int]]:
    return [(h.section, h.letter, h.words, len(h.places)) for h in headings(root)]


def test_the_small_editions_index(small: Path) -> None:
    found = shown(small)
    sections = list(dict.fromkeys(section for section, *_ in found))
    assert sections == ["subjects", "authors", "works"]
    by_words = {words: (section, letter) for section, letter, words, _ in found}
    assert by_words["Warden, Clara"] == ("authors", "W")
    assert by_words["A Natural History of the Parish"] == ("works", "N")
    assert by_words["fox"] == ("subjects", "F")
    assert ("authors", "A", "A. Rambler", 2) in found
    for heading in headings(small):
        assert heading.places
        assert len(set(heading.places)) == len(heading.places)


@pytest.mark.parametrize(
    ("names", "merged"),
    [
        (["Settle, Ann", "Settle, Ann B."], {"Settle, Ann": "Settle, Ann B."}),
        (["Settle, Ann", "Settle, Ann B. C."], {"Settle, Ann": "Settle, Ann B. C."}),
        (["Settle, Ann", "Settle, Anna"], {}),
        (["Settle, Ann", "Settle, Ann Mary"], {}),
        (["Settle, Ann", "Settle, Ann B.", "Settle, Ann C."], {}),
        (["Settle, Ann", "Settler, Ann B."], {}),
        (["Settle", "Settle, A."], {}),
    ],
)
def test_two_forms_of_a_name_are_one_heading_where_nobody_else_is_meant(
    names: list[str], merged: dict[str, str]
) -> None:
    assert fuller_names(names) == merged


def test_an_author_of_two_forms_has_one_heading_with_all_places(small: Path) -> None:
    with (small / "book/references.bib").open("a", encoding="utf-8") as file:
        file.write("@book{ann-1900, author = {Settle, Ann}, title = {X}, year = {1900}}\n")
        file.write("@book{ann-1901, author = {Settle, Ann B.}, title = {Y}, year = {1901}}\n")
    write_note(small, WALKING, "the fox", "See {cite}`ann-1900` and {cite}`ann-1901`.", "both")
    found = [words for _, _, words, _ in shown(small) if words.startswith("Settle")]
    assert found == ["Settle, Ann B."]


def write_who(root: Path, article: str, exact: str) -> None:
    write_note(root, article, exact, "Somebody.", "who")
    path = root / "book/annotations" / article / "who.md"
    path.write_text(path.read_text("utf-8").replace("kind: reference", "kind: identification"))


def test_an_entry_of_a_kind_that_is_a_name_stands_among_the_names(small: Path) -> None:
    entry = small / "book/glossary/fox.md"
    entry.write_text(entry.read_text("utf-8").replace("term: fox", "term: fox\nkind: person"))
    found = {words: section for section, _, words, _ in shown(small)}
    assert found["fox"] == "names"


@pytest.mark.parametrize(
    ("article", "exact", "names"),
    [
        (REPLY, "Mr Settle", ["Mr Settle"]),
        (REPLY, "Let him look at the table", []),
        (WALKING, "of the council", []),
    ],
)
def test_notes_that_identify_make_names(
    small: Path, article: str, exact: str, names: list[str]
) -> None:
    write_who(small, article, exact)
    assert [h.words for h in headings(small) if h.section == "names"] == names


def test_a_name_takes_the_form_that_the_works_have(small: Path) -> None:
    with (small / "book/references.bib").open("a", encoding="utf-8") as file:
        file.write("@book{settle-1900, author = {Settle, Mr}, title = {X}, year = {1900}}\n")
    write_who(small, REPLY, "Mr Settle")
    assert [(h.words, h.letter) for h in headings(small) if h.section == "names"] == [
        ("Settle, Mr", "S")
    ]


def test_the_schema_has_the_same_kinds() -> None:
    assert tuple(schema_of("term")["properties"]["kind"]["enum"]) == ENTRY_KINDS
