"""Which text does a file hold, and which library can say so?

Plain text and Markdown are read as they are. For other formats the text is taken out once, and
kept beside the original, so that later checks need no library and cannot come out otherwise.
"""

from __future__ import annotations

import importlib
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from .. import __version__
from ..markup import ARTICLE, LIMIT_LINES, too_much
from ..problems import EditionError, plain
from .heading import Found
from .layout import format_of

_LIGATURE = re.compile("[\ufb00-\ufb06]")
#: How files of other encodings begin, where they say which it is.
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_ENCODINGS = "give its encoding, such as --encoding cp1252 (Windows) or latin-1"
EXTRA = 'pip install "glossator[formats]"'


@dataclass(frozen=True, slots=True)
class Received:
    """A document's text. `made_by` is empty where the file itself is the text.

    `found` is what the format itself says of the document, apart from its text.
    """

    text: str
    format: str
    why: str
    made_by: str = ""
    found: dict[str, Found] = field(default_factory=dict)


Reader = Callable[[bytes], tuple[str, str, str, dict[str, str]]]


def receive(name: str, data: bytes, format: str = "", encoding: str = "") -> Received:
    """The text of the file *name*; `EditionError` says why there is none."""
    if not data.strip():
        raise EditionError("the file is empty.")
    suffix = _suffix(name)
    if suffix in FOREIGN and not format:
        raise EditionError(f"it is {FOREIGN[suffix]}; save it as .docx, .odt or plain text first.")
    reader = READERS.get(suffix)
    if reader is None and suffix not in _PLAIN and not format:
        raise EditionError(
            f"files ending in {plain(suffix)} are not known. If it is plain text, give "
            f"--format text. Known are {', '.join(sorted(FORMATS))}."
        )
    if reader is not None:
        text, made, library, said = reader(data)
        if not text.strip():
            raise EditionError("it holds no text; perhaps it is a picture of one.")
        found = {
            key: Found(value, 0, "the file’s own description")
            for key, value in said.items()
            if value
        }
        _refuse_too_much(text, made)
        return Received(_clean(text), made, f"it is {suffix[1:].upper()}", _made_by(library), found)
    text, made_by = _decoded(data, encoding)
    if len(text) > _LONGEST:
        _refuse_longer(text)
    guessed, why = format_of(text, name)
    _refuse_too_much(text, format or guessed)
    return Received(text, format or guessed, "you said so" if format else why, made_by)


def _suffix(name: str) -> str:
    """The ending with its full stop, in lower case; empty where there is none."""
    stem, stop, ending = name.lower().rpartition(".")
    return stop + ending if stem else ""


def _made_by(library: str) -> str:
    try:
        return f"glossator {__version__}, {library} {version(library)}"
    except PackageNotFoundError:
        return f"glossator {__version__}"


def _decoded(data: bytes, encoding: str) -> tuple[str, str]:
    made_by = f"glossator {__version__}, from {encoding}" if encoding else ""
    marked = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "")
    if not encoding and not marked and b"\0" in data:
        raise EditionError(f"it is no text. Known are {', '.join(sorted(FORMATS))}.")
    try:
        text = data.decode(encoding or "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = f"give --encoding {marked}" if marked else _ENCODINGS
        if encoding:
            hint = "give another --encoding"
        raise EditionError(
            f"it is not {encoding or 'UTF-8'} (byte {data[error.start]:02x} on line {line}); {hint}."
        ) from None
    except LookupError:
        raise EditionError(f"there is no encoding “{plain(encoding)}”; {_ENCODINGS}.") from None
    if "\0" in text:
        raise EditionError(f"it is no text in {plain(encoding)}; give another --encoding.")
    return text.replace("\r\n", "\n").replace("\r", "\n"), made_by


def _clean(text: str) -> str:
    """Text from a library with line ends, and without what text never needs."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00ad", "")
    return "".join(filter(_belongs, text)).strip("\n") + "\n"


def _belongs(char: str) -> bool:
    return char in "\n\t\f" or (ord(char) >= 32 and not 127 <= ord(char) < 160)


def _library(name: str, what: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        raise EditionError(f"to read {what} files, install the formats: {EXTRA}") from None


#: A document whose HTML is longer is none that anybody reads as one article.
_LONGEST = 5_000_000
#: What an archive may hold in bytes: a text packed by the usual means shrinks to a tenth.
_MOST_UNPACKED, _MOST_RATIO = 8_000_000, 20


#: Of one document: signs that HTML's parser takes its time for, paragraphs, and definitions.
_MOST_SIGNS = {"<": 25_000, "&": 25_000, "<!--": 1_000}
_MOST_PARAGRAPHS, _MOST_DEFINITIONS = 5_000, 500
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,999}\]:", re.MULTILINE)
_PARAGRAPH = re.compile(rb"<(?:w|text):p[\s/>]")
_SEVERAL = "take out what is no text, or make several documents of it."


def _refuse_long(html: str | bytes) -> None:
    """Refuse what would take long, by counting only."""
    if len(html) > _LONGEST:
        raise EditionError(f"the document has more than {_LONGEST:,} characters.")
    for sign, most in _MOST_SIGNS.items():
        count = html.count(sign) if isinstance(html, str) else html.count(sign.encode())
        if count > most:
            raise EditionError(
                f"it holds {count:,} of the sign “{sign}”; {most:,} is the most: {_SEVERAL}"
            )


def _refuse_too_much(text: str, format: str) -> None:
    if format == "markdown":
        _refuse_costly(text)
    else:
        _refuse_longer(text)


#: Plain text may have so many times the characters and lines of the article that is made of it.
_MORE = 2


def _refuse_longer(text: str) -> None:
    """Refuse what is longer than any article made of it could be."""
    most = f"{ARTICLE.limit:,} characters and {LIMIT_LINES:,} lines is the most that an article has"
    if len(text) > _MORE * ARTICLE.limit or text.count("\n") > _MORE * LIMIT_LINES:
        raise EditionError(
            f"it has {len(text):,} characters and {text.count(chr(10)):,} lines; {most}: {_SEVERAL}"
        )


def _refuse_costly(text: str) -> None:
    """Refuse Markdown that its parser cannot take in time, by the measure that articles have."""
    for count, found in enumerate(_DEFINITION.finditer(text), 1):
        if count > _MOST_DEFINITIONS:
            line = text.count("\n", 0, found.start()) + 1
            raise EditionError(
                f"line {line}: it holds more than {_MOST_DEFINITIONS} definitions of addresses "
                f"([name]: address): {_SEVERAL}"
            )
    if problem := too_much(text, ARTICLE, "", 1):
        raise EditionError(f"line {problem.place.line}: {problem.message} {problem.hint}")


def _refuse_paragraphs(data: bytes, member: str) -> None:
    """Refuse an archive whose text has more paragraphs than any article."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read(member) if member in archive.namelist() else b""
    if (count := len(_PARAGRAPH.findall(text))) > _MOST_PARAGRAPHS:
        raise EditionError(
            f"it holds {count:,} paragraphs; {_MOST_PARAGRAPHS:,} is the most: {_SEVERAL}"
        )


def _markdown(html: str) -> str:
    """The Markdown of an HTML text, without what no article holds."""
    _refuse_long(html)
    try:
        return _converted(html)
    except RecursionError:
        raise EditionError("the document's elements are nested too deeply.") from None


def _converted(html: str) -> str:
    soup = _library("bs4", "HTML").BeautifulSoup(html, "html.parser")
    for tag in soup(
        [
            "script",
            "style",
            "nav",
            "header",
            "footer",
            "aside",
            "form",
            "button",
            "svg",
            "head",
            "title",
        ]
    ):
        tag.decompose()
    body = soup.find("article") or soup.find("main") or soup.body or soup
    convert = _library("markdownify", "HTML").markdownify
    made: str = convert(
        str(body),
        heading_style="ATX",
        bullets="-",
        strip=["img", "span", "div", "code", "pre", "sup", "sub"],
        escape_misc=True,
        newline_style="backslash",
    )
    lines = (line.rstrip() for line in made.split("\n"))
    return "\n".join(lines)


def _html(data: bytes) -> tuple[str, str, str, dict[str, str]]:
    _refuse_long(data)
    soup = _library("bs4", "HTML").BeautifulSoup(data, "html.parser")
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
    return _markdown(str(soup)), "markdown", "markdownify", said


def _refuse_bombs(data: bytes, what: str) -> None:
    """Refuse an archive that holds far more than it says, before anything unpacks it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            held = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError) as error:
        raise EditionError(f"the {what} file cannot be read: {plain(str(error))}") from None
    if held > _MOST_UNPACKED + _MOST_RATIO * len(data):
        raise EditionError(
            f"the {what} file holds {held:,} bytes, far more than its own size says."
        )


def _docx(data: bytes) -> tuple[str, str, str, dict[str, str]]:
    _refuse_bombs(data, "Word")
    mammoth = _library("mammoth", "Word")
    try:
        _refuse_paragraphs(data, "word/document.xml")
        html = mammoth.convert_to_html(io.BytesIO(data)).value
    except EditionError:
        raise
    except Exception as error:  # whatever a damaged file makes the library raise
        raise EditionError(f"the Word file cannot be read: {plain(str(error))}") from None
    return _markdown(html), "markdown", "mammoth", {}


def _odt(data: bytes) -> tuple[str, str, str, dict[str, str]]:
    odfdo = _library("odfdo", "OpenDocument")
    _refuse_bombs(data, "OpenDocument")
    try:
        _refuse_paragraphs(data, "content.xml")
        document = odfdo.Document(io.BytesIO(data))
        said = {"title": document.meta.title or "", "author": document.meta.initial_creator or ""}
        return str(document.to_markdown()), "markdown", "odfdo", said
    except EditionError:
        raise
    except Exception as error:
        raise EditionError(f"the OpenDocument file cannot be read: {plain(str(error))}") from None


def _pdf(data: bytes) -> tuple[str, str, str, dict[str, str]]:
    extract = _library("pdfminer.high_level", "PDF").extract_text
    try:
        text = str(extract(io.BytesIO(data)))
    except Exception as error:
        raise EditionError(f"the PDF file cannot be read: {plain(str(error))}") from None
    # Ligatures are shapes of the printed page, and no letters of the text.
    text = _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return text.rstrip("\f\n") + "\n", "text", "pdfminer.six", {}


def _epub(data: bytes) -> tuple[str, str, str, dict[str, str]]:
    from .epub import chapters

    html, said = chapters(data)
    return "\n\n".join(map(_markdown, html)), "markdown", "markdownify", said


READERS: dict[str, Reader] = {
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".docx": _docx,
    ".odt": _odt,
    ".pdf": _pdf,
    ".epub": _epub,
}
_PLAIN = (".txt", ".text", ".md", ".markdown", "")
FORMATS = (".txt", ".md", *READERS)
#: What is sometimes tried and cannot be read.
FOREIGN = {
    ".doc": "an old Word file",
    ".rtf": "a Rich Text file",
    ".pages": "a Pages file",
    ".wpd": "a WordPerfect file",
}
