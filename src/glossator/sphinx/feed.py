"""Where do the feed of new notes and the sitemap stand? At the root of a site that has an address.

`html: baseurl` in `_config.yml` gives the address. Without one there is neither, for both hold
whole addresses only; a page of the edition that is opened from disk has no use for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx

from ..gist import all_notes
from ..labels import labels
from ..news import LATEST, Channel, News, newest, title_of, write_feed, write_sitemaps
from .previews import address_of, plain_words
from .session import session_of

FEED = "feed.xml"


def add(app: Sphinx) -> None:
    """Write both at the end of a build of the website."""
    app.connect("build-finished", _write)


def has_address(app: Sphinx) -> bool:
    """Whether the edition says where it will stand."""
    return str(app.config.html_baseurl or "").startswith(("https://", "http://"))


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.name not in ("html", "dirhtml"):
        return
    if has_address(app):
        folder = Path(app.outdir)
        (folder / FEED).write_bytes(write_feed(_channel(app), list(_news(app))))
        base = f"{app.config.html_baseurl.rstrip('/')}/"
        for name, data in write_sitemaps(base, _pages(app)):
            (folder / name).write_bytes(data)


def _channel(app: Sphinx) -> Channel:
    edition = session_of(app).report.book.edition
    home = address_of(app, app.config.root_doc)
    return Channel(
        title=labels(edition.language)["channel"].format(title=edition.title),
        address=f"{app.config.html_baseurl.rstrip('/')}/{FEED}",
        home=home,
        author=str(app.config.author) or edition.title,
        rights=app.config.glossator_notes_license,
        language=edition.language,
    )


def _news(app: Sphinx) -> Iterator[News]:
    book = session_of(app).report.book
    for article, note in newest(book)[:LATEST]:
        person = book.edition.contributors.get(note.author)
        placed = {each.annotation.id: each for each in all_notes(book.apparatus[article.id])}
        yield News(
            address=address_of(app, article.docname, f"#note-{note.name}"),
            title=title_of(note.number, note.exact, book.edition.language),
            article=article.running_title,
            author=person.name if person else note.author,
            date=note.date,
            kind=note.kind,
            quote=" ".join(note.exact.split()),
            words=plain_words(app, placed[note.id].body, note.path),
        )


def _pages(app: Sphinx) -> Iterator[tuple[str, str]]:
    """Every page; an article's last change that is known is that of its newest note."""
    book = session_of(app).report.book
    ids = {article.docname: article.id for article in book.edition.articles}
    for docname in sorted(app.env.found_docs):
        notes = book.gists[ids[docname]].notes if docname in ids else ()
        yield address_of(app, docname), max((note.date for note in notes), default="")
