"""The list of the glossary's entries."""

from __future__ import annotations

from docutils import nodes

from ...book import Definition
from ...labels import labels
from ...sorting import letter_of, sort_key
from ..articles import sources_node
from ..render import Renderer
from ..session import Session
from .phrases import jumps, sentence, uses_of
from .table import edition_list

#: So many entries are looked through without links to their letters.
_FEW = 20


@edition_list("glossary")
def glossary(session: Session) -> list[nodes.Node]:
    """Every entry with its definition, its sources and where it is used."""
    words = labels(session.language)
    made = nodes.definition_list(classes=["glossary-list"])
    by_term = sorted(session.report.book.glossary, key=lambda each: _sort(each, session.language))
    for definition in by_term:
        entry = definition.entry
        term = nodes.term("", entry.term, ids=[f"term-{entry.id}"])
        body = nodes.definition()
        if definition.body is None:
            body += sentence(words["entry_refused"])
        else:
            body += Renderer(definition.body, entry.place.path, session.targets).blocks()
        if entry.sources:
            body += sources_node(entry.sources, session.targets)
        if uses := session.backlinks.terms.get(entry.id):
            lead = f"{words['appears_in']}{words['colon']}"
            body += uses_of(session, "term", entry.id, lead, uses)
        made += nodes.definition_list_item("", term, body)
    if session.bounded and len(by_term) > _FEW:
        return [_letters(by_term, session.language), made]
    return [made] if made.children else []


def _sort(definition: Definition, language: str) -> str:
    form = definition.entry.sort
    return sort_key(form or definition.entry.term, language, whole=bool(form))


def _letters(by_term: list[Definition], language: str) -> nodes.Node:
    """Links to the first entry of each letter."""
    firsts: dict[str, str] = {}
    for definition in by_term:
        letter = letter_of(_sort(definition, language), language) or "0–9"
        firsts.setdefault(letter, f"term-{definition.entry.id}")
    return jumps({id: letter for letter, id in firsts.items()})
