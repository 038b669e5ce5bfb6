"""The Sphinx builder `glossator-pdf`: from doctrees to a PDF.

It decides nothing about the look (`template/`) and nothing about the content (`book.py`): it
collects, has the data typeset in a private folder, and says what came of it.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.util import logging

from ..labels import code, labels, languages
from ..model import Article
from ..sphinx.session import session_of
from . import book
from .alone import selection
from .diagnose import diagnose, source_of
from .front import front
from .indexing import index
from .layout import report, summary, too_tall
from .modes import place_notes, set_apart
from .planner import TypesettingError
from .press import MEMORY, set_alone, set_book
from .tree import DOCUMENT

#: Articles that the command line asks for, before those of the configuration.
CHOSEN = "GLOSSATOR_ARTICLES"
#: The folder of the PDFs of single articles.
ARTICLES = "articles"

logger = logging.getLogger(__name__)


def chosen() -> list[str]:
    """The articles that the command line asks for."""
    return os.environ.get(CHOSEN, "").split()


def chosen_name(name: str) -> str:
    """The name of the file: not that of the edition's own, if it holds what was asked for."""
    return f"{name}-selection" if chosen() else name


class PdfBuilder(Builder):
    """Sets the whole edition as one PDF."""

    name = "glossator-pdf"
    format = "glossator-pdf"
    epilog = "The PDF is in %(outdir)s."
    allow_parallel = False
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/gif"]  # noqa: RUF012  # as Sphinx has it

    def get_outdated_docs(self) -> str:
        return "the whole edition"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        return DOCUMENT + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        return self.get_target_uri(to, typ)

    def prepare_writing(self, docnames: set[str]) -> None:
        """Nothing: there is one file."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Nothing: there is one file."""

    def write(self, *ignored: Any) -> None:
        """Set the whole book, whatever has changed."""
        self._images: dict[str, nodes.Node] = {}
        self._doctrees: list[nodes.document] = []
        target = Path(self.outdir) / f"{chosen_name(self.config.glossator_file_name)}.pdf"
        for old in (target, target.with_suffix(".layout.json")):
            old.unlink(missing_ok=True)  # a book that fails leaves no older one in its place
        with tempfile.TemporaryDirectory(prefix="glossator-") as folder:
            self._folder = Path(folder)
            self._say_language()
            data = self._data()
            if chosen() and any(chapter["kind"] == "article" for chapter in data["chapters"]):
                data = selection(data)  # what is asked for comes without the rest of the edition
            self._typeset(data, target)

    def _say_language(self) -> None:
        language = session_of(self.app).report.config.language
        if code(language) not in languages():
            logger.info("The fixed words of the PDF are English; there are none in “%s”.", language)

    def _typeset(self, data: dict[str, Any], target: Path) -> None:
        try:
            printed = set_book(self._folder, data, self._fonts(), self._date(), self._memory())
        except TypesettingError as error:
            self._complain(data, str(error))
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(printed.made.pdf)
        if self.config.glossator_article_pdfs and not chosen() and not data["single"]:
            self._articles(data, target.parent / ARTICLES)
        layout = report(data, printed)
        target.with_suffix(".layout.json").write_text(json.dumps(layout, indent=1) + "\n", "utf-8")
        for place, what in too_tall(data, printed):
            logger.error(
                "Something is longer than a page and cannot be divided (%s), such as one line of a table. "
                "Divide it.",
                place,
                location=source_of(what, self._doctrees, self._images),
                type="glossator",
                subtype="pdf",
            )
            self.app.statuscode = 1
        for line in summary(layout, target.with_suffix(".layout.json").name):
            logger.info(line)

    def _articles(self, data: dict[str, Any], place: Path) -> None:
        """A PDF of each article, in *place*."""
        made = set_alone(self._folder, data, self._fonts(), self._date(), Path(self.doctreedir))
        place.mkdir(exist_ok=True)
        for old in place.glob("*.pdf"):
            old.unlink()
        for name, pdf in made.items():
            (place / f"{name}.pdf").write_bytes(pdf)
        logger.info("PDFs of single articles: %d, in the folder %s beside it.", len(made), ARTICLES)

    def _complain(self, data: dict[str, Any], words: str) -> None:
        complaints = diagnose(data, self._doctrees, self._images, self._folder, self._fonts())
        for complaint, node in complaints or [(words, None)]:
            logger.error(
                "The PDF cannot be made: %s",
                complaint,
                location=node,
                type="glossator",
                subtype="pdf",
            )
        self.app.statuscode = 1

    # --- collecting ------------------------------------------------------------------------

    def _data(self) -> dict[str, Any]:
        session, config = session_of(self.app), self.config
        self._know_skipped()
        every = [self._chapter(docname) for docname in self.docnames()]
        chapters = [chapter for chapter in every if not book.is_empty(chapter)]
        if not any(chapter["kind"] == "article" for chapter in chapters):
            self._nothing_chosen()
        for chapter in chapters:
            place_notes(chapter, config.glossator_notes)
            if config.glossator_notes == "margin":
                set_apart(chapter, config.glossator_longest_note, self._words())
        book.without_titles(chapters)
        names = book.settle(chapters)  # when it is known which notes there are
        entries = index(session, names, self._words())
        edition = session.report.config
        of = len(session.report.book.edition.articles) if chosen() else 0
        return {
            "single": False,
            "title": edition.title,
            "author": edition.author,
            "licence": edition.options.notes_license,
            "language": edition.language,
            "paper": config.glossator_paper,
            "sides": config.glossator_sides,
            "notes": config.glossator_notes,
            "margin": book.margin(session.report.book),
            "front": front(edition, self._articles_in(), Path(self.srcdir), self._date(), of),
            "words": self._words(),
            "chapters": [
                *chapters,
                *([book.index_chapter(self._words()["index"])] if entries else []),
            ],
            "index": entries,
            "parts": self._parts({chapter["docname"] for chapter in chapters}),
        }

    def _articles_in(self) -> tuple[Article, ...]:
        """The articles that the book holds, in their order in time."""
        every = session_of(self.app).report.book.edition.articles
        return tuple(each for each in every if self._is_chosen(each.docname))

    def _nothing_chosen(self) -> None:
        patterns = " ".join(chosen() or self.config.glossator_articles.split())
        if patterns:
            logger.error(
                "No article is called “%s”; the PDF has none.",
                patterns,
                type="glossator",
                subtype="pdf",
            )
            self.app.statuscode = 1

    def _know_skipped(self) -> None:
        """Say which pages should be left out but are none."""
        articles = session_of(self.app).by_docname
        pages = {name.rpartition("/")[2] for name in self.env.found_docs if name not in articles}
        for pattern in self.config.glossator_paper_skip.split():
            if not any(fnmatchcase(page, pattern) for page in pages):
                logger.warning(
                    "No page is called “%s”; glossator_paper_skip has it.",
                    pattern,
                    type="glossator",
                    subtype="pdf",
                )

    def _words(self) -> Mapping[str, str]:
        """The fixed words of the book, in its language."""
        return labels(session_of(self.app).report.config.language)

    def _chapter(self, docname: str) -> book.Chapter:
        doctree = self.env.get_doctree(docname)
        self.env.apply_post_transforms(doctree, docname)
        self._doctrees.append(doctree)
        apparatus = session_of(self.app).by_docname.get(docname)
        if apparatus is not None and apparatus.parsed is not None:
            return book.article_chapter(apparatus, doctree, self._image, self._words())
        return book.page_chapter(docname, doctree, self._image, self._words())

    def docnames(self) -> list[str]:
        """Every document in the order of the table of contents.

        Not the root, which is the site's front page: the book has a title page instead.
        """
        made: dict[str, None] = {}
        waiting = [self.config.root_doc]
        while waiting:
            docname = waiting.pop(0)
            if docname not in made and docname in self.env.found_docs:
                made[docname] = None
                waiting = [*self.env.toctree_includes.get(docname, ()), *waiting]
        del made[self.config.root_doc]
        return [docname for docname in made if self._is_chosen(docname)]

    def _parts(self, there: set[str]) -> dict[str, str]:
        """The captions of the parts of the book, by the label of each part's first chapter."""
        made = {}
        for tree in self.env.get_doctree(self.config.root_doc).findall(addnodes.toctree):
            first = next((name for name in tree["includefiles"] if name in there), None)
            if tree.get("caption") and first:
                made[f"doc:{first}"] = str(tree["caption"])
        return made

    def _is_chosen(self, docname: str) -> bool:
        """Whether a page is in the book: all but articles that were not chosen, and pages left out."""
        patterns = chosen() or self.config.glossator_articles.split()
        name = docname.rpartition("/")[2]
        if docname not in session_of(self.app).by_docname:
            skipped = self.config.glossator_paper_skip.split()
            return not any(fnmatchcase(name, one) for one in skipped)
        return not patterns or any(fnmatchcase(name, one) for one in patterns)

    def _image(self, node: nodes.Element) -> str | None:
        """A copy of an image in the compiler's folder, under a name that we choose."""
        name = f"image-{len(self._images)}"
        if "svg" in node:  # a picture that the edition draws itself
            name += ".svg"
            (self._folder / name).write_text(node.get("narrow", node["svg"]), "utf-8")
        elif source := self._source(node):
            name += source.suffix.lower()
            shutil.copyfile(source, self._folder / name)
        else:
            return None
        self._images[name] = node
        return name

    def _source(self, node: nodes.Element) -> Path | None:
        """The image's file, if it is one of the edition's; else that is said."""
        address = str(node.get("uri", ""))
        root = Path(self.srcdir).resolve()
        source = (root / address).resolve()
        inside = source.is_relative_to(root) or source.is_relative_to(self._made_here())
        if "://" not in address and inside and source.is_file():
            return source
        logger.error(
            "The image “%s” is not in the edition.",
            address,
            location=node,
            type="glossator",
            subtype="pdf",
        )
        self.app.statuscode = 1
        return None

    def _made_here(self) -> Path:
        """Where Sphinx and MyST-NB put the pictures that a notebook's cells made."""
        return Path(self.outdir).resolve().parent

    def _fonts(self) -> Path | None:
        folder = self.config.glossator_fonts
        return Path(self.srcdir) / folder if folder else None

    def _memory(self) -> Path:
        """Where the plans of the articles are kept from one build to the next."""
        return Path(self.doctreedir) / MEMORY

    def _date(self) -> int:
        """Seconds: SOURCE_DATE_EPOCH, for the same bytes; else the time of the build."""
        return int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
