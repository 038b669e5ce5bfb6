"""Which of its words does an article declare for the index, and where do they stand?

An article says in its front matter under which heading which of its words stand, so that nothing
is guessed. They are sought in its text and in its notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from .apparatus import Apparatus
from .model import Indexed
from .text import reading_text

_WORD = re.compile(r"\w+")


class Naming(NamedTuple):
    """One place: the heading's in the article's list, the words, and the paragraph or the note."""

    heading: int
    form: str
    paragraph: int = 0
    note: str = ""


class Forms:
    """The words by which headings are named, ready to be sought; longer ones go first.

    They are looked up by their first word, so that thousands cost a text no more than a few.
    """

    def __init__(self, indexed: Iterable[Indexed]) -> None:
        meant: dict[str, Indexed | None] = {}
        indexed = tuple(indexed)
        for each in indexed:
            for words in each.words:
                form = " ".join(words.split())
                known = meant.get(form, each)
                # Words that mean two things mean neither.
                meant[form] = each if known and known.heading == each.heading else None
        for words in (words for each in indexed for words in each.skip):
            meant.setdefault(" ".join(words.split()), None)
        self._meant = meant
        self._first: dict[str, list[tuple[int, str]]] = {}
        for form in sorted(meant, key=len, reverse=True):
            if first := _WORD.search(form):
                self._first.setdefault(first[0], []).append((first.start(), form))

    def find(self, text: str) -> Iterator[tuple[Indexed, str, int]]:
        """What *text* names, by which form and where, in its order."""
        end = 0
        for word in _WORD.finditer(text) if self._first else ():
            if word.start() < end:
                continue
            for before, form in self._first.get(word[0], ()):
                start = word.start() - before
                if start >= end and (found := _pattern(form).match(text, start)):
                    end = found.end()
                    if meant := self._meant[form]:
                        yield meant, form, start
                    break


@lru_cache(10_000)
def _pattern(form: str) -> re.Pattern[str]:
    """The whole words of *form*, with any space between them."""
    words = r"\s+".join(map(re.escape, form.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)")


def namings(apparatus: Apparatus) -> Iterator[Naming]:
    """Every place of every heading that an article declares; a place may come more than once."""
    article, reading = apparatus.article, apparatus.reading
    forms = Forms(article.index)
    for indexed, form, at in forms.find(reading.text):
        # What a title names is what the whole article is about; a heading has no number.
        paragraph = reading.block_at(at).number
        yield Naming(article.index.index(indexed), form, paragraph)
    for note in (*apparatus.placed, *apparatus.unplaced) if article.index else ():
        text = reading_text(note.body).text if note.body else ""
        for indexed, form, _ in forms.find(f"{note.annotation.quote.exact}\n\n{text}"):
            yield Naming(article.index.index(indexed), form, note=note.annotation.name)
