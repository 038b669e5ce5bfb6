"""What can be found on the website: texts, notes, glossary, works and pages?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ..apparatus import Apparatus
from ..dates import readable_date
from ..finding import PARAGRAPH, Record
from ..labels import labels
from ..news import title_of
from .links import page_of
from .previews import Told, words_in
from .session import is_article, session_of

#: In the order in which they are shown.
SORTS = ("article", PARAGRAPH, "note", "term", "work", "page")


def article_records(app: Sphinx, apparatus: Apparatus, told: Iterable[Told]) -> list[Record]:
    """What can be found in an article: itself, its paragraphs, its notes."""
    article = apparatus.article
    page = app.builder.get_target_uri(article.docname)
    language = session_of(app).language
    about, fixed = f"{article.author}, {readable_date(article.date, language)}", labels(language)
    made = [Record("article", page, article.listed_title, about)]
    for block in apparatus.reading.blocks:
        if block.number:
            there = fixed["paragraph"].format(number=block.number)
            title = f"{article.running_title}, {there}"
            words = apparatus.reading.words(block.span)
            made.append(Record(PARAGRAPH, f"{page}#p{block.number}", title, words))
    for note, said, _ in told:
        address = f"{page}#note-{note.annotation.name}"
        title = title_of(note.number, note.annotation.quote.exact, language)
        made.append(Record("note", address, title, said["text"]))
    return made


def other_records(app: Sphinx, found: Mapping[str, Any]) -> list[Record]:
    """What can be found elsewhere: in entries and works, which *found* previews, and on pages."""
    made: list[Record] = []
    for sort, name in (("term", "glossary"), ("work", "works")):
        page = page_of(app.env, name)
        if page is not None:
            address = app.builder.get_target_uri(page)
            made += [
                Record(sort, f"{address}#{sort}-{key}", record["title"], record["text"])
                for key, record in found[sort].items()
            ]
    for docname in sorted(app.env.found_docs):
        if not is_article(app, docname):
            made += _of_page(app, docname)
    return made


def _of_page(app: Sphinx, docname: str) -> Iterator[Record]:
    page = app.builder.get_target_uri(docname)
    for section in app.env.get_doctree(docname).findall(nodes.section):
        title = next(iter(section.findall(nodes.title)), None)
        # Its own words only: those of the sections in it are found under their own titles.
        own = [
            child
            for child in section.children
            if not isinstance(child, (nodes.section, nodes.title))
        ]
        address = f"{page}#{section['ids'][0]}" if section["ids"] else page
        name = " ".join(title.astext().split()) if title else docname
        yield Record("page", address, name, words_in(own))
