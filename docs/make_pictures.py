"""Make the README's pictures: the article's page, and two spreads of the PDF where one is given.

python docs/make_pictures.py _build/html [_build/pdf/edition.pdf]
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent / "pictures"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
#: Which picture shows which width, colours and note; of the first article, or of another page.
SHOTS = (
    ("article", 1440, 900, "light", "far-right-regime", ""),
    ("article-dark", 1440, 900, "dark", "", ""),
    ("article-narrow", 390, 780, "light", "far-right-regime", ""),
    ("front", 1440, 1100, "light", "", "book/index.html"),
    ("search", 1440, 900, "light", "", "search.html?q=nuclear weapons"),
)
#: How a newcomer writes a note: what is clicked once these words are selected.
WORDS = "top military commanders"
ACTS = (("words-selected", ""), ("note-file", "Annotate"))
#: Which pages of the PDF stand side by side: of the article, and of the glossary and works.
SPREADS = (("spread", 9), ("spread-lists", 20))


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    HERE.mkdir(exist_ok=True)
    pages(Path(sys.argv[1]).resolve())
    if len(sys.argv) > 2:
        for name, first in SPREADS:
            spread(Path(sys.argv[2]), name, first)
    return 0


def pages(site: Path) -> None:
    """The first article as readers see it."""
    from playwright.sync_api import sync_playwright

    names = (os.environ.get("CHROMIUM"), "chromium", "google-chrome")
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    article = sorted((site / "book" / "articles").glob("*.html"))[0]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for name, width, height, colours, note, other in SHOTS:
            size = {"width": width, "height": height}
            page = browser.new_page(viewport=size, color_scheme=colours, device_scale_factor=2)
            page.goto(f"{site.as_uri()}/{other}" if other else article.as_uri())
            page.wait_for_timeout(300)
            if note and page.locator(f"#ref-{note}").count():
                page.evaluate("(name) => document.getElementById('ref-' + name).click()", note)
                page.wait_for_timeout(500)
            page.screenshot(path=HERE / f"{name}.png")
            page.close()
        for name, action in ACTS:
            page = browser.new_page(viewport={"width": 900, "height": 520}, device_scale_factor=2)
            page.goto(article.as_uri())
            page.wait_for_timeout(300)
            if not page.evaluate("(words) => find(words)", WORDS):
                sys.exit(f"The article has no words “{WORDS}”.")
            page.evaluate(
                "scrollBy(0, getSelection().getRangeAt(0).getBoundingClientRect().top - 200)"
            )
            page.wait_for_timeout(500)
            if action:
                page.locator(".passage").get_by_text(action, exact=True).click()
                page.wait_for_timeout(300)
            page.screenshot(path=HERE / f"{name}.png")
            page.close()
        browser.close()


def spread(pdf: Path, name: str, first: int) -> None:
    """Two pages that follow each other, side by side."""
    from PIL import Image

    with tempfile.TemporaryDirectory() as folder:
        stem = Path(folder) / "page"
        subprocess.run(
            ["pdftoppm", "-r", "110", "-png", "-f", str(first), "-l", str(first + 1), pdf, stem],
            check=True,
        )
        left, right = (
            Image.open(path).convert("RGB") for path in sorted(Path(folder).glob("*.png"))
        )
        both = Image.new("RGB", (left.width + right.width + 2, left.height), "#bbbbbb")
        both.paste(left, (0, 0))
        both.paste(right, (left.width + 2, 0))
        both.convert("P", palette=Image.Palette.ADAPTIVE, colors=32).save(
            HERE / f"{name}.png", optimize=True
        )


if __name__ == "__main__":
    sys.exit(main())
