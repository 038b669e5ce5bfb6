"""What does an issue that was made with the edition's form say?

GitHub turns a form into Markdown: each field a heading of the third level, then what was typed.
Knows nothing of files; what it returns was written by a stranger and is not checked yet.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .addresses import address_refused
from .characters import named_at, refused_in
from .problems import EditionError, plain

#: The labels of the fields in .github/ISSUE_TEMPLATE/note.yml.
FIELDS = {
    "Article": "article",
    "Passage": "passage",
    "Kind of note": "kind",
    "Your note": "body",
    "Sources": "sources",
    "Your name": "author",
}
_NEEDED = ("article", "passage", "body")
_EMPTY = "_No response_"
_LONGEST = 64_000


@dataclass(frozen=True, slots=True)
class Proposal:
    """A note that somebody proposes in an issue. `sources` are in the reporter's own words."""

    article: str
    passage: str
    kind: str
    body: str
    sources: tuple[str, ...]
    author: str
    date: str


def read_issue(text: str) -> Proposal:
    """The proposal in *text*: an issue's body, or its JSON as `gh issue view --json` gives it.

    Raises `EditionError` where the text is not an issue of that form.
    """
    if len(text) > _LONGEST * 2:
        raise EditionError("the issue is longer than any note.")
    if (place := refused_in(text)) is not None:
        raise EditionError(f"the issue holds {named_at(text, place)}, which cannot stand in text.")
    record = _record(text)
    fields = _fields(record["body"])
    missing = [label for label, name in FIELDS.items() if name in _NEEDED and not fields.get(name)]
    if missing:
        raise EditionError(
            f"the issue has nothing under “{missing[0]}”; was it made with the form?"
        )
    sources = [line.strip(" \t*-") for line in fields.get("sources", "").split("\n")]
    return Proposal(
        article=_one_line(fields["article"]),
        passage=_one_line(fields["passage"]).strip('“”"> '),
        kind=_one_line(fields.get("kind", "")).partition(" ")[0].lower() or "context",
        body=fields["body"],
        sources=tuple(source for source in sources if source),
        author=_one_line(fields.get("author", "")) or record["author"],
        date=record["date"],
    )


def _record(text: str) -> dict[str, str]:
    if not text.lstrip().startswith("{"):
        return {"body": text, "author": "", "date": ""}
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        raise EditionError("the issue's JSON cannot be read.") from None
    author: Any = values.get("author", values.get("user", ""))
    if isinstance(author, Mapping):
        author = author.get("login", "")
    found = {
        "body": values.get("body"),
        "author": author,
        "date": values.get("createdAt", values.get("created_at", "")),
    }
    if not all(isinstance(value, str) for value in found.values()):
        raise EditionError("the issue's JSON has no text under “body”, “author” or “createdAt”.")
    # A character that JSON wrote as an escape was not seen before.
    for value in found.values():
        if (place := refused_in(value.replace("\r", ""))) is not None:
            raise EditionError(
                f"the issue holds {named_at(value, place)}, which cannot stand in text."
            )
    day = re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", found["date"])
    return {**found, "date": day[0] if day else ""}


def _fields(body: str) -> dict[str, str]:
    fields: dict[str, list[str]] = {}
    current: list[str] = []
    for line in body.replace("\r\n", "\n").split("\n"):
        label = line.removeprefix("### ").strip()
        if line.startswith("### ") and label in FIELDS:
            if FIELDS[label] in fields:
                raise EditionError(f"the heading “{plain(label)}” stands twice in the issue.")
            current = fields.setdefault(FIELDS[label], [])
        else:
            current.append(line)
    texts = {name: "\n".join(lines).strip() for name, lines in fields.items()}
    return {name: "" if text == _EMPTY else text for name, text in texts.items()}


def _one_line(text: str) -> str:
    return " ".join(text.split())


_ADDRESS = re.compile(r"https?://[^\s<>{}\\\"]{3,500}")
#: What BibTeX reads as an order or as its own brackets; the brackets have no escape that holds.
_BIBTEX = str.maketrans(
    {**{char: f"\\{char}" for char in "%&#_"}, "{": "(", "}": ")", "\\": "/", "~": " ", "^": " "}
)


def proposed_record(key: str, words: str) -> str:
    """A record for references.bib from a source in the reporter's own words, for an editor to finish."""
    found = _ADDRESS.search(words)
    address = found[0].rstrip(".,;:)") if found else ""
    if address and address_refused(address):
        address = ""
    title = words.replace(address, " ").strip(" ,.;:<>()") if address else words
    title = " ".join((title or address).split()).translate(_BIBTEX)
    lines = [f"@misc{{{key},", f"  title = {{{{{title}}}}},"]
    if address:
        lines.append(f"  url = {{{address}}},")
    return "\n".join([*lines, "}"]) + "\n"
