"""The list of the works cited."""

from __future__ import annotations

import copy

from docutils import nodes

from ...cite import quoted
from ...labels import labels
from ...works import SOURCE_KINDS
from ..bibliography import format_works
from ..session import Session
from .phrases import jumps, pointing, uses_of
from .table import edition_list


@edition_list("works")
def works(session: Session) -> list[nodes.Node]:
    """Every work cited, under its kind of source, with the notes and entries that cite it."""
    edition = session.report.book.edition
    formatted = format_works(edition.bibtex, session.language)
    words = labels(session.language)
    cited = [work for work in edition.works if work.key in session.backlinks.works]
    made: list[nodes.Node] = []
    parts: dict[str, str] = {}
    for kind in (*SOURCE_KINDS, ""):
        items = nodes.bullet_list(classes=["works-list"])
        for work in cited:
            if work.kind == kind or (not kind and work.kind not in SOURCE_KINDS):
                uses = session.backlinks.works[work.key]
                entry = nodes.paragraph(ids=[f"work-{work.key}"], classes=["work"])
                entry += [
                    nodes.strong("", work.label),
                    nodes.Text(". "),
                    *copy.deepcopy(formatted[work.key]),
                ]
                if held := session.targets.held(work):
                    here = pointing(
                        "article", held.id, quoted(held.running_title, session.language)
                    )
                    entry += [
                        nodes.Text(f" {words['in_edition']}{words['colon']}"),
                        here,
                        nodes.Text("."),
                    ]
                lead = f"{words['cited_in']}{words['colon']}"
                items += nodes.list_item("", entry, uses_of(session, "work", work.key, lead, uses))
        if items.children:
            id, label = (
                nodes.make_id(f"works-{SOURCE_KINDS.get(kind, 'other')}"),
                words[f"work_{kind}"],
            )
            parts[id] = label
            made += [nodes.rubric("", label, classes=["source-kind"], ids=[id]), items]
    return [jumps(parts), *made] if session.bounded and len(parts) > 1 else made
