"""In which order do the pages of a book stand, and what does its table of contents say?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from .package import Entry


def contents_of(env: BuildEnvironment, suffix: str) -> tuple[Entry, ...]:
    """The table of contents: the front page, then every part with its pages and their sections."""
    root = env.config.root_doc
    seen = {root}
    front = Entry(env.titles[root].astext(), root + suffix)
    return (front, *_branches(env, root, suffix, seen))


def _branches(env: BuildEnvironment, docname: str, suffix: str, seen: set[str]) -> Iterator[Entry]:
    for toctree in env.tocs[docname].findall(addnodes.toctree):
        pages = tuple(_pages(env, toctree, suffix, seen))
        if pages and toctree.get("caption"):
            yield Entry(toctree["caption"], "", pages)
        else:
            yield from pages


def _pages(
    env: BuildEnvironment, toctree: nodes.Element, suffix: str, seen: set[str]
) -> Iterator[Entry]:
    for title, docname in toctree["entries"]:
        if docname not in env.titles or docname in seen:
            continue  # an address elsewhere, or a page that stands further up
        seen.add(docname)
        words = title or env.titles[docname].astext()
        below = (*_sections(env, docname, suffix), *_branches(env, docname, suffix, seen))
        yield Entry(words, docname + suffix, below)


def _sections(env: BuildEnvironment, docname: str, suffix: str) -> Iterator[Entry]:
    """The headings below the page's title, one level deep."""
    page = next(iter(env.tocs[docname].children), None)
    lists = page.children[1:] if isinstance(page, nodes.Element) else ()
    for items in lists:
        for item in items.children if isinstance(items, nodes.bullet_list) else ():
            reference = next(item.findall(nodes.reference), None)
            if reference is not None and reference.get("anchorname"):
                # Sphinx's EPUB builder writes ids without colons.
                anchor = reference["anchorname"].replace(":", "-")
                yield Entry(reference.astext(), docname + suffix + anchor)


def pages_of_contents(
    contents: Iterable[Entry], documents: Iterable[str], suffix: str
) -> list[str]:
    """The files of all pages in reading order; those outside the contents come last."""
    listed = [entry.href.partition("#")[0] for entry in _flat(contents) if entry.href]
    return list(dict.fromkeys([*listed, *(name + suffix for name in sorted(documents))]))


def _flat(contents: Iterable[Entry]) -> Iterator[Entry]:
    for entry in contents:
        yield entry
        yield from _flat(entry.children)
