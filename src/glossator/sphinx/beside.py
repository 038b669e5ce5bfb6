"""Which data files has an article: what scripts load of it, and how it is cited?"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple

from sphinx.application import Sphinx

from ..apparatus import Apparatus
from ..cite import Citation
from .previews import Told, cite_article_of, notes_of, passages, tell_notes
from .searching import article_records
from .session import session_of

#: In the place of a name, for files that hold no data for scripts.
AS_IT_IS = ""
#: How the names of what can be found begin, which the search's index is made of.
RECORDS = "records/"


class DataFile(NamedTuple):
    """A file, the name of its data, and what makes them."""

    file: str
    name: str
    make: Callable[[], object]


def names_of(id: str) -> Iterator[str]:
    """The names of an article's files."""
    yield from (f"{sort}-{id}.js" for sort in _OF_ARTICLES)
    yield from (f"cite-{id}.{ending}" for ending in CITATIONS)


def files_of(app: Sphinx, docname: str) -> Iterator[DataFile]:
    """An article's files, in the order of their names."""
    article, id = _Article(app, docname), docname.rpartition("/")[2]
    for sort, make in _OF_ARTICLES.items():
        yield DataFile(f"{sort}-{id}.js", f"{sort}/{id}", partial(make, article))
    for ending, cited in CITATIONS.items():
        yield DataFile(f"cite-{id}.{ending}", AS_IT_IS, partial(cited, article))


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
