"""Where do the sentences and paragraphs of a text begin, counted in words?

Read from the punctuation and the empty lines of the source; roughly, since nothing depends on a
single sentence. Knows nothing of other texts.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import regex

from ..model import Span
from .words import Words

_PARAGRAPH = regex.compile(r"\n[^\S\n]*\n\s*")
_SENTENCE = regex.compile(r"[.!?…؟۔।][\p{P}]*\s+|[。！？][\p{P}]*|\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Units:
    """The first words of the sentences and of the paragraphs, and the number of all words."""

    sentences: array[int]
    paragraphs: array[int]
    size: int

    def sentence(self, word: int) -> Span:
        """The sentence that holds a word."""
        return self._around(self.sentences, word)

    def paragraph(self, word: int) -> Span:
        """The paragraph that holds a word."""
        return self._around(self.paragraphs, word)

    def _around(self, starts: array[int], word: int) -> Span:
        at = bisect_right(starts, word)
        return Span(starts[at - 1], starts[at] if at < len(starts) else self.size)


def read_units(words: Words) -> Units:
    """The sentences and paragraphs of a text."""
    return Units(_starts(words, _SENTENCE), _starts(words, _PARAGRAPH), len(words))


def _starts(words: Words, breaks: regex.Pattern[str]) -> array[int]:
    folded = words.folded
    starts = array("l", [0])
    for found in breaks.finditer(folded.source):
        offset = folded.to_folded(Span(found.end(), found.end())).start
        word = bisect_left(words.starts, offset)
        if starts[-1] < word < len(words):
            starts.append(word)
    return starts


def parted(words: Words, at: int) -> bool:
    """Whether a paragraph begins at a word, or the text ends before it."""
    if at <= 0 or at >= len(words):
        return True
    between = words.folded.to_source(Span(words.ends[at - 1], words.starts[at]))
    return bool(_PARAGRAPH.search(words.folded.source, between.start, between.end))
