"""Which passages of earlier articles stand again in later ones, or are like theirs?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..model import Span
from ..problems import plain
from ..reuse import Parallel, ReuseIndex
from ..similar import find_likenesses
from ..text import Block, ReadingText
from .record import Suggestion, Text, body_of, made, numbered_words, paragraphs_of, same

#: Of a reused passage, so much must stand in another article for that to be named too, and so many
#: articles are named at most.
_WHOLE, _SEVERAL = 0.8, 4
#: Where a quotation begins or ends: typographic marks, and straight ones by their neighbours.
_OPENS = re.compile(r"[“«]|(?<!\S)\"(?=\w)")
_CLOSES = re.compile(r"[”»]|(?<=\S)\"(?!\w)")


def reused(texts: Sequence[Text]) -> Iterator[Suggestion]:
    """Passages of ten words or more; the same title over two articles is no quotation."""
    index = ReuseIndex()
    starts = [body_of(reading).start for _, reading in texts]
    parallels = [index.add(text[1].text[start:]) for text, start in zip(texts, starts, strict=True)]
    for text, start, several in zip(texts, starts, parallels, strict=True):
        found = []
        for each in index.lasting(several):
            if same(text[0], texts[each.earlier][0]):
                continue
            here, there = each.span.shifted(start), each.earlier_span.shifted(starts[each.earlier])
            placed = replace(each, span=here, earlier_span=there)
            found.append((_within_marks(text[1].text, here), placed))
        for group in _same_words(found):
            span, first = group[0]
            target, *others = (
                f"{texts[each.earlier][0].id}{_paragraph(texts[each.earlier][1], each.earlier_span)}"
                for _, each in group
            )
            score = first.score * min(1.0, 0.5 + first.same / 40)
            words = plain(texts[first.earlier][1].words(first.earlier_span), 70)
            evidence = f"{first.same} equal words: “{words}”"
            yield made("reuse", text, span, target, score, evidence, tuple(others))


_Found = tuple[Span, Parallel]


def _same_words(found: Sequence[_Found]) -> Iterator[list[_Found]]:
    """Passages that stand on the same words of a text, the longest first; of each article one.

    A shorter part of a passage that stands in still another article is the same formula, and is
    left out; nearly the whole of it is named beside the first.
    """
    groups: list[list[_Found]] = []
    for span, each in sorted(found, key=lambda f: (-f[1].same, f[1].span, f[1].earlier)):
        length = span.end - span.start
        over = [(g, min(span.end, g[0][0].end) - max(span.start, g[0][0].start)) for g in groups]
        group, shared = max(over, key=lambda pair: pair[1], default=([], 0))
        if 2 * shared < length:
            groups.append([(span, each)])
        elif (
            length >= _WHOLE * (group[0][0].end - group[0][0].start)
            and len(group) < _SEVERAL
            and each.earlier not in {other.earlier for _, other in group}
        ):
            group.append((span, each))
    yield from groups


def _within_marks(text: str, span: Span) -> Span:
    """The longest part of a passage that no quotation begins or ends within.

    Words behind a closing mark are equal by chance: “… again as was voted” is.
    """
    places, open_at = [span.start], list[int]()
    marks = [(m, 1) for m in _OPENS.finditer(text, *span)]
    marks += [(m, -1) for m in _CLOSES.finditer(text, *span)]
    for mark, step in sorted(marks, key=lambda found: found[0].start()):
        if step == 1:
            open_at.append(mark.start())
        elif open_at:
            open_at.pop()
        else:
            places += mark.span()
    for at in open_at:
        places += (at, at + 1)
    places = [*sorted(places), span.end]
    start, end = max(
        zip(places[::2], places[1::2], strict=True), key=lambda part: part[1] - part[0]
    )
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))


def _paragraph(reading: ReadingText, span: Span) -> str:
    number = reading.block_at(span.start).number
    return f"#p{number}" if number else ""


def alike(texts: Sequence[Text]) -> Iterator[Suggestion]:
    places = paragraphs_of(texts)
    for found in find_likenesses(numbered_words(texts, places)):
        (later, block), (earlier, other) = places[found.later], places[found.earlier]
        if same(texts[later][0], texts[earlier][0]):
            continue
        target = f"{texts[earlier][0].id}#p{other.number}"
        evidence = f"rare words in common: {', '.join(found.words)}"
        yield made(
            "similar", texts[later], _opening(texts[later][1], block), target, found.score, evidence
        )


def _opening(reading: ReadingText, block: Block) -> Span:
    """The first words of a paragraph, on which a note about the whole of it stands."""
    text = reading.text[block.span.start : block.span.end]
    words = text.split(" ", 8)
    end = len(text) if len(words) <= 8 else len(text) - len(words[8]) - 1
    return Span(block.span.start, block.span.start + end)
