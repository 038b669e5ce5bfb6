"""Are the texts what texts of an edition may be?"""

from __future__ import annotations

from collections.abc import Iterator

from .. import watch
from ..apparatus import Apparatus
from ..book import Book
from ..editorial import NOTE_TEMPLATE, TERM_TEMPLATE
from ..gist import all_notes
from ..markup import loose_signs
from ..model import Annotation, GlossaryEntry, Place
from ..named import unused
from ..problems import Code, Problem, plain, some


def markup(apparatus: Apparatus) -> Iterator[Problem]:
    """Texts that are refused."""
    yield from apparatus.problems


def loose(apparatus: Apparatus) -> Iterator[Problem]:
    """Signs in notes that were to be markup."""
    for note in all_notes(apparatus):
        if note.body is not None:
            watch.at(note.annotation.place.path)
            yield from some(list(loose_signs(note.body, note.annotation.place.path)))


def unwritten(apparatus: Apparatus) -> Iterator[Problem]:
    """Notes that still say what `glossator new` wrote."""
    for note in all_notes(apparatus):
        yield from _template(note.annotation)


def entries(book: Book) -> Iterator[Problem]:
    """Entries whose texts are refused, hold loose signs, or still say what `glossator new` wrote."""
    for definition in book.glossary:
        yield from definition.problems
        if definition.body is not None:
            yield from some(list(loose_signs(definition.body, definition.entry.place.path)))
        yield from _template(definition.entry)


def _template(text: Annotation | GlossaryEntry) -> Iterator[Problem]:
    words = text.body.strip()
    if words.startswith(NOTE_TEMPLATE) or words.endswith(TERM_TEMPLATE):
        place = Place(text.place.path, text.body_line)
        yield Problem(
            Code.MARKUP_EMPTY, "this is still the text of the template.", place, "Write it."
        )


def foreign(apparatus: Apparatus) -> Iterator[Problem]:
    """Words of other languages that the text does not have."""
    article = apparatus.article
    if apparatus.parsed is None:
        return
    there = {apparatus.reading.words(span) for span, _ in apparatus.foreign}
    for number, (words, _) in enumerate(article.foreign):
        sought = " ".join(words.split())
        # Longer words of the list may have taken all of its places.
        if not any(sought in longer for longer in there):
            message = f"the words “{plain(sought, 60)}” are not in the article."
            hint = "Copy them from the text, letter for letter, or take them off the list."
            place = Place(article.place.path, article.lines.get(f"foreign.{number}", 1))
            yield Problem(Code.ARTICLE_FOREIGN, message, place, hint)


def indexed(book: Book) -> Iterator[Problem]:
    """Words that name something for the index are somewhere, and name one thing."""
    for article, number, words in unused(book):
        message = f"the words “{plain(words, 60)}” are neither in the article nor in a note or an entry, or they stand for two things."
        hint = "Copy them letter for letter, or take them off the list."
        place = Place(article.place.path, article.lines.get(f"index.{number}", 1))
        yield Problem(Code.ARTICLE_INDEX, message, place, hint)


def titles(apparatus: Apparatus) -> Iterator[Problem]:
    """The first heading of an article is its title."""
    article, blocks = apparatus.article, apparatus.reading.blocks
    if apparatus.parsed is None:
        return
    if not blocks or blocks[0].kind != "heading" or apparatus.parsed.begins != "h1":
        message = "the text does not begin with its title as a heading."
        place, hint = (
            Place(article.place.path, article.body_line),
            f"Begin it with: # {plain(article.title)}",
        )
        yield Problem(Code.ARTICLE_TITLE, message, place, hint)
    elif apparatus.reading.words(blocks[0].span) != " ".join(article.title.split()):
        message = f"the heading is not the title of the front matter, “{plain(article.title)}”."
        yield Problem(Code.ARTICLE_TITLE, message, Place(article.place.path, blocks[0].line))
