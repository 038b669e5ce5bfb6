"""What are the words of a folded text, for comparing?

A word is a run of letters and digits; in scripts that put no space between words (Chinese,
Japanese, Thai, Lao, Khmer, Burmese) each character with its signs counts as one. Symbols count as
words, punctuation does not: it changes too easily to carry an alignment.
Knows nothing of meaning, language or grammar.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from ..model import Span
from .fold import Folded, fold

_UNSPACED = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
_TOKEN = regex.compile(
    rf"(?V1){_UNSPACED}\p{{M}}*|[[\w\p{{M}}]--{_UNSPACED}]+(?:'[[\w\p{{M}}]--{_UNSPACED}]+)*|\p{{S}}"
)
_ANY_TOKEN = regex.compile(r"\S")

# What a run of words must weigh to be taken as evidence by itself; a weight is roughly a
# number of letters of an alphabetic script.
_GRAM_WEIGHT = 14
_GRAM_WORDS = 3


@dataclass(frozen=True, slots=True)
class Words:
    """A text prepared for comparing: folded, and cut into words at folded offsets."""

    folded: Folded
    forms: Sequence[str]
    starts: array[int]
    ends: array[int]
    weights: array[int]

    def __len__(self) -> int:
        return len(self.forms)

    def within(self, span: Span) -> Span:
        """The range of words that a folded range touches."""
        return Span(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))

    def weight(self, span: Span) -> int:
        """How much the words of that range weigh together."""
        return sum(self.weights[span.start : span.end])


def read_words(text: str) -> Words:
    """*text* folded and cut into words."""
    folded = fold(text)
    starts, ends, weights = array("l"), array("l"), array("l")
    forms: list[str] = []
    known: dict[str, str] = {}
    weigh: dict[str, int] = {}
    pattern = _TOKEN if _TOKEN.search(folded.text) else _ANY_TOKEN
    for found in pattern.finditer(folded.text):
        form = found[0]
        form = known.setdefault(form, form)
        if form not in weigh:
            weigh[form] = _weight(form)
        forms.append(form)
        starts.append(found.start())
        ends.append(found.end())
        weights.append(weigh[form])
    return Words(folded, forms, starts, ends, weights)


def _weight(form: str) -> int:
    """Ideographs and syllables say more than letters do."""
    if "\u2e80" <= form[0] <= "\u9fff" or form[0] >= "\U00020000":
        return 3
    return len(form) * (2 if "\uac00" <= form[0] <= "\ud7a3" else 1)


def grams(
    words: Words, span: Span, weight: int = _GRAM_WEIGHT, count: int = _GRAM_WORDS
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each shortest sequence of at least *count* words and *weight*, with its first word."""
    forms, weights = words.forms, words.weights
    end, total = span.start, 0
    for start in range(span.start, span.end):
        if end < start:
            end, total = start, 0
        while end < span.end and (total < weight or end - start < count):
            total += weights[end]
            end += 1
        if total < weight or end - start < count:
            return
        yield start, tuple(forms[start:end])
        total -= weights[start]


def unique_grams(
    words: Words, span: Span, weight: int = _GRAM_WEIGHT, count: int = _GRAM_WORDS
) -> dict[tuple[str, ...], int]:
    """The sequences that occur once in the range, with their places."""
    places: dict[tuple[str, ...], int] = {}
    for start, gram in grams(words, span, weight, count):
        places[gram] = -1 if gram in places else start
    return places
