"""Which pages did the maintainers write, and which works are there to cite?"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from ..files import is_ordinary
from ..memory import digest
from ..model import Page, Work
from ..works import read_bibliography
from .reader import LARGE, Reader

BIBLIOGRAPHY_LIMIT = 1024 * 1024
_CITE = re.compile(r"\{cite(?::\w+)?\}`([^`]+)`")
_HEADING = re.compile(r"^# +(.+)$", re.M)


def read_works(reader: Reader, path: Path, language: str) -> tuple[str, tuple[Work, ...]]:
    """The bibliography as it stands, and its works; a book need not have one."""
    if not os.path.lexists(path):
        return "", ()
    key = reader.memory.state_of(path)
    key = digest(key, language) if key else b""
    found = reader.recall("works", key, partial(_works, reader, path, language))
    return found[0] if found else ("", ())


def _works(reader: Reader, path: Path, language: str) -> Iterator[tuple[str, tuple[Work, ...]]]:
    text = reader.text(path, BIBLIOGRAPHY_LIMIT)
    if text is not None:
        bibliography, problems = read_bibliography(text, reader.name(path), language)
        reader.add(problems)
        yield text, bibliography.works


def read_pages(reader: Reader, book: Path) -> Iterator[Page]:
    """The maintainers' own pages, which are the Markdown files at the top of the book."""
    for path in reader.folder(book):
        if (
            path.suffix == ".md"
            and is_ordinary(path)
            and (text := reader.text(path, LARGE)) is not None
        ):
            keys = [key.strip() for found in _CITE.findall(text) for key in found.split(",")]
            title = _HEADING.search(text)
            docname = reader.name(path).removesuffix(".md")
            yield Page(docname, title[1] if title else path.stem, tuple(dict.fromkeys(keys)))
