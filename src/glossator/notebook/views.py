"""What does each view of an edition show? A picture and a table, made of records.

A widget shows a view and makes a new one whenever something is chosen; a page shows the view
that was there when the notebook ran. So both show the same.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass

from ..dates import readable_date
from ..kinds import KINDS
from ..model import Annotation
from ..problems import plain
from ..timeline import Event, draw
from . import pictures
from .concordance import Line
from .edition import OpenEdition
from .records import Moment, Records
from .show import Cell, Cells, Table, figure, first_words

#: How many rows a view shows; what is left out is said.
MOST = 60
_TEXT = 160


@dataclass(frozen=True, slots=True)
class View:
    """A picture as SVG, empty if there is none, and a table."""

    svg: str
    table: Table

    def html(self) -> str:
        """Both, as a page shows them."""
        return figure(self.svg) + self.table.html()

    def plain(self) -> str:
        """The table in words; it says all that the picture shows."""
        return self.table.plain()


def concordance_view(
    edition: OpenEdition, words: str, width: int = 40, texts: str = "articles"
) -> View:
    """Where *words* stand: a stroke for each place in each text, and a line of context."""
    words = " ".join(words.split())
    if not words:
        return View("", Table("Write a word or a phrase", (), ()))
    found = edition.concordance(words, width, texts)
    said = (
        f"{_counted(len(found), 'place').capitalize()} of “{plain(words, 80)}”{_only(len(found))}"
    )
    rows = tuple(_line(edition, line) for line in found[:MOST])
    return View(_strokes(edition, found, said), Table(said, _KWIC, rows, classes="kwic"))


_KWIC = ("Before", "Words", "After", "Where")


def _line(edition: OpenEdition, line: Line) -> tuple[Cell | Cells, ...]:
    return (
        Cell(line.left, end=True),
        Cell(line.match, strong=True),
        Cell(line.right),
        _where(edition, line.article, line.note, line.paragraph, line.start),
    )


def _where(
    edition: OpenEdition, article: str, note: str, paragraph: int = 0, start: int = 0
) -> Cell:
    """A place in words, with the article's date where there are several."""
    among = f"{article[:10]}, " if len(edition.articles) > 1 else ""
    if note:
        number = edition.placed(note).number
        return Cell(f"{among}note {number}" if number else f"{among}note", f"note:{note}")
    if paragraph:
        return Cell(f"{among}¶ {paragraph}", f"article:{article}#p{paragraph}")
    block = edition.text(article).block_at(start)
    return Cell(among + ("heading" if block.kind == "heading" else "text"), f"article:{article}")


def _strokes(edition: OpenEdition, found: Records[Line], title: str) -> str:
    """Where in its article each place is; a note's place is that of its passage."""
    by_article: dict[str, list[float]] = defaultdict(list)
    for line in found:
        start = line.start
        if line.note:
            placed = edition.placed(line.note)
            start = placed.span.start if placed.number else 0
        by_article[line.article].append(start / max(len(edition.text(line.article).text), 1))
    titles = {article.id: article.running_title for article in edition.articles}
    return pictures.places([(titles[id], at) for id, at in by_article.items()], title)


def notes_view(edition: OpenEdition, kind: str = "", source: str = "") -> View:
    """The notes of a kind and with a source: how many of each kind, and each with its passage."""
    found = edition.notes(kind=kind, source=source)
    of_kind = f" of the kind “{KINDS[kind].label}”" if kind else ""
    labels = {work.key: work.label for work in edition.works}
    with_source = f" with the source {labels[source]}" if source else ""
    said = f"{_counted(len(found), 'note').capitalize()}{of_kind}{with_source}"
    counts = Counter(note.kind for note in edition.notes(source=source))
    listed = [
        (each.label, counts[name], name == kind) for name, each in KINDS.items() if counts[name]
    ]
    rows = tuple(_note(edition, note, labels, bool(kind)) for note in found[:MOST])
    heads = ("Note", *(() if kind else ("Kind",)), "Passage", "Text", "Sources")
    picture = pictures.bars(listed, f"Notes{with_source} by kind")
    return View(picture, Table(said + _only(len(found)), heads, rows))


def _note(
    edition: OpenEdition, note: Annotation, labels: dict[str, str], of_kind: bool
) -> tuple[Cell | Cells, ...]:
    placed, columns = edition.placed(note), edition.annotations
    passage = edition.text(note.article).words(placed.span) if placed.number else note.quote.exact
    return (
        _where(edition, note.article, note.id),
        *(() if of_kind else (Cell(KINDS[note.kind].label),)),
        Cell(first_words(passage, _TEXT // 2)),
        Cell(first_words(columns.value(note, "text"), _TEXT)),
        tuple(Cell(labels.get(key, key), f"work:{key}") for key in note.sources) or Cell("–"),
    )


def chronology_view(edition: OpenEdition) -> View:
    """The articles' dates and the days that notes name: a numbered dot and a row for each day."""
    by_day: dict[str, list[Moment]] = defaultdict(list)
    for moment in edition.chronology():
        by_day[moment.date].append(moment)
    events, rows = [], []
    for number, (day, moments) in enumerate(list(by_day.items())[:MOST], 1):
        marked = any(not moment.note for moment in moments)
        date, when = datetime.date.fromisoformat(day), readable_date(day)
        events.append(Event(number, when, moments[0].what, date, date, marked))
        where = tuple(_where(edition, moment.article, moment.note) for moment in moments)
        told = Cell(moments[0].what, strong=not moments[0].note)
        rows.append((Cell(f"({number}) {when}", strong=marked), told, where))
    said = f"{_counted(len(by_day), 'day').capitalize()} named in full{_only(len(by_day))}"
    anchors = tuple(f"event-{event.number}" for event in events)
    table = Table(said, ("Day", "What", "Where"), tuple(rows), anchors)
    return View(draw(events, "Chronology"), table)


def _counted(number: int, name: str) -> str:
    return f"{number or 'no'} {name}{'s' * (number != 1)}"


def _only(number: int) -> str:
    return f", of which the first {MOST} are shown" if number > MOST else ""
