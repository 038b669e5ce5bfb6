"""Does a new edition build at once, with nothing to mend?"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import yaml

from glossator.checks import examine
from glossator.starter import Beginning, refusals, starter_files
from shared import Run

TITLES = [
    "A Small Edition",
    'The "Hill" *Gazette*: 1901_1902',
    "Ärger & Muße #1",
    "@author@ [x](y)",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_new_edition_is_clean(title: str, tmp_path: Path) -> None:
    for name, text in starter_files(Beginning(title, "The editors")).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    report = examine(tmp_path)
    assert report.problems == ()
    assert report.config.title == title
    (apparatus,) = report.book.apparatus.values()
    assert len(apparatus.placed) == 2
    assert [mention.entry for mention in apparatus.mentions] == ["gloss"]


def test_the_manifest_holds_the_samples_hash() -> None:
    made = starter_files(Beginning("T", "E"))
    seed = made["seeds/1900-01-01-on-margins.txt"].encode()
    manifest = yaml.safe_load(made["seeds/SOURCES.yml"])
    assert manifest["1900-01-01-on-margins.txt"]["sha256"] == hashlib.sha256(seed).hexdigest()


@pytest.mark.parametrize(
    "beginning",
    [
        Beginning("{{ bad }}", "E"),
        Beginning("two\nlines", "E"),
        Beginning("", "E"),
        Beginning("T", "E", language="english!"),
        Beginning("T", "E", language="xx-nope"),
        Beginning("T", "E", language="de-XX"),
    ],
)
def test_what_cannot_be_used_is_refused(beginning: Beginning) -> None:
    assert refusals(beginning)


@pytest.mark.parametrize("code", ["la", "grc", "pt-BR", "zh-Hant-TW", "sr-Latn"])
def test_languages_of_editions_are_known(code: str) -> None:
    assert not refusals(Beginning("T", "E", language=code))


def test_init_writes_and_then_refuses(glossator: Run, tmp_path: Path) -> None:
    first = glossator(tmp_path, "init", "new", "--title", "Letters", "--language", "de", "--yes")
    assert first.returncode == 0, first.stderr
    assert yaml.safe_load((tmp_path / "new/_config.yml").read_text("utf-8"))["title"] == "Letters"
    assert (tmp_path / "new/.gitignore").is_file()
    again = glossator(tmp_path, "init", "new", "--yes")
    assert again.returncode == 2
    assert "is not empty" in again.stderr


@pytest.mark.slow
def test_a_new_edition_builds_without_a_warning(
    glossator: Run, jupyter_book: Run, tmp_path: Path
) -> None:
    assert glossator(tmp_path, "init", "new", "--yes").returncode == 0
    built = jupyter_book(tmp_path / "new", "-W", "--keep-going")
    assert built.returncode == 0, built.stdout + built.stderr
    assert "WARNING" not in built.stdout + built.stderr
