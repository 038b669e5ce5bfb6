"""In which ways do values differ from the published JSON Schemas, in words?"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

import fastjsonschema
import jsonschema

from ..model import Place
from ..problems import Code, Problem, plain
from .wording import say

_MOST_ERRORS = 50
_LONGEST = 1_000
#: Of these an edition has so many files that compiling the schema is worth its while.
_MANY = ("note", "term")


@cache
def schema_of(name: str) -> dict[str, Any]:
    """The published JSON Schema called *name*."""
    text = files("glossator").joinpath("schemas").joinpath(f"{name}.schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


@cache
def _validator(name: str) -> Any:
    checker = jsonschema.FormatChecker(formats=["date"])
    # Its `$` means the very end here, as in every other language; Python's allows a line feed.
    strict = jsonschema.validators.extend(  # type: ignore[no-untyped-call]
        jsonschema.Draft202012Validator, {"pattern": _pattern}
    )
    return strict(schema_of(name), format_checker=checker)


@cache
def _quick(name: str) -> Callable[[Any], Any]:
    """A compiled form of the schema, which says of most values quickly that they are right."""
    compiled: Callable[[Any], Any] = fastjsonschema.compile(
        schema_of(name), formats={"date": _is_date}, use_default=False
    )
    return compiled


def _is_date(value: str) -> bool:
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _holds(values: Mapping[str, Any], schema: str) -> bool:
    try:
        _quick(schema)(values)
    except fastjsonschema.JsonSchemaValueException:
        return False
    return True


def _pattern(validator: Any, pattern: str, value: Any, schema: Any) -> Iterator[Any]:
    if isinstance(value, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), value):
        yield jsonschema.ValidationError("it has the wrong form")


def validate(
    values: Mapping[str, Any], lines: Mapping[str, int], schema: str, path: str
) -> list[Problem]:
    """Every way in which *values* differ from *schema*, at the lines of the keys concerned."""
    if schema in _MANY and _holds(values, schema):
        return []
    problems: dict[tuple[str, str], Problem] = {}
    for error in islice(_validator(schema).iter_errors(values), _MOST_ERRORS):
        dotted = ".".join(str(part) for part in error.absolute_path)
        for key, message, hint in say(error, dotted):
            place = Place(path, line_of(lines, key))
            # A key may hold a line end as well as a value may.
            message, hint = plain(message, _LONGEST), plain(hint, _LONGEST)
            # A value can break several rules at once; its author mends it once.
            problems.setdefault((key, message), Problem(Code.FRONT_SCHEMA, message, place, hint))
    return list(problems.values())


@cache
def keys_of(name: str) -> tuple[str, ...]:
    """Every key that the schema called *name* knows, at whatever depth."""
    return tuple(dict.fromkeys(_keys(schema_of(name))))


def _keys(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        for name, described in schema.get("properties", {}).items():
            yield name
            yield from _keys(described)
        for inner in ("additionalProperties", "items"):
            yield from _keys(schema.get(inner))


def line_of(lines: Mapping[str, int], dotted: str) -> int:
    """The line of a dotted key, or of the nearest key above it that stands in the file."""
    while dotted and dotted not in lines:
        dotted = dotted.rpartition(".")[0]
    return lines.get(dotted, 1)
