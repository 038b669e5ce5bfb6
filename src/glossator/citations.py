"""Which article answers which, and how do the two stand in time?

An article cites another where a note on it says so with `{article}`. Most citations go to an
earlier article; those that go to a later one, in a circle, or out of the edition are told apart.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from .book import Book
from .gist import Noted
from .model import Article, Place, Work
from .references import Targets

_PASSAGE = re.compile(r"p([1-9]\d{0,5})")


class Standing(Enum):
    """Where a citation goes, seen from the article that cites."""

    EARLIER = "earlier"
    LATER = "later"
    CIRCLE = "circle"
    OWN = "own"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Citation:
    """One `{article}` of one note. `passage` is the paragraph cited, 0 for the whole of the target.

    `paragraph` is that on which the note stands; 0 where it has no place. `back` is the way back
    to the article, by ids, where the standing is a circle.
    """

    article: Article
    note: Noted
    paragraph: int
    target: Article | Work
    passage: int
    standing: Standing
    place: Place
    back: tuple[str, ...] = ()


def citations(book: Book, targets: Targets) -> tuple[Citation, ...]:
    """Every citation that goes somewhere, in the order of articles and notes; each once a note."""
    found = list(_citations(book, targets))
    cites: dict[str, list[str]] = defaultdict(list)
    for each in found:
        if isinstance(each.target, Article):
            cites[each.article.id].append(each.target.id)
    return tuple(_with_circle(each, cites) for each in found)


def passage(target: str) -> int | None:
    """The paragraph that a pointer names after `#`: 0 for none, None where it names no paragraph."""
    fragment = target.partition("#")[2]
    if not fragment:
        return 0
    named = _PASSAGE.fullmatch(fragment)
    return int(named[1]) if named else None


def cited_by(found: Iterable[Citation]) -> Mapping[str, tuple[Citation, ...]]:
    """The citations from other articles, by the id of the article to which they go."""
    made: dict[str, list[Citation]] = defaultdict(list)
    for each in found:
        if isinstance(each.target, Article) and each.standing is not Standing.OWN:
            made[each.target.id].append(each)
    return {id: tuple(several) for id, several in made.items()}


def is_later(one: Article, other: Article) -> bool:
    """Whether *one* came out after *other*; on one day, by their numbers if both have one."""
    numbers = one.number.isdecimal() and other.number.isdecimal()
    if one.date == other.date and numbers:
        return int(one.number) > int(other.number)
    return one.date > other.date


def _citations(book: Book, targets: Targets) -> Iterator[Citation]:
    for id, gist in book.gists.items():
        article, seen = targets.articles[id], set()
        for note in gist.notes:
            for pointed in note.points():
                target = targets.article(pointed.target) if pointed.role == "article" else None
                if target is None:
                    continue
                goal = passage(pointed.target) or 0
                key = note.id, target, goal
                if key not in seen:
                    seen.add(key)
                    standing = _standing(article, target)
                    yield Citation(
                        article, note, note.paragraph, target, goal, standing, pointed.place
                    )


def _standing(article: Article, target: Article | Work) -> Standing:
    if isinstance(target, Work):
        return Standing.RECORD
    if target.id == article.id:
        return Standing.OWN
    return Standing.LATER if is_later(target, article) else Standing.EARLIER


def _with_circle(each: Citation, cites: Mapping[str, list[str]]) -> Citation:
    """A citation that goes forward in the edition's order closes a circle if a way leads back."""
    target = each.target
    if isinstance(target, Work) or target.order <= each.article.order:
        return each
    back = _way(target.id, each.article.id, cites)
    if not back:
        return each
    return Citation(
        each.article, each.note, each.paragraph, target, each.passage,
        Standing.CIRCLE, each.place, back,
    )  # fmt: skip


def _way(start: str, goal: str, cites: Mapping[str, list[str]]) -> tuple[str, ...]:
    """The shortest way of citations from *start* to *goal*; empty where there is none."""
    came: dict[str, str] = {start: ""}
    waiting = deque([start])
    while waiting:
        at = waiting.popleft()
        if at == goal:
            way = [at]
            while came[way[-1]]:
                way.append(came[way[-1]])
            return tuple(reversed(way))
        for other in cites.get(at, ()):
            if other not in came:
                came[other] = at
                waiting.append(other)
    return ()
