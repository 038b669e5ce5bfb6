"""Does Sphinx see only what the loader has looked at, whatever lies in the folder?"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from glossator.checks import examine
from shared import Run, first_fast

NOTEBOOK = {
    "cells": [
        {
            "cell_type": "markdown",
            "metadata": {},
            "source": "# Twin\n\n<script>alert('TWIN')</script><img src=x onerror=alert(1)>",
        },
        {
            "cell_type": "code",
            "execution_count": None,
            "metadata": {},
            "outputs": [],
            "source": "open({path!r}, 'w')",
        },
    ],
    "metadata": {"kernelspec": {"name": "python3", "display_name": "x", "language": "python"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}


def holds(folder: Path, word: str) -> list[str]:
    """The files below *folder*, or their names, in which *word* stands."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [str(path) for path in files if word in path.name or word.encode() in path.read_bytes()]


def said(root: Path, name: str) -> list[str]:
    return [str(each) for each in examine(root).problems if each.place.path == name]


@pytest.mark.slow
def test_twins_of_a_page(small: Path, jupyter_book: Run, glossator: Run) -> None:
    """Notebooks and other texts beside a page and beside an article, with all that could run on."""
    ran = small.parent / "ran"
    config = small / "_config.yml"
    text = config.read_text("utf-8").replace('execute_notebooks: "off"', "execute_notebooks: force")
    config.write_text(text.replace("only_build_toc_files: true\n", ""), "utf-8")
    twin = json.dumps(NOTEBOOK).replace("{path!r}", repr(str(ran)))
    for name in ("book/works", "book/articles/1901-03-02-on-walking", "book/[twin]", "twin"):
        (small / f"{name}.ipynb").write_text(twin, "utf-8")
        (small / f"{name}.rst").write_text("TWIN\n====\n\n.. raw:: html\n\n   TWIN\n", "utf-8")
        (small / f"{name}.txt").write_text("TWIN\n", "utf-8")
    for build in (lambda: glossator(small, "build", "html"), lambda: jupyter_book(small)):
        done = build()
        assert "multiple files" not in done.stdout + done.stderr
        assert not ran.exists()
        assert not holds(small / "_build", "TWIN")
        assert (small / "_build/html/book/works.html").is_file()
        assert not (small / "_build/html/twin.html").exists()


@pytest.mark.slow
@pytest.mark.parametrize("path", ["book/index.md", "book/works.md", "book/more"])
def test_a_linked_page_is_not_published(
    path: str, small: Path, tmp_path: Path, jupyter_book: Run, glossator: Run
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    for name in ("page.md", "x.css"):
        (outside / name).write_text("# A page\n\nMYSECRET\n", "utf-8")
    (small / path).unlink(missing_ok=True)
    (small / path).symlink_to(outside / "page.md" if path.endswith(".md") else outside)
    (small / "book" / "again").symlink_to("..")
    (small / "book" / "and-again").symlink_to("..")
    (small / "_static").mkdir()
    (small / "_static" / "x.css").symlink_to(outside / "x.css")
    with (small / "book" / "emendations.md").open("a", encoding="utf-8") as page:
        page.write("\n![x](shown.png)\n\n{download}`shown.png`\n")
    (small / "book" / "shown.png").symlink_to(outside / "page.md")
    config = small / "_config.yml"
    text = config.read_text("utf-8").replace("only_build_toc_files: true\n", "")
    config.write_text(text, "utf-8")
    done = glossator(small, "build", "html", "epub")
    assert done.returncode in (1, 2), done.stdout
    assert len(said(small, path)) == 1
    assert done.stdout.count(f"{path}:1: error: this is a link") == 1
    jupyter_book(small)
    assert not holds(small / "_build", "MYSECRET")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("path", first_fast(["_toc.yml", "_config.yml", "book/index.md"], 2))
def test_a_pipe_ends_the_build(path: str, small: Path, glossator: Run) -> None:
    (small / path).unlink()
    os.mkfifo(small / path)
    done = glossator(small, "build", "epub")
    assert done.returncode == 2 or not (small / "_build" / "epub").exists()
    assert "is not an ordinary file" in done.stdout + done.stderr


AT_THE_ROOT = [
    ("conf.py", "a program that Sphinx runs"),
    ("yaml.py", "“yaml”"),
    ("json.pyc", "“json”"),
    ("docutils/__init__.py", "“docutils”"),
    ("glossator.py", "“glossator”"),
    ("sitecustomize.py", "a program that Python runs"),
    ("docutils.conf", "docutils obeys"),
    ("_templates/layout.html", "a folder of programs"),
]


@pytest.mark.parametrize(("path", "word"), AT_THE_ROOT)
def test_programs_at_the_root(path: str, word: str, small: Path) -> None:
    place = small / path
    place.parent.mkdir(exist_ok=True)
    place.write_text("", "utf-8")
    (line,) = said(small, path.split("/")[0])
    assert word in line
    assert "[file.stray]" in line


def test_ordinary_folders_at_the_root(small: Path) -> None:
    """Programs of the maintainers that stand in nobody's place, and folders that are no modules."""
    before = examine(small).problems
    for path in ("noxfile_of_ours.py", "tests/__init__.py", "docs/conf.py", "src/x.py", "json/x"):
        (small / path).parent.mkdir(exist_ok=True)
        (small / path).write_text("", "utf-8")
    assert examine(small).problems == before
