"""Which names and terms has the index, and where is each used?

Terms are those of the glossary, wherever the text or a note uses them; names are those of the
authors whom the notes cite.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import Any

from ..apparatus import Apparatus
from ..references import Use
from ..sphinx.session import Session

Labels = dict[str, list[str]]


def index(session: Session, names: dict[str, str]) -> list[dict[str, Any]]:
    """The entries by alphabet; *names* are the labels that the book has."""
    uses: Labels = defaultdict(list)
    book = session.report.book
    words = {f"term:{entry.id}": entry.term for entry in book.edition.glossary}
    for apparatus in book.apparatus.values():
        for term, label in _in_text(apparatus):
            uses[term].append(label)
    for entry in book.edition.glossary:
        uses[f"term:{entry.id}"] += _in_notes(session.backlinks.terms.get(entry.id, ()))
    for work in book.edition.works:
        cited = _in_notes(session.backlinks.works.get(work.key, ()))
        for author in filter(None, work.author.split("; ")):
            uses[f"name:{author}"] += cited
            words[f"name:{author}"] = author
    return _merged([_entry(key, words[key], labels, names) for key, labels in uses.items()])


def _merged(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """By alphabet; a name and a term that are spelt the same are one entry, a link where one has it."""
    made: dict[str, dict[str, Any]] = {}
    for entry in sorted(entries, key=lambda entry: (entry["sort"], "to" not in entry["words"][0])):
        if not entry["at"]:
            continue
        first = made.setdefault(entry["sort"], entry)
        if first is not entry:
            first["at"] += entry["at"]
    return list(made.values())


def _in_text(apparatus: Apparatus) -> list[tuple[str, str]]:
    article = apparatus.article
    return [
        (f"term:{entry}", f"{article.docname}#p{number}" if number else f"doc:{article.docname}")
        for entry, numbers in apparatus.uses.items()
        for number in numbers
    ]


def _in_notes(uses: tuple[Use, ...]) -> list[str]:
    return [f"note:{use.annotation.id}" for use in uses if use.annotation]


def _entry(key: str, words: str, labels: list[str], names: dict[str, str]) -> dict[str, Any]:
    sort = _sortable(words)
    runs: list[dict[str, Any]] = [{"s": words}]
    if key in names:
        runs[0]["to"] = names[key]
    there = [names[label] for label in dict.fromkeys(labels) if label in names]
    return {"words": runs, "sort": sort, "letter": sort[:1], "at": there}


def _sortable(words: str) -> str:
    folded = unicodedata.normalize("NFKD", words.casefold())
    return "".join(char for char in folded if char.isalnum() or char == " ").strip()
