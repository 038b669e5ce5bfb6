"""What is a text made of, if all of it is allowed?

The parser and its tree. What is not allowed is left to `refusals`, and what costs too much to `costs`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from ..characters import shows
from ..model import Place
from ..problems import Code, Problem, some
from ..runs import hasten
from .costs import too_much
from .grammar import GRAMMARS, Grammar
from .refusals import line_refusals, token_refusals, whole

_PARSER_NESTING = 20


class Parsed:
    """A text that may be used: its tree, and the line of the file at which it begins.

    `roles` are its roles, in order: the name, what stands between the backticks, and the line.
    `images` are the addresses of its images with their lines, `begins` the tag of its first block.
    What is remembered of it is the text; the tree is parsed again when somebody asks for it.
    """

    __slots__ = ("_tree", "begins", "first_line", "grammar", "images", "roles", "text")

    def __init__(
        self,
        text: str,
        first_line: int,
        grammar: Grammar,
        roles: tuple[tuple[str, str, int], ...] = (),
        images: tuple[tuple[str, int], ...] = (),
        begins: str = "",
        tree: SyntaxTreeNode | None = None,
    ) -> None:
        self.text = text
        self.first_line = first_line
        self.grammar = grammar
        self.roles = roles
        self.images = images
        self.begins = begins
        self._tree = tree

    @property
    def tree(self) -> SyntaxTreeNode:
        """The text as Markdown's parser sees it."""
        if self._tree is None:
            self._tree = tree_of(self.text, self.grammar)
        return self._tree

    def __reduce__(self) -> tuple[object, ...]:
        values = (self.first_line, self.grammar.what, self.roles, self.images, self.begins)
        return _remembered, (self.text, *values)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Parsed):
            return NotImplemented
        return (self.text, self.first_line, self.grammar) == (
            other.text,
            other.first_line,
            other.grammar,
        )

    def __hash__(self) -> int:
        return hash((self.text, self.first_line))


def _remembered(
    text: str,
    first_line: int,
    grammar: str,
    roles: tuple[tuple[str, str, int], ...],
    images: tuple[tuple[str, int], ...],
    begins: str,
) -> Parsed:
    return Parsed(text, first_line, GRAMMARS[grammar], roles, images, begins)


@cache
def _parser(roles: bool) -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": _PARSER_NESTING}).enable("table")
    # A definition takes words out of the text; many of them take the parser minutes.
    md.disable("reference")
    md.use(footnote_plugin, inline=False)
    if roles:
        md.use(myst_role_plugin)
        # `[words]{lang=de}`; all attributes are kept, so that all others can be refused.
        md.use(attrs_plugin, after=(), spans=True)
    # Every address becomes a link here, so that the one allow-list below judges all of them.
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    return hasten(md)


def tree_of(text: str, grammar: Grammar) -> SyntaxTreeNode:
    """*text* as Markdown's parser sees it, whether it may be used or not."""
    return SyntaxTreeNode(_parser(bool(grammar.roles)).parse(text, {}))


def parse(
    text: str, grammar: Grammar, path: str, first_line: int = 1
) -> Parsed | tuple[Problem, ...]:
    """The tree of *text*, or the reasons why it may not be used (never an empty tuple)."""
    if problem := too_much(text, grammar, path, first_line):
        return (problem,)
    tokens = _parser(bool(grammar.roles)).parse(text, {})
    problems = whole(token_refusals(tokens, grammar, path, first_line))
    problems += line_refusals(text, grammar, path, first_line)
    if not problems and not any(_says_something(token) for token in tokens):
        message = f"there is no text below the front matter; {grammar.what} needs some."
        problems.append(Problem(Code.MARKUP_EMPTY, message, Place(path, first_line)))
    if problems:
        return tuple(some(problems))
    roles = tuple(_roles(tokens, first_line)) if grammar.roles else ()
    images = tuple(_images(tokens, first_line))
    return Parsed(
        text, first_line, grammar, roles, images, tokens[0].tag, tree=SyntaxTreeNode(tokens)
    )


def refused_roles(text: str, grammar: Grammar, first_line: int) -> Iterator[tuple[str, str, int]]:
    """The allowed roles of a text that is refused, so that their mistakes can be said as well."""
    if not too_much(text, grammar, "", first_line):
        found = _roles(_parser(roles=True).parse(text, {}), first_line)
        yield from (role for role in found if role[0] in grammar.roles)


def _roles(tokens: list[Token], first_line: int) -> Iterator[tuple[str, str, int]]:
    line = first_line
    for token in tokens:
        if token.map:
            line = first_line + token.map[0]
        for child in token.children or ():
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            elif child.type == "myst_role":
                yield child.meta["name"], child.content, line


def _images(tokens: list[Token], first_line: int) -> Iterator[tuple[str, int]]:
    line = first_line
    for token in tokens:
        if token.map:
            line = first_line + token.map[0]
        for child in token.children or ():
            if child.type == "image":
                yield str(child.attrs["src"]), line


def _says_something(token: Token) -> bool:
    return any(shows(child.content) for child in token.children or ())
