"""Does an edition in another language than English say nothing in English?"""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from german import NAMES, german_words, words_in, words_seen, write_german
from glossator.labels import labels
from glossator.notebook import open_edition
from glossator.notebook.views import chronology_view, concordance_view, notes_view
from glossator.sphinx.bibliography import format_works
from glossator.works import read_bibliography
from shared import Run

_DC = "{http://purl.org/dc/elements/1.1/}"
#: More articles than a menu shows, and more uses of a thing than a list names.
_ARTICLES = 62


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory, glossator: Run) -> Path:
    """An edition in German that was built as a website."""
    root = write_german(
        tmp_path_factory.mktemp("german") / "briefe", _ARTICLES, "https://briefe.example/tal"
    )
    done = glossator(root, "build", "html")
    assert done.returncode == 0, done.stdout + done.stderr
    return root


@pytest.mark.slow
def test_every_page_says_german_words_only(german: Path) -> None:
    site, known = german / "_build/html", german_words(german)
    pages = sorted(site.rglob("*.html"))
    names = {path.relative_to(site).as_posix() for path in pages}
    assert {"search.html", "all-pages.html", "uses/term-urkunde.html", "uses/work-gang-1890.html"} <= names  # fmt: skip
    wrong: dict[str, list[str]] = {}
    for path in pages:
        for word in sorted(words_seen(path.read_text("utf-8")) - known):
            wrong.setdefault(word, []).append(path.name)
    assert {word: pages[:3] for word, pages in wrong.items()} == {}


@pytest.mark.slow
def test_what_is_fetched_says_german_words_only(german: Path) -> None:
    static, known = german / "_build/html/_static", german_words(german)
    said: list[str] = []
    for path in static.glob("records-*.js"):
        said += [part for _, _, *parts in _data(path) for part in parts]
    for path in static.glob("notes-*.js"):
        for note in _data(path).values():
            said += [
                note["title"],
                note["text"],
                note["cite"]["text"],
                note["cite"]["csl"]["title"],
            ]
    for things in _data(static / "previews.js").values():
        said += [part for each in things.values() for part in (each["title"], each["text"])]
    assert len(said) > 1000
    assert words_in(re.sub(r"https://\S+", "", " ".join(said))) - known == set()


def _data(path: Path) -> Any:
    return json.loads(path.read_text("ascii").partition("]=")[2][:-2])


@pytest.mark.slow
def test_what_a_book_says_of_itself_is_german(tmp_path: Path, glossator: Run) -> None:
    root = write_german(tmp_path / "briefe", 2)
    done = glossator(root, "build", "epub")
    assert done.returncode == 0, done.stdout + done.stderr
    [made] = (root / "_build/epub").glob("*.epub")
    with zipfile.ZipFile(made) as book:
        package = ElementTree.fromstring(book.read("EPUB/package.opf"))
        cover = book.read("EPUB/cover.xhtml").decode()
    known = german_words(root)
    said = {
        name: each.text or ""
        for each in package.iter()
        for name in (each.tag.rpartition("}")[2], each.get("property", ""))
        if name in ("title", "description", "schema:accessibilitySummary")
    }
    said |= {f"rights {n}": each.text or "" for n, each in enumerate(package.iter(f"{_DC}rights"))}
    said |= {f"source {n}": each.text or "" for n, each in enumerate(package.iter(f"{_DC}source"))}
    without = {name: re.sub(r"\(https?://\S+\)", "", words) for name, words in said.items()}
    assert {
        name: left for name, words in without.items() if (left := words_in(words) - known)
    } == {}
    assert "Text mit Anmerkungen" in said["description"]
    assert any(words.startswith("Die Anmerkungen, das Glossar") for words in said.values())
    assert 'alt="Umschlag: Briefe vom Hügel, Die Prüfer"' in cover


@pytest.mark.slow
def test_the_feed_says_german_words_only(german: Path) -> None:
    feed = ElementTree.parse(german / "_build/html/feed.xml").getroot()
    said = " ".join(
        element.text or "" for element in feed.iter() if element.tag.endswith(("title", "content"))
    )
    labels_of = " ".join(element.get("label", "") for element in feed.iter())
    tags = {"blockquote", "p"}
    assert words_in(said + labels_of) - german_words(german) - tags == set()
    assert "neue Anmerkungen" in said


@pytest.mark.slow
def test_the_page_says_its_language(german: Path) -> None:
    page = (german / "_build/html/book/glossary.html").read_text("utf-8")
    assert '<html lang="de-AT"' in page
    assert 'lang="en"' not in page


@pytest.mark.slow
def test_a_language_without_words_gets_english_ones_that_say_so(
    small: Path, glossator: Run
) -> None:
    config = small / "_config.yml"
    config.write_text(config.read_text("utf-8").replace("language: en", "language: la"), "utf-8")
    done = glossator(small, "build", "html")
    assert done.returncode == 0, done.stdout + done.stderr
    page = (small / "_build/html/book/glossary.html").read_text("utf-8")
    assert '<a class="skip" href="#text" lang="en">Skip to the text</a>' in page
    assert '<summary lang="en">Contents</summary>' in page
    assert '<section id="search" lang="en">' in (small / "_build/html/search.html").read_text()


RECORDS = """
@incollection{a-1901, author = {Müller, Anna and Meier, Karl}, title = {Vom Gehen in Städten},
  booktitle = {Das Buch}, editor = {Weiß, Otto and Schwarz, Eva}, publisher = {Verlag},
  year = {1901}, volume = {3}, series = {Reihe}, pages = {3--9}, edition = {Zweite},
  url = {https://example.org/x}, urldate = {2024-05-03}}
@article{b-1902, author = {Lang, Eva}, title = {Kleine Reden}, journal = {Der Bote}, date = {1902-03-01}}
"""


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        (
            "en",
            "Anna Müller and Karl Meier. Vom Gehen in Städten. In Otto Weiß and Eva Schwarz, editors, Das Buch, volume 3 of Reihe, pages 3–9. Verlag, zweite edition, 1901. https://example.org/x (accessed 3 May 2024).",
            "Eva Lang. Kleine Reden. Der Bote, 1 March 1902.",
        ),
        (
            "de-AT",
            "Anna Müller und Karl Meier. Vom Gehen in Städten. In Otto Weiß und Eva Schwarz, Hrsg., Das Buch, Band 3 von Reihe, S. 3–9. Verlag, zweite Auflage, 1901. https://example.org/x (abgerufen am 3. Mai 2024).",
            "Eva Lang. Kleine Reden. Der Bote, 1. März 1902.",
        ),
        (
            "fr",
            "Anna Müller et Karl Meier. Vom Gehen in Städten. Dans Otto Weiß et Eva Schwarz, éds, Das Buch, volume 3 de Reihe, p. 3–9. Verlag, zweite édition, 1901. https://example.org/x (consulté le 3 mai 2024).",
            "Eva Lang. Kleine Reden. Der Bote, 1er mars 1902.",
        ),
    ],
)
def test_records_speak_the_language_of_the_edition(language: str, first: str, second: str) -> None:
    made = format_works(RECORDS, language)
    said = ["".join(node.astext() for node in each) for each in made.values()]
    assert [" ".join(each.split()) for each in said] == [first, second]
    named = [work.label for work in read_bibliography(RECORDS, "", language)[0].works]
    assert named == ["Lang 1902", f"Müller {labels(language)['and']} Meier 1901"]


def test_the_test_knows_english_from_german() -> None:
    page = '<p title="Search">Suche</p><script>Contents</script><svg><title>Bild</title></svg>'
    assert words_seen(page) == {"Search", "Suche", "Bild"}
    german = words_in(" ".join(labels("de").values()))
    assert {"Search", "Works", "Contents", "Notes"} & (german | NAMES) == set()


def test_views_of_an_open_edition_say_german_words_only(tmp_path: Path) -> None:
    root = write_german(tmp_path / "briefe", 6)
    edition = open_edition(root)
    views = [
        concordance_view(edition, "am Rand", width=120),
        concordance_view(edition, "Rand", width=120, texts="all"),
        concordance_view(edition, ""),
        concordance_view(edition, "Walfisch"),
        notes_view(edition),
        notes_view(edition, kind="reference", source="gang-1890"),
        chronology_view(edition),
    ]
    for view in views:
        # Words are cut where there is no room for more.
        kwic = " ".join([view.table.caption, *view.table.heads, view.svg])
        said = kwic if view.table.classes == "kwic" else view.html()
        whole = re.sub(r"\w+…", "", said)
        assert words_seen(whole) - german_words(root) - {"Walfisch"} == set()
    assert "14 Anmerkungen" in notes_view(edition).table.caption
    assert views[5].table.caption == "6 Anmerkungen der Art „Früherer Artikel“ mit der Quelle Gänger 1890"  # fmt: skip
