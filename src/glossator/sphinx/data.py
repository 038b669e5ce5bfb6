"""Which data files lie beside the pages, and which of them have to be written again?

They are scripts that set one property, because pages opened from disk may not fetch; pages load
them when a reader asks for what they hold. Beside them lie citations, as plain files. A file is
made again when what it rests on has changed; it takes its place at once and whole, and only then is it remembered.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TypedDict

from sphinx.application import Sphinx

from ..finding import divide
from ..memory import engine
from .beside import AS_IT_IS, RECORDS, DataFile, files_of, names_of
from .indexing import script, write_index
from .links import where_lists_stand
from .previews import previews
from .records import digest, read_like, replace, write_record
from .searching import SORTS, other_records
from .session import is_article, session_of
from .shares import aside, in_shares
from .theme import STAMP, ours

#: Beside the pages: on what the data files rest that were written.
KEYS = ".data"


class _Record(TypedDict):
    """On what files rest: all of them, besides their own; those of each article; the others.

    `whole` stands for all of it together; `others` are the names of the others, `index` those of
    the search's index.
    """

    whole: str
    everywhere: str
    articles: dict[str, str]
    rest: str
    others: list[str]
    index: list[str]


def add(app: Sphinx) -> None:
    """Write them when all pages are written, but for those that a page's writer has written."""
    app.connect("build-finished", _finish)


def data_files(app: Sphinx) -> DataFiles:
    """The data files of this build."""
    common = session_of(app).common
    if "data files" not in common:
        common["data files"] = DataFiles(app)
    found: DataFiles = common["data files"]
    return found


#: Of each file of records that was written, by the name of its article's document, the old text.
Replaced = dict[str, dict[str, str]]


class DataFiles:
    """What is to be written in one build.

    An article's files may be written by the process that writes its page, which has read the
    article for it.
    """

    def __init__(self, app: Sphinx) -> None:
        self._app, self._folder = app, Path(app.outdir) / "_static"
        known, session = _known(self._place), session_of(app)
        title = session.report.book.edition.title
        stamp, places = str(app.config[STAMP]), where_lists_stand(app.env)
        everywhere = digest(stamp, app.config.html_baseurl, title, places)
        read = sorted(item for item in app.env.all_docs.items() if not is_article(app, item[0]))
        self._whole = digest(everywhere, session.view, read)
        self._same = known["whole"] == self._whole
        if known["everywhere"] != everywhere:
            known["articles"], known["rest"] = {}, ""
        self._known, self._everywhere = known, everywhere
        self._rest = digest(engine(), session.listed, read)
        self._there = frozenset(_names_in(self._folder)) if not self._same else frozenset()
        self._prints = {Path(name).name: print for name, print in session.fingerprints.items()}
        self._waiting = {} if self._same else dict.fromkeys(self._stale(session.fingerprints))
        self._replaced: dict[str, str] = {}
        self._finish: Callable[[], object] = self._write_rest
        if not self._same:
            # A build that is stopped from here on must not leave files that are taken for what they were.
            stale = {Path(docname).name for docname in self._waiting}
            # Nor such as nobody knows, if what made them is undone.
            kept = {**known["articles"], **dict.fromkeys(stale, "")}
            write_record(self._place, {**known, "whole": "", "articles": kept, "rest": ""})

    @property
    def _place(self) -> Path:
        return Path(self._app.outdir) / KEYS

    def _stale(self, fingerprints: Mapping[str, str]) -> Iterator[str]:
        """The articles of which a file is not as it should be."""
        for docname, print in fingerprints.items():
            id = Path(docname).name
            whole = self._there.issuperset(names_of(id))
            if self._known["articles"].get(id) != print or not whole:
                yield docname

    def write(self, docnames: Iterable[str]) -> Replaced:
        """Write the files of these articles that have changed; for `take`."""
        made: Replaced = {}
        for docname in docnames:
            if docname in self._waiting:
                # What was worked out for an article's files is let go after the last of them.
                made[docname] = self._written(files_of(self._app, docname))
        return made

    def take(self, written: Replaced) -> None:
        """Count as written what `write` has written, maybe in another process."""
        for docname, texts in written.items():
            self._replaced |= texts
            self._waiting.pop(docname, None)

    def begin_to_finish(self) -> None:
        """Write everything else meanwhile, in another process if there may be one."""
        self._finish = aside(self._app, self._write_rest)

    def finish(self) -> None:
        """Let everything else be written, if it is not yet."""
        self._finish()

    def _write_rest(self) -> None:
        """Write everything else, and the index of all of it."""
        if self._same:
            return
        in_shares(self._app, list(self._waiting), self.write, self.take)
        others = self._known["others"]
        if self._known["rest"] != self._rest or not self._there.issuperset(others):
            made = list(_others(self._app))
            others = [each.file for each in made]
            self._replaced |= self._written(made)
        records = [f"records-{id}.js" for id in self._prints]
        records += [name for name in others if name.startswith("records-")]
        index = write_index(Path(self._app.outdir), records, SORTS, self._replaced)
        now = _Record(
            whole=self._whole,
            everywhere=self._everywhere,
            articles=self._prints,
            rest=self._rest,
            others=others,
            index=index,
        )
        write_record(self._place, now)
        for old in {*_names(self._known)} - {*_names(now)}:
            (self._folder / old).unlink(missing_ok=True)

    def _written(self, files: Iterable[DataFile]) -> dict[str, str]:
        """Write files, unless they are as they were; what stood in those that search reads.

        Be it the same: a build that was stopped may have written one, and not the index of it.
        """
        replaced: dict[str, str] = {}
        for made in files:
            path, data = self._folder / made.file, made.make()
            text = str(data) if made.name == AS_IT_IS else script(made.name, data)
            before = path.read_text("utf-8", "replace") if made.file in self._there else ""
            if made.name.startswith(RECORDS):
                replaced[made.file] = before
            if text != before:
                replace(path, text)
        return replaced


def _finish(app: Sphinx, exception: Exception | None) -> None:
    if exception is None and ours(app):
        data_files(app).finish()


def _names_in(folder: Path) -> Iterator[str]:
    if folder.is_dir():
        yield from (entry.name for entry in os.scandir(folder))


def _known(place: Path) -> _Record:
    return read_like(
        place, _Record(whole="", everywhere="", articles={}, rest="", others=[], index=[])
    )


def _names(record: _Record) -> Iterator[str]:
    """The names of all files in a record."""
    for id in record["articles"]:
        yield from names_of(id)
    yield from (*record["others"], *record["index"])


def _others(app: Sphinx) -> Iterator[DataFile]:
    """The files of the rest of the edition."""
    found = previews(app)
    yield DataFile("previews.js", "previews", lambda: found)
    for number, some in enumerate(divide(other_records(app, found))):
        yield DataFile(
            f"records-other-{number}.js", f"{RECORDS}other-{number}", partial(list, some)
        )
