"""No rule of axe-core is broken on any page, in any colours, at any width, in any state."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RUN = """async () => (await axe.run(document, { resultTypes: ['violations'], preload: false })).violations
  .map((found) => `${found.id}: ${found.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`)"""


def _check(page: Any) -> list[str]:
    # The page forbids scripts of others; the test's is put in by the browser itself.
    page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN)
    return found


@pytest.mark.parametrize("width", [1440, 768, 360])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_every_page(colours: str, width: int, open_page: Any, site: Path) -> None:
    wrong = {}
    for path in [*sorted(site.glob("book/**/*.html")), site / "search.html"]:
        page = open_page(path.as_uri(), width, color_scheme=colours).page
        page.wait_for_timeout(150)
        if found := _check(page):
            wrong[path.name] = found
        page.close()
    assert wrong == {}


@pytest.mark.parametrize("width", [1440, 360])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_every_state_of_an_article(colours: str, width: int, open_page: Any, article: str) -> None:
    page = open_page(article, width, color_scheme=colours).page
    wrong = {}

    def look(state: str) -> None:
        page.wait_for_timeout(350)
        if found := _check(page):
            wrong[state] = found

    page.evaluate("document.querySelector('#ref-far-right-regime').click()")
    look("note")
    page.keyboard.press("Escape")
    page.get_by_text("Notes", exact=True).first.click()
    look("layers")
    page.get_by_text("List of all notes").click()
    look("list")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    look("keys")
    page.keyboard.press("Escape")
    page.keyboard.press("o")
    look("all open")
    page.keyboard.press("t")
    look("text only")
    assert wrong == {}


def test_without_our_scripts(open_page: Any, article: str) -> None:
    for width in (1440, 360):
        # Not with scripts switched off: axe is one.
        page = open_page("about:blank", width, quiet=False).page
        page.route("**/*.js*", lambda route: route.abort())
        page.goto(article)
        assert page.evaluate("document.documentElement.className") == "no-js"
        assert _check(page) == []
