"""The list of the glossary's entries."""

from __future__ import annotations

from docutils import nodes

from ..articles import sources_node
from ..render import Renderer
from ..session import Session
from .phrases import sentence, uses_of
from .table import edition_list


@edition_list("glossary")
def glossary(session: Session) -> list[nodes.Node]:
    """Every entry with its definition, its sources and where it is used."""
    made = nodes.definition_list(classes=["glossary-list"])
    by_term = sorted(
        session.report.book.glossary, key=lambda definition: definition.entry.term.casefold()
    )
    for definition in by_term:
        entry = definition.entry
        term = nodes.term("", entry.term, ids=[f"term-{entry.id}"])
        body = nodes.definition()
        if definition.body is None:
            body += sentence("This entry is not shown, because its text cannot be used as it is.")
        else:
            body += Renderer(definition.body, entry.place.path, session.targets).blocks()
        if entry.sources:
            body += sources_node(entry.sources, session.targets)
        if uses := session.backlinks.terms.get(entry.id):
            body += uses_of(session, "term", entry.id, "Appears in: ", uses)
        made += nodes.definition_list_item("", term, body)
    return [made] if made.children else []
