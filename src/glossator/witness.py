"""In which form are a seed and an edited text compared?

The *witness* of a text is its words and marks without its line breaks: each block on one
line, blocks separated by one blank line.

- A paragraph's lines are joined with one space, also where the author wants a break there, and
  runs of blanks and tabs are one space (white space inside a paragraph is no reading; a no-break
  space is a character and stays).
- A heading is `# …`; each quoted block begins with `> `; each list item with `- ` or `1. `
  (the number is kept), further blocks of an item with as many spaces.
- Code blocks and tables keep their lines; everything else is kept character for character.

A plain-text seed (`format: text`) has no markup: paragraphs are what blank lines separate. In
one with a blank line after every line (`format: double-spaced`) it takes two of them. The
character that ends a page (form feed) is white space like any other.
The edited text is Markdown all the same and must escape what Markdown would read as markup,
so for such a seed its witness is taken without the backslashes that escape: `\\*` is `*`.
Knows nothing of emendations or of differences.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .runs import hasten

_BLANKS = re.compile(r"[ \t]+")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_SEPARATOR = "\n\n"


@dataclass(frozen=True, slots=True)
class Witness:
    """A text in the form in which it is compared; `marks` are (offset, source line) pairs."""

    text: str
    marks: tuple[tuple[int, int], ...]

    def line(self, offset: int) -> int:
        """The line, from 1, of the source where the character at *offset* stands."""
        mark = bisect_right(self.marks, (offset, 1 << 60)) - 1
        return self.marks[mark][1] if mark >= 0 else 1


class _Block(NamedTuple):
    """The lines of one block, the number of the first, and what joins and precedes them.

    `numbers` are the numbers of all lines, where they do not follow each other.
    """

    lines: Sequence[str]
    line: int
    prefix: str
    join: str
    numbers: Sequence[int] = ()


def witness(text: str, format: str = "markdown") -> str:
    """The form in which a seed of that format is compared."""
    return read_witness(text, format).text


def read_witness(text: str, format: str = "markdown") -> Witness:
    """The witness of *text*, with the source line of each part."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\f", " ")
    if format == "markdown":
        return _assemble(_markdown_blocks(text))
    return _assemble(_plain_blocks(text, blanks=2 if format == "double-spaced" else 1))


def without_escapes(witness: Witness) -> Witness:
    """*witness* as it reads beside a plain-text seed: escaping backslashes taken away."""
    cuts = [found.start() for found in _ESCAPE.finditer(witness.text)]
    marks = tuple((offset - bisect_right(cuts, offset - 1), line) for offset, line in witness.marks)
    return Witness(_ESCAPE.sub(r"\1", witness.text), marks)


def _assemble(blocks: Iterable[_Block]) -> Witness:
    parts: list[str] = []
    marks: list[tuple[int, int]] = []
    length = 0
    for block in blocks:
        separator = _SEPARATOR if parts else ""
        for number, line in enumerate(block.lines):
            lead = separator + block.prefix if number == 0 else block.join
            marks.append(
                (
                    length + len(lead) - (len(block.prefix) if number == 0 else 0),
                    block.numbers[number] if block.numbers else block.line + number,
                )
            )
            parts.append(lead + line)
            length += len(lead) + len(line)
    return Witness("".join(parts), tuple(marks))


def _plain_blocks(text: str, blanks: int) -> Iterable[_Block]:
    """Runs of lines between at least so many blank ones; a block's lines keep their numbers."""
    lines: list[tuple[int, str]] = []
    empty = 0
    for number, line in enumerate([*text.split("\n"), *[""] * blanks], start=1):
        empty = 0 if line.strip() else empty + 1
        if not empty:
            lines.append((number, _joined(line)))
        elif lines and empty == blanks:
            yield _Block(
                [each for _, each in lines], lines[0][0], "", " ", tuple(n for n, _ in lines)
            )
            lines = []


def _markdown_blocks(text: str) -> Iterable[_Block]:
    source = text.split("\n")
    prefix = _Prefix()
    for token in _PARSER.parse(text):
        prefix.follow(token)
        if token.type == "inline" and token.map and not prefix.table:
            *lines, last = (_joined(line) for line in token.content.split("\n"))
            kept = [*map(_without_break, lines), last]
            yield _Block(kept, token.map[0] + 1, prefix.take(), " ")
        elif token.map and token.type in ("fence", "code_block", "hr", "table_open"):
            lines = _raw(source[token.map[0] : token.map[1]], token.type)
            yield _Block(lines, token.map[0] + 1, prefix.take(), "\n")


class _Prefix:
    """The marks that stand before a block: of quotations, list items and headings."""

    def __init__(self) -> None:
        self.table = False
        self._open: list[str] = []
        self._heading = ""

    def follow(self, token: Token) -> None:
        """Opens and closes what *token* opens and closes."""
        if token.type == "blockquote_open":
            self._open.append("> ")
        elif token.type == "list_item_open":
            self._open.append(f"{token.info}{token.markup} " if token.info else "- ")
        elif token.type in ("blockquote_close", "list_item_close"):
            self._open.pop()
        elif token.type == "heading_open":
            self._heading = token.tag[1:]
        elif token.type in ("table_open", "table_close"):
            self.table = token.type == "table_open"

    def take(self) -> str:
        """The marks for the next block; an item's mark is given once, then as spaces."""
        heading = "#" * int(self._heading) + " " if self._heading else ""
        taken = "".join(self._open) + heading
        self._open = [mark if mark == "> " else " " * len(mark) for mark in self._open]
        self._heading = ""
        return taken


def _raw(lines: list[str], kind: str) -> list[str]:
    """Lines kept as they are, without the quotation marks of the block around them."""
    if kind in ("fence", "code_block"):
        kept = [re.sub(r"^(?:> ?)+", "", line).rstrip() for line in lines]
    else:
        kept = [_joined(line.lstrip(" \t>")) for line in lines]
    while len(kept) > 1 and not kept[-1]:
        kept.pop()
    return kept


def _joined(line: str) -> str:
    return _BLANKS.sub(" ", line.strip(" \t"))


def _without_break(line: str) -> str:
    """A line without the backslash that keeps the next one apart: two blanks would do the same."""
    backslashes = len(line) - len(line.rstrip("\\"))
    return line[:-1].rstrip(" \t") if backslashes % 2 else line


def _parser() -> MarkdownIt:
    # Link definitions and raw HTML stay in the text as the paragraphs that they look like:
    # nothing that a reader could miss may vanish from the comparison.
    parser = MarkdownIt("commonmark").enable("table")
    # Blocks are all that is looked at here; what is inside of one is compared as it is written.
    return hasten(parser.disable(["reference", "html_block", "inline", "text_join"]))


_PARSER = _parser()
