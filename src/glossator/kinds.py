"""Which kinds of notes and of entries there are, what a reader sees of them, how long they may be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of note. `words` is the length at which an editor is asked to shorten it."""

    name: str
    label: str
    description: str
    words: int = 150
    needs_source: bool = False


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "identification",
            "Who and what",
            "People, offices, institutions and places, as they were at that date.",
        ),
        Kind(
            "context",
            "Context",
            "What a reader of the day knew, and what was happening around the text.",
        ),
        Kind(
            "source",
            "Source",
            "Where a quotation or a report comes from, and how the article cut it.",
            needs_source=True,
        ),
        Kind(
            "claim",
            "Evidence",
            "What published evidence says about a factual claim, and how sure it is.",
            needs_source=True,
        ),
        Kind(
            "language",
            "Words and ideas",
            "The article’s own vocabulary, explained in the terms of its tradition.",
        ),
        Kind(
            "later",
            "Afterwards",
            "What happened after the article was written, with dates.",
            needs_source=True,
        ),
        Kind(
            "reference", "Earlier article", "A passage that quotes or answers an earlier article."
        ),
        Kind("textual", "Text", "Readings of the seed, spelling, syntax and layout."),
    )
}

#: Kinds of glossary entries; the schema of entries lists the same. The first three are names.
ENTRY_KINDS = ("person", "place", "organisation", "event", "idea")
NAMES = frozenset(ENTRY_KINDS[:3])
