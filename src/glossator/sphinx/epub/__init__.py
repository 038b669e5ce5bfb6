"""The EPUB builder: how does an edition become one file for e-readers?

It takes the place of Sphinx's own, which packs whatever lies in its folder, scripts and search
pages of other extensions included, and never makes the same file twice. Here a book holds its
pages in the order of the table of contents, and what these pages use; nothing else.
"""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.epub3 import Epub3Builder, validate_config_values
from sphinx.config import Config
from sphinx.util import logging
from sphinx.util.osutil import make_filename

from ...configuration import read_config
from ...labels import Words, labels
from ...problems import EditionError
from ..links import page_of
from ..session import Session, look_again, session_of
from ..unfinished import note_pages
from ..written import outdated_pages
from . import package
from .contents import contents_of, pages_of_contents
from .cover import cover_image
from .finish import finish_page
from .front import cover_page, imprint_page, page
from .package import Entry, Publication
from .pages import notes_to_the_end, pair_tags, teach

logger = logging.getLogger(__name__)

STYLESHEET = Path(__file__).parents[2] / "theme" / "glossator-epub" / "epub.css"

#: Which lists make their page a landmark, by what EPUB calls it.
_LANDMARKS = {"glossary": "glossary", "works": "bibliography", "contributors": "contributors"}


def add(app: Sphinx) -> None:
    """Register the builder and settle what it needs of Sphinx."""
    app.add_builder(EpubBuilder, override=True)
    app.connect("config-inited", _settle)


class EpubBuilder(Epub3Builder):
    """Writes `<glossator_file_name>.epub`."""

    def init(self) -> None:
        super().init()
        self.use_index = False  # an edition's index is its glossary
        self.domain_indices = []

    def init_css_files(self) -> None:
        """None but the book's own."""
        self._css_files = []

    def init_js_files(self) -> None:
        """A book has no scripts."""
        self._js_files = []

    def copy_assets(self) -> None:
        """Nothing is copied that no page uses; but extensions count on there being a folder."""
        Path(self.outdir, "_static").mkdir(parents=True, exist_ok=True)

    @property
    def placed_notes(self) -> dict[str, int]:
        """The numbers of all notes that have a place, by their ids."""
        notes = session_of(self.app).targets.notes
        return {id: note.number for id, note in notes.items() if note.number}

    def create_translator(self, *args: Any) -> Any:
        """Sphinx's translator for HTML with whatever other extensions taught it, and ours above."""
        translator = super().create_translator(*args)
        teach(translator)
        return translator

    def stop_label(self, number: int) -> str:
        """What a numbered paragraph is called; its article comes first if there are more."""
        articles = list(session_of(self.app).by_docname)
        place = articles.index(self.current_docname) + 1
        return f"{place}.{number}" if len(articles) > 1 else str(number)

    def get_outdated_docs(self) -> Iterator[str]:
        look_again(self.app)
        yield from {*super().get_outdated_docs(), *self.outdated_pages()}

    def outdated_pages(self) -> Iterator[str]:
        """Pages that show something else than they did in this folder."""
        return outdated_pages(self.app)

    def prepare_writing(self, docnames: set[str]) -> None:
        note_pages(self.app, docnames)
        super().prepare_writing(docnames)

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        notes_to_the_end(doctree)
        pair_tags(doctree)
        super().write_doc(docname, doctree)

    def handle_page(
        self,
        pagename: str,
        addctx: dict[str, Any],
        templatename: str = "page.html",
        outfilename: Any = None,
        event_arg: Any = None,
    ) -> None:
        """Write one page, without the templates and events by which extensions add scripts."""
        title = self.env.longtitles.get(pagename)
        words = title.astext() if title is not None else pagename
        made = page(
            words,
            addctx["body"],
            language=self.config.epub_language,
            depth=pagename.count("/"),
            sort=self._sorts().get(pagename, "bodymatter"),
        )
        target = Path(self.outdir, pagename + self.out_suffix)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(made)

    def finish(self) -> None:
        """Pack the book; pages that were not written this time are still there from before."""
        self.copy_image_files()
        modified = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
        book, files = self._publication(session_of(self.app), modified)
        files["package.opf"] = package.package_document(book)
        files[package.NAVIGATION] = package.navigation_document(book, labels(book.language))
        files[package.LEGACY_CONTENTS] = package.legacy_contents(book)
        target = Path(self.outdir, f"{self.config.epub_basename}.epub")
        package.write_archive(str(target), files, modified)
        logger.info("the book is %s", target)

    def _sorts(self) -> dict[str, str]:
        """What a page is in the terms of EPUB, where that is more than a page."""
        found = {page_of(self.env, name): sort for name, sort in _LANDMARKS.items()}
        articles = dict.fromkeys(session_of(self.app).by_docname, "chapter")
        return articles | {name: sort for name, sort in found.items() if name is not None}

    def _publication(self, session: Session, modified: int) -> tuple[Publication, dict[str, bytes]]:
        config = self.config
        contents = contents_of(self.env, self.out_suffix)
        names = pages_of_contents(contents, self.env.found_docs, self.out_suffix)
        pages = {name: finish_page(Path(self.outdir, name), name, set(names)) for name in names}
        articles = session.report.book.edition.articles
        words = labels(config.epub_language)
        book = Publication(
            identifier=config.epub_identifier,
            title=config.epub_title,
            language=config.epub_language,
            creator=config.epub_author,
            publisher=config.epub_publisher,
            rights=(
                *filter(None, [config.epub_copyright]),
                *_once(article.rights for article in articles),
                _licence(session, words),
            ),
            description=config.epub_description,
            modified=modified,
            authors=_once(article.author for article in articles),
            languages=_once(article.language for article in articles),
            sources=_once(article.source for article in articles),
            spine=("cover.xhtml", package.NAVIGATION, *names, "imprint.xhtml"),
            files=("epub.css", *_once(file for page in pages.values() for file in page.files)),
            contents=(*contents, Entry(words["about"], "imprint.xhtml")),
            stops=tuple(
                Entry(label, f"{name}#{anchor}")
                for name, page in pages.items()
                for anchor, label in page.stops
            ),
            landmarks=tuple(self._landmarks(names, contents)),
            pictures=any(page.files for page in pages.values()),
            properties={name: page.properties for name, page in pages.items() if page.properties},
        )
        files = {name: page.content for name, page in pages.items()}
        files |= {name: Path(self.outdir, name).read_bytes() for name in book.files[1:]}
        files |= {
            "epub.css": STYLESHEET.read_bytes(),
            "cover.xhtml": cover_page(book),
            "imprint.xhtml": imprint_page(book, session),
            package.COVER_IMAGE: cover_image(
                title=book.title,
                creator=book.creator,
                publisher=book.publisher,
                language=book.language,
            ),
        }
        return book, files

    def _landmarks(self, names: list[str], contents: tuple[Entry, ...]) -> list[tuple[str, Entry]]:
        sorts = {name + self.out_suffix: sort for name, sort in self._sorts().items()}
        first = next((name for name in names if sorts.get(name) == "chapter"), names[0])
        words = labels(self.config.epub_language)
        made = [
            ("cover", Entry(words["cover"], "cover.xhtml")),
            ("toc", Entry(words["contents"], f"{package.NAVIGATION}#toc")),
            ("bodymatter", Entry(words["beginning"], first)),
        ]
        titles = {name + self.out_suffix: title.astext() for name, title in self.env.titles.items()}
        return made + [
            (sort, Entry(titles[name], name))
            for name, sort in sorts.items()
            if name in names and sort in _LANDMARKS.values()
        ]


def _once(items: Any) -> tuple[str, ...]:
    """Each text once, in order, without empty ones."""
    return tuple(dict.fromkeys(filter(None, items)))


def _licence(session: Session, words: Words) -> str:
    options = session.report.config.options
    licence = f"{options.notes_license} ({options.notes_license_url})"
    return f"{words['licence']} {licence}; {words['articles_apart']}"


# --- configuration ---------------------------------------------------------------------------


def _settle(app: Sphinx, config: Config) -> None:
    """The book's own particulars, from _config.yml, where the editor has not set Sphinx's."""
    # It warns of a book without a version, which an edition need not have; the rest is set here.
    for listener in list(app.events.listeners.get("builder-inited", ())):
        if listener.handler is validate_config_values:
            app.disconnect(listener.id)
    try:
        edition, _ = read_config(Path(app.srcdir))
    except EditionError:
        return  # said when the edition is opened
    for name, (default, value) in _values(config, edition).items():
        if getattr(config, name) in (default, "unknown"):
            setattr(config, name, value)


def _values(config: Config, edition: Any) -> dict[str, tuple[Any, Any]]:
    """For each of Sphinx's values: what it is where nobody has set it, and what it is to be."""
    title, author = edition.title, edition.author
    described = labels(edition.language)["book_about"].format(title=title)
    about = config.html_baseurl or f"{title}\n{author}"
    space = uuid.NAMESPACE_URL if config.html_baseurl else uuid.NAMESPACE_OID
    return {
        "epub_title": (config.project, title),
        "epub_author": (config.author, author),
        "epub_publisher": (config.author, author),
        "epub_language": (config.language or "en", edition.language),
        "epub_identifier": ("unknown", f"urn:uuid:{uuid.uuid5(space, about)}"),
        "epub_uid": ("unknown", "id"),
        "epub_scheme": ("unknown", "UUID"),
        "epub_description": ("unknown", described),
        "epub_contributor": ("unknown", author),
        "epub_basename": (make_filename(config.project), edition.options.file_name),
        "epub_show_urls": ("inline", "no"),
    }
