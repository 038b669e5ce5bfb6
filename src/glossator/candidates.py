"""Which words might want a glossary entry: capitalised phrases that an edition uses often?

Reads capitals, and nothing of meaning or grammar: a phrase is a run of capitalised words inside a
sentence, joined by small words such as “of”. Made for languages that keep capitals for names.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .glossary import spellings
from .model import GlossaryEntry, Span
from .text import ReadingText

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_JOINING = frozenset(
    (
        "of",
        "the",
        "and",
        "for",
        "in",
        "to",
        "de",
        "la",
        "le",
        "du",
        "des",
        "von",
        "van",
        "der",
        "den",
    )
)
_SENTENCE_END = re.compile(r"[.?!:;“\"‘(\[]\W*$")
#: A phrase must be met so often, and a word by itself that often.
_PHRASE, _WORD_ALONE = 3, 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase without an entry: how often, in how many articles, and once in its sentence."""

    phrase: str
    uses: int
    articles: int
    article: str
    context: str


def find_candidates(
    texts: Sequence[tuple[str, ReadingText]], glossary: Iterable[GlossaryEntry]
) -> list[Candidate]:
    """The phrases, those in most articles first; *texts* are articles' ids and their texts."""
    known = {form.casefold() for entry in glossary for form in spellings(entry)}
    places: dict[str, list[tuple[str, ReadingText, Span]]] = defaultdict(list)
    small: Counter[str] = Counter()
    for id, reading in texts:
        small.update(word for word in _WORD.findall(reading.text) if word.islower())
        for span in _phrases(reading):
            places[reading.words(span)].append((id, reading, span))
    found = []
    for phrase, uses in places.items():
        alone = " " not in phrase
        # A word that is mostly written small was only begun with a capital by chance.
        common = alone and small[phrase.lower()] * 2 > len(uses)
        if (
            len(uses) >= (_WORD_ALONE if alone else _PHRASE)
            and not common
            and phrase.casefold() not in known
        ):
            id, reading, span = uses[0]
            found.append(
                Candidate(phrase, len(uses), len({u[0] for u in uses}), id, _context(reading, span))
            )
    return sorted(found, key=lambda c: (-c.articles, -c.uses, c.phrase))


def _phrases(reading: ReadingText) -> Iterator[Span]:
    for piece in reading.pieces:
        if not piece.heading:
            yield from _in_piece(reading.text, piece.span)


def _in_piece(text: str, piece: Span) -> Iterator[Span]:
    """Runs of capitalised words; one that begins a sentence begins no phrase."""
    run: Span | None = None
    begun = False
    for found in _WORD.finditer(text, piece.start, piece.end):
        if not found[0][0].isupper() or found[0].isupper():
            continue
        if run and _joined(text[run.end : found.start()]):
            run = Span(run.start, found.end())
            continue
        if run and not begun:
            yield run
        run, begun = Span(*found.span()), _begins(text, piece, found.start())
    if run and not begun:
        yield run


def _begins(text: str, piece: Span, start: int) -> bool:
    before = text[max(piece.start, start - 4) : start]
    return not before.strip() or bool(_SENTENCE_END.search(before))


def _joined(between: str) -> bool:
    """Whether what stands between two capitalised words makes one phrase of them."""
    words = between.split()
    return len(words) <= 2 and all(word in _JOINING for word in words) and words[:1] != ["and"]


def _context(reading: ReadingText, span: Span) -> str:
    block = reading.block_at(span.start).span
    start, end = max(block.start, span.start - 50), min(block.end, span.end + 50)
    before, after = reading.text[start : span.start], reading.text[span.end : end]
    before = before.partition(" ")[2] if start > block.start else before
    after = after.rpartition(" ")[0] if end < block.end else after
    return " ".join(f"{before}{reading.text[span.start : span.end]}{after}".split())
