"""What does the rest of an edition see of an article and its notes?

Lists, links and checks that speak of the whole edition are made from gists, which are small
enough to be at hand for every article, while an apparatus is read when its page is made.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from .apparatus import Apparatus, Placed
from .contexts import Contexts
from .dates import find_dates
from .markup import NOTE, Parsed
from .memory import digest
from .model import Annotation, Place
from .naming import Naming, namings
from .pointers import Pointer, pointers, refused_pointers

#: Figures of one checksum in `Gist.lines`.
CHECKSUM = 8


class Noted(NamedTuple):
    """A note. `number` is 0 for one without a place, `paragraph` where its passage begins.

    `pointers` are those of its text, each a role, a target, words and a line, `refused` those of a
    text that cannot be used; `dated` says whether it may name a day.
    """

    id: str
    name: str
    number: int
    paragraph: int
    kind: str
    author: str
    date: str
    exact: str
    path: str
    sources: tuple[str, ...] = ()
    reviewed_by: tuple[str, ...] = ()
    pointers: tuple[tuple[str, str, str, int], ...] = ()
    refused: tuple[tuple[str, str, str, int], ...] = ()
    dated: bool = False

    @property
    def said(self) -> str:
        """How a sentence names it."""
        return f"note {self.number}" if self.number else f"note “{self.name}”"

    def points(self) -> Iterator[Pointer]:
        """The pointers of its text, in order."""
        for role, target, words, line in self.pointers:
            yield Pointer(role, target, words, Place(self.path, line))

    def points_in_vain(self) -> Iterator[Pointer]:
        """The pointers of its text, where that is refused."""
        for role, target, words, line in self.refused:
            yield Pointer(role, target, words, Place(self.path, line))


@dataclass(frozen=True, slots=True)
class Gist:
    """An article. `notes` are those that are shown, the placed ones first, in their order.

    `uses` and `linked` are the paragraphs that use a term, by entry, as in the apparatus, and
    `contexts` are checksums of the words around it there; `forms` are the forms of entries that
    the text has; `paragraphs` is the number of the last paragraph, `opening` the words of the
    first; `images` are what the text shows, each with its line; `headings` are its headings as they
    are written, but for their footnotes; `refused` is one that cannot be shown; `named` is where it
    and its notes name what it declares for the index. `mark` is a fingerprint of all that
    the article's own page shows of it, `face` of all that lists show, `lines` checksums of
    `contexts`, one for each entry in `linked`, in that order.
    """

    mark: str
    face: str = ""
    lines: str = ""
    notes: tuple[Noted, ...] = ()
    withdrawn: tuple[Annotation, ...] = ()
    uses: Mapping[str, tuple[int, ...]] = field(default_factory=dict, hash=False)
    linked: Mapping[str, tuple[int, ...]] = field(default_factory=dict, hash=False)
    contexts: Mapping[str, tuple[int, ...]] = field(default_factory=dict, hash=False)
    forms: frozenset[str] = frozenset()
    paragraphs: int = 0
    opening: str = ""
    images: tuple[tuple[str, int], ...] = ()
    headings: tuple[str, ...] = ()
    refused: bool = False
    named: tuple[Naming, ...] = ()

    @property
    def every(self) -> Iterator[Noted]:
        """The notes that are shown, and those that are withdrawn, which have no place."""
        yield from self.notes
        for note in self.withdrawn:
            yield _known(note)


def gist_of(
    apparatus: Apparatus, around: Contexts, forms: Iterable[str], language: str = "en"
) -> Gist:
    """The gist of an article; *forms* are all that the glossary has, *language* is the edition's."""
    reading = apparatus.reading
    first = next((block for block in reading.blocks if block.number == 1), None)
    made = Gist(
        mark=apparatus.mark,
        notes=tuple(_noted(note, apparatus, language) for note in all_notes(apparatus)),
        withdrawn=apparatus.withdrawn,
        uses=apparatus.uses,
        linked=apparatus.linked,
        contexts={id: tuple(map(_checksum, lines)) for id, lines in around.items()},
        forms=frozenset(forms_in(reading.text, forms)),
        paragraphs=max((block.number for block in reading.blocks), default=0),
        opening=reading.words(first.span) if first else "",
        images=tuple(apparatus.parsed.images) if apparatus.parsed else (),
        headings=tuple(_headings(apparatus.parsed)) if apparatus.parsed else (),
        refused=apparatus.parsed is None,
        named=tuple(namings(apparatus)),
    )
    # The sentences that name a day stand in the chronology.
    days = {note.id for note in made.notes if note.dated}
    dated = [n.annotation.body for n in all_notes(apparatus) if n.annotation.id in days]
    about = replace(apparatus.article, body="", body_line=0)
    face = digest(about, replace(made, mark="", contexts={}), dated)
    lines = (_checksum(repr(made.contexts.get(entry))) for entry in made.linked)
    return replace(made, face=face.hex(), lines="".join(f"{each:0{CHECKSUM}x}" for each in lines))


def _headings(parsed: Parsed) -> Iterator[str]:
    lines = parsed.text.split("\n")
    for token in parsed.tree.children:
        if token.type == "heading" and token.map:
            written = "\n".join(lines[slice(*token.map)])
            for each in token.walk():
                if each.type == "footnote_ref":
                    written = written.replace(f"[^{each.meta['label']}]", "")
            yield written


def _checksum(words: str) -> int:
    return zlib.crc32(words.encode("utf-8", "replace"))


def forms_in(text: str, forms: Iterable[str]) -> Iterator[str]:
    """Those of the *forms* that a text has, whatever their case and apostrophes."""
    text = _folded(text)
    return (form for form in forms if _folded(form) in text)


def _folded(words: str) -> str:
    return words.replace("’", "'").casefold()


def all_notes(apparatus: Apparatus) -> tuple[Placed, ...]:
    """Every note of an article, the placed ones first."""
    return (*apparatus.placed, *apparatus.unplaced)


def _noted(note: Placed, apparatus: Apparatus, language: str) -> Noted:
    annotation, path = note.annotation, note.annotation.place.path
    refused: Iterable[Pointer] = ()
    if note.body is None:
        refused = refused_pointers(annotation.body, NOTE, Place(path, annotation.body_line))
    return _known(annotation)._replace(
        number=note.number,
        paragraph=apparatus.reading.block_at(note.span.start).number if note.number else 0,
        pointers=tuple(_flat(pointers(note.body, path))),
        refused=tuple(_flat(refused)),
        dated=note.body is not None
        and any(find_dates(annotation.body, annotation.language or language)),
    )


def _known(note: Annotation) -> Noted:
    """What is known of a note without its article."""
    return Noted(
        id=note.id,
        name=note.name,
        number=0,
        paragraph=0,
        kind=note.kind,
        author=note.author,
        date=note.date,
        exact=note.quote.exact,
        path=note.place.path,
        sources=note.sources,
        reviewed_by=note.reviewed_by,
    )


def _flat(found: Iterable[Pointer]) -> Iterator[tuple[str, str, str, int]]:
    for each in found:
        yield each.role, each.target, each.words, each.place.line
