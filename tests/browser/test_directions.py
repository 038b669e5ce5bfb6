"""A text that is written from right to left, with notes that are not: each begins at its own side."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from stress import _CONFIG
from test_layout import OVERLAPS

ID = "1900-01-01-the-book"
TITLE = "על הספר והקורא"
WORDS = "הספר מונח על השולחן, והקורא יושב לידו ושותק. בשעת ערב נדלקת המנורה, והאותיות נראות כאילו הן נעות לאט על הדף הלבן."
BODY = f"# {TITLE}\n\n{WORDS}\n\n> {WORDS}\n"
FRONT = f"""---
title: "{TITLE}"
author: "A. Tester"
date: 1900-01-01
publisher: The testers
language: he
source: made for these tests
rights: "Written for the tests of this project; BSD-3-Clause."
seed: book.txt
---

"""
NOTES = {
    "lamp": ("נדלקת המנורה", "", "In the evening a lamp is lit, and nobody gets up for it. " * 8),
    "title": (TITLE, "", "What the text is about."),
    "own": ("הדף הלבן", "language: he\n", "הדף הוא לבן. " * 30),
}


@pytest.fixture(scope="module")
def hebrew(tmp_path_factory: pytest.TempPathFactory, build: Any) -> str:
    folder = tmp_path_factory.mktemp("hebrew")
    root = folder / "edition"
    files = {
        "_config.yml": _CONFIG,
        "_toc.yml": f"format: jb-book\nroot: book/index\nchapters:\n  - file: book/articles/{ID}\n",
        "seeds/book.txt": BODY,
        "seeds/SOURCES.yml": f"book.txt:\n  sha256: {hashlib.sha256(BODY.encode()).hexdigest()}\n",
        f"book/articles/{ID}.md": FRONT + BODY,
        "book/index.md": "# A book\n\n```{edition-articles}\n```\n",
    }
    for name, (exact, more, body) in NOTES.items():
        quote = f'quote:\n  exact: "{exact}"\n'
        if exact != TITLE:  # the words stand in the quotation as well
            quote += f'  prefix: "{TITLE}\\n\\n{WORDS.partition(exact)[0]}"\n'
        head = f"{quote}kind: context\nauthor: somebody\ndate: 2026-01-01\n{more}"
        files[f"book/annotations/{ID}/{name}.md"] = f"---\n{head}---\n{body.strip()}\n"
    for name, text in files.items():
        path = Path(root, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return (build(root, folder / "out") / f"book/articles/{ID}.html").as_uri()


@pytest.mark.parametrize("width", [360, 960, 1440])
@pytest.mark.parametrize("scripts", [True, False])
def test_each_begins_at_its_own_side(
    scripts: bool, width: int, open_page: Any, hebrew: str
) -> None:
    page = open_page(hebrew, width, java_script_enabled=scripts).page
    if scripts:
        page.wait_for_selector(".laid" if width >= 960 else "[data-view=sheet]")
    seen = page.evaluate(OVERLAPS)
    assert (seen["found"], seen["over"] <= 0) == ([], True)
    way = "(element) => getComputedStyle(element).direction"
    ways = {name: page.locator(f"#note-{name}").evaluate(way) for name in NOTES}
    assert ways == {"lamp": "ltr", "title": "ltr", "own": "rtl"}
    text = page.locator("#p1").bounding_box()
    number = page.locator("#p1 .para-ref").bounding_box()
    assert number["x"] >= text["x"] + text["width"] - 1
    if width >= 960:
        margins = [page.locator(f"#note-{name}").bounding_box() for name in NOTES]
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= text["x"] for box in margins)
