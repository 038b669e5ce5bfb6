"""What a case is, and the table of their kinds: each a function that makes some, truth included."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from glossator.anchor.fold import whole_graphemes
from glossator.model import Span

from . import edits
from .edits import MARK, Rng
from .texts import documents

PASSAGES = 6


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
    "trap: deleted, look-alike anywhere",
    "trap: deleted, look-alike in other scripts",
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
