"""Do scripts say nothing in English on the pages of an edition in another language?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from german import german_words, words_in, words_seen, write_german

ARTICLE = "book/articles/1900-04-03-brief-3.html"
SEEN = "document.documentElement.outerHTML"


@pytest.fixture(scope="module")
def german(
    tmp_path_factory: pytest.TempPathFactory, build: Callable[[Path, Path], Path]
) -> tuple[Path, Path]:
    """An edition in German, and its website."""
    folder = tmp_path_factory.mktemp("german")
    root = write_german(folder / "briefe", 14)
    return root, build(root, folder / "out")


@pytest.fixture
def said_in_english(german: tuple[Path, Path]) -> Callable[[Any], set[str]]:
    """What a page says now that is not German."""

    def ask(page: Any) -> set[str]:
        return words_seen(page.evaluate(SEEN)) - german_words(german[0])

    return ask


def test_whatever_opens_over_an_article_is_german(
    german: tuple[Path, Path], open_page: Any, said_in_english: Callable[[Any], set[str]]
) -> None:
    page = open_page((german[1] / ARTICLE).as_uri()).page
    assert said_in_english(page) == set()
    for key, shown in (("?", "dialog .keys"), ("l", "dialog .note-list")):
        page.keyboard.press(key)
        page.wait_for_selector(shown)
        assert said_in_english(page) == set()
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog", state="detached")
    page.locator("details.menu summary", has_text="Anmerkungen").click()
    assert page.locator(".panel.layers legend").all_inner_texts() == ["Anmerkungen", "Arten"]
    assert said_in_english(page) == set()
    for _ in range(3):
        page.locator("#theme-toggle").click()
        assert page.locator("#theme-toggle").get_attribute("aria-label").startswith("Farben: ")
        assert said_in_english(page) == set()


def test_what_a_note_offers_is_german(
    german: tuple[Path, Path], open_page: Any, said_in_english: Callable[[Any], set[str]]
) -> None:
    page = open_page((german[1] / ARTICLE).as_uri()).page
    page.locator(".note-ref").first.click()
    actions = page.locator(".note-actions button")
    assert actions.all_inner_texts() == ["Link kopieren", "Zitieren"]
    actions.last.click()
    page.wait_for_selector("dialog .cite-form")
    assert page.locator("dialog h2").inner_text() == "Diese Anmerkung zitieren"
    assert said_in_english(page) == set()
    assert "„Anmerkung 1 zu ‚am Rand‘“" in page.locator("dialog pre").first.inner_text()


def test_what_selected_words_offer_is_german(
    german: tuple[Path, Path], open_page: Any, said_in_english: Callable[[Any], set[str]]
) -> None:
    page = open_page((german[1] / ARTICLE).as_uri()).page
    page.evaluate("getSelection().selectAllChildren(document.getElementById('p2'))")
    page.wait_for_selector(".passage:not([hidden])")
    assert said_in_english(page) == set()
    page.locator(".passage-act").click()
    page.wait_for_selector("dialog textarea")
    assert said_in_english(page) == set()
    written = page.locator("dialog textarea").input_value()
    assert "\nSchreiben Sie die Anmerkung hierher" in written


def test_a_narrow_window_says_german_words(
    german: tuple[Path, Path], open_page: Any, said_in_english: Callable[[Any], set[str]]
) -> None:
    page = open_page((german[1] / ARTICLE).as_uri(), 360, has_touch=True).page
    page.locator(".note-ref").first.tap()
    page.wait_for_selector(".note-bar")
    assert said_in_english(page) == set()
    page.keyboard.press("Escape")
    page.locator("main a.ref[data-term]").first.tap()
    page.wait_for_selector(".preview-ways")
    assert page.locator(".preview-ways").inner_text().split("\n")[0].startswith("Zum Eintrag")
    assert said_in_english(page) == set()


@pytest.mark.parametrize(
    ("sought", "told"),
    [
        ("Glosse", "Stellen gefunden."),
        ("Wal", "Nichts gefunden."),
        ("Sichtbarkeit", "Nichts gefunden."),
    ],
)
def test_a_search_is_answered_in_german(
    sought: str,
    told: str,
    german: tuple[Path, Path],
    open_page: Any,
    said_in_english: Callable[[Any], set[str]],
) -> None:
    page = open_page(f"{(german[1] / 'search.html').as_uri()}?q={sought}").page
    page.wait_for_selector(f"#search-results[data-for='{sought}']", state="attached")
    assert told in page.locator("#search-count").inner_text()
    assert said_in_english(page) - words_in(sought) == set()


@pytest.mark.parametrize("width", [320, 360])
def test_longer_words_stick_out_nowhere(
    width: int, german: tuple[Path, Path], open_page: Any
) -> None:
    site = german[1]
    for path in [*sorted(site.glob("book/*.html")), site / ARTICLE, site / "search.html"]:
        page = open_page(path.as_uri(), width).page
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, (path.name, over)
