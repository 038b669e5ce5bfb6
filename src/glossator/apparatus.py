"""What stands beside an article's text: which notes at which words, which terms where?

The one place where an article, its notes and the glossary meet. Sphinx, `check`, the PDF and
the exports all take an `Apparatus`, so that none of them can disagree about what belongs where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from . import watch
from .anchor.verdicts import judge
from .glossary import TermIndex, linked
from .markup import ARTICLE, NOTE, Grammar, Parsed, parse
from .memory import digest
from .model import (
    Annotation,
    Article,
    Lock,
    Match,
    Mention,
    Place,
    Span,
    State,
)
from .problems import Problem
from .text import ReadingText, reading_text


@dataclass(frozen=True, slots=True)
class Placed:
    """A note and the verdict on its quote. `number` counts the placed notes from 1 in the
    order in which their words end, where their numbers stand in the text; 0 if unplaced.

    `body` is None where the note's text is refused; `check` says why. `stale` says that the quote
    alone no longer finds the passage, which only the former text could tell.
    """

    annotation: Annotation
    match: Match
    body: Parsed | None
    number: int = 0
    stale: bool = False

    @property
    def span(self) -> Span:
        """The passage; only for a note that has one."""
        assert self.match.span is not None, f"{self.annotation.id} has no place"
        return self.match.span


@dataclass(frozen=True, slots=True)
class Apparatus:
    """An article with all that belongs to it. `parsed` is None where the text is refused.

    `mentions` are the terms' uses that are links; `uses` are the paragraphs with any use, by entry,
    with 0 for words outside of paragraphs, and `linked` those with a link. `withdrawn` are notes that are kept in the edition's
    files, but shown nowhere; `foreign` are the passages in another language, each with its code,
    in their order and none inside another.
    """

    article: Article
    parsed: Parsed | None
    reading: ReadingText
    placed: tuple[Placed, ...]
    unplaced: tuple[Placed, ...]
    mentions: tuple[Mention, ...]
    problems: tuple[Problem, ...]
    withdrawn: tuple[Annotation, ...] = ()
    uses: Mapping[str, tuple[int, ...]] = field(default_factory=dict, hash=False)
    linked: Mapping[str, tuple[int, ...]] = field(default_factory=dict, hash=False)
    mark: str = ""
    foreign: tuple[tuple[Span, str], ...] = ()


def build_apparatus(
    article: Article,
    annotations: tuple[Annotation, ...],
    index: TermIndex,
    *,
    link_terms: str = "first",
    lock: Lock | None = None,
) -> Apparatus:
    """The apparatus of one article; it depends on nothing but these arguments.

    *lock* says where the notes stood in a former text, if they were verified on one.
    """
    parsed, problems = parsed_text(article.body, ARTICLE, article.place, article.body_line)
    reading = reading_text(parsed) if parsed else ReadingText("", (), ())
    found = index.find(reading, article.id, article.language)
    old, spans = (lock.text, lock.spans) if lock else (None, None)
    placed: list[Placed] = []
    unplaced: list[Placed] = []
    shown = tuple(annotation for annotation in annotations if not annotation.withdrawn)
    for verdict in judge(shown, reading.text, old, spans):
        annotation, match = verdict.annotation, verdict.match
        body, refused = parsed_text(annotation.body, NOTE, annotation.place, annotation.body_line)
        problems += refused
        # A passage that is only nearly the one quoted waits for an editor's eye.
        sure = match.state in (State.EXACT, State.MOVED) and not annotation.orphaned
        note = Placed(annotation, match, body, stale=verdict.mended is not None)
        (placed if sure else unplaced).append(note)
    # By where their numbers stand, which is where their words end.
    watch.at(article.place.path)
    placed.sort(key=lambda note: (note.span.end, note.span.start, note.annotation.name))
    mentions = linked(found, reading, link_terms)
    foreign = tuple(_foreign(article, reading.text))
    shows = [(note.annotation, note.match) for note in (*placed, *unplaced)]
    return Apparatus(
        article=article,
        parsed=parsed,
        reading=reading,
        placed=tuple(_numbered(placed)),
        unplaced=tuple(unplaced),
        mentions=mentions,
        problems=problems,
        withdrawn=tuple(annotation for annotation in annotations if annotation.withdrawn),
        uses=_uses(found, reading),
        linked=_uses(mentions, reading),
        foreign=foreign,
        mark=digest(article, len(placed), shows, mentions, problems, foreign).hex(),
    )


def _uses(mentions: tuple[Mention, ...], reading: ReadingText) -> dict[str, tuple[int, ...]]:
    """The paragraphs in which each entry is used, each once."""
    uses: dict[str, dict[int, None]] = {}
    for mention in mentions:
        number = reading.block_at(mention.span.start).number
        uses.setdefault(mention.entry, {})[number] = None
    return {entry: tuple(numbers) for entry, numbers in uses.items()}


def _foreign(article: Article, text: str) -> Iterator[tuple[Span, str]]:
    """Where words of other languages stand, as whole words; the longest words take theirs first."""
    languages = {" ".join(words.split()): language for words, language in article.foreign}
    if languages:
        longest = sorted(languages, key=len, reverse=True)
        either = "|".join(r"\s+".join(map(re.escape, words.split())) for words in longest)
        for found in re.finditer(rf"(?<!\w)(?:{either})(?!\w)", text):
            yield Span(*found.span()), languages[" ".join(found[0].split())]


def _numbered(placed: list[Placed]) -> Iterator[Placed]:
    for number, note in enumerate(placed, 1):
        yield replace(note, number=number)


def parsed_text(
    text: str, grammar: Grammar, place: Place, line: int
) -> tuple[Parsed | None, tuple[Problem, ...]]:
    """A text, None where it is refused, and what is wrong with it."""
    watch.at(place.path)
    result = parse(text, grammar, place.path, line)
    return (result, ()) if isinstance(result, Parsed) else (None, result)
