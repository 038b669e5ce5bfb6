"""Fixtures that all tests share: editions that a test may spoil, and ways to build them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings
from shared import JUPYTER_BOOK, ROOT, SMALL, Run, copy_edition, run

settings.register_profile("suite", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("suite")


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
    """`glossator` in a folder."""

    def call(
        root: Path, *arguments: str | Path, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return run(
            sys.executable, "-m", "glossator", *arguments, cwd=root, **environment
        )

    return call
