"""What does a text point at with its roles?

A role's text is the target alone, or words with the target behind them. Knows nothing of what is
there to be pointed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .markup import Grammar, Parsed, refused_roles
from .model import Place

_TITLED = re.compile(r"(?P<title>.+?)\s*<(?P<target>[^<>]+)>", re.S)


@dataclass(frozen=True, slots=True)
class Pointer:
    """One use of a role: `{role}`words <target>``; `words` is empty where none are given."""

    role: str
    target: str
    words: str
    place: Place


def pointer(content: str, role: str, place: Place) -> Pointer:
    """What a role's text means: `words <target>`, or the target alone."""
    content = " ".join(content.split())
    if match := _TITLED.fullmatch(content):
        return Pointer(role, match["target"].strip(), match["title"], place)
    return Pointer(role, content, "", place)


def pointers(parsed: Parsed | None, path: str) -> Iterator[Pointer]:
    """The roles of a text, in order."""
    if parsed is None:
        return
    for name, content, line in parsed.roles:
        yield pointer(content, name, Place(path, line))


def refused_pointers(text: str, grammar: Grammar, place: Place) -> Iterator[Pointer]:
    """The pointers of a text that cannot be used; *place* is where it begins."""
    for name, content, line in refused_roles(text, grammar, place.line):
        yield pointer(content, name, Place(place.path, line))
