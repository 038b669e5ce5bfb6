"""What of a text may not stand there, and how is that said to its author?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from markdown_it.token import Token

from ..addresses import address_refused, belies
from ..characters import named_at, refused_in, unseen_in
from ..languages import is_tag
from ..model import Place
from ..problems import Code, Problem, plain
from .grammar import ARTICLE, FOOTNOTES, TABLES, Grammar

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
    **dict.fromkeys(TABLES, "a table"),
    **dict.fromkeys(FOOTNOTES, "a footnote"),
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
#: No page and no format of ours can hold a longer word; scripts that set no spaces break anywhere.
_LONGEST_WORD = 2_500
_LONG_WORD = re.compile(
    rf"[^\s\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef"
    rf"\U00020000-\U0003ffff]{{{_LONGEST_WORD + 1},}}"
)
#: Elements inside elements. markdown-it silently drops what lies deeper than its own limit.
_LIMIT_NESTING = 12


def line_refusals(text: str, grammar: Grammar, path: str, first_line: int) -> Iterator[Problem]:
    """What is a program or an order to other parsers, and mere text to ours."""
    for number, line in enumerate(text.split("\n"), first_line):
        if found := _TEMPLATE.search(line):
            what = f"a template (“{plain(line[found.start() :], 24)}”)"
            yield refusal(what, grammar, Place(path, number))
        elif grammar.roles and (found := _LOOSE_ROLE.search(line)):
            message = f"the role {found[0]} is not followed by its words."
            hint = f"Write them between backticks, without a space before: {found[0]}`word`."
            yield Problem(Code.MARKUP_ROLE, message, Place(path, number), hint)
        elif found := _MYST_LINE.match(line.lstrip()):
            yield refusal(_MYST_NAMES[found["what"][0]], grammar, Place(path, number))
        elif _DEFINITION.match(line.lstrip(" >")):
            yield refusal(
                "a definition of an address ([name]: address)", grammar, Place(path, number)
            )


def refusal(what: str, grammar: Grammar, place: Place) -> Problem:
    message = f"{what} cannot stand in {grammar.what}."
    allowed = f"Allowed are {grammar.allowed_in_words}."
    hint = f"{_INSTEAD[what]} {allowed}" if what in _INSTEAD and grammar is not ARTICLE else allowed
    return Problem(Code.MARKUP_REFUSED, message, place, hint)


def token_refusals(
    tokens: list[Token], grammar: Grammar, path: str, first_line: int
) -> Iterator[Problem]:
    line = first_line
    for token in tokens:
        if token.map:
            line = first_line + token.map[0]
        if max((token.level, *(child.level for child in token.children or ()))) > _LIMIT_NESTING:
            yield refusal(
                "anything so deep inside lists, quotations or emphasis", grammar, Place(path, line)
            )
            return
        yield from _judge(token, grammar, Place(path, line))
        if grammar is not ARTICLE:  # whose links are its author's
            yield from _lies(token.children or [], Place(path, line))
        for child in token.children or ():
            yield from _judge(child, grammar, Place(path, line))
            line += child.type in ("softbreak", "hardbreak")


def whole(problems: Iterable[Problem]) -> list[Problem]:
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
        yield refusal(_called(token, name), grammar, place)
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
