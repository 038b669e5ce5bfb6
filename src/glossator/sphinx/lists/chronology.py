"""The articles in time, together with the days that the notes name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docutils import nodes

from ...chronology import Period, bars, periods
from ...cite import quoted
from ...dates import readable_date
from ...labels import labels, note_words
from ...timeline import NARROW, WIDE, Event, draw
from .. import nodes as ours
from ..session import Session
from ..times import Sheet, few, sheet_of, sheets
from .dated import Dated, dated_in, day_of
from .phrases import paged, pointing, sentence, whole_name
from .table import Further, edition_list, further_pages

#: More events than this are counted, and listed on further pages; more than that are drawn as numbers.
_LISTED, _DRAWN = 240, 60
#: So many dated sentences of one time are linked where there are too many to be listed.
_SHOWN = 4
#: Rows of a picture, and so many as can be read where it has to stand on one page.
_ROWS, _ROWS_ON_PAPER = 60, 36


@edition_list("chronology")
def chronology(session: Session) -> list[nodes.Node]:
    """A picture and a table of articles and dated events; of very many, only their numbers."""
    dated = dated_in(session)
    if not dated:
        return []
    if len(dated) <= _LISTED:
        return _shown(session, dated)
    counted = _counted(session, dated)
    goals = {period.start: goal for period in counted if (goal := _goal(session, period.start))}
    picture = _numbers(session, dated, counted)
    picture["goals"] = {start: "#".join(goal) for start, goal in goals.items()}
    items = nodes.bullet_list(classes=["references"])
    within = _by_period(counted, dated)
    for period in counted:
        goal = goals.get(period.start)
        words = (
            _linked(period, goal, session.language)
            if goal
            else _sampled(period, within[period.start], session.language)
        )
        items += nodes.list_item("", sentence(*words))
    return [picture, _legend(session, dated), items]


@further_pages("chronology")
def of_times(session: Session) -> Iterator[Further]:
    """A page for each year, or for a month or a decade, with all that happened in it."""
    pages = _pages(session)
    names = {page.name: page.title for page in pages}
    for page in pages:
        shown = _shown(session, page.things)
        yield Further(page.name, page.title, paged(names, page.name, *shown))


def _counted(session: Session, dated: Sequence[Dated]) -> list[Period]:
    written = [each.date for each in dated if each.note is None]
    named = [each.date for each in dated if each.note is not None]
    rows = _ROWS if session.bounded else _ROWS_ON_PAPER
    return periods(written, named, rows, session.language)


def _numbers(session: Session, dated: Sequence[Dated], counted: list[Period]) -> ours.timeline:
    """A picture of how much there is of each time."""
    language, title = session.language, labels(session.language)["dated"]
    picture = ours.timeline(
        svg=bars(counted, title, language=language), words=_span(session, dated)
    )
    picture["counted"], picture["title"] = counted, title
    return picture


def _pages(session: Session) -> tuple[Sheet[Dated], ...]:
    """The further pages of the chronology, where it is not whole."""
    dated = dated_in(session)
    if not session.bounded or len(dated) <= _LISTED:
        return ()
    if "chronology pages" not in session.common:
        starts = {period.start for period in _counted(session, dated)}
        session.common["chronology pages"] = sheets(
            "chronology",
            dated,
            lambda each: each.date,
            few(_LISTED),
            session.language,
            lambda date: 3 if date[:3] in starts else 4,
        )
    made: tuple[Sheet[Dated], ...] = session.common["chronology pages"]
    return made


def _goal(session: Session, start: str) -> tuple[str, str] | None:
    """The page with a time, and the row on it with which the time begins."""
    page = sheet_of(_pages(session), start)
    if page is None:
        return None
    first = next(n for n, each in enumerate(page.things, 1) if each.date.startswith(start))
    return page.name, f"event-{first}" if first > 1 else ""


def _span(session: Session, dated: Sequence[Dated]) -> str:
    return " – ".join(readable_date(dated[at].date, session.language) for at in (0, -1))


def _legend(session: Session, dated: Sequence[Dated]) -> nodes.paragraph:
    named = sum(each.note is not None for each in dated)
    fixed = labels(session.language)
    about = fixed["dated_about"].format(
        articles=fixed.count("n_articles", len(dated) - named),
        sentences=fixed.count("n_dated", named),
        time=_span(session, dated),
    )
    return sentence(f"{about} {fixed['dated_rows']}", classes=["about"])


def _shown(session: Session, dated: Sequence[Dated]) -> list[nodes.Node]:
    """A picture of what is dated, and a table with a row for each."""
    words, table = _span(session, dated), _table(dated, session.language)
    if len(dated) <= _DRAWN:
        language, title = session.language, labels(session.language)["dated"]
        events = list(_events(dated, language))
        made = ours.timeline(words=words)
        for name, width in (("svg", WIDE), ("narrow", NARROW)):
            made[name] = draw(events, title, width, language)
        return [made, table]
    counted = _counted(session, dated)
    picture = _numbers(session, dated, counted)
    firsts: dict[str, int] = {}
    for number, each in enumerate(dated, 1):
        for digits in (3, 4, 7):
            firsts.setdefault(each.date[:digits], number)
    picture["goals"] = {each.start: f"#event-{firsts[each.start]}" for each in counted}
    return [picture, _legend(session, dated), table]


def _by_period(counted: list[Period], dated: Sequence[Dated]) -> dict[str, list[Dated]]:
    starts = {period.start for period in counted}
    made: dict[str, list[Dated]] = {start: [] for start in starts}
    for each in dated:
        # The shortest period that is counted by itself has the day.
        made[next(each.date[:n] for n in (7, 4, 3) if each.date[:n] in starts)].append(each)
    return made


def _linked(period: Period, goal: tuple[str, str], language: str) -> Iterator[nodes.Node | str]:
    """How much there is of a time, and the way to all of it."""
    fixed = labels(language)
    numbers = [fixed.count("n_articles", period.articles)] * bool(period.articles)
    numbers += [fixed.count("n_dated", period.events)] * bool(period.events)
    yield pointing("list", goal[0], period.label, fragment=goal[1])
    yield f"{fixed['colon']}{fixed['semicolon'].join(numbers)}."


def _sampled(period: Period, within: list[Dated], language: str) -> Iterator[nodes.Node | str]:
    """How much there is of a time, and ways to some of it, where there are no pages for all."""
    fixed = labels(language)
    articles = [each for each in within if each.note is None]
    notes = {each.note.id: each for each in within if each.note is not None}
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


def _events(dated: Sequence[Dated], language: str) -> Iterator[Event]:
    for number, each in enumerate(dated, 1):
        day = day_of(each.date)
        if day is not None:
            when, marked = readable_date(each.date, language), each.note is None
            yield Event(number, when, each.words, day, day, marked=marked)


def _table(dated: Sequence[Dated], language: str) -> nodes.table:
    words, alone = labels(language), len({each.article.id for each in dated}) == 1
    group = nodes.tgroup(cols=2)
    group += [nodes.colspec(colwidth=25), nodes.colspec(colwidth=75)]
    head = nodes.row(
        "", *(nodes.entry("", nodes.paragraph("", words[name])) for name in ("date", "event"))
    )
    group += nodes.thead("", head)
    group += nodes.tbody(
        "", *(_row(number, each, language, alone) for number, each in enumerate(dated, 1))
    )
    return nodes.table("", group, classes=["colwidths-auto", "chronology"])


def _row(number: int, each: Dated, language: str, alone: bool) -> nodes.row:
    when = sentence(nodes.inline("", f"({number})", classes=["event-number"]), " ")
    date = readable_date(each.date, language)
    if each.note is None:
        when += nodes.strong("", date)
        about = f", {each.article.author}" if each.article.author else ""
        title = pointing("article", each.article.id, quoted(each.words, language))
        what = sentence(nodes.strong("", "", title), about)
    else:
        when += nodes.Text(date)
        name = note_words(labels(language), each.note.number, each.note.name)
        whole = {} if alone else whole_name(each.article)
        name = name if alone else f"{each.article.brief_title}, {name}"
        what = sentence(f"{each.words} (", pointing("note", each.note.id, name, **whole), ")")
    return nodes.row("", nodes.entry("", when), nodes.entry("", what), ids=[f"event-{number}"])
