"""What all tests share: editions to work on, and ways to build them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
SMALL = Path(__file__).parent / "small"
JUPYTER_BOOK = "from jupyter_book.cli.main import main; main(prog_name='jupyter-book')"

settings.register_profile("suite", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("suite")

#: The files of an edition; whatever else lies about is not copied.
EDITION = ("_config.yml", "_toc.yml", "book", "seeds")


def copy_edition(source: Path, target: Path) -> Path:
    """A copy of the edition in *source* that a test may spoil."""
    target.mkdir(parents=True, exist_ok=True)
    for name in EDITION:
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name)
        else:
            shutil.copyfile(source / name, target / name)
    return target


@pytest.fixture()
def small(tmp_path: Path) -> Path:
    """A clean small edition of three articles."""
    return copy_edition(SMALL, tmp_path / "small")


@pytest.fixture()
def real(tmp_path: Path) -> Path:
    """A copy of the first edition."""
    return copy_edition(ROOT, tmp_path / "real")


Run = Callable[..., subprocess.CompletedProcess[str]]


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program to its end; its output and exit code."""
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="session")
def jupyter_book() -> Run:
    """`jupyter-book build` on a folder, with more arguments."""

    def build(root: Path, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return run(
            sys.executable, "-c", JUPYTER_BOOK, "build", root, *arguments, cwd=root, **environment
        )

    return build


@pytest.fixture(scope="session")
def glossator() -> Run:
    """`glossator` in a folder."""

    def call(root: Path, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return run(sys.executable, "-m", "glossator", *arguments, cwd=root, **environment)

    return call
