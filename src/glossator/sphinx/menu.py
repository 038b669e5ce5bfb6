"""Which pages does the edition have, in which parts, as its menu shows them?

Read from the tables of contents that Sphinx collects (Jupyter Book's `_toc.yml` arrives there as
well), once a build: asking Sphinx for the tree on every page makes a build quadratic.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

#: What stands for the way to the root until it is known on which page the menu will be.
ROOT = "\x00"
#: A part with more pages is cut in the menu; all of its pages stay within reach of its first.
LONGEST = 40


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


def write_menu(parts: tuple[Part, ...], addresses: dict[str, str]) -> str:
    """The menu as HTML, with `ROOT` before each address."""
    return "\n".join(_write_part(number, part, addresses) for number, part in enumerate(parts, 1))


def _write_part(number: int, part: Part, addresses: dict[str, str]) -> str:
    items = [
        f'<li><a href="{ROOT}{escape(addresses[docname])}">{escape(title)}</a></li>'
        for docname, title in part.pages[:LONGEST]
    ]
    if len(part.pages) > LONGEST:
        items.append(f"<li>and {len(part.pages) - LONGEST} more</li>")
    caption = f'<p class="menu-part">{escape(part.caption)}</p>\n' if part.caption else ""
    return f"<div>{caption}<ul>\n" + "\n".join(items) + "\n</ul></div>"


def menu_on(menu: str, address: str, to_root: str) -> str:
    """The menu as it stands on the page with *address*, from which *to_root* leads to the root."""
    here = f'href="{ROOT}{escape(address)}"'
    return menu.replace(here, here + ' aria-current="page"', 1).replace(ROOT, escape(to_root))
