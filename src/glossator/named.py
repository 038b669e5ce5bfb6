"""Where are the names and subjects that articles declare for the index?

In an article's text and its notes (see `naming`) and, as far as they mean the same to all
articles, in the glossary. Knows nothing of order or of other headings.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from .book import Book
from .model import Article, Indexed
from .naming import Forms
from .references import Use
from .text import reading_text


def declared(book: Book) -> Iterator[tuple[Indexed, Use]]:
    """Every place of every heading that an article declares; a place may come more than once."""
    for article in book.edition.articles:
        gist = book.gists[article.id]
        notes = {note.name: note for note in gist.notes} if gist.named else {}
        for each in gist.named:
            note = notes.get(each.note)
            number = note.number if note else 0
            use = Use(article, note, number=number, paragraph=each.paragraph)
            yield article.index[each.heading], use
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
    for article in book.edition.articles:
        named = book.gists[article.id].named
        found = {(article.index[each.heading].heading, each.form) for each in named}
        missing = list(_missing(article, found))
        if missing:
            # The entries are looked through only for an article whose own words are not enough.
            found |= {(each.heading, form) for each, form, _ in Forms(article.index).find(entries)}
            missing = list(_missing(article, found))
        yield from ((article, place, words) for place, words in missing)


def _missing(article: Article, found: Set[tuple[str, str]]) -> Iterator[tuple[int, str]]:
    for place, each in enumerate(article.index):
        for words in each.words:
            if (each.heading, " ".join(words.split())) not in found:
                yield place, words
