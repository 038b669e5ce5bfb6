"""The lists of articles and of kinds of notes."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from docutils import nodes

from ...apparatus import Apparatus
from ...dates import readable_date
from ...kinds import KINDS
from ...labels import labels
from ...references import all_notes
from ..session import Session
from .phrases import count, opening, pointing, sentence
from .table import edition_list

#: Up to so many articles are shown with their first words; from so many on, year by year.
_FEW, _MANY = 12, 40


@edition_list("articles")
def articles(session: Session) -> list[nodes.Node]:
    """Every article by date, with its author and the number of its notes."""
    every = list(session.report.book.apparatus.values())
    if len(every) < _MANY:
        return [_listed(every, session.language, words=len(every) <= _FEW)] if every else []
    made: list[nodes.Node] = []
    for year, of_year in groupby(every, key=lambda apparatus: apparatus.article.date[:4]):
        made += [
            nodes.rubric("", year, classes=["year"]),
            _listed(list(of_year), session.language, words=False),
        ]
    return made


def _listed(articles: list[Apparatus], language: str, words: bool) -> nodes.Node:
    items = nodes.bullet_list(classes=["article-list"])
    for apparatus in articles:
        article = apparatus.article
        notes = count(len(all_notes(apparatus)), "note")
        about = f"{article.author}, {readable_date(article.date, language)} · {notes}"
        item = nodes.list_item("", sentence(pointing("article", article.id, article.listed_title)))
        if words and (first := opening(apparatus)):
            item += sentence(first, classes=["opening"])
        item += sentence(about, classes=["about"])
        items += item
    return items


@edition_list("kinds")
def kinds(session: Session) -> list[nodes.Node]:
    """The kinds of notes, what each is for, and how many there are."""
    edition = session.report.book.edition
    counts = Counter(note.kind for notes in edition.annotations.values() for note in notes)
    words = labels(session.language)
    made = nodes.definition_list(classes=["kinds"])
    for name in KINDS:
        label, about = words[f"kind_{name}"], words[f"about_{name}"]
        term = nodes.term("", f"{label} ({counts[name]})", ids=[f"kind-{name}"])
        made += nodes.definition_list_item("", term, nodes.definition("", sentence(about)))
    return [made]
