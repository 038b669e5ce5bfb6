"""What was found in a document, and on which words does it rest?

Records only; who finds them is told by `heading`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

#: Markup around words, which is none of a value's.
MARKS = re.compile(r"[*_`\\]")


@dataclass(frozen=True, slots=True)
class Found:
    """A value, and the words on which it rests."""

    value: str
    line: int
    words: str


@dataclass(slots=True)
class Heading:
    """What was found, by key; `last` is the last line of the heading, 0 where there is none.

    `salutation` is the line of an address to the readers that follows the heading; `left` are
    lines of its front matter that an article has no key for; `unsure` are lines of the title's own
    paragraph of which nothing says what they are. They belong to the text, and so does whatever
    follows them. `overruled` are the keys of which an editor says otherwise.
    """

    found: dict[str, Found] = field(default_factory=dict)
    last: int = 0
    salutation: int = 0
    left: list[str] = field(default_factory=list)
    unsure: list[Found] = field(default_factory=list)
    overruled: tuple[str, ...] = ()

    def take(self, key: str, value: str, line: int, words: str) -> None:
        """Record a finding; the first of a kind counts, and titles and places of print add up."""
        value = " ".join(MARKS.sub("", value).split()).strip()
        known = self.found.get(key)
        if known and key in ("title", "published"):
            value, line, words = f"{known.value} {value}", known.line, f"{known.words} {words}"
        elif known:
            return
        self.found[key] = Found(value, line, words.strip())


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a document before its heading is read, and the language that it is in."""

    title: str = ""
    author: str = ""
    date: str = ""
    language: str = "en"


def letters(words: str) -> str:
    """Words as they are compared: without capitals, blanks and marks."""
    return "".join(char for char in words.casefold() if char.isalnum())
