"""The lists of articles and of kinds of notes."""

from __future__ import annotations

from collections import Counter

from docutils import nodes

from ...dates import readable_date
from ...kinds import KINDS
from ..session import Session
from .phrases import count, pointing, sentence
from .table import edition_list


@edition_list("articles")
def articles(session: Session) -> list[nodes.Node]:
    """Every article by date, with its author and the number of its notes."""
    items = nodes.bullet_list(classes=["article-list"])
    for apparatus in session.report.book.apparatus.values():
        article = apparatus.article
        notes = len(apparatus.placed) + len(apparatus.unplaced)
        about = f"{article.author}, {readable_date(article.date)} · {count(notes, 'note')}"
        items += nodes.list_item(
            "",
            sentence(pointing("article", article.id, article.title)),
            sentence(about, classes=["about"]),
        )
    return [items] if items.children else []


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
