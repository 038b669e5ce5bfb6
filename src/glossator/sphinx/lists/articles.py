"""The lists of articles and of kinds of notes."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from docutils import nodes

from ...apparatus import Apparatus
from ...dates import readable_date
from ...kinds import KINDS
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
        return [_listed(every, words=len(every) <= _FEW)] if every else []
    made: list[nodes.Node] = []
    for year, of_year in groupby(every, key=lambda apparatus: apparatus.article.date[:4]):
        made += [nodes.rubric("", year, classes=["year"]), _listed(list(of_year), words=False)]
    return made


def _listed(articles: list[Apparatus], words: bool) -> nodes.Node:
    items = nodes.bullet_list(classes=["article-list"])
    for apparatus in articles:
        article = apparatus.article
        notes = count(len(all_notes(apparatus)), "note")
        about = f"{article.author}, {readable_date(article.date)} · {notes}"
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
    made = nodes.definition_list(classes=["kinds"])
    for kind in KINDS.values():
        term = nodes.term("", f"{kind.label} ({counts[kind.name]})", ids=[f"kind-{kind.name}"])
        made += nodes.definition_list_item(
            "", term, nodes.definition("", sentence(kind.description))
        )
    return [made]
