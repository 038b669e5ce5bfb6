"""What tests of every folder use: editions to copy, and programs to run to their end."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
SMALL = Path(__file__).parent / "small"
JUPYTER_BOOK = "from jupyter_book.cli.main import main; main(prog_name='jupyter-book')"

#: The files of an edition; whatever else lies about is not copied.
EDITION = ("_config.yml", "_toc.yml", "book", "seeds")

Run = Callable[..., subprocess.CompletedProcess[str]]


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
