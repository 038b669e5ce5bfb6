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


def test_a_long_press_previews_and_a_tap_follows(open_page: Any, article: str) -> None:
    page = open_page(article, 360, 740, has_touch=True, is_mobile=True).page
    before = page.url
    _press(page, TERM, 900)
    assert page.locator("#preview").is_visible()
    assert page.url == before
    box = page.locator("#preview").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    page.touchscreen.tap(180, 20)
    assert not page.locator("#preview").is_visible()
    _press(page, TERM, 60)
    page.wait_for_url("**/glossary.html*")


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
