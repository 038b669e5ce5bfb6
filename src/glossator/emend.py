"""What does a seed read once its emendations are applied, and where does each place then stand?

Places of emendations are kept in order, so that each is found by halving and not by looking
through all. Knows nothing of an edited text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from .model import Emendation, Span

_SEPARATOR = "\n\n"
#: Of one article. An edition of a long pamphlet has some dozens; more take long to compare.
MOST = 2_000
#: Characters of a seed that are looked through for all its emendations, at some billions a second.
_MOST_SEARCHED = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Edit:
    """One emendation applied: the range in the seed's witness and in the emended one."""

    emendation: Emendation
    seed: Span
    text: Span
    seed_words: str
    text_words: str


@dataclass(frozen=True, slots=True)
class Unfit:
    """An emendation that cannot be used, with a sentence that says why."""

    emendation: Emendation
    reason: str


@dataclass(frozen=True, slots=True)
class Emended:
    """A witness with emendations applied, and what was done, in the order of the text."""

    text: str
    edits: tuple[Edit, ...]
    unfit: tuple[Unfit, ...]
    _starts: list[int] = field(init=False, compare=False, repr=False)
    _seed_ends: list[int] = field(init=False, compare=False, repr=False)
    _shifts: list[int] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        grown = (len(edit.text_words) - len(edit.seed_words) for edit in self.edits)
        object.__setattr__(self, "_starts", [edit.text.start for edit in self.edits])
        object.__setattr__(self, "_seed_ends", [edit.seed.end for edit in self.edits])
        object.__setattr__(self, "_shifts", [0, *accumulate(grown)])

    def place_of(self, seed: Span) -> Span:
        """Where a range of the seed that no edit touches stands in the emended text."""
        shift = self._shifts[bisect_right(self._seed_ends, seed.start)]
        return Span(seed.start + shift, seed.end + shift)

    def seed_offset(self, offset: int) -> int:
        """The place in the seed's witness of an offset in the emended one."""
        before = bisect_right(self._starts, offset) - 1
        if before < 0:
            return offset
        edit = self.edits[before]
        return (
            edit.seed.end + offset - edit.text.end if offset >= edit.text.end else edit.seed.start
        )

    def seed_span(self, place: Span) -> Span | None:
        """The range of the seed's witness that stands at *place*, if no edit does."""
        before = bisect_left(self._starts, place.end) - 1
        if before >= 0 and self.edits[before].text.end > place.start:
            return None
        start = self.seed_offset(place.start)
        return Span(start, start + place.end - place.start)

    def without(self, seed: str, undone: Iterable[Edit]) -> Emended:
        """The seed's witness *seed* emended again, but for some of the edits."""
        left = {edit.seed for edit in undone}
        kept = [(edit.seed, edit.emendation) for edit in self.edits if edit.seed not in left]
        text, edits = _replace(seed, kept)
        return Emended(text, tuple(edits), self.unfit)


def apply_emendations(seed: str, emendations: Iterable[Emendation]) -> Emended:
    """The seed's witness with every emendation that fits it exactly once applied.

    Where there are more than can be looked for, the first that is not says so, and none is applied.
    """
    placed: list[tuple[Span, int]] = []
    unfit: list[Unfit] = []
    declared = list(emendations)
    most = min(MOST, _MOST_SEARCHED // (2 * len(seed) + 1))
    if len(declared) > most:
        reason = (
            f"the article has {len(declared):,} emendations, and {most:,} is the most that a seed "
            "of this length may have; make several articles of it"
        )
        return Emended(seed, (), (Unfit(declared[most], reason),))
    for number, emendation in enumerate(declared):
        span, reason = _place(seed, emendation, placed)
        if span is None:
            unfit.append(Unfit(emendation, reason))
        else:
            insort(placed, (span, number))
    text, edits = _replace(seed, [(span, declared[number]) for span, number in placed])
    return Emended(text, tuple(edits), tuple(unfit))


def reverse_emendations(text: str, edits: Iterable[Edit]) -> str:
    """The seed's witness again, from an edited witness that has just these edits."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.text, edit.seed)):
        parts += (text[at : edit.text.start], edit.seed_words)
        at = edit.text.end
    return "".join((*parts, text[at:]))


def _place(
    seed: str, emendation: Emendation, taken: Sequence[tuple[Span, int]]
) -> tuple[Span | None, str]:
    """The range that an emendation changes, beside the ordered ranges that are *taken*."""
    start = seed.find(emendation.seed)
    if not emendation.seed:
        return None, "it names no words of the seed"
    if start < 0:
        return None, "its words are not in the seed"
    if seed.find(emendation.seed, start + 1) >= 0:
        return None, "its words stand in the seed more than once"
    if emendation.seed == emendation.text:
        return None, "it changes nothing"
    span = Span(start, start + len(emendation.seed))
    if not emendation.text:
        span = _with_separator(seed, span)
    after = bisect_left(taken, (span, -1))
    if any(span.overlaps(other) for other, _ in taken[max(0, after - 1) : after + 1]):
        return None, "it overlaps another emendation"
    return span, ""


def _with_separator(seed: str, span: Span) -> Span:
    """A whole block together with the blank line that separates it from its neighbour."""
    begins = span.start == 0 or seed.endswith(_SEPARATOR, 0, span.start)
    ends = span.end == len(seed) or seed.startswith(_SEPARATOR, span.end)
    if not (begins and ends):
        return span
    if span.end < len(seed):
        return Span(span.start, span.end + len(_SEPARATOR))
    return Span(max(0, span.start - len(_SEPARATOR)), span.end)


def _replace(seed: str, placed: Sequence[tuple[Span, Emendation]]) -> tuple[str, list[Edit]]:
    parts: list[str] = []
    edits: list[Edit] = []
    at = length = 0
    for span, emendation in placed:
        parts += (seed[at : span.start], emendation.text)
        length += span.start - at
        new = Span(length, length + len(emendation.text))
        edits.append(Edit(emendation, span, new, seed[span.start : span.end], emendation.text))
        at, length = span.end, new.end
    parts.append(seed[at:])
    return "".join(parts), edits
