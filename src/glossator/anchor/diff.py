"""How do two readings of a passage differ, word by word?"""

from __future__ import annotations

import re

from rapidfuzz.distance import Indel

from ..model import Change
from .fold import fold_text

_TOKEN = re.compile(r"\w+|[^\w\s]|\s+")


def word_diff(old: str, new: str) -> tuple[Change, ...]:
    """The readings in turn: equal stretches with both sides alike, changed ones with both.

    Words that differ only in typography correspond to each other, but are shown as changed.
    """
    x, y = _TOKEN.findall(old), _TOKEN.findall(new)
    changes: list[Change] = []
    for block in Indel.opcodes([fold_text(t) for t in x], [fold_text(t) for t in y]):
        here, there = x[block.src_start : block.src_end], y[block.dest_start : block.dest_end]
        if block.tag == "equal":
            for a, b in zip(here, there, strict=True):
                _append(changes, a, b)
        else:
            _append(changes, "".join(here), "".join(there))
    return tuple(changes)


def typography_note(old: str, new: str) -> str:
    """A sentence to add where words are the same, but not letter for letter."""
    return "" if old == new else " Only typography differs."


def _append(changes: list[Change], old: str, new: str) -> None:
    """One more pair of readings, joined to the last if both are equal or both differ."""
    if changes and (old == new) == (changes[-1].old == changes[-1].new):
        last = changes.pop()
        old, new = last.old + old, last.new + new
    changes.append(Change(old, new))
