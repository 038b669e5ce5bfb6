"""How are the paragraphs of a Markdown text unwrapped and rejoined, everything else left alone?

Only paragraphs that stand by themselves are touched; lists, quotations, tables and code keep
their lines.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from ..declare import Edit
from ..model import Span
from .plain import joins

_PARSER = MarkdownIt("commonmark").enable("table")
#: A break of the line that the author meant: two blanks or a backslash at its end.
_HARD_BREAK = re.compile(r"(?:  |\\)$")
_MARKED = re.compile(r"[#>\-|`~:]|\d+[.)] |\s")


def unwrapped(text: str, kept: bool = False) -> str:
    """*text* with each paragraph on one line, but for breaks that its author meant.

    Where lines are *kept*, each one is meant.
    """
    lines = text.split("\n")
    for token in reversed(_PARSER.parse(text)):
        if token.type == "paragraph_open" and token.level == 0 and token.map:
            first, last = token.map
            lines[first:last] = _joined(lines[first:last], kept)
    return "\n".join(lines)


def _joined(lines: list[str], kept: bool) -> list[str]:
    made = [""]
    for number, line in enumerate(lines, 1):
        made[-1] += (" " if made[-1] else "") + line.strip(" \t")
        if _HARD_BREAK.search(line) or (kept and number < len(lines)):
            made[-1] += "\\" if not line.endswith("\\") else ""
            made.append("")
    return [line for line in made if line]


def rejoined(text: str, witness: str, spans: list[Span]) -> tuple[str, list[Edit]]:
    """*text* with the paragraphs whole that page breaks cut, and the edits that say so."""
    edits = []
    for edit in joins(witness, spans):
        words = witness[edit.span.start : edit.span.end]
        pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
        before, after = _around(witness, spans, edit.span)
        if _MARKED.match(before) or _MARKED.match(after) or len(pattern.findall(text)) != 1:
            continue
        text = pattern.sub(edit.new.replace("\\", r"\\"), text)
        edits.append(edit)
    return text, edits


def _around(witness: str, spans: list[Span], cut: Span) -> tuple[str, str]:
    """The blocks in which a rejoining begins and ends."""
    first = next(span for span in spans if span.start <= cut.start < span.end)
    last = next(span for span in spans if span.start < cut.end <= span.end)
    return witness[first.start : first.end], witness[last.start : last.end]
