"""Where in a text do a quote's words stand?

Takes a text and a quote and returns a verdict in one of five states; describes a span as a
quote that finds it again. Knows nothing of notes, files or Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from .fold import Folded, fold, fold_text, whole_graphemes
from .model import Candidate, Match, Quote, Span, State

_CONTEXT = 48
_WORD = re.compile(r"\S+")


def match_quote(text: str, quote: Quote) -> Match:
    """The place of *quote* in *text*: unique, or clear by a margin through its context."""
    verbatim = list(_occurrences(text, quote.prefix + quote.exact + quote.suffix))
    if quote.exact and len(verbatim) == 1:
        start = verbatim[0] + len(quote.prefix)
        span = whole_graphemes(text, Span(start, start + len(quote.exact)))
        return Match(State.EXACT, span, 1.0, "The words stand in the text exactly once.")
    folded = fold(text)
    exact = fold_text(quote.exact).strip()
    places = list(_occurrences(folded.text, exact)) if exact else []
    candidates = sorted(
        (_candidate(folded, Span(place, place + len(exact)), quote) for place in places),
        key=lambda candidate: (-candidate.score, candidate.span),
    )
    return _verdict(candidates)


def _verdict(candidates: list[Candidate]) -> Match:
    if not candidates:
        return Match(State.ORPHANED, None, 0.0, "The words are not in the text.")
    best = candidates[0]
    if len(candidates) == 1 or best.score - candidates[1].score >= 0.2:
        return Match(State.EXACT, best.span, 1.0, "The words stand in the text exactly once.")
    reason = f"The words stand in {len(candidates)} places and the context does not decide."
    return Match(State.AMBIGUOUS, None, best.score, reason, tuple(candidates[:5]))


def _candidate(folded: Folded, place: Span, quote: Quote) -> Candidate:
    before = fold_text(quote.prefix)[-_CONTEXT:].strip()
    after = fold_text(quote.suffix)[:_CONTEXT].strip()
    here = folded.text[max(0, place.start - len(before) - 1) : place.start].strip()
    there = folded.text[place.end : place.end + len(after) + 1].strip()
    scores = [
        Levenshtein.normalized_similarity(side, found[::step][: len(side)][::step])
        for side, found, step in ((before, here, -1), (after, there, 1))
        if side
    ]
    span = folded.to_source(place)
    score = sum(scores) / len(scores) if scores else 0.5
    return Candidate(span, score, folded.source[span.start : span.end])


def describe_quote(text: str, span: Span) -> Quote:
    """The shortest quote, by whole words of context, that means *span* and nothing else."""
    span = whole_graphemes(text, span)
    exact = text[span.start : span.end]
    before = [found.start() for found in _WORD.finditer(text, 0, span.start)][::-1] + [0]
    after = [found.end() for found in _WORD.finditer(text, span.end)] + [len(text)]
    for words in range(max(len(before), len(after)) + 1):
        for left, right in ((words, 0), (0, words), (words, words)):
            start = span.start if left == 0 else before[min(left, len(before)) - 1]
            end = span.end if right == 0 else after[min(right, len(after)) - 1]
            if _unique(text, text[start:end]):
                return Quote(exact, text[start : span.start], text[span.end : end])
    return Quote(exact, text[: span.start], text[span.end :])


def _unique(text: str, words: str) -> bool:
    first = text.find(words)
    return bool(words) and text.find(words, first + 1) < 0


def _occurrences(text: str, words: str) -> Iterator[int]:
    """Where *words* begin in *text*, overlaps included."""
    place = text.find(words) if words else -1
    while place >= 0:
        yield place
        place = text.find(words, place + 1)
