"""What does one Sphinx run know of its edition?

The edition is examined once, when the builder starts, and kept beside the application; the
environment keeps only fingerprints, from which it follows which pages have to be made again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Set
from dataclasses import dataclass, field, fields
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sphinx.errors import ExtensionError

from ..apparatus import Apparatus
from ..checks import Report, examine
from ..citations import Citation, citations, cited_by
from ..configuration import Config
from ..gist import Gist
from ..memory import Kept, Laters
from ..model import Article, Work
from ..options import CONFIG, PREFIX, Options, read_options
from ..problems import EditionError
from ..references import Backlinks, Targets, backlinks, used
from .emended import emended_pages
from .shares import jobs
from .times import Sheet

if TYPE_CHECKING:
    from sphinx.application import Sphinx


@dataclass
class Session:
    """One run's edition, with everything that is derived from the whole of it."""

    report: Report
    targets: Targets
    citations: tuple[Citation, ...]
    by_docname: Mapping[str, Apparatus]
    fingerprints: dict[str, str] = field(default_factory=dict)
    #: Whether lists show only the first uses of each thing, because pages of uses show all.
    bounded: bool = False
    #: Where the pages are written, with what is kept beside them; None where lists are whole.
    folder: Path | None = None
    #: Whether the build is over for which it was opened.
    over: bool = False
    #: What was said at its end: each problem's text, its place, and whether it is an error.
    said: list[tuple[str, str, bool]] = field(default_factory=list)
    #: Fingerprints of the lists that were made, by their names.
    lists: dict[str, str] = field(default_factory=dict)
    #: What a list and its further pages are both made from, by its name, so that it is made once.
    common: dict[str, Any] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """That in which the edition speaks of its articles."""
        return self.report.config.language

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        """Each article, by the name of its document."""
        return {each.docname: each for each in self.report.book.edition.articles}

    @cached_property
    def emended(self) -> tuple[Sheet[Article], ...]:
        """The further pages of the list of emendations."""
        return emended_pages(self.report.book.edition.articles, self.language)

    @cached_property
    def emended_at(self) -> Mapping[str, str]:
        """The further page with an article's emendations, by its id; none where the list is whole."""
        return {each.id: page.name for page in self.emended for each in page.things}

    @cached_property
    def cited(self) -> Mapping[str, tuple[Citation, ...]]:
        """Who cites each article, by its id."""
        return cited_by(self.citations)

    @cached_property
    def backlinks(self) -> Backlinks:
        """Every use of a work or a term; not made before somebody asks for it."""
        return backlinks(self.report.book, self.targets)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """How lines name each article, by its id."""
        articles = self.report.book.edition.articles
        return {each.id: repr((each.id, each.running_title, each.date)) for each in articles}

    @cached_property
    def cited_works(self) -> Set[str]:
        """The keys of the works that are cited at all."""
        return used(self.report.book, self.targets)[0]

    @cached_property
    def _around(self) -> str:
        """A fingerprint of all that an edition has besides articles and their notes."""
        edition = self.report.book.edition
        people = sorted(edition.contributors.items())
        shown = (
            edition.glossary,
            edition.bibtex,
            edition.pages,
            people,
            self.report.config,
        )
        return _hash(*shown)

    @cached_property
    def _faces(self) -> str:
        """A fingerprint of what lists show of articles and their notes."""
        return _hash([(id, gist.face) for id, gist in self.report.book.gists.items()])

    @cached_property
    def frame(self) -> str:
        """A fingerprint of all that lists show besides articles and their notes."""
        return _hash(self._around, self.bounded)

    @cached_property
    def listed(self) -> str:
        """A fingerprint of all that lists show."""
        return _hash(self.frame, self._faces)

    @cached_property
    def view(self) -> str:
        """A fingerprint of all that the edition shows in what is built."""
        return _hash(self.listed, sorted(self.fingerprints.items()))

    @cached_property
    def stamp(self) -> str:
        """A fingerprint of the edition, whatever it is built as."""
        return _hash(self._around, self._faces, sorted(self.fingerprints.items()))


def open_session(
    root: Path,
    config: Config | None = None,
    kept: Kept | None = None,
    jobs: int = 1,
    states: Mapping[str, bytes] = MappingProxyType({}),
) -> Session:
    """Examine the edition in *root*; raises `EditionError` where there is none.

    *config* stands in for a `_config.yml`, where Sphinx is called without Jupyter Book; *kept* is
    for an application that builds more than once; *jobs* are the processes that may share the work, and
    *states* those of its folders a moment ago.
    """
    report = examine(root, config, kept, jobs, states)
    targets = Targets(report.book)
    book = report.book
    session = Session(
        report=report,
        targets=targets,
        citations=citations(book, targets),
        by_docname=Laters(
            {
                each.docname: partial(book.apparatus.__getitem__, each.id)
                for each in book.edition.articles
            }
        ),
    )
    works = {key: _hash(work) for key, work in targets.works.items()}
    session.fingerprints = {
        each.docname: _fingerprint(
            book.gists[each.id],
            targets,
            works,
            session.cited.get(each.id, ()),
            session.emended_at.get(each.id, ""),
        )
        for each in book.edition.articles
    }
    return session


def look_again(app: Sphinx) -> None:
    """Examine the edition for a build, which an application may make more than one of."""
    before: Session | None = getattr(app, "glossator", None)
    if before is not None and not before.over:
        return
    try:
        root = Path(app.srcdir)
        config = None if (root / CONFIG).is_file() else _config_of(app)
        kept: Kept = getattr(app, "glossator_kept", {})
        app.glossator_kept = kept  # type: ignore[attr-defined]
        # Only for the first of several builds.
        states = vars(app).pop("glossator_states", {})
        session = open_session(root, config, kept, jobs(app), states)
    except EditionError as error:
        raise ExtensionError(str(error)) from error
    session.bounded = getattr(app.builder, "unfolds_articles", False)
    session.folder = Path(app.outdir) if session.bounded else None
    app.glossator = session  # type: ignore[attr-defined]


def _config_of(app: Sphinx) -> Config:
    """The edition's own settings from a conf.py, where there is no `_config.yml`."""
    config = app.config
    options, problems = read_options({o.name: config[PREFIX + o.name] for o in fields(Options)})
    if problems:
        raise EditionError(" ".join(problem.message for problem in problems))
    title = config.html_title or config.project
    return Config(title, config.author, config.language or "en", "", options)


def session_of(app: Sphinx) -> Session:
    """The session of a running application."""
    session: Session = app.glossator  # type: ignore[attr-defined]
    return session


def is_article(app: Sphinx, docname: str) -> bool:
    """Whether a document is an article, which no parser but ours may see."""
    return docname.startswith(f"{app.config.glossator_book}/articles/")


def _fingerprint(
    gist: Gist,
    targets: Targets,
    works: Mapping[str, str],
    cited: tuple[Citation, ...],
    emended: str,
) -> str:
    """A hash of everything that an article's page is made from; *works* are those of the works.

    *emended* is the further page on which its emendations stand.
    """
    means: list[object] = []
    for note in gist.notes:
        means += [works.get(key) for key in note.sources]
        for found in note.points():
            goes_to = targets.article(found.target)
            if isinstance(goes_to, Article):
                # Of another article a link shows no more, so that its text may change.
                last = targets.paragraphs.get(goes_to.id)
                means.append((goes_to.id, goes_to.running_title, goes_to.order, last))
            means.append((found, goes_to is None or (isinstance(goes_to, Work) and goes_to)))
            known = targets.notes.get(found.target)
            means.append(known and known.said)
    by = [
        (each.article.id, each.article.running_title, each.article.order, each.passage)
        for each in cited
    ]
    by_notes = [(each.note.number, each.note.name) for each in cited]
    return _hash(gist.mark, means, by, by_notes, emended)


def _hash(*things: object) -> str:
    return hashlib.sha256("\x00".join(map(repr, things)).encode("utf-8", "replace")).hexdigest()
