"""Did a passage that stands elsewhere come there, or does only something like it stand there?

What was moved left its old place whole: the sentences around a passage that stand nowhere any
more arrive with it, in order, and most of their words with them. A look-alike has too few of
them, or only the passage's own words. Between a block heavily revised on its way and a look-alike
nobody can tell; then nothing is believed.
Knows nothing of states.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cached_property
from math import sqrt

from ..model import Span
from .align import Alignment
from .carry import Image, Passage
from .gaps import Cell, Run
from .units import Units, read_units
from .words import Words

_WIDE = 80
# Another move hardly further off than this is the same one, torn apart.
_BESIDE = 25
# A sentence with less than this share of its words did not come along, and bounds what came.
_CAME = 0.3
# Letters in a word, roughly: loss is counted in words of this size.
_LETTERS = 5
# So many words may be lost that a look-alike would seldom lose as few: one that shares three
# words in four, or, where the neighbours in the paragraph vouch for the place, every other.
_STRANGE, _NEAR = 0.25, 0.5
_SELDOM = 2.33
_SPARE = 0.4
# What a neighbour from the same paragraph must weigh to vouch.
_VOUCHES = 12


class Arrivals:
    """What an alignment says about blocks that stand in another place."""

    def __init__(self, alignment: Alignment) -> None:
        self.old, self.new = alignment.old, alignment.new
        self._alignment = alignment

    @cached_property
    def _old_units(self) -> Units:
        return read_units(self.old)

    @cached_property
    def _new_units(self) -> Units:
        return read_units(self.new)

    @cached_property
    def _runs(self) -> list[Run]:
        """All runs by their old place."""
        moves = (run for move in self._alignment.moves for run in move.runs)
        return sorted([*self._alignment.main.runs, *moves])

    @cached_property
    def _reaches(self) -> list[int]:
        return [run.old_end for run in self._runs]

    def came(
        self, what: Passage, found: Image, cells: Callable[[Span], list[Cell]], left: Span
    ) -> bool:
        """Whether the passage came to where *found* is.

        *cells* gives the corresponding words along the way it would have come; *left* are the
        old words that stand no more where they stood.
        """
        if found.words is None:
            return False
        wide = Span(
            max(left.start, what.words.start - _WIDE), min(left.end, what.words.end + _WIDE)
        )
        wide = Span(min(wide.start, what.words.start), max(wide.end, what.words.end))
        way = cells(wide)
        kept = _kept(self.old, way)
        region = self._region(what.words, wide, kept)
        whole = self.old.weight(region)
        here = sum(kept.get(word, 0) for word in range(*region))
        rate = (
            _NEAR
            if self._vouched(_middle(way, what.words, found.words), what.words, left)
            else _STRANGE
        )
        return (whole - here) / _LETTERS <= _allowed(whole / _LETTERS, rate)

    @cached_property
    def _standing(self) -> set[Run]:
        return set(self._alignment.main.runs)

    def left(self, what: Passage, way: Sequence[Run]) -> Span:
        """The old words around the passage that neither stand nor went another way."""
        (a, b), ours = what.words, set(way)
        drifts = [run.new - run.old for run in way]
        least, most = min(drifts) - _BESIDE, max(drifts) + _BESIDE
        start, end = 0, len(self.old)
        at = bisect_left(self._reaches, max(0, a - _WIDE))
        for run in self._runs[at:]:
            if run.old > b + _WIDE:
                break
            if run in ours or (run not in self._standing and least <= run.new - run.old <= most):
                continue
            if run.old < a:
                start = max(start, min(run.old_end, a))
            elif run.old_end > b:
                end = min(end, max(run.old, b))
        return Span(start, end)

    def _region(self, inner: Span, wide: Span, kept: dict[int, int]) -> Span:
        """The sentences of a passage, and those beside them that came along."""
        units = self._old_units
        start = max(wide.start, units.sentence(inner.start).start)
        end = min(wide.end, units.sentence(max(inner.start, inner.end - 1)).end)
        while start > wide.start:
            unit = Span(max(wide.start, units.sentence(start - 1).start), start)
            if not self._present(unit, kept):
                break
            start = unit.start
        while end < wide.end:
            unit = Span(end, min(wide.end, units.sentence(end).end))
            if not self._present(unit, kept):
                break
            end = unit.end
        return Span(min(start, inner.start), max(end, inner.end))

    def _present(self, unit: Span, kept: dict[int, int]) -> bool:
        return sum(kept.get(word, 0) for word in range(*unit)) >= _CAME * self.old.weight(unit)

    def _vouched(self, place: int, inner: Span, left: Span) -> bool:
        """Whether other words of the same old paragraph stand in the paragraph of this place."""
        home = self._old_units.paragraph(min(inner.start, len(self.old) - 1))
        there = self._new_units.paragraph(min(place, len(self.new) - 1))
        total = 0
        for run in self._runs[bisect_left(self._reaches, home.start) :]:
            if run.old >= home.end:
                break
            for side in (Span(home.start, left.start), Span(left.end, home.end)):
                first = max(run.old, side.start, there.start - run.new + run.old)
                last = min(run.old_end, side.end, there.end - run.new + run.old)
                if first < last:
                    total += self.old.weight(Span(first, last))
        return total >= _VOUCHES


def _kept(old: Words, cells: list[Cell]) -> dict[int, int]:
    """The old words that are there, misspelt or not, with their weights."""
    return {
        word: old.weights[word]
        for cell in cells
        if cell.score > 0
        for word in range(cell.old_start, cell.old_end)
    }


def _middle(cells: Sequence[Cell], inner: Span, place: Span) -> int:
    """Where the middle one of a passage's words stands: its edges may be drawn elsewhere."""
    like = [c for c in cells if c.score > 0 and inner.start <= c.old_start < inner.end]
    return like[len(like) // 2].new_start if like else place.start


def _allowed(size: float, rate: float) -> float:
    """How many of so many words may be lost: fewer than at this rate would be by chance."""
    return max(_SPARE, rate * size - _SELDOM * sqrt(rate * (1 - rate) * size))
