"""Which words of a new text are which words of the old one?

Old and new text are aligned once: sequences of words that occur once in each are extended to
runs, longest first. The heaviest runs that keep their order are the *main chain*; others that
are long enough are *moves*. What lies between two runs is aligned when somebody asks.
Knows nothing of quotes or notes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..model import Span
from .gaps import Cell, Run, align_gap, extend, in_order, run_cell
from .words import Words, read_words, unique_grams

# A run outside the order of the text is a move only if it is long; shorter ones are phrases
# that happen to occur once on each side.
_MOVE_WEIGHT = 30
_NEAR = 40


@dataclass(slots=True)
class Chain:
    """Runs in the order of both texts, and the words between them, aligned on demand."""

    old: Words
    new: Words
    runs: Sequence[Run]
    main: bool
    _starts: list[int] = field(default_factory=list)
    _new_starts: list[int] = field(default_factory=list)
    _gaps: dict[int, list[Cell]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._starts = [run.old for run in self.runs]
        self._new_starts = [run.new for run in self.runs]

    @property
    def span(self) -> Span:
        """The old words from the first run to the last."""
        return Span(self.runs[0].old, self.runs[-1].old_end) if self.runs else Span(0, 0)

    def cells(self, words: Span) -> list[Cell]:
        """The corresponding words of an old range, in order."""
        found: list[Cell] = []
        number = max(0, bisect_right(self._starts, words.start) - 1)
        found += self._gap(number, words)
        while number < len(self.runs) and self.runs[number].old < words.end:
            run = self.runs[number]
            first, last = max(words.start, run.old), min(words.end, run.old_end)
            found += (run_cell(run, word - run.old) for word in range(first, last))
            number += 1
            found += self._gap(number, words)
        return [cell for cell in found if cell.old_end > words.start and cell.old_start < words.end]

    def claimed(self, new: Span, old: Span) -> int:
        """How many of the *new* words are runs' images of words that are not in *old*."""
        count = 0
        number = max(0, bisect_right(self._new_starts, new.start) - 1)
        while number < len(self.runs) and self.runs[number].new < new.end:
            run = self.runs[number]
            first, last = max(new.start, run.new), min(new.end, run.new_end)
            shift = run.old - run.new
            ours = min(last, old.end - shift) - max(first, old.start - shift)
            count += max(0, last - first) - max(0, min(ours, last - first))
            number += 1
        return count

    def _gap(self, number: int, words: Span) -> list[Cell]:
        """The cells between run *number* - 1 and run *number*, if *words* reach there."""
        left = self.runs[number - 1] if number > 0 else None
        right = self.runs[number] if number < len(self.runs) else None
        if (left and left.old_end >= words.end) or (right and right.old <= words.start):
            return []
        if not self.main and (left is None or right is None):
            return self._loose_end(left, right, words)
        if number not in self._gaps:
            x = Span(left.old_end if left else 0, right.old if right else len(self.old))
            y = Span(left.new_end if left else 0, right.new if right else len(self.new))
            self._gaps[number] = align_gap(self.old, self.new, (x, y))
        return self._gaps[number]

    def _loose_end(self, left: Run | None, right: Run | None, words: Span) -> list[Cell]:
        """What stands beside a move belongs to it as far as *words* go and likeness holds."""
        if left:
            x, y = Span(left.old_end, words.end), Span(left.new_end, len(self.new))
            return align_gap(self.old, self.new, (x, y), open_right=True)
        if right:
            x, y = Span(words.start, right.old), Span(0, right.new)
            return align_gap(self.old, self.new, (x, y), open_left=True)
        return []


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts and how they correspond: the main chain, and the moves by their old place."""

    old: Words
    new: Words
    main: Chain
    moves: Sequence[Chain]

    def moves_near(self, words: Span) -> list[Chain]:
        """The moves that hold some of these old words."""
        return [move for move in self.moves if move.span.overlaps(words)]


def align(old: Words | str, new: Words | str) -> Alignment:
    """Old and new text aligned, ready to carry any number of passages across."""
    x = read_words(old) if isinstance(old, str) else old
    y = read_words(new) if isinstance(new, str) else new
    runs = _all_runs(x, y)
    main = in_order(runs)
    while True:
        moves = _moves(x, runs, main)
        taken = set(main)
        kept = {run for move in moves for run in move}
        if all(run in taken or run in kept for run in runs):
            break
        runs = [run for run in runs if run in taken or run in kept]
    return Alignment(x, y, Chain(x, y, main, True), [Chain(x, y, move, False) for move in moves])


def _all_runs(old: Words, new: Words) -> list[Run]:
    """Disjoint runs through unique sequences of words, the longest first; sorted."""
    everything = Span(0, len(old)), Span(0, len(new))
    here, there = (unique_grams(w, s) for w, s in zip((old, new), everything, strict=True))
    pairs = sorted((i, there[g]) for g, i in here.items() if i >= 0 and there.get(g, -1) >= 0)
    runs = extend(old, new, _with_ends(old, new, pairs), everything)
    runs.sort(key=lambda run: (-run.length, run))
    old_taken, new_taken = bytearray(len(old)), bytearray(len(new))
    kept: list[Run] = []
    for run in runs:
        run = _free_part(run, old_taken, new_taken)
        if run.length and old.weight(Span(run.old, run.old_end)) >= 9:
            old_taken[run.old : run.old_end] = b"\1" * run.length
            new_taken[run.new : run.new_end] = b"\1" * run.length
            kept.append(run)
    return sorted(kept)


def _with_ends(old: Words, new: Words, pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Texts that begin or end alike are the same there, however often the words occur."""
    if len(old) and len(new):
        ends = [(0, 0), (len(old) - 1, len(new) - 1)]
        pairs += [(i, j) for i, j in ends if old.forms[i] == new.forms[j]]
    return sorted(pairs)


def _free_part(run: Run, old_taken: bytearray, new_taken: bytearray) -> Run:
    """The run without the words at its ends that a longer run has taken."""
    start, end = 0, run.length
    while start < end and (old_taken[run.old + start] or new_taken[run.new + start]):
        start += 1
    while end > start and (old_taken[run.old + end - 1] or new_taken[run.new + end - 1]):
        end -= 1
    inside = slice(run.old + start, run.old + end), slice(run.new + start, run.new + end)
    if 1 in old_taken[inside[0]] or 1 in new_taken[inside[1]]:
        return Run(run.old, run.new, 0)
    return Run(run.old + start, run.new + start, end - start)


def _moves(old: Words, runs: Iterable[Run], main: Sequence[Run]) -> list[list[Run]]:
    """Runs outside the main chain that lie together in both texts and weigh enough together."""
    in_main = set(main)
    groups: list[list[Run]] = []
    for run in runs:
        if run in in_main:
            continue
        last = groups[-1][-1] if groups else None
        if last and 0 <= run.new - last.new_end <= _NEAR and run.old - last.old_end <= _NEAR:
            groups[-1].append(run)
        else:
            groups.append([run])
    weigh = [sum(old.weight(Span(run.old, run.old_end)) for run in group) for group in groups]
    return [group for group, weight in zip(groups, weigh, strict=True) if weight >= _MOVE_WEIGHT]
