"""Which texts does an EPUB hold, in which order, and what does it say of itself?

An EPUB is a ZIP archive of XHTML pages with a list of them; the standard library reads it.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

from ..problems import EditionError

_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
#: More text than this in one book is a mistake, or an attack on the reader's memory.
_LIMIT, _MOST_PAGES = 5_000_000, 2_000


def chapters(data: bytes) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """The pages in reading order, by name and as HTML, and title, author, date, language and publisher."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            package = _package_path(archive)
            root = _xml(_read(archive, package))
            return _pages(archive, root, posixpath.dirname(package)), _said(root)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, UnicodeDecodeError) as error:
        raise EditionError(f"the EPUB cannot be read: {error}") from None


def _read(archive: zipfile.ZipFile, name: str) -> str:
    if archive.getinfo(name).file_size > _LIMIT:
        raise EditionError("the EPUB holds more text than one document can have.")
    return archive.read(name).decode("utf-8-sig")


def _xml(text: str) -> Any:
    if "<!ENTITY" in text:
        raise EditionError("the EPUB defines entities of its own, which are not read.")
    return ElementTree.fromstring(text)


def _package_path(archive: zipfile.ZipFile) -> str:
    container = _xml(_read(archive, "META-INF/container.xml"))
    for element in container.iter():
        if element.tag.endswith("}rootfile"):
            return str(element.get("full-path", ""))
    raise EditionError("the EPUB does not say where its contents are.")


def _pages(archive: zipfile.ZipFile, root: Any, folder: str) -> list[tuple[str, str]]:
    items = {item.get("id"): item for item in root.iter(f"{_OPF}item")}
    pages: list[tuple[str, str]] = []
    for reference in root.iter(f"{_OPF}itemref"):
        item = items[reference.get("idref")]
        if "nav" not in (item.get("properties") or "") and reference.get("linear") != "no":
            if sum(len(page) for _, page in pages) > _LIMIT or len(pages) > _MOST_PAGES:
                raise EditionError("the EPUB holds more text than one document can have.")
            name = posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
            pages.append((name, _read(archive, name)))
    return pages


def _said(root: Any) -> dict[str, str]:
    names = {
        "title": "title",
        "author": "creator",
        "date": "date",
        "language": "language",
        "publisher": "publisher",
    }
    said = {key: (root.findtext(f".//{_DC}{name}") or "").strip() for key, name in names.items()}
    said["date"] = said["date"][:10]
    return said
