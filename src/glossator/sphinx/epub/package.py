"""What makes an archive of pages a book: package document, contents, archive.

Everything is built as a tree and serialised, so no title can become markup. Nothing here
knows Sphinx; the builder hands over a `Publication`.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from ...labels import labels

OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
NCX = "http://www.daisy.org/z3986/2005/ncx/"
CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

MEDIA_TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".ncx": "application/x-dtbncx+xml",
}

#: The folder of the archive in which the publication lies.
FOLDER = "EPUB"
COVER_IMAGE, NAVIGATION, LEGACY_CONTENTS = "cover.png", "nav.xhtml", "toc.ncx"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents. `href` is empty for the caption of a part."""

    words: str
    href: str
    children: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Publication:
    """All that the package says of a book.

    `spine` is the reading order; `files` everything else that pages use; `stops` are the
    numbered paragraphs, `landmarks` the pages by their `epub:type`. Addresses are relative to
    the folder of the package. `modified` is a time in seconds.
    """

    identifier: str
    title: str
    language: str
    creator: str
    publisher: str
    rights: tuple[str, ...]
    description: str
    modified: int
    authors: tuple[str, ...]
    languages: tuple[str, ...]
    sources: tuple[str, ...]
    spine: tuple[str, ...]
    files: tuple[str, ...]
    contents: tuple[Entry, ...]
    stops: tuple[Entry, ...] = ()
    landmarks: tuple[tuple[str, Entry], ...] = ()
    pictures: bool = False
    properties: Mapping[str, str] | None = None

    @property
    def modified_text(self) -> str:
        """The time of the last change as EPUB writes it."""
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.modified))


# --- the package document ------------------------------------------------------------------


def package_document(book: Publication) -> bytes:
    """`package.opf`: metadata, list of files, reading order."""
    attributes = {"version": "3.0", "unique-identifier": "id", _LANG: book.language}
    root = ET.Element(f"{{{OPF}}}package", attributes)
    _metadata(ET.SubElement(root, f"{{{OPF}}}metadata"), book)
    manifest = ET.SubElement(root, f"{{{OPF}}}manifest")
    spine = ET.SubElement(root, f"{{{OPF}}}spine", {"toc": _identifier(LEGACY_CONTENTS)})
    for name in sorted({*book.spine, *book.files, NAVIGATION, LEGACY_CONTENTS, COVER_IMAGE}):
        ET.SubElement(manifest, f"{{{OPF}}}item", _item(name, book))
    for name in book.spine:
        ET.SubElement(spine, f"{{{OPF}}}itemref", {"idref": _identifier(name)})
    return _serialised(root, OPF)


def _item(name: str, book: Publication) -> dict[str, str]:
    special = {NAVIGATION: "nav", COVER_IMAGE: "cover-image"} | dict(book.properties or {})
    item = {"id": _identifier(name), "href": quote(name), "media-type": media_type(name)}
    return item | ({"properties": special[name]} if name in special else {})


def media_type(name: str) -> str:
    """The media type of a file, by its ending; empty where a book may not hold it."""
    return MEDIA_TYPES.get(PurePosixPath(name).suffix.lower(), "")


def _identifier(name: str) -> str:
    """An XML name for a file: letters, digits and hyphens stay, others are written as numbers."""
    kept = (c if c.isascii() and (c.isalnum() or c == "-") else f"_{ord(c):x}_" for c in name)
    return "f-" + "".join(kept)


def _metadata(parent: ET.Element, book: Publication) -> None:
    def dc(name: str, text: str, **attributes: str) -> None:
        if text:
            ET.SubElement(parent, f"{{{DC}}}{name}", attributes).text = text

    def meta(name: str, text: str, refines: str = "") -> None:
        attributes = {"property": name} | ({"refines": f"#{refines}"} if refines else {})
        if refines and name == "role":
            attributes["scheme"] = "marc:relators"
        ET.SubElement(parent, f"{{{OPF}}}meta", attributes).text = text

    dc("identifier", book.identifier, id="id")
    dc("title", book.title, id="title")
    for language in dict.fromkeys((book.language, *book.languages)):
        dc("language", language)
    if book.creator:
        dc("creator", book.creator, id="creator")
        meta("role", "edt", "creator")
    for number, author in enumerate(book.authors, 1):
        dc("contributor", author, id=f"author-{number}")
        meta("role", "aut", f"author-{number}")
    dc("publisher", book.publisher)
    dc("description", book.description)
    for right in book.rights:
        dc("rights", right)
    for source in book.sources:
        dc("source", source)
    if book.stops:
        # The stops are the paragraph numbers that the website and the PDF have too.
        numbering = labels(book.language)["book_numbering"].format(title=book.title)
        dc("source", numbering, id="numbering")
        meta("source-of", "pagination", "numbering")
    meta("dcterms:modified", book.modified_text)
    for name, text in accessibility(book):
        meta(name, text)
    # Reading systems of the time of EPUB 2 find the cover by this and not by its property.
    ET.SubElement(parent, f"{{{OPF}}}meta", {"name": "cover", "content": _identifier(COVER_IMAGE)})


def accessibility(book: Publication) -> Iterator[tuple[str, str]]:
    """What the book says of its own accessibility, as schema.org properties.

    It does not claim conformance to WCAG, which would need an evaluation by people.
    """
    yield "schema:accessMode", "textual"
    # The cover is a picture too, but it says nothing that the text does not.
    if book.pictures:
        yield "schema:accessMode", "visual"
    yield "schema:accessModeSufficient", "textual"
    features = [
        "tableOfContents",
        "readingOrder",
        "structuralNavigation",
        "displayTransformability",
    ]
    features += ["alternativeText"] if book.pictures else []
    features += ["pageNavigation", "pageBreakMarkers"] if book.stops else []
    for feature in features:
        yield "schema:accessibilityFeature", feature
    yield "schema:accessibilityHazard", "none"
    yield "schema:accessibilitySummary", labels(book.language)["book_access"]


# --- contents --------------------------------------------------------------------------------


def navigation_document(book: Publication, words: Mapping[str, str]) -> bytes:
    """`nav.xhtml`: contents, numbered paragraphs, landmarks."""
    root = ET.Element(f"{{{XHTML}}}html", {_LANG: book.language, "lang": book.language})
    head = ET.SubElement(root, f"{{{XHTML}}}head")
    ET.SubElement(head, f"{{{XHTML}}}title").text = words["contents"]
    ET.SubElement(head, f"{{{XHTML}}}link", {"rel": "stylesheet", "href": "epub.css"})
    body = ET.SubElement(root, f"{{{XHTML}}}body", {f"{{{OPS}}}type": "frontmatter"})
    toc = _nav(body, "toc", "doc-toc", words["contents"])
    _entries(toc, book.contents)
    if book.stops:
        _entries(
            _nav(body, "page-list", "doc-pagelist", words["paragraphs"], hidden=True), book.stops
        )
    if book.landmarks:
        items = ET.SubElement(
            _nav(body, "landmarks", "", words["landmarks"], hidden=True), f"{{{XHTML}}}ol"
        )
        for sort, entry in book.landmarks:
            link = ET.SubElement(ET.SubElement(items, f"{{{XHTML}}}li"), f"{{{XHTML}}}a")
            link.attrib |= {f"{{{OPS}}}type": sort, "href": _address(entry.href)}
            link.text = entry.words
    return _serialised(root, XHTML)


def _nav(
    parent: ET.Element, sort: str, role: str, title: str, *, hidden: bool = False
) -> ET.Element:
    made = ET.SubElement(parent, f"{{{XHTML}}}nav", {f"{{{OPS}}}type": sort, "id": sort})
    if role:
        made.set("role", role)
    if hidden:
        made.set("hidden", "hidden")
    heading = ET.SubElement(made, f"{{{XHTML}}}{'h2' if hidden else 'h1'}", {"id": f"{sort}-title"})
    heading.text = title
    made.set("aria-labelledby", f"{sort}-title")
    return made


def _entries(parent: ET.Element, entries: Iterable[Entry]) -> None:
    items = ET.SubElement(parent, f"{{{XHTML}}}ol")
    for entry in entries:
        item = ET.SubElement(items, f"{{{XHTML}}}li")
        name = "a" if entry.href else "span"
        label = ET.SubElement(item, f"{{{XHTML}}}{name}")
        label.text = entry.words
        if entry.href:
            label.set("href", _address(entry.href))
        if entry.children:
            _entries(item, entry.children)


def _address(href: str) -> str:
    path, hash, fragment = href.partition("#")
    return quote(path) + hash + fragment


def legacy_contents(book: Publication) -> bytes:
    """`toc.ncx`: the same contents for readers that know EPUB 2 only, as many e-ink ones do."""
    root = ET.Element(f"{{{NCX}}}ncx", {"version": "2005-1", _LANG: book.language})
    head = ET.SubElement(root, f"{{{NCX}}}head")
    ET.SubElement(head, f"{{{NCX}}}meta", {"name": "dtb:uid", "content": book.identifier})
    _text(ET.SubElement(root, f"{{{NCX}}}docTitle"), book.title)
    _points(ET.SubElement(root, f"{{{NCX}}}navMap"), book.contents, iter(range(1, 1_000_000)))
    return _serialised(root, NCX)


def _points(parent: ET.Element, entries: Iterable[Entry], order: Iterator[int]) -> None:
    for entry in entries:
        if not entry.href:
            _points(parent, entry.children, order)  # NCX has no captions without an address
            continue
        number = str(next(order))
        point = ET.SubElement(
            parent, f"{{{NCX}}}navPoint", {"id": f"point-{number}", "playOrder": number}
        )
        _text(ET.SubElement(point, f"{{{NCX}}}navLabel"), entry.words)
        ET.SubElement(point, f"{{{NCX}}}content", {"src": _address(entry.href)})
        _points(point, entry.children, order)


def _text(parent: ET.Element, words: str) -> None:
    ET.SubElement(parent, f"{{{NCX}}}text").text = words


# --- the archive -----------------------------------------------------------------------------


def container() -> bytes:
    """`META-INF/container.xml`, which says where the package is."""
    root = ET.Element(f"{{{CONTAINER}}}container", {"version": "1.0"})
    files = ET.SubElement(root, f"{{{CONTAINER}}}rootfiles")
    where = {"full-path": f"{FOLDER}/package.opf", "media-type": "application/oebps-package+xml"}
    ET.SubElement(files, f"{{{CONTAINER}}}rootfile", where)
    return _serialised(root, CONTAINER)


def write_archive(path: str, files: Mapping[str, bytes], modified: int) -> None:
    """The book's archive; the same files and time give the same bytes.

    `mimetype` comes first and is not compressed, as the standard has it.
    """
    # ZIP knows no time before 1980 and no odd seconds.
    stamp = time.gmtime(max(modified, 315_532_800))[:6]
    with ZipFile(path, "w") as archive:
        first = {"mimetype": b"application/epub+zip", "META-INF/container.xml": container()}
        for name, content in {**first, **_in_folder(files)}.items():
            info = ZipInfo(name, stamp)
            info.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            info.create_system = 3  # or it would say on which system it was made
            info.external_attr = 0o644 << 16
            archive.writestr(info, content, compresslevel=9)


def _in_folder(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"{FOLDER}/{name}": files[name] for name in sorted(files)}


def _serialised(root: ET.Element, namespace: str) -> bytes:
    for prefix, uri in (("dc", DC), ("epub", OPS)):
        ET.register_namespace(prefix, uri)
    ET.register_namespace("", namespace)
    ET.indent(root)
    doctype = "<!DOCTYPE html>\n" if namespace == XHTML else ""
    text = ET.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{doctype}{text}\n'.encode()
