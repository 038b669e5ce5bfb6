"""Does every pointer go somewhere, and is everything pointed at?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from ..book import Book, Definition
from ..citations import Standing, citations, passage
from ..gist import Noted
from ..markup import ENTRY
from ..model import Annotation, Article, GlossaryEntry, Place, Work
from ..pointers import Pointer, pointers, refused_pointers
from ..problems import Code, Problem, Severity, plain
from ..references import Targets, used


def pointing(book: Book) -> Iterator[Problem]:
    """All that is said of pointers and of what they point at."""
    targets = Targets(book)
    yield from pointed_at(book, targets)
    yield from in_time(book, targets)
    yield from unused(book, targets)


def pointed_at(book: Book, targets: Targets) -> Iterator[Problem]:
    """Every pointer goes somewhere."""
    for id, gist in book.gists.items():
        for note in gist.notes:
            if not targets.works.keys() >= {*note.sources}:
                yield from _sources(_annotation(book, id, note), targets)
            # Of one that is refused as well, so that all is said in one run.
            for found in (*note.points(), *note.points_in_vain()):
                yield from _pointer(found, targets)
    for definition in book.glossary:
        yield from _sources(definition.entry, targets)
        for found in _pointers(definition):
            yield from _pointer(found, targets)


def _annotation(book: Book, article: str, note: Noted) -> Annotation:
    named = (each for each in book.edition.annotations[article] if each.name == note.name)
    return next(named)


def _pointers(definition: Definition) -> Iterator[Pointer]:
    """The pointers of an entry; of one that is refused as well."""
    entry = definition.entry
    if definition.body is not None:
        return pointers(definition.body, entry.place.path)
    return refused_pointers(entry.body, ENTRY, Place(entry.place.path, entry.body_line))


def _sources(text: Annotation | GlossaryEntry, targets: Targets) -> Iterator[Problem]:
    lines = text.lines
    for number, key in enumerate(text.sources):
        if key not in targets.works:
            place = Place(text.place.path, lines.get(f"sources.{number}", lines.get("sources", 1)))
            yield _unknown(
                Code.REFERENCE_WORK,
                f"references.bib has no record “{plain(key)}”",
                key,
                targets.works,
                place,
            )


def _pointer(found: Pointer, targets: Targets) -> Iterator[Problem]:
    target, place = found.target, found.place
    if found.role == "term" and targets.term(target) is None:
        message = f"the glossary has no entry or form “{plain(target)}”."
        yield Problem(
            Code.REFERENCE_TERM, message, place, "Add an entry, or write the words without {term}."
        )
    elif found.role == "cite" and target not in targets.works:
        yield _unknown(
            Code.REFERENCE_WORK,
            f"references.bib has no record “{plain(target)}”",
            target,
            targets.works,
            place,
        )
    elif found.role == "note" and target not in targets.notes:
        yield _unknown(
            Code.REFERENCE_NOTE, f"there is no note “{plain(target)}”", target, targets.notes, place
        )
    elif found.role == "article":
        goes_to = targets.article(target)
        if goes_to is None:
            known = {**targets.articles, **targets.works}
            message = f"there is no article and no record “{plain(target)}”"
            yield _unknown(Code.REFERENCE_ARTICLE, message, target, known, place)
        else:
            yield from _passage(found, goes_to, targets)


def _passage(found: Pointer, goes_to: Article | Work, targets: Targets) -> Iterator[Problem]:
    """The paragraph that is named must be there; a record has none yet."""
    number = passage(found.target)
    if isinstance(goes_to, Work) and number is not None:
        return
    last = 0 if isinstance(goes_to, Work) else targets.paragraphs.get(goes_to.id, 0)
    if number is None or number > last:
        fragment = found.target.partition("#")[2]
        title = goes_to.title if isinstance(goes_to, Work) else goes_to.listed_title
        message = f"“{plain(title)}” has no paragraph “{plain(fragment)}”."
        hint = f"Write #p1 to #p{last}, or only the article." if last else "Write only the article."
        yield Problem(Code.REFERENCE_PASSAGE, message, found.place, hint)


def in_time(book: Book, targets: Targets) -> Iterator[Problem]:
    """No article refers to a later one, to itself, or in a circle unawares."""
    for each in citations(book, targets):
        if isinstance(each.target, Work):
            continue
        title = f"“{plain(each.target.listed_title)}” ({each.target.date})"
        code = Code.REFERENCE_CIRCLE
        if each.standing is Standing.LATER:
            code, message, hint = Code.REFERENCE_LATER, f"{title} is later than this article.", ""
        elif each.standing is Standing.CIRCLE:
            way = " → ".join((each.article.id, *each.back))
            message = f"{title} refers back to this article: {plain(way, 300)}."
            hint = "Keep the reference in the later of the two."
        elif each.standing is Standing.OWN and not each.passage:
            message = f"{title} is this article itself."
            hint = "Name a paragraph of it, as in #p2, or another article."
        else:
            continue
        yield Problem(code, message, each.place, hint, Severity.WARNING)


#: Keys that share no more than a year are not alike.
_LIKE = 0.75


def _unknown(code: Code, message: str, key: str, known: Iterable[str], place: Place) -> Problem:
    folder, _, name = key.rpartition("/")
    # Of ids in folders only the last part is compared: all of one article's notes begin alike.
    ends = (
        {id.removeprefix(f"{folder}/"): id for id in known} if folder else {id: id for id in known}
    )
    near = get_close_matches(name, list(ends), 1, _LIKE)
    hint = f"Did you mean “{ends[near[0]]}”?" if near else _REMEDY.get(code, "")
    return Problem(code, f"{message}.", place, hint)


_REMEDY = {
    Code.REFERENCE_WORK: "Add a record to references.bib, or take the key out.",
    Code.REFERENCE_ARTICLE: "Write the id of an article or the key of a record.",
}


def unused(book: Book, targets: Targets) -> Iterator[Problem]:
    """Entries and works that nothing points at."""
    works, terms = used(book, targets)
    for entry in book.edition.glossary:
        if entry.id not in terms:
            message = f"the term “{plain(entry.term)}” is used in no article, note or entry."
            yield Problem(Code.GLOSSARY_UNUSED, message, entry.place, severity=Severity.WARNING)
    for work in book.edition.works:
        if work.key not in works:
            message = f"the record “{plain(work.key)}” is cited in no note, entry or page."
            yield Problem(Code.WORKS_UNUSED, message, work.place, severity=Severity.WARNING)
