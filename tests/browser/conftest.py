"""A browser, and editions built for it: once for all tests of a session."""

from __future__ import annotations

import functools
import os
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from stress import write_stress

from shared import ROOT, copy_edition, once

#: Where the pages of an edition's website are, in the folder in which it was built.
HTML = "out/_build/html"
ARTICLE = "book/articles/2024-05-30-go-ahead-for-nato-attacks.html"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)


def _build(root: Path, out: Path) -> Path:
    import subprocess

    code = "from jupyter_book.cli.main import main; main(prog_name='jupyter-book')"
    done = subprocess.run(
        [sys.executable, "-c", code, "build", str(root), "--path-output", str(out)],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=300,
        env={**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1"},
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return out / "_build" / "html"


@pytest.fixture(scope="session")
def build() -> Callable[[Path, Path], Path]:
    """How an edition becomes a website: its folder and that of the result; the pages' folder."""
    return _build


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first edition as a website."""

    def make(folder: Path) -> None:
        _build(copy_edition(ROOT, folder / "edition"), folder / "out")

    return once(tmp_path_factory, "site", make) / HTML


@pytest.fixture(scope="session")
def stress(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A website whose one article has 200 notes."""

    def make(folder: Path) -> None:
        _build(write_stress(folder / "edition"), folder / "out")

    return once(tmp_path_factory, "stress", make) / HTML


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address at which the first edition is served."""
    handler = functools.partial(_Quiet, directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@dataclass
class Opened:
    """A page, with all that it said and asked for."""

    page: Any
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


Open = Callable[..., Opened]


@pytest.fixture
def open_page(browser: Any) -> Iterator[Open]:
    """Open an address in a window of its own; at the end, no page may have complained."""
    contexts, pages = [], []

    def open_one(
        address: str, width: int = 1440, height: int = 900, *, quiet: bool = True, **options: Any
    ) -> Opened:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        opened = Opened(context.new_page())
        page = opened.page
        page.on(
            "console",
            lambda m: opened.said.append(m.text) if m.type in ("error", "warning") else None,
        )
        page.on("pageerror", lambda error: opened.said.append(str(error)))
        page.on("request", lambda request: opened.asked.append(request.url))
        page.on("requestfailed", lambda request: opened.failed.append(request.url))
        page.on("response", lambda r: opened.failed.append(r.url) if r.status >= 400 else None)
        page.goto(address)
        if quiet:
            pages.append(opened)
        return opened

    yield open_one
    said = [words for opened in pages for words in opened.said]
    for context in contexts:
        context.close()
    assert said == []


@pytest.fixture(scope="session")
def article(site: Path) -> str:
    """The first article, from disk."""
    return (site / ARTICLE).as_uri()


@pytest.fixture(scope="session")
def stress_article(stress: Path) -> str:
    """The article with 200 notes, from disk."""
    return (stress / "book/articles/1900-01-01-stress.html").as_uri()
