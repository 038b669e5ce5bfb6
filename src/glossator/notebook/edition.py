"""What is in an open edition, and what can be looked up in it?"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from ..anchor.concordance import PreparedText
from ..apparatus import Apparatus, Placed
from ..book import Book
from ..checks import Report, examine
from ..citations import citations, cited_by
from ..dates import find_dates
from ..gist import all_notes
from ..kinds import KINDS
from ..model import Annotation, Article, GlossaryEntry, Place, Span, Work
from ..options import CONFIG
from ..pointers import pointer, pointers
from ..problems import EditionError, Problem, plain
from ..references import Backlinks, Targets, Use, backlinks
from ..text import ReadingText, body_words
from . import columns
from .concordance import Line, around, find_words
from .records import Link, Moment, Records

_TEXTS = ("articles", "notes", "all")
#: How much of a note's words stands around a date, in code points on each side.
_AROUND_DATE = 60


def open_edition(place: str | os.PathLike[str] = ".") -> OpenEdition:
    """The edition in *place* or above it; see `glossator.open`."""
    here = Path(place).resolve()
    for folder in (here, *here.parents):
        if (folder / CONFIG).is_file():
            return OpenEdition(examine(folder))
    raise EditionError(f"{here} holds no edition: there is no {CONFIG} in it or above it.")


class OpenEdition:
    """An edition as it was when it was opened. Nothing in it can be changed."""

    _report: Report
    _book: Book
    _placed: Mapping[str, Placed]

    def __init__(self, report: Report) -> None:
        notes = (note for each in report.book.apparatus.values() for note in all_notes(each))
        placed = {note.annotation.id: note for note in notes}
        vars(self).update(_report=report, _book=report.book, _placed=placed)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"an open edition cannot be changed, so {name} cannot be set.")

    @property
    def title(self) -> str:
        """The edition's title."""
        return self._book.edition.title

    @property
    def language(self) -> str:
        """The code of the language in which it speaks of its articles."""
        return self._book.edition.language

    @property
    def root(self) -> Path:
        """Its folder."""
        return Path(self._book.edition.root)

    @cached_property
    def articles(self) -> Records[Article]:
        """The articles, by date."""
        made = columns.article_columns(self._book.apparatus)
        return Records("articles", self._book.edition.articles, made)

    @cached_property
    def annotations(self) -> Records[Annotation]:
        """The notes that readers see: by article, and there by place; those without one last."""
        made = columns.annotation_columns(self._placed, self._book.apparatus, self._shown)
        return Records("annotations", (note.annotation for note in self._placed.values()), made)

    @cached_property
    def glossary(self) -> Records[GlossaryEntry]:
        """The glossary's entries, by the names of their files."""
        by_id = {definition.entry.id: definition for definition in self._book.glossary}
        terms = self._backlinks.terms
        made = columns.glossary_columns(by_id, lambda id: len(terms.get(id, ())), self._shown)
        return Records("glossary entries", self._book.edition.glossary, made)

    @cached_property
    def works(self) -> Records[Work]:
        """The records of references.bib, in its order."""
        made = columns.work_columns(lambda key: len(self._backlinks.works.get(key, ())))
        return Records("works", self._book.edition.works, made)

    @cached_property
    def links(self) -> Records[Link]:
        """Who points at what: at articles, terms, works and notes, in this order, by target."""
        return Records("links", self._links(), columns.LINKS)

    @property
    def problems(self) -> Records[Problem]:
        """What `glossator check` says of the edition; mistakes do not prevent opening."""
        return Records("problems", self._report.problems, columns.PROBLEMS)

    # --- looking up ------------------------------------------------------------------------

    def text(self, article: Article | str) -> ReadingText:
        """The reading text of an article, in which all offsets count. `KeyError` if there is none."""
        return self._apparatus(article).reading

    def placed(self, note: Annotation | str) -> Placed:
        """A note with its place: `number`, `span` and the verdict `match`. `KeyError` if unknown."""
        id = note if isinstance(note, str) else note.id
        if id not in self._placed:
            raise KeyError(_unknown("note", id, self._placed))
        return self._placed[id]

    def notes(
        self, kind: str = "", source: str = "", article: str = "", author: str = ""
    ) -> Records[Annotation]:
        """The notes of a kind, with a source (a work's key), of an article (its id), by an author.

        What is empty does not matter. `KeyError` for a kind, work or article that there is not.
        """
        for sort, wanted, known in (
            ("kind", kind, KINDS),
            ("work", source, self._targets.works),
            ("article", article, self._targets.articles),
        ):
            if wanted and wanted not in known:
                raise KeyError(_unknown(sort, wanted, known))
        return self.annotations.where(
            lambda note: (
                (not kind or note.kind == kind)
                and (not source or source in self._cited(note))
                and (not article or note.article == article)
                and (not author or note.author == author)
            )
        )

    def concordance(self, words: str, width: int = 40, texts: str = "articles") -> Records[Line]:
        """Every place of *words*, with *width* code points before and after, in reading order.

        Whole words; `*` at the end of a word stands for the rest of it. Case, diacritics and the
        shapes of quotation marks do not count. *texts* is articles, notes or all; `KeyError`
        otherwise.
        """
        if texts not in _TEXTS:
            raise KeyError(_unknown("sort of texts", texts, _TEXTS))
        width = max(0, width)
        found = (
            Line(*around(prepared.text, span, width), article, note, paragraph, *span)
            for article, note, prepared in self._searched
            if texts == "all" or bool(note) == (texts == "notes")
            for span in find_words(prepared, words)
            for paragraph in [self._paragraph(article, note, span)]
        )
        return Records("places", found, columns.LINES)

    def chronology(self) -> Records[Moment]:
        """The articles' dates, and the days that notes name in full, by day."""
        return Records("dates", sorted(self._moments(), key=lambda m: m.date), columns.MOMENTS)

    def __repr__(self) -> str:
        counts = ", ".join(
            repr(records)
            for records in (self.articles, self.annotations, self.glossary, self.works)
        )
        return f"“{plain(self.title, 100)}”: {counts}"

    # --- inside ----------------------------------------------------------------------------

    @cached_property
    def _targets(self) -> Targets:
        return Targets(self._book)

    @cached_property
    def _backlinks(self) -> Backlinks:
        return backlinks(self._book, self._targets)

    @cached_property
    def _searched(self) -> tuple[tuple[str, str, PreparedText], ...]:
        """All texts, prepared for searching when they are first searched: article, note, text."""
        found: list[tuple[str, str, PreparedText]] = []
        for id, apparatus in self._book.apparatus.items():
            found.append((id, "", PreparedText(apparatus.reading.text)))
            for note in all_notes(apparatus):
                if note.body is not None:
                    found.append(
                        (id, note.annotation.id, PreparedText(body_words(note.body, self._shown)))
                    )
        return tuple(found)

    def _apparatus(self, article: Article | str) -> Apparatus:
        id = article if isinstance(article, str) else article.id
        if id not in self._book.apparatus:
            raise KeyError(_unknown("article", id, self._book.apparatus))
        return self._book.apparatus[id]

    def _paragraph(self, article: str, note: str, span: Span) -> int:
        """The paragraph of a place; of a note's, the one in which its passage begins."""
        if note:
            placed = self._placed[note]
            if not placed.number:
                return 0
            span = placed.span
        return self._book.apparatus[article].reading.block_at(span.start).number

    def _cited(self, note: Annotation) -> set[str]:
        """The works that a note names, under `sources` or in its text."""
        found = pointers(self._placed[note.id].body, "")
        return {*note.sources, *(pointer.target for pointer in found if pointer.role == "cite")}

    def _links(self) -> Iterator[Link]:
        found = self._backlinks
        cited = cited_by(citations(self._book, self._targets))
        for target, by in cited.items():
            for each in by:
                by_note, article = each.note.id, each.article.id
                yield Link(
                    "article", target, "note", by_note, article, each.paragraph, each.passage
                )
        for sort, by_target in (("term", found.terms), ("work", found.works)):
            for target, uses in by_target.items():
                yield from (self._link(sort, target, use) for use in uses)
        for note in self._placed.values():
            for named in pointers(note.body, ""):
                if named.role == "note" and named.target in self._placed:
                    known = self._targets.notes[note.annotation.id]
                    use = Use(self._targets.articles[note.annotation.article], known)
                    yield self._link("note", named.target, use)

    def _link(self, sort: str, target: str, use: Use) -> Link:
        article = use.article.id if use.article else ""
        if use.annotation:
            paragraph = self._paragraph(article, use.annotation.id, Span(0, 0))
            return Link(sort, target, "note", use.annotation.id, article, paragraph)
        if use.entry:
            return Link(sort, target, "entry", use.entry.id)
        if use.page:
            return Link(sort, target, "page", use.page.docname)
        return Link(sort, target, "article", article, article, use.paragraph)

    def _moments(self) -> Iterator[Moment]:
        for article in self._book.edition.articles:
            yield Moment(article.date, article.title, article.id)
        for note in self._placed.values():
            if note.body is None:
                continue
            words = body_words(note.body, self._shown)
            # The day in an article's name or title is no day that the note names.
            searched = body_words(note.body, lambda *role: "x" * len(self._shown(*role)))
            for span, date in find_dates(searched, note.annotation.language or self.language):
                left, match, right = around(words, span, _AROUND_DATE)
                said = _whole_words(left, match, right)
                yield Moment(date, said, note.annotation.article, note.annotation.id)

    def _shown(self, role: str, content: str) -> str:
        """What a reader sees where a role stands."""
        found = pointer(content, role, Place(""))
        if found.words or role == "term":
            return found.words or found.target
        if role == "note":
            note = self._targets.notes.get(found.target)
            return note.said if note and note.number else found.target
        target = self._targets.article(found.target) or self._targets.works.get(found.target)
        if isinstance(target, Article):
            return " ".join(target.running_title.split())
        return target.label if target else found.target


def _whole_words(left: str, match: str, right: str) -> str:
    """The three in a row, without the words that are cut at either end."""
    begins = left if len(left) < _AROUND_DATE else "…" + left.partition(" ")[2]
    ends = right if len(right) < _AROUND_DATE else right.rpartition(" ")[0] + " …"
    return f"{begins}{match}{ends}".strip()


def _unknown(sort: str, wanted: str, known: Iterable[str]) -> str:
    near = get_close_matches(wanted, list(known), 1)
    hint = f" Did you mean “{near[0]}”?" if near else ""
    return f"there is no {sort} “{plain(wanted)}”.{hint}"
