"""What is a whole edition, with its notes at their words and its terms found?

What every shell works from. Of an article that is as it was, only the gist is at hand; its
apparatus is read when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial

from .apparatus import Apparatus, build_apparatus, parsed_text
from .contexts import Contexts, contexts
from .gist import Gist, gist_of
from .glossary import TermIndex
from .markup import ARTICLE, ENTRY, Parsed
from .memory import Laters, Memory, digest
from .model import Article, Edition, GlossaryEntry
from .options import Options
from .problems import Problem
from .text import ReadingText, reading_text

_DEFAULTS = Options()


@dataclass(frozen=True, slots=True)
class Definition:
    """A glossary entry with its parsed text, None where that is refused."""

    entry: GlossaryEntry
    body: Parsed | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """An edition with the apparatus, the gist, and the terms' contexts of each of its articles."""

    edition: Edition
    apparatus: Mapping[str, Apparatus]
    gists: Mapping[str, Gist]
    contexts: Mapping[str, Contexts]
    glossary: tuple[Definition, ...]
    memory: Memory = field(default_factory=Memory, compare=False, repr=False)


def compile_edition(
    edition: Edition, options: Options = _DEFAULTS, memory: Memory | None = None
) -> Book:
    """Anchor every note, find every term and parse every text of *edition*."""
    terms, memory = _Terms(edition, options), memory or Memory()
    forms = tuple(dict.fromkeys(form for entry in edition.glossary for form in entry.forms))
    laters: dict[str, Callable[[], Apparatus]] = {}
    lines: dict[str, Callable[[], Contexts]] = {}
    gists = {}
    for article in edition.articles:
        lock = edition.locks.get(article.id)
        # Notes are known by the state of their files; an article without any needs no such key.
        noted = memory.key(f"notes {article.id}") if article.id in edition.annotations else b"none"
        known = memory.key(f"article {article.id}")
        key = digest(terms.key, edition.language, noted, known, lock) if noted and known else b""
        apparatus = laters[article.id] = memory.later(
            f"apparatus {article.id}",
            key,
            partial(_apparatus, edition, article, terms),
            partial(_shared, edition, article),
        )
        around = lines[article.id] = memory.later(
            f"contexts {article.id}", key, partial(_contexts, apparatus)
        )
        gists[article.id] = memory.recall_small(
            f"gist {article.id}", key, partial(_gist, apparatus, around, forms, edition.language)
        )
    definitions = memory.recall_small(
        "definitions", memory.key("glossary"), lambda: tuple(map(_definition, edition.glossary))
    )
    return Book(edition, Laters(laters), gists, Laters(lines), definitions, memory)


class _Terms:
    """What is linked in articles; the index of all forms is made when the first text is searched."""

    def __init__(self, edition: Edition, options: Options) -> None:
        self.link, self._stems = options.link_terms, tuple(options.stem_terms.split())
        self._glossary = edition.glossary
        forms = [(e.id, e.term, e.forms, e.skip) for e in edition.glossary]
        self.key = digest(self.link, self._stems, forms)

    @cached_property
    def index(self) -> TermIndex:
        """All forms of all entries."""
        return TermIndex(self._glossary, self._stems)


def _apparatus(edition: Edition, article: Article, terms: _Terms) -> Apparatus:
    notes, lock = edition.annotations.get(article.id, ()), edition.locks.get(article.id)
    return build_apparatus(article, notes, terms.index, link_terms=terms.link, lock=lock)


def _shared(edition: Edition, article: Article) -> tuple[object, ...]:
    """What an apparatus holds and is remembered elsewhere."""
    notes = edition.annotations.get(article.id, ())
    return (article, article.body, *notes, *(note.body for note in notes))


def _contexts(apparatus: Callable[[], Apparatus]) -> Contexts:
    return contexts(apparatus())


def _gist(
    apparatus: Callable[[], Apparatus],
    around: Callable[[], Contexts],
    forms: tuple[str, ...],
    language: str,
) -> Gist:
    return gist_of(apparatus(), around(), forms, language)


def read_texts(edition: Edition) -> Iterator[tuple[Article, ReadingText]]:
    """Each article that can be read, with its reading text, in their order."""
    for article in edition.articles:
        parsed, _ = parsed_text(article.body, ARTICLE, article.place, article.body_line)
        if parsed is not None:
            yield article, reading_text(parsed)


def _definition(entry: GlossaryEntry) -> Definition:
    body, problems = parsed_text(entry.body, ENTRY, entry.place, entry.body_line)
    return Definition(entry, body, problems)
