"""Does the picture of references answer to the mouse and to the keys, and need neither?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

#: How many lines stand out, and how many there are.
SEEN = """() => {
  const lines = [...document.querySelectorAll('.network .cites')];
  return [lines.filter((line) => Number(getComputedStyle(line).strokeOpacity) === 1).length, lines.length];
}"""


@pytest.mark.parametrize("scripts", [True, False])
def test_a_row_shows_its_lines_and_leads_to_its_article(
    browser: Any, site: Path, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto((site / "book/indexes.html").as_uri())
    count = page.locator(".network [data-stop]").count()
    assert count > 1
    page.hover(f'.network [data-stop="{count - 2}"] text')
    page.wait_for_timeout(400)
    assert page.locator(".network .cites.on").count() == (1 if scripts else 0)
    # Without scripts a row shows the lines that lead from it: this one has none.
    assert page.evaluate(SEEN) == [1 if scripts else 0, count - 1]
    page.mouse.move(0, 0)
    page.wait_for_timeout(400)
    assert page.evaluate(SEEN) == [0, count - 1]
    page.hover(f'.network [data-stop="{count - 1}"] text')
    page.wait_for_timeout(400)
    assert page.evaluate(SEEN) == [count - 1, count - 1]
    page.mouse.move(0, 0)
    assert page.locator(".network-figure.pointed").count() == 0
    if scripts:
        page.focus('.network [data-stop="0"]')
        page.keyboard.press("End")
        # The last is the article itself, which refers to all others.
        assert page.locator(".network .cites.on").count() == count - 1
        assert page.locator('.network [data-stop][tabindex="0"]').count() == 1
        page.keyboard.press("Enter")
    else:
        page.click(f'.network [data-stop="{count - 1}"] text')
    page.wait_for_url("**/articles/*.html")
    context.close()


#: Words of a picture or a table that its frame cuts off: by how much, in pixels.
CUT = """(selector) => [...document.querySelectorAll(selector)].map((words) => {
  const frame = words.closest('figure, .scrolled').getBoundingClientRect(), box = words.getBoundingClientRect();
  return [words.textContent, Math.max(box.right - frame.right, frame.left - box.left)];
}).filter(([, by]) => by > 1)"""


@pytest.mark.parametrize("width", [320, 360, 768, 1024, 1440])
@pytest.mark.parametrize(
    ("name", "words"),
    [("indexes", ".network text"), ("index", ".strip text"), ("notebooks/explore", ".kwic a")],
)
def test_no_words_of_a_picture_are_cut_at_any_width(
    name: str, words: str, width: int, open_page: Any, site: Path
) -> None:
    page = open_page((site / f"book/{name}.html").as_uri(), width).page
    assert page.locator(words).count() > 3
    assert page.evaluate(CUT, words) == []
