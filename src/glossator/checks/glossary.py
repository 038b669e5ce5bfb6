"""Are the forms of the glossary’s entries used, and each by one entry only?"""

from __future__ import annotations

from collections.abc import Iterator

from ..book import Book
from ..gist import forms_in
from ..glossary import collisions
from ..model import Place
from ..pointers import pointers
from ..problems import Code, Problem, Severity, plain


def forms_used(book: Book) -> Iterator[Problem]:
    """Every form of an entry occurs somewhere: in an article, or in a {term} of a note."""
    named = {
        pointer.target
        for gist in book.gists.values()
        for note in gist.notes
        for pointer in note.points()
        if pointer.role == "term"
    }
    for definition in book.glossary:
        found = pointers(definition.body, "")
        named.update(pointer.target for pointer in found if pointer.role == "term")
    forms = {form for entry in book.edition.glossary for form in entry.forms}
    used = {*forms_in(" ".join(sorted(named)), forms)}.union(
        *(gist.forms for gist in book.gists.values())
    )
    for entry in book.edition.glossary:
        for number, form in enumerate(entry.forms):
            if form not in used:
                message = f"the form “{plain(form)}” occurs in no article and in no note."
                place = Place(entry.place.path, entry.lines.get(f"forms.{number}", 1))
                yield Problem(Code.GLOSSARY_FORM, message, place, severity=Severity.WARNING)


def forms(book: Book) -> Iterator[Problem]:
    """No two entries claim the same form."""
    for form, first, second in collisions(book.edition.glossary):
        message = f"the form “{plain(form)}” already belongs to the entry “{plain(first.term)}”."
        line = second.lines.get("forms", second.lines.get("term", 1))
        yield Problem(Code.GLOSSARY_COLLISION, message, Place(second.place.path, line))
