"""Which data files lie beside the pages, and which of them have to be written again?

They are scripts that set one property, because pages opened from disk may not fetch; pages load
them when a reader asks for what they hold. Beside them lie citations, as plain files. A file is
made again when what it rests on has changed; it takes its place at once and whole, and only then is it remembered.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from sphinx.application import Sphinx

from ..apparatus import Apparatus
from ..cite import Citation
from ..finding import divide
from .indexing import script, write_index
from .previews import Told, cite_article_of, notes_of, passages, previews, tell_notes
from .records import read_record, replace, write_record
from .searching import SORTS, article_records, other_records
from .session import Session, is_article, session_of

#: In the place of a name, for files that hold no data for scripts.
AS_IT_IS = ""
#: Beside the pages: on what each data file rests that was written.
KEYS = ".data"
#: Under this name: on what all of them rest.
_ALL = "all"
#: What can be found, which the index is made of.
_RECORDS = "records/"


def write_data(app: Sphinx, stamp: str) -> None:
    """Write all data files that have changed; *stamp* stands for whatever is on every page."""
    folder = Path(app.outdir) / "_static"
    place = Path(app.outdir) / KEYS
    known = read_record(place) or {}
    session = session_of(app)
    everywhere = (stamp, app.config.html_baseurl, session.report.book.edition.title)
    read = sorted(item for item in app.env.all_docs.items() if not is_article(app, item[0]))
    keys = {_ALL: _digest(everywhere, session.view, read)}
    if known.get(_ALL) == keys[_ALL]:
        return
    outdated = []
    for file, name, rests_on, make in _files(app, session):
        keys[file] = _digest(everywhere, name, rests_on)
        if known.get(file) != keys[file] or not (folder / file).is_file():
            outdated.append((file, name, make))
    # A build that is stopped from here on must not leave files that are taken for what they were.
    write_record(place, {**known, _ALL: "", **dict.fromkeys((file for file, *_ in outdated), "")})
    replaced = {}
    outdated.reverse()
    while outdated:
        # What was worked out for an article's files is let go after the last of them.
        file, name, make = outdated.pop()
        path = folder / file
        if name.startswith(_RECORDS):
            replaced[file] = path.read_text("utf-8", "replace") if path.is_file() else ""
        made = make()
        replace(path, str(made) if name == AS_IT_IS else script(name, made))
    files = [file for file in keys if file.startswith("records-")]
    keys |= dict.fromkeys(write_index(Path(app.outdir), files, SORTS, replaced), "")
    write_record(place, keys)
    for old in known.keys() - keys.keys():
        (folder / old).unlink(missing_ok=True)


def _files(
    app: Sphinx, session: Session
) -> Iterator[tuple[str, str, object, Callable[[], object]]]:
    """Each file, the name of its data, what these rest on, and what makes them."""
    found = previews(app)
    yield "previews.js", "previews", found, lambda: found
    for docname, fingerprint in session.fingerprints.items():
        id = Path(docname).name
        article = _Article(app, session.by_docname[docname])
        for sort, make in _OF_ARTICLES.items():
            yield f"{sort}-{id}.js", f"{sort}/{id}", fingerprint, partial(make, article)
        for ending, cited in CITATIONS.items():
            yield f"cite-{id}.{ending}", AS_IT_IS, fingerprint, partial(cited, article)
    for number, some in enumerate(divide(other_records(app, found))):
        yield f"records-other-{number}.js", f"{_RECORDS}other-{number}", some, partial(list, some)


@dataclass
class _Article:
    """What several files of an article are made from."""

    app: Sphinx
    apparatus: Apparatus

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
    return notes_of(article.notes)


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
