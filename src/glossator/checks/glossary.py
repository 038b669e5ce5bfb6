"""Are the forms of the glossary’s entries used, and each by one entry only?"""

from __future__ import annotations

from collections.abc import Iterator

from ..apparatus import Book
from ..glossary import collisions
from ..model import Place
from ..problems import Code, Problem, Severity, plain
from ..references import all_notes, pointers


def forms_used(book: Book) -> Iterator[Problem]:
    """Every form of an entry occurs somewhere: in an article, or in a {term} of a note."""
    texts = [apparatus.reading.text for apparatus in book.apparatus.values()]
    bodies = [note.body for apparatus in book.apparatus.values() for note in all_notes(apparatus)]
    bodies += [definition.body for definition in book.glossary]
    named = " ".join(
        pointer.target
        for body in bodies
        for pointer in pointers(body, "")
        if pointer.role == "term"
    )
    haystack = " ".join([*texts, named]).replace("’", "'").casefold()
    for entry in book.edition.glossary:
        for number, form in enumerate(entry.forms):
            if form.replace("’", "'").casefold() not in haystack:
                message = f"the form “{plain(form)}” occurs in no article and in no note."
                place = Place(entry.place.path, entry.lines.get(f"forms.{number}", 1))
                yield Problem(Code.GLOSSARY_FORM, message, place, severity=Severity.WARNING)


def forms(book: Book) -> Iterator[Problem]:
    """No two entries claim the same form."""
    for form, first, second in collisions(book.edition.glossary):
        message = f"the form “{plain(form)}” already belongs to the entry “{plain(first.term)}”."
        line = second.lines.get("forms", second.lines.get("term", 1))
        yield Problem(Code.GLOSSARY_COLLISION, message, Place(second.place.path, line))
