"""Who points at what, and who is pointed at?

Notes and entries point at terms, works, notes and articles, by their roles and by the keys in
`sources`. Every pointer is resolved once, here, and read backwards for the backlinks.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from .apparatus import Apparatus, Book, Placed
from .glossary import look_up, resolve
from .markup import Grammar, Parsed, refused_roles
from .model import Annotation, Article, GlossaryEntry, Page, Place, Work
from .works import bare_address

_TITLED = re.compile(r"(?P<title>.+?)\s*<(?P<target>[^<>]+)>", re.S)


@dataclass(frozen=True, slots=True)
class Pointer:
    """One use of a role: `{role}`words <target>``; `words` is empty where none are given."""

    role: str
    target: str
    words: str
    place: Place


class Use(NamedTuple):
    """Where a work or a term is pointed at.

    `annotation` is the note that does it, `entry` the glossary entry, `page` the maintainers'
    page; with none of them, the article's own text does, in the paragraph of that number.
    """

    article: Article | None
    annotation: Annotation | None = None
    entry: GlossaryEntry | None = None
    page: Page | None = None
    number: int = 0
    paragraph: int = 0


def pointer(content: str, role: str, place: Place) -> Pointer:
    """What a role's text means: `words <target>`, or the target alone."""
    content = " ".join(content.split())
    if match := _TITLED.fullmatch(content):
        return Pointer(role, match["target"].strip(), match["title"], place)
    return Pointer(role, content, "", place)


def pointers(parsed: Parsed | None, path: str) -> Iterator[Pointer]:
    """The roles of a text, in order."""
    if parsed is None:
        return
    for name, content, line in parsed.roles:
        yield pointer(content, name, Place(path, line))


def refused_pointers(text: str, grammar: Grammar, place: Place) -> Iterator[Pointer]:
    """The pointers of a text that cannot be used; *place* is where it begins."""
    for name, content, line in refused_roles(text, grammar, place.line):
        yield pointer(content, name, Place(place.path, line))


class Targets:
    """What pointers can mean in one edition."""

    def __init__(self, book: Book) -> None:
        self.edition = edition = book.edition
        self._terms = resolve(edition.glossary)
        self.works: dict[str, Work] = {work.key: work for work in edition.works}
        self.articles: dict[str, Article] = {article.id: article for article in edition.articles}
        self.notes: dict[str, Annotation] = {
            note.id: note for notes in edition.annotations.values() for note in notes
        }
        self.numbers: dict[str, int] = {
            note.annotation.id: note.number
            for apparatus in book.apparatus.values()
            for note in apparatus.placed
        }
        self.paragraphs: dict[str, int] = {
            id: max((block.number for block in apparatus.reading.blocks), default=0)
            for id, apparatus in book.apparatus.items()
        }
        self._by_source: dict[str, Article] = {}
        shared = Counter(bare_address(article.source) for article in edition.articles)
        for article in edition.articles:
            # An address that several articles share, such as a whole volume's, is none of theirs.
            if (address := bare_address(article.source)) and shared[address] == 1:
                self._by_source[address] = article

    def term(self, words: str) -> GlossaryEntry | None:
        """The glossary entry that *words* name."""
        return look_up(self._terms, words)

    def article(self, target: str) -> Article | Work | None:
        """The article with that id; else the record with that key, or the article that it became."""
        id = target.partition("#")[0]
        if article := self.articles.get(id):
            return article
        work = self.works.get(id)
        return (self.held(work) or work) if work else None

    def held(self, work: Work) -> Article | None:
        """The article of this edition that a record describes, by their addresses."""
        return self._by_source.get(bare_address(work.url)) if work.url else None


@dataclass(frozen=True, slots=True)
class Backlinks:
    """Uses by what is used: works by key, terms by entry id."""

    works: Mapping[str, tuple[Use, ...]]
    terms: Mapping[str, tuple[Use, ...]]


def backlinks(book: Book, targets: Targets) -> Backlinks:
    """Every use in the edition, in the order of articles, notes and entries; each once."""
    found: dict[str, dict[str, list[Use]]] = {
        name: defaultdict(list) for name in ("works", "terms")
    }
    for sort, key, use in _uses(book, targets):
        found[sort][key].append(use)
    return Backlinks(
        **{sort: {key: tuple(uses) for key, uses in by.items()} for sort, by in found.items()}
    )


def used(book: Book, targets: Targets) -> tuple[set[str], set[str]]:
    """The keys of the works and the ids of the entries that are used at all."""
    works = {key for page in book.edition.pages for key in page.cites if key in targets.works}
    terms: set[str] = set()
    by_sort = {"works": works, "terms": terms}
    for apparatus in book.apparatus.values():
        terms.update(mention.entry for mention in apparatus.mentions)
        for note in all_notes(apparatus):
            for sort, key in _pointed(note.body, note.annotation.sources, None, targets):
                by_sort[sort].add(key)
    for definition in book.glossary:
        entry = definition.entry
        for sort, key in _pointed(definition.body, entry.sources, entry, targets):
            by_sort[sort].add(key)
    return works, terms


def _uses(book: Book, targets: Targets) -> Iterator[tuple[str, str, Use]]:
    for apparatus in book.apparatus.values():
        article = apparatus.article
        for entry, paragraphs in apparatus.linked.items():
            for paragraph in paragraphs:
                yield "terms", entry, Use(article, paragraph=paragraph)
        for note in all_notes(apparatus):
            use = Use(article, note.annotation, number=note.number)
            found = _pointed(note.body, note.annotation.sources, None, targets)
            yield from ((sort, key, use) for sort, key in found)
    for definition in book.glossary:
        use = Use(None, entry=definition.entry)
        found = _pointed(definition.body, definition.entry.sources, definition.entry, targets)
        yield from ((sort, key, use) for sort, key in found)
    for page in book.edition.pages:
        for key in dict.fromkeys(page.cites):
            if key in targets.works:
                yield "works", key, Use(None, page=page)


def _pointed(
    body: Parsed | None, sources: tuple[str, ...], entry: GlossaryEntry | None, targets: Targets
) -> dict[tuple[str, str], None]:
    """What a text points at, each once; *entry* is the one whose text it is."""
    found = dict.fromkeys(("works", key) for key in sources if key in targets.works)
    for pointed in pointers(body, ""):
        if pointed.role == "cite" and pointed.target in targets.works:
            found["works", pointed.target] = None
        elif pointed.role == "term" and (meant := targets.term(pointed.target)):
            if meant != entry:
                found["terms", meant.id] = None
        elif pointed.role == "article":
            # A record that has become an article is still the one that was named.
            key = pointed.target.partition("#")[0]
            if key in targets.works and key not in targets.articles:
                found["works", key] = None
    return found


def all_notes(apparatus: Apparatus) -> tuple[Placed, ...]:
    """Every note of an article, the placed ones first."""
    return (*apparatus.placed, *apparatus.unplaced)
