"""How does the Markdown parser pass over plain words and lines quickly?

markdown-it-py asks of every single character whether it may begin markup, and whether it ends a
line; a regular expression asks once. The answers are the same: the characters are those of its
own rules.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

#: The characters at which the library’s own rule stops.
_MARKUP = re.compile(r"[\n!#$%&*+\-:<=>@\[\\\]^_`{}~]")
_INDENT = re.compile(r"[ \t]*")
_TAB = 4


def hasten(parser: MarkdownIt) -> MarkdownIt:
    """*parser* with the quick rules in the place of its own."""
    parser.inline.ruler.at("text", pass_over_words)
    block = QuickBlocks()
    # Its rules, with whatever plugins have added to them.
    block.ruler = parser.block.ruler
    parser.block = block
    return parser


def pass_over_words(state: StateInline, silent: bool) -> bool:
    """Take everything up to the next character that may begin markup as it is."""
    source, start = state.src, state.pos
    found = _MARKUP.search(source, start, state.posMax)
    end = found.start() if found else state.posMax
    if end == start:
        return False
    if not silent:
        state.pending += source[start:end]
    state.pos = end
    return True


class QuickBlocks(ParserBlock):
    """The library's parser of blocks, with lines that are found quickly."""

    def parse(
        self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]
    ) -> list[Token] | None:
        """Put the blocks of *src* into *outTokens*."""
        if not src:
            return None
        state = QuickLines(src, md, env, outTokens)
        self.tokenize(state, state.line, state.lineMax)
        return state.tokens


class QuickLines(StateBlock):
    """Where the lines of a text begin and end, and how far each is indented."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        super().__init__("", md, env, tokens)
        self.src = src
        self.bMarks, self.eMarks, self.tShift, self.sCount = [], [], [], []
        start, length = 0, len(src)
        while start < length:
            end = src.find("\n", start)
            last, end = end < 0, length if end < 0 else end
            indent = _INDENT.match(src, start, end)
            assert indent is not None
            if last and indent.end() == length:
                # The library leaves out a last line of nothing but spaces.
                break
            self._line(start, end, indent[0])
            start = end + 1
        self.lineMax = len(self.bMarks)
        # One more, as the library has it.
        self._line(length, length, "")
        self.bsCount = [0] * len(self.bMarks)

    def _line(self, start: int, end: int, indent: str) -> None:
        self.bMarks.append(start)
        self.eMarks.append(end)
        self.tShift.append(len(indent))
        self.sCount.append(len(indent.expandtabs(_TAB)))
