"""The notebook's page as a reader has it: results without a kernel, and nobody else asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

PAGE = "book/notebooks/explore.html"


def test_nobody_else_is_asked_and_the_policy_holds(open_page: Any, site: Path, served: str) -> None:
    opened = open_page(served + PAGE)
    broken = opened.page.evaluate(
        """() => new Promise((done) => {
          const said = [];
          new ReportingObserver((reports) => said.push(...reports.map((report) => report.body.message)),
            { buffered: true, types: ['csp-violation'] }).observe();
          document.addEventListener('securitypolicyviolation', (event) => said.push(event.blockedURI));
          setTimeout(() => done(said), 500);
        })"""
    )
    assert broken == []
    assert [url for url in opened.asked if not url.startswith((served, "data:"))] == []
    assert opened.failed == []
    # A script that a notebook's HTML might bring would not run either.
    opened.page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x: onerror=\"window.ran = 1\">')"
    )
    opened.page.wait_for_timeout(200)
    assert opened.page.evaluate("window.ran") is None
    opened.said.clear()


@pytest.mark.parametrize("scripts", [True, False])
def test_results_are_there_with_and_without_scripts(
    scripts: bool, open_page: Any, site: Path
) -> None:
    page = open_page((site / PAGE).as_uri(), java_script_enabled=scripts).page
    assert page.locator(".scrolled table").count() == 3
    assert page.locator("figure.picture svg").count() == 3
    assert page.locator(".kwic tbody tr").count() > 5
    code = page.locator("details.folded")
    assert code.count() == 4
    assert not code.nth(1).locator("pre").is_visible()
    code.nth(1).locator("summary").click()
    assert "widget.concordance" in code.nth(1).locator("pre").inner_text()


def test_a_place_leads_to_its_paragraph(open_page: Any, site: Path) -> None:
    page = open_page((site / PAGE).as_uri()).page
    link = page.locator(".kwic td:last-child a").nth(1)
    number = link.inner_text().removeprefix("¶\u00a0")
    link.click()
    assert page.url.endswith(f"#p{number}")
    assert "imperialis" in page.locator(f"#p{number}").inner_text()


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768])
def test_tables_are_moved_and_the_page_is_not(
    width: int, colours: str, open_page: Any, site: Path
) -> None:
    page = open_page((site / PAGE).as_uri(), width, color_scheme=colours).page
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    wide = page.evaluate(
        "[...document.querySelectorAll('.scrolled, .picture')].map((box) => box.scrollWidth - box.clientWidth)"
    )
    assert max(wide) > 0 or width == 768
    box = page.locator(".scrolled").first
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert page.evaluate("document.activeElement.scrollLeft") > 0 or wide[1] <= 0


def test_pictures_are_legible_in_the_dark(open_page: Any, site: Path) -> None:
    page = open_page((site / PAGE).as_uri(), color_scheme="dark").page
    found = page.evaluate(
        """() => {
          const light = (colour) => { const [r, g, b] = colour.match(/[\\d.]+/g).map(Number); return (r + g + b) / 3; };
          const paper = light(getComputedStyle(document.body).backgroundColor);
          return [...document.querySelectorAll('figure.picture text')].map((text) =>
            light(getComputedStyle(text).fill) - paper);
        }"""
    )
    # Words in a marked dot stand on the accent, which is light in the dark.
    assert sum(contrast < 100 for contrast in found) <= 1
