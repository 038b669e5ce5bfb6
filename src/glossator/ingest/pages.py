"""Which text stands on the pages of a PDF, without what is printed at the edge of every page?

A PDF holds letters at places. Lines, columns and paragraphs are the library's reading of them; what
comes again at the head or foot of several pages, and bare page numbers there, are left out and said.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..problems import EditionError, plain
from .found import letters
from .library import Read, library

_LIGATURE = re.compile("[\ufb00-\ufb06]")
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")
#: Heads and feet stand in this share of a page's height, or are the first or last line of what is
#: on it, give or take so much; and they are on so many pages at least.
_EDGE, _SAME, _PAGES = 0.12, 0.01, 2
#: What programs write as a title or an author when nobody has given any.
_JUNK = re.compile(
    r"(?i)untitled|microsoft word.*|.*\.(?:docx?|odt|indd|qxd|tex|pdf|pages)|unknown|user|admin.*"
)


_Sign = tuple[str, int]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a line: its words, its place on the page, and its height from 0 to 1."""

    words: str
    left: float
    bottom: float
    top: float
    height: float
    at_edge: bool = False

    @property
    def sign(self) -> _Sign:
        """By what the same head is known on another page, whatever number it bears."""
        return _DIGITS.sub("#", self.words), round(self.height * 50)


_Block = list[_Piece]


def read_pdf(data: bytes) -> Read:
    """The text of a PDF; `EditionError` where there is none to read."""
    layout = library("pdfminer.layout", "PDF")
    high_level = library("pdfminer.high_level", "PDF")
    try:
        pages = [
            _with_edges(list(_blocks(page, layout.LTTextContainer)))
            for page in high_level.extract_pages(io.BytesIO(data))
        ]
        info = _info(data)
    except Exception as error:  # whatever a damaged file makes the library raise
        raise EditionError(f"the PDF file cannot be read: {plain(str(error))}") from None
    furniture = _furniture(pages)
    text = _undivided("\f".join(_page(page, furniture) for page in pages))
    remarks = tuple(
        f"“{plain(words, 60)}” and the like, at the edge of {count} pages, is left out of the text."
        for words, count in _left(pages, furniture).values()
    )
    said = {key: value for key, value in info.items() if _stands_in(value, text)}
    return Read(text.rstrip("\f\n") + "\n", "text", "pdfminer.six", said, remarks)


def _blocks(page: Any, container: type) -> Iterator[_Block]:
    """The blocks of a page in reading order, each as its pieces of lines."""
    for box in page:
        if isinstance(box, container):
            lines = box if hasattr(box, "__iter__") else [box]
            pieces = [
                _Piece(
                    _words(line.get_text()), line.x0, line.y0, line.y1,
                    (line.y0 + line.y1) / 2 / max(page.height, 1),
                )
                for line in lines
            ]  # fmt: skip
            yield [piece for piece in pieces if piece.words]


def _rows(block: _Block) -> Iterator[str]:
    """The lines of a block: what stands at one height is one line."""
    rows: list[_Block] = []
    for piece in block:
        if rows and rows[-1][0].bottom < (piece.bottom + piece.top) / 2 < rows[-1][0].top:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        yield " ".join(piece.words for piece in sorted(row, key=lambda piece: piece.left))


def _with_edges(page: list[_Block]) -> list[_Block]:
    """The page's lines, knowing whether they stand at its edge."""
    heights = [line.height for block in page for line in block]
    low = max(_EDGE, min(heights, default=0) + _SAME)
    high = min(1 - _EDGE, max(heights, default=1) - _SAME)
    return [
        [replace(line, at_edge=not low < line.height < high) for line in block] for block in page
    ]


def _undivided(text: str) -> str:
    """*text* with the words whole that a line's end divides by a hyphen of its own (U+00AD).

    Where a column or page ends there, an ordinary hyphen is left to say so.
    """
    # The line ends behind the word then, so that lines stay as long as they are printed.
    return re.sub("\u00ad\n(\\w\\S*) ?", r"\1\n", text).replace("\u00ad\n", "-\n")


def _words(text: str) -> str:
    """Text on one line, without ligatures: they are shapes of the printed page, and no letters of the text."""
    made = _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return " ".join(made.split())


def _furniture(pages: Iterable[list[_Block]]) -> set[_Sign]:
    """The signs of what stands at the edge of several pages."""
    counts = Counter(
        sign
        for page in pages
        for sign in {line.sign for block in page for line in block if line.at_edge}
    )
    return {sign for sign, count in counts.items() if count >= _PAGES}


def _page(blocks: Iterable[_Block], furniture: set[_Sign]) -> str:
    kept = [[line for line in block if not _is_left(line, furniture)] for block in blocks]
    return "\n\n".join("\n".join(_rows(block)) for block in kept if block) + "\n\n"


def _is_left(line: _Piece, furniture: set[_Sign]) -> bool:
    return line.at_edge and line.sign in furniture


def _left(pages: Iterable[list[_Block]], furniture: set[_Sign]) -> dict[_Sign, tuple[str, int]]:
    """What is left out, by its sign: the words where it stands first, and how often."""
    found: dict[_Sign, tuple[str, int]] = {}
    for page in pages:
        for line in (line for block in page for line in block if _is_left(line, furniture)):
            words, count = found.get(line.sign, (line.words, 0))
            found[line.sign] = (words, count + 1)
    return found


def _info(data: bytes) -> dict[str, str]:
    """The title and author in the file's description."""
    parser = library("pdfminer.pdfparser", "PDF").PDFParser(io.BytesIO(data))
    document = library("pdfminer.pdfdocument", "PDF").PDFDocument(parser)
    decode = library("pdfminer.utils", "PDF").decode_text
    values = document.info[0] if document.info else {}
    said = {
        key: " ".join(decode(value).split())
        for key, name in (("title", "Title"), ("author", "Author"))
        if isinstance(value := values.get(name), bytes)
    }
    return {key: value for key, value in said.items() if value and not _JUNK.fullmatch(value)}


def _stands_in(value: str, text: str) -> bool:
    """Whether the text begins with these words too: descriptions are often left from another."""
    return letters(value) in letters(text[:3000])
