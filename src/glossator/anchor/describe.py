"""Which quote means this passage and no other?

The words themselves, and the fewest whole words before or behind them that tell them from
every other place. Knows nothing of an older text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Quote, Span
from .concordance import PreparedText, prepare
from .fold import fold_text, whole_graphemes

_WORD = re.compile(r"\S+")


def describe_quote(text: str | PreparedText, span: Span) -> Quote:
    """The shortest quote, by whole words of context, that means *span* and nothing else.

    `match_quote(text, describe_quote(text, span)).span == span` for every span that is not
    empty and cuts no grapheme cluster; other spans are widened first.
    """
    source = prepare(text)
    span = whole_graphemes(source.text, span)
    for start, end in _contexts(source.text, span):
        if _unique(source, Span(start, end)):
            return _quote(source.text, span, start, end)
    return _quote(source.text, span, 0, len(source.text))


def _quote(text: str, span: Span, start: int, end: int) -> Quote:
    return Quote(text[span.start : span.end], text[start : span.start], text[span.end : end])


def _contexts(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Ever wider surroundings: before, behind, on both sides, by words."""
    yield span
    before, after = _starts_before(text, span.start), _ends_after(text, span.end)
    start, end = span
    words = 0
    while start > 0 or end < len(text):
        # Beyond what anybody would want to read, bigger steps: such texts only repeat.
        for _ in range(1 + words // 50):
            start, end = next(before, 0), next(after, len(text))
        words += 1 + words // 50
        one_sided = sorted({(start, span.end), (span.start, end)}, key=lambda s: s[1] - s[0])
        yield from one_sided
        yield start, end


def _starts_before(text: str, offset: int) -> Iterator[int]:
    """Where the words before *offset* begin, nearest first."""
    while offset > 0:
        low = max(0, offset - 400)
        starts = [found.start() for found in _WORD.finditer(text, low, offset)]
        if low > 0 and len(starts) > 1:
            starts = starts[1:]
        yield from reversed(starts)
        offset = starts[0] if starts and starts[0] < offset else low


def _ends_after(text: str, offset: int) -> Iterator[int]:
    """Where the words behind *offset* end, nearest first."""
    for found in _WORD.finditer(text, offset):
        yield found.end()


def _unique(text: PreparedText, span: Span) -> bool:
    """Whether these characters stand once, letter for letter and folded."""
    words = text.text[span.start : span.end]
    first = text.text.find(words)
    if not words or text.text.find(words, first + 1) >= 0:
        return False
    folded, source = fold_text(words).strip(), text.words.folded.text
    first = source.find(folded)
    return not folded or source.find(folded, first + 1) < 0
