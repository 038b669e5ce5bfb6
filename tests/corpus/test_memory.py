"""Is everything the same with a memory as without, whatever became of the memory?"""

from __future__ import annotations

import os
import pickle
import sqlite3
import time
from pathlib import Path

import pytest

from glossator.checks import MEMORY, Report, examine
from glossator.memory import Memory, digest, keys, pickles, state_of
from glossator.memory.store import Store

WALKING = "book/annotations/1901-03-02-on-walking"


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def old(small: Path) -> Path:
    """The small edition, with files that nobody has changed for an hour."""
    for path in [*small.rglob("*"), small]:
        os.utime(path, (time.time() - 3600, time.time() - 3600))
    return small


@pytest.fixture(autouse=True)
def no_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_YOUNG", 0)


def rows(root: Path) -> list[tuple[str, bytes, bytes]]:
    with sqlite3.connect(root / MEMORY) as store:
        return store.execute("SELECT name, mark, data FROM memory ORDER BY name").fetchall()


def same(one: Report, other: Report) -> bool:
    return one.problems == other.problems and repr(one.book.edition) == repr(other.book.edition)


def test_what_is_remembered_is_what_was_found(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = examine(old)
    assert {name.split()[0] for name, _, _ in rows(old)} == {
        "apparatus", "box", "contexts", "notes", "seed",
    }  # fmt: skip
    monkeypatch.setattr("glossator.apparatus.build_apparatus", never)
    monkeypatch.setattr("glossator.checks.readings.collate_article", never)
    monkeypatch.setattr("glossator.load.contributions._notes", never)
    again = examine(old)
    assert same(first, again)
    placed = [[note.annotation.id for note in a.placed] for a in again.book.apparatus.values()]
    assert placed == [
        [note.annotation.id for note in a.placed] for a in first.book.apparatus.values()
    ]


@pytest.mark.parametrize(
    ("path", "old_words", "new_words", "code"),
    [
        (
            f"{WALKING}/fox.md",
            "The fox that crossed the lane",
            "The cat that crossed the lane",
            "anchor",
        ),
        (f"{WALKING}/fox.md", "natural-history-1899", "natural-history-1898", "reference.work"),
        (
            "book/articles/1901-03-02-on-walking.md",
            "Who walks",
            "Who talks",
            "collation.difference",
        ),
        ("seeds/1901-03-02-on-walking.txt", "Who walks", "Who talks", "seed.changed"),
        ("book/glossary/fox.md", "forms: [foxes]", "forms: [foxen]", "glossary.form"),
        (
            "_config.yml",
            "language: en",
            "language: en\n    glossator_link_terms: some",
            "config.option",
        ),
    ],
)
def test_a_change_is_seen(old: Path, path: str, old_words: str, new_words: str, code: str) -> None:
    assert examine(old).problems == ()
    text = (old / path).read_text("utf-8")
    (old / path).write_text(text.replace(old_words, new_words), "utf-8")
    found = [problem.code.id for problem in examine(old).problems]
    assert any(each.startswith(code) for each in found), found
    (old / path).write_text(text, "utf-8")
    assert examine(old).problems == ()


def test_a_note_that_is_gone_is_gone(old: Path) -> None:
    before = examine(old)
    (old / WALKING / "fox.md").unlink()
    (old / "book/annotations/1901-03-09-in-praise-of-sitting/quotation.md").unlink()
    after = examine(old)
    count = [sum(map(len, report.book.edition.annotations.values())) for report in (before, after)]
    assert count[1] == count[0] - 2


@pytest.mark.parametrize("damage", [b"", b"no database at all", b"SQLite format 3\0" + b"x" * 4000])
def test_a_damaged_memory_is_made_anew(old: Path, damage: bytes) -> None:
    first = examine(old)
    (old / MEMORY).write_bytes(damage)
    assert same(first, examine(old))
    assert rows(old)


def never(*_: object, **__: object) -> None:
    raise AssertionError("this was to be remembered")


class Bomb:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("exploded",)


def test_a_foreign_memory_is_never_opened(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    first = examine(old)
    with sqlite3.connect(old / MEMORY) as store:
        store.execute("UPDATE memory SET data = ?", (pickle.dumps(Bomb()),))
    assert same(first, examine(old))
    assert not (tmp_path / "exploded").exists()
    # One that somebody else signed is foreign too.
    (tmp_path / "cache" / "glossator" / "secret").write_bytes(b"0" * 32)
    monkeypatch.setattr(pickles.pickle, "loads", None)
    assert same(first, examine(old))


def test_what_cannot_be_written_is_not_remembered(old: Path) -> None:
    (old / "_build").write_text("a file", "utf-8")
    assert examine(old).problems == ()


def test_without_a_secret_nothing_is_remembered(old: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file", "utf-8")
    assert examine(old).problems == ()
    assert not (old / MEMORY).exists()


def test_a_file_of_this_very_moment_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_YOUNG", 2_000_000_000)
    (tmp_path / "a").write_text("a", "utf-8")
    assert state_of(tmp_path / "a") == b""
    assert state_of(tmp_path / "none") == b""


def test_links_have_no_state(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a", "utf-8")
    (tmp_path / "b").symlink_to("a")
    assert state_of(tmp_path / "b") == b""
    assert state_of(tmp_path) == b""


def test_of_articles_that_nobody_asks_for_only_gists_are_read(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = examine(old)
    read: list[str] = []
    found = Store.read

    def reads(self: Store, name: str, key: bytes) -> bytes | None:
        read.append(name.split()[0])
        return found(self, name, key)

    monkeypatch.setattr(Store, "read", reads)
    again = examine(old)
    assert again.problems == first.problems
    assert again.book.gists == first.book.gists
    assert set(read) == {"box"}
    # What is asked for when the run is over, is read then.
    id = next(iter(again.book.apparatus))
    assert again.book.apparatus[id].mark == first.book.apparatus[id].mark
    assert set(read) == {"box", "apparatus", "notes"}


def test_what_became_of_a_memory_meanwhile_does_not_matter(old: Path) -> None:
    first, again = examine(old), examine(old)
    (old / MEMORY).unlink()
    for id, apparatus in again.book.apparatus.items():
        assert apparatus.mark == first.book.apparatus[id].mark
        assert again.book.contexts[id] == first.book.contexts[id]
    assert repr(again.book.edition) == repr(first.book.edition)


def test_a_change_is_read_and_nothing_else(old: Path) -> None:
    first = examine(old)
    path = old / WALKING / "fox.md"
    path.write_text(path.read_text("utf-8").rstrip() + " And more.\n", "utf-8")
    book = examine(old).book
    changed = {id for id in book.gists if book.gists[id].mark != first.book.gists[id].mark}
    assert changed == {"1901-03-02-on-walking"}
    # Other pages show nothing of a note's own words.
    assert all(book.gists[id].face == first.book.gists[id].face for id in book.gists)


def test_small_results_are_kept_as_long_as_they_are_asked_for(tmp_path: Path) -> None:
    for asked, expected in (("ab", [1, 1]), ("ab", [1, 1]), ("b", [1]), ("ab", [1, 1])):
        with Memory(tmp_path / "x" / "y" / "memory") as store:
            made = [store.recall_small(name, b"k", lambda: 1) for name in asked]
            assert made == expected
    with Memory(tmp_path / "x" / "y" / "memory") as store:
        assert store.recall_small("a", b"k", lambda: 2) == 1
        assert store.recall_small("a", b"other", lambda: 3) == 3


def test_keys_are_of_all_their_parts(tmp_path: Path) -> None:
    assert digest("a", "bc") != digest("ab", "c")
    with Memory(tmp_path / "x" / "y" / "memory") as store:
        assert store.recall("one", b"k", lambda: 1) == 1
        assert store.recall("two", b"", lambda: 2) == 2
        assert store.key("one")
        assert store.key("one", "two") == b""
    with Memory(tmp_path / "x" / "y" / "memory") as store:
        assert store.recall("one", b"k", lambda: 3) == 1
        assert store.recall("one", b"other", lambda: 4) == 4
