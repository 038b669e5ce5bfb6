"""The list of those who wrote and reviewed notes."""

from __future__ import annotations

from collections import Counter

from docutils import nodes

from ...model import Contributor
from ..session import Session
from .phrases import count, sentence
from .table import edition_list


@edition_list("contributors")
def contributors(session: Session) -> list[nodes.Node]:
    """Who wrote and who reviewed how many notes."""
    edition = session.report.book.edition
    notes = [note for of_article in edition.annotations.values() for note in of_article]
    wrote = Counter(note.author for note in notes)
    reviewed = Counter(name for note in notes for name in note.reviewed_by)
    items = nodes.bullet_list(classes=["contributors"])
    for handle in sorted({*wrote, *reviewed}, key=lambda name: (-wrote[name], name.casefold())):
        person = edition.contributors.get(handle, Contributor(handle, handle))
        parts: list[nodes.Node | str] = [person.name]
        if person.orcid:
            address = f"https://orcid.org/{person.orcid}"
            parts += [" (", nodes.reference("", f"ORCID {person.orcid}", refuri=address), ")"]
        parts += [f" · {count(wrote[handle], 'note')}"] if wrote[handle] else []
        parts += [f" · {reviewed[handle]} reviewed"] if reviewed[handle] else []
        items += nodes.list_item("", sentence(*parts))
    return [items] if items.children else []
