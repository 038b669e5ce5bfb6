"""`glossator init DIR`: a new, small edition that builds at once."""

from __future__ import annotations

import datetime
import re
import shlex
import sys
import unicodedata
from pathlib import Path

import click
from babel import Locale

from ..labels import code, languages
from ..problems import EditionError
from ..starter import Beginning, refusal, refusals, starter_files
from ..starter.wording import language_of_words, words_for
from ..writing import put
from .engine import Engine, this_engine

_ASKED = {
    # The language first: the editors have a name in it until they say their own.
    "language": "Language of its pages (a code such as en, de, pt-BR)",
    "title": "Title of the edition",
    "author": "Editors",
    "license": "Licence of its notes and pages",
}

_FIXED = (
    "In English are the words of its website, its PDF and its EPUB (menus, buttons, lists, kinds of notes), "
    "for which there are no words in {language} yet."
)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--title", default=None, help="Title of the edition; else made from the folder's name."
)
@click.option(
    "--author", default=None, help="Who edits it.  [default: The editors, in its language]"
)
@click.option("--language", default=None, help="Language of its pages.  [default: en]")
@click.option(
    "--license", "license_", default=None, help="Licence of notes and pages.  [default: CC BY 4.0]"
)
@click.option(
    "--requirement", default=None, metavar="TEXT",
    help="What requirements.txt names: a release, or an address such as glossator @ git+https://….  [default: this program]",
)  # fmt: skip
@click.option(
    "-y", "--yes", is_flag=True, help="Ask nothing; take the defaults for what is not given."
)
@click.pass_obj
def init(
    root: Path, folder: Path, title: str | None, author: str | None, language: str | None,
    license_: str | None, requirement: str | None, yes: bool,
) -> None:  # fmt: skip
    """Begin a new edition in FOLDER: small, complete, and building at once.

    Exit code 0: written. 2: the folder is not empty, or a value cannot be used.
    """
    place = root / folder
    _refuse_what_is_there(place)
    given = {"title": title, "author": author, "language": language, "license": license_}
    known = {**given, "requirement": requirement}
    if wrong := [no for name, value in known.items() if value and (no := refusal(name, value))]:
        raise EditionError(" ".join(wrong))
    asks = not yes and sys.stdin.isatty()
    values: dict[str, str] = {}
    for name, question in _ASKED.items():
        usual = given[name] or _usual(name, place, values.get("language", ""))
        values[name] = _answer(name, question, usual) if asks and given[name] is None else usual
    engine = Engine(requirement) if requirement else this_engine()
    beginning = Beginning(
        **values,
        file_name=_slug(values["title"]),
        requirement=engine.requirement,
        wheel=engine.wheel,
        date=datetime.date.today().isoformat(),
    )
    if said := refusals(beginning):
        raise EditionError(" ".join(said))
    made: dict[str, str | bytes] = {**starter_files(beginning)}
    if engine.wheel:
        made[engine.wheel] = engine.data
    _write(place, made)
    there = shlex.quote(str(folder))
    click.echo(
        f"A new edition: {folder}\nBuild it: cd {there}, then make book (or: glossator build)"
    )
    for line in (_of_language(beginning.language), _of_engine(engine)):
        if line:
            click.echo(line)


def _usual(name: str, place: Path, language: str) -> str:
    """What is taken where nothing is said."""
    if name == "title":
        return _title(place)
    if name == "author":
        return words_for(language)["editors"]
    return {"language": "en", "license": "CC BY 4.0"}[name]


def _answer(name: str, question: str, usual: str) -> str:
    """What somebody at a terminal says; asked for again, with the reason, until it can be used."""

    def fit(answer: str) -> str:
        value = answer.strip()
        if no := refusal(name, value):
            raise click.BadParameter(no)
        return value

    answer: str = click.prompt(question, usual, value_proc=fit)
    return answer


def _of_language(language: str) -> str:
    """In which language what is said by the pages, where it is not English throughout."""
    name = Locale("en").languages.get(language.partition("-")[0].lower(), language)
    if name == "English":
        return ""
    if language_of_words(language) == "en":
        return (
            f"Its pages are begun in English, for there are no words in {name} yet: write them anew in "
            f"book/*.md and README.md, and the captions in _toc.yml.{_fixed(language, name)}"
        )
    return f"Its pages are begun in {name}.{_fixed(language, name)}"


def _fixed(language: str, name: str) -> str:
    return "" if code(language) in languages() else f"\n{_FIXED.format(language=name)}"


def _of_engine(engine: Engine) -> str:
    """Where the edition has its program from, where that is not an address."""
    if not engine.wheel:
        return ""
    return f"It holds the program that builds it, as {engine.wheel}: keep that with the edition."


def _refuse_what_is_there(place: Path) -> None:
    try:
        if place.is_dir() and any(place.iterdir()):
            raise EditionError(f"the folder {place} is not empty; name a new or an empty one.")
        if place.exists() and not place.is_dir():
            raise EditionError(f"{place} is a file; name a new or an empty folder.")
    except OSError as error:
        raise EditionError(f"{place} cannot be used: {error.strerror}.") from None


def _write(place: Path, made: dict[str, str | bytes]) -> None:
    for name, text in made.items():
        put(place / name, place, text)


def _title(place: Path) -> str:
    words = " ".join(re.split(r"[-_\s{}]+", place.resolve().name)).strip()
    return words[:1].upper() + words[1:] or "A new edition"


def _slug(words: str) -> str:
    plain_words = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain_words.lower())[:8])[:60].strip("-") or "edition"
