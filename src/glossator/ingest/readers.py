"""What do HTML, Word, OpenDocument and EPUB files hold, and what do they say of themselves?

One function a format, in a table.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from xml.etree import ElementTree

from ..problems import EditionError, plain
from .costs import refuse_bombs, refuse_long, refuse_paragraphs
from .epub import chapters
from .footnotes import Kept
from .hypertext import one_page, read_hypertext
from .library import Read, library
from .pages import read_pdf

Reader = Callable[[bytes], Read]
_CORE = "docProps/core.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
#: Styles of Word that mean something and that the library does not know.
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Quote'] => blockquote > p:fresh\np[style-name='Intense Quote'] => blockquote > p:fresh"


def _html(data: bytes) -> Read:
    refuse_long(data)
    soup = library("bs4", "HTML").BeautifulSoup(data, "html.parser")
    names = {
        "author": ("author", "article:author", "dc.creator"),
        "date": ("date", "article:published_time", "dc.date", "datepublished"),
        "publisher": ("og:site_name", "dc.publisher"),
    }
    metas = {
        str(tag.get("name") or tag.get("property") or tag.get("itemprop") or "").lower(): str(
            tag.get("content", "")
        )
        for tag in soup("meta")
    }
    said = {
        key: next((metas[n] for n in known if metas.get(n)), "") for key, known in names.items()
    }
    said["date"] = said["date"][:10]
    said["title"] = (
        " ".join((soup.h1 or soup.title).get_text().split()) if soup.h1 or soup.title else ""
    )
    said["language"] = str((soup.html or {}).get("lang", ""))
    canonical = soup.find("link", rel="canonical")
    said["source"] = str(canonical.get("href", "")) if canonical else ""
    text, remarks = read_hypertext(str(soup), said["source"])
    return Read(text, "markdown", "markdownify", said, remarks)


def _docx(data: bytes) -> Read:
    refuse_bombs(data, "Word")
    mammoth = library("mammoth", "Word")
    try:
        refuse_paragraphs(data, "word/document.xml")
        html = mammoth.convert_to_html(io.BytesIO(data), style_map=_STYLES).value
        said = _core(data)
    except EditionError:
        raise
    except Exception as error:  # whatever a damaged file makes the library raise
        raise EditionError(f"the Word file cannot be read: {plain(str(error))}") from None
    text, remarks = read_hypertext(html)
    return Read(text, "markdown", "mammoth", said, remarks)


def _core(data: bytes) -> dict[str, str]:
    """The title and author that a Word file gives itself."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read(_CORE).decode("utf-8-sig") if _CORE in archive.namelist() else ""
    if not text or "<!ENTITY" in text:
        return {}
    root = ElementTree.fromstring(text)
    names = {"title": "title", "author": "creator"}
    return {key: (root.findtext(f".//{_DC}{name}") or "").strip() for key, name in names.items()}


def _odt(data: bytes) -> Read:
    odfdo = library("odfdo", "OpenDocument")
    refuse_bombs(data, "OpenDocument")
    try:
        refuse_paragraphs(data, "content.xml")
        document = odfdo.Document(io.BytesIO(data))
        said = {"title": document.meta.title or "", "author": document.meta.initial_creator or ""}
        kept = Kept()
        for note in document.body.get_notes():
            # The library writes a note's number in brackets, and its text behind that at the end.
            note.citation = kept.mark()
        return Read(kept.told_apart(str(document.to_markdown())), "markdown", "odfdo", said)
    except EditionError:
        raise
    except Exception as error:
        raise EditionError(f"the OpenDocument file cannot be read: {plain(str(error))}") from None


def _epub(data: bytes) -> Read:
    pages, said = chapters(data)
    for _, page in pages:
        refuse_long(page)
    text, remarks = read_hypertext(one_page(pages))
    return Read(text, "markdown", "markdownify", said, remarks)


READERS: dict[str, Reader] = {
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".docx": _docx,
    ".odt": _odt,
    ".pdf": read_pdf,
    ".epub": _epub,
}
