"""Has the index what it should, at its letter, with every place once?"""

from __future__ import annotations

from pathlib import Path

import pytest
from docutils import nodes
from test_citations import REPLY, WALKING, write_note

from glossator.checks import examine
from glossator.frontmatter.schema import schema_of
from glossator.index import Heading, fuller_names, index
from glossator.kinds import ENTRY_KINDS
from glossator.model import Indexed
from glossator.named import Forms
from glossator.references import Targets, backlinks
from glossator.sorting import letter_of, sort_key
from glossator.sphinx.lists import LISTS
from glossator.sphinx.lists.table import FURTHER
from glossator.sphinx.nodes import pointing
from glossator.sphinx.session import open_session


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("en", ["Émile", "emu", "The Guardian", "Guardian Angel", "Gül", "No. 2", "No. 10"]),
        ("en-GB", ["“A Letter”", "Letters", "The", "Theatre"]),
        ("de", ["Ähre", "Das Ende", "Straße", "Strasser"]),
        ("sv", ["Zorn", "Åland", "Ärla", "Öland"]),
        ("fr", ["L’Humanité", "Le Monde", "Œuvre"]),
        ("es", ["nada", "ñandú", "El País"]),
        ("es", ["nuez", "ñandú", "oso"]),
        ("it", ["L’Unità", "Un uomo", "Zola"]),
        ("pt", ["Água", "O Globo", "Órgão"]),
        ("nl", ["Eén", "IJssel", "Ikaros", "Het Parool"]),
        ("de", ["Das, Veena", "Der Spiegel", "Die Welt"]),
        ("ru", ["Ёлкин", "Енин", "Иванов", "Искра", "Йод", "Карл", "Яков"]),
        (
            "uk",
            [
                "Гнат",
                "Ґудзь",
                "Дума",
                "Ера",
                "Єва",
                "Жук",
                "Ирій",
                "Іван",
                "Їжак",
                "Йосип",
                "Карл",
                "Яків",
            ],
        ),
        ("xx", ["The Guardian", "Times"]),
    ],
)
def test_the_order_is_the_languages(language: str, ordered: list[str]) -> None:
    assert sorted(ordered, key=lambda words: sort_key(words, language)) == ordered


def test_letters_of_their_own_have_their_place_in_the_list_of_letters() -> None:
    letters = [letter_of(sort_key(words, "uk"), "uk") for words in ("Іван", "Їжак", "Єва", "Ирій")]
    assert letters == ["І", "Ї", "Є", "И"]
    assert letter_of(sort_key("Йод", "ru"), "ru") == "Й"
    assert letter_of(sort_key("Ёлкин", "ru"), "ru") == "Е"
    assert letter_of(sort_key("Ñandú", "es-AR"), "es-AR") == "Ñ"


def test_the_glossary_has_the_same_order(small: Path) -> None:
    for term in ("Zebra", "Éland", "elk"):
        (small / f"book/glossary/{term[-2:]}.md").write_text(
            f"---\nterm: {term}\n---\nAn animal.\n"
        )
    (made,) = LISTS["glossary"](open_session(small))
    terms = [node.astext() for node in made.findall(nodes.term)]
    assert [term for term in terms if term in ("Zebra", "Éland", "elk")] == [
        "Éland",
        "elk",
        "Zebra",
    ]


def test_a_surname_is_no_article() -> None:
    assert sort_key("Das, Veena", "de") == "das veena"
    assert sort_key("La Fontaine, Jean de", "fr", whole=True) == "la fontaine jean de"
    assert sort_key("La Fontaine", "fr") == "fontaine"


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


def sort_author(root: Path, form: str) -> None:
    path = root / "book/articles" / f"{WALKING}.md"
    text = path.read_text("utf-8")
    path.write_text(text.replace("author: ", f'author_sort: "{form}"\nauthor: ', 1), "utf-8")


def test_an_author_is_sorted_as_editors_say(small: Path) -> None:
    sort_author(small, "Rambler,  A.")
    # Said of one article, it counts wherever that name stands; the surname then comes first.
    assert ("authors", "R", "Rambler, A.", 2) in shown(small)
    assert not [words for _, _, words, _ in shown(small) if words == "A. Rambler"]


def test_a_form_that_only_sorts_leaves_the_name_as_it_is_written(small: Path) -> None:
    sort_author(small, "The Rambler")
    assert ("authors", "T", "A. Rambler", 2) in shown(small)


def test_a_declared_name_is_sorted_as_editors_say(small: Path) -> None:
    named = 'heading: "Ann Settle", kind: person, words: ["Mr Settle"]'
    declare(small, REPLY, named)
    assert [s[:3] for s in shown(small) if s[0] == "names"] == [("names", "A", "Ann Settle")]
    path = small / "book/articles" / f"{REPLY}.md"
    sorted_so = '"Ann Settle", sort: "Settle, Ann"'
    path.write_text(path.read_text("utf-8").replace('"Ann Settle"', sorted_so, 1), "utf-8")
    assert [s[:3] for s in shown(small) if s[0] == "names"] == [("names", "S", "Settle, Ann")]


def test_an_entry_is_sorted_as_editors_say_in_index_and_glossary(small: Path) -> None:
    entry = small / "book/glossary/fox.md"
    text = entry.read_text("utf-8")
    entry.write_text(text.replace("term: fox", "term: fox\nkind: person\nsort: Zorro"), "utf-8")
    assert [s[:3] for s in shown(small) if s[0] == "names"] == [("names", "Z", "fox")]
    (made,) = LISTS["glossary"](open_session(small))
    assert [node.astext() for node in made.findall(nodes.term)][-1] == "fox"


def test_a_form_to_sort_by_is_text(small: Path) -> None:
    sort_author(small, " ")
    (problem,) = [p for p in examine(small).problems if p.code.value[0] == "front.schema"]
    assert "author_sort" in problem.message


def declare(root: Path, article: str, *headings: str) -> None:
    path = root / "book/articles" / f"{article}.md"
    text = path.read_text("utf-8")
    lines = "".join(f"  - {{{each}}}\n" for each in headings)
    path.write_text(text.replace("seed:", f"index:\n{lines}seed:", 1), "utf-8")


def test_an_entry_of_a_kind_that_is_a_name_stands_among_the_names(small: Path) -> None:
    entry = small / "book/glossary/fox.md"
    entry.write_text(entry.read_text("utf-8").replace("term: fox", "term: fox\nkind: person"))
    found = {words: section for section, _, words, _ in shown(small)}
    assert found["fox"] == "names"


def test_a_declared_name_has_every_place_that_names_it(small: Path) -> None:
    declare(small, REPLY, 'heading: "Settle, Ann", kind: person, words: ["Mr Settle"]')
    write_note(small, REPLY, "Let him look at the table", "As Mr Settle does.", "who")
    (found,) = [h for h in headings(small) if h.section == "names"]
    assert (found.words, found.letter) == ("Settle, Ann", "S")
    places = {
        (use.paragraph, use.annotation.name if use.annotation else "") for use in found.places
    }
    assert (0, "who") in places
    assert any(paragraph for paragraph, _ in places)


def test_longer_words_and_words_to_skip_are_not_the_shorter_ones(small: Path) -> None:
    named = 'heading: "Settle, Ann", kind: person, words: [Settle], skip: ["Mr Settle"]'
    declare(small, REPLY, named)
    assert [h for h in headings(small) if h.section == "names"] == []
    assert [str(problem.code.value[0]) for problem in examine(small).problems] == ["article.index"]


def test_a_declared_subject_joins_the_entry_of_that_name(small: Path) -> None:
    before = {h.words: h for h in headings(small)}["fox"]
    declare(small, REPLY, 'heading: fox, kind: idea, words: ["Let him look at the table"]')
    after = {h.words: h for h in headings(small)}["fox"]
    assert after.term == before.term
    assert len(after.places) == len(before.places) + 1


def test_words_that_mean_two_things_mean_neither(small: Path) -> None:
    declare(
        small,
        REPLY,
        'heading: "Settle, Ann", kind: person, words: ["Mr Settle"]',
        'heading: "Settle, Ben", kind: person, words: ["Mr Settle"]',
    )
    assert [h for h in headings(small) if h.section == "names"] == []


#: Who is named in the first edition's article, and in which paragraphs.
NAMED = {
    "Biden, Joe": [1, 3, 4, 8, 9, 14, 15, 16],
    "MacArthur, Douglas": [13],
    "Macron, Emmanuel": [1, 6, 9, 14],
    "North, David": [8, 9, 14],
    "Putin, Vladimir": [4, 8, 9],
    "Sanger, David E.": [15],
    "Scholz, Olaf": [9, 14],
    "Starmer, Keir": [14],
    "Stephens, Bret": [11],
    "Sunak, Rishi": [9, 14],
}


def test_the_first_editions_index_has_whoever_is_named() -> None:
    root = Path(__file__).parent.parent.parent
    found = {h.words: h for h in headings(root) if h.section == "names"}
    for name, paragraphs in NAMED.items():
        assert [use.paragraph for use in found[name].places if use.paragraph] == paragraphs, name
    # Nobody stands under an office or a rank, and everybody under a surname.
    assert [name for name in found if name.startswith(("Gen", "President", "Mr"))] == []


def test_the_schema_has_the_same_kinds() -> None:
    assert tuple(schema_of("term")["properties"]["kind"]["enum"]) == ENTRY_KINDS
    indexed = schema_of("article")["properties"]["index"]["items"]["properties"]
    assert tuple(indexed["kind"]["enum"]) == ENTRY_KINDS


def test_each_of_thousands_of_declared_words_is_found_where_it_stands() -> None:
    many = [
        Indexed(f"Heading {n}", "idea", tuple(f"word{n} x{k}" for k in range(10)))
        for n in range(2000)
    ]
    text = " ".join(f"word{n} x{n % 10}, and\nword{n}" for n in range(2000))
    found = list(Forms(many).find(text))
    assert [each.heading for each, _, _ in found] == [each.heading for each in many]
    assert all(text.startswith(form, at) for _, form, at in found)


def test_a_long_index_has_its_letters_and_ways_to_all_uses(small: Path) -> None:
    notes = small / "book/annotations/1901-03-02-on-walking"
    for number in range(50):
        term = f"{chr(97 + number % 26)}word{number}"
        (small / f"book/glossary/{term}.md").write_text(f"---\nterm: {term}\n---\nIt.\n", "utf-8")
        (notes / f"n{number}.md").write_text(
            "---\nquote:\n  exact: slow and harmless\nkind: context\nauthor: a\ndate: 2026-01-01\n"
            f"---\nSee {{term}}`fox` and {{term}}`{term}`.\n",
            "utf-8",
        )
    session = open_session(small)
    for bounded in (True, False):
        session.bounded = bounded
        made = nodes.section("", *LISTS["index"](session))
        ids = {id for node in made.findall(nodes.Element) for id in node["ids"]}
        jumps = [link["refid"] for link in made.findall(nodes.reference) if "refid" in link]
        assert set(jumps) <= ids
        letters = [goal for goal in jumps if goal.startswith("index-subjects-")]
        assert len(letters) == (26 if bounded else 0)
        uses = [node for node in made.findall(pointing) if node["sort"] == "uses"]
        assert [(n["target"], n.astext()[:4]) for n in uses] == [("term-fox", "and ")] * bounded


def test_a_very_long_section_has_a_page_for_each_letter(small: Path) -> None:
    notes = small / "book/annotations/1901-03-02-on-walking"
    for number in range(300):
        term = f"{'b' if number < 270 else 'éa'}word{number:03}"
        (small / f"book/glossary/t{number}.md").write_text(
            f"---\nterm: {term}\n---\nIt.\n", "utf-8"
        )
        (notes / f"n{number}.md").write_text(
            "---\nquote:\n  exact: slow and harmless\nkind: context\nauthor: a\ndate: 2026-01-01\n"
            f"---\nSee {{term}}`{term}`.\n",
            "utf-8",
        )
    session = open_session(small)
    session.bounded = True
    made = nodes.section("", *LISTS["index"](session))
    links = {n["target"]: n.astext() for n in made.findall(pointing) if n["sort"] == "list"}
    assert links["index-subjects-b-2"] == "B\u00a02: bword120 – bword239"
    pages = {page.name: page for page in FURTHER["index"](session)}
    assert pages.keys() == links.keys()
    words = [
        item.astext().partition(";")[0]
        for page in pages.values()
        for item in nodes.section("", *page.text).findall(nodes.list_item)
    ]
    subjects = [heading.words for heading in headings(small) if heading.section == "subjects"]
    assert words == subjects
    assert len(subjects) > 300
    # Short sections stay where they are.
    assert any(node.astext() == "Authors" for node in made.findall(nodes.rubric))
