"""Which pages does the edition have, in which parts, as its menu shows them?

Read from the tables of contents that Sphinx collects (Jupyter Book's `_toc.yml` arrives there as
well), once a build: asking Sphinx for the tree on every page makes a build quadratic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from ..labels import Words, labels
from .room import fitting, of_each

#: The page that lists every page of the edition, where the menus do not.
ALL = "all-pages"
#: An edition with no more pages than this has them all in every menu.
WHOLE = 40
#: Pages before and after the present one that its menu shows; parts before and after its part.
AROUND, PARTS_AROUND = 8, 6
#: A part with more pages is cut on the cover, which shows so many in all; the page of all pages
#: has the rest.
LONGEST, ON_COVER = 40, 80


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the edition: its caption and its pages, each a document and its title."""

    caption: str
    pages: tuple[tuple[str, str], ...]


def read_parts(env: BuildEnvironment) -> tuple[Part, ...]:
    """The parts in reading order; pages below pages stand behind them."""
    root = str(env.config.root_doc)
    return tuple(
        Part(str(tree.get("caption") or ""), pages)
        for tree in _toctrees(env, root)
        if (pages := tuple(_pages(env, tree, {root})))
    )


def _toctrees(env: BuildEnvironment, docname: str) -> list[addnodes.toctree]:
    return list(env.tocs[docname].findall(addnodes.toctree)) if docname in env.tocs else []


def _pages(
    env: BuildEnvironment, tree: addnodes.toctree, seen: set[str]
) -> Iterator[tuple[str, str]]:
    for title, docname in tree["entries"]:
        if docname in seen or docname not in env.titles:
            continue
        seen.add(docname)
        yield docname, title or plain_title(env.titles[docname])
        for below in _toctrees(env, docname):
            yield from _pages(env, below, seen)


def plain_title(title: nodes.Node) -> str:
    """A title as text, on one line."""
    return " ".join(title.astext().split())


class Menus:
    """The menus of one build: of a bounded size, whatever the number of pages.

    *address* gives a page's address from the root; *is_article* tells which documents are
    articles. Of a part with articles, a menu shows those around the page on which it stands.
    *words* are the fixed words of the edition.
    """

    def __init__(
        self,
        parts: tuple[Part, ...],
        address: Callable[[str], str],
        is_article: Callable[[str], bool],
        words: Words | None = None,
    ) -> None:
        self._words = words or labels("en")
        self.parts = parts
        self.whole = sum(len(part.pages) for part in parts) <= WHOLE
        self._address = address
        self._at = {
            docname: (number, place)
            for number, part in enumerate(parts)
            for place, (docname, _) in enumerate(part.pages)
        }
        self._texts = [any(is_article(docname) for docname, _ in part.pages) for part in parts]

    def on(self, docname: str, to_root: str) -> str:
        """The menu as it stands on a page, from which *to_root* leads to the root."""
        number, place = self._at.get(docname, (0, 0))
        made = []
        for at, part in enumerate(self.parts):
            shown = range(len(part.pages))
            if not self.whole and self._texts[at]:
                if abs(at - number) > PARTS_AROUND:
                    continue
                first = max(place - AROUND, 0)
                shown = shown[first : place + AROUND + 1] if at == number else shown[:0]
            elif not self.whole:
                shown = shown[:LONGEST]
            made.append(self._part(at, part, shown, docname, to_root))
        if not self.whole:
            name = self._words["all_pages"]
            made.append(f'<div><a href="{escape(to_root)}{self._all()}">{name}</a></div>')
        return "\n".join(made)

    def on_cover(self, docname: str, to_root: str) -> str:
        """The contents as the cover shows them: the beginning of each part."""
        first = fitting(LONGEST, ON_COVER, of_each(len(part.pages) for part in self.parts))
        return "\n".join(
            self._part(at, part, range(len(part.pages))[:first], docname, to_root)
            for at, part in enumerate(self.parts)
        )

    def all_pages(self) -> str:
        """All pages, part by part, as they stand on the page of all pages, beside the root."""
        jumps = " ".join(
            f'<a href="#{part_id(at)}">{escape(part.caption or "Pages")}</a>'
            for at, part in enumerate(self.parts)
        )
        return f'<p class="jumps">{jumps}</p>\n' * (len(self.parts) > 1) + "\n".join(
            self._part(at, part, range(len(part.pages)), "", "", part_id(at))
            for at, part in enumerate(self.parts)
        )

    def _part(
        self, at: int, part: Part, shown: range, docname: str, to_root: str, id: str = ""
    ) -> str:
        to_all = f"{escape(to_root)}{self._all()}#{part_id(at)}"
        items = [self._item(part.pages[place], docname, to_root) for place in shown]
        if shown and shown.start:
            before = self._words["before"].format(number=shown.start)
            items.insert(0, f'<li><a href="{to_all}">{before}</a></li>')
        if shown and (rest := len(part.pages) - shown.stop):
            items.append(f'<li><a href="{to_all}">{self._words.count("more", rest)}</a></li>')
        words = escape(part.caption)
        if not shown:
            words = f'<a href="{to_all}">{words or self._words["pages"]} ({len(part.pages)})</a>'
        caption = f'<p class="menu-part">{words}</p>\n' if words else ""
        listed = "<ul>\n" + "\n".join(items) + "\n</ul>" if items else ""
        attribute = f' id="{id}"' if id else ""
        return f"<div{attribute}>{caption}{listed}</div>"

    def _item(self, page: tuple[str, str], docname: str, to_root: str) -> str:
        name, title = page
        here = ' aria-current="page"' if name == docname else ""
        address = escape(to_root + self._address(name))
        return f'<li><a href="{address}"{here}>{escape(title)}</a></li>'

    def _all(self) -> str:
        return escape(self._address(ALL))


def part_id(number: int) -> str:
    """The anchor of a part on the page of all pages."""
    return f"part-{number + 1}"
