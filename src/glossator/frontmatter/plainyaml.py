"""What does a text in the plain part of YAML say, and on which lines?

Mappings, lists and text. No anchors, aliases, tags, merge keys, several documents or doubled
keys, and no scalar is anything but text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from ..problems import plain
from .mistakes import find_loose_line, find_mistake, find_unclosed

_LIMIT_DEPTH = 6
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Refused(Exception):
    """This text is more, or less, than plain YAML; where, why, and what to write instead."""

    def __init__(self, line: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.message = message
        self.hint = hint


def parse_yaml(
    text: str, first_line: int, limit: int, known: tuple[str, ...] = ()
) -> tuple[dict[str, Any], dict[str, int]]:
    """The mapping in *text* and the line of each of its keys; `Refused` where it is no such.

    *known* are the keys that may be meant where one is written wrongly.
    """
    lines: dict[str, int] = {}
    events = _events(text, first_line, limit, known)
    event, line = next(events)
    if isinstance(event, yaml.StreamEndEvent):
        raise Refused(first_line, "the front matter is empty.")
    value = _value(event, line, events, "", lines, 0)
    if not isinstance(value, dict):
        raise Refused(
            line, "front matter must be a list of keys with values, such as `kind: context`."
        )
    event, line = next(events)
    if not isinstance(event, yaml.StreamEndEvent):
        raise Refused(line, "front matter holds a second document.")
    return value, lines


def _events(
    text: str, first_line: int, limit: int, known: tuple[str, ...]
) -> Iterator[tuple[Any, int]]:
    skipped = (yaml.StreamStartEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)
    try:
        for count, event in enumerate(yaml.parse(text, Loader=_LOADER)):
            line = (event.start_mark.line if event.start_mark else 0) + first_line
            if count > limit * 2:
                raise Refused(line, "there are more values here than can be meant.")
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise Refused(
                    line,
                    "YAML anchors and aliases (`&name`, `*name`) are not allowed here.",
                    _IN_QUOTES,
                )
            if tag := getattr(event, "tag", None):
                raise Refused(
                    line, f"YAML tags ({plain(tag, 30)}) are not allowed here.", _IN_QUOTES
                )
            if not isinstance(event, skipped):
                yield event, line
    except yaml.MarkedYAMLError as error:
        raise _explained(error, text, first_line, known) from None
    except yaml.YAMLError as error:
        message = f"this cannot be read as YAML: {plain(str(error))}."
        raise Refused(first_line, message, _IN_QUOTES) from None


_IN_QUOTES = "Put text that holds a colon, a quotation mark or a bracket between double quotes."


def _explained(
    error: yaml.MarkedYAMLError, text: str, first_line: int, known: tuple[str, ...]
) -> Refused:
    """What somebody who never saw YAML did wrong; else the parser's own words."""
    mark: Any = error.problem_mark or error.context_mark
    line, what = (mark.line if mark else 0), error.problem or "it ends too early"
    found = find_mistake(text, line, known)
    if found is None and "stream" in what:
        found = find_unclosed(text, known)
    if found is None and "expected" in what:
        found = find_loose_line(text, line)
    if found is not None:
        return Refused(found.line + first_line, found.message, found.hint)
    return Refused(line + first_line, f"this cannot be read as YAML: {plain(what)}.", _IN_QUOTES)


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
        raise Refused(line, "values are nested too deeply.")
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
            raise Refused(line, "a key must be a plain word.")
        name = event.value
        if name in values:
            raise Refused(line, f"the key “{plain(name)}” stands twice.", "Keep one of them.")
        if name == "<<":
            raise Refused(line, "YAML merge keys (`<<`) are not allowed here.")
        dotted = f"{key}.{name}" if key else name
        lines[dotted] = line
        value, value_line = next(events)
        values[name] = _value(value, value_line, events, dotted, lines, depth + 1)
    return values
