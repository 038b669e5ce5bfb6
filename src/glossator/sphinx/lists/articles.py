"""The lists of articles and of kinds of notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from docutils import nodes

from ...book import Book
from ...dates import readable_date
from ...kinds import KINDS
from ...labels import labels
from ...model import Article
from ..session import Session
from .phrases import opening, pointing, sentence
from .table import edition_list

#: Up to so many articles are shown with their first words; from so many on, year by year.
_FEW, _MANY = 12, 40


@edition_list("articles")
def articles(session: Session) -> list[nodes.Node]:
    """Every article by date, with its author and the number of its notes."""
    book = session.report.book
    every = book.edition.articles
    if len(every) < _MANY:
        return [_listed(book, every, session.language, words=len(every) <= _FEW)] if every else []
    made: list[nodes.Node] = []
    for year, of_year in groupby(every, key=lambda article: article.date[:4]):
        made += [
            nodes.rubric("", year, classes=["year"]),
            _listed(book, of_year, session.language, words=False),
        ]
    return made


def _listed(book: Book, articles: Iterable[Article], language: str, words: bool) -> nodes.Node:
    items = nodes.bullet_list(classes=["article-list"])
    for article in articles:
        gist = book.gists[article.id]
        notes = labels(language).count("n_notes", len(gist.notes))
        about = f"{article.author}, {readable_date(article.date, language)} · {notes}"
        item = nodes.list_item("", sentence(pointing("article", article.id, article.listed_title)))
        if words and (first := opening(gist)):
            item += sentence(first, classes=["opening"])
        item += sentence(about, classes=["about"])
        items += item
    return items


@edition_list("kinds")
def kinds(session: Session) -> list[nodes.Node]:
    """The kinds of notes, what each is for, and how many there are."""
    gists = session.report.book.gists.values()
    counts = Counter(note.kind for gist in gists for note in gist.every)
    words = labels(session.language)
    made = nodes.definition_list(classes=["kinds"])
    for name in KINDS:
        label, about = words[f"kind_{name}"], words[f"about_{name}"]
        term = nodes.term("", f"{label} ({counts[name]})", ids=[f"kind-{name}"])
        made += nodes.definition_list_item("", term, nodes.definition("", sentence(about)))
    return [made]
