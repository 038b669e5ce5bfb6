"""Does the preview follow what is saved?"""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from glossator.cli.preview import Preview

pytestmark = pytest.mark.slow

PAGE = "book/articles/1901-03-02-on-walking.html"


def fetch(address: str, path: str) -> str:
    with urllib.request.urlopen(address + path, timeout=10) as answer:
        text: str = answer.read().decode("utf-8")
        return text


def wait_for(words: str, address: str, seconds: float = 60) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if words in fetch(address, PAGE):
            return True
        time.sleep(0.2)
    return False


def test_a_saved_note_is_shown(small: Path) -> None:
    command = [sys.executable, "-m", "glossator", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=small, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        try:
            assert server.stdout is not None
            lines = iter(server.stdout.readline, "")
            address = next(line for line in lines if line.startswith("Serving")).split()[1]
            assert "common in the parish" in fetch(address, PAGE)
            assert "/.live.js" in fetch(address, PAGE)
            note = small / "book/annotations/1901-03-02-on-walking/fox.md"
            good = note.read_text("utf-8")
            note.write_text(good.replace("common in", "rare in"), "utf-8")
            assert wait_for("rare in the parish", address)
            # A mistake is said, and the preview goes on.
            note.write_text("---\n", "utf-8")
            assert any("[front.missing]" in line for line in lines)
            note.write_text(good.replace("common in", "seldom seen in"), "utf-8")
            assert wait_for("seldom seen in the parish", address)
        finally:
            server.kill()


# Extensions of Jupyter Book's are behind docutils.
@pytest.mark.filterwarnings("ignore")
def test_each_save_makes_what_shows_it_and_nothing_else(small: Path) -> None:
    note = small / "book/annotations/1901-03-02-on-walking/fox.md"
    good = note.read_text("utf-8")
    author = next(line for line in good.splitlines() if line.startswith("author: "))
    with Preview(small, small / "_build" / "preview") as preview:
        preview.build()
        before = _pages(preview.site)
        note.write_text(good.replace("common in", "rare in"), "utf-8")
        preview.build()
        assert "rare in the parish" in (preview.site / PAGE).read_text("utf-8")
        after = _pages(preview.site)
        assert {name for name in after if after[name] != before[name]} == {PAGE}
        # A list shows it at once, not only after the next one.
        note.write_text(good.replace(author, "author: somebody-new"), "utf-8")
        preview.build()
        people = (preview.site / "book" / "contributors.html").read_text("utf-8")
        assert "somebody-new" in people


def _pages(site: Path) -> dict[str, tuple[int, int]]:
    """The edition’s pages, with what changes when one is written."""
    found = {path.relative_to(site).as_posix(): path.stat() for path in site.glob("book/**/*.html")}
    return {name: (info.st_ino, info.st_mtime_ns) for name, info in found.items()}


@pytest.mark.filterwarnings("ignore")
def test_a_page_that_was_written_again_is_read_again(small: Path) -> None:
    """What Sphinx keeps of a page in memory is what was read last."""
    page = small / "book" / "glossary.md"
    entry = next((small / "book" / "glossary").glob("*.md"))
    folder = small / "_build" / "preview"
    folder.mkdir(parents=True)

    def add(path: Path, words: str) -> None:
        path.write_text(f"{path.read_text('utf-8').rstrip()}\n\n{words}\n", "utf-8")
        preview.build()

    with Preview(small, folder) as preview:
        preview.build()
        add(entry, "Once more.")
        add(page, "Words of the editors.")
        add(entry, "And again.")
    shown = (folder / "html" / "book" / "glossary.html").read_text("utf-8")
    assert "And again." in shown
    assert "Words of the editors." in shown
