"""In which ways do values differ from the published JSON Schemas, in words?"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

import jsonschema

from ..model import Place
from ..problems import Code, Problem, plain

_MOST_ERRORS = 50


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


def _pattern(validator: Any, pattern: str, value: Any, schema: Any) -> Iterator[Any]:
    if isinstance(value, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), value):
        yield jsonschema.ValidationError("it has the wrong form")


def validate(
    values: Mapping[str, Any], lines: Mapping[str, int], schema: str, path: str
) -> list[Problem]:
    """Every way in which *values* differ from *schema*, at the lines of the keys concerned."""
    problems = []
    for error in islice(_validator(schema).iter_errors(values), _MOST_ERRORS):
        dotted = ".".join(str(part) for part in error.absolute_path)
        say = _SAY.get(error.validator, _say_other)
        for key, message, hint in say(error, dotted):
            problems.append(
                Problem(Code.FRONT_SCHEMA, message, Place(path, line_of(lines, key)), hint)
            )
    return problems


def line_of(lines: Mapping[str, int], dotted: str) -> int:
    while dotted and dotted not in lines:
        dotted = dotted.rpartition(".")[0]
    return lines.get(dotted, 1)


Said = list[tuple[str, str, str]]


def _say_required(error: Any, dotted: str) -> Said:
    missing = [name for name in error.validator_value if name not in error.instance]
    where = f" in “{dotted}”" if dotted else ""
    described = error.schema.get("properties", {})
    return [
        (
            dotted,
            f"the key “{name}” is missing{where}.",
            described.get(name, {}).get("description", ""),
        )
        for name in missing
        if f"'{name}'" in error.message
    ]


def _say_unknown(error: Any, dotted: str) -> Said:
    known = list(error.schema.get("properties", {}))
    said = []
    unknown = [name for name in error.instance if name not in known]
    for name in unknown[:_MOST_ERRORS]:
        near = difflib.get_close_matches(name, known, 1)
        hint = f"Did you mean “{near[0]}”?" if near else f"Known keys: {', '.join(known)}."
        key = f"{dotted}.{name}" if dotted else name
        said.append((key, f"the key “{plain(name)}” is not known here.", hint))
    return said


def _say_enum(error: Any, dotted: str) -> Said:
    known = [str(item) for item in error.validator_value]
    near = difflib.get_close_matches(str(error.instance), known, 1)
    hint = f"Did you mean “{near[0]}”? " if near else ""
    message = f"“{dotted}” cannot be “{plain(str(error.instance))}”."
    return [(dotted, message, f"{hint}It is one of: {', '.join(known)}.")]


def _say_type(error: Any, dotted: str) -> Said:
    wanted = {"string": "text", "array": "a list", "object": "keys with values"}
    want = wanted.get(str(error.validator_value), str(error.validator_value))
    return [(dotted, f"“{dotted}” must be {want}.", error.schema.get("description", ""))]


def _say_form(error: Any, dotted: str) -> Said:
    value = plain(str(error.instance), 40)
    hint = error.schema.get("description", "")
    return [(dotted, f"“{dotted}” has the wrong form: “{value}”.", hint)]


def _say_length(error: Any, dotted: str) -> Said:
    if not error.instance:
        return [(dotted, f"“{dotted}” is empty.", error.schema.get("description", ""))]
    return [(dotted, f"“{dotted}” is too long.", f"At most {error.validator_value} are allowed.")]


def _say_other(error: Any, dotted: str) -> Said:
    return [(dotted, f"“{dotted}” is not right: {plain(error.message)}.", "")]


_SAY: dict[str, Callable[[Any, str], Said]] = {
    "required": _say_required,
    "additionalProperties": _say_unknown,
    "enum": _say_enum,
    "type": _say_type,
    "pattern": _say_form,
    "format": _say_form,
    "minLength": _say_length,
    "maxLength": _say_length,
    "minItems": _say_length,
    "maxItems": _say_length,
}
