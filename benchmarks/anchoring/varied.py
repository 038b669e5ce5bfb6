"""Moves and look-alikes of many sorts: other shares of changed words, other places, other scripts.

What moved keeps at least 88 % of its words, a look-alike of a whole sentence at most 75 %: in
between nobody can tell one from the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from glossator.model import Span

from . import edits
from .cases import Case, edited, kind, pick
from .edits import MARK, Rng
from .texts import synthetic
from .traps import cut_out

_SCRIPTS = ("cyrillic", "greek", "hebrew", "arabic", "hangul", "devanagari")


@kind("moved paragraph, lightly revised")
def _moved(rng: Rng, texts: Sequence[str], count: int) -> Iterator[Case]:
    while True:
        text = rng.choice(texts)
        span = pick(text, rng, rng.choice(("any", "any", "short")), inside=True)
        share = rng.choice((0.0, 0.03, 0.06, 0.12))
        yield from edited(text, [span], partial(_paragraph_moved, rng=rng, share=share))


def _paragraph_moved(text: str, rng: Rng, share: float) -> str:
    """The marked paragraph anywhere else, the start and the end of the text included."""
    blocks = text.split("\n\n")
    at = next(n for n, block in enumerate(blocks) if MARK.search(block))
    block = edits.substitute(blocks.pop(at), rng, share)
    places = [n for n in (0, len(blocks), rng.randrange(len(blocks) + 1)) if n != at]
    blocks.insert(rng.choice(places or [0]), block)
    return "\n\n".join(blocks)


@kind("moved sentence in its paragraph")
def _sentence(rng: Rng, texts: Sequence[str], count: int) -> Iterator[Case]:
    while True:
        text = rng.choice(texts)
        span = pick(text, rng, inside=True)
        share = rng.choice((0.0, 0.0, 0.05, 0.1))
        yield from edited(text, [span], partial(_sentence_moved, rng=rng, share=share))


def _sentence_moved(text: str, rng: Rng, share: float) -> str:
    blocks = text.split("\n\n")
    at = next(n for n, block in enumerate(blocks) if MARK.search(block))
    parts = edits.sentences(blocks[at])
    here = next(n for n, part in enumerate(parts) if MARK.search(part))
    part = edits.substitute(parts.pop(here), rng, share)
    parts.insert(rng.randrange(len(parts) + 1), part)
    blocks[at] = " ".join(parts)
    return "\n\n".join(blocks)


@kind("trap: deleted, look-alike anywhere")
def _anywhere(rng: Rng, texts: Sequence[str], count: int) -> Iterator[Case]:
    while True:
        yield _lookalike(rng.choice(texts), rng)


@kind("trap: deleted, look-alike in other scripts")
def _scripts(rng: Rng, texts: Sequence[str], count: int) -> Iterator[Case]:
    made = [synthetic(script, rng.randrange(10**6)) for script in _SCRIPTS]
    while True:
        yield _lookalike(rng.choice(made), rng)


def _lookalike(text: str, rng: Rng) -> Case:
    """A cut passage, and a look-alike anywhere: of all that was cut, or of the passage alone.

    The passage alone may stand there word for word, if less than half was cut with it.
    """
    while True:
        before, cut, after, span = cut_out(text, rng)
        words = text[span.start : span.end]
        wide = rng.random() < 0.5
        small = 2 * len(words) < len(cut)
        share = rng.uniform(0.25, 0.6) if wide else rng.choice((0.1, 0.2, 0.35, 0.6))
        model = cut if wide else words
        alike = edits.substitute(model, rng, share if wide or small else max(0.3, share))
        if alike == model or len(model) < 20:
            continue
        blocks = (before + after).split("\n\n")
        home = before.count("\n\n")
        places = [n for n in range(len(blocks) + 1) if not home <= n <= home + 1]
        if not places:
            continue
        blocks.insert(rng.choice((places[0], places[-1], rng.choice(places))), alike)
        return Case("", text, "\n\n".join(blocks), Span(*span), None)
