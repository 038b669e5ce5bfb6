"""The kinds of cases: ordinary edits and traps, each a function that makes some, truth included."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from glossator.anchor.fold import whole_graphemes
from glossator.model import Span

from . import edits
from .edits import MARK, Rng
from .texts import documents, synthetic, synthetics

_PASSAGES = 6


@dataclass(frozen=True, slots=True)
class Case:
    """One passage before and after an edit; `truth` is None where it must stay unplaced."""

    kind: str
    old: str
    new: str
    span: Span
    truth: Span | None


# Where what is added or left has the passage's context too, nobody can tell without the old
# text; these kinds are not counted for the quote alone.
NEEDS_OLD_TEXT = (
    "trap: deleted, like surroundings stand",
    "trap: deleted, like surroundings added",
    "trap: paragraph copied, original edited",
)

Maker = Callable[[Rng, Sequence[str], int], Iterator[Case]]
KINDS: dict[str, Maker] = {}


def kind(name: str) -> Callable[[Maker], Maker]:
    """Enter a maker of cases in the table."""

    def enter(maker: Maker) -> Maker:
        KINDS[name] = maker
        return maker

    return enter


def make_cases(part: str, count: int, only: Iterable[str] = ()) -> list[Case]:
    """About *count* cases of every kind, always the same for the same part."""
    texts, wanted = documents(part), set(only)
    made: list[Case] = []
    for name, maker in KINDS.items():
        if not wanted or name in wanted:
            rng = random.Random(f"{part}/{name}")
            made += _relabelled(name, maker(rng, texts, count), count)
    return made


def _relabelled(name: str, cases: Iterator[Case], count: int) -> Iterator[Case]:
    for number, case in enumerate(cases):
        if number >= count:
            return
        yield Case(name, case.old, case.new, case.span, case.truth)


def pick(text: str, rng: Rng, size: str = "any", inside: bool = False) -> Span:
    """A passage that begins and ends with words."""
    low, high = {"short": (1, 3), "long": (120, 400), "any": (2, 40)}[size]
    starts = [m.span() for m in re.finditer(r"\w+", text)]
    spaced = " " in text[:400]
    for _ in range(200):
        count = rng.randint(low, high)
        if not spaced:
            at = rng.randrange(max(1, len(text) - count * 3))
            span = whole_graphemes(text, Span(at, min(len(text), at + count * 3)))
            words = text[span.start : span.end]
            if words.strip() == words and "\n\n" not in words:
                return span
            continue
        at = rng.randrange(max(1, len(starts) - count))
        span = Span(starts[at][0], starts[min(len(starts), at + count) - 1][1])
        span = whole_graphemes(text, span)
        if not inside or "\n\n" not in text[span.start : span.end]:
            return span
    return Span(*starts[0])


def marked(text: str, spans: Sequence[Span]) -> str:
    """*text* with a pair of marks around each span."""
    marks = [(span.end, 0, chr(0xE001 + 2 * n)) for n, span in enumerate(spans)]
    marks += [(span.start, 1, chr(0xE000 + 2 * n)) for n, span in enumerate(spans)]
    for offset, _, mark in sorted(marks, reverse=True):
        text = text[:offset] + mark + text[offset:]
    return text


def read_marks(text: str) -> tuple[str, dict[int, Span]]:
    """The text without marks, and the place of each passage that is still there."""
    places: dict[int, int] = {}
    for number, found in enumerate(MARK.finditer(text)):
        places[ord(found[0]) - 0xE000] = found.start() - number
    spans = {
        code // 2: Span(at, places[code + 1])
        for code, at in places.items()
        if code % 2 == 0 and code + 1 in places
    }
    return MARK.sub("", text), spans


def edited(
    text: str, spans: Sequence[Span], edit: Callable[[str], str], name: str = ""
) -> Iterator[Case]:
    """The cases of one edit of the whole text."""
    new, places = read_marks(edit(marked(text, spans)))
    for number, span in enumerate(spans):
        place = places.get(number)
        if place is not None and _left(text[span.start : span.end], new[place.start : place.end]):
            words = new[place.start : place.end]
            start = place.start + len(words) - len(words.lstrip())
            yield Case(name, text, new, span, Span(start, start + len(words.strip())))


def _left(old: str, new: str) -> bool:
    """Whether anything of a passage is left; a wholly rewritten one has no truth."""
    return bool(new.strip()) and not all(w in edits.NOVEL for w in new.lower().split())


def _whole(
    edit: Callable[..., str], size: str = "any", inside: bool = False, **more: object
) -> Maker:
    """A maker for edits of the whole text."""

    def make(rng: Rng, texts: Sequence[str], count: int) -> Iterator[Case]:
        while True:
            text = rng.choice(texts)
            spans = [pick(text, rng, size, inside) for _ in range(_PASSAGES)]
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


def _some_words(text: str, rng: Rng) -> str:
    found = list(re.finditer(r"\w+", text))
    if len(found) < 3:
        return text
    for one in sorted(rng.sample(found, max(1, len(found) // 4)), key=lambda m: -m.start()):
        text = text[: one.start()] + rng.choice(edits.NOVEL) + text[one.end() :]
    return text


KINDS["substitution inside"] = _local(_some_words)
KINDS["insertion inside"] = _local(edits.insert_words)
KINDS["deletion inside"] = _local(edits.delete_words)
KINDS["long quotes, edited inside"] = _local(_some_words, "long")


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
            spans = [pick(text, rng, inside=True) for _ in range(_PASSAGES)]
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


@kind("trap: repeated words")
def _duplicates(rng: Rng, texts: Sequence[str], count: int) -> Iterator[Case]:
    """Words that occur several times; only the context tells which is meant."""
    while True:
        text = rng.choice(texts)
        spans = [s for s in (pick(text, rng, "short") for _ in range(60)) if _again(text, s)]
        edit = rng.choice((partial(edits.typos, rate=0.02), edits.revise, edits.move_paragraphs))
        yield from edited(text, spans[:_PASSAGES], partial(edit, rng=rng))


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
        for _ in range(_PASSAGES):
            at, inner = rng.choice(places), pick(block, rng, inside=True)
            spans.append(Span(at + inner.start, at + inner.end))
        edit = rng.choice((edits.revise, partial(edits.typos, rate=0.02)))
        yield from edited(text, spans, partial(edit, rng=rng))


def _cut(text: str, rng: Rng) -> tuple[str, str, str, Span]:
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
        before, _, after, span = _cut(text, rng)
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
        before, cut, after, span = _cut(text, rng)
        blocks = [b for b in other.split("\n\n") if len(b) > 100]
        yield Case("", text, before + rng.choice(blocks)[: len(cut) + 20] + after, span, None)


def _lookalike(shares: Sequence[float], wide: bool, added: bool) -> Maker:
    """A cut passage, and something like it elsewhere: with its surroundings too if *wide*.

    It stands in both texts, or is new if *added*; *shares* of its words are different.
    """

    def make(rng: Rng, texts: Sequence[str], count: int) -> Iterator[Case]:
        while True:
            text = rng.choice(texts)
            before, cut, after, span = _cut(text, rng)
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
        change = rng.choice((_some_words, edits.insert_words, partial(edits.typos, rate=0.06)))
        now = change(words, rng)
        if now == words:
            continue
        before, after, _ = _planted(before, after, words, rng)
        yield Case("", text, before + now + after, span, Span(len(before), len(before) + len(now)))


@kind("trap: paragraph copied, original edited")
def _decoy_paragraph(rng: Rng, texts: Sequence[str], count: int) -> Iterator[Case]:
    while True:
        text = rng.choice(texts)
        before, cut, after, span = _cut(text, rng)
        inner = Span(span.start - len(before), span.end - len(before))
        words = cut[inner.start : inner.end]
        now = _some_words(words, rng)
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
