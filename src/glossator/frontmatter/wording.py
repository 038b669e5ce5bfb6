"""How is a breach of a schema said to somebody who does not know what a schema is?

One function a rule of JSON Schema, in a table. Each returns the key concerned, what is wrong,
and what to write, with the author's own words filled in wherever that can be known.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable
from typing import Any

from ..dates import read_date
from ..problems import plain
from ..quotefile import yaml_text
from .mistakes import list_of

Said = list[tuple[str, str, str]]
#: Longer values are not repeated in a hint; a cut one could not be pasted.
_LONGEST = 300
_MOST = 50


def say(error: Any, dotted: str) -> Said:
    """What to say of a validation *error* at the *dotted* key; nothing where another says it."""
    return _SAY.get(error.validator, _other)(error, dotted)


def _required(error: Any, dotted: str) -> Said:
    described = error.schema.get("properties", {})
    near = {
        known
        for name in error.instance
        if name not in described
        for known in difflib.get_close_matches(name.lower(), described, 1)
    }
    where = f" in “{dotted}”" if dotted else ""
    return [
        (
            dotted,
            f"the key “{name}” is missing{where}.",
            described.get(name, {}).get("description", ""),
        )
        for name in error.validator_value
        if name not in error.instance and name not in near and f"'{name}'" in error.message
    ]


def _unknown(error: Any, dotted: str) -> Said:
    described = error.schema.get("properties", {})
    above = {
        inner: outer for outer, value in described.items() for inner in value.get("properties", {})
    }
    said = []
    for name in [name for name in error.instance if name not in described][:_MOST]:
        key = f"{dotted}.{name}" if dotted else name
        near = difflib.get_close_matches(name.lower(), described, 1)
        if name in above:
            message = f"the key “{name}” belongs to “{above[name]}”."
            hint = f"Put it below “{above[name]}:”, indented by two spaces."
        else:
            message = f"the key “{plain(name)}” is not known here."
            hint = f"Did you mean “{near[0]}”?" if near else f"Known keys: {', '.join(described)}."
        said.append((key, message, hint))
    return said


def _enum(error: Any, dotted: str) -> Said:
    if not isinstance(error.instance, str):
        return []  # said as a wrong type
    known = [str(item) for item in error.validator_value]
    near = difflib.get_close_matches(error.instance.lower(), known, 1)
    hint = f"Did you mean “{near[0]}”? " if near else ""
    message = f"“{dotted}” cannot be “{plain(error.instance)}”."
    return [(dotted, message, f"{hint}It is one of: {', '.join(known)}.")]


def _type(error: Any, dotted: str) -> Said:
    wanted, value = str(error.validator_value), error.instance
    about = error.schema.get("description", "")
    key = dotted.rpartition(".")[2]
    if wanted == "object" and isinstance(value, str):
        inner = next(iter(error.schema.get("required", ())), "key")
        if not value.strip():
            hint = f"Put “{inner}:” on the line below it, indented by two spaces."
            return [(dotted, f"below “{dotted}” stands nothing that belongs to it.", hint)]
        lines = f"`{key}:` alone on its line, and below it, indented by two spaces: `{inner}: {_value(value)}`"
        message = f"“{dotted}” holds keys of its own, not text."
        return [(dotted, message, f"Write {lines}.")]
    if wanted == "array" and isinstance(value, str):
        items = error.schema.get("items", {})
        if not all(re.search(items.get("pattern", ""), part) for part in list_of(value)):
            return [_no_key(value, dotted)]
        listed = ", ".join(_item(part) for part in list_of(value))
        message = f"“{dotted}” must be a list, in square brackets."
        return [(dotted, message, f"Write: `{key}: [{plain(listed, _LONGEST)}]`.")]
    if wanted == "string" and isinstance(value, list) and all(isinstance(v, str) for v in value):
        message = f"“{dotted}” is a list; it can only be one text."
        return [(dotted, message, about)]
    words = {"string": "text", "array": "a list", "object": "keys with values"}
    return [(dotted, f"“{dotted}” must be {words.get(wanted, wanted)}.", about)]


def _item(words: str) -> str:
    return words if re.fullmatch(r"[A-Za-z0-9][\w.-]*", words) else yaml_text(words)


def _value(words: str) -> str:
    return yaml_text(words) if len(words) <= _LONGEST else "…"


def _form(error: Any, dotted: str) -> Said:
    value, about = str(error.instance), error.schema.get("description", "")
    if not value.strip():
        return [(dotted, f"“{dotted}” is empty.", about)]
    if error.schema.get("format") == "date":
        return [_day(value.strip(), dotted)]
    if "references.bib" in about:
        return [_no_key(value, dotted)]
    return [(dotted, f"“{dotted}” has the wrong form: “{plain(value, 40)}”.", about)]


def _no_key(words: str, dotted: str) -> tuple[str, str, str]:
    message = f"“{plain(words, 60)}” is no key of a record in references.bib."
    hint = "A source is named by the key of its record; add a record there, and write its key."
    return dotted, message, hint


def _day(words: str, dotted: str) -> tuple[str, str, str]:
    """A date that is none, and the day that was probably meant."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", words):
        return (
            dotted,
            f"“{dotted}” is {words}: there is no such day.",
            "Write a day of the calendar.",
        )
    message = f"“{dotted}” is “{plain(words, 40)}”; a day is written year-month-day."
    meant = _meant(words)
    return (
        dotted,
        message,
        f"Write: `{dotted}: {meant}`." if meant else "Write it as 2026-11-22 is.",
    )


def _meant(words: str) -> str:
    """The day that *words* name in some other way; empty where that is not certain."""
    if found := re.fullmatch(r"([0-9]{4})[-./ ]([0-9]{1,2})[-./ ]([0-9]{1,2})(?:[T ].*)?", words):
        year, month, day = map(int, found.groups())
    elif found := re.fullmatch(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})", words):
        day, month, year = map(int, found.groups())
    else:
        words = read_date(words)
        year, month, day = map(int, words.split("-")) if words else (0, 0, 0)
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""


def _length(error: Any, dotted: str) -> Said:
    if not error.instance:
        return [(dotted, f"“{dotted}” is empty.", error.schema.get("description", ""))]
    return [(dotted, f"“{dotted}” is too long.", f"At most {error.validator_value} are allowed.")]


def _not(error: Any, dotted: str) -> Said:
    message = f"“{dotted}” is “{plain(str(error.instance), 40)}”, which is no reason."
    return [(dotted, message, error.schema.get("description", ""))]


def _other(error: Any, dotted: str) -> Said:
    return [(dotted, f"“{dotted}” is not right: {plain(error.message)}.", "")]


_SAY: dict[str, Callable[[Any, str], Said]] = {
    "required": _required,
    "additionalProperties": _unknown,
    "enum": _enum,
    "type": _type,
    "pattern": _form,
    "format": _form,
    "minLength": _length,
    "maxLength": _length,
    "minItems": _length,
    "maxItems": _length,
    "not": _not,
}
