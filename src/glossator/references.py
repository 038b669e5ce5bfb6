"""Who points at what, and who is pointed at?

Notes and entries point at terms, works, notes and articles, by their roles and by the keys in
`sources`. Every pointer is resolved once, here, and read backwards for the backlinks.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import NamedTuple

from .book import Book
from .gist import Noted
from .glossary import look_up, resolve
from .model import Article, GlossaryEntry, Page, Work
from .pointers import Pointer, pointers
from .works import bare_address


class Use(NamedTuple):
    """Where a work or a term is pointed at.

    `annotation` is the note that does it, `entry` the glossary entry, `page` the maintainers'
    page; with none of them, the article's own text does, in the paragraph of that number.
    """

    article: Article | None
    annotation: Noted | None = None
    entry: GlossaryEntry | None = None
    page: Page | None = None
    number: int = 0
    paragraph: int = 0


class Targets:
    """What pointers can mean in one edition."""

    def __init__(self, book: Book) -> None:
        self.edition = edition = book.edition
        self._terms = resolve(edition.glossary)
        self.works: dict[str, Work] = {work.key: work for work in edition.works}
        self.articles: dict[str, Article] = {article.id: article for article in edition.articles}
        self.notes: dict[str, Noted] = {
            note.id: note for gist in book.gists.values() for note in gist.every
        }
        self.paragraphs: dict[str, int] = {id: gist.paragraphs for id, gist in book.gists.items()}
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


def backlinks(book: Book, targets: Targets, terms: Set[str] | None = None) -> Backlinks:
    """Every use in the edition, in the order of articles, notes and entries; each once.

    Of these *terms* and of nothing else, if they are not None.
    """
    found: dict[str, dict[str, list[Use]]] = {
        name: defaultdict(list) for name in ("works", "terms")
    }
    for sort, key, use in _uses(book, targets, terms):
        if terms is None or (sort == "terms" and key in terms):
            found[sort][key].append(use)
    return Backlinks(
        **{sort: {key: tuple(uses) for key, uses in by.items()} for sort, by in found.items()}
    )


def used(book: Book, targets: Targets) -> tuple[set[str], set[str]]:
    """The keys of the works and the ids of the entries that are used at all."""
    works = {key for page in book.edition.pages for key in page.cites if key in targets.works}
    terms: set[str] = set()
    by_sort = {"works": works, "terms": terms}
    unseen = {entry.id for entry in book.edition.glossary}
    for gist in book.gists.values():
        found = unseen & gist.linked.keys() if unseen else unseen
        terms |= found
        unseen -= found
        for note in gist.notes:
            for sort, key in _pointed(note.points(), note.sources, None, targets):
                by_sort[sort].add(key)
    for definition in book.glossary:
        entry = definition.entry
        for sort, key in _pointed(pointers(definition.body, ""), entry.sources, entry, targets):
            by_sort[sort].add(key)
    return works, terms


def _uses(book: Book, targets: Targets, terms: Set[str] | None) -> Iterator[tuple[str, str, Use]]:
    """All uses; in articles' texts those of these *terms* alone, if they are not None."""
    for id, gist in book.gists.items():
        article, linked = targets.articles[id], gist.linked
        for term in linked if terms is None else [term for term in linked if term in terms]:
            for paragraph in linked[term]:
                yield "terms", term, Use(article, paragraph=paragraph)
        for note in gist.notes:
            use = Use(article, note, None, None, note.number)
            found = _pointed(note.points(), note.sources, None, targets)
            yield from ((sort, key, use) for sort, key in found)
    for definition in book.glossary:
        use, entry = Use(None, entry=definition.entry), definition.entry
        found = _pointed(pointers(definition.body, ""), entry.sources, entry, targets)
        yield from ((sort, key, use) for sort, key in found)
    for page in book.edition.pages:
        for key in dict.fromkeys(page.cites):
            if key in targets.works:
                yield "works", key, Use(None, page=page)


def _pointed(
    points: Iterable[Pointer],
    sources: tuple[str, ...],
    entry: GlossaryEntry | None,
    targets: Targets,
) -> dict[tuple[str, str], None]:
    """What a text points at, each once; *entry* is the one whose text it is."""
    found = dict.fromkeys(("works", key) for key in sources if key in targets.works)
    for pointed in points:
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
