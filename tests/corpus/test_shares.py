"""Is an edition the same whether one process examines it or several, whatever becomes of these?"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from benchmarks.corpus import generate

from glossator import watch
from glossator.checks import MEMORY, _in_shares, examine
from glossator.configuration import read_config
from glossator.memory import Memory, keys
from shared import Run, with_jobs

pytestmark = pytest.mark.skipif(not watch.can_share(), reason="this system cannot share work")
FIRST = "book/annotations/1900-01-01-article-1"
#: Enough for two processes.
COUNT = 20


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(keys, "_YOUNG", 0)


@pytest.fixture
def some(tmp_path: Path) -> Path:
    root = tmp_path / "some"
    generate.write_edition(root, COUNT, notes=2)
    for path in [*root.rglob("*"), root]:
        os.utime(path, (time.time() - 3600, time.time() - 3600))
    return root


def never(*_: object, **__: object) -> None:
    raise AssertionError("this was worked out already")


def test_what_shares_have_done_is_not_done_again(
    some: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _in_shares(some, read_config(some)[0], 2)
    with monkeypatch.context() as patch:
        for each in ("book.build_apparatus", "checks.readings.collate_article"):
            patch.setattr(f"glossator.{each}", never)
        patch.setattr("glossator.load.contributions._notes", never)
        shared = examine(some)
        told = dict(shared.book.apparatus)
    (some / MEMORY).unlink()
    alone = examine(some)
    assert shared.problems == alone.problems
    assert shared.book.gists == alone.book.gists
    assert list(shared.book.gists) == list(alone.book.gists)
    assert told == dict(alone.book.apparatus)


def test_mistakes_are_said_once_and_in_their_order(some: Path) -> None:
    for note in sorted((some / "book" / "annotations").rglob("note-1.md"))[::3]:
        note.write_text(note.read_text("utf-8").replace("kind: context", "kind: none"), "utf-8")
    (some / FIRST / "note-2.md").write_text("no front matter", "utf-8")
    shared = examine(some, jobs=2)
    (some / MEMORY).unlink()
    assert len(shared.problems) > COUNT // 3
    assert shared.problems == examine(some).problems


def test_a_share_that_dies_is_done_by_the_process_that_needs_it(
    some: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = examine(some)
    (some / MEMORY).unlink()
    parent, leave = os.getpid(), Memory.__exit__

    def die(memory: Memory, *how: object) -> None:
        if os.getpid() != parent:
            os.kill(os.getpid(), 9)
        leave(memory, *how)

    monkeypatch.setattr(Memory, "__exit__", die)
    shared = examine(some, jobs=2)
    assert shared.problems == alone.problems
    assert shared.book.gists == alone.book.gists


def test_where_most_is_known_no_process_is_started(
    some: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    examine(some)
    note = some / FIRST / "note-1.md"
    note.write_text(note.read_text("utf-8").rstrip() + " And more.\n", "utf-8")
    monkeypatch.setattr("glossator.checks.in_shares", never)
    assert not [each for each in examine(some, jobs=2).problems if each.place.path == str(note)]


@pytest.mark.slow
def test_a_costly_file_in_a_share(some: Path) -> None:
    """It is stopped, named once and left out, and the others of its share are looked at."""
    note = some / FIRST / "note-1.md"
    note.write_text(note.read_text("utf-8").rstrip() + " A costly one.\n", "utf-8")
    weak = (
        "import glossator.apparatus as apparatus\n"
        "parse = apparatus.parse\n"
        "def weak(text, *rest):\n"
        "    while 'costly' in text:\n"
        "        pass\n"
        "    return parse(text, *rest)\n"
        "apparatus.parse = weak\n"
        "from glossator.cli import main\n"
        "main()\n"
    )
    with_jobs(some, 2)
    time.sleep(2.1)  # or the memory would not trust what it sees
    done = subprocess.run(
        [sys.executable, "-c", weak, "-C", some, "check"],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert done.stdout.count("took over 2 s; it is left out.") == 1
    assert f"{FIRST}/note-1.md:1: error" in done.stdout
    assert f"{COUNT} articles, {2 * COUNT - 1} notes" in done.stdout


@pytest.mark.slow
def test_a_writer_that_is_killed_is_said_and_the_next_build_goes_on(
    some: Path, jupyter_book: Run
) -> None:
    with_jobs(some, 2)
    kill = (
        "import os, sys\n"
        "import glossator.sphinx.site as site\n"
        "parent, write = os.getpid(), site._Ours.write_doc\n"
        "def die(builder, docname, doctree):\n"
        "    if os.getpid() != parent:\n"
        "        os.kill(os.getpid(), 9)\n"
        "    write(builder, docname, doctree)\n"
        "site._Ours.write_doc = die\n"
        "from jupyter_book.cli.main import main\n"
        "sys.argv = ['jupyter-book', 'build', '.']\n"
        "main(prog_name='jupyter-book')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", kill],
        cwd=some, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "a process that wrote some of the pages was stopped" in done.stdout + done.stderr
    assert jupyter_book(some).returncode == 0
    pages = (some / "_build" / "html" / "book" / "articles").glob("*.html")
    assert len(list(pages)) == COUNT
