"""Which columns has each table? docs/notebooks.md says the same, and a test compares them.

`date` columns hold the first day of what the edition says, where it says only a month or a year.
`Int64` and `string` are pandas' own types, which can hold nothing (`<NA>`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from ..apparatus import Apparatus, Placed
from ..book import Definition
from ..model import Annotation, Article, GlossaryEntry, Work
from ..problems import Problem
from ..text import Shown, body_words
from .concordance import Line
from .records import Column, Link, Moment

T = TypeVar("T")
_TEXT, _COUNT, _DAY, _LIST = "string", "Int64", "datetime64[s]", "object"


def _count(words: str) -> int:
    return len(words.split())


def article_columns(apparatus: Mapping[str, Apparatus]) -> Sequence[Column[Article]]:
    """Of articles; counts are of what a reader sees."""

    def of(article: Article) -> Apparatus:
        return apparatus[article.id]

    def notes(article: Article) -> int:
        return len(of(article).placed) + len(of(article).unplaced)

    return (
        Column("id", _TEXT, "the article's id", lambda a: a.id),
        Column("title", _TEXT, "its title", lambda a: a.title, True),
        Column("author", _TEXT, "who wrote it", lambda a: a.author, True),
        Column("date", _DAY, "its date", lambda a: a.date, True),
        Column("publisher", _TEXT, "where it appeared", lambda a: a.publisher),
        Column("language", _TEXT, "its language, as BCP 47", lambda a: a.language),
        Column("number", _TEXT, "its number in the series, or nothing", lambda a: a.number),
        Column(
            "words", _COUNT, "words of its reading text", lambda a: _count(of(a).reading.text), True
        ),
        Column(
            "paragraphs",
            _COUNT,
            "its numbered paragraphs",
            lambda a: max((block.number for block in of(a).reading.blocks), default=0),
        ),
        Column("notes", _COUNT, "its notes", notes, True),
        Column(
            "emendations",
            _COUNT,
            "declared differences from the seed",
            lambda a: len(a.emendations),
        ),
    )


def annotation_columns(
    placed: Mapping[str, Placed], apparatus: Mapping[str, Apparatus], shown: Shown
) -> Sequence[Column[Annotation]]:
    """Of notes; what depends on a place is nothing where a note has none.

    *shown* is what a reader sees where a role stands.
    """

    def body(note: Annotation) -> str:
        parsed = placed[note.id].body
        return body_words(parsed, shown) if parsed else ""

    def numbered(note: Annotation) -> Placed | None:
        found = placed[note.id]
        return found if found.number else None

    def paragraph(note: Annotation) -> int | None:
        found = numbered(note)
        reading = apparatus[note.article].reading
        return reading.block_at(found.span.start).number or None if found else None

    def passage(note: Annotation) -> str | None:
        found = numbered(note)
        return apparatus[note.article].reading.words(found.span) if found else None

    def at(end: bool) -> Callable[[Annotation], int | None]:
        return lambda note: found.span[end] if (found := numbered(note)) else None

    return (
        Column("id", _TEXT, "`<article>/<note>`", lambda n: n.id),
        Column("article", _TEXT, "the article's id", lambda n: n.article),
        Column("name", _TEXT, "the note's own name", lambda n: n.name),
        Column(
            "number", _COUNT, "its number in the article", lambda n: placed[n.id].number or None
        ),
        Column("kind", _TEXT, "its kind", lambda n: n.kind, True),
        Column("status", _TEXT, "how far it is reviewed", lambda n: n.status),
        Column("author", _TEXT, "who wrote it", lambda n: n.author),
        Column("date", _DAY, "when it was written", lambda n: n.date),
        Column(
            "state",
            _TEXT,
            "the state of its anchor: exact, moved, changed, ambiguous or orphaned",
            lambda n: placed[n.id].match.state.value,
        ),
        Column("paragraph", _COUNT, "the paragraph in which its passage begins", paragraph),
        Column("start", _COUNT, "first code point of the passage in the reading text", at(False)),
        Column("end", _COUNT, "code point after the passage", at(True)),
        Column("passage", _TEXT, "the words that it speaks of, as they stand", passage, True),
        Column("quote", _TEXT, "the words that its file quotes", lambda n: n.quote.exact),
        Column("text", _TEXT, "its own words, without markup", body, True),
        Column("words", _COUNT, "how many these are", lambda n: _count(body(n))),
        Column("sources", _LIST, "keys of works, a tuple", lambda n: n.sources, True),
        Column("reviewed_by", _LIST, "who reviewed it, a tuple", lambda n: n.reviewed_by),
    )


def glossary_columns(
    definitions: Mapping[str, Definition], uses: Callable[[str], int], shown: Shown
) -> Sequence[Column[GlossaryEntry]]:
    """Of glossary entries."""

    def body(entry: GlossaryEntry) -> str:
        parsed = definitions[entry.id].body
        return body_words(parsed, shown) if parsed else ""

    return (
        Column("id", _TEXT, "the entry's id", lambda e: e.id),
        Column("term", _TEXT, "its headword", lambda e: e.term, True),
        Column("forms", _LIST, "other forms, a tuple", lambda e: e.forms),
        Column("text", _TEXT, "the definition, without markup", body, True),
        Column("sources", _LIST, "keys of works, a tuple", lambda e: e.sources),
        Column("uses", _COUNT, "how often it is pointed at", lambda e: uses(e.id), True),
    )


def work_columns(uses: Callable[[str], int]) -> Sequence[Column[Work]]:
    """Of works; their dates are as the record has them."""
    return (
        Column("key", _TEXT, "its key in references.bib", lambda w: w.key),
        Column("label", _TEXT, "the short citation", lambda w: w.label, True),
        Column("title", _TEXT, "its title", lambda w: w.title, True),
        Column("author", _TEXT, "who wrote it", lambda w: w.author),
        Column("date", _TEXT, "its date, as the record has it", lambda w: w.date),
        Column("kind", _TEXT, "the record's type", lambda w: w.kind),
        Column("url", _TEXT, "its address", lambda w: w.url),
        Column("uses", _COUNT, "how often it is cited", lambda w: uses(w.key), True),
    )


LINKS: Sequence[Column[Link]] = (
    Column(
        "sort", _TEXT, "what is pointed at: article, term, work or note", lambda k: k.sort, True
    ),
    Column("target", _TEXT, "its id or key", lambda k: k.target, True),
    Column("by", _TEXT, "what points: article, note, entry or page", lambda k: k.by, True),
    Column("source", _TEXT, "its id", lambda k: k.source, True),
    Column("article", _TEXT, "the article in which it stands", lambda k: k.article or None),
    Column("paragraph", _COUNT, "its paragraph", lambda k: k.paragraph or None),
    Column(
        "passage", _COUNT, "the target's paragraph, if one is named", lambda k: k.passage or None
    ),
)

LINES: Sequence[Column[Line]] = (
    Column("left", _TEXT, "the words before", lambda k: k.left),
    Column("match", _TEXT, "the words found, as written", lambda k: k.match),
    Column("right", _TEXT, "the words after", lambda k: k.right),
    Column("article", _TEXT, "the article's id", lambda k: k.article),
    Column("note", _TEXT, "the note's id, where they stand in a note", lambda k: k.note or None),
    Column("paragraph", _COUNT, "the paragraph", lambda k: k.paragraph or None),
    Column("start", _COUNT, "first code point in that text", lambda k: k.start),
    Column("end", _COUNT, "code point after it", lambda k: k.end),
)

MOMENTS: Sequence[Column[Moment]] = (
    Column("date", _DAY, "the day", lambda m: m.date, True),
    Column("what", _TEXT, "an article's title, or the words around a date", lambda m: m.what, True),
    Column("article", _TEXT, "the article's id", lambda m: m.article),
    Column("note", _TEXT, "the note's id, where a note names it", lambda m: m.note or None),
)

PROBLEMS: Sequence[Column[Problem]] = (
    Column("code", _TEXT, "the problem's code", lambda p: p.code.id, True),
    Column("severity", _TEXT, "error or warning", lambda p: p.severity.value, True),
    Column("path", _TEXT, "the file", lambda p: p.place.path, True),
    Column("line", _COUNT, "its line", lambda p: p.place.line, True),
    Column("message", _TEXT, "what is wrong", lambda p: p.message, True),
    Column("hint", _TEXT, "what to do", lambda p: p.hint),
)
