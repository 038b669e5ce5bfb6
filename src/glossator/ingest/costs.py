"""Which documents would take more time or memory than any document should?

They are refused by counting alone, before anything parses or unpacks them.
"""

from __future__ import annotations

import io
import re
import zipfile

from ..markup import ARTICLE, LIMIT_LINES, too_much
from ..problems import EditionError, plain

#: A document whose HTML is longer is none that anybody reads as one article.
LONGEST = 5_000_000
#: What an archive may hold in bytes: a text packed by the usual means shrinks to a tenth.
_MOST_UNPACKED, _MOST_RATIO = 8_000_000, 20


#: Of one document: signs that HTML's parser takes its time for, paragraphs, and definitions.
_MOST_SIGNS = {"<": 25_000, "&": 25_000, "<!--": 1_000}
_MOST_PARAGRAPHS, _MOST_DEFINITIONS = 5_000, 500
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,999}\]:", re.MULTILINE)
_PARAGRAPH = re.compile(rb"<(?:w|text):p[\s/>]")
_SEVERAL = "take out what is no text, or make several documents of it."


def refuse_long(html: str | bytes) -> None:
    """Refuse what would take long, by counting only."""
    if len(html) > LONGEST:
        raise EditionError(f"the document has more than {LONGEST:,} characters.")
    for sign, most in _MOST_SIGNS.items():
        count = html.count(sign) if isinstance(html, str) else html.count(sign.encode())
        if count > most:
            raise EditionError(
                f"it holds {count:,} of the sign “{sign}”; {most:,} is the most: {_SEVERAL}"
            )


def refuse_too_much(text: str, format: str) -> None:
    """Refuse a text that no article can be made of, by the measure of its format."""
    if format == "markdown":
        _refuse_costly(text)
    else:
        refuse_longer(text)


#: Plain text may have so many times the characters and lines of the article that is made of it.
_MORE = 2


def refuse_longer(text: str) -> None:
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


def refuse_paragraphs(data: bytes, member: str) -> None:
    """Refuse an archive whose text has more paragraphs than any article."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read(member) if member in archive.namelist() else b""
    if (count := len(_PARAGRAPH.findall(text))) > _MOST_PARAGRAPHS:
        raise EditionError(
            f"it holds {count:,} paragraphs; {_MOST_PARAGRAPHS:,} is the most: {_SEVERAL}"
        )


def refuse_bombs(data: bytes, what: str) -> None:
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
