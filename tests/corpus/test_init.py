"""Does a new edition build at once, with nothing to mend?"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
import yaml
from test_add import talk

from glossator.checks import examine
from glossator.cli import engine
from glossator.starter import Beginning, refusals, starter_files
from glossator.starter.wording import LANGUAGES, languages
from shared import Run, run

TITLES = [
    "A Small Edition",
    'The "Hill" *Gazette*: 1901_1902',
    "Ärger & Muße #1",
    "@author@ [x](y)",
]


@pytest.mark.parametrize(
    ("title", "language"), [*((t, "en") for t in TITLES), *((t, "la") for t in TITLES[:1]),
                            *((TITLES[1], language) for language in languages())],
)  # fmt: skip
def test_a_new_edition_is_clean(title: str, language: str, tmp_path: Path) -> None:
    for name, text in starter_files(Beginning(title, "The editors", language)).items():
        assert not re.search(r"@[a-z_]+(:yaml)?@", text) or title == TITLES[3], name
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


def test_a_language_is_asked_first_and_again(tmp_path: Path) -> None:
    answers = [
        ("Language of its pages", "Deutsch"),
        ("Language of its pages", "de"),
        ("Title of the edition", "{{ no }}"),
        ("Title of the edition", "Briefe"),
        ("Editors [Die Herausgeber]", ""),
        ("Licence", ""),
    ]
    said, code = talk(tmp_path, answers, "init", "new")
    assert code == 0, said
    assert "“Deutsch” is not a language's code; write de." in said
    assert said.count("Title of the edition") == 2
    config = (tmp_path / "new/_config.yml").read_text("utf-8")
    assert 'title: "Briefe"\nauthor: "Die Herausgeber"\n' in config
    about = (tmp_path / "new/book/about.md").read_text("utf-8")
    assert "Herausgegeben von: Die Herausgeber." in about


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Deutsch", "de"), ("german", "de"), ("Brazilian Portuguese", "pt-BR"), ("русский", "ru"),
        ("Français", "fr"), ("de_AT", "de-AT"), ("Magyar", "hu"), ("íslenska", "is"),
    ],
)  # fmt: skip
def test_the_code_of_a_languages_name_is_said(name: str, code: str) -> None:
    (said,) = refusals(Beginning("T", "E", language=name))
    assert said == f"“{name}” is not a language's code; write {code}."


def test_a_name_of_no_language_is_refused_with_examples() -> None:
    (said,) = refusals(Beginning("T", "E", language="Klingonese"))
    assert said == "“Klingonese” is not a language's code, such as en, de or pt-BR."


def test_a_languages_name_as_an_option_is_refused(glossator: Run, tmp_path: Path) -> None:
    done = glossator(tmp_path, "init", "new", "--language", "Deutsch", "--yes")
    assert done.returncode == 2
    assert "“Deutsch” is not a language's code; write de." in done.stderr
    assert not (tmp_path / "new").exists()


def test_the_command_that_is_printed_can_be_copied(glossator: Run, tmp_path: Path) -> None:
    made = glossator(tmp_path, "init", "Briefe aus Köln", "--yes")
    assert "Build it: cd 'Briefe aus Köln', then make book" in made.stdout


@pytest.mark.slow
def test_a_new_edition_builds_without_a_warning(
    glossator: Run, jupyter_book: Run, tmp_path: Path
) -> None:
    assert glossator(tmp_path, "init", "new", "--yes").returncode == 0
    built = jupyter_book(tmp_path / "new", "-W", "--keep-going")
    assert built.returncode == 0, built.stdout + built.stderr
    assert "WARNING" not in built.stdout + built.stderr


def _words(language: str) -> dict[str, object]:
    words: dict[str, object] = yaml.safe_load((LANGUAGES / f"{language}.yml").read_text("utf-8"))
    return words


@pytest.mark.parametrize("language", languages())
def test_every_language_has_every_word(language: str) -> None:
    english, words = _words("en"), _words(language)
    assert list(words) == list(english)
    assert words["language"] == language
    for name, value in words.items():
        # Names of files, commands and values are the same in every language.
        for sign in ("`book/", "`glossator ", "`make ", "{term}`", "{cite}`", "@"):
            assert str(value).count(sign) == str(english[name]).count(sign), (name, sign)
        if language != "en" and isinstance(value, str) and len(value) > 40:
            assert value != english[name], name


@pytest.mark.parametrize(("language", "site"), [("de", False), ("nl", False), ("la", True)])
def test_it_is_said_what_stays_english(
    language: str, site: bool, glossator: Run, tmp_path: Path
) -> None:
    said = glossator(tmp_path, "init", "new", "--language", language, "--yes").stdout
    assert ("In English are the words of its website" in said) == site
    readme = (tmp_path / "new/README.md").read_text("utf-8")
    assert (tmp_path / "new/_config.yml").read_text("utf-8").count(f'language: "{language}"') == 1
    assert 'pip install "glossator[formats]"' in readme


def test_an_english_edition_has_nothing_to_say_of_english() -> None:
    assert "In English" not in starter_files(Beginning("Letters", "The editors"))["README.md"]


def test_a_german_edition_speaks_german(tmp_path: Path) -> None:
    made = starter_files(Beginning("Briefe", "Die Herausgeber", "de-AT"))
    assert made["book/about.md"].startswith(
        "# Über diese Ausgabe\n\nHerausgegeben von: Die Herausgeber."
    )
    assert yaml.safe_load(made["_toc.yml"])["parts"][0]["caption"] == "Artikel"
    assert "language: de\n" in made["book/articles/1900-01-01-vom-rand.md"]
    assert "in English" not in made["README.md"]


def test_a_language_without_words_is_told_so(glossator: Run, tmp_path: Path) -> None:
    done = glossator(tmp_path, "init", "new", "--language", "la", "--yes")
    assert "begun in English, for there are no words in Latin yet" in done.stdout
    assert "no words in the language “la”" in (tmp_path / "new/README.md").read_text("utf-8")
    note = tmp_path / "new/book/annotations/1900-01-01-on-margins/beside-the-text.md"
    assert "language: en\n" in note.read_text("utf-8")


@pytest.mark.parametrize(
    ("origin", "wanted"),
    [
        ("", f"glossator>={engine.__version__}"),
        (
            {"url": "https://example.org/g.git", "vcs_info": {"vcs": "git", "commit_id": "abc1"}},
            "glossator @ git+https://example.org/g.git@abc1",
        ),
        ({"url": "file:///home/me/clone", "dir_info": {"editable": True}}, "./wheels/"),
        ({"url": "file:///tmp/glossator.whl", "archive_info": {}}, "./wheels/"),
    ],
)
def test_no_requirement_names_a_place_on_this_machine(
    origin: object, wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = engine.importlib.metadata.distribution("glossator")

    class Installed:
        version, files = real.version, real.files

        def read_text(self, name: str) -> str:
            return json.dumps(origin) if origin else ""

    monkeypatch.setattr(engine.importlib.metadata, "distribution", lambda name: Installed())
    found = engine.this_engine()
    assert found.requirement.startswith(wanted)
    assert bool(found.data) == wanted.startswith("./")


def test_the_wheel_has_the_whole_program_and_says_nothing_of_this_machine(tmp_path: Path) -> None:
    made = engine.this_engine()
    (tmp_path / "it.whl").write_bytes(made.data)
    assert engine.this_engine().data == made.data
    package = Path(engine.__file__).parent.parent
    with zipfile.ZipFile(tmp_path / "it.whl") as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        assert not [name for name in names if name.endswith(("direct_url.json", ".pyc"))]
        for file in package.rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                assert f"glossator/{file.relative_to(package).as_posix()}" in names
        (record,) = (name for name in names if name.endswith("/RECORD"))
        listed = [line.partition(",")[0] for line in archive.read(record).decode().splitlines()]
    assert listed == names


@pytest.mark.slow
def test_an_edition_that_was_moved_is_built_by_the_program_it_holds(
    glossator: Run, tmp_path: Path
) -> None:
    assert glossator(tmp_path, "init", "new", "--language", "de", "--yes").returncode == 0
    place = tmp_path / "another machine" / "edition"
    place.parent.mkdir()
    (tmp_path / "new").rename(place)
    venv.create(tmp_path / "venv")
    python = tmp_path / "venv" / ("Scripts/python" if os.name == "nt" else "bin/python")
    installed = run(
        sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index",
        "-r", "requirements.txt", cwd=place,
    )  # fmt: skip
    assert installed.returncode == 0, installed.stderr
    found = run(
        python, "-I", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=place
    )
    # What it needs is lent by the tests' own environment; glossator itself is not.
    lent = Path(found.stdout.strip()) / "lent.pth"
    lent.write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    where = run(python, "-I", "-c", "import glossator; print(glossator.__file__)", cwd=place)
    assert str(tmp_path / "venv") in where.stdout
    built = run(python, "-I", "-m", "glossator", "build", "html", cwd=place)
    assert built.returncode == 0, built.stdout + built.stderr
    page = (place / "_build/html/book/articles/1900-01-01-vom-rand.html").read_text("utf-8")
    assert "nie darin" in page
