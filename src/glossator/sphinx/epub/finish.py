"""What does a written page use, and is it fit to be in a book?"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

from sphinx.errors import ExtensionError

from .package import OPS, XHTML, media_type

_MATHML = "{http://www.w3.org/1998/Math/MathML}math"
_SVG = "{http://www.w3.org/2000/svg}svg"


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it goes into the book.

    `files` are the pictures that it shows, `stops` the anchors and labels of its numbered
    paragraphs, `properties` what the package has to say of it.
    """

    content: bytes
    files: tuple[str, ...]
    stops: tuple[tuple[str, str], ...]
    properties: str


def finish_page(path: Path, name: str, pages: set[str]) -> Page:
    """The page at *path*, called *name* in the book, whose other pages are *pages*."""
    content = path.read_bytes()
    try:
        root = ET.fromstring(content)
    except ET.ParseError as error:
        raise ExtensionError(f"The page {name} of the EPUB is not well-formed: {error}") from error
    # A link to a file that is not in the book would be broken; its words stay.
    loose = [
        link for link in root.iter(f"{{{XHTML}}}a") if _is_loose(link.get("href"), name, pages)
    ]
    if loose:
        for link in loose:
            del link.attrib["href"]
        content = _serialised(root)
    found = (element.get("src") for element in root.iter(f"{{{XHTML}}}img"))
    files = [target for target in (_target(address, name) for address in found) if target]
    stops = (e for e in root.iter(f"{{{XHTML}}}span") if e.get(f"{{{OPS}}}type") == "pagebreak")
    names = {_MATHML: "mathml", _SVG: "svg"}
    properties = {names[element.tag] for element in root.iter() if element.tag in names}
    return Page(
        content=content,
        files=tuple(file for file in files if media_type(file)),
        stops=tuple((stop.get("id", ""), stop.get("aria-label", "")) for stop in stops),
        properties=" ".join(sorted(properties)),
    )


def _target(address: str | None, name: str) -> str:
    """The file that an address on the page *name* means; empty if that is somewhere else."""
    parts = urlsplit(address or "")
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))


def _is_loose(address: str | None, name: str, pages: set[str]) -> bool:
    target = _target(address, name)
    return bool(target) and target not in pages


def _serialised(root: ET.Element) -> bytes:
    ET.register_namespace("", XHTML)
    ET.register_namespace("epub", OPS)
    text = ET.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{text}\n'.encode()
