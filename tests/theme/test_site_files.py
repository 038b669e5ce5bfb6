"""What stands beside the pages of a built site: the feed, the sitemap."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from glossator.news import ATOM, SITEMAP
from shared import SMALL, Run, copy_edition

pytestmark = pytest.mark.slow
BASE = "https://edition.example/reading"


def _build(root: Path, jupyter_book: Run) -> Path:
    done = jupyter_book(root, "-W", "--keep-going")
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "_build" / "html"


@pytest.fixture(scope="module")
def addressed(tmp_path_factory: pytest.TempPathFactory, jupyter_book: Run) -> Path:
    """The small edition, which says where it will stand."""
    root = copy_edition(SMALL, tmp_path_factory.mktemp("addressed"))
    config = root / "_config.yml"
    text = config.read_text("utf-8").replace("sphinx:", f"html:\n  baseurl: {BASE}\n\nsphinx:")
    config.write_text(text, "utf-8")
    return _build(root, jupyter_book)


def test_the_feed_leads_to_the_newest_notes(addressed: Path) -> None:
    feed = etree.parse(addressed / "feed.xml").getroot()
    assert feed.findtext(f"{{{ATOM}}}id") == f"{BASE}/feed.xml"
    entries = feed.findall(f"{{{ATOM}}}entry")
    days = [entry.findtext(f"{{{ATOM}}}updated") for entry in entries]
    assert entries
    assert days == sorted(days, reverse=True)
    for entry in entries:
        page, _, anchor = entry.findtext(f"{{{ATOM}}}id").partition("#")
        assert f'id="{anchor}"' in (addressed / page.removeprefix(f"{BASE}/")).read_text("utf-8")


def test_every_page_is_on_the_map_and_names_the_feed(addressed: Path) -> None:
    root = etree.parse(addressed / "sitemap.xml").getroot()
    listed = {loc.text for loc in root.iter(f"{{{SITEMAP}}}loc")}
    pages = {path.relative_to(addressed).as_posix() for path in addressed.glob("book/**/*.html")}
    assert listed == {f"{BASE}/{page}" for page in pages}
    for page in pages:
        text = (addressed / page).read_text("utf-8")
        [href] = re.findall(r'<link rel="alternate" type="application/atom\+xml"[^>]* href="([^"]+)"', text)  # fmt: skip
        assert ((addressed / page).parent / href).resolve() == (addressed / "feed.xml").resolve()


def test_without_an_address_there_is_neither(tmp_path: Path, jupyter_book: Run) -> None:
    site = _build(copy_edition(SMALL, tmp_path), jupyter_book)
    assert not (site / "feed.xml").exists()
    assert not (site / "sitemap.xml").exists()
    assert "atom+xml" not in (site / "book" / "index.html").read_text("utf-8")
