"""In what does an edited text differ from its seed, and is each difference declared?

Both texts are compared as witnesses. The declared emendations are applied to the seed's, and
what then still differs from the edited text is a difference.
Knows nothing of files, of front matter or of how a difference is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel, Opcode

from .anchor.fold import fold_text
from .model import Emendation, Seed, Span
from .witness import Witness, read_witness, without_escapes, witness

__all__ = [
    "Collation",
    "Difference",
    "Edit",
    "Emended",
    "Unfit",
    "apply_emendations",
    "collate",
    "reverse_emendations",
    "witness",
]

_BLOCK = re.compile(r".+?(?:\n\n|\Z)|\n+", re.DOTALL)
_TOKEN = re.compile(r"\n\n|\s|\w+|.", re.DOTALL)
_SEPARATOR = "\n\n"
#: Of units that are compared at once; they take an eighth of this in bytes.
_MOST_PAIRS = 1_000_000_000
#: Longer readings are said to differ without a word about typography.
_LONGEST = 2_000


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
    """A witness with emendations applied, and what was done."""

    text: str
    edits: tuple[Edit, ...]
    unfit: tuple[Unfit, ...]


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


def apply_emendations(seed: str, emendations: Iterable[Emendation]) -> Emended:
    """The seed's witness with every emendation that fits it exactly once applied."""
    placed: list[tuple[Span, Emendation]] = []
    unfit: list[Unfit] = []
    for emendation in emendations:
        span, reason = _place(seed, emendation, [span for span, _ in placed])
        if span is None:
            unfit.append(Unfit(emendation, reason))
        else:
            placed.append((span, emendation))
    text, edits = _replace(seed, sorted(placed, key=lambda item: item[0]))
    return Emended(text, tuple(edits), tuple(unfit))


def reverse_emendations(text: str, edits: Iterable[Edit]) -> str:
    """The seed's witness again, from an edited witness that has just these edits."""
    for edit in sorted(edits, key=lambda edit: edit.text, reverse=True):
        text = text[: edit.text.start] + edit.seed_words + text[edit.text.end :]
    return text


def _place(seed: str, emendation: Emendation, taken: Sequence[Span]) -> tuple[Span | None, str]:
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
    if any(span.overlaps(other) for other in taken):
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


def collate(seed: Seed, body: str, emendations: Iterable[Emendation]) -> Collation:
    """Every undeclared difference of *body* from *seed*, and every emendation that is no use."""
    received = read_witness(seed.text, seed.format)
    edited = read_witness(body)
    if seed.format != "markdown":
        edited = without_escapes(edited)
    emended = apply_emendations(received.text, emendations)
    idle: list[Unfit] = []
    effort = _Effort()
    changes = _changes(emended.text, edited.text, effort)
    for seed_span in [edit.seed for edit in emended.edits]:
        edit = next(edit for edit in emended.edits if edit.seed == seed_span)
        if not _touched(edit.text, changes) or effort.spent:
            continue
        without = _without(received.text, emended, edit)
        fewer = _changes(without.text, edited.text, effort)
        if not _touched(_place_in(without, edit.seed), fewer):
            idle.append(Unfit(edit.emendation, "the edited text still has the seed's words there"))
            emended, changes = without, fewer
    differences = tuple(_difference(received, emended, edited, change) for change in changes)
    spans = tuple(edit.seed for edit in emended.edits)
    return Collation(differences, emended.unfit + tuple(idle), received.text, spans)


_Change = tuple[Span, Span]


@dataclass(slots=True)
class _Effort:
    """How much comparing is left to one collation: pairs of units, at some billions a second.

    Texts that have little in common would else take all the memory there is.
    """

    left: int = 6_000_000_000
    spent: bool = False

    def allows(self, pairs: int) -> bool:
        """Whether so many pairs may be compared at once; if so, they are taken off."""
        self.spent = self.spent or pairs > min(self.left, _MOST_PAIRS)
        self.left -= 0 if self.spent else pairs
        return not self.spent


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


def _touched(place: Span, changes: Iterable[_Change]) -> bool:
    """Whether a change lies in a range of the emended text, or where an empty one is."""
    if place.start == place.end:
        return any(old.start <= place.start <= old.end for old, _ in changes)
    return any(old.overlaps(place) or place.contains(old) for old, _ in changes)


def _without(seed: str, emended: Emended, edit: Edit) -> Emended:
    """The seed emended again, but for one edit."""
    kept = [one.emendation for one in emended.edits if one is not edit and one.seed != edit.seed]
    again = apply_emendations(seed, kept)
    return Emended(again.text, again.edits, emended.unfit)


def _place_in(emended: Emended, seed: Span) -> Span:
    """Where a range of the seed that no edit touches stands in the emended text."""
    shift = sum(
        len(edit.text_words) - len(edit.seed_words)
        for edit in emended.edits
        if edit.seed.end <= seed.start
    )
    return Span(seed.start + shift, seed.end + shift)


def _difference(seed: Witness, emended: Emended, edited: Witness, change: _Change) -> Difference:
    old, new = change
    words, reading = emended.text[old.start : old.end], edited.text[new.start : new.end]
    return Difference(
        words,
        reading,
        seed.line(_seed_offset(emended, old.start + _margin(words))),
        edited.line(new.start + _margin(reading)),
        _typography(words, reading),
        _seed_span(emended, old),
    )


def _margin(words: str) -> int:
    """The white space before the first word, which belongs to the line before."""
    return len(words) - len(words.lstrip()) if words.strip() else 0


def _seed_offset(emended: Emended, offset: int) -> int:
    """The place in the seed's witness of an offset in the emended one."""
    for edit in reversed(emended.edits):
        if (offset >= edit.text.end and offset > edit.text.start) or offset == edit.text.end:
            return edit.seed.end + offset - edit.text.end
        if offset >= edit.text.start:
            return edit.seed.start
    return offset


def _seed_span(emended: Emended, place: Span) -> Span | None:
    """The range of the seed's witness that stands at *place*, if no edit does."""
    if any(edit.text.start < place.end and place.start < edit.text.end for edit in emended.edits):
        return None
    start = _seed_offset(emended, place.start)
    return Span(start, start + place.end - place.start)


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
