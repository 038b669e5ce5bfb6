"""In what does an edited text differ from its seed, and is each difference declared?

Both texts are compared as witnesses. The declared emendations are applied to the seed's, and
what then still differs from the edited text is a difference.
Knows nothing of files, of front matter or of how a difference is reported.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel, Opcode

from .anchor.fold import fold_text
from .emend import Edit, Emended, Unfit, apply_emendations
from .model import Emendation, Seed, Span
from .witness import Witness, read_witness, without_escapes

_BLOCK = re.compile(r".+?(?:\n\n|\Z)|\n+", re.DOTALL)
_TOKEN = re.compile(r"\n\n|\s|\w+|.", re.DOTALL)
#: Of units that are compared at once; they take an eighth of this in bytes.
_MOST_PAIRS = 1_000_000_000
#: Longer readings are said to differ without a word about typography.
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Difference:
    """Two readings of one place. Lines count from 1, in the seed and in the article's body.

    `typography` names what differs when the words are the same, such as “quotation marks”.
    `span` is the range in the seed's witness; None where an emendation stands there already.
    """

    seed: str
    text: str
    seed_line: int
    line: int
    typography: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Collation:
    """What differs without being declared, and which emendations do not hold.

    `seed` is the seed's witness, `emended` the ranges in it that emendations change.
    """

    differences: tuple[Difference, ...]
    unfit: tuple[Unfit, ...]
    seed: str = ""
    emended: tuple[Span, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether the edited text is the seed with its declared emendations."""
        return not self.differences and not self.unfit


def collate(seed: Seed, body: str, emendations: Iterable[Emendation]) -> Collation:
    """Every undeclared difference of *body* from *seed*, and every emendation that is no use."""
    received = read_witness(seed.text, seed.format)
    edited = read_witness(body)
    if seed.format != "markdown":
        edited = without_escapes(edited)
    emended = apply_emendations(received.text, emendations)
    effort = _Effort()
    changes = _changes(emended.text, edited.text, effort)
    emended, idle = _without_idle(received.text, emended, edited.text, changes, effort)
    if idle:
        changes = _changes(emended.text, edited.text, effort)
    reason = "the edited text still has the seed's words there"
    unfit = tuple(Unfit(edit.emendation, reason) for edit in idle)
    differences = tuple(_difference(received, emended, edited, change) for change in changes)
    spans = tuple(edit.seed for edit in emended.edits)
    return Collation(differences, emended.unfit + unfit, received.text, spans)


def _without_idle(
    seed: str, emended: Emended, edited: str, changes: Sequence[_Change], effort: _Effort
) -> tuple[Emended, list[Edit]]:
    """*emended* without the edits in whose places the edited text has the seed's words, and those.

    Where something differs, each edit is undone alone and looked at again, since neighbours may
    hang together. Where there are more than that is worth, the others are undone at once.
    """
    idle: list[Edit] = []
    known = {edit.seed: edit for edit in emended.edits}
    left = deque(edit.seed for edit in emended.edits)
    while left:
        edit = known[left[0]]
        if _touched(edit.text, changes):
            if not effort.allows_again(len(emended.text) + len(edited)):
                break
            without = emended.without(seed, [edit])
            fewer = _changes(without.text, edited, effort)
            if not _touched(without.place_of(edit.seed), fewer):
                idle.append(edit)
                emended, changes = without, fewer
                known = {edit.seed: edit for edit in emended.edits}
        left.popleft()
    doubted = [known[span] for span in left if _touched(known[span].text, changes)]
    if not doubted or effort.spent:
        return emended, idle
    without = emended.without(seed, doubted)
    fewer = _changes(without.text, edited, effort)
    more = [edit for edit in doubted if not _touched(without.place_of(edit.seed), fewer)]
    return emended.without(seed, more), idle + more


_Change = tuple[Span, Span]


@dataclass(slots=True)
class _Effort:
    """How much comparing is left to one collation: pairs of units, at some billions a second.

    Texts that have little in common would else take all the memory there is.
    """

    left: int = 6_000_000_000
    spent: bool = False
    #: Characters that may be compared again because of a single emendation.
    again: int = 4_000_000

    def allows(self, pairs: int) -> bool:
        """Whether so many pairs may be compared at once; if so, they are taken off."""
        self.spent = self.spent or pairs > min(self.left, _MOST_PAIRS)
        self.left -= 0 if self.spent else pairs
        return not self.spent

    def allows_again(self, characters: int) -> bool:
        """Whether so many characters may be compared once more; if so, they are taken off."""
        self.again -= characters
        return self.again >= 0 and not self.spent


def _changes(old: str, new: str, effort: _Effort) -> list[_Change]:
    """The ranges of *old* and *new* that differ: by blocks first, and inside those by words."""
    changes: list[_Change] = []
    for before, after in _differing(old, new, _BLOCK, Span(0, 0), effort):
        x, y = old[before.start : before.end], new[after.start : after.end]
        changes += _differing(x, y, _TOKEN, Span(before.start, after.start), effort)
    return _joined(changes, old)


def _differing(
    old: str, new: str, unit: re.Pattern[str], at: Span, effort: _Effort
) -> list[_Change]:
    """The ranges that differ, by whole units; *at* is where both texts begin."""
    if old == new:
        return []
    x, y = unit.findall(old), unit.findall(new)
    old_at, new_at = _offsets(x, at.start), _offsets(y, at.end)
    first, last = _common(x, y)
    if not effort.allows((len(x) - first - last) * (len(y) - first - last)):
        old_end, new_end = len(x) - last, len(y) - last
        return [(Span(old_at[first], old_at[old_end]), Span(new_at[first], new_at[new_end]))]
    return [
        (
            Span(old_at[block.src_start], old_at[block.src_end]),
            Span(new_at[block.dest_start], new_at[block.dest_end]),
        )
        for block in _substitutions(x, y)
    ]


def _common(x: Sequence[str], y: Sequence[str]) -> tuple[int, int]:
    """How many units both begin with, and how many of the others both end with."""
    most = min(len(x), len(y))
    first = next((place for place in range(most) if x[place] != y[place]), most)
    most -= first
    last = next((place for place in range(most) if x[-1 - place] != y[-1 - place]), most)
    return first, last


def _substitutions(x: Sequence[str], y: Sequence[str]) -> list[Opcode]:
    """What is not equal, where a deletion beside an insertion is one thing."""
    found: list[Opcode] = []
    for block in Indel.opcodes(x, y):
        if block.tag == "equal":
            continue
        if found and (found[-1].src_end, found[-1].dest_end) == (block.src_start, block.dest_start):
            last = found.pop()
            block = Opcode(
                "replace", last.src_start, block.src_end, last.dest_start, block.dest_end
            )
        found.append(block)
    return found


def _joined(changes: Iterable[_Change], old: str) -> list[_Change]:
    """Changes with only one blank between them are one: words in a row are read together."""
    joined: list[_Change] = []
    for before, after in changes:
        if joined and old[joined[-1][0].end : before.start] == " ":
            last = joined.pop()
            before, after = Span(last[0].start, before.end), Span(last[1].start, after.end)
        joined.append((before, after))
    return joined


def _offsets(tokens: Sequence[str], start: int) -> list[int]:
    offsets = [start]
    for token in tokens:
        offsets.append(offsets[-1] + len(token))
    return offsets


def _touched(place: Span, changes: Sequence[_Change]) -> bool:
    """Whether a change lies in a range of the emended text, or where an empty one is."""
    near = bisect_left(changes, place.start, key=lambda change: change[0].end)
    while near < len(changes) and (old := changes[near][0]).start <= place.end:
        if place.start == place.end or old.overlaps(place) or place.contains(old):
            return True
        near += 1
    return False


def _difference(seed: Witness, emended: Emended, edited: Witness, change: _Change) -> Difference:
    old, new = change
    words, reading = emended.text[old.start : old.end], edited.text[new.start : new.end]
    return Difference(
        words,
        reading,
        seed.line(emended.seed_offset(old.start + _margin(words))),
        edited.line(new.start + _margin(reading)),
        _typography(words, reading),
        emended.seed_span(old),
    )


def _margin(words: str) -> int:
    """The white space before the first word, which belongs to the line before."""
    return len(words) - len(words.lstrip()) if words.strip() else 0


def _typography(seed: str, text: str) -> str:
    """What differs if the words are the same: quotation marks, dashes, spaces, …"""
    if abs(len(seed) - len(text)) > _LONGEST or len(seed) > _LONGEST:
        return ""
    if fold_text(seed).strip() != fold_text(text).strip() or seed.lower() == text.lower():
        return ""
    kinds = (
        ("quotation marks", "\"'“”‘’„‚«»‹›`´"),
        ("dashes", "-‐‑‒–—―−"),
        ("spaces", " \t\u00a0\u2009\u202f\u200b\u00ad"),
    )
    named = [name for name, chars in kinds if _only(seed, chars) != _only(text, chars)]
    return ", ".join(named) or "letter forms"


def _only(text: str, chars: str) -> str:
    return "".join(char for char in text if char in chars)
