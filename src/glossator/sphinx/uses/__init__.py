"""On which pages stand all uses of a term, a work or a heading, where a list shows only the first?

Each use is a line: the article, its date, and the words; of a term, with the other paragraphs of
the article that have it, which are no links there. The pages of one entry hold so many
lines each, so that no page grows with the edition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import zip_longest
from pathlib import Path
from typing import TypedDict

from sphinx.application import Sphinx

from ...gist import CHECKSUM
from ...memory import engine
from ...references import Use
from ..alike import Alike
from ..links import USES, pages_of
from ..lists.phrases import compact
from ..records import digest, read_like, write_record
from ..session import Session, session_of
from ..shares import in_shares
from ..theme import frame_of
from .found import Used, nth_of, others_of, pagename, terms_used, used_often
from .page import LINES, page_of_uses

#: Beside the pages: what the pages of each entry show, and how many they are.
RECORD = ".uses"


def add(app: Sphinx) -> None:
    """Write the pages when all others are written."""
    app.connect("html-collect-pages", _write)


class _Pages(TypedDict):
    """How often an entry is used, and a digest of each of its pages."""

    uses: int
    digests: list[str]


class _Record(TypedDict):
    """What the pages were made from: what all of them rest on, and each article.

    Of an entry that no changed article uses or used, the pages are as they were.
    """

    frame: str
    articles: dict[str, str]
    entries: dict[str, _Pages]


#: A page that shows something else than it did, by its number.
_Wanted = tuple[Used, list[Use], int]


def _write(app: Sphinx) -> list[tuple[str, dict[str, object], str]]:
    if not getattr(app.builder, "unfolds_articles", False):
        return []
    session, place = session_of(app), Path(app.outdir) / RECORD
    known, gists = _known(place), session.report.book.gists
    listed = {name for names in pages_of(app.env).values() for name in names}
    around = digest(frame_of(app), *sorted(listed))
    made = _Record(
        frame=digest(around, session.frame, engine().hex()),
        articles={id: gist.face + gist.lines for id, gist in gists.items()},
        entries={},
    )
    if (known["frame"], known["articles"]) == (made["frame"], made["articles"]):
        return []
    wanted: list[_Wanted] = []
    for used, before in _changed(session, listed, known, made):
        uses = compact(used.uses)
        now = [
            digest(around, used.name, str(len(uses)), some) for some in _marks(session, used, uses)
        ]
        made["entries"][pagename(used.sort, used.key)] = _Pages(uses=len(uses), digests=now)
        there = zip_longest(before["digests"][: len(now)], now)
        wanted += [(used, uses, nth) for nth, (was, this) in enumerate(there, 1) if was != this]
    if wanted:
        # A build that is stopped from here on must not leave pages that are taken for others.
        write_record(place, _unsure({**known["entries"], **made["entries"]}))
        alike = Alike(app, USES)

        def write_share(some: Sequence[_Wanted]) -> None:
            for used, uses, number in some:
                title, body = page_of_uses(app, session, used, uses, number)
                alike.write(pagename(used.sort, used.key, number), title, body)

        in_shares(app, wanted, write_share, lambda _: None)
    for old in set(_files(app, known)) - set(_files(app, made)):
        old.unlink(missing_ok=True)
    write_record(place, made)
    return []


def _changed(
    session: Session, listed: Set[str], known: _Record, made: _Record
) -> Iterator[tuple[Used, _Pages]]:
    """What may have other pages than it had, with those; *made* is given all others."""
    same, entries = known["frame"] == made["frame"], known["entries"]
    reworded = _reworded(session, known, made) if same else None
    if reworded is not None:
        made["entries"] |= entries
        for used in terms_used(session, reworded):
            if before := entries.get(pagename(used.sort, used.key)):
                yield used, before
        return
    for used in used_often(session, listed):
        first = pagename(used.sort, used.key)
        before = entries.get(first, _Pages(uses=0, digests=[]))
        if same and not _touched(used, before, known, made):
            made["entries"][first] = before
        else:
            yield used, before


def _reworded(session: Session, known: _Record, made: _Record) -> set[str] | None:
    """The terms with other words around them than before, where nothing else has changed."""
    were, gists = known["articles"], session.report.book.gists
    if were.keys() != made["articles"].keys():
        return None
    found: set[str] = set()
    for id, now in made["articles"].items():
        if were[id] == now:
            continue
        gist = gists[id]
        if not were[id].startswith(gist.face):
            return None
        before = _each(were[id].removeprefix(gist.face))
        pairs = zip(gist.linked, before, _each(gist.lines), strict=True)
        found |= {term for term, was, this in pairs if was != this}
    return found


def _each(lines: str) -> Iterator[str]:
    """The checksums of an article's lines, one for each term that it links."""
    return (lines[start : start + CHECKSUM] for start in range(0, len(lines), CHECKSUM))


def _touched(used: Used, before: _Pages, known: _Record, made: _Record) -> bool:
    """Whether an article that has changed uses an entry, or used it."""
    if before["uses"] != len(used.uses):
        return True
    were, are = known["articles"], made["articles"]
    ids = {use.article.id for use in used.uses if use.article}
    return any(were.get(id) != are[id] for id in ids)


def _known(place: Path) -> _Record:
    return read_like(place, _Record(frame="", articles={}, entries={}))


def _unsure(entries: Mapping[str, _Pages]) -> _Record:
    """A record of these pages, none of which is known to be as it should."""
    unknown = {
        name: _Pages(uses=pages["uses"], digests=[""] * len(pages["digests"]))
        for name, pages in entries.items()
    }
    return _Record(frame="", articles={}, entries=unknown)


def _files(app: Sphinx, record: _Record) -> Iterator[Path]:
    """The files of the pages in a record."""
    for first, pages in record["entries"].items():
        for number in range(1, len(pages["digests"]) + 1):
            name = first + (f"-{number}" if number > 1 else "")
            yield Path(app.builder.get_outfilename(name))  # type: ignore[attr-defined]


def _marks(session: Session, used: Used, uses: list[Use]) -> Iterator[str]:
    """For each page of an entry, what its lines show; of the words around a term, their checksum."""
    for start in range(0, len(uses), LINES):
        yield "\x00".join(_mark(session, used, use) for use in uses[start : start + LINES])


def _mark(session: Session, used: Used, use: Use) -> str:
    if use.article is None:
        return repr((use.entry and use.entry.term, use.page and use.page.title))
    said = session.titles[use.article.id]
    if use.annotation is not None:
        return f"{said} {use.number} {use.annotation.name} {use.annotation.exact}"
    if used.sort != "term":
        return f"{said} {use.paragraph}"
    gist = session.report.book.gists[use.article.id]
    nth = nth_of(gist, used.key, use)
    around = "" if nth is None else gist.contexts[used.key][nth]
    return f"{said} {use.paragraph} {around} {others_of(gist, used.key, use)}"
