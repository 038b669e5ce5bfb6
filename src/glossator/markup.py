"""Which Markdown may stand in an article, a note or an entry, and what is it made of?

Text is parsed with more rules than are allowed, so that what is not allowed is seen and
refused by name, rather than passed on as a program to somebody else's parser. The result is
markdown-it's syntax tree, which holds nothing but the allowed sorts of elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from .model import Place
from .problems import Code, Problem, plain

_BLOCKS = frozenset({"root", "paragraph", "inline", "bullet_list", "ordered_list", "list_item", "blockquote"})
_INLINES = frozenset({"text", "softbreak", "hardbreak", "em", "strong", "link"})
_TABLES = frozenset({"table", "thead", "tbody", "tr", "th", "td"})
_FOOTNOTES = frozenset({"footnote_ref", "footnote_block", "footnote", "footnote_anchor"})


@dataclass(frozen=True, slots=True)
class Grammar:
    """What may stand in one sort of text. `limit` is the length of a body in characters."""

    what: str
    allowed: frozenset[str]
    roles: tuple[str, ...]
    limit: int
    allowed_in_words: str


ARTICLE = Grammar(
    "an article",
    _BLOCKS | _INLINES | _TABLES | _FOOTNOTES | {"heading", "hr", "image"},
    (),
    5_000_000,
    "headings, paragraphs, emphasis, links, block quotations, lists, tables, rules, images and footnotes",
)
NOTE = Grammar(
    "a note",
    _BLOCKS | _INLINES | {"myst_role"},
    ("term", "article", "cite", "note"),
    64_000,
    "paragraphs, emphasis, lists, block quotations, links and the roles {term}, {article}, {cite} and {note}",
)
ENTRY = Grammar("a glossary entry", NOTE.allowed, NOTE.roles, NOTE.limit, NOTE.allowed_in_words)

#: What a refused element is called to its author.
_NAMES = {
    "html_block": "raw HTML",
    "html_inline": "raw HTML",
    "fence": "a block of code",
    "code_block": "a block of code (lines indented by four spaces)",
    "code_inline": "code between backticks",
    "heading": "a heading",
    "hr": "a rule",
    "image": "an image",
    "table": "a table",
    "footnote_ref": "a footnote",
    "footnote_block": "a footnote",
    "myst_role": "a role",
}

_SCHEMES = frozenset({"http", "https", "mailto"})
#: Jinja, which MyST runs as a program; comments, targets and colon fences, which MyST obeys.
_TEMPLATE = re.compile(r"\{\{|\{%|\{#")
_MYST_LINE = re.compile(r"^(?P<what>:::+\s*\{?|\([^()\s]+\)=\s*$|%\s|\+\+\+(?:\s|$))", re.M)
_MYST_NAMES = {":": "a directive (:::)", "(": "a target ((name)=)", "%": "a comment (%)", "+": "a block break (+++)"}
_LIMIT_LINE = 20_000
_LIMIT_NESTING = 20


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text that may be used: its tree, and the line of the file at which it begins."""

    tree: SyntaxTreeNode
    first_line: int
    grammar: Grammar
    problems: tuple[Problem, ...] = field(default=())


@cache
def _parser(roles: bool) -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": _LIMIT_NESTING}).enable("table")
    md.use(footnote_plugin, inline=False)
    if roles:
        md.use(myst_role_plugin)
    # Every address becomes a link here, so that the one allow-list below judges all of them.
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    return md


def parse(text: str, grammar: Grammar, path: str, first_line: int = 1) -> Parsed | tuple[Problem, ...]:
    """The tree of *text*, or the reasons why it may not be used (never an empty tuple)."""
    if problem := _too_much(text, grammar, path, first_line):
        return (problem,)
    tokens = _parser(bool(grammar.roles)).parse(text, {})
    problems = list(_refusals(tokens, grammar, path, first_line))
    problems += _templates(text, grammar, path, first_line)
    if not problems and not any(token.type == "inline" for token in tokens):
        message = f"there is no text below the front matter; {grammar.what} needs some."
        problems.append(Problem(Code.MARKUP_EMPTY, message, Place(path, first_line)))
    if problems:
        return tuple(problems)
    return Parsed(SyntaxTreeNode(tokens), first_line, grammar)


def _too_much(text: str, grammar: Grammar, path: str, first_line: int) -> Problem | None:
    if len(text) > grammar.limit:
        message = f"{grammar.what} may have at most {grammar.limit:,} characters; this has {len(text):,}."
        return Problem(Code.FILE_SIZE, message, Place(path, first_line))
    for number, line in enumerate(text.split("\n")):
        marks = sum(line.count(mark) for mark in "*_[]`<>!|")
        if marks > 2_000 or len(line) > _LIMIT_LINE * 10:
            message = "a line has more markup than any text needs."
            return Problem(Code.MARKUP_REFUSED, message, Place(path, first_line + number))
    return None


def _templates(text: str, grammar: Grammar, path: str, first_line: int) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n")):
        if found := _TEMPLATE.search(line):
            what = f"a template (“{plain(line[found.start() :], 24)}”)"
            yield _refusal(what, grammar, Place(path, first_line + number))
        elif found := _MYST_LINE.match(line.lstrip()):
            what = _MYST_NAMES[found["what"][0]]
            yield _refusal(what, grammar, Place(path, first_line + number))


def _refusal(what: str, grammar: Grammar, place: Place) -> Problem:
    message = f"{what} cannot stand in {grammar.what}."
    return Problem(Code.MARKUP_REFUSED, message, place, f"Allowed are {grammar.allowed_in_words}.")


def _refusals(tokens: list[Token], grammar: Grammar, path: str, first_line: int) -> Iterator[Problem]:
    line = first_line
    for token in tokens:
        if token.map:
            line = first_line + token.map[0]
        yield from _judge(token, grammar, Place(path, line))
        for child in token.children or ():
            yield from _judge(child, grammar, Place(path, line))
            line += child.type in ("softbreak", "hardbreak")


def _judge(token: Token, grammar: Grammar, place: Place) -> Iterator[Problem]:
    name = token.type.removesuffix("_open").removesuffix("_close")
    if token.type.endswith("_close"):
        return
    if name not in grammar.allowed:
        yield _refusal(_called(token, name), grammar, place)
    elif name == "myst_role" and token.meta["name"] not in grammar.roles:
        known = ", ".join(f"{{{role}}}" for role in grammar.roles)
        message = f"the role {{{plain(token.meta['name'], 40)}}} cannot stand in {grammar.what}."
        yield Problem(Code.MARKUP_ROLE, message, place, f"Allowed are {known}.")
    elif name in ("link", "image"):
        address = str(token.attrs.get("href", token.attrs.get("src", "")))
        if reason := address_refused(address, image=name == "image"):
            yield Problem(Code.MARKUP_ADDRESS, f"the address “{plain(address)}” {reason}.", place)


def _called(token: Token, name: str) -> str:
    if name == "fence" and token.info.strip().startswith("{"):
        return f"a directive ({plain(token.info.strip(), 30)})"
    return _NAMES.get(name, f"“{name}”")


def address_refused(address: str, *, image: bool = False) -> str:
    """Why *address* may not be used, as the end of a sentence; empty where it may.

    Links go to http, https, mailto or a place on the same page; an image is a file of the
    edition, named by a relative path that stays inside it.
    """
    if any(ord(char) < 33 or ord(char) == 127 or char == "\\" for char in address):
        return "holds a space, a backslash or a control character"
    try:
        parts = urlsplit(address)
    except ValueError:
        return "is not an address"
    if image:
        inside = not parts.scheme and not parts.netloc and not address.startswith("/")
        return "" if inside and ".." not in parts.path.split("/") else "is not a file of this edition"
    if parts.scheme:
        allowed = parts.scheme.lower() in _SCHEMES
        return "" if allowed else f"begins with “{plain(parts.scheme, 20)}:”; only http, https and mailto are allowed"
    return "" if address.startswith("#") else "is not complete; begin it with https://, or use {article}"
