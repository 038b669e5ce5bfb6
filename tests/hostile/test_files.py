"""Is every file that is not what it seems reported, and never opened?"""

from __future__ import annotations

import json
import os
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from glossator import files
from glossator.checks import examine
from shared import ends

NOTES = "book/annotations/1901-03-02-on-walking"
GOOD = '---\nquote:\n  exact: "a slow and harmless neighbour"\nkind: language\nauthor: a-reader\ndate: 2026-11-22\n---\nWords.\n'


def said(root: Path) -> list[str]:
    return [str(problem) for problem in examine(root).problems]


def only(root: Path, code: str, *parts: str) -> None:
    """One problem, of this code, that names these parts; the same at a second look."""
    found = said(root)
    assert [line for line in found if f"[{code}]" in line], found
    for part in parts:
        assert any(part in line for line in found), found
    assert not any("SECRET" in line for line in found)
    assert said(root) == found


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A folder outside the edition, with a file of each name that an edition reads."""
    folder = tmp_path / "outside"
    folder.mkdir()
    for name in ("note.md", "references.bib", "SOURCES.yml", "_toc.yml", "_config.yml", "seed.txt"):
        (folder / name).write_text("SECRET\n", "utf-8")
    return folder


LINKS = [
    (f"{NOTES}/link.md", "note.md"),
    (f"{NOTES}/anchors.lock", "note.md"),
    ("book/glossary/link.md", "note.md"),
    ("book/articles/1902-01-01-link.md", "note.md"),
    ("book/articles/pictures", ""),
    ("book/articles/1901-03-02-on-walking.md", "note.md"),
    ("book/references.bib", "references.bib"),
    ("book/link.md", "note.md"),
    ("book/pictures", ""),
    ("book/annotations/1901-03-02-on-walking", ""),
    ("book/annotations/1901-04-02-elsewhere", ""),
    ("book/annotations", ""),
    ("book/articles", ""),
    ("book/glossary", ""),
    ("seeds", ""),
    ("seeds/SOURCES.yml", "SOURCES.yml"),
    ("seeds/1901-03-02-on-walking.txt", "seed.txt"),
    ("_toc.yml", "_toc.yml"),
]


@pytest.mark.parametrize(("path", "target"), LINKS)
def test_links_at_any_level(path: str, target: str, small: Path, secret: Path) -> None:
    place = small / path
    if place.is_dir():
        os.rename(place, secret / "moved")
    elif place.exists():
        place.unlink()
    place.symlink_to(secret / (target or "moved" if (secret / "moved").exists() else target))
    only(small, "file.link", path.rsplit("/", 1)[-1])


def test_links_that_lead_nowhere_or_round(small: Path) -> None:
    (small / NOTES / "nowhere.md").symlink_to("nothing")
    (small / NOTES / "round.md").symlink_to("round.md")
    (small / "book" / "glossary" / "up").symlink_to("..", target_is_directory=True)
    only(small, "file.link", "nowhere.md", "round.md", "glossary/up")


@pytest.mark.parametrize("name", ["book", "_config.yml"])
def test_links_at_the_door(name: str, small: Path, secret: Path, glossator: Callable) -> None:
    os.rename(small / name, secret / "moved")
    (small / name).symlink_to(secret / "moved")
    result = glossator(small, "check")
    assert result.returncode == 2
    assert "link" in result.stderr
    assert "Traceback" not in result.stderr


def test_pipes_sockets_and_folders(small: Path, tmp_path: Path) -> None:
    os.mkfifo(small / NOTES / "pipe.md")
    os.mkfifo(small / "book" / "pipe.md")
    os.mkfifo(small / "seeds" / "pipe.txt")
    (small / "book" / "glossary" / "folder.md").mkdir()
    with socket.socket(socket.AF_UNIX) as made:
        here = os.getcwd()
        os.chdir(small / "book" / "glossary")
        made.bind("socket.md")
        os.chdir(here)
    only(
        small, "file.link", "annotations/1901-03-02-on-walking/pipe.md", "book/pipe.md", "socket.md"
    )
    only(small, "file.stray", "folder.md", "seeds/pipe.txt")


NAMES = [
    ("My Note.md", "file.name"),
    ("Fox.md", "file.name"),
    ("con.md", "file.name"),
    ("aux.md", "file.name"),
    ("com1.md", "file.name"),
    ("-rf.md", "file.name"),
    ("a" * 90 + ".md", "file.name"),
    ("fо" + "x.md", "file.name"),  # a Cyrillic о
    ("ﬁsh.md", "file.name"),
    ("cafe\u0301.md", "file.name"),
    ("a\u202edm.md", "file.name"),
    ("a\u200bb.md", "file.name"),
    ("a\x1b[31mb.md", "file.name"),
    ("a\nb.md", "file.name"),
    ("::error::x.md", "file.name"),
    ("##[error]x.md", "file.name"),
    ("<img src=x onerror=alert(1)>.md", "file.name"),
    ("{{7*7}}.md", "file.name"),
    ("$(touch x).md", "file.name"),
    ("..md", "file.name"),
    (".hidden.md", "file.name"),
    ("١.md", "file.name"),
    ("fox.MD", "file.stray"),
    ("fox.md.txt", "file.stray"),
    ("fox.rst", "file.stray"),
    ("fox.ipynb", "file.stray"),
    ("conf.py", "file.stray"),
    ("fox.md~", "file.stray"),
    ("evil.js", "file.stray"),
]


@pytest.mark.parametrize(("name", "code"), NAMES)
def test_names(name: str, code: str, small: Path) -> None:
    (small / NOTES / name).write_text(GOOD, "utf-8")
    (line,) = said(small)
    assert f"[{code}]" in line
    assert line.startswith("book/annotations/")
    assert line.isprintable()
    assert "##[" not in line


def test_a_name_that_is_not_utf8(small: Path, glossator: Callable) -> None:
    path = os.fsencode(small / NOTES) + b"/\xff\x1b[2J.md"
    with open(path, "wb") as file:
        file.write(GOOD.encode())
    for format in ("text", "json", "github"):
        result = glossator(small, "check", "--format", format)
        assert result.returncode == 1
        assert "\x1b" not in result.stdout
        assert "Traceback" not in result.stderr
    assert json.loads(glossator(small, "check", "--format", "json").stdout)


STRAYS = [
    "book/conf.py",
    "book/_static/evil.js",
    "book/evil.html",
    "book/page.rst",
    "book/run.ipynb",
    "book/articles/evil.js",
    "book/articles/1901-03-02-on-walking.ipynb",
    "book/articles/1901-03-02-on-walking.rst",
    "book/articles/pictures/evil.svg",
    "book/articles/pictures/not.png",
    "book/annotations/evil.js",
    "book/glossary/_static/evil.js",
    "seeds/evil.js",
]


@pytest.mark.parametrize("path", STRAYS)
def test_files_beside_the_notes(path: str, small: Path) -> None:
    (small / path).parent.mkdir(parents=True, exist_ok=True)
    (small / path).write_text("alert(1)", "utf-8")
    only(small, "file.stray", path if "glossary" not in path else "book/glossary/_static")


def test_notebooks_have_a_folder(small: Path) -> None:
    folder = small / "book" / "notebooks"
    folder.mkdir()
    for name in ("walk.ipynb", "walk.py"):
        (folder / name).write_text("{}", "utf-8")
    assert said(small) == []


def test_twins_of_a_seed(small: Path) -> None:
    (small / "seeds" / "1901-03-02-ON-WALKING.txt").write_text("x", "utf-8")
    only(small, "file.name", "tell apart")


def test_a_seed_outside_the_folder(small: Path) -> None:
    manifest = small / "seeds" / "SOURCES.yml"
    for name in ("../../etc/passwd", "/etc/passwd", "..", "a/b"):
        manifest.write_text(f"{name}:\n  sha256: {'0' * 64}\n", "utf-8")
        assert any("[front.schema]" in line for line in said(small))


def test_files_that_cannot_be_read(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, flags: int) -> int:
        if str(path).endswith("fox.md"):
            raise PermissionError(13, "Permission denied")
        return real(path, flags)

    real = os.open
    monkeypatch.setattr(files.os, "open", refuse)
    only(
        small,
        "file.unreadable",
        f"{NOTES}/fox.md:1: error: the file cannot be read (Permission denied).",
    )


def test_files_that_vanish(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def vanish(path: Path, flags: int) -> int:
        if str(path).endswith("fox.md"):
            raise FileNotFoundError(2, "No such file")
        return real(path, flags)

    monkeypatch.setattr(files.os, "open", vanish)
    only(small, "file.unreadable", "gone")


def test_a_folder_that_cannot_be_read(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.iterdir

    def refuse(self: Path) -> object:
        if self.name == "glossary":
            raise PermissionError(13, "Permission denied")
        return real(self)

    monkeypatch.setattr(Path, "iterdir", refuse)
    only(small, "file.unreadable", "book/glossary:1")


def test_sizes(small: Path) -> None:
    (small / NOTES / "large.md").write_text(GOOD + "a" * 2_000_000, "utf-8")
    with open(small / "book" / "articles" / "1902-01-01-holes.md", "wb") as file:
        file.truncate(50_000_000_000)
    with open(small / "book" / "references.bib", "wb") as file:
        file.truncate(50_000_000_000)
    with ends():
        only(small, "file.size", "large.md", "holes.md", "references.bib")


@pytest.mark.parametrize(
    "place", ["book", "_static", "seeds", "book/annotations", "book/notebooks"]
)
def test_folders_without_end(place: str, small: Path, glossator: Callable) -> None:
    (small / place).mkdir(exist_ok=True)
    here = os.open(small / place, os.O_RDONLY)
    for _ in range(1_500):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    try:
        result = glossator(small, "check")
    finally:
        # What clears up after tests goes down into folders, and would not come back from here.
        subprocess.run(["rm", "-rf", str(small / place / "d")], check=True)
    assert result.returncode == 1
    assert result.stdout.startswith(f"{place}/d")
    assert result.stdout.count("\n") == 2
    assert "Traceback" not in result.stderr
