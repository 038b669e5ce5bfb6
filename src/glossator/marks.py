"""Which notes stand on which words of an article, and behind which words their numbers?

Words are cut wherever a passage begins or ends. Of many notes on the same words a mark names
only so many, the shortest passages first, so that a page grows with its notes and not with
their square. Pure; knows nothing of how marks are shown.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from .apparatus import Apparatus, Placed
from .model import Span
from .text import Piece

#: How many notes are told apart on the same words.
MOST = 30


@dataclass(frozen=True, slots=True)
class Crowd:
    """Words on which more notes stand than a mark names."""

    span: Span
    count: int
    last: Placed


class Marks:
    """The notes at the words of one article, asked for from its beginning to its end."""

    def __init__(self, apparatus: Apparatus) -> None:
        self.crowd: Crowd | None = None
        self._cuts: list[int] = []
        self._notes: list[tuple[str, ...]] = []
        self._sweep(apparatus)
        pieces = apparatus.reading.pieces
        starts = [piece.span.start for piece in pieces]
        ends = [(_last(note, pieces, starts), note.number) for note in apparatus.placed]
        self._waiting = [apparatus.placed[number - 1] for _, number in sorted(ends)]
        self._ends = sorted(ends)
        self._said = 0

    def _sweep(self, apparatus: Apparatus) -> None:
        """Where the notes on the words change, and which they are from there on."""
        begin: dict[int, list[Placed]] = {}
        end: dict[int, list[Placed]] = {}
        for note in apparatus.placed:
            begin.setdefault(note.span.start, []).append(note)
            end.setdefault(note.span.end, []).append(note)
        edges = {*begin, *end, *(edge for span, _ in apparatus.foreign for edge in span)}
        active: list[tuple[int, int]] = []
        for cut in sorted(edges):
            for note in end.get(cut, ()):
                del active[bisect_left(active, _key(note))]
            for note in begin.get(cut, ()):
                insort(active, _key(note))
            self._cuts.append(cut)
            numbers = sorted(number for _, number in active[:MOST])
            self._notes.append(tuple(apparatus.placed[n - 1].annotation.id for n in numbers))
            if len(active) > max(MOST, self.crowd.count if self.crowd else 0):
                beyond = apparatus.placed[active[MOST][1] - 1]
                self.crowd = Crowd(apparatus.placed[active[0][1] - 1].span, len(active), beyond)

    def parts(self, words: Span) -> Iterator[tuple[Span, tuple[str, ...], list[Placed]]]:
        """The parts of *words*: each with the ids of its notes, and the notes that end with it."""
        if words.start == words.end:
            return
        first = bisect_right(self._cuts, words.start)
        last = bisect_left(self._cuts, words.end)
        edges = [words.start, *self._cuts[first:last], words.end]
        for place, (start, end) in enumerate(pairwise(edges), first - 1):
            ids = self._notes[place] if place >= 0 else ()
            upto = bisect_right(self._ends, (end, len(self._ends)))
            ended, self._said = self._waiting[self._said : upto], max(self._said, upto)
            yield Span(start, end), ids, ended


def _key(note: Placed) -> tuple[int, int]:
    return note.span.end - note.span.start, note.number


def _last(note: Placed, pieces: tuple[Piece, ...], starts: list[int]) -> int:
    """The offset up to which words are set for a note's passage."""
    place = bisect_left(starts, note.span.end) - 1
    while place >= 0 and pieces[place].span.end > note.span.start:
        if pieces[place].span.overlaps(note.span):
            return min(pieces[place].span.end, note.span.end)
        place -= 1
    return note.span.end
