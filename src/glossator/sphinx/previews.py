"""What do scripts know of the edition beyond the page: previews and citations?

It is written into files of data (see `data`), which are loaded only when a reader asks for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx

from ..apparatus import Apparatus, Placed
from ..cite import Citation, cite_article, cite_note
from ..dates import readable_date
from ..gist import all_notes
from ..labels import labels
from ..markup import Parsed
from . import nodes as ours
from .bibliography import format_works
from .render import Renderer
from .session import session_of

#: Words of a paragraph that a preview shows.
FIRST = 45


def previews(app: Sphinx) -> dict[str, Any]:
    """What a link to a term, a work or an article shows before it is followed."""
    session = session_of(app)
    book = session.report.book
    formatted = format_works(book.edition.bibtex, session.language)
    return {
        "term": {
            definition.entry.id: {
                "title": definition.entry.term,
                **_said(body_of(app, definition.body, definition.entry.place.path)),
            }
            for definition in book.glossary
        },
        "work": {
            work.key: {"title": work.label, **_said(formatted[work.key])}
            for work in book.edition.works
            if work.key in session.cited_works
        },
        "article": {
            article.id: {
                "title": article.listed_title,
                "about": f"{article.author}, {readable_date(article.date, session.language)}",
                "text": _first(book.gists[article.id].opening),
                "language": article.language,
            }
            for article in book.edition.articles
        },
    }


def passages(apparatus: Apparatus) -> dict[str, str]:
    """The first words of each numbered paragraph, by its anchor."""
    return {
        f"p{block.number}": _first(apparatus.reading.words(block.span))
        for block in apparatus.reading.blocks
        if block.number
    }


def _first(text: str) -> str:
    words = text.split()
    return " ".join(words[:FIRST]) + (" …" if len(words) > FIRST else "")


class Told(NamedTuple):
    """A note, what a preview says of it, and how it is cited."""

    note: Placed
    said: dict[str, Any]
    cited: Citation


def tell_notes(app: Sphinx, apparatus: Apparatus) -> list[Told]:
    """The notes of an article as they are told outside of its page."""
    return [
        Told(
            note,
            _said(body_of(app, note.body, note.annotation.place.path)),
            cite_note_of(app, apparatus, note),
        )
        for note in all_notes(apparatus)
    ]


def notes_of(told: Iterable[Told], language: str = "en") -> dict[str, Any]:
    """The notes of an article: for previews elsewhere, and to cite them."""
    fixed = labels(language)
    return {
        note.annotation.name: {
            "title": f"{fixed['note']} {note.number} · {fixed[f'kind_{note.annotation.kind}']}"
            if note.number
            else f"{fixed['note_without']} · {fixed[f'kind_{note.annotation.kind}']}",
            **said,
            **({"language": own} if (own := note.annotation.language) else {}),
            "cite": {"text": cited.text, "bibtex": cited.bibtex, "csl": cited.csl},
        }
        for note, said, cited in told
    }


def address_of(app: Sphinx, docname: str, anchor: str = "") -> str:
    """The public address of a page, empty where the edition does not say where it will stand."""
    base = str(app.config.html_baseurl or "")
    return f"{base.rstrip('/')}/{app.builder.get_target_uri(docname)}{anchor}" if base else ""


def cite_article_of(app: Sphinx, apparatus: Apparatus) -> Citation:
    """How to cite an article from this website."""
    article, session = apparatus.article, session_of(app)
    title, address = session.report.book.edition.title, address_of(app, article.docname)
    return cite_article(article, title, address, session.language)


def cite_note_of(app: Sphinx, apparatus: Apparatus, note: Placed) -> Citation:
    """How to cite a note from this website."""
    article, annotation = apparatus.article, note.annotation
    session = session_of(app)
    title = session.report.book.edition.title
    address = address_of(app, article.docname, f"#note-{annotation.name}")
    return cite_note(annotation, note.number, article, title, address, session.language)


def body_of(app: Sphinx, body: Parsed | None, path: str) -> list[nodes.Node]:
    """A note or an entry as nodes; none where its text is refused."""
    return Renderer(body, path, session_of(app).targets).blocks() if body else []


def plain_words(app: Sphinx, body: Parsed | None, path: str) -> str:
    """The words of a note or an entry on one line."""
    return words_in(body_of(app, body, path))


def _said(made: list[nodes.Node]) -> dict[str, Any]:
    """The words of nodes, and which of them are in which other language, in their order."""
    foreign = [
        (" ".join(each.astext().split()), each["language"])
        for node in made
        for each in node.findall(ours.foreign)
    ]
    return {"text": words_in(made), **({"foreign": foreign} if foreign else {})}


def words_in(made: list[nodes.Node]) -> str:
    """The words of nodes on one line; what is set apart is kept apart."""
    return " ".join(" ".join(_pieces(made)).split())


def _pieces(made: list[nodes.Node]) -> Iterator[str]:
    line = ""
    for node in made:
        if isinstance(node, (nodes.Invisible, nodes.raw)):
            continue
        if isinstance(node, (nodes.Text, nodes.Inline)):
            line += node.astext()
        else:
            yield line
            line = ""
            yield node.astext()
    yield line
