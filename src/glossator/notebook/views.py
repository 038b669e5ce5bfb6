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
from ..labels import Words, labels
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
    words, fixed = " ".join(words.split()), labels(edition.language)
    if not words:
        return View("", Table(fixed["seen_empty"], (), ()))
    found = edition.concordance(words, width, texts)
    first, last = fixed.marks[:2]
    shown = f"{first}{plain(words, 80)}{last}"
    said = (
        fixed.count("places_of", len(found), words=shown)
        if found
        else fixed["seen_no_places"].format(words=shown)
    ) + _only(len(found), fixed)
    rows = tuple(_line(edition, line, width) for line in found[:MOST])
    heads = tuple(fixed[name] for name in _KWIC)
    classes = "kwic among" if len(edition.articles) > 1 else "kwic"
    return View(_strokes(edition, found, said), Table(said, heads, rows, classes=classes))


#: The heads of a concordance, by their names among the fixed words.
_KWIC = ("seen_before", "seen_words", "seen_after", "seen_where")


def _line(edition: OpenEdition, line: Line, width: int) -> tuple[Cell | Cells, ...]:
    # Words that the width has cut are left out.
    left = line.left.partition(" ")[2] if len(line.left) == width else line.left
    right = line.right.rpartition(" ")[0] if len(line.right) == width else line.right
    return (
        Cell(left, end=True),
        Cell(line.match, strong=True),
        Cell(right),
        _where(edition, line.article, line.note, line.paragraph, line.start),
    )


def _where(
    edition: OpenEdition,
    article: str,
    note: str,
    paragraph: int = 0,
    start: int = 0,
    named: bool = True,
) -> Cell:
    """A place in words, with the article's brief name where there are several."""
    titles = {each.id: each.brief_title for each in edition.articles}
    among = f"{titles[article]}, " if len(titles) > 1 and named else ""
    fixed = labels(edition.language)
    if note:
        number = edition.placed(note).number
        name = fixed["note_number"].format(number=number) if number else fixed["seen_note"]
        return Cell(among + name, f"note:{note}")
    if paragraph:
        return Cell(f"{among}¶\u00a0{paragraph}", f"article:{article}#p{paragraph}")
    block = edition.text(article).block_at(start)
    name = fixed["seen_heading" if block.kind == "heading" else "in_text"]
    return Cell(among + name, f"article:{article}")


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
    rows = [(titles[id], at) for id, at in by_article.items()]
    return pictures.places(rows, title, edition.language)


def notes_view(edition: OpenEdition, kind: str = "", source: str = "") -> View:
    """The notes of a kind and with a source: how many of each kind, and each with its passage."""
    found = edition.notes(kind=kind, source=source)
    fixed = labels(edition.language)
    first, last = fixed.marks[:2]
    named = {work.key: work.label for work in edition.works}
    parts = [fixed.count("n_notes", len(found)) if found else fixed["seen_no_notes"]]
    if kind:
        parts.append(fixed["seen_of_kind"].format(kind=f"{first}{fixed[f'kind_{kind}']}{last}"))
    title = fixed["seen_by_kind"]
    if source:
        parts.append(fixed["seen_with_source"].format(source=named[source]))
        title = fixed["seen_source_by_kind"].format(source=named[source])
    said = " ".join(parts)
    counts = Counter(note.kind for note in edition.notes(source=source))
    listed = [(fixed[f"kind_{name}"], counts[name], name == kind) for name in KINDS if counts[name]]
    rows = tuple(_note(edition, note, named, bool(kind)) for note in found[:MOST])
    names = ("note", *(() if kind else ("seen_kind",)), "seen_passage", "text", "sources")
    heads = tuple(fixed[name] for name in names)
    picture = pictures.bars(listed, title)
    return View(picture, Table(said + _only(len(found), fixed), heads, rows))


def _note(
    edition: OpenEdition, note: Annotation, named: dict[str, str], of_kind: bool
) -> tuple[Cell | Cells, ...]:
    placed, columns = edition.placed(note), edition.annotations
    passage = edition.text(note.article).words(placed.span) if placed.number else note.quote.exact
    return (
        _where(edition, note.article, note.id),
        *(() if of_kind else (Cell(labels(edition.language)[f"kind_{note.kind}"]),)),
        Cell(first_words(passage, _TEXT // 2)),
        Cell(first_words(columns.value(note, "text"), _TEXT)),
        tuple(Cell(named.get(key, key), f"work:{key}") for key in note.sources) or Cell("–"),
    )


def chronology_view(edition: OpenEdition) -> View:
    """The articles' dates and the days that notes name: a numbered dot and a row for each day."""
    by_day: dict[str, list[Moment]] = defaultdict(list)
    for moment in edition.chronology():
        by_day[moment.date].append(moment)
    language, fixed = edition.language, labels(edition.language)
    events, rows = [], []
    for number, (day, moments) in enumerate(list(by_day.items())[:MOST], 1):
        marked = any(not moment.note for moment in moments)
        date, when = datetime.date.fromisoformat(day), readable_date(day, language)
        events.append(Event(number, when, moments[0].what, date, date, marked))
        before = [None, *(moment.article for moment in moments)]
        where = tuple(
            _where(edition, moment.article, moment.note, named=moment.article != last)
            for moment, last in zip(moments, before, strict=False)
        )
        told = Cell(moments[0].what, strong=not moments[0].note)
        rows.append((Cell(f"({number}) {when}", strong=marked), told, where))
    said = fixed.count("days_named", len(by_day)) if by_day else fixed["seen_no_days"]
    said += _only(len(by_day), fixed)
    anchors = tuple(f"event-{event.number}" for event in events)
    heads = tuple(fixed[name] for name in ("seen_day", "seen_what", "seen_where"))
    table = Table(said, heads, tuple(rows), anchors)
    return View(draw(events, fixed["chronology"], language=language), table)


def _only(number: int, fixed: Words) -> str:
    return f", {fixed['seen_first'].format(number=MOST)}" if number > MOST else ""
