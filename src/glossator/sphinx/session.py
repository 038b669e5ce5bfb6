"""What does one Sphinx run know of its edition?

The edition is examined once, when the builder starts, and kept beside the application; the
environment keeps only fingerprints, from which it follows which pages have to be made again.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ..apparatus import Apparatus
from ..checks import Report, examine
from ..options import Config
from ..references import Backlinks, Targets, backlinks, pointers

if TYPE_CHECKING:
    from sphinx.application import Sphinx


@dataclass(slots=True)
class Session:
    """One run's edition, with everything that is derived from the whole of it."""

    report: Report
    targets: Targets
    backlinks: Backlinks
    by_docname: dict[str, Apparatus]
    fingerprints: dict[str, str] = field(default_factory=dict)

    @property
    def view(self) -> str:
        """A fingerprint of all that generated lists can show."""
        edition = self.report.book.edition
        return _hash(
            edition.articles, edition.glossary, edition.works, sorted(self.fingerprints.items())
        )


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
        by_docname={
            apparatus.article.docname: apparatus for apparatus in report.book.apparatus.values()
        },
    )
    session.fingerprints = {
        docname: _fingerprint(apparatus, targets)
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


def _fingerprint(apparatus: Apparatus, targets: Targets) -> str:
    """A hash of everything that an article's page is made from."""
    notes = [
        (note.annotation, note.match, note.number)
        for note in (*apparatus.placed, *apparatus.unplaced)
    ]
    means: list[object] = []
    for note in (*apparatus.placed, *apparatus.unplaced):
        means += [targets.works.get(key) for key in note.annotation.sources]
        for found in pointers(note.body, ""):
            means.append((found, targets.article(found.target), targets.numbers.get(found.target)))
    return _hash(apparatus.article, notes, apparatus.mentions, apparatus.problems, means)


def _hash(*things: object) -> str:
    return hashlib.sha256("\x00".join(map(repr, things)).encode("utf-8", "replace")).hexdigest()
