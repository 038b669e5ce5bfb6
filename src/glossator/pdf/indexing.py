"""Which pages has each heading of the index?

Which headings there are, and in which order, is the core's (`glossator.index`); here their uses
become labels of the book.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..index import SECTIONS, Heading
from ..index import index as headings
from ..references import Use
from ..sphinx.session import Session


def index(
    session: Session, names: dict[str, str], words: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The sections of the index with their entries; *names* are the labels that the book has.

    Works are left out: the list of works cited says on which pages each is.
    """
    found = [
        (heading.section, _entry(heading, names))
        for heading in headings(session.report.book, session.backlinks)
        if heading.section != "works"
    ]
    sections = [
        {
            "title": words[name],
            "entries": [entry for one, entry in found if one == name and entry["at"]],
        }
        for name in SECTIONS
        if name != "works"
    ]
    return [section for section in sections if section["entries"]]


def _entry(heading: Heading, names: dict[str, str]) -> dict[str, Any]:
    words: dict[str, Any] = {"s": heading.words}
    if heading.term and f"term:{heading.term}" in names:
        words["to"] = names[f"term:{heading.term}"]
    labels = dict.fromkeys(filter(None, map(_label, heading.places)))
    there = [names[label] for label in labels if label in names]
    return {"words": [words], "letter": heading.letter, "at": there}


def _label(use: Use) -> str:
    """Where a use stands; an entry or a page that is not an article has its own list of uses."""
    if use.annotation:
        return f"note:{use.annotation.id}"
    if use.article is None:
        return ""
    return (
        f"{use.article.docname}#p{use.paragraph}" if use.paragraph else f"doc:{use.article.docname}"
    )
