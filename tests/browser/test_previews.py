"""A link to a term, a work, a note or an article shows what it leads to (WCAG 1.4.13)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

TERM = 'p a[data-term="sanctions"]'


@pytest.mark.parametrize("how", ["hover", "focus"])
def test_a_term_is_previewed(how: str, open_page: Any, article: str) -> None:
    page = open_page(article).page
    link = page.locator(TERM).first
    if how == "hover":
        link.hover()
    else:
        page.keyboard.press("Tab")
        link.focus()
    page.wait_for_selector("#preview:visible")
    assert link.get_attribute("aria-describedby") == "preview"
    if how == "hover":
        page.locator("#preview").hover()
        page.wait_for_timeout(700)
        assert page.locator("#preview").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#preview").is_visible()


def _press(page: Any, selector: str, milliseconds: int) -> None:
    """A finger on the first words that match, for so long."""
    page.locator(selector).first.scroll_into_view_if_needed()
    box = page.locator(selector).first.bounding_box()
    touch = page.context.new_cdp_session(page)
    point = {"x": box["x"] + 6, "y": box["y"] + box["height"] / 2}
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    page.wait_for_timeout(milliseconds)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(200)


def _phone(open_page: Any, address: str) -> Any:
    return open_page(address, 360, 740, has_touch=True, is_mobile=True).page


#: A tap, and how long a press is held.
@pytest.mark.parametrize("milliseconds", [60, 900])
def test_a_finger_previews_and_the_preview_leads_on(
    milliseconds: int, open_page: Any, article: str
) -> None:
    page = _phone(open_page, article)
    before = page.url
    _press(page, TERM, milliseconds)
    page.wait_for_selector("#preview:visible")
    assert page.url == before
    box = page.locator("#preview").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    # A dialog with a name, which whoever listens is led to.
    shown = page.get_by_role("dialog", name="Sanctions")
    assert shown.evaluate("(box) => box === document.activeElement")
    page.touchscreen.tap(180, 20)
    assert not page.locator("#preview").is_visible()
    _press(page, TERM, milliseconds)
    shown.get_by_role("link", name="To the entry").tap()
    page.wait_for_url("**/glossary.html#term-sanctions")


def test_a_second_tap_follows(open_page: Any, article: str) -> None:
    page = _phone(open_page, article)
    page.locator(TERM).first.tap()
    page.wait_for_selector("#preview:visible")
    page.locator(TERM).first.tap()
    page.wait_for_url("**/glossary.html*")


def test_a_preview_gives_the_focus_back_to_its_link(open_page: Any, article: str) -> None:
    page = _phone(open_page, article)
    for way in ("Close", "Escape"):
        page.locator(TERM).first.tap()
        page.wait_for_selector("#preview:visible")
        if way == "Escape":
            page.keyboard.press("Escape")
        else:
            page.get_by_role("button", name="Close", exact=True).tap()
        assert not page.locator("#preview").is_visible()
        assert page.evaluate("document.activeElement.dataset.term") == "sanctions"


def test_the_keyboard_follows_at_once(open_page: Any, article: str) -> None:
    page = _phone(open_page, article)
    page.locator(TERM).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary.html*")


def test_a_tap_in_a_list_follows_at_once(open_page: Any, site: Path) -> None:
    page = _phone(open_page, (site / "book/index.html").as_uri())
    page.locator("ul.article-list a").first.tap()
    page.wait_for_url("**/articles/*")


@pytest.mark.parametrize("sort", ["work", "note", "article"])
def test_works_notes_and_articles_are_previewed_by_touch(
    sort: str, open_page: Any, site: Path
) -> None:
    page = _phone(open_page, (site / "book/glossary.html").as_uri())
    page.locator(f"dd a[data-{sort}]").first.tap()
    page.wait_for_selector("#preview:visible")
    ways = {"work": "To the list of works", "note": "To the note", "article": "To the article"}
    assert page.locator("#preview a").inner_text() == ways[sort]


def test_a_finger_that_scrolls_previews_nothing(open_page: Any, article: str) -> None:
    page = open_page(article, 360, 740, has_touch=True, is_mobile=True).page
    page.locator(TERM).first.scroll_into_view_if_needed()
    box = page.locator(TERM).first.bounding_box()
    touch = page.context.new_cdp_session(page)
    for step, kind in enumerate(["touchStart", *["touchMove"] * 8]):
        point = {"x": box["x"] + 6, "y": box["y"] + 5 - 12 * step}
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
    page.wait_for_timeout(800)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert not page.locator("#preview").is_visible()


def test_an_article_is_previewed_with_the_passage(open_page: Any, site: Path) -> None:
    page = open_page((site / "book/glossary.html").as_uri()).page
    page.locator('a[data-article][href$="#p22"]').first.hover()
    page.wait_for_selector("#preview:visible")
    assert page.locator("#preview strong").inner_text().startswith("Biden gives go-ahead")
    assert "30 May 2024" in page.locator(".preview-about").inner_text()
    assert page.locator(".preview-text").inner_text().startswith("US President Joe Biden")
    assert page.locator(".preview-passage").inner_text().startswith("¶22 ")


@pytest.mark.parametrize("sort", ["work", "note"])
def test_works_and_notes_are_previewed(sort: str, open_page: Any, site: Path) -> None:
    page = open_page((site / "book/glossary.html").as_uri()).page
    link = page.locator(f"a[data-{sort}]").first
    link.hover()
    page.wait_for_selector("#preview:visible")
    assert len(page.locator("#preview").inner_text()) > len(link.inner_text())


def test_a_title_in_another_language_is_previewed_in_it(open_page: Any, article: str) -> None:
    page = open_page(article).page
    link = page.locator('a[data-work="north-2013"]').first
    link.dispatch_event("pointerover", {"bubbles": True, "pointerType": "mouse"})
    page.wait_for_selector("#preview:visible")
    assert page.locator("#preview bdi").get_attribute("lang") == "es"
