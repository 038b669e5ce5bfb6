"""Does a command ever write to a file that is not the edition's own?"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from glossator import writing
from glossator.cli import main
from glossator.problems import EditionError

ARTICLE = "1901-03-02-on-walking"
NOTES = f"book/annotations/{ARTICLE}"
QUOTE = "a slow and harmless neighbour"
ISSUE = (
    f"### Article\n\n{ARTICLE}\n\n### Passage\n\n{QUOTE}\n\n### Kind of note\n\nlanguage\n\n"
    "### Your note\n\nWords.\n\n### Sources\n\nA book\n"
)
Call = Callable[..., Result]


@pytest.fixture
def call(small: Path) -> Call:
    """A command on the small edition, in this process."""

    def run(*arguments: str, typed: str = "") -> Result:
        return CliRunner().invoke(main, ["-C", str(small), *arguments], input=typed)

    return run


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder of somebody else's with one file."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "file").write_text("THEIRS\n", "utf-8")
    return folder


def lead_away(place: Path, outside: Path) -> None:
    """Put a link in the place of a file or a folder, to what was there but lies outside now."""
    if place.is_dir():
        os.rename(place, outside / "moved")
        place.symlink_to(outside / "moved", target_is_directory=True)
    else:
        if place.exists():
            (outside / "file").write_bytes(place.read_bytes())
            place.unlink()
        place.symlink_to(outside / "file")


def state(folder: Path) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "_build" not in path.parts
    }


CALLS = [
    ("book/references.bib", ("from-issue",)),
    (NOTES, ("from-issue",)),
    ("book/annotations", ("from-issue",)),
    (NOTES, ("new", "note", ARTICLE, "--quote", QUOTE, "--no-edit")),
    ("book/glossary", ("new", "term", "Turnstile", "--no-edit")),
    ("CITATION.cff", ("credit",)),
    ("codemeta.json", ("credit",)),
    (f"{NOTES}/anchors.lock", ("anchor", "--fix")),
    ("schemas", ("schema", "--into", "schemas")),
    ("page.html", ("review", "--page", "page.html")),
    ("seeds", ("add", "essay.txt")),
    ("book/articles", ("add", "essay.txt")),
    ("seeds/SOURCES.yml", ("add", "essay.txt")),
    ("_toc.yml", ("add", "essay.txt")),
    ("essay.txt", ("add", "essay.txt")),
]  # fmt: skip
_GIVEN = ["--title", "Roads", "--author", "A", "--date", "1901-05-01", "--publisher", "P"]
_GIVEN += ["--source", "https://example.org/r", "--rights", "none", "--format", "text"]


@pytest.mark.parametrize(("path", "arguments"), CALLS)
def test_nothing_is_written_through_a_link(
    path: str, arguments: tuple[str, ...], small: Path, outside: Path, call: Call,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(small)
    (small / "essay.txt").write_text("Roads\n\nOf roads and of carts.\n", "utf-8")
    if path == "schemas":
        (small / path).mkdir()
    lead_away(small / path, outside)
    before, theirs = state(small), state(outside)
    result = call(*arguments, *(_GIVEN if arguments[0] == "add" else ()), typed=ISSUE)
    assert result.exit_code in (1, 2) or isinstance(result.exception, EditionError)
    assert "link" in f"{result.output}{result.exception}"
    assert state(outside) == theirs
    if arguments[0] != "schema":
        assert {path: held for path, held in state(small).items() if path in before} == before


@pytest.mark.parametrize("name", ["CITATION.cff", "codemeta.json"])
def test_a_pipe_is_no_file_to_write(name: str, small: Path, call: Call) -> None:
    os.mkfifo(small / name)
    assert call("credit", "--check").exit_code == 1
    result = call("credit")
    assert result.exit_code == 2
    assert f"{name} is not an ordinary file; nothing is written to it." in result.output


def test_a_summary_is_not_written_through_a_link(
    small: Path, outside: Path, glossator: Callable
) -> None:
    lead_away(small / "page.md", outside)
    result = glossator(small, "check", "--summary", "page.md")
    assert result.returncode == 2
    assert "page.md:1: this is a link" in result.stderr
    assert (outside / "file").read_text("utf-8") == "THEIRS\n"


def test_two_files_are_written_or_none(small: Path, outside: Path, call: Call) -> None:
    lead_away(small / "book/references.bib", outside)
    assert call("from-issue", typed=ISSUE).exit_code == 2
    assert not list((small / NOTES).glob("a-slow*"))


def test_anchoring_names_a_note_that_cannot_be_used(small: Path, outside: Path, call: Call) -> None:
    fox = small / NOTES / "fox.md"
    lead_away(fox, outside)
    for arguments in (("--fix",), ("--fix", f"{ARTICLE}/fox"), ()):
        result = call("anchor", *arguments)
        assert result.exit_code == 1
        assert f"{NOTES}/fox.md:1: error: this is a link" in result.output
    assert call("anchor", "1901-03-16-a-reply").exit_code == 0
    fox.unlink()
    fox.write_text("no front matter\n", "utf-8")
    result = call("anchor", "--fix")
    assert result.exit_code == 1
    assert f"{NOTES}/fox.md:1: error:" in result.output


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b.txt"
    writing.put(file, tmp_path, "one\n")
    file.chmod(0o640)
    writing.put(file, tmp_path, "two\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert file.read_bytes() == b"two\n"
    assert [path.name for path in file.parent.iterdir()] == ["b.txt"]


def test_a_file_is_whole_or_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    file = tmp_path / "b.txt"
    writing.put(file, tmp_path, "one\n")
    monkeypatch.setattr(writing.os, "replace", full)
    with pytest.raises(EditionError, match=r"b\.txt could not be written \(No space left"):
        writing.put(file, tmp_path, "two\n")
    assert [(path.name, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [
        ("b.txt", "one\n")
    ]


@pytest.mark.parametrize("name", ["../x", "a/../../x", "folder"])
def test_places_that_are_none(name: str, tmp_path: Path) -> None:
    (tmp_path / "edition" / "folder").mkdir(parents=True)
    with pytest.raises(EditionError, match="nothing is written"):
        writing.put(tmp_path / "edition" / name, tmp_path / "edition", "x")
    assert not (tmp_path / "x").exists()


def test_a_link_above_the_edition_is_its_owner_s(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    writing.put(tmp_path / "link" / "a.txt", tmp_path / "link", "x")
    assert (tmp_path / "real" / "a.txt").read_text("utf-8") == "x"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("a" * 6_000, "“title” of it is too long."),
        ("A page on @string in BibTeX, https://example.org/@string/x", ""),
    ],
)
def test_what_an_issue_adds_is_what_check_accepts(
    source: str, said: str, small: Path, call: Call, glossator: Callable
) -> None:
    before = state(small)
    result = call("from-issue", typed=ISSUE.replace("A book", source))
    if said:
        assert result.exit_code == 2
        assert said in str(result.output)
        assert state(small) == before
    else:
        assert result.exit_code == 0, result.output
        assert glossator(small, "check").returncode == 0


@pytest.mark.parametrize("name", ["::error::x", "a ##[error]x", "##vso[task.x]y"])
def test_a_name_that_a_log_would_obey(name: str, small: Path, call: Call) -> None:
    before = state(small)
    result = call("from-issue", typed=f"{ISSUE}\n### Your name\n\n{name}\n")
    assert result.exit_code == 2
    assert "reads like an order to a program" in result.output
    assert state(small) == before


def test_no_line_begins_with_a_stranger_s_name(small: Path, call: Call, tmp_path: Path) -> None:
    document = tmp_path / "::error::x.txt"
    document.write_text("Roads\n\nOf roads and of carts.\n", "utf-8")
    outputs = [call("add", str(document)).output]
    outputs += [call("add", str(document), *_GIVEN).output for _ in range(2)]
    for output, said in zip(outputs, ("Not added: ", "Read: ", "Passed over: "), strict=True):
        assert f"{said}::error::x.txt" in output
        assert not [line for line in output.split("\n") if line.lstrip().startswith("::")]
