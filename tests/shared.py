"""What tests of every folder use: editions to copy, and programs to run to their end."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from filelock import FileLock

from glossator.cli import main

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet

ROOT = Path(__file__).parent.parent
SMALL = Path(__file__).parent / "small"
JUPYTER_BOOK = "from jupyter_book.cli.main import main; main(prog_name='jupyter-book')"

#: The files of an edition; whatever else lies about is not copied.
EDITION = ("_config.yml", "_toc.yml", "book", "seeds")

Run = Callable[..., subprocess.CompletedProcess[str]]

#: Seconds of processor time after which something does not end. What grows with the square of a
#: hostile file needs many times as much; what takes its time on a slow machine, a twentieth.
NO_END = 60.0


@contextmanager
def ends() -> Iterator[None]:
    """What is done here comes to its end; if it does not, it is stopped where it stands.

    How long things take is no question for a test (`pytest --durations=20` tells), whether they end is.
    """

    def stop(number: int, frame: object) -> None:
        raise AssertionError(f"not at its end after {NO_END:.0f} seconds of processor time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, NO_END)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def copy_edition(source: Path, target: Path) -> Path:
    """A copy of the edition in *source* that a test may spoil."""
    target.mkdir(parents=True, exist_ok=True)
    for name in EDITION:
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name)
        else:
            shutil.copyfile(source / name, target / name)
    return target


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


def call(
    root: Path, *arguments: str | Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    """`glossator` in *root*, in this process: its output and exit code without another Python's start.

    Nothing that it leaves in the environment stays, and nobody answers its questions.
    """
    given, code = [str(argument) for argument in arguments], 0
    said = io.BytesIO(), io.BytesIO()
    out, err = (io.TextIOWrapper(each, "utf-8", newline="", write_through=True) for each in said)
    here = os.getcwd()
    os.chdir(root)
    try:
        with (
            patch.dict(os.environ, {"NO_COLOR": "1", **environment}),
            patch("glossator.watch.begin", lambda: None),
            patch("sys.stdin", io.StringIO()),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            main(given, prog_name="glossator")
    except SystemExit as ended:
        code = int(ended.code or 0)
    finally:
        os.chdir(here)
    texts = [each.getvalue().decode("utf-8", "replace") for each in said]
    return subprocess.CompletedProcess(given, code, *texts)


def first_fast(cases: Iterable[object], number: int = 1) -> list[ParameterSet]:
    """*cases* for `parametrize`, tuples as several values; all but the first *number* are slow.

    For cases of which each costs much, and the first few stand for the rest in `make test-fast`.
    """
    return [
        pytest.param(
            *(case if isinstance(case, tuple) else (case,)),
            marks=() if place < number else pytest.mark.slow,
        )
        for place, case in enumerate(cases)
    ]


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that *make* has filled: once for all processes that run tests at the same time."""
    place = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        place = place.parent
    folder, made = place / name, place / f"{name}.made"
    with FileLock(place / f"{name}.lock"):
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)  # of one that could not be made
            folder.mkdir()
            make(folder)
            made.touch()
    return folder


def with_jobs(root: Path, number: int | str) -> None:
    """Let so many processes share the work of a new edition in *root*."""
    config = root / "_config.yml"
    text, theme = config.read_text("utf-8"), "html_theme: glossator\n"
    assert theme in text
    config.write_text(text.replace(theme, f"{theme}    glossator_jobs: {number}\n"), "utf-8")
