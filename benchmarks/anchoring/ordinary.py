"""Ordinary edits: the passage is still there, and has to be found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from glossator.model import Span

from . import edits
from .cases import KINDS, PASSAGES, Case, Maker, edited, kind, pick
from .edits import MARK, Rng
from .texts import synthetic, synthetics


def _whole(
    edit: Callable[..., str], size: str = "any", inside: bool = False, **more: object
) -> Maker:
    """A maker for edits of the whole text."""

    def make(rng: Rng, texts: Sequence[str], count: int) -> Iterator[Case]:
        while True:
            text = rng.choice(texts)
            spans = [pick(text, rng, size, inside) for _ in range(PASSAGES)]
            yield from edited(text, spans, partial(edit, rng=rng, **more))

    return make


for _rate in (1, 3, 10):
    KINDS[f"typos {_rate} %"] = _whole(edits.typos, rate=_rate / 100)
KINDS["typography"] = _whole(edits.typography)
KINDS["unicode forms"] = _whole(edits.unicode_form)
KINDS["reflow"] = _whole(edits.reflow)
KINDS["hyphenation"] = _whole(edits.reflow, hyphens=True)
KINDS["reordered sentences"] = _whole(edits.shuffle_sentences, inside=True)
KINDS["moved paragraphs"] = _whole(edits.move_paragraphs, inside=True, count=3)
KINDS["shuffled paragraphs"] = _whole(edits.shuffle_paragraphs, inside=True)
KINDS["revision"] = _whole(edits.revise)
KINDS["short quotes, revision"] = _whole(edits.revise, size="short")
KINDS["short quotes, typos 3 %"] = _whole(edits.typos, size="short", rate=0.03)
KINDS["long quotes, revision"] = _whole(edits.revise, size="long")
KINDS["long quotes, typos 10 %"] = _whole(edits.typos, size="long", rate=0.1)


def _moved_with_typos(text: str, rng: Rng) -> str:
    return edits.typos(edits.move_paragraphs(text, rng, 3), rng, 0.05)


def _moved_and_revised(text: str, rng: Rng) -> str:
    return edits.revise(edits.move_paragraphs(text, rng, 3), rng)


def _shuffled_revision(text: str, rng: Rng) -> str:
    return edits.revise(edits.shuffle_sentences(text, rng), rng)


KINDS["moved paragraphs, typos 5 %"] = _whole(_moved_with_typos, inside=True)
KINDS["moved paragraphs, revised"] = _whole(_moved_and_revised, inside=True)
KINDS["reordered and revised"] = _whole(_shuffled_revision, inside=True)


def _local(change: Callable[[str, Rng], str], size: str = "any") -> Maker:
    """A maker for edits inside the passage alone."""

    def make(rng: Rng, texts: Sequence[str], count: int) -> Iterator[Case]:
        while True:
            text = rng.choice(texts)
            span = pick(text, rng, size)
            words = change(text[span.start : span.end], rng)
            new = text[: span.start] + words + text[span.end :]
            yield Case("", text, new, span, Span(span.start, span.start + len(words)))

    return make


def some_words(text: str, rng: Rng) -> str:
    found = list(re.finditer(r"\w+", text))
    if len(found) < 3:
        return text
    for one in sorted(rng.sample(found, max(1, len(found) // 4)), key=lambda m: -m.start()):
        text = text[: one.start()] + rng.choice(edits.NOVEL) + text[one.end() :]
    return text


KINDS["substitution inside"] = _local(some_words)
KINDS["insertion inside"] = _local(edits.insert_words)
KINDS["deletion inside"] = _local(edits.delete_words)
KINDS["long quotes, edited inside"] = _local(some_words, "long")


@kind("edits around")
def _around(rng: Rng, texts: Sequence[str], count: int) -> Iterator[Case]:
    while True:
        text = rng.choice(texts)
        span = pick(text, rng)
        before, after = text[: span.start], text[span.end :]
        if rng.random() < 0.6:
            before += edits.words(rng, rng.randint(1, 9)) + " "
        elif rng.random() < 0.5:
            before = re.sub(r"\w+(\W+)(\w+\W+)$", r"\2", before)
        if rng.random() < 0.6:
            after = " " + edits.words(rng, rng.randint(1, 9)) + after
        elif rng.random() < 0.5:
            after = re.sub(r"^(\W*)\w+\W+", r"\1", after)
        words = text[span.start : span.end]
        yield Case(
            "", text, before + words + after, span, Span(len(before), len(before) + len(words))
        )


@kind("text start and end")
def _ends(rng: Rng, texts: Sequence[str], count: int) -> Iterator[Case]:
    while True:
        text = rng.choice(texts)
        words = [m.span() for m in re.finditer(r"\S+", text)]
        size = rng.randint(1, 12)
        first = Span(0, words[size][1]), Span(words[-size][0], len(text))
        edit = rng.choice((partial(edits.typos, rate=0.03), edits.revise, edits.typography))
        yield from edited(text, first, partial(edit, rng=rng))


@kind("long document")
def _long(rng: Rng, texts: Sequence[str], count: int) -> Iterator[Case]:
    while True:
        text = "\n\n".join(rng.sample(list(texts), min(12, len(texts))))
        spans = [pick(text, rng, inside=True) for _ in range(40)]
        edit = rng.choice((edits.revise, _moved_with_typos, edits.typos))
        yield from edited(text, spans, partial(edit, rng=rng))


def _scripts(script: str) -> Maker:
    def make(rng: Rng, texts: Sequence[str], count: int) -> Iterator[Case]:
        text = _SYNTHETIC[rng.random() < 2][script]
        while True:
            spans = [pick(text, rng, inside=True) for _ in range(PASSAGES)]
            edit = rng.choice(
                (partial(_script_typos, rate=0.06), _script_words, edits.move_paragraphs)
            )
            yield from edited(text, spans, partial(edit, rng=rng))

    return make


_SYNTHETIC = {True: synthetics("dev"), False: synthetics("test")}


def _script_typos(text: str, rng: Rng, rate: float) -> str:
    letters = [char for char in text if char.isalpha() and not MARK.match(char)]
    out = []
    for char in text:
        if char.isalpha() and not MARK.match(char) and rng.random() < rate:
            out.append(rng.choice(("", rng.choice(letters), char + rng.choice(letters))))
        else:
            out.append(char)
    return "".join(out)


def _script_words(text: str, rng: Rng) -> str:
    blocks = text.split("\n\n")
    at = rng.randrange(len(blocks))
    blocks.insert(at, synthetic("greek", rng.randrange(10**6), 20))
    return _script_typos("\n\n".join(blocks), rng, 0.01)


for _script in ("han", "thai", "hangul", "arabic", "cyrillic", "devanagari"):
    KINDS[f"script: {_script}"] = _scripts(_script)
