"""What does _config.yml say of the edition, and which of its values cannot be?

Jupyter Book reads the file for itself and takes whatever stands in it; here each value that an
edition uses is held against its form first.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .addresses import address_refused
from .boundedyaml import BadYaml, compose_yaml, read_yaml
from .files import Unusable, decode, read_bytes
from .languages import is_tag
from .model import Place
from .options import CONFIG, PREFIX, Options, read_options
from .problems import Code, EditionError, Problem, plain

_LIMIT = 256 * 1024
_OPTIONS = "sphinx.config"


@dataclass(frozen=True, slots=True)
class Config:
    """What _config.yml says of the edition itself."""

    title: str
    author: str
    language: str
    repository: str
    options: Options


def _words_only(value: Any) -> str:
    return "" if isinstance(value, (str, int, float)) or value is None else "text"


def _keys(value: Any) -> str:
    return "" if isinstance(value, dict) or value is None else "a list of keys with values"


def _address(value: Any) -> str:
    good = not value or (isinstance(value, str) and not address_refused(value))
    return "" if good else "an address that begins with https://"


def _language(value: Any) -> str:
    good = isinstance(value, str) and is_tag(value.replace("_", "-"))
    return "" if good else "a language’s code, such as en or pt-BR"


#: What is used, under its whole name, and what it must be; a mapping stands before what is in it.
_FORMS: Mapping[str, Callable[[Any], str]] = {
    "title": _words_only,
    "author": _words_only,
    "copyright": _words_only,
    "execute": _keys,
    "parse": _keys,
    "launch_buttons": _keys,
    "latex": _keys,
    "html": _keys,
    "html.baseurl": _address,
    "repository": _keys,
    "repository.url": _address,
    "repository.branch": _words_only,
    "sphinx": _keys,
    _OPTIONS: _keys,
    f"{_OPTIONS}.language": _language,
    f"{_OPTIONS}.html_baseurl": _address,
    f"{_OPTIONS}.html_theme": _words_only,
}


def read_config(root: Path) -> tuple[Config, list[Problem]]:
    """What _config.yml in *root* says; `EditionError` where there is no edition to open."""
    values, lines = _config_values(root)
    wrong = dict(_wrong(values))
    sphinx = _mapping(_mapping(values, "sphinx"), "config")
    ours = {
        key.removeprefix(PREFIX): value
        for key, value in sphinx.items()
        if isinstance(key, str) and key.startswith(PREFIX)
    }
    options, problems = read_options(
        ours, {name: lines.get(f"{_OPTIONS}.{PREFIX}{name}", 1) for name in ours}
    )
    problems += [
        Problem(
            Code.CONFIG_OPTION,
            f"{name} cannot be “{plain(str(_at(values, name)))}”; it must be {wanted}.",
            Place(CONFIG, lines.get(name, 1)),
        )
        for name, wanted in wrong.items()
    ]
    language = "" if f"{_OPTIONS}.language" in wrong else _words(sphinx.get("language"))
    repository = "" if "repository.url" in wrong else _mapping(values, "repository").get("url")
    return (
        Config(
            title=_words(values.get("title")) or "Untitled edition",
            author=_words(values.get("author")),
            language=language or "en",
            repository=_words(repository),
            options=options,
        ),
        problems,
    )


def _config_values(root: Path) -> tuple[Mapping[str, Any], dict[str, int]]:
    """What the file holds, and the line of each key under its whole name."""
    path = root / CONFIG
    if not os.path.lexists(path):
        raise EditionError(f"{root} holds no edition: there is no {CONFIG}.")
    data = read_bytes(path, root, _LIMIT)
    text = decode(data) if isinstance(data, bytes) else data
    if isinstance(text, Unusable):
        raise EditionError(f"{CONFIG} cannot be read: {text.message}")
    try:
        values = read_yaml(text)
        lines = dict(_lines(compose_yaml(text)))
    except BadYaml as error:
        raise EditionError(error.told(CONFIG)) from None
    if values is None:
        raise EditionError(f"{CONFIG} is empty.")
    if not isinstance(values, dict):
        raise EditionError(f"{CONFIG}:1: this must be a list of keys with values: title: …")
    return values, lines


def _lines(node: yaml.Node | None, above: str = "") -> Iterator[tuple[str, int]]:
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        name = f"{above}{key.value}"
        yield name, key.start_mark.line + 1
        yield from _lines(value, f"{name}.")


def _wrong(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The names of values that have another form than they must, and which they must have."""
    for name, form in _FORMS.items():
        parent, _, key = name.rpartition(".")
        above = _at(values, parent) if parent else values
        if isinstance(above, dict) and key in above and (wanted := form(above[key])):
            yield name, wanted


def _at(values: Mapping[str, Any], name: str) -> Any:
    found: Any = values
    for key in name.split("."):
        found = found.get(key) if isinstance(found, dict) else None
    return found


def _mapping(values: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = values.get(key)
    return value if isinstance(value, dict) else {}


def _words(value: Any) -> str:
    """A value as text on one line; nothing where it is a list or a mapping."""
    return " ".join(str(value).split()) if isinstance(value, (str, int, float)) else ""
