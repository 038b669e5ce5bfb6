"""What the tests of the EPUB share."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from knotty import build, write_edition

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def knots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The knotty edition's EPUB."""
    folder = tmp_path_factory.mktemp("epub")
    return build(write_edition(folder / "edition"), "epub", folder / "out") / "knots.epub"


@pytest.fixture(scope="session")
def first_edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The EPUB of the edition in this repository."""
    return next(build(ROOT, "epub", tmp_path_factory.mktemp("first")).glob("*.epub"))


@pytest.fixture(scope="session")
def pages(knots: Path) -> dict[str, str]:
    """The pages of the knotty edition, by their names in the book."""
    with ZipFile(knots) as archive:
        names = (name for name in archive.namelist() if name.startswith("EPUB/"))
        return {
            name.removeprefix("EPUB/"): archive.read(name).decode()
            for name in names
            if name.endswith((".xhtml", ".opf", ".ncx", ".css"))
        }


Check = Callable[[Path], str]


@pytest.fixture(scope="session")
def epubcheck() -> Check:
    """What epubcheck says of a book; without it, tests skip, but not where everything must run."""
    jar = Path("/usr/share/java/epubcheck.jar")
    command = shutil.which("epubcheck")
    java = shutil.which("java")
    if not command and not (java and jar.is_file()):
        if os.environ.get("CI"):
            pytest.fail("epubcheck is not installed")
        pytest.skip("epubcheck is not installed")
    # Debian's command is the archive itself, which not every system runs by its name.
    call = [java, "-jar", str(jar)] if java and jar.is_file() else [str(command)]

    def check(book: Path) -> str:
        made = subprocess.run(
            [*map(str, call), str(book)], capture_output=True, text=True, timeout=120, check=False
        )
        return made.stdout + made.stderr

    return check
