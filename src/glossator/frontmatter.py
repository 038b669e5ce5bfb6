"""Which values stand in a file's front matter, and on which lines?

The YAML that an edition uses is a small part of YAML: mappings, lists and text. No anchors,
aliases, tags, merge keys, several documents or doubled keys, and no scalar is anything but
text; the schemas read dates and numbers strictly. Knows nothing of what the keys mean.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

import jsonschema
import yaml

from .characters import name_of, refused_in, unseen_in
from .model import Place
from .problems import Code, Problem, plain

#: Jinja, which MyST runs; HTML, which browsers run; directives, which MyST runs.
_PROGRAM = re.compile(r"\{\{|\{%|\{#|<[a-zA-Z/!?]|(?:```|~~~|:::)\s*\{")
#: Words of a document, which are compared and may look like anything.
_QUOTED = ("quote.", "emendations.")
_LIMIT_DEPTH = 6
#: A contribution has a dozen values; an article may declare thousands of emendations.
_LIMIT_VALUES = {"note": 500, "term": 1_000}
_LIMIT_VALUES_ELSEWHERE = 50_000
_MOST_ERRORS = 50
#: Values that repeat an article's words, and so may hold whatever its seed holds.
_REPEATING = ("quote.", "emendations.", "title")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A file taken apart. `lines` maps dotted keys (`quote.exact`) to lines of the file."""

    values: Mapping[str, Any]
    lines: Mapping[str, int]
    body: str
    body_line: int


class _Refused(Exception):
    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


def read(text: str, path: str, schema: str) -> tuple[FrontMatter | None, list[Problem]]:
    """Take *text* apart and hold its front matter against *schema* (`note`, `term`, `article`).

    The result is None where there is nothing that could be used; the problems say why.
    """
    parts = _split(text)
    if parts is None:
        return None, [_no_front_matter(text, path)]
    head, body, body_line = parts
    try:
        values, lines = parse_yaml(head, first_line=2, limit=_limit(schema))
    except _Refused as refused:
        return None, [_yaml_problem(refused, path)]
    problems = validate(values, lines, schema, path) + _unreadable(values, lines, path)
    problems += _programs(values, lines, path)
    if problems:
        return None, problems
    return FrontMatter(values, lines, body, body_line), []


def read_mapping(text: str, path: str, schema: str) -> tuple[dict[str, Any], list[Problem]]:
    """A whole file of the same simple YAML, such as the manifest of seeds."""
    try:
        values, lines = parse_yaml(text, first_line=1, limit=_limit(schema))
    except _Refused as refused:
        return {}, [_yaml_problem(refused, path)]
    problems = validate(values, lines, schema, path) + _unreadable(values, lines, path)
    return ({} if problems else values), problems


def _no_front_matter(text: str, path: str) -> Problem:
    if text.split("\n", 1)[0].rstrip() == "---":
        message = "the front matter does not end: its second line of three hyphens is missing."
        return Problem(Code.FRONT_MISSING, message, Place(path, 1), "Put it below the last key.")
    message = "the file does not begin with front matter."
    hint = "Begin it with a line of three hyphens, the keys, and another such line."
    return Problem(Code.FRONT_MISSING, message, Place(path, 1), hint)


def _yaml_problem(refused: _Refused, path: str) -> Problem:
    hint = "Put text that holds a colon, a quotation mark or a bracket between double quotes."
    return Problem(Code.FRONT_YAML, refused.message, Place(path, refused.line), hint)


def _split(text: str) -> tuple[str, str, int] | None:
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    return None


_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def _limit(schema: str) -> int:
    return _LIMIT_VALUES.get(schema, _LIMIT_VALUES_ELSEWHERE)


def parse_yaml(text: str, first_line: int, limit: int) -> tuple[dict[str, Any], dict[str, int]]:
    """The mapping in *text* and the line of each of its keys; `_Refused` where it is no such."""
    lines: dict[str, int] = {}
    events = _events(text, first_line, limit)
    event, line = next(events)
    if isinstance(event, yaml.StreamEndEvent):
        raise _Refused(first_line, "the front matter is empty.")
    value = _value(event, line, events, "", lines, 0)
    if not isinstance(value, dict):
        raise _Refused(
            line, "front matter must be a list of keys with values, such as `kind: context`."
        )
    event, line = next(events)
    if not isinstance(event, yaml.StreamEndEvent):
        raise _Refused(line, "front matter holds a second document.")
    return value, lines


def _events(text: str, first_line: int, limit: int) -> Iterator[tuple[Any, int]]:
    skipped = (yaml.StreamStartEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)
    try:
        for count, event in enumerate(yaml.parse(text, Loader=_LOADER)):
            line = (event.start_mark.line if event.start_mark else 0) + first_line
            if count > limit * 2:
                raise _Refused(line, "there are more values here than can be meant.")
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise _Refused(
                    line, "YAML anchors and aliases (`&name`, `*name`) are not allowed here."
                )
            if tag := getattr(event, "tag", None):
                raise _Refused(line, f"YAML tags ({plain(tag, 30)}) are not allowed here.")
            if not isinstance(event, skipped):
                yield event, line
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark
        what = plain(error.problem or "it cannot be read")
        raise _Refused(
            (mark.line if mark else 0) + first_line, f"this is not valid YAML: {what}."
        ) from None
    except yaml.YAMLError as error:
        raise _Refused(first_line, f"this is not valid YAML: {plain(str(error))}.") from None


def _value(
    event: Any,
    line: int,
    events: Iterator[tuple[Any, int]],
    key: str,
    lines: dict[str, int],
    depth: int,
) -> Any:
    lines.setdefault(key, line)
    if depth > _LIMIT_DEPTH:
        raise _Refused(line, "values are nested too deeply.")
    if isinstance(event, yaml.ScalarEvent):
        return event.value
    if isinstance(event, yaml.SequenceStartEvent):
        return _sequence(events, key, lines, depth)
    return _mapping(events, key, lines, depth)


def _sequence(
    events: Iterator[tuple[Any, int]], key: str, lines: dict[str, int], depth: int
) -> list[Any]:
    items: list[Any] = []
    for event, line in events:
        if isinstance(event, yaml.SequenceEndEvent):
            break
        items.append(_value(event, line, events, f"{key}.{len(items)}", lines, depth + 1))
    return items


def _mapping(
    events: Iterator[tuple[Any, int]], key: str, lines: dict[str, int], depth: int
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for event, line in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        if not isinstance(event, yaml.ScalarEvent):
            raise _Refused(line, "a key must be a plain word.")
        name = event.value
        if name in values:
            raise _Refused(line, f"the key “{plain(name)}” stands twice.")
        if name == "<<":
            raise _Refused(line, "YAML merge keys (`<<`) are not allowed here.")
        dotted = f"{key}.{name}" if key else name
        lines[dotted] = line
        value, value_line = next(events)
        values[name] = _value(value, value_line, events, dotted, lines, depth + 1)
    return values


def _unreadable(values: Mapping[str, Any], lines: Mapping[str, int], path: str) -> list[Problem]:
    """Characters that cannot stand in a file as such, but were written as escapes in YAML."""
    problems = []
    for dotted, text in _strings(values, ""):
        place = refused_in(text)
        if place is None and not dotted.startswith(_REPEATING):
            place = unseen_in(text)
        if place is not None:
            message = f"“{plain(dotted)}” holds {name_of(text[place])}, which cannot stand in text."
            line = _line(lines, dotted)
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
        place = Place(path, _line(lines, dotted))
        problems.append(Problem(Code.MARKUP_REFUSED, message, place, "Write plain text."))
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


# --- schemas -----------------------------------------------------------------------------


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
                Problem(Code.FRONT_SCHEMA, message, Place(path, _line(lines, key)), hint)
            )
    return problems


def _line(lines: Mapping[str, int], dotted: str) -> int:
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
