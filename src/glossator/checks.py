"""What should an editor look at? One function a concern, all of them in one table.

Each check takes the compiled edition and yields problems; `check` runs them all, so that the
command line and every build say the same. The loader's own problems come first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from .apparatus import Book, compile_edition
from .collate import collate
from .glossary import collisions
from .load import load
from .model import Annotation, Article, Match, Place, Seed, State, Work
from .options import Config, read_config
from .problems import Code, Problem, Severity, in_order, plain
from .references import Pointer, Targets, all_notes, backlinks, pointers

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
    edition, found = load(root, config)
    book = compile_edition(edition, link_terms=config.options.link_terms)
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


@check
def titles(book: Book) -> Iterator[Problem]:
    """The first heading of an article is its title."""
    for apparatus in book.apparatus.values():
        article, blocks = apparatus.article, apparatus.reading.blocks
        if apparatus.parsed is None:
            continue
        if not blocks or blocks[0].kind != "heading" or apparatus.parsed.tree.children[0].tag != "h1":
            message = "the text does not begin with its title as a heading."
            hint = f"Begin it with: # {plain(article.title)}"
            yield Problem(Code.ARTICLE_TITLE, message, Place(article.place.path, article.body_line), hint)
        elif apparatus.reading.words(blocks[0].span) != " ".join(article.title.split()):
            message = f"the heading is not the title of the front matter, “{plain(article.title)}”."
            yield Problem(Code.ARTICLE_TITLE, message, Place(article.place.path, blocks[0].line))


@check
def contents(book: Book) -> Iterator[Problem]:
    """Every article is in the table of contents, or no page would be made of it."""
    toc = Path(book.edition.root, "_toc.yml")
    if not toc.is_file():
        return
    listed = toc.read_text("utf-8", errors="replace")
    for article in book.edition.articles:
        if article.docname not in listed:
            message = "the article is not in the table of contents, so no page is made of it."
            yield Problem(Code.ARTICLE_TOC, message, article.place, f"Add “- file: {article.docname}” to _toc.yml.")


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
        yield from collate_article(article, seed)
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
            yield from _unplaced(note.annotation, note.match, apparatus.reading.line_at)


def _unplaced(note: Annotation, match: Match, line_at: Callable[[int], int]) -> Iterator[Problem]:
    place = Place(note.place.path, note.quote_line)
    if note.orphaned:
        if match.state.placed:
            message = "the note is acknowledged as unplaced, yet its words are in the article."
            yield Problem(Code.ANCHOR_ACKNOWLEDGED, message, place, "Take the key “orphaned” out.")
        return
    sought = plain(note.quote.exact, 60)
    near = "; ".join(
        f"line {line_at(found.span.start)}, “{plain(found.words, 60)}” ({found.score:.2f})"
        for found in match.candidates[:3]
    )
    if match.state is State.AMBIGUOUS:
        message = f"the words “{sought}” stand more than once in the article: {near}."
        hint = "Add a prefix or a suffix to the quote: the words just before or after."
        yield Problem(Code.ANCHOR_AMBIGUOUS, message, place, hint)
        return
    code = Code.ANCHOR_CHANGED if match.state is State.CHANGED else Code.ANCHOR_MISSING
    nearest = f"; nearest is {near}" if near else ""
    message = f"the words “{sought}” are not in the article{nearest}."
    yield Problem(code, message, place, "Mend the quote; the note is shown as unplaced until then.")


@check
def pointed_at(book: Book) -> Iterator[Problem]:
    """Every pointer goes somewhere, and none to a later article unawares."""
    targets = Targets(book)
    for apparatus in book.apparatus.values():
        for note in all_notes(apparatus):
            annotation = note.annotation
            yield from _sources(annotation.sources, annotation.place.path, annotation.lines, targets)
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
            yield _unknown(Code.REFERENCE_WORK, f"references.bib has no record “{plain(key)}”", key, targets.works, place)


def _pointer(found: Pointer, targets: Targets, article: Article | None) -> Iterator[Problem]:
    target, place = found.target, found.place
    if found.role == "term" and targets.term(target) is None:
        message = f"the glossary has no entry or form “{plain(target)}”."
        yield Problem(Code.REFERENCE_TERM, message, place, "Add an entry, or write the words without {term}.")
    elif found.role == "cite" and target not in targets.works:
        yield _unknown(Code.REFERENCE_WORK, f"references.bib has no record “{plain(target)}”", target, targets.works, place)
    elif found.role == "note" and target not in targets.notes:
        yield _unknown(Code.REFERENCE_NOTE, f"there is no note “{plain(target)}”", target, targets.notes, place)
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
    near = get_close_matches(key, list(known), 1)
    return Problem(code, f"{message}.", place, f"Did you mean “{near[0]}”?" if near else "")


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


def collate_article(article: Article, seed: Seed) -> Iterator[Problem]:
    """The undeclared differences between an article and its seed, as problems."""
    found = collate(seed, article.body, article.emendations)
    path = article.place.path
    for difference in found.differences:
        sort = f" (only {difference.typography})" if difference.typography else ""
        ours, theirs = plain(difference.text) or "nothing", plain(difference.seed) or "nothing"
        message = (
            f"the text reads “{ours}” where the seed (line {difference.seed_line}) has “{theirs}”{sort}."
        )
        hint = "Restore the seed's reading, or declare the difference under “emendations” with a reason."
        place = Place(path, article.body_line + difference.line - 1)
        yield Problem(Code.COLLATION_DIFFERENCE, message, place, hint)
    for unfit in found.unfit:
        message = f"the emendation of “{plain(unfit.emendation.seed, 60)}” does not hold: {unfit.reason}"
        yield Problem(Code.COLLATION_EMENDATION, message, unfit.emendation.place)
