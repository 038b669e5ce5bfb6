"""What can a program see of the edition’s principles?"""

from __future__ import annotations

from collections.abc import Iterator

from .. import watch
from ..apparatus import Apparatus
from ..editorial import Remark, remarks
from ..gist import all_notes
from ..model import Annotation, Place, Span
from ..problems import Code, Problem, Severity, plain
from ..text import body_words


def principles(apparatus: Apparatus) -> Iterator[Problem]:
    """What a program can see of the edition's principles."""
    for note in all_notes(apparatus):
        if note.body is not None:
            watch.at(note.annotation.place.path)
            words = body_words(note.body)
            said = remarks(note.annotation, words, apparatus.reading.text)
            yield from _excepted(note.annotation, list(said))


def _excepted(note: Annotation, found: list[Remark]) -> Iterator[Problem]:
    excepted = dict(note.exceptions)
    for remark in found:
        if excepted.pop(remark.code.id, None) is None:
            place = Place(note.place.path, note.body_line)
            yield Problem(remark.code, remark.message, place, remark.hint, Severity.WARNING)
    for code in excepted.keys() - {remark.code.id for remark in found}:
        place = Place(note.place.path, note.lines.get(f"exceptions.{code}", 1))
        message = f"the note needs no exception from {plain(code, 40)}."
        yield Problem(Code.EDITORIAL_EXCEPTION, message, place, "Take it out.", Severity.WARNING)


def twins(apparatus: Apparatus) -> Iterator[Problem]:
    """Two notes of the same kind on the very same words are probably one."""
    first: dict[tuple[Span, str], Annotation] = {}
    for note in apparatus.placed:
        other = first.setdefault((note.span, note.annotation.kind), note.annotation)
        if other is not note.annotation:
            message = f"the note “{other.name}” is of the same kind and on the same words."
            place = Place(note.annotation.place.path, note.annotation.quote_line)
            yield Problem(Code.EDITORIAL_TWICE, message, place, severity=Severity.WARNING)
