"""Does a build that was stopped anywhere leave the next one to do it right, and do two keep apart?

All of `jupyter-book build .` itself, which writes where the site stands.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import filelock
import pytest

from shared import JUPYTER_BOOK, SMALL, Run, copy_edition

pytestmark = pytest.mark.slow

#: Jupyter Book in a process that is killed when it has opened so many files to write them: the
#: last of them is empty then, which is the worst that can be left.
_KILLED = """
import builtins, io, os, signal, sys
left = int(sys.argv.pop(1))
real = io.open
def opened(file, mode="r", *more, **named):
    global left
    made = real(file, mode, *more, **named)
    if set(mode) & set("wax"):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    return made
builtins.open = io.open = opened
"""
ARTICLE = "1901-03-02-on-walking"


def edit(root: Path) -> None:
    """A note, an entry, and a record in the bibliography."""
    for path, old, new in (
        (f"book/annotations/{ARTICLE}/fox.md", "common in the parish", "rare in the parish"),
        ("book/references.bib", "title = {", "title = {New: "),
    ):
        text = (root / path).read_text("utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new), "utf-8")


def pages(root: Path) -> dict[str, bytes]:
    """Everything in the finished site, but for the notes that builds keep for themselves."""
    site = root / "_build" / "html"
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory, jupyter_book: Run) -> Path:
    """An edition that was built, before it is edited."""
    root = copy_edition(SMALL, tmp_path_factory.mktemp("before"))
    assert jupyter_book(root).returncode == 0
    return root


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory, jupyter_book: Run) -> dict[str, bytes]:
    """What the site holds when the edited edition is built from nothing."""
    root = copy_edition(SMALL, tmp_path_factory.mktemp("right"))
    edit(root)
    assert jupyter_book(root).returncode == 0
    return pages(root)


def _copy(source: Path, target: Path) -> Path:
    shutil.copytree(source, target, dirs_exist_ok=True)  # times included
    return target


def _stop(root: Path, after: int) -> int:
    command = [sys.executable, "-c", _KILLED + JUPYTER_BOOK, str(after), "build", "."]
    done = subprocess.run(command, cwd=root, capture_output=True, timeout=300, check=False)
    return done.returncode


@pytest.mark.parametrize("after", [1, 2, 4, 8, 14, 20, 27, 35, 50, 70])
def test_a_stopped_build_is_completed_by_the_next(
    before: Path, right: dict[str, bytes], after: int, tmp_path: Path, jupyter_book: Run
) -> None:
    root = _copy(before, tmp_path / "edition")
    edit(root)
    _stop(root, after)
    assert jupyter_book(root).returncode == 0
    assert pages(root) == right


def test_the_builds_above_are_really_stopped(before: Path, tmp_path: Path) -> None:
    root = _copy(before, tmp_path / "edition")
    edit(root)
    assert _stop(root, 20) == -signal.SIGKILL
    assert (root / "_build" / "html" / ".unfinished").is_file()


@pytest.mark.parametrize("after", [5, 30, 60])
def test_a_first_build_that_was_stopped(
    right: dict[str, bytes], after: int, tmp_path: Path, jupyter_book: Run
) -> None:
    root = copy_edition(SMALL, tmp_path / "edition")
    edit(root)
    assert _stop(root, after) == -signal.SIGKILL
    assert jupyter_book(root).returncode == 0
    assert pages(root) == right


def test_two_builds_at_once_come_one_after_the_other(
    right: dict[str, bytes], tmp_path: Path
) -> None:
    """Both are let go at the same moment, so that it does not matter which starts faster."""
    root = copy_edition(SMALL, tmp_path / "edition")
    edit(root)
    (root / "_build").mkdir()
    with filelock.FileLock(root / "_build" / ".lock"):
        running = [_start(root) for _ in range(2)]
        for process in running:
            _until_it_waits(process)
    said = [process.communicate(timeout=300)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    assert pages(root) == right


def _start(root: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", JUPYTER_BOOK, "build", "."],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )


def _until_it_waits(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    lines = iter(process.stdout.readline, "")
    assert any("waiting until it is done" in line for line in lines)


def test_a_build_waits_for_glossator_build(small: Path) -> None:
    (small / "_build").mkdir()
    with filelock.FileLock(small / "_build" / ".lock"):
        process = _start(small)
        _until_it_waits(process)
        time.sleep(0.5)
        assert process.poll() is None
        assert not list((small / "_build").rglob("*.html"))
    process.communicate(timeout=300)
    assert process.returncode == 0
    assert (small / "_build" / "html" / "index.html").is_file()
