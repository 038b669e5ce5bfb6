"""Where are the names and subjects that articles declare for the index?

An article says in its front matter under which heading which of its words stand, so that nothing
is guessed. They are sought in its text, in its notes and, as far as they mean the same to all
articles, in the glossary. Knows nothing of order or of other headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from .apparatus import Apparatus, Book
from .model import Article, Indexed
from .references import Use, all_notes
from .text import reading_text

_WORD = re.compile(r"\w+")


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


def declared(book: Book) -> Iterator[tuple[Indexed, Use]]:
    """Every place of every heading that an article declares; a place may come more than once."""
    for apparatus in book.apparatus.values():
        for indexed, _, use in _uses(apparatus):
            yield indexed, use
    forms = Forms(each for article in book.edition.articles for each in article.index)
    for definition in book.glossary:
        if definition.body is not None:
            for indexed, _, _ in forms.find(reading_text(definition.body).text):
                yield indexed, Use(None, entry=definition.entry)


def unused(book: Book) -> Iterator[tuple[Article, int, str]]:
    """The words that an article declares and that name nothing anywhere, with their heading's place."""
    if not any(article.index for article in book.edition.articles):
        return
    entries = "\n\n".join(reading_text(each.body).text for each in book.glossary if each.body)
    for apparatus in book.apparatus.values():
        article = apparatus.article
        found = {(each.heading, form) for each, form, _ in _uses(apparatus)}
        found |= {(each.heading, form) for each, form, _ in Forms(article.index).find(entries)}
        for place, each in enumerate(article.index):
            for words in each.words:
                if (each.heading, " ".join(words.split())) not in found:
                    yield article, place, words


def _uses(apparatus: Apparatus) -> Iterator[tuple[Indexed, str, Use]]:
    article, reading = apparatus.article, apparatus.reading
    forms = Forms(article.index)
    for indexed, form, at in forms.find(reading.text):
        # What a title names is what the whole article is about; a heading has no number.
        yield indexed, form, Use(article, paragraph=reading.block_at(at).number)
    for note in all_notes(apparatus) if article.index else ():
        text = reading_text(note.body).text if note.body else ""
        for indexed, form, _ in forms.find(f"{note.annotation.quote.exact}\n\n{text}"):
            yield indexed, form, Use(article, note.annotation, number=note.number)
