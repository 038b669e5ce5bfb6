"""How does a note's file read, and how is its quote replaced without touching the rest?

Pure text. A quote is written as double-quoted YAML, in which every text can be written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from .model import Quote

_TOP_KEY = re.compile(r"[A-Za-z_]")


def quote_lines(quote: Quote) -> Iterator[str]:
    """The lines of front matter that hold *quote*; `prefix` and `suffix` only where it has any."""
    yield "quote:"
    for key, words in (("exact", quote.exact), ("prefix", quote.prefix), ("suffix", quote.suffix)):
        if words:
            yield f"  {key}: {yaml_text(words)}"


def yaml_text(words: str) -> str:
    """Words as a YAML scalar; a JSON string is one."""
    return json.dumps(words, ensure_ascii=False)


def replace_quote(text: str, quote: Quote) -> str:
    """A note's file with another quote, and not one other character changed.

    The file must be one that the loader accepted.
    """
    lines = text.split("\n")
    first = next(number for number, line in enumerate(lines) if line.startswith("quote:"))
    last = first + 1
    while not _TOP_KEY.match(lines[last]) and lines[last].rstrip() != "---":
        last += 1
    return "\n".join([*lines[:first], *quote_lines(quote), *lines[last:]])


def note_text(
    quote: Quote, kind: str, author: str, date: str, body: str, sources: Sequence[str] = ()
) -> str:
    """The text of a note's file."""
    lines = [
        "---",
        *quote_lines(quote),
        f"kind: {kind}",
        f"author: {yaml_text(author)}",
        f"date: {date}",
        f"sources: [{', '.join(sources)}]",
        "---",
        body,
    ]
    return "\n".join(lines) + "\n"
