"""Which text does a file hold?

Plain text and Markdown are read as they are. For other formats the text is taken out once, and
kept beside the original, so that later checks need no library and cannot come out otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version

from .. import __version__
from ..problems import EditionError, plain
from .costs import LONGEST, refuse_longer, refuse_too_much
from .found import Found
from .layout import format_of
from .readers import READERS

#: How files of other encodings begin, where they say which it is.
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_ENCODINGS = "give its encoding, such as --encoding cp1252 (Windows) or latin-1"


@dataclass(frozen=True, slots=True)
class Received:
    """A document's text. `made_by` is empty where the file itself is the text.

    `found` is what the format itself says of the document, apart from its text; `remarks` are what
    was left out of the text.
    """

    text: str
    format: str
    why: str
    made_by: str = ""
    found: dict[str, Found] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def receive(name: str, data: bytes, format: str = "", encoding: str = "") -> Received:
    """The text of the file *name*; `EditionError` says why there is none."""
    if not data.strip():
        raise EditionError("the file is empty.")
    suffix = _suffix(name)
    if suffix in TABLES and not format:
        raise EditionError("it is a table; what it says of documents is given as --metadata.")
    if suffix in FOREIGN and not format:
        raise EditionError(f"it is {FOREIGN[suffix]}; save it as .docx, .odt or plain text first.")
    reader = READERS.get(suffix)
    if reader is None and suffix not in _PLAIN and not format:
        raise EditionError(
            f"files ending in {plain(suffix)} are not known. If it is plain text, give "
            f"--format text. Known are {', '.join(sorted(FORMATS))}."
        )
    if reader is not None:
        read = reader(data)
        if not read.text.strip():
            raise EditionError("it holds no text; perhaps it is a picture of one.")
        found = {
            key: Found(value, 0, "the file’s own description")
            for key, value in read.said.items()
            if value
        }
        refuse_too_much(read.text, read.format)
        return Received(
            _clean(read.text), read.format, f"it is {suffix[1:].upper()}", _made_by(read.library),
            found, read.remarks,
        )  # fmt: skip
    text, made_by = _decoded(data, encoding)
    if len(text) > LONGEST:
        refuse_longer(text)
    guessed, why = format_of(text, name)
    refuse_too_much(text, format or guessed)
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


_PLAIN = (".txt", ".text", ".md", ".markdown", "")
FORMATS = (".txt", ".md", *READERS)
#: What is sometimes tried and cannot be read.
FOREIGN = {
    ".doc": "an old Word file",
    ".rtf": "a Rich Text file",
    ".pages": "a Pages file",
    ".wpd": "a WordPerfect file",
}
TABLES = (".csv", ".tsv")
