"""What does _config.yml say of the edition, and what is wrong in which of its lines?

Jupyter Book reads the file for itself and takes whatever stands in it; here each value that an
edition uses is held against its form first.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from .addresses import address_refused
from .boundedyaml import BadYaml, read_yaml
from .files import Unusable, decode, read_bytes
from .languages import is_tag
from .model import Place
from .options import CONFIG, PREFIX, Options, read_options
from .problems import Code, EditionError, Problem, plain

_LIMIT = 256 * 1024
#: Where our options stand.
_OURS = ("sphinx", "config")
_WHERE = "below “config:”, and that below “sphinx:”"
_NAMES = tuple(PREFIX + option.name for option in fields(Options))


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
    good = isinstance(value, dict) or value is None
    return "" if good else "keys with values, each on a line of its own"


def _address(value: Any) -> str:
    good = not value or (isinstance(value, str) and not address_refused(value))
    return "" if good else "an address that begins with https://"


def _language(value: Any) -> str:
    good = not value or (isinstance(value, str) and is_tag(value.replace("_", "-")))
    return "" if good else "a code, such as en or pt-BR"


#: What is used, under its whole name, and what it must be; a mapping stands before what is in it.
_FORMS: Mapping[tuple[str, ...], Callable[[Any], str]] = {
    ("title",): _words_only,
    ("author",): _words_only,
    ("copyright",): _words_only,
    ("execute",): _keys,
    ("parse",): _keys,
    ("launch_buttons",): _keys,
    ("latex",): _keys,
    ("html",): _keys,
    ("html", "baseurl"): _address,
    ("repository",): _keys,
    ("repository", "url"): _address,
    ("repository", "branch"): _words_only,
    ("sphinx",): _keys,
    _OURS: _keys,
    (*_OURS, "language"): _language,
    (*_OURS, "html_baseurl"): _address,
    (*_OURS, "html_theme"): _words_only,
}


def read_config(root: Path) -> tuple[Config, list[Problem]]:
    """What _config.yml in *root* says; `EditionError` where there is no edition to open."""
    values, tree = _config_values(root)
    config = _mapping(_mapping(values, _OURS[0]), _OURS[1])
    ours = {
        key.removeprefix(PREFIX): value
        for key, value in config.items()
        if isinstance(key, str) and key.startswith(PREFIX)
    }
    lines = {
        key.value: key.start_mark.line + 1
        for key, _ in _pairs(_below(_below(tree, _OURS[0]), _OURS[1]))
    }
    options, problems = read_options(
        ours, {name.removeprefix(PREFIX): line for name, line in lines.items()}
    )
    problems += _misplaced(tree)
    wrong = dict(_wrong(values, tree))
    problems += wrong.values()
    language = "" if (*_OURS, "language") in wrong else _words(config.get("language"))
    repository = _mapping(values, "repository").get("url")
    return (
        Config(
            title=_words(values.get("title")) or "Untitled edition",
            author=_words(values.get("author")),
            language=language or "en",
            repository="" if ("repository", "url") in wrong else _words(repository),
            options=options,
        ),
        problems,
    )


def _config_values(root: Path) -> tuple[Mapping[str, Any], yaml.Node]:
    """What the file holds, as values and as nodes, which know their lines."""
    path = root / CONFIG
    if not os.path.lexists(path):
        raise EditionError(f"{root} holds no edition: there is no {CONFIG}.")
    data = read_bytes(path, root, _LIMIT)
    text = decode(data) if isinstance(data, bytes) else data
    if isinstance(text, Unusable):
        raise EditionError(f"{CONFIG} cannot be read: {text.message}")
    try:
        values, tree = read_yaml(text, twice=True)
    except BadYaml as error:
        raise EditionError(error.told(CONFIG)) from None
    if values is None or tree is None:
        raise EditionError(f"{CONFIG} is empty.")
    if not isinstance(values, dict):
        raise EditionError(f"{CONFIG}:1: this must be a list of keys with values: title: …")
    return values, tree


def _misplaced(tree: yaml.Node) -> Iterator[Problem]:
    """Keys that stand where nobody reads them, are known to nobody, or stand there twice."""
    sphinx = _below(tree, _OURS[0])
    config = _below(sphinx, _OURS[1])
    for node, home in ((tree, False), (sphinx, False), (config, True)):
        seen: dict[str, int] = {}
        for key, _ in _pairs(node):
            name, line = str(key.value), key.start_mark.line + 1
            if (first := seen.setdefault(name, line)) != line:
                message = (
                    f"“{plain(name)}” stands here twice, first in line {first}; only one counts."
                )
                yield _problem(key, message, "Delete one of the two.")
            elif name in _NAMES and not home:
                yield _problem(key, f"{name} is not read here.", f"Put it {_WHERE}.")
            elif name not in _NAMES:
                ours = name.startswith(PREFIX)
                # The options of other extensions are none of our business.
                near = get_close_matches(name, _NAMES, 1, 0.6 if ours else 0.8)
                if near or ours:
                    hint = f"Did you mean {near[0]}?" if near else ""
                    yield _problem(key, f"there is no option {plain(name, 60)}.", hint)


def _wrong(values: Mapping[str, Any], tree: yaml.Node) -> Iterator[tuple[tuple[str, ...], Problem]]:
    """The values that have another form than they must, by their whole names."""
    for name, form in _FORMS.items():
        above: Any = values
        node: yaml.Node | None = tree
        for key in name[:-1]:
            above, node = above.get(key) if isinstance(above, dict) else None, _below(node, key)
        if isinstance(above, dict) and name[-1] in above and (wanted := form(above[name[-1]])):
            found = plain(str(above[name[-1]]))
            at = next(key for key, _ in reversed(_pairs(node)) if key.value == name[-1])
            message = f"“{name[-1]}” cannot be “{found}”; it must be {wanted}."
            yield name, _problem(at, message)


def _problem(node: yaml.Node, message: str, hint: str = "") -> Problem:
    return Problem(Code.CONFIG_OPTION, message, Place(CONFIG, node.start_mark.line + 1), hint)


def _below(node: yaml.Node | None, name: str) -> yaml.Node | None:
    """What stands under a key; of a key that stands there twice, the last, as YAML has it."""
    found = [value for key, value in _pairs(node) if key.value == name]
    return found[-1] if found else None


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    return node.value if isinstance(node, yaml.MappingNode) else []


def _mapping(values: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = values.get(key)
    return value if isinstance(value, dict) else {}


def _words(value: Any) -> str:
    """A value as text on one line; nothing where it is a list or a mapping."""
    return " ".join(str(value).split()) if isinstance(value, (str, int, float)) else ""
