"""The records of an edition: what the words of the trade mean here.

Knows nothing of files, Markdown, Sphinx or the command line. Everything that thinks takes
and returns these.
Terms follow the W3C Web Annotation model (Annotation, TextQuoteSelector) and the TEI
(edited text, witness, emendation).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from textwrap import shorten
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range `[start, end)` of Unicode code points in one named text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether both share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether *other* lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        """The same range in a text that has so many code points more in front."""
        return Span(self.start + by, self.end + by)


class Place(NamedTuple):
    """Where an author finds something: a path relative to the edition's root and a line from 1."""

    path: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class Quote:
    """A W3C TextQuoteSelector: the exact words, and enough of their neighbours to be unique."""

    exact: str
    prefix: str = ""
    suffix: str = ""


class State(Enum):
    """What became of a quote: the five states of an anchor."""

    EXACT = "exact"
    MOVED = "moved"
    CHANGED = "changed"
    AMBIGUOUS = "ambiguous"
    ORPHANED = "orphaned"

    @property
    def placed(self) -> bool:
        """Whether the quote has a place in the text."""
        return self in (State.EXACT, State.MOVED, State.CHANGED)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a quote might mean. `score` is a similarity in [0, 1].

    `quote` is the shortest quote that would mean this place, if one was made.
    """

    span: Span
    score: float
    words: str = ""
    quote: Quote = Quote("")


class Change(NamedTuple):
    """A stretch of words in two readings; both are the same where nothing changed."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Match:
    """The verdict on one quote.

    `span` is None where the quote is ambiguous or orphaned.
    `score` is the similarity of the words found to the words sought, in [0, 1].
    `reason` is one sentence for the author.
    `candidates` are the nearest places, best first; empty when the match is certain.
    `changes` is the word diff of a changed quote; `replacement` what stands in the place of an
    orphaned one (empty where it was simply deleted, or where that is not known).
    """

    state: State
    span: Span | None
    score: float
    reason: str = ""
    candidates: tuple[Candidate, ...] = ()
    changes: tuple[Change, ...] = ()
    replacement: str = ""


@dataclass(frozen=True, slots=True)
class Emendation:
    """A deliberate difference between the seed and the edited text, with its reason."""

    seed: str
    text: str
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class Indexed:
    """A heading of the index that an article declares.

    `kind` is one of `kinds.ENTRY_KINDS`; `words` are those by which the article and its notes name
    it, `skip` longer ones in which they mean something else; `sort` is as what it is sorted, if
    that is not the heading.
    """

    heading: str
    kind: str
    words: tuple[str, ...]
    skip: tuple[str, ...] = ()
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Seed:
    """A document as it was received. `sha256` is the hash that SOURCES.yml records."""

    path: str
    sha256: str
    text: str
    format: str = "markdown"


#: So much of a title names an article beside many others.
_BRIEF = 44
#: What stands before the number in a series, by the language of the article.
_NUMBER = {
    "de": "Nr.", "es": "N.º", "fr": "Nº", "it": "N.", "nl": "Nr.", "pt": "N.º", "ru": "№", "uk": "№",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Article:
    """One document of the edition: its metadata and its edited text.

    `id` is `YYYY-MM-DD-short-title`, the file's name; `date` is ISO 8601.
    `body` is the Markdown after the front matter and `body_line` its first line in the file.
    `foreign` holds words of the text that are in another language, and its code; `index` what the
    index is to have of it besides the glossary's terms.
    """

    id: str
    title: str
    author: str
    date: str
    publisher: str
    language: str
    source: str
    rights: str
    seed: str
    body: str
    body_line: int
    place: Place
    short_title: str = ""
    number: str = ""
    author_sort: str = ""
    published: str = ""
    genre: str = ""
    retrieved: str = ""
    lines: Mapping[str, int] = field(default_factory=dict, hash=False, compare=False)
    emendations: tuple[Emendation, ...] = ()
    foreign: tuple[tuple[str, str], ...] = ()
    index: tuple[Indexed, ...] = ()

    @property
    def docname(self) -> str:
        """The Sphinx document, which is the path without its ending."""
        return self.place.path.removesuffix(".md")

    @property
    def order(self) -> tuple[str, int, str]:
        """What articles are sorted by: the day, then the number in the series, then the name."""
        return self.date, int(self.number) if self.number.isdecimal() else 0, self.id

    @property
    def series_number(self) -> str:
        """The number in the series as it is said, such as “No. 14”; empty where there is none."""
        if not self.number or not self.number[0].isalnum() or " " in self.number:
            return self.number
        language = self.language.partition("-")[0].lower()
        return f"{_NUMBER.get(language, 'No.')} {self.number}"

    @property
    def listed_title(self) -> str:
        """The whole title as it stands wherever articles are named, behind the number in the series."""
        return self._numbered(self.title)

    @property
    def running_title(self) -> str:
        """The title for running heads and narrow lists, behind the number in the series."""
        return self._numbered(self.short_title or self.title)

    @property
    def brief_title(self) -> str:
        """The name beside many others: the number in the series, else how the title begins."""
        if self.series_number:
            return self.series_number
        title = " ".join((self.short_title or self.title).split())
        if len(title) <= _BRIEF:
            return title
        begins = shorten(title, _BRIEF, placeholder="") or title[:_BRIEF]
        return begins.rstrip(" ,;:([–-") + " …"

    def _numbered(self, title: str) -> str:
        # A series whose titles bear their numbers themselves need not say them twice.
        said = self.series_number
        again = (
            title.casefold().startswith(said.casefold()) and not title[len(said) :][:1].isalnum()
        )
        return title if not said or again else f"{said}. {title}"


@dataclass(frozen=True, slots=True)
class Annotation:
    """An editors' note on a passage. `quote_line` and `body_line` are lines of its file.

    `exceptions` are pairs of a check's code and the reason why it does not hold here.
    """

    article: str
    name: str
    quote: Quote
    kind: str
    author: str
    date: str
    body: str
    place: Place
    quote_line: int
    body_line: int
    sources: tuple[str, ...] = ()
    status: str = "draft"
    reviewed_by: tuple[str, ...] = ()
    orphaned: str = ""
    withdrawn: str = ""
    language: str = ""
    exceptions: tuple[tuple[str, str], ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict, hash=False, compare=False)

    @property
    def id(self) -> str:
        """The note's name in the whole edition: `<article>/<note>`."""
        return f"{self.article}/{self.name}"


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A term, its definition, and the words that are linked to it.

    `forms` are the spellings looked for besides `term`; `skip` holds article ids, or phrases
    inside which a form is something else; `kind` is one of `kinds.ENTRY_KINDS`, or empty; `sort`
    is as what it is sorted, if that is not the term.
    """

    id: str
    term: str
    body: str
    body_line: int
    place: Place
    forms: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    kind: str = ""
    sort: str = ""
    lines: Mapping[str, int] = field(default_factory=dict, hash=False, compare=False)


@dataclass(frozen=True, slots=True)
class Work:
    """A record of references.bib. `label` is the short citation, such as “Stephens 2023”.

    `author` has the surnames; `names` the whole names, surnames first, as an index has them.
    """

    key: str
    title: str
    author: str
    date: str
    label: str
    url: str
    kind: str
    place: Place
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contributor:
    """Who a handle is. `role` is `editor` for those who answer for the edition."""

    handle: str
    name: str
    orcid: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A use of a glossary term in an article's reading text."""

    entry: str
    span: Span
    form: str


@dataclass(frozen=True, slots=True)
class Lock:
    """The reading text on which an article's quotes were last verified, and each note's place in it."""

    text: str
    spans: Mapping[str, Span]


@dataclass(frozen=True, slots=True)
class Page:
    """A maintainers' page: ordinary MyST, of which only the works that it cites are known here."""

    docname: str
    title: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """All that the folder holds, each collection in its reading order.

    `annotations` maps an article's id to its notes, by name; `bibtex` is the source of `works`;
    `pictures` holds the paths of the files that articles may show, `seed_folder` is that of all seeds.
    """

    root: str
    title: str
    language: str
    articles: tuple[Article, ...]
    annotations: Mapping[str, tuple[Annotation, ...]]
    glossary: tuple[GlossaryEntry, ...]
    works: tuple[Work, ...]
    seeds: Mapping[str, Seed]
    bibtex: str = ""
    pages: tuple[Page, ...] = ()
    locks: Mapping[str, Lock] = field(default_factory=dict)
    pictures: frozenset[str] = frozenset()
    contributors: Mapping[str, Contributor] = field(default_factory=dict)
    seed_folder: str = ""

    def article(self, id: str) -> Article | None:
        """The article with that id."""
        return next((article for article in self.articles if article.id == id), None)
