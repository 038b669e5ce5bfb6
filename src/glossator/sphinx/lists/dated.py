"""What of the edition has a date: its articles, and the days that its notes name?

To know in which sentence a note names a day, its article has to be read and the note set; what
was found is kept beside the pages, by a fingerprint of all that the article's page shows.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypedDict

from ...chronology import dated_sentences
from ...gist import Gist, Noted, all_notes
from ...memory import engine
from ...model import Article
from .. import nodes as ours
from ..records import read_record, write_record
from ..render import Renderer
from ..session import Session

#: Beside the pages: the sentences that name days.
RECORD = ".dated"
#: A note's name, the day in ISO form, and the sentence.
_Found = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Dated:
    """An article, or the note that names the day in a sentence."""

    date: str
    words: str
    article: Article
    note: Noted | None = None


class _Record(TypedDict):
    """For each article with dated notes its fingerprint and what was found in them."""

    rests: str
    articles: dict[str, list[Any]]


def dated_in(session: Session) -> tuple[Dated, ...]:
    """Everything with a date, in its order; articles before the notes that name their day."""
    if "dated" not in session.common:
        articles = session.report.book.edition.articles
        found = [Dated(each.date, each.listed_title, each) for each in articles]
        found += [each for each in _named(session) if day_of(each.date)]
        found.sort(key=lambda each: (each.date, each.note is not None))
        session.common["dated"] = tuple(found)
    made: tuple[Dated, ...] = session.common["dated"]
    return made


def day_of(date: str) -> datetime.date | None:
    """The day of an ISO date; None where the calendar has no such."""
    try:
        return datetime.date.fromisoformat(date)
    except ValueError:
        return None


def _named(session: Session) -> Iterator[Dated]:
    """The sentences of notes that name a day."""
    known, gists = _known(session), session.report.book.gists
    made = _Record(rests=_rests(session), articles={})
    for article in session.report.book.edition.articles:
        gist = gists[article.id]
        # Most notes name no day, and need neither be read nor rendered to know it.
        if not any(note.dated for note in gist.notes):
            continue
        print = session.fingerprints[article.docname]
        before = known["articles"].get(article.id)
        if before is None or before[0] != print:
            # Lists, as they come out of the record.
            before = [print, [[*each] for each in _sentences(session, article, gist)]]
        made["articles"][article.id] = before
        notes = {note.name: note for note in gist.notes}
        yield from (Dated(date, words, article, notes[name]) for name, date, words in before[1])
    if session.folder is not None and made != known:
        write_record(session.folder / RECORD, made)


def _sentences(session: Session, article: Article, gist: Gist) -> Iterator[_Found]:
    dated = {note.id for note in gist.notes if note.dated}
    for note in all_notes(session.report.book.apparatus[article.id]):
        annotation = note.annotation
        if annotation.id not in dated or note.body is None:
            continue
        language = annotation.language or session.language
        made = Renderer(note.body, annotation.place.path, session.targets, article).blocks()
        for node in made:
            to = [each.astext() for each in node.findall(ours.pointing) if "reference" in each]
            for date, words in dated_sentences(node.astext(), to, language):
                yield annotation.name, date, words


def _known(session: Session) -> _Record:
    found: Any = read_record(session.folder / RECORD) if session.folder is not None else None
    nothing = _Record(rests=_rests(session), articles={})
    # Another release may find something else.
    if isinstance(found, dict) and found.get("rests") == nothing["rests"]:
        known: _Record = found  # type: ignore[assignment]
        return known
    return nothing


def _rests(session: Session) -> str:
    return f"{engine().hex()} {session.language}"
