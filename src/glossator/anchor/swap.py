"""Does a passage stand in its place, or did it and its neighbour change sides?

A chain that keeps the order of both texts must drop the lighter of two blocks that changed
places. When a passage was deleted and something like it stands behind the next block, the chain
may follow the look-alike and drop the block that never moved. A passage of such a chain has
come from elsewhere as much as any move has. Decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..model import Span
from .align import Chain
from .carry import Image, Passage, image_of
from .gaps import Cell, align_gap
from .units import parted

_FAR = 250
_TELLING = 14
_SOME = 5
# With less of the whole block, a few words of it in the old place are chance.
_STAYED = 0.4


@dataclass(frozen=True, slots=True)
class Swap:
    """A block beside the passage that now stands on the other side of its image.

    `left` are the old words that would have changed places with it; `home` is the image of the
    passage where it would stand if nothing had.
    """

    left: Span
    home: Image


def find_swap(chain: Chain, what: Passage) -> Swap | None:
    """The heaviest neighbour that changed sides with a passage, if one did."""
    a, b = what.words
    wide = Span(max(0, a - _FAR), min(len(chain.old), b + _FAR))
    cells = [cell for cell in chain.cells(wide) if cell.score > 0]
    first = wide.start, cells[0].new_start if wide.start and cells else 0
    last = wide.end, cells[-1].new_end if wide.end < len(chain.old) and cells else len(chain.new)
    fixed = [Cell(first[0], first[0], first[1], first[1], 1.0), *cells]
    fixed.append(Cell(last[0], last[0], last[1], last[1], 1.0))
    gaps = list(pairwise(fixed))
    before = [gap for gap in gaps if gap[1].old_start <= a]
    after = [gap for gap in gaps if gap[0].old_end >= b]
    # What was inserted may stand inside the passage, drawn apart between two places.
    swaps = [
        *_behind(chain, [gap for gap in gaps if gap[0].old_end < b], after),
        *_ahead(chain, before, [gap for gap in gaps if gap[1].old_start > a]),
    ]
    if not swaps:
        return None
    _, left, stretch, block = max(swaps, key=lambda swap: swap[0])
    outer = [cell for cell in cells if cell.old_end <= left.start or cell.old_start >= left.end]
    # The dropped block stands beside the stretch, and with it all on its far side.
    known = [c for c in outer if c.new_end <= stretch.start or c.new_start >= stretch.end]
    inner = align_gap(chain.old, chain.new, (left, stretch))
    here = sum(chain.old.weight(Span(c.old_start, c.old_end)) for c in inner if c.score > 0)
    if here < _STAYED * chain.old.weight(left):
        inner = []
    joined = sorted({*known, *block, *inner})
    return Swap(left, image_of(joined, what, chain.new, main=True))


_Gap = tuple[Cell, Cell]
_Found = tuple[int, Span, Span, list[Cell]]


def _old(gap: _Gap) -> Span:
    """The old words of a gap: those that are gone from there."""
    return Span(gap[0].old_end, gap[1].old_start)


def _new(gap: _Gap) -> Span:
    """The new words of a gap: those that were put there."""
    return Span(gap[0].new_end, gap[1].new_start)


def _behind(chain: Chain, before: Sequence[_Gap], after: Sequence[_Gap]) -> Iterator[_Found]:
    """Blocks that stood behind the passage and now stand before it."""
    for inserted, deleted, size, last in _longest(chain, before, after, -1):
        x, y = _old(deleted), _new(inserted)
        block = Span(x.end - size, x.end)
        if _tells(chain, block, x):
            left = Span(inserted[0].old_end, block.start)
            begin = last + 1 - size
            yield chain.old.weight(block), left, Span(y.start, begin), _cells(block, begin)


def _ahead(chain: Chain, before: Sequence[_Gap], after: Sequence[_Gap]) -> Iterator[_Found]:
    """Blocks that stood before the passage and now stand behind it."""
    for inserted, deleted, size, first in _longest(chain, after, before, 1):
        x, y = _old(deleted), _new(inserted)
        block = Span(x.start, x.start + size)
        if _tells(chain, block, x):
            left = Span(block.end, inserted[1].old_start)
            yield chain.old.weight(block), left, Span(first + size, y.end), _cells(block, first)


def _cells(block: Span, at: int) -> list[Cell]:
    """A block of old words that stands, word by word, at *at* in the new text."""
    return [Cell(word, word + 1, word - block.start + at, word - block.start + at + 1, 1.0)
            for word in range(*block)]  # fmt: skip


def _longest(
    chain: Chain, inserted: Sequence[_Gap], deleted: Sequence[_Gap], step: int
) -> Iterator[tuple[_Gap, _Gap, int, int]]:
    """The longest equal block of each pair of gaps: from the start of what was deleted (step 1), or
    from its end (step -1), with its size and where in the new text it starts, or ends."""
    where: dict[str, list[tuple[int, int]]] = {}
    spans = [_new(gap) for gap in inserted]
    for place, span in enumerate(spans):
        for at in range(*span):
            where.setdefault(chain.new.forms[at], []).append((place, at))
    best: dict[tuple[int, int], tuple[int, int]] = {}
    for number, gap in enumerate(deleted):
        x = _old(gap)
        if x.start >= x.end:
            continue
        edge = x.start if step > 0 else x.end - 1
        for place, at in where.get(chain.old.forms[edge], ()):
            size = _equal(chain, x, edge, spans[place], at, step)
            best[place, number] = max(best.get((place, number), (0, 0)), (size, at))
    for (place, number), (size, at) in sorted(best.items()):
        yield inserted[place], deleted[number], size, at


def _equal(chain: Chain, x: Span, edge: int, y: Span, at: int, step: int) -> int:
    """How many words are equal from two places on, in one direction, inside both spans."""
    old, new, size = chain.old.forms, chain.new.forms, 1
    while (
        x.start <= edge + step * size < x.end
        and y.start <= at + step * size < y.end
        and old[edge + step * size] == new[at + step * size]
    ):
        size += 1
    return size


def _tells(chain: Chain, block: Span, gap: Span) -> bool:
    """Whether equal words are a block rather than chance: many, or all, or a whole paragraph."""
    weight = chain.old.weight(block)
    ends = block == gap or all(parted(chain.old, at) for at in block)
    return weight >= _TELLING or (ends and weight >= _SOME)
