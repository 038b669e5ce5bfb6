"""How does a plain text become Markdown that reads just the same?

Paragraphs on one line each, with what Markdown would take for markup escaped. Knows nothing of
headings or of who wants the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..declare import Edit
from ..model import Span
from .divided import Halves
from .layout import cuts

_SEPARATOR = "\n\n"
PAGE_BREAK, PAGE_NUMBER = "emended_page_break", "emended_page_number"
EDGE = "emended_edge"

_INLINE = re.compile(r"[\\`*_\[]|<(?=[a-zA-Z/!?])|&(?=#|\w+;)|(?<=\{)[{%#]|#(?=#*$)")
_AT_START = re.compile(r"#{1,6}(?=\s|$)|>|[-+](?=\s|$)|[=~]|:::|\+\+\+|%\s|\([^()\s]+\)=|-[-\s]*$")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_HALF = re.compile(r"[^\W\d_]+-")
_LAST_WORDS = re.compile(r"(?:\S+ )?\S+$")
_FIRST_WORDS = re.compile(r"\S+(?: \S+)?")


def escape(paragraph: str) -> str:
    """Plain words as Markdown that reads as just these words."""
    text = _INLINE.sub(r"\\\g<0>", paragraph)
    if numbered := _NUMBERED.match(text):
        return f"{numbered[1]}\\{text[numbered.end(1) :]}"
    return "\\" + text if _AT_START.match(text) else text


def blocks(witness: str, start: int) -> list[Span]:
    """The ranges of the blocks of a witness, from *start* on."""
    spans = []
    while start < len(witness):
        end = witness.find(_SEPARATOR, start)
        end = len(witness) if end < 0 else end
        spans.append(Span(start, end))
        start = end + len(_SEPARATOR)
    return spans


def joins(witness: str, spans: list[Span], halves: Halves | None = None) -> Iterator[Edit]:
    """An edit for each paragraph that a page break cut, with two words on either side.

    A word that the page divided too is written as *halves* say.
    """
    for cut in cuts([witness[span.start : span.end] for span in spans]):
        gap = Span(spans[cut.first].end, spans[cut.last].start)
        before = _LAST_WORDS.search(witness[spans[cut.first].start : gap.start])
        after = _FIRST_WORDS.match(witness, gap.end)
        lead, tail = before[0] if before else "", after[0] if after else ""
        shown = Span(gap.start - len(lead), gap.end + len(tail))
        reason = PAGE_BREAK if cut.last == cut.first + 1 else PAGE_NUMBER
        yield Edit(shown, _across(lead, tail, halves), reason)


def _across(lead: str, tail: str, halves: Halves | None) -> str:
    """The words on both sides of a page's end, with one blank between them or none."""
    before, blank, first = lead.rpartition(" ")
    second, rest = tail.partition(" ")[0], tail.partition(" ")[2]
    if halves and _HALF.fullmatch(first) and second[:1].islower():
        return " ".join(filter(None, [before + blank + halves.joined(first, second)[0], rest]))
    return f"{lead} {tail}"


def edges(witness: str, spans: list[Span]) -> Iterator[Edit]:
    """An edit for each end of a paragraph where white space stands that Markdown cannot keep."""
    for start, end in spans:
        words = witness[start:end]
        lead, tail = len(words) - len(words.lstrip()), len(words) - len(words.rstrip())
        if lead:
            yield Edit(Span(start, start + lead), "", EDGE)
        if tail:
            yield Edit(Span(end - tail, end), "", EDGE)
