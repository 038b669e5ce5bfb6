"""What is a suggestion, and by what is it known again?"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..labels import labels
from ..model import Article, Span
from ..text import Block, ReadingText

Text = tuple[Article, ReadingText]
#: What a note says that is made of a suggestion of this sort, by its name among the fixed words.
BODIES: Mapping[str, str] = {
    "reuse": "suggested_reuse",
    "similar": "suggested_similar",
    "number": "suggested_reference",
    "preceding": "suggested_reference",
    "first": "suggested_reference",
    "former": "suggested_former",
    "title": "suggested_title",
    "date": "suggested_reference",
}


#: Sorts by which a text itself says which article it means.
MENTIONS = frozenset({"number", "preceding", "first", "title", "date", "former"})


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A cross-reference that an editor may accept. `target` may name a paragraph, after `#`.

    `others` are further articles that the same words refer to (“the three last numbers”).
    """

    id: str
    sort: str
    article: str
    span: Span
    words: str
    target: str
    score: float
    evidence: str
    others: tuple[str, ...] = ()

    @property
    def targets(self) -> tuple[str, ...]:
        """Everything that it refers to, in the order of time."""
        return self.target, *self.others

    def body(self, language: str = "en") -> str:
        """The text of the note that accepting it makes, in the language of the edition."""
        fixed = labels(language)
        links = [f"{{article}}`{target}`" for target in self.targets]
        last = f" {fixed['and']} {links.pop()}" if len(links) > 1 else ""
        return fixed[BODIES[self.sort]].format(targets=", ".join(links) + last)


def made(
    sort: str, text: Text, span: Span, target: str, score: float, evidence: str,
    others: tuple[str, ...] = (),
) -> Suggestion:  # fmt: skip
    article, reading = text
    words = reading.words(span)
    # Which other articles have the same words changes as articles are added; the question is one.
    several = others if sort != "reuse" else ()
    key = "\0".join((sort, article.id, target.partition("#")[0], words, *several))
    id = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:8]
    return Suggestion(id, sort, article.id, span, words, target, round(score, 2), evidence, others)


def body_of(reading: ReadingText) -> Span:
    """The text below the title."""
    start = (
        reading.blocks[0].span.end if reading.blocks and reading.blocks[0].kind == "heading" else 0
    )
    return Span(start, len(reading.text))


def same(article: Article, other: Article) -> bool:
    """Whether two articles are two printings of one."""
    return (
        bool(article.number) and article.number == other.number and article.author == other.author
    )


def paragraphs_of(texts: Sequence[Text]) -> list[tuple[int, Block]]:
    """Every paragraph, with the number of its text."""
    return [
        (number, block)
        for number, (_, reading) in enumerate(texts)
        for block in reading.blocks
        if block.kind == "paragraph" and block.number
    ]


def numbered_words(
    texts: Sequence[Text], places: Sequence[tuple[int, Block]]
) -> list[tuple[int, str]]:
    return [(number, texts[number][1].words(block.span)) for number, block in places]
