"""Traps: something else looks like the passage, or nothing is left of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from glossator.model import Span

from . import edits
from .cases import KINDS, PASSAGES, Case, Maker, edited, kind, pick
from .edits import Rng
from .ordinary import some_words


@kind("trap: repeated words")
def _duplicates(rng: Rng, texts: Sequence[str], count: int) -> Iterator[Case]:
    """Words that occur several times; only the context tells which is meant."""
    while True:
        text = rng.choice(texts)
        spans = [s for s in (pick(text, rng, "short") for _ in range(60)) if _again(text, s)]
        edit = rng.choice((partial(edits.typos, rate=0.02), edits.revise, edits.move_paragraphs))
        yield from edited(text, spans[:PASSAGES], partial(edit, rng=rng))


def _again(text: str, span: Span) -> bool:
    words = text[span.start : span.end]
    return text.count(words) > 1 and "\n" not in words


@kind("trap: repeated paragraph")
def _boilerplate(rng: Rng, texts: Sequence[str], count: int) -> Iterator[Case]:
    """A paragraph that stands several times in the old text and in the new one."""
    while True:
        text = rng.choice(texts)
        blocks = text.split("\n\n")
        block = rng.choice([b for b in blocks if 80 < len(b) < 900] or [blocks[-1][:300]])
        for _ in range(rng.randint(1, 4)):
            blocks.insert(rng.randrange(1, len(blocks)), block)
        text = "\n\n".join(blocks)
        places = [m.start() for m in re.finditer(re.escape(block), text)]
        spans = []
        for _ in range(PASSAGES):
            at, inner = rng.choice(places), pick(block, rng, inside=True)
            spans.append(Span(at + inner.start, at + inner.end))
        edit = rng.choice((edits.revise, partial(edits.typos, rate=0.02)))
        yield from edited(text, spans, partial(edit, rng=rng))


def cut_out(text: str, rng: Rng) -> tuple[str, str, str, Span]:
    """A text around a sentence or paragraph, what is cut, and a passage in it."""
    blocks = [m.span() for m in re.finditer(r"[^\n]+", text) if m.end() - m.start() > 120]
    start, end = rng.choice(blocks)
    if rng.random() < 0.6:
        parts = edits.sentences(text[start:end])
        part = rng.choice([p for p in parts if len(p) > 30] or parts)
        start = text.index(part, start)
        end = start + len(part)
    inner = pick(text[start:end], rng, inside=True)
    return text[:start], text[start:end], text[end:], Span(start + inner.start, start + inner.end)


@kind("trap: deleted")
def _deleted(rng: Rng, texts: Sequence[str], count: int) -> Iterator[Case]:
    while True:
        text = rng.choice(texts)
        before, _, after, span = cut_out(text, rng)
        new = before + after
        if rng.random() < 0.5:
            new = edits.revise(new, rng)
        yield Case("", text, new, span, None)


@kind("trap: deleted exactly")
def _deleted_exactly(rng: Rng, texts: Sequence[str], count: int) -> Iterator[Case]:
    while True:
        text = rng.choice(texts)
        span = pick(text, rng, rng.choice(("any", "short")))
        yield Case("", text, text[: span.start].rstrip() + text[span.end :], span, None)


@kind("trap: replaced")
def _replaced(rng: Rng, texts: Sequence[str], count: int) -> Iterator[Case]:
    while True:
        text, other = rng.sample(list(texts), 2)
        before, cut, after, span = cut_out(text, rng)
        blocks = [b for b in other.split("\n\n") if len(b) > 100]
        yield Case("", text, before + rng.choice(blocks)[: len(cut) + 20] + after, span, None)


def _lookalike(shares: Sequence[float], wide: bool, added: bool) -> Maker:
    """A cut passage, and something like it elsewhere: with its surroundings too if *wide*.

    It stands in both texts, or is new if *added*; *shares* of its words are different.
    """

    def make(rng: Rng, texts: Sequence[str], count: int) -> Iterator[Case]:
        while True:
            text = rng.choice(texts)
            before, cut, after, span = cut_out(text, rng)
            model = cut if wide else text[span.start : span.end]
            alike = edits.substitute(model, rng, rng.choice(shares))
            if alike == model and (0.0 not in shares or added):
                continue
            left, right, shift = _planted(before, after, alike, rng)
            if added:
                yield Case("", text, left + right, span, None)
            else:
                span = Span(span.start + shift, span.end + shift)
                yield Case("", left + cut + right, left + right, span, None)

    return make


KINDS["trap: deleted, look-alike stands"] = _lookalike((0.0, 0.1, 0.2, 0.3), False, False)
KINDS["trap: deleted, look-alike added"] = _lookalike((0.25, 0.35, 0.5), False, True)
KINDS["trap: deleted, like surroundings stand"] = _lookalike((0.0, 0.1, 0.2, 0.3), True, False)
KINDS["trap: deleted, like surroundings added"] = _lookalike((0.3, 0.4, 0.5), True, True)


def _planted(before: str, after: str, words: str, rng: Rng) -> tuple[str, str, int]:
    """*words* as a paragraph of their own, at least a paragraph away."""
    gaps = [m.start() for m in re.finditer("\n\n", before)][:-1]
    behind = [m.start() for m in re.finditer("\n\n", after)][1:]
    if gaps and (rng.random() < 0.5 or not behind):
        at = rng.choice(gaps)
        return before[:at] + "\n\n" + words + before[at:], after, len(words) + 2
    at = rng.choice(behind or [len(after)])
    return before, after[:at] + "\n\n" + words + after[at:], 0


@kind("trap: decoy added")
def _decoy(rng: Rng, texts: Sequence[str], count: int) -> Iterator[Case]:
    """The passage is edited where it stands; an exact copy is new elsewhere."""
    while True:
        text = rng.choice(texts)
        span = pick(text, rng, inside=True)
        before, words, after = text[: span.start], text[span.start : span.end], text[span.end :]
        change = rng.choice((some_words, edits.insert_words, partial(edits.typos, rate=0.06)))
        now = change(words, rng)
        if now == words:
            continue
        before, after, _ = _planted(before, after, words, rng)
        yield Case("", text, before + now + after, span, Span(len(before), len(before) + len(now)))


@kind("trap: paragraph copied, original edited")
def _decoy_paragraph(rng: Rng, texts: Sequence[str], count: int) -> Iterator[Case]:
    while True:
        text = rng.choice(texts)
        before, cut, after, span = cut_out(text, rng)
        inner = Span(span.start - len(before), span.end - len(before))
        words = cut[inner.start : inner.end]
        now = some_words(words, rng)
        if now == words:
            continue
        before, after, _ = _planted(before, after, cut, rng)
        start = len(before) + inner.start
        new = before + cut[: inner.start] + now + cut[inner.end :] + after
        yield Case("", text, new, span, Span(start, start + len(now)))


@kind("trap: other document")
def _other(rng: Rng, texts: Sequence[str], count: int) -> Iterator[Case]:
    while True:
        text, other = rng.sample(list(texts), 2)
        body = text.index("\n\n", 200) if "\n\n" in text[200:] else 0
        span = pick(text[body:], rng, rng.choice(("any", "any", "short")))
        yield Case("", text, other, Span(span.start + body, span.end + body), None)
