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
from ..configuration import Config
from ..memory import Kept
from ..model import Article, Work
from ..references import Backlinks, Targets, backlinks, pointers

if TYPE_CHECKING:
    from sphinx.application import Sphinx


@dataclass
class Session:
    """One run's edition, with everything that is derived from the whole of it."""

    report: Report
    targets: Targets
    citations: tuple[Citation, ...]
    by_docname: dict[str, Apparatus]
    fingerprints: dict[str, str] = field(default_factory=dict)
    #: Whether lists show only the first uses of each thing, because pages of uses show all.
    bounded: bool = False
    #: Fingerprints of the lists that were made, by their names.
    lists: dict[str, str] = field(default_factory=dict)

    @cached_property
    def cited(self) -> Mapping[str, tuple[Citation, ...]]:
        """Who cites each article, by its id."""
        return cited_by(self.citations)

    @cached_property
    def backlinks(self) -> Backlinks:
        """Every use of a work or a term; not made before somebody asks for it."""
        return backlinks(self.report.book, self.targets)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """Fingerprints of the articles' words, titles and dates, by their ids."""
        articles = self.report.book.edition.articles
        return {each.id: _hash(each.body, each.running_title, each.date) for each in articles}

    @cached_property
    def view(self) -> str:
        """A fingerprint of all that the edition shows."""
        edition = self.report.book.edition
        withdrawn = [note for each in self.by_docname.values() for note in each.withdrawn]
        return _hash(
            edition.glossary,
            edition.bibtex,
            edition.pages,
            sorted(edition.contributors.items()),
            withdrawn,
            sorted(self.fingerprints.items()),
            self.bounded,
        )


def open_session(root: Path, config: Config | None = None, kept: Kept | None = None) -> Session:
    """Examine the edition in *root*; raises `EditionError` where there is none.

    *config* stands in for a `_config.yml`, where Sphinx is called without Jupyter Book; *kept* is
    for an application that builds more than once.
    """
    report = examine(root, config, kept)
    targets = Targets(report.book)
    session = Session(
        report=report,
        targets=targets,
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
    return _hash(apparatus.mark, means, by, by_notes)


def _hash(*things: object) -> str:
    return hashlib.sha256("\x00".join(map(repr, things)).encode("utf-8", "replace")).hexdigest()
