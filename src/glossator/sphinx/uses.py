"""On which pages stand all uses of a term or a work, where a list shows only the first of them?

Each use is a line: the article, its date, and the words. The pages of one entry hold so many
lines each, so that no page grows with the edition. They are alike but for their lines, so the
theme sets one of them, and the others are made from it.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import zip_longest
from pathlib import Path
from typing import TypedDict

from sphinx.application import Sphinx

from ..cite import quoted
from ..dates import readable_date
from ..gist import Gist
from ..labels import labels, note_words
from ..memory import engine
from ..references import Use
from .links import USES, page_of
from .lists.phrases import MOST, compact
from .records import read_record, replace, write_record
from .session import Session, session_of
from .shares import in_shares
from .theme import STAMP, menus_of

#: Beside the pages: what the pages of each entry show, and how many they are.
RECORD = ".uses"
#: Lines on one page.
LINES = 400
#: From any of the pages, another page has the same address as from this one.
_HERE = f"{USES}/frame"
_TITLE, _BODY = "\ue000title\ue000", "\ue000body\ue000"


@dataclass(frozen=True, slots=True)
class Used:
    """A term or a work with more uses than its list shows. `sort` is term or work."""

    sort: str
    key: str
    name: str
    uses: tuple[Use, ...]


def add(app: Sphinx) -> None:
    """Write the pages when all others are written."""
    app.connect("html-collect-pages", _write)


def pagename(sort: str, key: str, number: int = 1) -> str:
    """The name of a page of uses."""
    return f"{USES}/{sort}-{key}" + (f"-{number}" if number > 1 else "")


def used_often(session: Session) -> Iterator[Used]:
    """What is used more often than a list shows."""
    for definition in session.report.book.glossary:
        entry = definition.entry
        uses = session.backlinks.terms.get(entry.id, ())
        if len(uses) > MOST:
            yield Used("term", entry.id, entry.term, uses)
    for work in session.report.book.edition.works:
        uses = session.backlinks.works.get(work.key, ())
        if len(uses) > MOST:
            yield Used("work", work.key, work.label, uses)


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


def _write(app: Sphinx) -> list[tuple[str, dict[str, object], str]]:
    if not getattr(app.builder, "unfolds_articles", False):
        return []
    session, place = session_of(app), Path(app.outdir) / RECORD
    known, gists = _known(place), session.report.book.gists
    around = _digest(str(app.config[STAMP]), menus_of(app).on("", "../"))
    made = _Record(
        frame=_digest(around, session.frame, engine().hex()),
        articles={id: gist.face + gist.lines for id, gist in gists.items()},
        entries={},
    )
    if (known["frame"], known["articles"]) == (made["frame"], made["articles"]):
        return []
    wanted: list[tuple[Used, list[Use], int]] = []
    for used in used_often(session):
        first = pagename(used.sort, used.key)
        before = known["entries"].get(first, _Pages(uses=0, digests=[]))
        if known["frame"] == made["frame"] and not _touched(used, before, known, made):
            made["entries"][first] = before
            continue
        uses = compact(used.uses)
        now = [
            _digest(around, used.name, str(len(uses)), some) for some in _marks(session, used, uses)
        ]
        made["entries"][first] = _Pages(uses=len(uses), digests=now)
        there = zip_longest(before["digests"][: len(now)], now)
        wanted += [(used, uses, nth) for nth, (was, this) in enumerate(there, 1) if was != this]
    if wanted:
        # A build that is stopped from here on must not leave pages that are taken for others.
        write_record(place, _unsure(known))
        frame = _frame(app)

        def write_share(some: Sequence[tuple[Used, list[Use], int]]) -> None:
            for used, uses, number in some:
                _write_page(app, frame, used, uses, number)

        in_shares(app, wanted, write_share, lambda _: None)
    for old in set(_files(app, known)) - set(_files(app, made)):
        old.unlink(missing_ok=True)
    write_record(place, made)
    return []


def _touched(used: Used, before: _Pages, known: _Record, made: _Record) -> bool:
    """Whether an article that has changed uses an entry, or used it."""
    if before["uses"] != len(used.uses):
        return True
    were, are = known["articles"], made["articles"]
    ids = {use.article.id for use in used.uses if use.article}
    return any(were.get(id) != are[id] for id in ids)


def _known(place: Path) -> _Record:
    found = read_record(place)
    nothing = _Record(frame="", articles={}, entries={})
    # Another release may have kept something else.
    fits = isinstance(found, dict) and found.keys() == nothing.keys()
    return found if fits else nothing


def _unsure(record: _Record) -> _Record:
    """A record of the same pages, none of which is known to be as it should."""
    unknown = {
        name: _Pages(uses=pages["uses"], digests=[""] * len(pages["digests"]))
        for name, pages in record["entries"].items()
    }
    return _Record(frame="", articles={}, entries=unknown)


def _files(app: Sphinx, record: _Record) -> Iterator[Path]:
    """The files of the pages in a record."""
    for first, pages in record["entries"].items():
        for number in range(1, len(pages["digests"]) + 1):
            name = first + (f"-{number}" if number > 1 else "")
            yield Path(app.builder.get_outfilename(name))  # type: ignore[attr-defined]


def _digest(*things: str) -> str:
    return hashlib.sha256("\x00".join(things).encode("utf-8", "replace")).hexdigest()[:20]


def _marks(session: Session, used: Used, uses: list[Use]) -> Iterator[str]:
    """For each page of an entry, what its lines show; of the words around a term, their checksum."""
    for start in range(0, len(uses), LINES):
        yield "\x00".join(_mark(session, used.key, use) for use in uses[start : start + LINES])


def _mark(session: Session, entry: str, use: Use) -> str:
    if use.article is None:
        return repr((use.entry and use.entry.term, use.page and use.page.title))
    said = session.titles[use.article.id]
    if use.annotation is not None:
        return f"{said} {use.number} {use.annotation.name} {use.annotation.exact}"
    gist = session.report.book.gists[use.article.id]
    return f"{said} {use.paragraph} {gist.contexts[entry][_nth(gist, entry, use)]}"


def _nth(gist: Gist, entry: str, use: Use) -> int:
    """Which of an article's links of a term a use is."""
    return gist.linked[entry].index(use.paragraph)


def _write_page(app: Sphinx, frame: str, used: Used, uses: list[Use], number: int) -> None:
    """Write one page of an entry; *frame* is what stands around its text."""
    name = pagename(used.sort, used.key, number)
    title, body = _page(app, session_of(app), used, uses, number)
    text = frame.replace(_TITLE, escape(title)).replace(_BODY, body)
    replace(Path(app.builder.get_outfilename(name)), text)  # type: ignore[attr-defined]


def _frame(app: Sphinx) -> str:
    """A page with marks where the title and the text will stand."""
    app.builder.handle_page(_HERE, {"title": _TITLE, "body": _BODY}, "page.html")  # type: ignore[attr-defined]
    path = Path(app.builder.get_outfilename(_HERE))  # type: ignore[attr-defined]
    text = path.read_text("utf-8")
    path.unlink()
    return text


def _page(
    app: Sphinx, session: Session, used: Used, uses: list[Use], number: int
) -> tuple[str, str]:
    """The title and the text of a page."""
    count = math.ceil(len(uses) / LINES)
    fixed = labels(session.language)
    first, last = fixed.marks[:2]
    title = (
        fixed["uses_of"].format(name=f"{first}{used.name}{last}")
        if used.sort == "term"
        else fixed["citations_of"].format(name=used.name)
    )
    start = (number - 1) * LINES
    lines = "\n".join(_line(app, session, use, used) for use in uses[start : start + LINES])
    head = f"<h1>{escape(title)}</h1>\n<p>{_about(app, used, len(uses))}</p>\n"
    pages = _steps(app, used, number, count)
    listed = f'<ol class="uses" start="{start + 1}">\n{lines}\n</ol>'
    return title, f'<section id="uses">{head}{pages}{listed}\n{pages}</section>'


def _about(app: Sphinx, used: Used, count: int) -> str:
    listed = page_of(app.env, "glossary" if used.sort == "term" else "works")
    fixed = labels(session_of(app).language)
    words = fixed.count("places_in_order", count)
    if listed is None:
        return words
    address = app.builder.get_relative_uri(_HERE, listed)
    label = fixed["the_entry" if used.sort == "term" else "the_record"]
    return f'{words} <a href="{escape(address)}#{used.sort}-{used.key}">{label}</a>'


def _steps(app: Sphinx, used: Used, here: int, count: int) -> str:
    """Links to the other pages of the same entry."""
    if count == 1:
        return ""
    made = []
    for number in range(1, count + 1):
        address = app.builder.get_relative_uri(_HERE, pagename(used.sort, used.key, number))
        current = ' aria-current="page"' if number == here else ""
        made.append(f'<a href="{escape(address)}"{current}>{number}</a>')
    label = labels(session_of(app).language)["pages_of_list"]
    return f'<nav class="pages" aria-label="{label}">{" ".join(made)}</nav>\n'


def _line(app: Sphinx, session: Session, use: Use, used: Used) -> str:
    if use.article is None:
        return f"<li>{_elsewhere(app, use)}</li>"
    article, book = use.article, session.report.book
    fixed = labels(session.language)
    if use.annotation is not None:
        anchor = f"note-{use.annotation.name}"
        numbered = note_words(fixed, use.number, use.annotation.name)
        label = numbered if use.number else fixed["a_note_without"]
        words = _short(use.annotation.exact, session.language)
    else:
        anchor = f"p{use.paragraph}" if use.paragraph else ""
        label = f"¶{use.paragraph}" if use.paragraph else fixed["in_text"]
        nth = _nth(book.gists[article.id], used.key, use)
        words = book.contexts[article.id][used.key][nth]
    address = app.builder.get_relative_uri(_HERE, article.docname) + (
        f"#{anchor}" if anchor else ""
    )
    return (
        f'<li><a href="{escape(address)}">{escape(article.running_title)}, {label}</a>, '
        f"{escape(readable_date(article.date, session.language))}{fixed['colon']}{escape(words)}</li>"
    )


def _elsewhere(app: Sphinx, use: Use) -> str:
    """A use in another entry or on a page of the editors'."""
    if use.entry is not None:
        listed = page_of(app.env, "glossary")
        fixed = labels(session_of(app).language)
        words, anchor = fixed["in_glossary"].format(term=use.entry.term), f"#term-{use.entry.id}"
    else:
        assert use.page is not None
        listed = use.page.docname if use.page.docname in app.env.found_docs else None
        words, anchor = use.page.title, ""
    if listed is None:
        return escape(words)
    address = app.builder.get_relative_uri(_HERE, listed)
    return f'<a href="{escape(address + anchor)}">{escape(words)}</a>'


def _short(words: str, language: str) -> str:
    words = " ".join(words.split())
    short = words if len(words) <= 140 else words[:139].rstrip() + "…"
    return labels(language)["on_words"].format(words=quoted(short, language))
