"""Which cross-references could be proposed to an editor, and which were decided already?

Brings reuse, likeness and naming together into suggestions with evidence and a score. A
suggestion keeps its id as long as its words and its target stay the same, so that nothing is
asked twice. Knows nothing of files or of how an editor is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from ..model import Span
from .decided import decision_line, note_name, note_of, read_decisions
from .likeness import alike, reused
from .mentions import named, recalled
from .record import BODIES, MENTIONS, Suggestion, Text

__all__ = [
    "BODIES", "Suggestion", "Text", "decision_line", "note_name", "note_of", "read_decisions",
    "suggest_links",
]  # fmt: skip


def suggest_links(
    texts: Sequence[Text],
    patterns: Mapping[str, Sequence[str]] | None = None,
    decided: Collection[str] = (),
    linked: Mapping[tuple[str, str], Sequence[Span]] = MappingProxyType({}),
) -> list[Suggestion]:
    """The suggestions for articles in their order in time, the surest first.

    Left out are those whose id is *decided*. *linked* are the passages of the notes that link an
    article to a target already. Of two articles, every reused passage is suggested, one mention
    (by number, title, date, …), and a likeness only where there is nothing else.
    """
    found = [
        *named(texts, patterns),
        *recalled(texts, patterns),
        *reused(texts),
        *alike(texts),
    ]
    taken = defaultdict(list, {pair: list(spans) for pair, spans in linked.items()})
    mentioned = {
        pair
        for each in found
        for pair in _pairs(each)
        if each.sort in MENTIONS and any(each.span.overlaps(span) for span in taken[pair])
    }
    kept = []
    for each in sorted(found, key=lambda s: (-s.score, s.article, s.span, s.target)):
        fresh = []
        for target, pair in zip(each.targets, _pairs(each), strict=True):
            if any(each.span.overlaps(span) for span in taken[pair]):
                continue
            if (each.sort in MENTIONS and pair in mentioned) or (
                each.sort == "similar" and taken[pair]
            ):
                continue
            # A lesser mention does not come up because the better one was declined.
            taken[pair].append(each.span)
            mentioned |= {pair} if each.sort in MENTIONS else set()
            fresh.append(target)
        if fresh and each.id not in decided:
            kept.append(replace(each, target=fresh[0], others=tuple(fresh[1:])))
    return kept


def _pairs(each: Suggestion) -> list[tuple[str, str]]:
    return [(each.article, target.partition("#")[0]) for target in each.targets]
