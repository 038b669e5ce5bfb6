"""How do two readings of a passage differ, word by word?"""

from __future__ import annotations

import re

from rapidfuzz.distance import Indel

from .fold import fold_text
from .model import Change

_TOKEN = re.compile(r"\w+|[^\w\s]|\s+")


def word_diff(old: str, new: str) -> tuple[Change, ...]:
    """The readings in turn: equal stretches with both sides alike, changed ones with both."""
    x, y = _TOKEN.findall(old), _TOKEN.findall(new)
    blocks = Indel.opcodes([fold_text(t) for t in x], [fold_text(t) for t in y])
    changes: list[Change] = []
    for block in blocks:
        a = "".join(x[block.src_start : block.src_end])
        b = "".join(y[block.dest_start : block.dest_end])
        if block.tag == "equal":
            a = b
        if changes and (block.tag == "equal") == (changes[-1].old == changes[-1].new):
            a, b = changes[-1].old + a, changes[-1].new + b
            changes.pop()
        changes.append(Change(a, b))
    return tuple(changes)
