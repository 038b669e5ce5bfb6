"""Which values stand in a file's front matter, and on which lines?

The schemas say which keys there are, and read dates and numbers strictly; the YAML itself
holds nothing but text. Knows nothing of what the keys mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..characters import named_at, refused_in, unseen_in
from ..model import Place
from ..problems import Code, Problem, plain
from .mistakes import no_beginning, no_end
from .plainyaml import Refused, parse_yaml
from .schema import keys_of, line_of, validate

#: Jinja, which MyST runs; HTML, which browsers run; directives, which MyST runs.
_PROGRAM = re.compile(r"\{\{|\{%|\{#|<[a-zA-Z/!?]|(?:```|~~~|:::)\s*\{")
_MAIL = re.compile(r"<[\w.+-]{1,80}@[\w.-]{1,80}>")
#: Words of a document, which are compared and may look like anything.
_QUOTED = ("quote.", "emendations.")
#: A contribution has a dozen values; an article may declare thousands of emendations.
_LIMIT_VALUES = {"note": 500, "term": 1_000}
_LIMIT_VALUES_ELSEWHERE = 50_000
#: Values that repeat an article's words, and so may hold whatever its seed holds.
_REPEATING = ("quote.", "emendations.", "title")


#: What becomes of a file whose front matter cannot be used.
_UNTIL_MENDED = {
    "note": "Until this is mended, the note is left out; all others are shown.",
    "term": "Until this is mended, the entry is left out.",
    "article": "Until this is mended, the article and its notes are left out.",
}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A file taken apart. `lines` maps dotted keys (`quote.exact`) to lines of the file."""

    values: Mapping[str, Any]
    lines: Mapping[str, int]
    body: str
    body_line: int


def read(text: str, path: str, schema: str) -> tuple[FrontMatter | None, list[Problem]]:
    """Take *text* apart and hold its front matter against *schema* (`note`, `term`, `article`).

    The result is None where there is nothing that could be used; the problems say why.
    """
    parts = split(text)
    if parts is None:
        return None, _left_out([_no_front_matter(text, path)], schema)
    head, body, body_line = parts
    try:
        values, lines = parse_yaml(head, first_line=2, limit=_limit(schema), known=keys_of(schema))
    except Refused as refused:
        return None, _left_out([_yaml_problem(refused, path)], schema)
    problems = validate(values, lines, schema, path) + _unreadable(values, lines, path)
    problems += _programs(values, lines, path)
    if problems:
        return None, _left_out(problems, schema)
    return FrontMatter(values, lines, body, body_line), []


def _left_out(problems: list[Problem], schema: str) -> list[Problem]:
    """The problems of a file that is not used; the first of them says so."""
    first, *others = sorted(problems, key=lambda problem: problem.place.line)
    return [replace(first, hint=f"{first.hint} {_UNTIL_MENDED[schema]}".lstrip()), *others]


def read_mapping(text: str, path: str, schema: str) -> tuple[dict[str, Any], list[Problem]]:
    """A whole file of the same simple YAML, such as the manifest of seeds."""
    try:
        values, lines = parse_yaml(text, first_line=1, limit=_limit(schema), known=keys_of(schema))
    except Refused as refused:
        return {}, [_yaml_problem(refused, path)]
    problems = validate(values, lines, schema, path) + _unreadable(values, lines, path)
    return ({} if problems else values), problems


def _no_front_matter(text: str, path: str) -> Problem:
    begun = text.split("\n", 1)[0].rstrip() == "---"
    found = no_end(text) if begun else no_beginning(text)
    return Problem(Code.FRONT_MISSING, found.message, Place(path, found.line + 1), found.hint)


def _yaml_problem(refused: Refused, path: str) -> Problem:
    return Problem(Code.FRONT_YAML, refused.message, Place(path, refused.line), refused.hint)


def split(text: str) -> tuple[str, str, int] | None:
    """The front matter, the body and its first line; None where the two cannot be told apart."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    return None


def _limit(schema: str) -> int:
    return _LIMIT_VALUES.get(schema, _LIMIT_VALUES_ELSEWHERE)


def _unreadable(values: Mapping[str, Any], lines: Mapping[str, int], path: str) -> list[Problem]:
    """Characters that cannot stand in a file as such, but were written as escapes in YAML."""
    problems = []
    for dotted, text in _strings(values, ""):
        place = refused_in(text)
        if place is None and not dotted.startswith(_REPEATING):
            place = unseen_in(text)
        if place is not None:
            message = (
                f"“{plain(dotted)}” holds {named_at(text, place)}, which cannot stand in text."
            )
            line = line_of(lines, dotted)
            problems.append(Problem(Code.FILE_ENCODING, message, Place(path, line), "Delete it."))
    return problems


def _programs(values: Mapping[str, Any], lines: Mapping[str, int], path: str) -> list[Problem]:
    """Templates, directives and HTML: no output would run them, but no reader wants them either.

    Words that are quoted from a document may look like anything; they are only compared.
    """
    problems = []
    for dotted, text in _strings(values, ""):
        if dotted.startswith(_QUOTED) or not (found := _PROGRAM.search(text)):
            continue
        what = plain(text[found.start() : found.start() + 24])
        message = f"“{plain(dotted)}” holds markup or a template (“{what}”), which is not allowed in front matter."
        place = Place(path, line_of(lines, dotted))
        mail = _MAIL.match(text, found.start())
        hint = "Leave the address out." if mail else "Write plain text."
        problems.append(Problem(Code.MARKUP_REFUSED, message, place, hint))
    return problems


def _strings(value: Any, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _strings(item, f"{key}.{name}" if key else str(name))
    else:
        for number, item in enumerate(value):
            yield from _strings(item, f"{key}.{number}")
