"""Which Markdown may stand in an article, a note or an entry, and what is it made of?

Text is parsed with more rules than are allowed, so that what is not allowed is seen and
refused by name, rather than passed on as a program to somebody else's parser. The result is
markdown-it's syntax tree, which holds nothing but the allowed sorts of elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from .addresses import address_refused, belies
from .characters import named_at, refused_in, shows, unseen_in
from .languages import is_tag
from .model import Place
from .problems import Code, Problem, plain, some
from .runs import hasten

_BLOCKS = frozenset(
    {"root", "paragraph", "inline", "bullet_list", "ordered_list", "list_item", "blockquote"}
)
_INLINES = frozenset({"text", "softbreak", "hardbreak", "em", "strong", "link"})
_TABLES = frozenset({"table", "thead", "tbody", "tr", "th", "td"})
_FOOTNOTES = frozenset({"footnote_ref", "footnote_block", "footnote", "footnote_anchor"})


@dataclass(frozen=True, slots=True)
class Grammar:
    """What may stand in one sort of text. `limit` is the length of a body in characters.

    `work` bounds the time of parsing: the sum over paragraphs of the squares of their marks, and
    of their length for each `<`.
    """

    what: str
    allowed: frozenset[str]
    roles: tuple[str, ...]
    limit: int
    work: int
    allowed_in_words: str


ARTICLE = Grammar(
    "an article",
    _BLOCKS | _INLINES | _TABLES | _FOOTNOTES | {"heading", "hr", "image"},
    (),
    300_000,
    12_000_000,
    "headings, paragraphs, emphasis, links, block quotations, lists, tables, rules, images and footnotes",
)
NOTE = Grammar(
    "a note",
    _BLOCKS | _INLINES | {"myst_role", "span"},
    ("term", "article", "cite", "note"),
    64_000,
    1_000_000,
    "paragraphs, emphasis, lists, block quotations, links, words of another language and the roles {term}, {article}, {cite} and {note}",
)
ENTRY = Grammar(
    "a glossary entry", NOTE.allowed, NOTE.roles, NOTE.limit, NOTE.work, NOTE.allowed_in_words
)

_GRAMMARS = {grammar.what: grammar for grammar in (ARTICLE, NOTE, ENTRY)}

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
    "myst_role": "a role",
    **dict.fromkeys(_TABLES, "a table"),
    **dict.fromkeys(_FOOTNOTES, "a footnote"),
}
#: These come as several elements, one inside the other.
_IN_PARTS = ("a table ", "a footnote ")
#: What to do instead, where that is more than to leave it out.
_INSTEAD = {
    "raw HTML": "Write *emphasis* and **strong** with asterisks; an empty line begins a paragraph.",
    "a footnote": "Say it in the text, and name its source under “sources”.",
    "a table": "Say it in sentences or in a list.",
    "a heading": "Begin with the text; a note has no title.",
    "code between backticks": "Write “words” between quotation marks; a role such as {term}`word` has no space before its backticks.",
}

#: Jinja, which MyST runs as a program; comments, targets and colon fences, which MyST obeys.
_TEMPLATE = re.compile(r"\{\{|\{%|\{#")
_MYST_LINE = re.compile(r"^(?P<what>:::+\s*\{?|\([^()\s]+\)=\s*$|%\s|\+\+\+(?:\s|$))", re.M)
#: A role that its author wrote with a space, or with quotation marks, which leaves it mere text.
_LOOSE_ROLE = re.compile(r"(?<![`~:\w])\{(?:term|article|cite|note)\}(?!`)")
_MYST_NAMES = {
    ":": "a directive (:::)",
    "(": "a target ((name)=)",
    "%": "a comment (%)",
    "+": "a block break (+++)",
}
#: `[name]: address`, which MyST and Markdown take out of the text and use elsewhere.
_DEFINITION = re.compile(r" {0,3}\[(?!\^)[^][]{1,999}\]:\s*(?:<|[/#.]|[A-Za-z][A-Za-z0-9+.-]*:)")
#: The marks that make Markdown's own search for their partners take long.
_MARKS = "*_[]`<>!&\\"
_MARK = re.compile(f"[{re.escape(_MARKS)}]")
_IN_DELIMITER_ROW = frozenset(" \t>|:-")
#: Of one table, and of all tables of a text.
_LIMIT_CELLS, _LIMIT_ALL_CELLS = 5_000, 20_000
#: From each `<` the parser looks for its `>`, if need be to the end: so many characters are one mark's work.
_LOOKED_THROUGH = 16
LIMIT_LINES = 20_000
#: How a line ends that is to be broken there, and how many of one paragraph, or of one note, may; what
#: sets the PDF's lines weighs each break against all others.
_BREAKS, _LIMIT_BREAKS = ("  ", "\\"), 300
#: No page and no format of ours can hold a longer word; scripts that set no spaces break anywhere.
_LONGEST_WORD = 2_500
_LONG_WORD = re.compile(
    rf"[^\s\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef"
    rf"\U00020000-\U0003ffff]{{{_LONGEST_WORD + 1},}}"
)
#: Elements inside elements. markdown-it silently drops what lies deeper than its own limit.
_LIMIT_NESTING = 12
_PARSER_NESTING = 20
#: Quotations and lists that begin on one line; each of them is looked for again on the next.
_OPENING = re.compile(r"(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*")
_LIMIT_OPENING = 6


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
            self._tree = SyntaxTreeNode(_parser(bool(self.grammar.roles)).parse(self.text, {}))
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
    return Parsed(text, first_line, _GRAMMARS[grammar], roles, images, begins)


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


def parse(
    text: str, grammar: Grammar, path: str, first_line: int = 1
) -> Parsed | tuple[Problem, ...]:
    """The tree of *text*, or the reasons why it may not be used (never an empty tuple)."""
    if problem := too_much(text, grammar, path, first_line):
        return (problem,)
    tokens = _parser(bool(grammar.roles)).parse(text, {})
    problems = _whole(_refusals(tokens, grammar, path, first_line))
    problems += _line_refusals(text, grammar, path, first_line)
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


def too_much(text: str, grammar: Grammar, path: str, first_line: int) -> Problem | None:
    """What would take long is refused before it is parsed, by counting only."""
    if len(text) > grammar.limit:
        message = (
            f"{grammar.what} may have at most {grammar.limit:,} characters; this has {len(text):,}."
        )
        return Problem(Code.FILE_SIZE, message, Place(path, first_line), "Make several of it.")
    lines = text.split("\n")
    if len(lines) > LIMIT_LINES:
        message = f"{grammar.what} may have at most {LIMIT_LINES:,} lines; this has {len(lines):,}."
        return Problem(Code.FILE_SIZE, message, Place(path, first_line), "Make several of it.")
    for number, line in enumerate(lines, first_line):
        opening = _OPENING.match(line)
        if opening and len(re.findall(r">|[-+*]|\d+[.)]", opening[0])) > _LIMIT_OPENING:
            what = "anything so deep inside lists and quotations"
            return _refusal(what, grammar, Place(path, number))
    work = all_cells = breaks = 0
    for start, paragraph in _paragraphs(lines):
        work += sum(len(_MARK.findall(line)) for line in paragraph) ** 2
        if tags := sum(line.count("<") for line in paragraph):
            work += tags * sum(map(len, paragraph)) // _LOOKED_THROUGH
        # Verse has many paragraphs; the notes on it have none.
        breaks = breaks * (grammar is not ARTICLE) + sum(map(_breaks, paragraph))
        if breaks > _LIMIT_BREAKS:
            where = "a paragraph" if grammar is ARTICLE else grammar.what
            message = f"{where} has more than {_LIMIT_BREAKS} lines that are broken by hand."
            hint = "Make several paragraphs, or let the lines run on."
            return Problem(Code.MARKUP_REFUSED, message, Place(path, first_line + start), hint)
        columns = max(
            (line.count("|") for line in paragraph if _IN_DELIMITER_ROW.issuperset(line)), default=0
        )
        cells = columns * len(paragraph)
        all_cells += cells
        if work > grammar.work or cells > _LIMIT_CELLS or all_cells > _LIMIT_ALL_CELLS:
            message = "there is more markup here than any text needs."
            hint = "Write fewer of the characters that Markdown obeys, or make several paragraphs."
            return Problem(Code.MARKUP_REFUSED, message, Place(path, first_line + start), hint)
    return None


def _breaks(line: str) -> bool:
    return line.endswith(_BREAKS)


def _paragraphs(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines without an empty one between, with the place of their first."""
    start = 0
    for number, line in enumerate([*lines, ""]):
        if not line.strip(" \t>"):
            if number > start:
                yield start, lines[start:number]
            start = number + 1


def _line_refusals(text: str, grammar: Grammar, path: str, first_line: int) -> Iterator[Problem]:
    """What is a program or an order to other parsers, and mere text to ours."""
    for number, line in enumerate(text.split("\n"), first_line):
        if found := _TEMPLATE.search(line):
            what = f"a template (“{plain(line[found.start() :], 24)}”)"
            yield _refusal(what, grammar, Place(path, number))
        elif grammar.roles and (found := _LOOSE_ROLE.search(line)):
            message = f"the role {found[0]} is not followed by its words."
            hint = f"Write them between backticks, without a space before: {found[0]}`word`."
            yield Problem(Code.MARKUP_ROLE, message, Place(path, number), hint)
        elif found := _MYST_LINE.match(line.lstrip()):
            yield _refusal(_MYST_NAMES[found["what"][0]], grammar, Place(path, number))
        elif _DEFINITION.match(line.lstrip(" >")):
            yield _refusal(
                "a definition of an address ([name]: address)", grammar, Place(path, number)
            )


def _refusal(what: str, grammar: Grammar, place: Place) -> Problem:
    message = f"{what} cannot stand in {grammar.what}."
    allowed = f"Allowed are {grammar.allowed_in_words}."
    hint = f"{_INSTEAD[what]} {allowed}" if what in _INSTEAD and grammar is not ARTICLE else allowed
    return Problem(Code.MARKUP_REFUSED, message, place, hint)


def _refusals(
    tokens: list[Token], grammar: Grammar, path: str, first_line: int
) -> Iterator[Problem]:
    line = first_line
    for token in tokens:
        if token.map:
            line = first_line + token.map[0]
        if max((token.level, *(child.level for child in token.children or ()))) > _LIMIT_NESTING:
            yield _refusal(
                "anything so deep inside lists, quotations or emphasis", grammar, Place(path, line)
            )
            return
        yield from _judge(token, grammar, Place(path, line))
        if grammar is not ARTICLE:  # whose links are its author's
            yield from _lies(token.children or [], Place(path, line))
        for child in token.children or ():
            yield from _judge(child, grammar, Place(path, line))
            line += child.type in ("softbreak", "hardbreak")


def _whole(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, but a refused table or footnote once, and not again for each of its parts."""
    kept: dict[object, Problem] = {}
    for problem in problems:
        parted = problem.message.startswith(_IN_PARTS)
        kept.setdefault(problem.message if parted else problem, problem)
    return list(kept.values())


def _judge(token: Token, grammar: Grammar, place: Place) -> Iterator[Problem]:
    name = token.type.removesuffix("_open").removesuffix("_close")
    if token.type.endswith("_close"):
        return
    if name not in grammar.allowed:
        yield _refusal(_called(token, name), grammar, place)
    elif name == "myst_role" and token.meta["name"] not in grammar.roles:
        known = ", ".join(f"{{{role}}}" for role in grammar.roles)
        near = get_close_matches(token.meta["name"], grammar.roles, 1)
        hint = f"Did you mean {{{near[0]}}}? " if near else ""
        message = f"the role {{{plain(token.meta['name'], 40)}}} cannot stand in {grammar.what}."
        yield Problem(Code.MARKUP_ROLE, message, place, f"{hint}Allowed are {known}.")
    elif name == "text" and (bad := _deceiving(token.content, grammar)):
        message = f"{bad} cannot stand in {grammar.what}."
        yield Problem(Code.FILE_ENCODING, message, place, "Delete it.")
    elif name == "text" and (long := _LONG_WORD.search(token.content)):
        message = f"a word of {len(long[0]):,} letters cannot be set; “{plain(long[0], 30)}”."
        hint = f"Put spaces into it; {_LONGEST_WORD:,} characters are the most."
        yield Problem(Code.MARKUP_REFUSED, message, place, hint)
    elif name == "span" and (wrong := _not_a_language(token)):
        hint = "Words of another language are marked as [mot juste]{lang=fr}; nothing else can be."
        yield Problem(Code.MARKUP_REFUSED, f"{wrong} cannot stand in {grammar.what}.", place, hint)
    elif name in ("link", "image"):
        address = str(token.attrs.get("href", token.attrs.get("src", "")))
        if reason := address_refused(address, image=name == "image"):
            yield Problem(Code.MARKUP_ADDRESS, f"the address “{plain(address)}” {reason}.", place)


def _lies(children: list[Token], place: Place) -> Iterator[Problem]:
    """Links whose words are an address that they do not lead to."""
    address, words = None, ""
    for child in children:
        if child.type == "link_open":
            address, words = str(child.attrs.get("href", "")), ""
        elif child.type == "link_close" and address is not None:
            if host := belies(words, address):
                message = f"the words “{plain(words)}” are an address, and the link leads to “{plain(host)}”."
                hint = "Write where it leads, or other words."
                yield Problem(Code.MARKUP_ADDRESS, message, place, hint)
            address = None
        words += child.content


def _not_a_language(token: Token) -> str:
    """What a span says but the language of its words; empty where it says that alone."""
    given = {**token.attrs, **token.meta.get("insecure_attrs", {})}
    if set(given) != {"lang"}:
        names = ", ".join(sorted(set(given) - {"lang"}))
        return f"the attribute “{plain(names, 40)}”" if names else "a span without an attribute"
    code = str(given["lang"])
    return "" if is_tag(code) else f"“{plain(code, 40)}”, which is no language's code,"


def _deceiving(text: str, grammar: Grammar) -> str:
    """The first character that misleads a reader, who may have been given it as an entity.

    An article keeps what its seed has; nobody else needs characters that cannot be seen.
    """
    place = refused_in(text)
    if place is None and grammar is not ARTICLE:
        place = unseen_in(text)
    return "" if place is None else named_at(text, place)


def _called(token: Token, name: str) -> str:
    if name == "fence" and token.info.strip().startswith("{"):
        return f"a directive ({plain(token.info.strip(), 30)})"
    return _NAMES.get(name, f"“{name}”")
