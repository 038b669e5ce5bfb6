"""What are an article's words, as read, and where does each of them stand?

The *reading text* is the one text in which quotes are anchored and terms are found: blocks in
the order of the page, separated by an empty line; inside a block the words without markup, a
wrapped line as a space, a forced break as a line break. Images, rules and the marks of
footnotes contribute nothing. Knows nothing of notes.

Offsets are code points. `pieces` follow each other in the order in which any walk over the
same tree meets them, which is how a renderer knows the offset of every word it sets.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from markdown_it.tree import SyntaxTreeNode

from .markup import Parsed
from .model import Span

#: Elements inside a line, whose words are words of the line.
INLINE = ("em", "strong", "link", "span")
_SEPARATOR = "\n\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text without markup inside: what becomes one text node.

    `linked` and `heading` say where no term may be linked.
    """

    span: Span
    linked: bool
    heading: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or cell. `number` is the paragraph's, from 1; 0 where it has none.

    `top` is the place, from 0, of the outermost element that holds it.
    """

    span: Span
    kind: str
    number: int
    line: int
    top: int


@dataclass(frozen=True, slots=True)
class ReadingText:
    """An article as read."""

    text: str
    pieces: tuple[Piece, ...]
    blocks: tuple[Block, ...]
    breaks: tuple[tuple[int, int], ...] = field(default=())

    def line_at(self, offset: int) -> int:
        """The line of the file on which the word at *offset* stands."""
        place = bisect_right(self.breaks, (offset, 1 << 60)) - 1
        return self.breaks[max(place, 0)][1] if self.breaks else 1

    def block_at(self, offset: int) -> Block:
        """The block that holds *offset*; between two blocks, the first of them."""
        place = bisect_right(self.blocks, offset, key=lambda block: block.span.start) - 1
        return self.blocks[max(place, 0)]

    def words(self, span: Span) -> str:
        """The words of *span* on one line."""
        return " ".join(self.text[span.start : span.end].split())


def reading_text(parsed: Parsed) -> ReadingText:
    """The reading text of a parsed article."""
    return _Reader(parsed).read()


def text_runs(children: list[SyntaxTreeNode]) -> Iterator[SyntaxTreeNode | str]:
    """The children of an inline element, with neighbouring words and wraps joined into one string.

    Every walk over a tree goes through here, so that all of them count the same pieces.
    """
    run: list[str] = []
    for child in children:
        if child.type == "text":
            run.append(child.content)
        elif child.type == "softbreak":
            run.append(" ")
        else:
            if text := "".join(run):
                yield text
            run = []
            yield child
    if text := "".join(run):
        yield text


class _Reader:
    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.parts: list[str] = []
        self.length = 0
        self.pieces: list[Piece] = []
        self.blocks: list[Block] = []
        self.breaks: list[tuple[int, int]] = []
        self.numbered = 0

    def read(self) -> ReadingText:
        for top, node in enumerate(self.parsed.tree.children):
            self._walk(node, top, numbering=node.type != "footnote_block")
        return ReadingText(
            "".join(self.parts), tuple(self.pieces), tuple(self.blocks), tuple(self.breaks)
        )

    def _walk(self, node: SyntaxTreeNode, top: int, numbering: bool) -> None:
        inline = next((child for child in node.children if child.type == "inline"), None)
        if inline is None:
            for child in node.children:
                self._walk(child, top, numbering)
            return
        self._block(node, inline, top, numbering)

    def _block(
        self, node: SyntaxTreeNode, inline: SyntaxTreeNode, top: int, numbering: bool
    ) -> None:
        if self.parts:
            self._add(_SEPARATOR)
        number = 0
        if node.type == "paragraph" and numbering:
            self.numbered += 1
            number = self.numbered
        line = self.parsed.first_line + ((inline.map or node.map or (0, 0))[0])
        start = self.length
        self.breaks.append((start, line))
        self._inline(inline, line, linked=False, heading=node.type == "heading")
        self.blocks.append(Block(Span(start, self.length), node.type, number, line, top))

    def _inline(self, node: SyntaxTreeNode, line: int, linked: bool, heading: bool) -> int:
        """Read the children of an inline element; the line on which they end."""
        self._wraps(node)
        for run in text_runs(node.children):
            if isinstance(run, str):
                start = self.length
                self._add(run)
                self.pieces.append(Piece(Span(start, self.length), linked, heading))
            elif run.type == "hardbreak":
                self._add("\n")
            elif run.type in INLINE:
                self._inline(run, line, linked or run.type == "link", heading)
        return line

    def _wraps(self, node: SyntaxTreeNode) -> None:
        """Record where each line of the file begins; only once for a block, at its inline element."""
        if node.type != "inline":
            return
        line, offset = self.breaks[-1][1], self.length
        for child in _leaves(node):
            if child.type in ("softbreak", "hardbreak"):
                offset += 1
                line += 1
                self.breaks.append((offset, line))
            elif child.type == "text":
                offset += len(child.content)

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def _leaves(node: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    for child in node.children:
        if child.type in INLINE:
            yield from _leaves(child)
        else:
            yield child


#: What a role shows, by its name and what stands in it.
Shown = Callable[[str, str], str]


def body_words(parsed: Parsed, shown: Shown = lambda role, content: content) -> str:
    """The words of a note or an entry, roles as what is *shown* for them."""
    return " ".join(" ".join(_body(parsed.tree, shown)).split())


def _body(node: SyntaxTreeNode, shown: Shown) -> Iterator[str]:
    for child in node.children:
        if child.type == "inline":
            yield "".join(_leaf(leaf, shown) for leaf in _leaves(child))
        else:
            yield from _body(child, shown)


def _leaf(leaf: SyntaxTreeNode, shown: Shown) -> str:
    if leaf.type == "myst_role":
        return shown(leaf.meta["name"], leaf.content)
    return leaf.content if leaf.type == "text" else " "
