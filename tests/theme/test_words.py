"""Does an edition in another language than English say nothing in English?"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from german import NAMES, german_words, words_in, words_seen, write_german
from glossator.labels import labels
from shared import Run

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


def test_the_test_knows_english_from_german() -> None:
    page = '<p title="Search">Suche</p><script>Contents</script><svg><title>Bild</title></svg>'
    assert words_seen(page) == {"Search", "Suche", "Bild"}
    german = words_in(" ".join(labels("de").values()))
    assert {"Search", "Works", "Contents", "Notes"} & (german | NAMES) == set()
