"""With which words around it does an article use each term?

One line for each paragraph that links a term, as the pages show it on which all uses stand.
"""

from __future__ import annotations

from collections.abc import Mapping

from .apparatus import Apparatus
from .model import Span

#: Characters before and after a term that its line shows.
_AROUND = 70
#: The lines by entry, in the order of `Apparatus.linked`.
Contexts = Mapping[str, tuple[str, ...]]


def contexts(apparatus: Apparatus) -> Contexts:
    """The words around the first use of each term in each paragraph that links it."""
    reading = apparatus.reading
    found: dict[str, dict[int, str]] = {}
    for mention in apparatus.mentions:
        block = reading.block_at(mention.span.start)
        of_entry = found.setdefault(mention.entry, {})
        if block.number not in of_entry:
            of_entry[block.number] = _around(reading.text, mention.span, block.span)
    return {
        id: tuple(found[id][number] for number in numbers)
        for id, numbers in apparatus.linked.items()
    }


def _around(text: str, span: Span, block: Span) -> str:
    """Some words with their neighbours in the same block, on one line."""
    start, end = max(span.start - _AROUND, block.start), min(span.end + _AROUND, block.end)
    before, after = text[start : span.start], text[span.end : end]
    if start > block.start:  # whole words only
        before = "… " + before.partition(" ")[2]
    if end < block.end:
        after = after.rpartition(" ")[0] + " …"
    return " ".join(f"{before}{text[span.start : span.end]}{after}".split())
