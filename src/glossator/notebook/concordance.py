"""Where do these words stand, each time with the words around them?

The core's own folding and cutting into words decides what is the same word: case, diacritics
and the shapes of quotation marks do not count, and scripts without spaces are searched by
their characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..anchor.concordance import PreparedText
from ..anchor.words import Words, read_words
from ..model import Span

#: Longer questions than this are cut: they come from a field in which anything can be pasted.
_LONGEST = 200
_WHITE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """One place: `match` as it is written there, with what stands to its `left` and `right`.

    `article` is its id, `paragraph` its number, 0 where it has none; `note` the note's id where the
    words stand in a note. `start` and `end` are code points of the reading text, of the article's or
    the note's.
    """

    left: str
    match: str
    right: str
    article: str
    note: str
    paragraph: int
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.left}[{self.match}]{self.right}"


def find_words(prepared: PreparedText, sought: str) -> Iterator[Span]:
    """Each place of *sought* in the text, in order; `*` at the end of a word stands for its rest."""
    parts = sought[:_LONGEST].split()
    wanted = [
        (form, part.endswith("*") and place == len(forms) - 1)
        for part in parts
        for forms in [tuple(read_words(part.rstrip("*")).forms)]
        for place, form in enumerate(forms)
    ]
    if not wanted:
        return
    words = prepared.words
    for start in _starts(words, wanted[0]):
        if start + len(wanted) <= len(words) and all(
            _is(words.forms[start + place], form) for place, form in enumerate(wanted)
        ):
            folded = Span(words.starts[start], words.ends[start + len(wanted) - 1])
            yield words.folded.to_source(folded)


def _starts(words: Words, first: tuple[str, bool]) -> Iterable[int]:
    return (place for place, form in enumerate(words.forms) if _is(form, first))


def _is(form: str, wanted: tuple[str, bool]) -> bool:
    return form.startswith(wanted[0]) if wanted[1] else form == wanted[0]


def around(text: str, span: Span, width: int) -> tuple[str, str, str]:
    """What stands before, at and after *span* on one line; *width* code points on each side."""
    left = _WHITE.sub(" ", text[max(span.start - 2 * width, 0) : span.start])
    right = _WHITE.sub(" ", text[span.end : span.end + 2 * width])
    match = _WHITE.sub(" ", text[span.start : span.end])
    return left[max(len(left) - width, 0) :], match, right[:width]
