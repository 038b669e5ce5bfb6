"""The lists of articles and of kinds of notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from docutils import nodes

from ...book import Book
from ...dates import readable_date
from ...kinds import KINDS
from ...labels import labels
from ...model import Article
from ..session import Session
from ..times import Sheet, few, sheets
from .phrases import opening, paged, pointing, sentence, to_parts
from .table import Further, edition_list, further_pages

#: Up to so many articles are shown with their first words; from so many on, year by year.
_FEW, _MANY = 12, 40
#: Of more than this, a list on the website shows the first of each year, so many in all, and leads
#: to pages of no more than so many.
_WHOLE, _FIRST, _PAGE = 120, 24, 240


@edition_list("articles")
def articles(session: Session) -> list[nodes.Node]:
    """Every article by date, with its author and the number of its notes; of very many, the years."""
    book = session.report.book
    every = book.edition.articles
    if len(every) < _MANY:
        return [_listed(book, every, session.language, words=len(every) <= _FEW)] if every else []
    if pages := article_pages(session):
        return _years(session, pages)
    made: list[nodes.Node] = []
    for year, of_year in groupby(every, key=lambda article: article.date[:4]):
        made += [
            nodes.rubric("", year, classes=["year"]),
            _listed(book, of_year, session.language, words=False),
        ]
    return made


def article_pages(session: Session) -> tuple[Sheet[Article], ...]:
    """The further pages of the list, where it is not whole."""
    every = session.report.book.edition.articles
    if not session.bounded or len(every) <= _WHOLE:
        return ()
    return sheets("articles", every, lambda article: article.date, few(_PAGE), session.language)


def _years(session: Session, pages: Sequence[Sheet[Article]]) -> list[nodes.Node]:
    """Links to all pages with the numbers of their articles, and the first of each page's."""
    book = session.report.book
    made: list[nodes.Node] = [
        to_parts({page.name: f"{page.title} ({len(page.things)})" for page in pages})
    ]
    first = _FIRST // len(pages)
    for page in pages if first else ():
        listed = _listed(book, page.things[:first], session.language, words=False)
        if more := len(page.things) - first:
            words = labels(session.language).count("more", more)
            listed += nodes.list_item("", sentence(pointing("list", page.name, words)))
        made += [nodes.rubric("", page.title, classes=["year"]), listed]
    return made


@further_pages("articles")
def of_years(session: Session) -> Iterator[Further]:
    """A page for each year, or for each month of a year with very many articles."""
    pages = article_pages(session)
    names = {page.name: page.title for page in pages}
    for page in pages:
        listed = _listed(session.report.book, page.things, session.language, words=False)
        yield Further(page.name, page.title, paged(names, page.name, listed))


def _listed(
    book: Book, articles: Iterable[Article], language: str, words: bool
) -> nodes.bullet_list:
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
