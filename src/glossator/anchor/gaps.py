"""How do the words of two short stretches of text correspond?

Aligns what lies between two certain places: unique sequences first, then word by word at the
least cost, where a word may be misspelt, joined with the next, or split in two.
Knows nothing of moves: within a gap, order is kept.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import OSA, Levenshtein

from ..model import Span
from .words import Words, unique_grams

# Opening a gap costs as much as a letter or two, so that one long insertion is preferred to
# many scattered ones.
_OPEN = 2
_TINY = 400
_FEW = 60
_SMALL = 4_000
_REACH = 24
_LIKE = 0.5
_NEVER = 1_000_000
_MATCH, _JOIN, _SPLIT, _DELETE, _INSERT = range(5)


class Cell(NamedTuple):
    """Words [old_start, old_end) correspond to words [new_start, new_end); `score` is likeness."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int
    score: float


class Run(NamedTuple):
    """The same words in both texts: `length` words from `old` and from `new` on."""

    old: int
    new: int
    length: int

    @property
    def old_end(self) -> int:
        return self.old + self.length

    @property
    def new_end(self) -> int:
        return self.new + self.length


def align_gap(
    old: Words,
    new: Words,
    gap: tuple[Span, Span],
    *,
    open_left: bool = False,
    open_right: bool = False,
) -> list[Cell]:
    """The corresponding words of two ranges, in order.

    Where a side is open, new words beyond that end cost nothing: the old words are then sought
    inside a longer stretch.
    """
    x, y = gap
    if x.start >= x.end or y.start >= y.end:
        return []
    # A loose end is sought near the side that is fast; further off only chance is found.
    reach = 2 * (x.end - x.start) + _REACH
    if open_left and not open_right:
        gap = x, y = x, Span(max(y.start, y.end - reach), y.end)
    elif open_right and not open_left:
        gap = x, y = x, Span(y.start, min(y.end, y.start + reach))
    size = (x.end - x.start) * (y.end - y.start)
    runs = _runs(old, new, gap, size) if size > _TINY else []
    if not runs:
        return _align_words(old, new, _clipped(gap, open_left, open_right), open_left, open_right)
    return _fill(old, new, gap, runs, open_left, open_right)


def _fill(
    old: Words, new: Words, gap: tuple[Span, Span], runs: Sequence[Run], left: bool, right: bool
) -> list[Cell]:
    """The cells of *runs*, and of the gaps between them."""
    cells: list[Cell] = []
    x, y = gap[0].start, gap[1].start
    for number, run in enumerate(runs):
        between = Span(x, run.old), Span(y, run.new)
        cells += align_gap(old, new, between, open_left=left and number == 0)
        cells += (run_cell(run, word) for word in range(run.length))
        x, y = run.old_end, run.new_end
    return cells + align_gap(old, new, (Span(x, gap[0].end), Span(y, gap[1].end)), open_right=right)


def run_cell(run: Run, word: int) -> Cell:
    """The cell of one word of a run."""
    return Cell(run.old + word, run.old + word + 1, run.new + word, run.new + word + 1, 1.0)


def _clipped(gap: tuple[Span, Span], left: bool, right: bool) -> tuple[Span, Span]:
    """A gap that shares no sequence of words, cut down to what can be compared in time."""
    (x1, x2), (y1, y2) = gap
    if (x2 - x1) * (y2 - y1) <= 16 * _SMALL:
        return gap
    size = 200
    if left and not right:
        return Span(max(x1, x2 - size), x2), Span(max(y1, y2 - size), y2)
    return Span(x1, min(x2, x1 + size)), Span(y1, min(y2, y1 + size))


def _runs(old: Words, new: Words, gap: tuple[Span, Span], size: int) -> list[Run]:
    """Sequences that occur once on each side, in one order; short ones only in large gaps."""
    for weight, count in ((14, 3), (9, 2)) if size <= _SMALL else ((14, 3), (9, 2), (7, 1)):
        here, there = (
            unique_grams(w, s, weight, count) for w, s in zip((old, new), gap, strict=True)
        )
        pairs = sorted((i, there[g]) for g, i in here.items() if i >= 0 and there.get(g, -1) >= 0)
        runs = in_order(extend(old, new, pairs, gap))
        if runs:
            return runs
    return _common(old, new, gap) if size > _SMALL else []


def _common(old: Words, new: Words, gap: tuple[Span, Span]) -> list[Run]:
    """The longest common subsequence of words, without its scattered small words."""
    (x1, x2), (y1, y2) = gap
    blocks = Levenshtein.opcodes(old.forms[x1:x2], new.forms[y1:y2])
    runs = [
        Run(x1 + b.src_start, y1 + b.dest_start, b.src_end - b.src_start)
        for b in blocks
        if b.tag == "equal"
    ]
    return [run for run in runs if old.weight(Span(run.old, run.old_end)) >= 6]


def extend(
    old: Words, new: Words, pairs: Iterable[tuple[int, int]], gap: tuple[Span, Span]
) -> list[Run]:
    """Maximal runs through pairs of equal words (sorted); a pair inside a run is not repeated."""
    (x1, x2), (y1, y2) = gap
    a, b = old.forms, new.forms
    ends: dict[int, int] = {}
    runs: list[Run] = []
    for i, j in pairs:
        if i < ends.get(j - i, 0):
            continue
        start, end = i, i
        while start > x1 and start + j - i > y1 and a[start - 1] == b[start + j - i - 1]:
            start -= 1
        while end < x2 and end + j - i < y2 and a[end] == b[end + j - i]:
            end += 1
        ends[j - i] = end
        runs.append(Run(start, start + j - i, end - start))
    return runs


def in_order(runs: Iterable[Run]) -> list[Run]:
    """The heaviest chain of runs that keeps the order of both texts; overlaps are trimmed.

    Among few runs, those that lie apart unequally in both texts count less.
    """
    ordered = sorted(runs)
    came, last = _near_chain(ordered) if len(ordered) <= _FEW else _long_chain(ordered)
    chain: list[Run] = []
    while last >= 0:
        chain.append(ordered[last])
        last = came[last]
    return _trimmed(reversed(chain))


def _near_chain(runs: Sequence[Run]) -> tuple[list[int], int]:
    """Each run's forerunner in its best chain, and the last run of the best of all."""
    totals: list[float] = []
    came: list[int] = []
    for run in runs:
        best, before = 0.0, -1
        for number in range(len(totals)):
            other = runs[number]
            if other.new < run.new and other.old < run.old:
                drift = abs(run.new - run.old - other.new + other.old)
                total = totals[number] - min(drift, 40) / 10
                if total > best:
                    best, before = total, number
        totals.append(best + run.length)
        came.append(before)
    return came, max(range(len(totals)), key=totals.__getitem__, default=-1)


def _long_chain(runs: Sequence[Run]) -> tuple[list[int], int]:
    """The same for many runs, by weight alone."""
    best: list[tuple[int, int]] = []
    totals: list[int] = []
    came: list[int] = []
    for number, run in enumerate(runs):
        at = bisect_left(best, (run.new, -1)) - 1
        before = best[at][1] if at >= 0 else -1
        totals.append(run.length + (totals[before] if before >= 0 else 0))
        came.append(before)
        _raise(best, totals, run.new, number)
    return came, best[-1][1] if best else -1


def _raise(best: list[tuple[int, int]], totals: list[int], key: int, number: int) -> None:
    """Keep *best* a staircase: later places in the new text only with heavier chains."""
    at = bisect_left(best, (key, -1))
    if at > 0 and totals[best[at - 1][1]] >= totals[number]:
        return
    end = at
    while end < len(best) and totals[best[end][1]] <= totals[number]:
        end += 1
    best[at:end] = [(key, number)]


def _trimmed(chain: Iterable[Run]) -> list[Run]:
    kept: list[Run] = []
    x = y = 0
    for run in chain:
        cut = max(0, x - run.old, y - run.new)
        if cut < run.length:
            kept.append(Run(run.old + cut, run.new + cut, run.length - cut))
            x, y = kept[-1].old_end, kept[-1].new_end
    return kept


def _align_words(
    old: Words, new: Words, gap: tuple[Span, Span], left: bool, right: bool
) -> list[Cell]:
    """Word by word at the least cost in letters, with affine gaps (Gotoh 1982)."""
    x, y = old.forms[gap[0].start : gap[0].end], new.forms[gap[1].start : gap[1].end]
    table = _Table(x, y, left)
    cells = table.trace(right)
    dx, dy = gap[0].start, gap[1].start
    return [Cell(c[0] + dx, c[1] + dx, c[2] + dy, c[3] + dy, c[4]) for c in cells]


def _added(word: str) -> int:
    """The cost of a new word: less than that of a lost one, so that old words are held on to."""
    return 1 + len(word) // 4


class _Table:
    """The costs of aligning the first i with the first j words, and how each was reached.

    `best` ends anyhow; `steps` says how. A gap's length is stored with it, so that the trace
    jumps over it at once.
    """

    def __init__(self, x: Sequence[str], y: Sequence[str], open_left: bool) -> None:
        self.x, self.y = x, y
        self._sizes = [len(word) for word in y]
        self._gains = [_added(word) for word in y]
        self._pairs = [0, *(a + b for a, b in pairwise(self._sizes))]
        self._known: dict[str, list[int]] = {}
        first = [0] * (len(y) + 1)
        steps = [(_INSERT, j) for j in range(len(y) + 1)]
        if not open_left:
            for j, word in enumerate(y):
                first[j + 1] = first[j] + _added(word) + (_OPEN if j == 0 else 0)
        self.best: list[list[int]] = [first]
        self.steps: list[list[tuple[int, int]]] = [steps]
        self._deleted = [(cost + _NEVER, 0) for cost in first]
        for i in range(1, len(x) + 1):
            self._row(i)

    def _row(self, i: int) -> None:
        """One word more of the old text; the hot spot, so that all is local and in place."""
        sizes, gains, pairs = self._sizes, self._gains, self._pairs
        word, above, deleted = self.x[i - 1], self.best[-1], self._deleted
        size, likes = len(word), self._likes(word)
        row: list[int] = []
        steps: list[tuple[int, int]] = []
        inserted, length, previous = _NEVER, 0, 0
        for j, over in enumerate(above):
            down, count = deleted[j]
            down, count = down + size, count + 1
            if over + _OPEN + size < down:
                down, count = over + _OPEN + size, 1
            deleted[j] = (down, count)
            cost, step = down, (_DELETE, count)
            if j:
                inserted, length = inserted + gains[j - 1], length + 1
                if previous + _OPEN + gains[j - 1] < inserted:
                    inserted, length = previous + _OPEN + gains[j - 1], 1
                if inserted < cost:
                    cost, step = inserted, (_INSERT, length)
                match = above[j - 1] + abs(size - sizes[j - 1])
                if match <= cost:
                    match = above[j - 1] + likes[j - 1]
                    if match <= cost:
                        cost, step = match, (_MATCH, 1)
                if j > 1 and -3 < pairs[j - 1] - size < 3:
                    split = self.best[i - 1][j - 2] + self._spelling(
                        self.y[j - 2] + self.y[j - 1], word
                    )
                    if split < cost:
                        cost, step = split, (_SPLIT, 1)
            row.append(cost)
            steps.append(step)
            previous = cost
        if i > 1:
            self._join(i, row, steps)
        self.best.append(row)
        self.steps.append(steps)

    def _join(self, i: int, row: list[int], steps: list[tuple[int, int]]) -> None:
        """Where two old words are written as one; what follows in the row may gain by it."""
        two, before = self.x[i - 2] + self.x[i - 1], self.best[i - 2]
        for j, size in enumerate(self._sizes, start=1):
            if -3 < len(two) - size < 3:
                joined = before[j - 1] + self._spelling(two, self.y[j - 1])
                if joined < row[j]:
                    row[j], steps[j] = joined, (_JOIN, 1)

    def _likes(self, word: str) -> list[int]:
        """The distances of a word from every new word."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = [OSA.distance(word, other) for other in self.y]
        return known

    def _spelling(self, two: str, one: str) -> int:
        """The cost of one word for two, prohibitive unless they are nearly the same letters."""
        distance = OSA.distance(two, one)
        return distance + 1 if 3 * distance <= len(two) else _NEVER

    def trace(self, open_right: bool) -> list[tuple[int, int, int, int, float]]:
        """The corresponding words on the cheapest way, first to last."""
        i, j = len(self.x), len(self.y)
        if open_right:
            j = min(range(j + 1), key=self.best[i].__getitem__)
        cells: list[tuple[int, int, int, int, float]] = []
        while i > 0 and j >= 0:
            kind, length = self.steps[i][j]
            di = {_INSERT: 0, _DELETE: length, _JOIN: 2}.get(kind, 1)
            dj = {_DELETE: 0, _INSERT: length, _SPLIT: 2}.get(kind, 1)
            if di and dj:
                cells.append((i - di, i, j - dj, j, self._likeness(i - di, i, j - dj, j)))
            i, j = i - di, j - dj
        return cells[::-1]

    def _likeness(self, i1: int, i2: int, j1: int, j2: int) -> float:
        a, b = "".join(self.x[i1:i2]), "".join(self.y[j1:j2])
        score = 1 - OSA.distance(a, b) / max(len(a), len(b))
        return score if score >= _LIKE else 0.0
