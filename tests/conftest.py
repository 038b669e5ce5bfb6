"""Fixtures that all tests share: editions that a test may spoil, and ways to build them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from shared import JUPYTER_BOOK, ROOT, SMALL, Run, call, copy_edition, run

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

settings.register_profile("suite", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("suite")


@pytest.fixture(autouse=True)
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that a test calls in its own process must not make two test runs of one."""
    monkeypatch.setattr("glossator.watch.begin", lambda: None)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A clean small edition of three articles."""
    return copy_edition(SMALL, tmp_path / "small")


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """A copy of the first edition."""
    return copy_edition(ROOT, tmp_path / "real")


@pytest.fixture(scope="session")
def jupyter_book() -> Run:
    """`jupyter-book build` on a folder, with more arguments."""

    def build(
        root: Path, *arguments: str | Path, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return run(
            sys.executable, "-c", JUPYTER_BOOK, "build", root, *arguments, cwd=root, **environment
        )

    return build


@pytest.fixture(scope="session")
def glossator() -> Run:
    """`glossator` in a folder, called in this process."""
    return call


@pytest.fixture(scope="session")
def program() -> Run:
    """`glossator` in a folder, as a process of its own: for what only that can show."""

    def start(
        root: Path, *arguments: str | Path, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return run(sys.executable, "-m", "glossator", *arguments, cwd=root, **environment)

    return start


def _chromium() -> str | None:
    named = os.environ.get("CHROMIUM")
    names = (named, "/usr/bin/chromium", "chromium", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Chromium; a test is skipped where there is none, and fails on a machine that must have one."""
    path = _chromium()
    if path is None:
        reason = "no Chromium was found: install it, or name it in the variable CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield made
        made.close()
