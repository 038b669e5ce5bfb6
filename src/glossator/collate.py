"""In what does an edited text differ from its seed, and is each difference declared?

Both texts are compared as witnesses. The declared emendations are applied to the seed's, and
what then still differs from the edited text is a difference.
Knows nothing of files, of front matter or of how a difference is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from .fold import fold_text
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

_TOKEN = re.compile(r"\n\n|\s|\w+|.", re.DOTALL)
_SEPARATOR = "\n\n"


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
    """

    seed: str
    text: str
    seed_line: int
    line: int
    typography: str = ""


@dataclass(frozen=True, slots=True)
class Collation:
    """What differs without being declared, and which emendations do not hold."""

    differences: tuple[Difference, ...]
    unfit: tuple[Unfit, ...]

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
    changes = _changes(emended.text, edited.text)
    for edit in emended.edits:
        without = _without(received.text, emended, edit, idle)
        fewer = _changes(without.text, edited.text) if _touched(edit, changes) else changes
        if _extent(fewer) < _extent(changes):
            idle.append(Unfit(edit.emendation, "the edited text still has the seed's words there"))
            emended, changes = without, fewer
    differences = tuple(_difference(received, emended, edited, change) for change in changes)
    return Collation(differences, emended.unfit + tuple(idle))


_Change = tuple[Span, Span]


def _changes(old: str, new: str) -> list[_Change]:
    """The ranges of *old* and *new* that differ, by whole words."""
    if old == new:
        return []
    old_tokens, new_tokens = _TOKEN.findall(old), _TOKEN.findall(new)
    old_at, new_at = _offsets(old_tokens), _offsets(new_tokens)
    codes = SequenceMatcher(None, old_tokens, new_tokens, autojunk=False).get_opcodes()
    return [
        (Span(old_at[i1], old_at[i2]), Span(new_at[j1], new_at[j2]))
        for tag, i1, i2, j1, j2 in codes
        if tag != "equal"
    ]


def _offsets(tokens: Sequence[str]) -> list[int]:
    offsets = [0]
    for token in tokens:
        offsets.append(offsets[-1] + len(token))
    return offsets


def _touched(edit: Edit, changes: Iterable[_Change]) -> bool:
    near = Span(edit.text.start - 3, edit.text.end + 3)
    return any(near.overlaps(old) or near.contains(old) for old, _ in changes)


def _extent(changes: Iterable[_Change]) -> int:
    return sum(old.end - old.start + new.end - new.start for old, new in changes)


def _without(seed: str, emended: Emended, edit: Edit, idle: Sequence[Unfit]) -> Emended:
    dropped = {id(edit.emendation), *(id(unfit.emendation) for unfit in idle)}
    kept = [e.emendation for e in emended.edits if id(e.emendation) not in dropped]
    again = apply_emendations(seed, kept)
    return Emended(again.text, again.edits, emended.unfit)


def _difference(seed: Witness, emended: Emended, edited: Witness, change: _Change) -> Difference:
    old, new = change
    words, reading = emended.text[old.start : old.end], edited.text[new.start : new.end]
    return Difference(
        words,
        reading,
        seed.line(_seed_offset(emended, old.start)),
        edited.line(new.start),
        _typography(words, reading),
    )


def _seed_offset(emended: Emended, offset: int) -> int:
    """The place in the seed's witness of an offset in the emended one."""
    for edit in reversed(emended.edits):
        if (offset >= edit.text.end and offset > edit.text.start) or offset == edit.text.end:
            return edit.seed.end + offset - edit.text.end
        if offset >= edit.text.start:
            return edit.seed.start
    return offset


def _typography(seed: str, text: str) -> str:
    """What differs if the words are the same: quotation marks, dashes, spaces, …"""
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
