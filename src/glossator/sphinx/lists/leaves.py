"""How is the index divided into pages, so that none of them grows with the edition?

A short index is one page. In a long one each long section has a page for each of its letters,
or several. Under each heading as many places are named as fit on its page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from docutils import nodes

from ...index import Heading, index
from ..room import fitting
from ..session import Session

#: An index with no more headings is one page; a page of a longer one has no more than so many.
_WHOLE, _PAGE = 240, 120
#: A section with more headings is a long one.
LONG = 40
#: So many places are named under one heading, and where nothing leads to the others, so few.
_MOST, _LEAST, _ALL = 24, 3, 9_000
#: Links to places and their articles on one page.
_LINKS = 900
NUMBERS = "0–9"


@dataclass(frozen=True, slots=True)
class Leaf:
    """Some headings of a section with the same letter, on a page of that name; `number` counts
    the pages of a letter.

    Without a name and a letter it is a whole section, on the index's own page. `shown` is how
    many places are named under each heading.
    """

    section: str
    headings: tuple[Heading, ...]
    shown: int
    name: str = ""
    letter: str = ""
    number: int = 1


def leaves(session: Session) -> tuple[Leaf, ...]:
    """The parts of the index in their order."""
    name = f"index, {session.bounded}"
    if name not in session.common:
        found = index(session.report.book, session.backlinks)
        session.common[name] = tuple(_divided(found, session.bounded))
    made: tuple[Leaf, ...] = session.common[name]
    return made


def _divided(found: Sequence[Heading], bounded: bool) -> Iterator[Leaf]:
    sections = [
        (section, tuple(of)) for section, of in groupby(found, key=lambda heading: heading.section)
    ]
    long = {section for section, of in sections if len(of) > LONG}
    if not bounded or len(found) <= _WHOLE:
        long = set()
    kept = [heading for heading in found if heading.section not in long]
    whole = _shown(kept) if bounded else max(_LEAST, min(_MOST, _ALL // max(len(found), 1)))
    for section, of in sections:
        if section in long:
            yield from _letters(section, of)
        else:
            yield Leaf(section, of, whole)


def _letters(section: str, of: Sequence[Heading]) -> Iterator[Leaf]:
    for letter, several in groupby(of, key=lambda heading: heading.letter):
        every = tuple(several)
        for number, start in enumerate(range(0, len(every), _PAGE), 1):
            some = every[start : start + _PAGE]
            name = letter_id(section, letter) + (f"-{number}" if number > 1 else "")
            yield Leaf(section, some, _shown(some), name, letter or NUMBERS, number)


def _shown(headings: Sequence[Heading]) -> int:
    return fitting(_MOST, _LINKS, lambda most: sum(_links(heading, most) for heading in headings))


def _links(heading: Heading, most: int) -> int:
    """Links to the first places of a heading, and to their articles."""
    places = heading.places[:most]
    return len(places) + len({use.article.id if use.article else "" for use in places})


def letter_id(section: str, letter: str) -> str:
    """The name of a letter's page, and its anchor where it stands on the index's own."""
    plain = letter.isascii() and letter.isalpha()
    sign = letter if plain else "-".join(str(ord(char)) for char in letter) or "other"
    return nodes.make_id(f"index-{section}-{sign}")


def heading_key(heading: Heading) -> str:
    """The name by which the page of all of its places is known."""
    mark = hashlib.sha256(f"{heading.section} {heading.sort}".encode()).hexdigest()[:8]
    return f"{nodes.make_id(heading.sort)[:40]}-{mark}".lstrip("-")


def cut_short(session: Session) -> Iterator[Heading]:
    """The headings with more places than the index names."""
    for leaf in leaves(session):
        yield from (each for each in leaf.headings if len(each.places) > leaf.shown)


def page_of_places(session: Session, heading: Heading) -> str:
    """The page of uses that has every place of a heading: the entry's, the work's or its own."""
    known: dict[tuple[str, str], str] = session.common.setdefault("places", {})
    key = heading.section, heading.sort
    if key not in known:
        known[key] = _page_of_places(session, heading)
    return known[key]


def _page_of_places(session: Session, heading: Heading) -> str:
    backlinks, gists = session.backlinks, session.report.book.gists
    if heading.work and len(heading.places) == len(backlinks.works[heading.work]):
        return f"work-{heading.work}"
    if heading.term:
        used = sum(len(gist.uses.get(heading.term, ())) for gist in gists.values())
        terms = backlinks.terms.get(heading.term, ())
        named = sum(1 for use in terms if use.annotation or not use.article)
        # Otherwise an article declares the same heading, with places of its own.
        if len(heading.places) == used + named:
            return f"term-{heading.term}"
    return f"heading-{heading_key(heading)}"
