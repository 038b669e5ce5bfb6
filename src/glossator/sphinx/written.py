"""What did the pages in this folder show when they were written, and which show it no longer?

Sphinx goes by the times of sources, and remembers for all builders together what was read. A page
of ours also shows notes, entries and lists; so each folder keeps what its own pages were made from.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

from sphinx.application import Sphinx

from ..memory import engine
from .links import pages_of, where_lists_stand
from .lists import digest_of
from .menu import read_parts
from .records import digest, read_like, write_record
from .session import session_of
from .theme import menus_of
from .unfinished import noted_pages

#: Beside the pages: what they were made from.
RECORD = ".written"


class _Record(TypedDict):
    """`listed` stands for all that lists can show, `titles` for all pages and their order, `places`
    for where lists stand, `around` for what each page shows of others.
    """

    view: str
    listed: str
    articles: dict[str, str]
    lists: dict[str, str]
    titles: str
    places: str
    around: dict[str, str]


def add(app: Sphinx) -> None:
    """Keep the record at the end of a build, before its note of unfinished pages goes."""
    app.connect("build-finished", _keep, priority=998)


def outdated_pages(app: Sphinx) -> Iterator[str]:
    """The pages that have to be written again, whatever Sphinx thinks of them."""
    yield from noted_pages(app)
    session, record = session_of(app), _read(app)
    if record["view"] == session.view:
        return
    for docname, fingerprint in session.fingerprints.items():
        if docname in app.env.found_docs and record["articles"].get(docname) != fingerprint:
            yield docname
    for docname, names in pages_of(app.env).items():
        if any(record["lists"].get(name) != _digest_of(app, name, record) for name in names):
            yield docname


def _digest_of(app: Sphinx, name: str, record: _Record) -> str:
    """A fingerprint of what a list shows, which need not be made for it where nothing has changed."""
    if record["listed"] == _listed(app) and name in record["lists"]:
        return record["lists"][name]
    return digest_of(session_of(app), name)


def _listed(app: Sphinx) -> str:
    """A fingerprint of all that lists are made from, this program included."""
    return f"{engine().hex()} {session_of(app).listed}"


def pages_to_write(app: Sphinx, wanted: set[str], asked: set[str]) -> set[str]:
    """Of the pages that Sphinx *wanted* to write, those that show something else than they did.

    Besides those that were *asked* for, it takes the first page and all whose tables of contents
    name a page that was read. They show the titles of others; where no title has changed, they
    are as they were. Where one has, more pages than these show it: those with it in their menu.
    """
    record = _read(app)
    if record["places"] != where_lists_stand(app.env):
        # Links to terms, works and emendations lead there, from any page.
        return set(app.env.found_docs)
    if record["titles"] == _titles(app):
        return wanted & asked
    around = _around(app)
    changed = {name for name in around if record["around"].get(name) != around[name]}
    # The table of contents may still name an article that is gone.
    return wanted | changed & set(app.env.found_docs)


def _titles(app: Sphinx) -> str:
    return digest(read_parts(app.env))


def _around(app: Sphinx) -> dict[str, str]:
    """What each page shows of others: its menu, and the pages before and after it."""
    menus, order = menus_of(app), app.env.collect_relations()
    titles = {name: node.astext() for name, node in app.env.titles.items()}
    return {
        name: digest(menus.on(name, ""), [(each, titles.get(each or "")) for each in related])
        for name, related in order.items()
    }


def _keep(app: Sphinx, exception: Exception | None) -> None:
    """Keep what the pages show now; when all of them are written."""
    if exception is not None or not hasattr(app.builder, "outdated_pages"):
        return
    session, record = session_of(app), _read(app)
    titles, places = _titles(app), where_lists_stand(app.env)
    same = record["titles"] == titles and record["places"] == places
    if record["view"] == session.view and same:
        return
    names = {name for names in pages_of(app.env).values() for name in names}
    made = _Record(
        view=session.view,
        listed=_listed(app),
        articles=session.fingerprints,
        lists={name: _digest_of(app, name, record) for name in sorted(names)},
        titles=titles,
        places=places,
        around=record["around"] if record["titles"] == titles else _around(app),
    )
    write_record(Path(app.outdir) / RECORD, made)


def _read(app: Sphinx) -> _Record:
    nothing = _Record(view="", listed="", articles={}, lists={}, titles="", places="", around={})
    return read_like(Path(app.outdir) / RECORD, nothing)
