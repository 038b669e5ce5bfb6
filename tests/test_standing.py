"""Does a build end at once where nothing has changed, and never where anything has?"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest
import sphinx

from glossator.sphinx import standing
from shared import SMALL, Run, copy_edition

NOTE = "book/annotations/1901-03-02-on-walking/fox.md"
NOTHING = "Nothing has changed since the last build"


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An edition with a website, of which a record is kept."""
    monkeypatch.setattr("glossator.memory.keys._YOUNG", 0)
    root = copy_edition(SMALL, tmp_path / "edition").resolve()
    for name in (
        "html/book/a.html",
        "html/index.html",
        "html/book/index.html",
        ".glossator/x",
        "epub/small.epub",
    ):
        (root / "_build" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "_build" / name).write_text("x", "utf-8")
    build(root)
    assert ends(root)
    return root


def application(root: Path, **more: Any) -> Any:
    """As much of an application as is asked for."""
    config = SimpleNamespace(html_last_updated_fmt=None)
    env = SimpleNamespace(images={}, dependencies={"book/a": {"book/b.png"}})
    known: dict[str, Any] = {
        "srcdir": root, "outdir": root / "_build" / "html", "statuscode": 0, "_warncount": 0,
        "config": config, "env": env, "extensions": {"sphinx": SimpleNamespace(module=sphinx)},
    }  # fmt: skip
    return SimpleNamespace(**{**known, **more})


@contextmanager
def called(**given: Any) -> Iterator[None]:
    """As in `jupyter-book build`."""

    def build() -> None: ...

    # Where Jupyter Book has it; to import that is warned of.
    build.__module__ = "jupyter_book.cli.main"
    context = click.Context(click.Command("build", callback=build))
    context.params = {"path_source": ".", "builder": "html", "freshenv": False, **given}
    with context:
        yield


def build(root: Path, said: tuple[standing.Said, ...] = (), **more: Any) -> None:
    """A whole build, from its beginning to its end."""
    with called():
        app = application(root, **more)
        standing.add(app)
        standing.begin(app)
        standing.keep(app, list(said))


def ends(root: Path, **given: Any) -> bool:
    """Whether a build ends where it begins."""
    with called(**given):
        try:
            standing.add(app := application(root))
            standing.begin(app)
        except SystemExit as ended:
            return ended.code == 0
    return False


def write(name: str, text: str = "y") -> Callable[[Path], None]:
    def change(root: Path) -> None:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, "utf-8")

    return change


def delete(name: str) -> Callable[[Path], None]:
    return lambda root: (root / name).unlink()


def of_another_day(root: Path) -> None:
    """The same size and the same words, written anew."""
    text = (root / NOTE).read_text("utf-8")
    (root / NOTE).write_text(text, "utf-8")


def replaced(root: Path) -> None:
    """A website that somebody else has put there."""
    shutil.copytree(root / "_build/html", root / "_build/other")
    shutil.rmtree(root / "_build/html")
    (root / "_build/other").rename(root / "_build/html")


CHANGES = {
    "a note": write(NOTE),
    "a note, but for its words": of_another_day,
    "a note more": write(NOTE.replace("fox", "ox")),
    "a note less": delete(NOTE),
    "an article": write("book/articles/1901-03-02-on-walking.md"),
    "a seed": write("seeds/1901-03-02-on-walking.txt"),
    "a picture": write("book/picture.png"),
    "the settings": write("_config.yml"),
    "what is beside the book": write("conf.py"),
    "a form for readers": write(".github/note.yml"),
    "what is hidden in the book": write("book/.parts.md"),
    "a PDF": write("_build/epub/small.epub", "other"),
    "a page that is gone": delete("_build/html/book/a.html"),
    "a page that was cut off": write("_build/html/book/a.html", ""),
    "the first page of a folder": delete("_build/html/book/index.html"),
    "a page too many": write("_build/html/book/b.html"),
    "no first page": delete("_build/html/index.html"),
    "another website": replaced,
    "a damaged record": write("_build/.glossator/html.json"),
    "a record of something else": write("_build/.glossator/html.json", '{"rests": "x"}'),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_has_changed_is_built(edition: Path, name: str) -> None:
    CHANGES[name](edition)
    assert not ends(edition)


def test_a_build_that_was_begun_leaves_no_record(edition: Path) -> None:
    (edition / NOTE).write_text("y", "utf-8")
    assert not ends(edition)
    assert not (edition / "_build/.glossator/html.json").exists()


def test_a_file_that_changed_a_moment_ago_may_change_again(
    edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("glossator.memory.keys._YOUNG", 10**12)
    assert not ends(edition)
    build(edition)
    monkeypatch.setattr("glossator.memory.keys._YOUNG", 0)
    assert not ends(edition)


@pytest.mark.parametrize(
    "given",
    [{"freshenv": True}, {"builder": "singlehtml"}, {"path_output": "x"}, {"config": "x.yml"}],
)
def test_who_asks_for_more_gets_it(edition: Path, given: dict[str, Any]) -> None:
    assert not ends(edition, **given)
    # It writes into the same folder, and may be stopped in the middle of it.
    assert not ends(edition)


def test_another_command_is_another_build(edition: Path) -> None:
    assert not ends(edition, warningiserror=True)


def test_variables_that_a_build_obeys(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OF_NO_CONCERN", "1")
    assert ends(edition)
    monkeypatch.setenv("GLOSSATOR_JOBS", "2")
    assert not ends(edition)


def test_where_it_is_published(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "origin_of", lambda root: "https://example.org/somebody/edition")
    assert not ends(edition)


@pytest.mark.parametrize("place", ["html.json", "html.json.new"])
def test_what_lies_in_the_place_of_the_record(edition: Path, place: str) -> None:
    """A folder, or a link to somebody's file: neither stops a build, nor is written to."""
    (edition / "elsewhere").write_text("x", "utf-8")
    (edition / NOTE).write_text("y", "utf-8")
    (edition / "_build/.glossator/html.json").unlink()
    (edition / "_build/.glossator" / place).symlink_to(edition / "elsewhere")
    build(edition)
    (edition / "_build/.glossator" / place).unlink(missing_ok=True)
    (edition / "_build/.glossator/html.json").unlink(missing_ok=True)
    (edition / "_build/.glossator/html.json").mkdir()
    build(edition)
    assert (edition / "elsewhere").read_text("utf-8") == "x"


@pytest.mark.parametrize(
    "more",
    [
        {"statuscode": 1},
        {"_warncount": 1},
        {"config": SimpleNamespace(html_last_updated_fmt="%H:%M")},
        {"config": SimpleNamespace(html_last_updated_fmt=None, intersphinx_mapping={"a": "b"})},
        {"config": SimpleNamespace(html_last_updated_fmt=None, nb_execution_mode="force")},
        {"env": SimpleNamespace(images={"../x.png": 1}, dependencies={})},
        {"env": SimpleNamespace(images={}, dependencies={"book/a": {"what-was-said.log"}})},
        {"extensions": {"x": SimpleNamespace(module=SimpleNamespace(__file__="/x/y.py"))}},
    ],
)
def test_what_rests_on_more_is_built_each_time(edition: Path, more: dict[str, Any]) -> None:
    (edition / NOTE).write_text("y", "utf-8")
    build(edition, **more)
    assert not ends(edition)


def test_styles_and_scripts_are_part_of_the_program(
    edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = standing._shipped()
    assert any(path.endswith(".css") for path, *_ in shipped)
    changed = [(path, time + 1, size) for path, time, size in shipped]
    monkeypatch.setattr(standing, "_shipped", lambda: changed)
    assert not ends(edition)


def test_who_has_waited_for_another_build_leaves_no_record(edition: Path) -> None:
    (edition / NOTE).write_text("y", "utf-8")
    with called():
        app = application(edition)
        standing.add(app)
        assert app.glossator_states
        standing.forget(app)
        assert not hasattr(app, "glossator_states")
        standing.keep(app, [])
    assert not ends(edition)


def test_settings_that_lead_elsewhere(edition: Path) -> None:
    for value in (
        "../logo.png",
        "/tmp/logo.png",
        "~/x",
        '"../logo.png"',
        "[_static,../shared]",
        "./../shared",
    ):
        (edition / "_config.yml").write_text(f"logo: {value}\n", "utf-8")
        build(edition)
        assert not ends(edition), value
    (edition / "_config.yml").write_text("baseurl: https://example.org/a/b\n", "utf-8")
    build(edition)
    assert ends(edition)


def test_what_a_build_says_is_no_part_of_the_edition(edition: Path) -> None:
    (edition / "build.log").write_text("y", "utf-8")
    assert ends(edition)


def test_no_other_program_is_ended(edition: Path) -> None:
    standing.add(application(edition))
    with click.Context(click.Command("build", callback=lambda: None)):
        standing.add(application(edition))


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="this system has no links")
def test_a_folder_that_is_a_link_is_not_followed(edition: Path) -> None:
    (edition / "_build/.glossator").rename(edition / "elsewhere")
    (edition / "_build/.glossator").symlink_to(edition / "elsewhere")
    assert not ends(edition)


@pytest.mark.slow
def test_builds_one_after_another(small: Path, jupyter_book: Run) -> None:
    """With a warning, which is said each time."""
    note = small / NOTE
    note.write_text(note.read_text("utf-8").rstrip() + " I saw it.\n", "utf-8")
    time.sleep(2.1)
    first, second = jupyter_book(small), jupyter_book(small)
    assert first.returncode == second.returncode == 0
    assert NOTHING not in first.stdout
    # Jupyter Book makes its way to the first page after everything else.
    assert NOTHING in second.stdout
    [said] = [line for line in first.stderr.split("\n") if "[editorial.person]" in line]
    assert said in second.stderr
    assert NOTHING not in jupyter_book(small, "--all").stdout
    note.write_text(note.read_text("utf-8").replace("I saw it", "It was seen"), "utf-8")
    time.sleep(2.1)
    changed = jupyter_book(small)
    assert NOTHING not in changed.stdout
    assert "[editorial.person]" not in changed.stderr
    page = small / "_build/html/book/articles/1901-03-02-on-walking.html"
    assert "It was seen" in page.read_text("utf-8")
    assert NOTHING in jupyter_book(small).stdout
