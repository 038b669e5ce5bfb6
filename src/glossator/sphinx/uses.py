"""On which pages stand all uses of a term or a work, where a list shows only the first of them?

Each use is a line: the article, its date, and the words. The pages of one entry hold so many
lines each, so that no page grows with the edition. They are alike but for their lines, so the
theme sets one of them, and the others are made from it.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from ..apparatus import Apparatus
from ..cite import quoted
from ..dates import readable_date
from ..model import GlossaryEntry, Span
from ..references import Use
from .links import USES, page_of
from .lists.phrases import MOST, compact
from .records import read_record, replace, write_record
from .session import Session, session_of
from .theme import STAMP, menus_of

#: Beside the pages: what the pages of each entry show, and how many they are.
RECORD = ".uses"
#: Lines on one page.
LINES = 400
#: Characters before and after a term that its line shows.
_AROUND = 70
_TITLE, _BODY = "\ue000title\ue000", "\ue000body\ue000"


@dataclass(frozen=True, slots=True)
class Used:
    """A term or a work with more uses than its list shows. `sort` is term or work."""

    sort: str
    key: str
    name: str
    uses: tuple[Use, ...]
    entry: GlossaryEntry | None = None


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
            yield Used("term", entry.id, entry.term, uses, entry)
    for work in session.report.book.edition.works:
        uses = session.backlinks.works.get(work.key, ())
        if len(uses) > MOST:
            yield Used("work", work.key, work.label, uses)


def _write(app: Sphinx) -> list[tuple[str, dict[str, object], str]]:
    if not getattr(app.builder, "unfolds_articles", False):
        return []
    session, frame = session_of(app), ""
    place = Path(app.outdir) / RECORD
    known, made = read_record(place) or {}, {}
    around = f"{app.config[STAMP]} {menus_of(app).on('', '../')}"
    for used in used_often(session):
        name = pagename(used.sort, used.key)
        made[name] = [_digest(session, used, around), math.ceil(len(used.uses) / LINES)]
        if known.get(name) == made[name]:
            continue
        for name, title, body in _pages(app, session, used):
            frame = frame or _frame(app)
            text = frame.replace(_TITLE, escape(title)).replace(_BODY, body)
            replace(Path(app.builder.get_outfilename(name)), text)  # type: ignore[attr-defined]
    for old in set(_files(app, known)) - set(_files(app, made)):
        old.unlink(missing_ok=True)
    if made != known:
        write_record(place, made)
    return []


def _files(app: Sphinx, record: dict[str, Any]) -> Iterator[Path]:
    """The files of the pages in a record: for each entry, how many it has."""
    for first, (_, count) in record.items():
        for number in range(1, count + 1):
            name = first + (f"-{number}" if number > 1 else "")
            yield Path(app.builder.get_outfilename(name))  # type: ignore[attr-defined]


def _digest(session: Session, used: Used, around: str) -> str:
    """A fingerprint of all that the pages of an entry show, with what is *around* on every page."""
    seen = hashlib.sha256(repr((around, used.name, used.entry)).encode("utf-8", "replace"))
    for use in used.uses:
        if use.article is None:
            shown: object = (use.entry and use.entry.term, use.page and use.page.title)
        elif use.annotation is None:
            shown = (session.texts[use.article.id], use.paragraph)
        else:
            article, note = use.article, use.annotation
            shown = (article.running_title, article.date, note.id, note.quote.exact, use.number)
        seen.update(repr(shown).encode("utf-8", "replace"))
    return seen.hexdigest()


def _frame(app: Sphinx) -> str:
    """A page with marks where the title and the text will stand."""
    name = f"{USES}/frame"
    app.builder.handle_page(name, {"title": _TITLE, "body": _BODY}, "page.html")  # type: ignore[attr-defined]
    path = Path(app.builder.get_outfilename(name))  # type: ignore[attr-defined]
    text = path.read_text("utf-8")
    path.unlink()
    return text


def _pages(app: Sphinx, session: Session, used: Used) -> Iterator[tuple[str, str, str]]:
    """The name, the title and the text of each page."""
    uses = compact(used.uses)
    count = math.ceil(len(uses) / LINES)
    title = f"Uses of “{used.name}”" if used.sort == "term" else f"Citations of {used.name}"
    for number in range(1, count + 1):
        name = pagename(used.sort, used.key, number)
        lines = "\n".join(
            _line(app, session, name, use, used)
            for use in uses[(number - 1) * LINES : number * LINES]
        )
        start = (number - 1) * LINES + 1
        head = f"<h1>{escape(title)}</h1>\n<p>{_about(app, name, used, len(uses))}</p>\n"
        pages = _steps(app, name, used, number, count)
        body = f'<section id="uses">{head}{pages}<ol class="uses" start="{start}">\n{lines}\n</ol>\n{pages}</section>'
        yield name, title, body


def _about(app: Sphinx, name: str, used: Used, count: int) -> str:
    listed = page_of(app.env, "glossary" if used.sort == "term" else "works")
    words = f"{count} places, in the order of the articles’ dates."
    if listed is None:
        return words
    address = app.builder.get_relative_uri(name, listed)
    label = "The entry" if used.sort == "term" else "The record"
    return f'{words} <a href="{escape(address)}#{used.sort}-{used.key}">{label}</a>'


def _steps(app: Sphinx, name: str, used: Used, here: int, count: int) -> str:
    """Links to the other pages of the same entry."""
    if count == 1:
        return ""
    made = []
    for number in range(1, count + 1):
        address = app.builder.get_relative_uri(name, pagename(used.sort, used.key, number))
        current = ' aria-current="page"' if number == here else ""
        made.append(f'<a href="{escape(address)}"{current}>{number}</a>')
    return f'<nav class="pages" aria-label="Pages of this list">{" ".join(made)}</nav>\n'


def _line(app: Sphinx, session: Session, name: str, use: Use, used: Used) -> str:
    if use.article is None:
        return f"<li>{_elsewhere(app, name, use)}</li>"
    article = use.article
    apparatus = session.by_docname[article.docname]
    if use.annotation is not None:
        anchor = f"note-{use.annotation.name}"
        label = f"note {use.number}" if use.number else "a note without a place"
        words = _short(use.annotation.quote.exact)
    else:
        anchor = f"p{use.paragraph}" if use.paragraph else ""
        label = f"¶{use.paragraph}" if use.paragraph else "text"
        words = _words(apparatus, use.paragraph, used.entry)
    address = app.builder.get_relative_uri(name, article.docname) + (f"#{anchor}" if anchor else "")
    return (
        f'<li><a href="{escape(address)}">{escape(article.running_title)}, {label}</a>, '
        f"{escape(readable_date(article.date))}: {escape(words)}</li>"
    )


def _elsewhere(app: Sphinx, name: str, use: Use) -> str:
    """A use in another entry or on a page of the editors'."""
    if use.entry is not None:
        listed = page_of(app.env, "glossary")
        words, anchor = f"glossary, “{use.entry.term}”", f"#term-{use.entry.id}"
    else:
        assert use.page is not None
        listed = use.page.docname if use.page.docname in app.env.found_docs else None
        words, anchor = use.page.title, ""
    if listed is None:
        return escape(words)
    address = app.builder.get_relative_uri(name, listed)
    return f'<a href="{escape(address + anchor)}">{escape(words)}</a>'


def _words(apparatus: Apparatus, paragraph: int, entry: GlossaryEntry | None) -> str:
    """A term with the words around it."""
    reading = apparatus.reading
    block = next((block for block in reading.blocks if block.number == paragraph), None)
    if block is None or entry is None:
        return ""
    span = next(
        (
            mention.span
            for mention in apparatus.mentions
            if mention.entry == entry.id and block.span.contains(mention.span)
        ),
        None,
    ) or _spelled(reading.text, block.span, entry)
    start = max(span.start - _AROUND, block.span.start)
    end = min(span.end + _AROUND, block.span.end)
    before, after = reading.text[start : span.start], reading.text[span.end : end]
    if start > block.span.start:  # whole words only
        before = "… " + before.partition(" ")[2]
    if end < block.span.end:
        after = after.rpartition(" ")[0] + " …"
    return " ".join(f"{before}{reading.text[span.start : span.end]}{after}".split())


def _spelled(text: str, block: Span, entry: GlossaryEntry) -> Span:
    """Where a use that is no link stands: at the first of the entry's forms, else at the beginning."""
    words = text[block.start : block.end].casefold()
    for form in (entry.term, *entry.forms):
        at = words.find(form.casefold())
        if at >= 0:
            return Span(block.start + at, block.start + at + len(form))
    return Span(block.start, block.start)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return f"on {quoted(words if len(words) <= 140 else words[:139].rstrip() + '…')}"
