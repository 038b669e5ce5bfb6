"""Which choices has an edition, each with its default, its help and its check?

The Sphinx configuration values, the command line's reading of _config.yml and the docs are
loops over `Options`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import yaml

from .model import Place
from .problems import Code, EditionError, Problem, plain

PREFIX = "glossator_"
CONFIG = "_config.yml"


def _folder(value: Any) -> str:
    relative = isinstance(value, str) and value and not Path(value).is_absolute()
    return "" if relative and ".." not in Path(value).parts else "a folder inside the edition"


def _folder_or_none(value: Any) -> str:
    return "" if value == "" else _folder(value)


def _one_of(*allowed: str) -> Callable[[Any], str]:
    return lambda value: "" if value in allowed else "one of " + ", ".join(allowed)


def _text(value: Any) -> str:
    return "" if isinstance(value, str) else "text"


def _option(default: Any, help: str, check: Callable[[Any], str]) -> Any:
    return field(default=default, metadata={"help": help, "check": check})


@dataclass(frozen=True, slots=True)
class Options:
    """The options that begin with `glossator_` under `sphinx: config:` in _config.yml."""

    book: str = _option("book", "Folder of articles, notes, glossary and references.bib.", _folder)
    seeds: str = _option("seeds", "Folder of the documents as they were received.", _folder)
    link_terms: str = _option(
        "first", "Which uses of a term in an article are linked: first, or all.", _one_of("first", "all")
    )
    file_name: str = _option("edition", "Name of the PDF and EPUB files, without ending.", _text)
    paper: str = _option("a4", "Paper of the PDF: a4, a5 or us-letter.", _one_of("a4", "a5", "us-letter"))
    sides: str = _option("one", "Whether the PDF is made for printing on one side or two.", _one_of("one", "two"))
    notes: str = _option(
        "margin",
        "Where the PDF has its notes: margin, foot (of the page), end (of the article), or none.",
        _one_of("margin", "foot", "end", "none"),
    )
    fonts: str = _option("", "Folder of further fonts for the PDF, for scripts that Libertinus lacks.", _folder_or_none)
    notes_license: str = _option("CC BY 4.0", "Licence of the notes, the glossary and the pages.", _text)
    notes_license_url: str = _option(
        "https://creativecommons.org/licenses/by/4.0/", "Address of that licence.", _text
    )


@dataclass(frozen=True, slots=True)
class Config:
    """What _config.yml says of the edition itself."""

    title: str
    author: str
    language: str
    repository: str
    options: Options


def read_options(values: Mapping[str, Any]) -> tuple[Options, list[Problem]]:
    """The options in *values* (without prefix); a bad one is reported and takes its default."""
    good, problems = {}, []
    for option in fields(Options):
        if option.name not in values:
            continue
        value = values[option.name]
        if wanted := option.metadata["check"](value):
            message = f"{PREFIX}{option.name} cannot be “{plain(str(value))}”; it must be {wanted}."
            problems.append(Problem(Code.CONFIG_OPTION, message, Place(CONFIG)))
        else:
            good[option.name] = value
    return Options(**good), problems


def read_config(root: Path) -> tuple[Config, list[Problem]]:
    """What _config.yml in *root* says; `EditionError` where there is no edition to open."""
    path = root / CONFIG
    try:
        values = yaml.safe_load(path.read_text("utf-8"))
    except FileNotFoundError:
        raise EditionError(f"{root} holds no edition: there is no {CONFIG}.") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise EditionError(f"{CONFIG} cannot be read: {plain(str(error), 160)}") from None
    if not isinstance(values, dict):
        raise EditionError(f"{CONFIG} is empty.")
    sphinx = (values.get("sphinx") or {}).get("config") or {}
    ours = {key.removeprefix(PREFIX): value for key, value in sphinx.items() if key.startswith(PREFIX)}
    options, problems = read_options(ours)
    problems += _unknown(ours)
    return (
        Config(
            title=str(values.get("title") or "Untitled edition"),
            author=str(values.get("author") or ""),
            language=str(sphinx.get("language") or "en"),
            repository=str((values.get("repository") or {}).get("url") or ""),
            options=options,
        ),
        problems,
    )


def _unknown(ours: Mapping[str, Any]) -> list[Problem]:
    known = {option.name for option in fields(Options)}
    return [
        Problem(Code.CONFIG_OPTION, f"there is no option {PREFIX}{plain(name, 40)}.", Place(CONFIG))
        for name in ours
        if name not in known
    ]
