"""What should an editor look at? One function a concern, all of them in one table.

Each check takes the compiled edition and yields problems; `check` runs them all, so that the
command line and every build say the same. The loader's own problems come first.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatch
from functools import partial
from pathlib import Path

from .apparatus import Apparatus, Book, compile_edition
from .collate import collate
from .editorial import NOTE_TEMPLATE, TERM_TEMPLATE, Remark, remarks
from .files import Unusable, decode, read_bytes
from .glossary import collisions
from .load import load
from .memory import Memory, digest
from .model import Annotation, Article, GlossaryEntry, Match, Place, Seed, Span, State, Work
from .options import Config, read_config
from .pictures import missing_pictures
from .problems import Code, Problem, Severity, in_order, plain
from .references import Pointer, Targets, all_notes, backlinks, pointers
from .text import ReadingText, body_words

#: Below this likeness a candidate is no help to an author.
_NEAR = 0.5
#: Where the results of earlier runs lie, below the edition’s folder.
MEMORY = Path("_build", ".glossator", "memory")
_LIMIT_TOC = 1024 * 1024
_LISTED = re.compile(r"^[ \t-]*(file|root|glob)[ \t]*:[ \t]*[\"']?([^\"'\s#]+)", re.M)

Check = Callable[[Book], Iterable[Problem]]
CHECKS: list[Check] = []


def check(function: Check) -> Check:
    """Add a function to the checks that every run makes."""
    CHECKS.append(function)
    return function


@dataclass(frozen=True, slots=True)
class Report:
    """An edition as far as it could be used, and everything that is wrong with it."""

    config: Config
    book: Book
    problems: tuple[Problem, ...]


def examine(root: Path, config: Config | None = None) -> Report:
    """Load, compile and check the edition in *root*. Raises `EditionError` if there is none."""
    problems: list[Problem] = []
    if config is None:
        config, problems = read_config(root)
    with Memory(root.resolve() / MEMORY) as memory:
        edition, found = load(root, config, memory)
        book = compile_edition(edition, link_terms=config.options.link_terms, memory=memory)
        for function in CHECKS:
            found += function(book)
    return Report(config, book, in_order(problems + found))


@check
def markup(book: Book) -> Iterator[Problem]:
    """Texts that are refused."""
    for apparatus in book.apparatus.values():
        yield from apparatus.problems
    for definition in book.glossary:
        yield from definition.problems


check(missing_pictures)


@check
def unwritten(book: Book) -> Iterator[Problem]:
    """Notes and entries that still say what `glossator new` wrote."""
    notes = (note.annotation for each in book.apparatus.values() for note in all_notes(each))
    texts: list[Annotation | GlossaryEntry] = [*notes, *book.edition.glossary]
    for text in texts:
        words = text.body.strip()
        if words.startswith(NOTE_TEMPLATE) or words.endswith(TERM_TEMPLATE):
            place = Place(text.place.path, text.body_line)
            yield Problem(
                Code.MARKUP_EMPTY, "this is still the text of the template.", place, "Write it."
            )


@check
def titles(book: Book) -> Iterator[Problem]:
    """The first heading of an article is its title."""
    for apparatus in book.apparatus.values():
        article, blocks = apparatus.article, apparatus.reading.blocks
        if apparatus.parsed is None:
            continue
        if (
            not blocks
            or blocks[0].kind != "heading"
            or apparatus.parsed.tree.children[0].tag != "h1"
        ):
            message = "the text does not begin with its title as a heading."
            hint = f"Begin it with: # {plain(article.title)}"
            yield Problem(
                Code.ARTICLE_TITLE, message, Place(article.place.path, article.body_line), hint
            )
        elif apparatus.reading.words(blocks[0].span) != " ".join(article.title.split()):
            message = f"the heading is not the title of the front matter, “{plain(article.title)}”."
            yield Problem(Code.ARTICLE_TITLE, message, Place(article.place.path, blocks[0].line))


@check
def contents(book: Book) -> Iterator[Problem]:
    """Every article is in the table of contents, or no page would be made of it."""
    root = Path(book.edition.root)
    toc = root / "_toc.yml"
    if not os.path.lexists(toc):
        return
    data = read_bytes(toc, root, _LIMIT_TOC)
    text = decode(data) if isinstance(data, bytes) else data
    if isinstance(text, Unusable):
        yield Problem(text.code, text.message, Place("_toc.yml", text.line), text.hint)
        return
    entries = _LISTED.findall(text)
    listed = {name.removesuffix(".md") for sort, name in entries if sort != "glob"}
    globs = [name for sort, name in entries if sort == "glob"]
    for article in book.edition.articles:
        if article.docname not in listed and not any(
            fnmatch(article.docname, glob) for glob in globs
        ):
            message = "the article is not in the table of contents, so no page is made of it."
            yield Problem(
                Code.ARTICLE_TOC,
                message,
                article.place,
                f"Add “- file: {article.docname}” to _toc.yml.",
            )


@check
def collation(book: Book) -> Iterator[Problem]:
    """The edited text is the seed's, but for the emendations."""
    for article in book.edition.articles:
        seed = book.edition.seeds.get(article.seed)
        if seed is None:
            message = f"the seed “{plain(article.seed)}” is not in the manifest of seeds."
            line = article.lines.get("seed", 1)
            yield Problem(Code.SEED_MISSING, message, Place(article.place.path, line))
            continue
        key = digest(article, seed.text, seed.format)
        again = partial(_collated, article, seed)
        yield from book.memory.recall(f"collation {article.id}", key, again)
    used = {article.seed for article in book.edition.articles}
    for name, seed in book.edition.seeds.items():
        if name not in used:
            message = "no article is made from this seed."
            yield Problem(Code.SEED_UNUSED, message, Place(seed.path), severity=Severity.WARNING)


@check
def anchors(book: Book) -> Iterator[Problem]:
    """Every note has its passage."""
    for apparatus in book.apparatus.values():
        if apparatus.parsed is None:
            continue
        for note in apparatus.unplaced:
            yield from _unplaced(note.annotation, note.match, apparatus.reading)
        for note in apparatus.placed:
            if note.stale:
                place = Place(note.annotation.place.path, note.annotation.quote_line)
                message = (
                    f"the words “{plain(note.annotation.quote.exact, 60)}” no longer say by themselves "
                    "which passage is meant; the note is shown where it stood."
                )
                yield Problem(Code.ANCHOR_AMBIGUOUS, message, place, _try(note.annotation))


def _unplaced(note: Annotation, match: Match, reading: ReadingText) -> Iterator[Problem]:
    place = Place(note.place.path, note.quote_line)
    if note.orphaned:
        if match.state.placed:
            message = "the note is acknowledged as unplaced, yet its words are in the article."
            yield Problem(Code.ANCHOR_ACKNOWLEDGED, message, place, "Take the key “orphaned” out.")
        return
    sought = plain(note.quote.exact, 60)
    near = "; ".join(
        f"line {reading.line_at(found.span.start)}, “{plain(found.words, 60)}” ({found.score:.2f})"
        for found in match.candidates[:3]
        if found.score >= _NEAR
    )
    if match.state is State.AMBIGUOUS:
        near = "; ".join(places(match, reading))
        message = f"the words “{sought}” stand more than once in the article: {near}."
        hint = "Add a prefix or a suffix to the quote: the words just before or after."
        yield Problem(Code.ANCHOR_AMBIGUOUS, message, place, hint)
        return
    code = Code.ANCHOR_CHANGED if match.state is State.CHANGED else Code.ANCHOR_MISSING
    if match.span is not None:
        words = reading.words(match.span)
        near = f"line {reading.line_at(match.span.start)}, “{plain(words, 60)}” ({match.score:.2f})"
    nearest = f"; nearest is {near}" if near else ""
    message = f"the words “{sought}” are not in the article{nearest}."
    hint = _try(note) if code is Code.ANCHOR_CHANGED else "Mend the quote."
    yield Problem(
        code, message, place, f"Until it is mended, the note is shown as unplaced. {hint}"
    )


def places(match: Match, reading: ReadingText) -> Iterator[str]:
    """Where a quote could stand: the line, and the words with some of their neighbours."""
    for found in match.candidates[:5]:
        around = Span(max(found.span.start - 24, 0), found.span.end + 24)
        yield f"line {reading.line_at(found.span.start)}, “…{plain(reading.words(around), 90)}…”"
    if len(match.candidates) > 5:
        yield f"and {len(match.candidates) - 5} more"


def _try(note: Annotation) -> str:
    return f"Try: glossator anchor --fix {note.id}"


@check
def pointed_at(book: Book) -> Iterator[Problem]:
    """Every pointer goes somewhere, and none to a later article unawares."""
    targets = Targets(book)
    for apparatus in book.apparatus.values():
        for note in all_notes(apparatus):
            annotation = note.annotation
            yield from _sources(
                annotation.sources, annotation.place.path, annotation.lines, targets
            )
            for found in pointers(note.body, annotation.place.path):
                yield from _pointer(found, targets, apparatus.article)
    for definition in book.glossary:
        entry = definition.entry
        yield from _sources(entry.sources, entry.place.path, entry.lines, targets)
        for found in pointers(definition.body, entry.place.path):
            yield from _pointer(found, targets, None)


def _sources(
    keys: tuple[str, ...], path: str, lines: Mapping[str, int], targets: Targets
) -> Iterator[Problem]:
    for number, key in enumerate(keys):
        if key not in targets.works:
            place = Place(path, lines.get(f"sources.{number}", lines.get("sources", 1)))
            yield _unknown(
                Code.REFERENCE_WORK,
                f"references.bib has no record “{plain(key)}”",
                key,
                targets.works,
                place,
            )


def _pointer(found: Pointer, targets: Targets, article: Article | None) -> Iterator[Problem]:
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
        elif article and not isinstance(goes_to, Work) and goes_to.date > article.date:
            message = f"“{plain(goes_to.title)}” ({goes_to.date}) is later than this article."
            yield Problem(Code.REFERENCE_LATER, message, place, severity=Severity.WARNING)


def _unknown(code: Code, message: str, key: str, known: Iterable[str], place: Place) -> Problem:
    folder, _, name = key.rpartition("/")
    # Of ids in folders only the last part is compared: all of one article's notes begin alike.
    ends = (
        {id.removeprefix(f"{folder}/"): id for id in known} if folder else {id: id for id in known}
    )
    near = get_close_matches(name, list(ends), 1)
    hint = f"Did you mean “{ends[near[0]]}”?" if near else _REMEDY.get(code, "")
    return Problem(code, f"{message}.", place, hint)


_REMEDY = {
    Code.REFERENCE_WORK: "Add a record to references.bib, or take the key out.",
    Code.REFERENCE_ARTICLE: "Write the id of an article or the key of a record.",
}


@check
def principles(book: Book) -> Iterator[Problem]:
    """What a program can see of the edition's principles."""
    for id, apparatus in book.apparatus.items():
        key = book.memory.key(f"apparatus {id}")
        yield from book.memory.recall(f"principles {id}", key, partial(_principles, apparatus))


def _principles(apparatus: Apparatus) -> tuple[Problem, ...]:
    """What the notes of one article have against them."""
    said: list[Problem] = []
    for note in all_notes(apparatus):
        if note.body is not None:
            words = body_words(note.body)
            said += _excepted(
                note.annotation, list(remarks(note.annotation, words, apparatus.reading.text))
            )
    return tuple(said)


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


@check
def twins(book: Book) -> Iterator[Problem]:
    """Two notes of the same kind on the very same words are probably one."""
    for apparatus in book.apparatus.values():
        first: dict[tuple[Span, str], Annotation] = {}
        for note in apparatus.placed:
            other = first.setdefault((note.span, note.annotation.kind), note.annotation)
            if other is not note.annotation:
                message = f"the note “{other.name}” is of the same kind and on the same words."
                place = Place(note.annotation.place.path, note.annotation.quote_line)
                yield Problem(Code.EDITORIAL_TWICE, message, place, severity=Severity.WARNING)


@check
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


@check
def forms(book: Book) -> Iterator[Problem]:
    """No two entries claim the same form."""
    for form, first, second in collisions(book.edition.glossary):
        message = f"the form “{plain(form)}” already belongs to the entry “{plain(first.term)}”."
        line = second.lines.get("forms", second.lines.get("term", 1))
        yield Problem(Code.GLOSSARY_COLLISION, message, Place(second.place.path, line))


@check
def unused(book: Book) -> Iterator[Problem]:
    """Entries and works that nothing points at."""
    used = backlinks(book, Targets(book))
    for entry in book.edition.glossary:
        if entry.id not in used.terms:
            message = f"the term “{plain(entry.term)}” is used in no article, note or entry."
            yield Problem(Code.GLOSSARY_UNUSED, message, entry.place, severity=Severity.WARNING)
    for work in book.edition.works:
        if work.key not in used.works:
            message = f"the record “{plain(work.key)}” is cited in no note, entry or page."
            yield Problem(Code.WORKS_UNUSED, message, work.place, severity=Severity.WARNING)


def _collated(article: Article, seed: Seed) -> tuple[Problem, ...]:
    return tuple(collate_article(article, seed))


def collate_article(article: Article, seed: Seed) -> Iterator[Problem]:
    """The undeclared differences between an article and its seed, as problems."""
    found = collate(seed, article.body, article.emendations)
    path = article.place.path
    for difference in found.differences:
        sort = f" (only {difference.typography})" if difference.typography else ""
        message = (
            f"the text reads {_reading(difference.text)} where the seed "
            f"(line {difference.seed_line}) has {_reading(difference.seed)}{sort}."
        )
        hint = "Restore the seed's reading, or declare the difference under “emendations” with a reason."
        place = Place(path, article.body_line + difference.line - 1)
        yield Problem(Code.COLLATION_DIFFERENCE, message, place, hint)
    for unfit in found.unfit:
        message = (
            f"the emendation of “{plain(unfit.emendation.seed, 60)}” does not hold: {unfit.reason}"
        )
        yield Problem(Code.COLLATION_EMENDATION, message, unfit.emendation.place)


def _reading(words: str) -> str:
    return f"“{plain(words)}”" if words else "nothing"
