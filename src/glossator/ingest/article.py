"""What does an article's file look like: its name, its front matter, its text?

Knows nothing of where the values come from.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping

from .. import frontmatter
from ..frontmatter.schema import schema_of
from ..model import Emendation
from ..problems import Problem

#: In the order in which they are written.
KEYS = tuple(key for key in schema_of("article")["properties"] if key != "emendations")
REQUIRED = tuple(schema_of("article")["required"])
#: Values that YAML reads as text without quotation marks.
_BARE = re.compile(r"[A-Za-z0-9][\w.-]*(?: [\w.-]+)*")
_TITLE_WORDS = 6
_NAME = 60


def article_id(date: str, title: str, taken: Iterable[str] = ()) -> str:
    """`YYYY-MM-DD-short-title`, with a number behind it where that is taken."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))[:_TITLE_WORDS]
    name = f"{date}-{'-'.join(words)[:_NAME].strip('-') or 'untitled'}"
    known, number, made = set(taken), 2, name
    while made in known:
        made, number = f"{name}-{number}", number + 1
    return made


def article_text(values: Mapping[str, str], emendations: Iterable[Emendation], body: str) -> str:
    """The whole text of an article's file."""
    lines = ["---", *(f"{key}: {_yaml(values[key])}" for key in KEYS if values.get(key))]
    listed = [line for emendation in emendations for line in _emendation(emendation)]
    if listed:
        lines += ["emendations:", *listed]
    return "\n".join([*lines, "---", body])


def problems_of(text: str, path: str) -> list[Problem]:
    """What the article's schema has against a file's front matter."""
    return frontmatter.read(text, path, "article")[1]


def _emendation(emendation: Emendation) -> tuple[str, str, str]:
    return (
        f"  - seed: {_quoted(emendation.seed)}",
        f"    text: {_quoted(emendation.text)}",
        f"    reason: {_quoted(emendation.reason)}",
    )


def _quoted(text: str) -> str:
    """Text as a double-quoted YAML scalar; JSON's strings are such, but for two separators."""
    return (
        json.dumps(text, ensure_ascii=False)
        .replace("\x85", "\\N")
        .replace("\u2028", "\\L")
        .replace("\u2029", "\\P")
    )


def _yaml(text: str) -> str:
    return text if _BARE.fullmatch(text) else _quoted(text)
