"""Which further pages do lists have, where one page would grow with the edition?

Their texts come from the lists themselves (`lists/table.py`); here they become pages, and of
those that are there already only such are written as show something else than they did.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

from docutils import nodes
from sphinx.application import Sphinx

from ..labels import labels
from ..memory import engine
from .alike import Alike
from .links import LISTED, ListPlace, place_of, resolve_links
from .lists.table import FURTHER, Further
from .records import digest, read_like, write_record
from .session import session_of
from .shares import in_shares
from .theme import frame_of

#: Beside the pages: what these pages show.
RECORD = ".further"


class _Record(TypedDict):
    """`rests` is a digest of all that they can show, `pages` have one each, by name."""

    rests: str
    pages: dict[str, str]


def add(app: Sphinx) -> None:
    """Write the pages when all others are written."""
    app.connect("html-collect-pages", _write)


def _write(app: Sphinx) -> list[tuple[str, dict[str, object], str]]:
    if not getattr(app.builder, "unfolds_articles", False):
        return []
    session, record = session_of(app), Path(app.outdir) / RECORD
    known = _known(record)
    places = {name: place for name in FURTHER if (place := place_of(app.env, name))}
    around = digest(frame_of(app))
    rests = digest(around, session.listed, engine().hex())
    if known["rests"] == rests:
        return []
    made = _Record(rests=rests, pages={})
    wanted: list[tuple[ListPlace, Further]] = []
    for name, place in places.items():
        for page in FURTHER[name](session):
            shown = digest(around, page.title, page.back, *map(str, page.text))
            made["pages"][page.name] = shown
            if known["pages"].get(page.name) != shown:
                wanted.append((place, page))
    if wanted:
        # A build that is stopped from here on must not leave pages that are taken for others.
        every = dict.fromkeys([*known["pages"], *made["pages"]], "")
        write_record(record, _Record(rests="", pages=every))
        alike, colon = Alike(app, LISTED), labels(session.language)["colon"]

        def write_share(some: Sequence[tuple[ListPlace, Further]]) -> None:
            for place, page in some:
                title = f"{place.title}{colon}{page.title}"
                alike.write(f"{LISTED}/{page.name}", title, _body(app, place, page, title))

        in_shares(app, wanted, write_share, lambda _: None)
    for old in known["pages"].keys() - made["pages"].keys():
        Path(app.builder.get_outfilename(f"{LISTED}/{old}")).unlink(missing_ok=True)  # type: ignore[attr-defined]
    write_record(record, made)
    return []


def _known(path: Path) -> _Record:
    return read_like(path, _Record(rests="", pages={}))


def _body(app: Sphinx, place: ListPlace, page: Further, title: str) -> str:
    """The text as HTML, below its title and a link back to its list."""
    name = f"{LISTED}/{page.name}"
    section = nodes.section("", nodes.title("", title), ids=["list"])
    back = app.builder.get_relative_uri(name, place.docname)
    address = f"{back}#{page.back or place.anchor}".removesuffix("#")
    section += nodes.paragraph(
        "", "", nodes.reference("", place.title, refuri=address), classes=["back"]
    )
    section += list(page.text)
    resolve_links(section, app, name)
    # Pictures ask where they stand, to know where their links lead.
    app.builder.current_docname = name  # type: ignore[attr-defined]
    return str(app.builder.render_partial(section)["fragment"])  # type: ignore[attr-defined]
