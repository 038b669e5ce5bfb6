"""On which pages stand all uses of a term, a work or a heading, where a list shows only the first?

Each use is a line: the article, its date, and the words; of a term, with the other paragraphs of
the article that have it, which are no links there. The pages of one entry hold so many
lines each, so that no page grows with the edition.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
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
from .alike import Alike
from .links import USES, page_of, pages_of
from .lists.leaves import cut_short, heading_key, page_of_places
from .lists.phrases import compact, shown_uses
from .records import digest, read_like, write_record
from .session import Session, session_of
from .shares import in_shares
from .theme import frame_of

#: Beside the pages: what the pages of each entry show, and how many they are.
RECORD = ".uses"
#: Lines on one page.
LINES = 400
#: From any of the pages, another page has the same address as from this one.
_HERE = f"{USES}/frame"


@dataclass(frozen=True, slots=True)
class Used:
    """What has more uses than a list shows. `sort` is term, work or heading (of the index alone)."""

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


def used_often(session: Session, listed: Collection[str]) -> Iterator[Used]:
    """What has more uses than a list shows; *listed* are the names of the edition's lists."""
    cut = list(cut_short(session)) if "index" in listed else []
    pages = {page_of_places(session, heading): heading for heading in cut}
    most = shown_uses(session, "term")
    for definition in session.report.book.glossary:
        entry = definition.entry
        uses = (*session.backlinks.terms.get(entry.id, ()), *_unlinked(session, entry.id))
        if len(uses) > most or f"term-{entry.id}" in pages:
            yield Used("term", entry.id, entry.term, uses)
    most = shown_uses(session, "work")
    for work in session.report.book.edition.works:
        uses = session.backlinks.works.get(work.key, ())
        if len(uses) > most or f"work-{work.key}" in pages:
            yield Used("work", work.key, work.label, uses)
    for page, heading in pages.items():
        if page.startswith("heading-"):
            yield Used("heading", heading_key(heading), heading.words, heading.places)


def _unlinked(session: Session, entry: str) -> Iterator[Use]:
    """An article that has a term only where it is no link, such as in a heading."""
    book = session.report.book
    for article in book.edition.articles:
        gist = book.gists[article.id]
        if entry in gist.uses and entry not in gist.linked:
            yield Use(article, paragraph=gist.uses[entry][0])


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
    listed = {name for names in pages_of(app.env).values() for name in names}
    around = digest(frame_of(app), *sorted(listed))
    made = _Record(
        frame=digest(around, session.frame, engine().hex()),
        articles={id: gist.face + gist.lines for id, gist in gists.items()},
        entries={},
    )
    if (known["frame"], known["articles"]) == (made["frame"], made["articles"]):
        return []
    wanted: list[tuple[Used, list[Use], int]] = []
    for used in used_often(session, listed):
        first = pagename(used.sort, used.key)
        before = known["entries"].get(first, _Pages(uses=0, digests=[]))
        if known["frame"] == made["frame"] and not _touched(used, before, known, made):
            made["entries"][first] = before
            continue
        uses = compact(used.uses)
        now = [
            digest(around, used.name, str(len(uses)), some) for some in _marks(session, used, uses)
        ]
        made["entries"][first] = _Pages(uses=len(uses), digests=now)
        there = zip_longest(before["digests"][: len(now)], now)
        wanted += [(used, uses, nth) for nth, (was, this) in enumerate(there, 1) if was != this]
    if wanted:
        # A build that is stopped from here on must not leave pages that are taken for others.
        write_record(place, _unsure({**known["entries"], **made["entries"]}))
        alike = Alike(app, USES)

        def write_share(some: Sequence[tuple[Used, list[Use], int]]) -> None:
            for used, uses, number in some:
                title, body = _page(app, session, used, uses, number)
                alike.write(pagename(used.sort, used.key, number), title, body)

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
    nth = _nth(gist, used.key, use)
    around = "" if nth is None else gist.contexts[used.key][nth]
    return f"{said} {use.paragraph} {around} {_others(gist, used.key, use)}"


def _nth(gist: Gist, entry: str, use: Use) -> int | None:
    """Which of an article's links of a term a use is; None where the article has none."""
    return gist.linked[entry].index(use.paragraph) if entry in gist.linked else None


def _others(gist: Gist, entry: str, use: Use) -> list[int]:
    """At an article's first use of a term, the paragraphs that have it without a line of their own."""
    lines = gist.linked.get(entry, gist.uses[entry][:1])
    if use.paragraph != lines[0]:
        return []
    return [number for number in gist.uses.get(entry, ()) if number and number not in lines]


def _page(
    app: Sphinx, session: Session, used: Used, uses: list[Use], number: int
) -> tuple[str, str]:
    """The title and the text of a page."""
    count = math.ceil(len(uses) / LINES)
    fixed = labels(session.language)
    first, last = fixed.marks[:2]
    name = f"{first}{used.name}{last}" if used.sort == "term" else used.name
    named = _TITLES.get(used.sort)
    title = fixed[named].format(name=name) if named else name
    start = (number - 1) * LINES
    lines = "\n".join(_line(app, session, use, used) for use in uses[start : start + LINES])
    head = f"<h1>{escape(title)}</h1>\n<p>{_about(app, used, len(uses))}</p>\n"
    pages = _steps(app, used, number, count)
    listed = f'<ol class="uses" start="{start + 1}">\n{lines}\n</ol>'
    return title, f'<section id="uses">{head}{pages}{listed}\n{pages}</section>'


#: What a page of uses is called, and where the thing itself stands: the list, what leads there.
_TITLES = {"term": "uses_of", "work": "citations_of"}
_LISTS = {
    "term": ("glossary", "the_entry"),
    "work": ("works", "the_record"),
    "heading": ("index", "the_index"),
}


def _about(app: Sphinx, used: Used, count: int) -> str:
    named, label = _LISTS[used.sort]
    listed = page_of(app.env, named)
    fixed = labels(session_of(app).language)
    words = fixed.count("places_in_order", count)
    if listed is None:
        return words
    anchor = "" if used.sort == "heading" else f"#{used.sort}-{used.key}"
    address = app.builder.get_relative_uri(_HERE, listed) + anchor
    return f'{words} <a href="{escape(address)}">{fixed[label]}</a>'


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
    article, words = use.article, ""
    address = escape(app.builder.get_relative_uri(_HERE, article.docname))
    fixed = labels(session.language)
    if use.annotation is not None:
        anchor = f"#note-{use.annotation.name}"
        numbered = note_words(fixed, use.number, use.annotation.name)
        label = f", {numbered if use.number else fixed['a_note_without']}"
        words = escape(fixed["colon"] + _short(use.annotation.exact, session.language))
    else:
        anchor = f"#p{use.paragraph}" if use.paragraph else ""
        whole = "" if used.sort == "heading" else f", {fixed['in_text']}"
        label = f", ¶{use.paragraph}" if use.paragraph else whole
        words = _in_text(session, address, use, used.key) if used.sort == "term" else ""
    return (
        f'<li><a href="{address}{escape(anchor)}">{escape(article.running_title)}{label}</a>, '
        f"{escape(readable_date(article.date, session.language))}{words}</li>"
    )


def _in_text(session: Session, address: str, use: Use, entry: str) -> str:
    """The words around a term, and the article's other paragraphs that have it."""
    assert use.article is not None
    book, gist = session.report.book, session.report.book.gists[use.article.id]
    nth = _nth(gist, entry, use)
    fixed = labels(session.language)
    around = "" if nth is None else book.contexts[use.article.id][entry][nth]
    words = escape(fixed["colon"] + around) if around else ""
    others = (f'<a href="{address}#p{n}">¶{n}</a>' for n in _others(gist, entry, use))
    return fixed["semicolon"].join((words, *others))


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
