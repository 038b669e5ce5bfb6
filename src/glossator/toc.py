"""What does a table of contents name, and what is wrong with how it is written?

Reads the text of `_toc.yml` as Jupyter Book will: its formats, its lists of pages and parts.
Knows nothing of files; whether a page is there is for others to see.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import yaml

from .addresses import address_refused
from .boundedyaml import BadYaml, compose_yaml
from .model import Place
from .problems import Code, Problem, plain

TOC = "_toc.yml"
#: Each page takes three or four, and some thousand pages are an edition.
VALUES = 100_000
#: How a format calls its lists: parts and their pages at the top, and those below a page.
_FORMATS = {
    "jb-book": (("parts", "chapters"), ("subtrees", "sections")),
    "jb-article": (("subtrees", "sections"), ("subtrees", "sections")),
    "": (("subtrees", "entries"), ("subtrees", "entries")),
}
_TOP = ("root", "format", "defaults", "meta", "title", "options")
_PAGE = ("file", "title", "options")
_SORTS = ("file", "glob", "url")
#: Deeper lists are no reading order any more, and every level costs whoever walks over them.
_DEEPEST = 20
#: Of one pattern; each multiplies what comparing it with a name can take.
_MOST_STARS = 4


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the table of contents; `sort` is `root`, `file`, `glob` or `url`."""

    sort: str
    name: str
    line: int


class _Wrong(Exception):
    """What is wrong, in the line of a node, and what to do."""

    def __init__(self, node: yaml.Node, message: str, hint: str) -> None:
        super().__init__(message)
        self.problem = Problem(Code.TOC_FORM, message, Place(TOC, node.start_mark.line + 1), hint)


def read_toc(text: str) -> tuple[tuple[Listed, ...], list[Problem]]:
    """Every page that *text* names, in its order; with problems, as far as it could be read."""
    try:
        root = compose_yaml(text, twice=True)
    except BadYaml as bad:
        message = f"the table of contents cannot be read: {bad.message}"
        return (), [Problem(Code.TOC_FORM, message, Place(TOC, bad.line), bad.hint)]
    walk = _Walk()
    if not isinstance(root, yaml.MappingNode):
        message = "the table of contents names no root page."
        return (), [Problem(Code.TOC_FORM, message, Place(TOC), "Begin it with: root: book/index")]
    walk.top(root)
    return tuple(walk.listed), walk.problems


class _Walk:
    """What has been found so far: pages, and where each was named first."""

    def __init__(self) -> None:
        self.listed: list[Listed] = []
        self.problems: list[Problem] = []
        self.lists = _FORMATS["jb-book"]
        self.seen: dict[str, int] = {}

    def top(self, node: yaml.MappingNode) -> None:
        try:
            keys = _keys(node)
            format = keys.get("format")
            name = str(format.value) if format is not None else ""
            if format is not None and name not in _FORMATS:
                near = get_close_matches(name, list(_FORMATS), 1)
                hint = f"Write: format: {near[0] if near else 'jb-book'}"
                raise _Wrong(format, f"there is no format “{plain(name)}”.", hint)
            self.lists = _FORMATS[name]
            if "root" not in keys:
                raise _Wrong(
                    node, "the table of contents names no root page.", "Write: root: book/index"
                )
            self.name("root", keys["root"])
        except _Wrong as wrong:
            self.problems.append(wrong.problem)
            return
        self.below(node, keys, 0, _TOP)

    def below(
        self, node: yaml.MappingNode, keys: dict[str, yaml.Node], depth: int, own: tuple[str, ...]
    ) -> None:
        """The lists below a page, or below the whole book."""
        parts, pages = self.lists[min(depth, 1)]
        try:
            if depth > _DEEPEST:
                raise _Wrong(
                    node, f"pages lie more than {_DEEPEST} deep.", "Make the lists flatter."
                )
            _known(node, (*own, parts, pages))
            if parts in keys and pages in keys:
                raise _Wrong(
                    keys[pages],
                    f"“{parts}” and “{pages}” stand side by side, and only one of them can be used.",
                    f"Put these {pages} into a part of their own.",
                )
        except _Wrong as wrong:
            self.problems.append(wrong.problem)
        if parts in keys:
            for part in self.items(parts, keys[parts], node):
                self.part(part, pages, depth)
        elif pages in keys:
            self.pages(pages, keys[pages], node, depth)

    def part(self, node: yaml.Node, pages: str, depth: int) -> None:
        try:
            if not isinstance(node, yaml.MappingNode):
                raise _Wrong(node, "this is no part.", f"Write a caption, and {pages}: below it.")
            keys = _keys(node)
            if pages not in keys:
                other = next(
                    (key for key in ("chapters", "sections", "entries") if key in keys), ""
                )
                hint = (
                    f"Write “{pages}:” for “{other}:”." if other else "Give it pages, or delete it."
                )
                raise _Wrong(node, f"{_called(keys)} has no {pages}.", hint)
        except _Wrong as wrong:
            self.problems.append(wrong.problem)
            return
        self.pages(pages, keys[pages], node, depth)

    def pages(self, key: str, node: yaml.Node, above: yaml.MappingNode, depth: int) -> None:
        for item in self.items(key, node, above):
            try:
                if not isinstance(item, yaml.MappingNode):
                    hint = "Write it as: - file: book/…"
                    raise _Wrong(item, "this is no page.", hint)
                keys = _keys(item)
                sorts = [sort for sort in _SORTS if sort in keys]
                if len(sorts) != 1:
                    near = [get_close_matches(key, _SORTS, 1) for key in keys]
                    meant = next((found[0] for found in near if found), "file")
                    hint = f"Write it as: - {meant}: …"
                    raise _Wrong(
                        item,
                        f"this line has {' and '.join(sorts) or 'no file'}; a page has one.",
                        hint,
                    )
                self.name(sorts[0], keys[sorts[0]])
            except _Wrong as wrong:
                self.problems.append(wrong.problem)
                continue
            if sorts == ["file"]:
                self.below(item, keys, depth + 1, _PAGE)

    def items(self, key: str, node: yaml.Node, above: yaml.MappingNode) -> list[yaml.Node]:
        """The items of a list; a list without any breaks the build."""
        if isinstance(node, yaml.SequenceNode) and node.value:
            return list(node.value)
        named = _called(_keys(above))
        line = next(k for k, _ in above.value if k.value == key)
        hint = (
            f"Delete “{key}:”, and the caption above it, or name a page below it."
            if named.startswith("the part")
            else f"Delete “{key}:”, or name a page below it."
        )
        wrong = _Wrong(line, f"nothing stands under “{key}:” of {named}.", hint)
        self.problems.append(wrong.problem)
        return []

    def name(self, sort: str, node: yaml.Node) -> None:
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            raise _Wrong(node, f"“{sort}:” names nothing.", f"Write it as: {sort}: book/…")
        name, line = str(node.value), node.start_mark.line + 1
        if sort == "url" and (reason := address_refused(name)):
            message = f"the address “{plain(name)}” {reason}."
            raise _Wrong(node, message, "Begin it with https://")
        if sort == "glob" and name.count("*") > _MOST_STARS:
            message = f"the pattern “{plain(name)}” has more than {_MOST_STARS} asterisks."
            raise _Wrong(node, message, "Name the pages, or their folder: book/essays/*")
        if sort in ("file", "root"):
            page = name.removesuffix(".md")
            if (first := self.seen.setdefault(page, line)) != line:
                message = (
                    f"“{plain(name)}” stands in the table of contents twice, first in line {first}."
                )
                raise _Wrong(node, message, "Delete one of the two.")
        self.listed.append(Listed(sort, name, line))


def _keys(node: yaml.MappingNode) -> dict[str, Any]:
    return {str(key.value): value for key, value in node.value}


def _known(node: yaml.MappingNode, known: tuple[str, ...]) -> None:
    seen: dict[str, int] = {}
    for key, _ in node.value:
        line = key.start_mark.line + 1
        if (first := seen.setdefault(key.value, line)) != line:
            message = f"“{plain(str(key.value))}” stands here twice, first in line {first}; only one counts."
            raise _Wrong(key, message, "Put what stands below them under one.")
        if key.value not in known:
            near = get_close_matches(str(key.value), known, 1)
            hint = f"Did you mean “{near[0]}”?" if near else f"Here stand {_listing(known)}."
            raise _Wrong(key, f"“{plain(str(key.value))}” cannot stand here.", hint)


def _listing(known: tuple[str, ...]) -> str:
    return f"{', '.join(known[:-1])} or {known[-1]}"


def _called(keys: dict[str, Any]) -> str:
    if "caption" in keys:
        return f"the part “{plain(str(keys['caption'].value))}”"
    if "file" in keys:
        return f"“{plain(str(keys['file'].value))}”"
    return "the book" if "root" in keys else "this part"


def fits(name: str, pattern: str) -> bool:
    """Whether a pattern names the page *name*, as Sphinx reads it: only `**` goes into folders."""
    parts = re.split(r"(\*\*|\*|\?)", pattern)
    signs = {"**": ".*", "*": "[^/]*", "?": "[^/]"}
    made = "".join(signs.get(part) or re.escape(part) for part in parts)
    return re.fullmatch(made, name, re.DOTALL) is not None
