"""Is every article in the table of contents, or would no page be made of it?"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from ..apparatus import Book
from ..files import Unusable, decode, read_bytes
from ..model import Place
from ..problems import Code, Problem

_LIMIT_TOC = 1024 * 1024
_LISTED = re.compile(r"^[ \t-]*(file|root|glob)[ \t]*:[ \t]*[\"']?([^\"'\s#]+)", re.M)


def contents(book: Book) -> Iterator[Problem]:
    """Every article is in the table of contents, or no page would be made of it."""
    root = Path(book.edition.root)
    toc = root / "_toc.yml"
    if not os.path.lexists(toc):
        return
    data = read_bytes(toc, root, _LIMIT_TOC)
    text = decode(data) if isinstance(data, bytes) else data
    if isinstance(text, Unusable):
        yield Problem(text.code, text.message, Place("_toc.yml", text.line), text.hint)
        return
    entries = _LISTED.findall(text)
    listed = {name.removesuffix(".md") for sort, name in entries if sort != "glob"}
    globs = [name for sort, name in entries if sort == "glob"]
    for article in book.edition.articles:
        if article.docname not in listed and not any(
            fnmatch(article.docname, glob) for glob in globs
        ):
            message = "the article is not in the table of contents, so no page is made of it."
            yield Problem(
                Code.ARTICLE_TOC,
                message,
                article.place,
                f"Add “- file: {article.docname}” to _toc.yml.",
            )
