"""Does a build that goes wrong leave the old output or the new one whole, and is the next one right?"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from glossator.swap import put_in_place, restore
from shared import SMALL, copy_edition

pytestmark = [pytest.mark.slow]
NOTE = "book/annotations/1901-03-02-on-walking/fox.md"


def state(root: Path) -> dict[str, str]:
    """A hash of each file of the website."""
    site = root / "_build" / "html"
    return {
        str(path.relative_to(site)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }


def left_over(root: Path) -> list[str]:
    return [
        path.name for path in (root / "_build").iterdir() if path.name.startswith((".new", ".old"))
    ]


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory, program: Callable) -> Path:
    """The small edition with its website, which no test changes."""
    root = copy_edition(SMALL, tmp_path_factory.mktemp("finished") / "small")
    assert program(root, "build", "html").returncode == 0
    return root


@pytest.fixture
def built(finished: Path, tmp_path: Path) -> Path:
    """A copy of it. A build looks at nothing of a former one, so it is as if it had been made there."""
    return Path(shutil.copytree(finished, tmp_path / "small"))


def change(root: Path) -> None:
    path = root / NOTE
    path.write_text(path.read_text("utf-8").replace("A red", "A very red"), "utf-8")


@pytest.mark.parametrize(
    "sign", [".new-*", ".new-*/_build/.doctrees/*", ".new-*/_build/html/_static/*"]
)
def test_killed(sign: str, built: Path, program: Callable) -> None:
    """Killed as soon as the build has come so far that *sign* is there."""
    before = state(built)
    change(built)
    process = subprocess.Popen(
        [sys.executable, "-m", "glossator", "build", "html"], cwd=built,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    until = time.monotonic() + 60
    while not any((built / "_build").glob(sign)) and time.monotonic() < until:
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert state(built) == before
    assert program(built, "build", "html").returncode == 0
    assert "A very red" in (
        built / "_build/html/book/articles/1901-03-02-on-walking.html"
    ).read_text("utf-8")
    assert not left_over(built)


def test_there_is_no_moment_without_a_website(tmp_path: Path) -> None:
    """Somebody looks all the time while one folder takes another's place, many times."""
    place = tmp_path / "html"
    seen: set[bool] = set()
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            seen.add(place.is_dir())

    for number in range(200):
        new = tmp_path / f".new-{number}"
        new.mkdir()
        (new / "index.html").write_text("whole", "utf-8")
        put_in_place(new, place)
        if number == 0:
            watcher = threading.Thread(target=look)
            watcher.start()
    done.set()
    watcher.join()
    assert seen == {True}
    assert [path.name for path in tmp_path.iterdir()] == ["html"]


def test_without_an_exchange_the_former_website_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On systems that cannot exchange two names, stopped between the two steps."""
    place, new = tmp_path / "html", tmp_path / ".new"
    for folder, words in ((place, "old"), (new, "new")):
        folder.mkdir()
        (folder / "index.html").write_text(words, "utf-8")
    monkeypatch.setattr("glossator.swap.exchange", lambda one, other: False)
    renamed = Path.rename

    def stopped(path: Path, target: Path) -> Path:
        if path == new:
            raise KeyboardInterrupt
        return renamed(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", stopped)
        with pytest.raises(KeyboardInterrupt):
            put_in_place(new, place)
    assert not place.exists()
    restore(tmp_path)
    assert (place / "index.html").read_text("utf-8") == "old"
    put_in_place(new, place)
    assert (place / "index.html").read_text("utf-8") == "new"


def test_killed_between_the_two_renames(built: Path, program: Callable) -> None:
    before = state(built)
    (built / "_build" / "html").rename(built / "_build" / ".old-html-12345")
    (built / NOTE).write_text("---\nkind: [\n---\n", "utf-8")
    (built / "_config.yml").write_text(
        (built / "_config.yml").read_text() + "\nlatex: [\n", "utf-8"
    )
    assert program(built, "build", "html").returncode == 2
    shutil.copyfile(SMALL / "_config.yml", built / "_config.yml")
    assert program(built, "build", "html").returncode == 1
    assert state(built).keys() == before.keys()
    assert not left_over(built)


def test_two_at_once(built: Path) -> None:
    change(built)
    command = [sys.executable, "-m", "glossator", "build", "html"]
    both = [
        subprocess.Popen(
            command, cwd=built, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=200)[0] for process in both]
    codes = sorted(process.returncode for process in both)
    assert codes in ([0, 0], [0, 2])
    if codes == [0, 2]:
        assert any("another build of this edition is running" in text for text in said)
    assert "A very red" in (
        built / "_build/html/book/articles/1901-03-02-on-walking.html"
    ).read_text("utf-8")
    assert not left_over(built)


FULL = """
import builtins, errno, io, os, sys
real, written = io.open, [0]
class Full(io.TextIOWrapper): pass
def full(file, mode="r", *args, **kwargs):
    if any(letter in mode for letter in "wax+") and "_build" in str(file):
        written[0] += 1
        if written[0] > {after}:
            raise OSError(errno.ENOSPC, "No space left on device", str(file))
    return real(file, mode, *args, **kwargs)
builtins.open = io.open = full
"""


@pytest.mark.parametrize("after", [0, 30])
def test_disk_full(after: int, built: Path, program: Callable, tmp_path: Path) -> None:
    """Python's own door to files is shut after some of them, in every process of the build."""
    before = state(built)
    change(built)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(FULL.format(after=after), "utf-8")
    result = program(built, "build", "html", PYTHONPATH=str(tmp_path / "site"))
    assert result.returncode in (1, 2)
    assert "No space left" in result.stdout + result.stderr
    assert state(built) == before
    assert program(built, "build", "html").returncode == 0
    assert state(built) != before


def test_a_place_where_nothing_can_be_written(small: Path, program: Callable) -> None:
    (small / "_build").write_text("a file where the folder should be", "utf-8")
    result = program(small, "build", "html")
    assert result.returncode == 2
    assert "nothing could be built" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere"
)
def test_read_only_folder(small: Path, program: Callable) -> None:
    small.chmod(0o555)
    try:
        assert program(small, "check").returncode == 0
        result = program(small, "build", "html")
    finally:
        small.chmod(0o755)
    assert result.returncode == 2
    assert "nothing could be built" in result.stderr


def test_a_build_folder_that_is_a_link(small: Path, program: Callable, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / ".new-precious").mkdir(parents=True)
    (small / "_build").symlink_to(elsewhere)
    assert program(small, "build", "html").returncode == 2
    assert [path.name for path in elsewhere.iterdir()] == [".new-precious"]


def test_locale_c_and_a_path_with_spaces_and_letters(tmp_path: Path, program: Callable) -> None:
    root = copy_edition(SMALL, tmp_path / "Ein Weg, naïve – 道 'x'")
    plain = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert program(root, "check", **plain).returncode == 0
    result = program(root, "build", **plain)
    assert result.returncode == 0, result.stdout + result.stderr
    assert (root / "_build" / "html" / "index.html").is_file()
    (root / NOTE).write_text("---\nkind: “naïve”\n---\n", "utf-8")
    result = program(root, "check", **plain)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr


def test_without_git(tmp_path: Path, program: Callable) -> None:
    root = copy_edition(SMALL, tmp_path / "clone")
    (tmp_path / "bin").mkdir()
    result = program(root, "build", "html", PATH=str(tmp_path / "bin"))
    assert result.returncode == 0, result.stdout + result.stderr


def test_a_clock_that_jumps_back(built: Path, jupyter_book: Callable, program: Callable) -> None:
    """Files from the future, and files older than what was made of them: only contents count."""
    change(built)
    future = time.time() + 10 * 365 * 86_400
    for path in built.rglob("*"):
        if path.is_file() and "_build" in path.parts:
            os.utime(path, (future, future))
    os.utime(built / NOTE, (0, 0))
    assert program(built, "build", "html").returncode == 0
    page = built / "_build/html/book/articles/1901-03-02-on-walking.html"
    assert "A very red" in page.read_text("utf-8")


def test_a_mistake_is_said_each_time(
    built: Path, program: Callable, jupyter_book: Callable
) -> None:
    (built / NOTE).write_text("---\nkind: [\n---\n", "utf-8")
    for _ in range(2):
        assert program(built, "check").returncode == 1
        assert program(built, "build", "html").returncode == 1
        assert jupyter_book(built).returncode != 0
    shutil.copyfile(SMALL / NOTE, built / NOTE)
    assert program(built, "build", "html").returncode == 0
    assert jupyter_book(built).returncode == 0
