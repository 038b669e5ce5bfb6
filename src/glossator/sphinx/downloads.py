"""Which files does the website offer to take along: the PDF and the EPUB of the same edition.

They lie beside the website's folder, where Jupyter Book puts them. One that shows another
state of the edition is not offered.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx

from ..labels import labels
from ..stamp import read_stamp
from .session import session_of

FOLDER = "_downloads"
#: The folder of the PDFs of single articles, there and where they are made.
ARTICLES = "articles"
_KINDS = (("PDF", "glossator-pdf", ".pdf"), ("EPUB", "epub", ".epub"))


def add(app: Sphinx) -> None:
    """Offer the downloads on every page, and copy them into the finished website."""
    app.connect("html-page-context", _offer)
    app.connect("build-finished", _copy)


def _found(app: Sphinx) -> Iterator[tuple[str, Path]]:
    """The label and the file of each download that shows this edition."""
    beside, name = Path(app.outdir).parent, app.config.glossator_file_name
    for label, folder, ending in _KINDS:
        file = beside / folder / (name + ending)
        if file.is_file() and read_stamp(file.parent) == session_of(app).stamp:
            yield label, file


def _own(app: Sphinx, pagename: str) -> Path | None:
    """An article's own PDF, if the builder of the PDF was asked for it."""
    if pagename not in session_of(app).by_docname:
        return None
    folder = Path(app.outdir).parent / "glossator-pdf"
    file = folder / ARTICLES / f"{pagename.rpartition('/')[2]}.pdf"
    return file if file.is_file() and read_stamp(folder) == session_of(app).stamp else None


def _offer(
    app: Sphinx, pagename: str, template: str, context: dict[str, object], doctree: object
) -> None:
    if app.builder.name == "epub":
        return
    pathto = context["pathto"]
    assert callable(pathto)
    offered = [(label, pathto(f"{FOLDER}/{file.name}", 1)) for label, file in _found(app)]
    if own := _own(app, pagename):
        label = labels(session_of(app).language)["pdf_of_article"]
        offered.insert(0, (label, pathto(f"{FOLDER}/{ARTICLES}/{own.name}", 1)))
    context["glossator_downloads"] = offered


def _copy(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html" or app.builder.name == "epub":
        return
    folder = Path(app.outdir) / FOLDER
    for _, file in _found(app):
        folder.mkdir(exist_ok=True)
        shutil.copyfile(file, folder / file.name)
    for pagename in session_of(app).by_docname:
        if own := _own(app, pagename):
            (folder / ARTICLES).mkdir(parents=True, exist_ok=True)
            shutil.copyfile(own, folder / ARTICLES / own.name)
