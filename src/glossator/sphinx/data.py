"""Which data files lie beside the pages, and which of them have to be written again?

They are scripts that set one property, because pages opened from disk may not fetch; pages load
them when a reader asks for what they hold. Beside them lie citations, as plain files. A file is
made again when what it rests on has changed; it takes its place at once and whole, and only then is it remembered.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple, TypedDict

from sphinx.application import Sphinx

from ..apparatus import Apparatus
from ..cite import Citation
from ..finding import divide
from ..memory import engine
from .indexing import script, write_index
from .previews import Told, cite_article_of, notes_of, passages, previews, tell_notes
from .records import read_record, replace, write_record
from .searching import SORTS, article_records, other_records
from .session import is_article, session_of
from .shares import in_shares

#: In the place of a name, for files that hold no data for scripts.
AS_IT_IS = ""
#: Beside the pages: on what the data files rest that were written.
KEYS = ".data"
#: What can be found, which the index is made of.
_RECORDS = "records/"


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


class _File(NamedTuple):
    """A file, the name of its data, and what makes them."""

    file: str
    name: str
    make: Callable[[], object]


def write_data(app: Sphinx, stamp: str) -> None:
    """Write all data files that have changed; *stamp* stands for whatever is on every page."""
    folder, place = Path(app.outdir) / "_static", Path(app.outdir) / KEYS
    known, session = _known(place), session_of(app)
    everywhere = _digest(stamp, app.config.html_baseurl, session.report.book.edition.title)
    read = sorted(item for item in app.env.all_docs.items() if not is_article(app, item[0]))
    whole = _digest(everywhere, session.view, read)
    if known["whole"] == whole:
        return
    if known["everywhere"] != everywhere:
        known["articles"], known["rest"] = {}, ""
    there = {entry.name for entry in os.scandir(folder)} if folder.is_dir() else set()
    articles = {Path(docname).name: docname for docname in session.fingerprints}
    prints = {id: session.fingerprints[docname] for id, docname in articles.items()}
    fresh = {
        id
        for id in articles
        if known["articles"].get(id) != prints[id] or not there.issuperset(_names_of(id))
    }
    rest = _digest(engine(), session.listed, read)
    same = known["rest"] == rest and there.issuperset(known["others"])
    # A build that is stopped from here on must not leave files that are taken for what they were.
    kept = {id: print for id, print in known["articles"].items() if id not in fresh}
    write_record(place, {**known, "whole": "", "articles": kept, "rest": ""})
    replaced: dict[str, str] = {}

    def write_share(ids: Sequence[str]) -> dict[str, str]:
        some: dict[str, str] = {}
        for id in ids:
            # What was worked out for an article's files is let go after the last of them.
            for each in _of_article(app, id, articles[id]):
                _write(folder, each, there, some)
        return some

    in_shares(app, [id for id in articles if id in fresh], write_share, replaced.update)
    others = known["others"]
    if not same:
        made = list(_others(app))
        others = [each.file for each in made]
        for each in made:
            _write(folder, each, there, replaced)
    records = [f"records-{id}.js" for id in articles]
    records += [name for name in others if name.startswith("records-")]
    index = write_index(Path(app.outdir), records, SORTS, replaced)
    now = _Record(
        whole=whole, everywhere=everywhere, articles=prints, rest=rest, others=others, index=index
    )
    write_record(place, now)
    for old in {*_names(known)} - {*_names(now)}:
        (folder / old).unlink(missing_ok=True)


def _known(place: Path) -> _Record:
    found = read_record(place)
    nothing = _Record(whole="", everywhere="", articles={}, rest="", others=[], index=[])
    # Another release may have kept something else.
    fits = isinstance(found, dict) and found.keys() == nothing.keys()
    return found if fits else nothing


def _names(record: _Record) -> Iterator[str]:
    """The names of all files in a record."""
    for id in record["articles"]:
        yield from _names_of(id)
    yield from (*record["others"], *record["index"])


def _write(folder: Path, made: _File, there: Set[str], replaced: dict[str, str]) -> None:
    """Write a file, unless it is as it was; *replaced* takes what stood in those that search reads.

    Be it the same: a build that was stopped may have written the file, and not the index of it.
    """
    path, data = folder / made.file, made.make()
    text = str(data) if made.name == AS_IT_IS else script(made.name, data)
    before = path.read_text("utf-8", "replace") if made.file in there else ""
    if made.name.startswith(_RECORDS):
        replaced[made.file] = before
    if text != before:
        replace(path, text)


def _names_of(id: str) -> Iterator[str]:
    """The names of an article's files."""
    yield from (f"{sort}-{id}.js" for sort in _OF_ARTICLES)
    yield from (f"cite-{id}.{ending}" for ending in CITATIONS)


def _of_article(app: Sphinx, id: str, docname: str) -> Iterator[_File]:
    """An article's files, in the order of their names."""
    article = _Article(app, docname)
    for sort, make in _OF_ARTICLES.items():
        yield _File(f"{sort}-{id}.js", f"{sort}/{id}", partial(make, article))
    for ending, cited in CITATIONS.items():
        yield _File(f"cite-{id}.{ending}", AS_IT_IS, partial(cited, article))


def _others(app: Sphinx) -> Iterator[_File]:
    """The files of the rest of the edition."""
    found = previews(app)
    yield _File("previews.js", "previews", lambda: found)
    for number, some in enumerate(divide(other_records(app, found))):
        yield _File(f"records-other-{number}.js", f"{_RECORDS}other-{number}", partial(list, some))


@dataclass
class _Article:
    """What several files of an article are made from."""

    app: Sphinx
    docname: str

    @cached_property
    def apparatus(self) -> Apparatus:
        """The article itself, where one of its files is made at all."""
        return session_of(self.app).by_docname[self.docname]

    @cached_property
    def cited(self) -> Citation:
        """How the article is cited."""
        return cite_article_of(self.app, self.apparatus)

    @cached_property
    def notes(self) -> list[Told]:
        """Its notes, with their words and how they are cited."""
        return tell_notes(self.app, self.apparatus)

    @property
    def citations(self) -> list[Citation]:
        """How the article is cited, and each of its notes."""
        return [self.cited, *(note.cited for note in self.notes)]


def _as_text(article: _Article) -> str:
    return "".join(f"{cited.text}\n" for cited in article.citations)


def _as_bibtex(article: _Article) -> str:
    return "".join(f"{cited.bibtex}\n\n" for cited in article.citations)


def _as_csl(article: _Article) -> str:
    records = [dict(cited.csl) for cited in article.citations]
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


#: The forms in which an article and its notes are cited, each a file that needs no script.
CITATIONS: dict[str, Callable[[_Article], str]] = {
    "txt": _as_text,
    "bib": _as_bibtex,
    "json": _as_csl,
}


def _records(article: _Article) -> object:
    return article_records(article.app, article.apparatus, article.notes)


def _notes(article: _Article) -> object:
    return notes_of(article.notes, session_of(article.app).language)


def _passages(article: _Article) -> object:
    return passages(article.apparatus)


#: The files that each article has of its own.
_OF_ARTICLES: dict[str, Callable[[_Article], object]] = {
    "notes": _notes,
    "passages": _passages,
    "records": _records,
}


def _digest(*things: object) -> str:
    return hashlib.sha256(repr(things).encode("utf-8", "replace")).hexdigest()
