"""What does one Sphinx run know of its edition?

The edition is examined once, when the builder starts, and kept beside the application; the
environment keeps only fingerprints, from which it follows which pages have to be made again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..apparatus import Apparatus
from ..checks import Report, examine
from ..citations import Citation, citations, cited_by
from ..model import Article, Work
from ..options import Config
from ..references import Backlinks, Targets, backlinks, pointers

if TYPE_CHECKING:
    from sphinx.application import Sphinx


@dataclass
class Session:
    """One run's edition, with everything that is derived from the whole of it."""

    report: Report
    targets: Targets
    backlinks: Backlinks
    citations: tuple[Citation, ...]
    by_docname: dict[str, Apparatus]
    fingerprints: dict[str, str] = field(default_factory=dict)
    #: Whether lists show only the first uses of each thing, because pages of uses show all.
    bounded: bool = False

    @cached_property
    def cited(self) -> Mapping[str, tuple[Citation, ...]]:
        """Who cites each article, by its id."""
        return cited_by(self.citations)

    @cached_property
    def view(self) -> str:
        """A fingerprint of all that the edition shows."""
        edition = self.report.book.edition
        return _hash(edition.glossary, edition.works, sorted(self.fingerprints.items()))


def open_session(root: Path, config: Config | None = None) -> Session:
    """Examine the edition in *root*; raises `EditionError` where there is none.

    *config* stands in for a `_config.yml`, where Sphinx is called without Jupyter Book.
    """
    report = examine(root, config)
    targets = Targets(report.book)
    session = Session(
        report=report,
        targets=targets,
        backlinks=backlinks(report.book, targets),
        citations=citations(report.book, targets),
        by_docname={
            apparatus.article.docname: apparatus for apparatus in report.book.apparatus.values()
        },
    )
    session.fingerprints = {
        docname: _fingerprint(apparatus, targets, session.cited.get(apparatus.article.id, ()))
        for docname, apparatus in session.by_docname.items()
    }
    return session


def session_of(app: Sphinx) -> Session:
    """The session of a running application."""
    session: Session = app.glossator  # type: ignore[attr-defined]
    return session


def is_article(app: Sphinx, docname: str) -> bool:
    """Whether a document is an article, which no parser but ours may see."""
    return docname.startswith(f"{app.config.glossator_book}/articles/")


def _fingerprint(apparatus: Apparatus, targets: Targets, cited: tuple[Citation, ...]) -> str:
    """A hash of everything that an article's page is made from."""
    notes = [
        (note.annotation, note.match, note.number)
        for note in (*apparatus.placed, *apparatus.unplaced)
    ]
    means: list[object] = []
    for note in (*apparatus.placed, *apparatus.unplaced):
        means += [targets.works.get(key) for key in note.annotation.sources]
        for found in pointers(note.body, ""):
            goes_to = targets.article(found.target)
            if isinstance(goes_to, Article):
                # Of another article a link shows no more, so that its text may change.
                last = targets.paragraphs.get(goes_to.id)
                means.append((goes_to.id, goes_to.running_title, goes_to.order, last))
            means.append((found, goes_to is None or (isinstance(goes_to, Work) and goes_to)))
            means.append(targets.numbers.get(found.target))
    by = [
        (each.article.id, each.article.running_title, each.article.order, each.passage)
        for each in cited
    ]
    by_notes = [(each.note.number, each.note.annotation.name) for each in cited]
    return _hash(
        apparatus.article, notes, apparatus.mentions, apparatus.problems, means, by, by_notes
    )


def _hash(*things: object) -> str:
    return hashlib.sha256("\x00".join(map(repr, things)).encode("utf-8", "replace")).hexdigest()
