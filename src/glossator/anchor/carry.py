"""Where do a passage's words stand in the new text, and how well?

Follows one chain of an alignment and reports an *image* of the passage: its place, how much of
it is left, and how much of its surroundings stands beside it. Judges nothing: which image to
believe is the anchor's decision.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz.distance import LCSseq, Levenshtein

from ..model import Span
from .align import Chain
from .gaps import Cell, align_gap
from .words import Words

_CONTEXT = 8
_ASIDE = 30
# What is torn apart may cost no more than this share of the words to bring together.
_DEARER = 0.3
_NO_TEAR = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Passage:
    """A range of the old text: folded offsets, and the words that it touches."""

    text: Words
    folded: Span
    words: Span

    @property
    def weight(self) -> int:
        """How much its words weigh."""
        return self.text.weight(self.words)

    @property
    def string(self) -> str:
        """Its folded characters."""
        return self.text.folded.text[self.folded.start : self.folded.end]


@dataclass(frozen=True, slots=True)
class Image:
    """What a passage became in one place.

    `kept` is the share of its words found there; `before` and `after` are the shares of its
    surroundings that stand beside it, None where the text begins or ends. `words` and `folded`
    are the place in the new text, None when nothing is left; `gap` is where it would be. `apart`
    counts new words between the place and what stands beside it; `tear` holds the most new words
    that stand together inside; `share` is `kept` counted by words, not by letters.
    """

    words: Span | None
    folded: Span | None
    kept: float
    before: float | None
    after: float | None
    gap: Span
    main: bool
    apart: tuple[int, int] = (0, 0)
    tear: Span = _NO_TEAR
    share: float = 0.0

    @property
    def hole(self) -> int:
        """How many new words stand together inside."""
        return self.tear.end - self.tear.start

    @property
    def compact(self) -> float:
        """How much of the words is kept, less where they are torn apart."""
        size = self.words.end - self.words.start if self.words else 0
        return self.kept * (1 - self.hole / (size + 8))

    @property
    def fit(self) -> float:
        """How well words and surroundings stand together; what is torn apart fits less."""
        near = [
            (side if side is not None else 0.5) / (1 + apart / 8)
            for side, apart in zip((self.before, self.after), self.apart, strict=True)
        ]
        return 2 * self.compact + sum(near)

    @property
    def context(self) -> float:
        """How much of the surroundings stands, both sides taken together."""
        sides = [side for side in (self.before, self.after) if side is not None]
        return sum(sides) / len(sides) if sides else 0.0

    @property
    def stands(self) -> int:
        """On how many sides the surroundings stand; where the text ends counts as standing."""
        return sum(side is None or side >= 0.5 for side in (self.before, self.after))


def passage(text: Words, span: Span) -> Passage:
    """The passage at a span of the source of *text*."""
    folded = text.folded.to_folded(span)
    return Passage(text, folded, text.within(folded))


def image(chain: Chain, what: Passage) -> Image:
    """The image of a passage along one chain."""
    old, (a, b) = chain.old, what.words
    cells = chain.cells(Span(max(0, a - _CONTEXT), min(len(old), b + _CONTEXT)))
    return image_of(cells, what, chain.new, main=chain.main)


def taken(main: Chain, found: Image, what: Passage) -> bool:
    """Whether the place belongs to other words of the old text, which stand there as before."""
    if found.words is None:
        return False
    return 3 * main.claimed(found.words, what.words) > found.words.end - found.words.start


def compact_image(chain: Chain, what: Passage, found: Image) -> Image:
    """The image nearer to one side of its surroundings, if that fits better than *found*.

    An exact copy put elsewhere can draw a passage, or its half, away from where it stood.
    """
    old, new, (a, b) = chain.old, chain.new, what.words
    cells = chain.cells(Span(max(0, a - _CONTEXT), min(len(old), b + _CONTEXT)))
    images = [found]
    left = [cell for cell in cells if cell.old_end <= a]
    right = [cell for cell in cells if cell.old_start >= b]
    if left:
        x = Span(left[-1].old_end, min(len(old), b + _CONTEXT))
        near = align_gap(old, new, (x, Span(left[-1].new_end, len(new))), open_right=True)
        images.append(image_of([*left, *near], what, new, main=chain.main))
    if right:
        x = Span(max(0, a - _CONTEXT), right[0].old_start)
        near = align_gap(old, new, (x, Span(0, right[0].new_start)), open_left=True)
        images.append(image_of([*near, *right], what, new, main=chain.main))
    free = [image for image in images[1:] if not taken(chain, image, what)]
    closer = [image for image in free if image.kept > found.kept - _DEARER]
    best = max([found, *closer], key=lambda image: image.fit)
    first, last = left[-1].new_end if left else 0, right[0].new_start if right else len(new)
    inside = best.words is None or (first <= best.words.start and best.words.end <= last)
    return best if inside else replace(best, main=False)


def image_of(cells: Sequence[Cell], what: Passage, new: Words, *, main: bool) -> Image:
    """The image that these corresponding words give."""
    a, b = what.words
    left = [cell for cell in cells if cell.old_end <= a]
    right = [cell for cell in cells if cell.old_start >= b]
    inside = [cell for cell in cells if cell.old_end > a and cell.old_start < b]
    inside = _slid(_without_strays(inside, left, right), what, new)
    edge = left[-1].new_end if left else 0
    gap = Span(edge, max(edge, right[0].new_start if right else len(new)))
    if a == b:
        return _between_words(what, new, left, right, gap, main)
    if not inside:
        sides = _context(what, left, right, (gap.start, gap.end))
        return Image(None, None, 0.0, *sides, gap, main)
    words = Span(inside[0].new_start, inside[-1].new_end)
    kept = sum(cell.score * what.text.weight(_inner(cell, what)) for cell in inside)
    words = _regained(words, gap, inside, what, new)
    sides = _context(what, left, right, words)
    folded = _edges(what, new, inside, words)
    if folded.start >= folded.end:
        return Image(None, None, 0.0, *sides, gap, main)
    kept = min(1.0, kept / max(1, what.weight), _letters(what, new, folded))
    share = sum(cell.score * (cell.old_end - cell.old_start) for cell in inside) / (b - a)
    apart = max(0, words.start - gap.start), max(0, gap.end - words.end)
    tears = [Span(far.new_end, near.new_start) for far, near in pairwise(inside)]
    tear = max(tears, key=lambda tear: tear.end - tear.start, default=_NO_TEAR)
    return Image(words, folded, kept, *sides, gap, main, apart, tear, share)


def _letters(what: Passage, new: Words, folded: Span) -> float:
    """The share of the letters kept, for a passage that cuts words: whole words say too much."""
    old, (a, b) = what.text, what.words
    if what.folded.start <= old.starts[a] and old.ends[b - 1] <= what.folded.end:
        return 1.0
    there = new.folded.text[folded.start : folded.end]
    return LCSseq.similarity(what.string, there) / max(1, len(what.string))


def _between_words(
    what: Passage, new: Words, left: Sequence[Cell], right: Sequence[Cell], gap: Span, main: bool
) -> Image:
    """The image of a passage without words: marks between two words that stand."""
    sides = _context(what, left, right, (gap.start, gap.end))
    at, old = what.words.start, what.text
    if (at and (not left or left[-1].old_end < at)) or (right and right[0].old_start > at):
        return Image(None, None, 0.0, *sides, gap, main)
    x_end = old.starts[at] if at < len(old) else len(old.folded.text)
    y_end = new.starts[gap.end] if gap.end < len(new) else len(new.folded.text)
    x = Span(old.ends[at - 1] if at else 0, x_end)
    y = Span(new.ends[gap.start - 1] if gap.start else 0, y_end)
    start = _carried(old, new, (x, y), what.folded.start, right=True)
    end = _carried(old, new, (x, y), what.folded.end, right=False)
    if start >= end:
        return Image(None, None, 0.0, *sides, gap, main)
    kept = Levenshtein.normalized_similarity(what.string, new.folded.text[start:end])
    return Image(Span(gap.start, gap.start), Span(start, end), kept, *sides, gap, main)


def _inner(cell: Cell, what: Passage) -> Span:
    return Span(max(cell.old_start, what.words.start), min(cell.old_end, what.words.end))


def _without_strays(inside: list[Cell], left: Sequence[Cell], right: Sequence[Cell]) -> list[Cell]:
    """Cells at the edges that only look as if they belonged: unlike words, far-off small ones."""
    while inside and not inside[0].score and not _beside(inside[0], inside[1:2], left[-1:]):
        inside = inside[1:]
    while inside and not inside[-1].score and not _beside(inside[-1], inside[-2:-1], right[:1]):
        inside = inside[:-1]
    if all(cell.score == 0 for cell in inside):
        return []
    return inside


def _beside(cell: Cell, inner: Sequence[Cell], outer: Sequence[Cell]) -> bool:
    """Whether an unlike word stands directly beside like ones on the passage's side."""
    return any(
        (near.old_start == cell.old_end and near.new_start == cell.new_end)
        or (near.old_end == cell.old_start and near.new_end == cell.new_start)
        for near in inner
    ) or (not inner and bool(outer))


def _slid(inside: list[Cell], what: Passage, new: Words) -> list[Cell]:
    """Lost words at the edges taken back where the same words stand directly beside.

    When something repeated is deleted, an alignment may keep the wrong one of two equal words.
    """
    old, (a, b) = what.text, what.words
    cells = list(inside)
    while cells and cells[0].old_start > a and cells[0].new_start > 0:
        i, j = cells[0].old_start - 1, cells[0].new_start - 1
        if old.forms[i] != new.forms[j]:
            break
        cells.insert(0, Cell(i, i + 1, j, j + 1, 1.0))
    while cells and cells[-1].old_end < b and cells[-1].new_end < len(new):
        i, j = cells[-1].old_end, cells[-1].new_end
        if old.forms[i] != new.forms[j]:
            break
        cells.append(Cell(i, i + 1, j, j + 1, 1.0))
    return cells


def _regained(words: Span, gap: Span, inside: Sequence[Cell], what: Passage, new: Words) -> Span:
    """*words* widened to its neighbours where those hold what the passage has lost.

    So sentences that changed places inside the passage stay inside.
    """
    found = {word for cell in inside for word in range(cell.old_start, cell.old_end)}
    lost = Counter(what.text.forms[w] for w in range(*what.words) if w not in found)
    start, end = words
    if lost and gap.start < start and _share(new, Span(gap.start, start), lost) >= 0.6:
        start = gap.start
    if lost and end < gap.end and _share(new, Span(end, gap.end), lost) >= 0.6:
        end = gap.end
    return Span(start, end)


def _share(new: Words, span: Span, lost: Counter[str]) -> float:
    """How much of the new words in *span* are lost words."""
    if span.end - span.start > 2 * lost.total() + 4:
        return 0.0
    there = Counter(new.forms[span.start : span.end])
    common = sum(len(word) * count for word, count in (there & lost).items())
    return common / max(1, sum(len(word) * count for word, count in there.items()))


def _context(
    what: Passage, left: Sequence[Cell], right: Sequence[Cell], at: tuple[int, int]
) -> tuple[float | None, float | None]:
    """The shares of the words before and after that stand near the place."""
    (a, b), old = what.words, what.text
    before = Span(max(0, a - _CONTEXT), a)
    after = Span(b, min(len(old), b + _CONTEXT))
    near_left = [cell for cell in left if 0 <= at[0] - cell.new_end <= _ASIDE]
    near_right = [cell for cell in right if 0 <= cell.new_start - at[1] <= _ASIDE]
    return _found(old, before, near_left), _found(old, after, near_right)


def _found(old: Words, span: Span, cells: Sequence[Cell]) -> float | None:
    whole = old.weight(span)
    if not whole:
        return None
    return min(1.0, sum(c.score * old.weight(Span(c.old_start, c.old_end)) for c in cells) / whole)


def _edges(what: Passage, new: Words, inside: Sequence[Cell], words: Span) -> Span:
    """The folded place of the image: its words, and the marks and part words at its edges."""
    first, last = inside[0], inside[-1]
    start, end = new.starts[words.start], new.ends[words.end - 1]
    if words.start == first.new_start and first.old_start <= what.words.start:
        start = _start(what, new, first)
    if words.end == last.new_end and last.old_end >= what.words.end:
        end = _end(what, new, last)
    return Span(start, max(start, end))


def _start(what: Passage, new: Words, cell: Cell) -> int:
    old, offset = what.text, what.folded.start
    if offset == old.starts[what.words.start] and cell.old_start == what.words.start:
        return new.starts[cell.new_start]
    if offset > old.starts[cell.old_start]:
        return _within_cell(old, new, cell, offset, right=True)
    x = Span(old.ends[cell.old_start - 1] if cell.old_start else 0, old.starts[cell.old_start])
    y = Span(new.ends[cell.new_start - 1] if cell.new_start else 0, new.starts[cell.new_start])
    return _carried(old, new, (x, y), offset, right=True)


def _end(what: Passage, new: Words, cell: Cell) -> int:
    old, offset = what.text, what.folded.end
    if offset == old.ends[what.words.end - 1] and cell.old_end == what.words.end:
        return new.ends[cell.new_end - 1]
    if offset < old.ends[cell.old_end - 1]:
        return _within_cell(old, new, cell, offset, right=False)
    x_end = old.starts[cell.old_end] if cell.old_end < len(old) else len(old.folded.text)
    y_end = new.starts[cell.new_end] if cell.new_end < len(new) else len(new.folded.text)
    x, y = Span(old.ends[cell.old_end - 1], x_end), Span(new.ends[cell.new_end - 1], y_end)
    return _carried(old, new, (x, y), offset, right=False)


def _within_cell(old: Words, new: Words, cell: Cell, offset: int, *, right: bool) -> int:
    x = Span(old.starts[cell.old_start], old.ends[cell.old_end - 1])
    y = Span(new.starts[cell.new_start], new.ends[cell.new_end - 1])
    return _carried(old, new, (x, y), offset, right=right)


def _carried(old: Words, new: Words, ranges: tuple[Span, Span], offset: int, *, right: bool) -> int:
    """An offset carried from one short range to another, letter by letter.

    What was inserted at that very place is left on the side that *right* says: before a start,
    behind an end.
    """
    x, y = ranges
    a, b = old.folded.text[x.start : x.end], new.folded.text[y.start : y.end]
    at, found = offset - x.start, 0
    for block in Levenshtein.opcodes(a, b):
        if block.src_end <= at and (block.src_start < at or right):
            found = block.dest_end
        elif block.src_start < at < block.src_end:
            found = min(block.dest_end, block.dest_start + at - block.src_start)
    return y.start + found
