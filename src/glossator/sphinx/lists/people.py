"""The lists of those who wrote and reviewed notes, and of what they wrote lately."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from docutils import nodes

from ...dates import readable_date
from ...gist import Noted
from ...labels import Words, labels
from ...model import Article, Contributor
from ...news import newest, title_of
from ..session import Session
from .phrases import joined, pointing, sentence
from .table import edition_list

#: How many notes the list of new ones names, and the list of contributors of each of them.
_RECENT, _OF_EACH = 8, 5
#: How many articles are named behind those.
_ARTICLES = 12

Notes = Sequence[tuple[Article, Noted]]


@edition_list("recent")
def recent(session: Session) -> list[nodes.Node]:
    """The newest notes, each with its kind, its author and its article."""
    notes = newest(session.report.book)[:_RECENT]
    people = session.report.book.edition.contributors
    several = len(session.report.book.edition.articles) > 1
    items = nodes.bullet_list(classes=["note-titles"])
    for article, note in notes:
        person = people.get(note.author, Contributor("", note.author))
        about = [labels(session.language)[f"kind_{note.kind}"], person.name]
        about += [readable_date(note.date, session.language)]
        about += [article.running_title] if several else []
        title = _titled(note, session.language)
        items += nodes.list_item("", title, sentence(" · ".join(about), classes=["about"]))
    return [items] if items.children else []


@edition_list("contributors")
def contributors(session: Session) -> list[nodes.Node]:
    """Who wrote and who reviewed how many notes, and the newest of each."""
    book = session.report.book
    notes = newest(book)
    wrote = Counter(note.author for _, note in notes)
    reviewed = Counter(name for _, note in notes for name in note.reviewed_by)
    items, words = nodes.bullet_list(classes=["contributors"]), labels(session.language)
    for handle in sorted({*wrote, *reviewed}, key=lambda name: (-wrote[name], name.casefold())):
        person = book.edition.contributors.get(handle, Contributor(handle, handle))
        items += nodes.list_item(
            "",
            _introduced(person, wrote[handle], reviewed[handle], words),
            *_written([pair for pair in notes if pair[1].author == handle], words),
        )
    return [items] if items.children else []


def _introduced(person: Contributor, wrote: int, reviewed: int, words: Words) -> nodes.Node:
    parts: list[nodes.Node | str] = [nodes.strong("", person.name)]
    if person.orcid:
        address = f"https://orcid.org/{person.orcid}"
        parts += [" (", nodes.reference("", f"ORCID {person.orcid}", refuri=address), ")"]
    parts += [f" · {words.count('n_notes', wrote)}"] if wrote else []
    parts += [f" · {words.count('n_reviewed', reviewed)}"] if reviewed else []
    return sentence(*parts)


def _written(notes: Notes, words: Words) -> list[nodes.Node]:
    """The newest notes of one person, and the articles with all of theirs."""
    if not notes:
        return []
    latest = nodes.bullet_list(classes=["note-titles"])
    latest += [nodes.list_item("", _titled(note, words.language)) for _, note in notes[:_OF_EACH]]
    if len(notes) <= _OF_EACH:
        return [latest]
    articles = Counter(article.id for article, _ in notes)
    titles = {article.id: article.running_title for article, _ in notes}
    links = [
        pointing("article", id, f"{titles[id]} ({number})")
        for id, number in articles.most_common(_ARTICLES)
    ]
    more = len(articles) - len(links)
    ending = f" {words.count('more_articles', more)}." if more else "."
    lead = f"{words['all_of_them']}{words['colon']}"
    return [latest, sentence(lead, *joined(links), ending, classes=["about"])]


def _titled(note: Noted, language: str) -> nodes.Node:
    return sentence(pointing("note", note.id, title_of(note.number, note.exact, language)))
