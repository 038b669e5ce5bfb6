"""The Sphinx builder `glossator-pdf`: from doctrees to a PDF.

It decides nothing about the look (`template/`) and nothing about the content (`book.py`): it
collects, writes the data to a private folder, calls the compiler and says what it did.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util import logging

from ..sphinx.session import session_of
from . import book
from .front import front
from .indexing import index
from .modes import place_notes
from .typeset import typeset

logger = logging.getLogger(__name__)


class PdfBuilder(Builder):
    """Sets the whole edition as one PDF."""

    name = "glossator-pdf"
    format = "glossator-pdf"
    epilog = "The PDF is in %(outdir)s."
    allow_parallel = False
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/gif"]

    def get_outdated_docs(self) -> str:
        return "the whole edition"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        return self.get_target_uri(to, typ)

    def prepare_writing(self, docnames: set[str]) -> None:
        """Nothing: there is one file."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Nothing: there is one file."""

    def write(self, *ignored: Any) -> None:
        with tempfile.TemporaryDirectory(prefix="glossator-") as folder:
            self._folder = Path(folder)
            data = self._data()
            name = f"{self.config.glossator_file_name}.pdf"
            report = typeset(self._folder, data, Path(self.outdir) / name, self._date())
            logger.info("%d pieces of notes", len(report))

    def _data(self) -> dict[str, Any]:
        session, root = session_of(self.app), self.config.root_doc
        # The root document is the site's front page; the book has a title page instead.
        chapters = [self._chapter(docname) for docname in self.docnames() if docname != root]
        names = book.settle(chapters)
        for chapter in chapters:
            place_notes(chapter, self.config.glossator_notes)
        entries = index(session, names)
        if entries:
            chapters.append(book.index_chapter())
        config = session.report.config
        return {
            "title": config.title,
            "author": config.author,
            "language": config.language,
            "paper": self.config.glossator_paper,
            "sides": self.config.glossator_sides,
            "notes": self.config.glossator_notes,
            "margin": book.margin(session.report.book),
            "families": [],
            "front": front(config, session.report.book.edition.articles, Path(self.srcdir), self._date()),
            "words": {"contents": "Contents", "notes": "Notes"},
            "chapters": chapters,
            "index": entries,
        }

    def _chapter(self, docname: str) -> book.Chapter:
        doctree = self.env.get_doctree(docname)
        self.env.apply_post_transforms(doctree, docname)
        apparatus = session_of(self.app).by_docname.get(docname)
        if apparatus is not None and apparatus.parsed is not None:
            return book.article_chapter(apparatus, doctree, self._image)
        return book.page_chapter(docname, doctree, self._image)

    def docnames(self) -> list[str]:
        """Every document in the order of the table of contents."""
        made: dict[str, None] = {}

        def follow(docname: str) -> None:
            if docname in made or docname not in self.env.found_docs:
                return
            made[docname] = None
            for child in self.env.toctree_includes.get(docname, ()):
                follow(child)

        follow(self.config.root_doc)
        return list(made)

    def _image(self, node: nodes.image) -> str | None:
        """A copy of an image in the compiler's folder, under a name that we choose."""
        source = Path(self.srcdir) / str(node.get("uri", ""))
        if not source.is_file():
            logger.warning("The image “%s” is not there.", node.get("uri"), location=node, type="glossator", subtype="pdf")
            return None
        name = f"image-{len(list(self._folder.glob('image-*')))}{source.suffix.lower()}"
        shutil.copyfile(source, self._folder / name)
        return name

    def _date(self) -> int:
        """Seconds: SOURCE_DATE_EPOCH, for the same bytes; else the time of the build."""
        import time

        return int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
