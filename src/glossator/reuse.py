"""Which passages of an earlier text stand again in a later one, word for word or nearly?

Texts come in their order in time. Each leaves fingerprints of its runs of words in an index
(winnowing, after Schleimer, Wilkerson and Aiken 2003: every run of nine equal words leaves a
common one), and looks up those of its predecessors. So the work grows with the length of all
texts and not with the number of pairs. Knows nothing of articles, quotations or meaning.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from zlib import crc32

from .model import Span

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
#: A fingerprint covers so many words, and one of so many neighbours is kept.
_RUN, _WINDOW = 6, 4
#: Words that occur in more texts than this are formulas, and say nothing of a source.
_MOST = 6
#: Between two equal runs so many words may differ before they are two passages.
_GAP = 8
_SHIFT = 24


@dataclass(frozen=True, slots=True)
class Parallel:
    """A passage of text *later*, by number, that stands already in text *earlier*.

    `same` is the number of equal words, `score` their share of the longer passage.
    """

    later: int
    span: Span
    earlier: int
    earlier_span: Span
    same: int
    score: float


class _Run(NamedTuple):
    """Equal words: where they begin in the later and in the earlier text, and how many."""

    here: int
    there: int
    length: int


@dataclass(slots=True)
class _Words:
    """A text as numbers of words and their places; numbers are those of one index."""

    numbers: array[int]
    starts: array[int]
    ends: array[int]

    def span(self, first: int, last: int) -> Span:
        return Span(self.starts[first], self.ends[last])


@dataclass(slots=True)
class ReuseIndex:
    """The texts so far. `least` is the number of equal words that make a passage."""

    least: int = 10
    _vocabulary: dict[str, int] = field(default_factory=dict)
    _texts: list[_Words] = field(default_factory=list)
    _index: dict[int, array[int]] = field(default_factory=dict)

    def add(self, text: str) -> list[Parallel]:
        """Take in the next text in time; what of it stands in those before, in its order."""
        words = self._read(text)
        prints = list(_fingerprints(words.numbers))
        found = list(self._parallels(words, prints, self._formulas(words, prints)))
        number = len(self._texts)
        self._texts.append(words)
        for print_, place in prints:
            places = self._index.setdefault(print_, array("Q"))
            if len(places) <= _MOST:
                places.append(number << _SHIFT | place)
        return sorted(found, key=lambda p: (p.span, p.earlier))

    def lasting(self, found: Sequence[Parallel]) -> list[Parallel]:
        """Of passages of one text those that are no formula now that all texts are known.

        The first texts that use a formula cannot know that many will.
        """
        if not found:
            return []
        words = self._texts[found[0].later]
        marks = self._formulas(words, list(_fingerprints(words.numbers)))

        def left(span: Span) -> int:
            first, last = bisect_left(words.starts, span.start), bisect_left(words.starts, span.end)
            return last - first - sum(marks[first:last])

        return [each for each in found if left(each.span) >= self.least]

    def _read(self, text: str) -> _Words:
        known = self._vocabulary
        numbers, starts, ends = array("I"), array("I"), array("I")
        for found in _WORD.finditer(text):
            word = found[0].lower().replace("’", "'")
            numbers.append(known.setdefault(word, len(known)))
            starts.append(found.start())
            ends.append(found.end())
        return _Words(numbers, starts, ends)

    def _formulas(self, words: _Words, prints: list[tuple[int, int]]) -> bytearray:
        """For each word, whether it belongs to what is said too often to be a quotation."""
        marks = bytearray(len(words.numbers))
        for print_, place in prints:
            if len(self._index.get(print_, ())) > _MOST:
                marks[place : place + _RUN] = b"\1" * _RUN
        return marks

    def _parallels(
        self, words: _Words, prints: list[tuple[int, int]], formulas: bytearray
    ) -> Iterator[Parallel]:
        hits: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for print_, place in prints:
            places = self._index.get(print_, ())
            if len(places) <= _MOST:
                for packed in places:
                    hits[packed >> _SHIFT].append((place, packed & ((1 << _SHIFT) - 1)))
        for earlier, pairs in hits.items():
            for chain in self._chains(words, self._texts[earlier], sorted(pairs)):
                if passage := self._passage(words, earlier, chain, formulas):
                    yield passage

    def _chains(
        self, words: _Words, other: _Words, pairs: list[tuple[int, int]]
    ) -> Iterator[list[_Run]]:
        """Equal runs of two texts, those near each other in both taken together."""
        chain: list[_Run] = []
        for here, there in pairs:
            if chain and _inside(chain[-1], here, there):
                continue
            run = _widened(words.numbers, other.numbers, here, there)
            if run is None:
                continue
            if chain and not _goes_on(chain[-1], run):
                yield chain
                chain = []
            chain.append(run)
        if chain:
            yield chain

    def _passage(
        self, words: _Words, earlier: int, chain: list[_Run], formulas: bytearray
    ) -> Parallel | None:
        """A chain without the formulas at its ends; None where too little is left."""
        runs = [run for run in (_trimmed(run, formulas) for run in chain) if run.length]
        same = sum(run.length - sum(formulas[run.here : run.here + run.length]) for run in runs)
        if same < self.least:
            return None
        first, last = runs[0], runs[-1]
        long = max(last.here + last.length - first.here, last.there + last.length - first.there)
        return Parallel(
            later=len(self._texts),
            span=words.span(first.here, last.here + last.length - 1),
            earlier=earlier,
            earlier_span=self._texts[earlier].span(first.there, last.there + last.length - 1),
            same=same,
            score=round(same / long, 3),
        )


def _inside(run: _Run, here: int, there: int) -> bool:
    return here < run.here + run.length and here - there == run.here - run.there


def _goes_on(last: _Run, run: _Run) -> bool:
    here = run.here - (last.here + last.length)
    there = run.there - (last.there + last.length)
    return 0 <= here <= _GAP and 0 <= there <= _GAP


def _trimmed(run: _Run, formulas: bytearray) -> _Run:
    start, end = 0, run.length
    while start < end and formulas[run.here + start]:
        start += 1
    while end > start and formulas[run.here + end - 1]:
        end -= 1
    return _Run(run.here + start, run.there + start, end - start)


def _widened(words: array[int], other: array[int], here: int, there: int) -> _Run | None:
    """The whole run of equal words around one of _RUN; None where only the fingerprints agree."""
    if words[here : here + _RUN] != other[there : there + _RUN]:
        return None
    start, start_there = here, there
    while start and start_there and words[start - 1] == other[start_there - 1]:
        start, start_there = start - 1, start_there - 1
    end, end_there = here + _RUN, there + _RUN
    while end < len(words) and end_there < len(other) and words[end] == other[end_there]:
        end, end_there = end + 1, end_there + 1
    return _Run(start, start_there, end - start)


def _fingerprints(numbers: array[int]) -> Iterator[tuple[int, int]]:
    """The least of each _WINDOW neighbouring fingerprints, with its place, each once."""
    data, size = numbers.tobytes(), numbers.itemsize
    width = _RUN * size
    prints = [crc32(data[at : at + width]) for at in range(0, len(data) - width + 1, size)]
    last = -1
    for start in range(max(len(prints) - _WINDOW + 1, min(1, len(prints)))):
        window = prints[start : start + _WINDOW]
        least = min(window)
        # The rightmost of equals, as the paper has it: it stays the least for longer.
        place = start + len(window) - 1 - window[::-1].index(least)
        if place != last:
            last = place
            yield least, place
