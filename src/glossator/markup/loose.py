"""Which signs of Markdown in a note or an entry mean nothing, because their other half is missing?

They are printed as they are, which nobody wants who wrote them. A star behind a word may be that
of a footnote, so only those before a word are taken for the beginning of emphasis.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.tree import SyntaxTreeNode

from ..model import Place
from ..problems import Code, Problem, Severity, plain
from .parsed import Parsed, tree_of

_SIGNS = re.compile(r"[*_{]|://")
#: What an author says to be mere words; the sign in its place means nothing to Markdown.
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
_MERE = ";"
_APART = re.compile(r"\[(?P<words>[^][]+)\]\s+\((?P<address>https?://[^\s)]*)\)", re.I)
_ADDRESS = re.compile(r"\bhttps?://[^\s<>“”]*[^\s<>“”.,;:!?)]", re.I)
_OPENED = re.compile(r"(?<![^\s(\[“‘\"'«„—–-])(?P<sign>\*{1,3}|_{1,3})(?=[\w“‘\"'«„])[^*_\n]*")
_ROLE = re.compile(r"\{(?P<name>cite|term|article|note)\}[^\s]*")
_STARRED = re.compile(r"(?<=\w)(\*+)(?!\w)")


def loose_signs(parsed: Parsed, path: str) -> Iterator[Problem]:
    """Warnings of what is printed and was to be markup, in its order."""
    if not _SIGNS.search(parsed.text):
        return
    tree = parsed.tree
    if "\\" in parsed.text:
        tree = tree_of(_ESCAPED.sub(_MERE, parsed.text), parsed.grammar)
    stars: set[str] = set()
    for inline in tree.walk():
        if inline.type == "inline":
            line = parsed.first_line + (inline.map or (0, 0))[0]
            text = "".join(_words(inline))
            yield from _in_block(text, line, path, stars)
            stars.update(_STARRED.findall(text))


def _in_block(text: str, line: int, path: str, stars: set[str]) -> Iterator[Problem]:
    found: list[tuple[int, str, str]] = []

    def apart(match: re.Match[str]) -> str:
        words, address = plain(match["words"], 40), plain(match["address"])
        message = f"“[{words}] ({address})” is no link, for a space stands inside."
        found.append((match.start(), message, f"Write [{words}]({address})."))
        return _hidden(match)

    def bare(match: re.Match[str]) -> str:
        address = plain(match[0])
        message = f"the address {address} is no link."
        found.append((match.start(), message, f"Write <{address}> or [words]({address})."))
        return _hidden(match)

    rest = _ADDRESS.sub(bare, _APART.sub(apart, text))
    for match in _OPENED.finditer(rest):
        sign = match["sign"]
        if match.start() or sign not in stars:  # else a footnote, which explains a star above
            words = plain(text[match.start() : match.end()], 40)
            message = f"the “{sign}” of “{words}” has no other half."
            hint = f"Write {sign} behind the last of the words too, or \\{sign[0]} for the sign."
            found.append((match.start(), message, hint))
    for match in _ROLE.finditer(rest):
        words, name = plain(text[match.start() : match.end()], 40), match["name"]
        message = (
            f"“{words}” points nowhere: the words after {{{name}}} have no backtick on either side."
        )
        found.append((match.start(), message, f"Write {{{name}}}`words`."))
    for at, message, hint in sorted(found):
        place = Place(path, line + text.count("\n", 0, at))
        yield Problem(Code.MARKUP_LOOSE, message, place, hint, Severity.WARNING)


def _hidden(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _words(node: SyntaxTreeNode) -> Iterator[str]:
    """The words of a block, with its lines; links and roles as one sign that means nothing."""
    for child in node.children:
        if child.type in ("softbreak", "hardbreak"):
            yield "\n"
        elif child.type == "text":
            yield child.content
        elif child.type in ("em", "strong", "span"):
            yield from _words(child)
        else:
            yield _MERE
