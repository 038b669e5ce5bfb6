"""The picture of the whole edition holds its articles and the events of all tables, and keeps up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shared import Run

pytestmark = pytest.mark.slow
TABLE = "# Dates\n\n```{edition-timeline}\n```\n\n| Date | Event |\n|---|---|\n| 1 May 1900 | A fair |\n| June 1905 | A <b>war</b> |\n"


def _dots(root: Path) -> dict[str, str]:
    """Where each dot leads, by what it says."""
    page = (root / "_build/html/book/index.html").read_text("utf-8")
    found = re.findall(r'<a href="([^"]+)" class="event[^"]*"[^>]*><title>([^<]+)</title>', page)
    return {title: href for href, title in found}


def test_articles_and_events_are_drawn_and_drawn_again(small: Path, jupyter_book: Run) -> None:
    index, dates, toc = (small / name for name in ("book/index.md", "book/dates.md", "_toc.yml"))
    index.write_text(index.read_text("utf-8") + "\n```{edition-in-time}\n```\n", "utf-8")
    dates.write_text(TABLE, "utf-8")
    toc.write_text(toc.read_text("utf-8").rstrip() + "\n  - file: book/dates\n", "utf-8")
    assert jupyter_book(small, "-W").returncode == 0
    dots = _dots(small)
    assert dots["1 May 1900: A fair"] == "dates.html#event-1"
    assert dots["2 March 1901: On Walking"] == "articles/1901-03-02-on-walking.html"
    assert len(dots) == 5
    dates.write_text(TABLE.replace("A fair", "A market"), "utf-8")
    assert jupyter_book(small, "-W").returncode == 0
    assert "1 May 1900: A market" in _dots(small)
    toc.write_text(toc.read_text("utf-8").replace("  - file: book/dates\n", ""), "utf-8")
    dates.unlink()
    assert jupyter_book(small, "-W").returncode == 0
    assert len(_dots(small)) == 3
