"""The articles in time, together with the days that the notes name."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from docutils import nodes

from ...apparatus import Placed
from ...chronology import Period, bars, dated_sentences, periods
from ...cite import quoted
from ...dates import readable_date
from ...gist import all_notes
from ...labels import Words, labels, note_words
from ...model import Article
from ...timeline import NARROW, WIDE, Event, draw
from .. import nodes as ours
from ..render import Renderer
from ..session import Session
from .phrases import pointing, sentence
from .table import edition_list

#: More events than this are counted, not listed; more than that are drawn as numbers.
_LISTED, _DRAWN = 240, 60
#: So many dated sentences of one time are linked where there are too many to be listed.
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class _Dated:
    """An article, or the note that names the day in a sentence."""

    date: str
    words: str
    article: Article
    note: Placed | None = None


@edition_list("chronology")
def chronology(session: Session) -> list[nodes.Node]:
    """A picture and a table of articles and dated events; of very many, only their numbers."""
    articles = [
        _Dated(article.date, article.listed_title, article)
        for article in session.report.book.edition.articles
    ]
    named = [each for each in _named(session) if _day(each.date)]
    dated = sorted([*articles, *named], key=lambda each: (each.date, each.note is not None))
    if not dated:
        return []
    language = session.language
    fixed = labels(language)
    printed, told = [each.date for each in articles], [each.date for each in named]
    counted = periods(printed, told, language=language)
    since, until = (readable_date(each.date, session.language) for each in (dated[0], dated[-1]))
    words = f"{since} – {until}"
    about = fixed["dated_about"].format(
        articles=fixed.count("n_articles", len(articles)),
        sentences=fixed.count("n_dated", len(named)),
        time=words,
    )
    if len(dated) <= _DRAWN:
        events = list(_events(dated, language))
        made = ours.timeline(words=words)
        for name, width in (("svg", WIDE), ("narrow", NARROW)):
            made[name] = draw(events, fixed["dated"], width, language)
        return [made, _table(dated, session.language)]
    picture = ours.timeline(svg=bars(counted, fixed["dated"], language), words=words)
    said = sentence(f"{about} {fixed['dated_rows']}", classes=["about"])
    if len(dated) <= _LISTED:
        return [picture, said, _table(dated, session.language)]
    items = nodes.bullet_list(classes=["references"])
    within = _by_period(counted, dated)
    for period in counted:
        items += nodes.list_item(
            "", sentence(*_counted(period, within[period.start], language, fixed))
        )
    return [picture, said, items]


def _by_period(counted: list[Period], dated: list[_Dated]) -> dict[str, list[_Dated]]:
    starts = {period.start for period in counted}
    made: dict[str, list[_Dated]] = {start: [] for start in starts}
    for each in dated:
        # The shortest period that is counted by itself has the day.
        made[next(each.date[:n] for n in (7, 4, 3) if each.date[:n] in starts)].append(each)
    return made


def _counted(
    period: Period, within: list[_Dated], language: str, fixed: Words
) -> Iterator[nodes.Node | str]:
    """How much there is of a time, and ways to some of it."""
    articles = [each for each in within if each.note is None]
    notes = {each.note.annotation.id: each for each in within if each.note is not None}
    yield f"{period.label}{fixed['colon']}"
    if articles:
        first = articles[0].article
        yield fixed.count("n_articles", len(articles))
        yield f", {fixed['beginning_with']} "
        yield pointing("article", first.id, quoted(first.running_title, language))
    if period.events:
        yield fixed["semicolon"] if articles else ""
        yield fixed.count("n_dated", period.events)
        yield f", {fixed['such_as']} " if len(notes) > _SHOWN else fixed["colon"]
        spread = list(notes.items())[:: max(1, len(notes) // _SHOWN)][:_SHOWN]
        for number, (id, each) in enumerate(spread):
            yield ", " if number else ""
            yield pointing("note", id, readable_date(each.date, language).replace(" ", "\u00a0"))
    yield "."


def _named(session: Session) -> Iterator[_Dated]:
    """The sentences of notes that name a day."""
    book = session.report.book
    for id, gist in book.gists.items():
        # Most notes name no day, and need neither be read nor rendered to know it.
        dated = {note.id for note in gist.notes if note.dated}
        if not dated:
            continue
        apparatus = book.apparatus[id]
        for note in all_notes(apparatus):
            if note.annotation.id not in dated or note.body is None:
                continue
            path = note.annotation.place.path
            language = note.annotation.language or session.language
            made = Renderer(note.body, path, session.targets, apparatus.article).blocks()
            for node in made:
                to = [each.astext() for each in node.findall(ours.pointing) if "reference" in each]
                for date, words in dated_sentences(node.astext(), to, language):
                    yield _Dated(date, words, apparatus.article, note)


def _day(date: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(date)
    except ValueError:
        return None


def _events(dated: list[_Dated], language: str) -> Iterator[Event]:
    for number, each in enumerate(dated, 1):
        day = _day(each.date)
        if day is not None:
            when, marked = readable_date(each.date, language), each.note is None
            yield Event(number, when, each.words, day, day, marked=marked)


def _table(dated: list[_Dated], language: str) -> nodes.table:
    words = labels(language)
    group = nodes.tgroup(cols=2)
    group += [nodes.colspec(colwidth=25), nodes.colspec(colwidth=75)]
    head = nodes.row(
        "", *(nodes.entry("", nodes.paragraph("", words[name])) for name in ("date", "event"))
    )
    group += nodes.thead("", head)
    group += nodes.tbody(
        "", *(_row(number, each, language) for number, each in enumerate(dated, 1))
    )
    return nodes.table("", group, classes=["colwidths-auto", "chronology"])


def _row(number: int, each: _Dated, language: str) -> nodes.row:
    when = sentence(nodes.inline("", f"({number})", classes=["event-number"]), " ")
    date = readable_date(each.date, language)
    if each.note is None:
        when += nodes.strong("", date)
        about = f", {each.article.author}" if each.article.author else ""
        title = pointing("article", each.article.id, quoted(each.words, language))
        what = sentence(nodes.strong("", "", title), about)
    else:
        when += nodes.Text(date)
        annotation = each.note.annotation
        name = note_words(labels(language), each.note.number, annotation.name)
        what = sentence(f"{each.words} (", pointing("note", annotation.id, name), ")")
    return nodes.row("", nodes.entry("", when), nodes.entry("", what), ids=[f"event-{number}"])
