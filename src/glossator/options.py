"""Which choices has an edition, each with its default, its help and its check?

The Sphinx configuration values, the reading of _config.yml and the docs are loops over `Options`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any

from .addresses import address_refused
from .files import RESERVED
from .model import Place
from .problems import Code, Problem, plain
from .stems import stemmed, stemmer

PREFIX = "glossator_"
CONFIG = "_config.yml"
#: A path of folders below the edition's own, in names that every system can hold.
_FOLDER = re.compile(r"(?:[^\x00-\x1f\\/:*?\"<>|]{1,100}(?:/(?!$)|/?$)){1,8}")
#: The variable that keeps notebooks from being run where it is "off", whatever the edition says.
NOTEBOOKS = "GLOSSATOR_NOTEBOOKS"
#: The variable that says how many processes share the work, where that is more than the edition says.
JOBS = "GLOSSATOR_JOBS"


def _folder(value: Any) -> str:
    good = isinstance(value, str) and _FOLDER.fullmatch(value) and ".." not in value.split("/")
    return "" if good and not value.startswith(".") else "a folder inside the edition"


def _folder_or_none(value: Any) -> str:
    return "" if value == "" else _folder(value)


def _one_of(*allowed: str) -> Callable[[Any], str]:
    return lambda value: "" if value in allowed else "one of " + ", ".join(allowed)


def _text(value: Any) -> str:
    return "" if isinstance(value, str) else "text"


def _yes_or_no(value: Any) -> str:
    return "" if isinstance(value, bool) else "true or false"


def _file_name(value: Any) -> str:
    good = isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", value)
    return (
        ""
        if good and not RESERVED.fullmatch(value)
        else "a file's name of letters, digits and hyphens"
    )


def _address(value: Any) -> str:
    good = isinstance(value, str) and (not value or not address_refused(value))
    return "" if good else "an address that begins with https://"


def _stemmed_languages(value: Any) -> str:
    good = isinstance(value, str) and all(map(stemmer, value.split()))
    return "" if good else f"codes of languages with a stemmer ({' '.join(stemmed())})"


def _count(value: Any) -> str:
    good = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 64
    return "" if good else "a number from 1 to 64"


def _length(value: Any) -> str:
    good = isinstance(value, int) and not isinstance(value, bool) and value >= 50
    return "" if good else "a number of words, 50 or more"


def _option(default: Any, help: str, check: Callable[[Any], str]) -> Any:
    return field(default=default, metadata={"help": help, "check": check})


@dataclass(frozen=True, slots=True)
class Options:
    """The options that begin with `glossator_` under `sphinx: config:` in _config.yml."""

    book: str = _option("book", "Folder of articles, notes, glossary and references.bib.", _folder)
    seeds: str = _option("seeds", "Folder of the documents as they were received.", _folder)
    link_terms: str = _option(
        "first",
        "Which uses of a term are linked: first (in each article), section (the first below each of its headings), or all.",
        _one_of("first", "section", "all"),
    )
    stem_terms: str = _option(
        "",
        "Languages in whose articles inflections are linked that no entry lists, by their codes: en de.",
        _stemmed_languages,
    )
    file_name: str = _option(
        "edition", "Name of the PDF and EPUB files, without ending.", _file_name
    )
    paper: str = _option(
        "a4", "Paper of the PDF: a4, a5 or us-letter.", _one_of("a4", "a5", "us-letter")
    )
    sides: str = _option(
        "one", "Whether the PDF is made for printing on one side or two.", _one_of("one", "two")
    )
    notes: str = _option(
        "margin",
        "Where the PDF has its notes: margin, foot (of the page), end (of the article), or none.",
        _one_of("margin", "foot", "end", "none"),
    )
    longest_note: int = _option(
        1000,
        "From how many words on a note of the PDF's margin stands at the end of its article, with a pointer at its words.",
        _length,
    )
    article_pdfs: bool = _option(
        False, "Whether each article has a PDF of its own beside that of the edition.", _yes_or_no
    )
    articles: str = _option(
        "",
        "Which articles the PDF holds: names, or patterns such as 2024-*, separated by spaces; all, if empty.",
        _text,
    )
    paper_skip: str = _option(
        "",
        "Which other pages the PDF leaves out: names, or patterns, separated by spaces.",
        _text,
    )
    fonts: str = _option(
        "",
        "Folder of further fonts for the PDF, for scripts that Libertinus lacks.",
        _folder_or_none,
    )
    notes_license: str = _option(
        "CC BY 4.0", "Licence of the notes, the glossary and the pages.", _text
    )
    notes_license_url: str = _option(
        "https://creativecommons.org/licenses/by/4.0/", "Address of that licence.", _address
    )
    jobs: int = _option(
        1,
        "How many processes share what is to be done for many articles: to examine them, and to write their pages.",
        _count,
    )


def read_options(
    values: Mapping[str, Any], lines: Mapping[str, int] = MappingProxyType({})
) -> tuple[Options, list[Problem]]:
    """The options in *values* (without prefix); a bad one is reported and takes its default.

    *lines* says in which line of _config.yml each of them stands.
    """
    good, problems = {}, []
    for option in fields(Options):
        if option.name not in values:
            continue
        value = values[option.name]
        if wanted := option.metadata["check"](value):
            message = f"{PREFIX}{option.name} cannot be “{plain(str(value))}”; it must be {wanted}."
            place = Place(CONFIG, lines.get(option.name, 1))
            problems.append(Problem(Code.CONFIG_OPTION, message, place))
        else:
            good[option.name] = value
    return Options(**good), problems
