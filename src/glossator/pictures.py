"""Which pictures may an article show?

Those that the loader found in the book: ordinary files that are what their names say. A
picture is copied into every output, so anything else that an article names would be published.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from .book import Book
from .model import Article, Edition, Place
from .problems import Code, Problem, plain


def picture(edition: Edition, article: Article, address: str) -> str:
    """The path of a picture from the edition's root, as *article* names it; empty if it may not."""
    folder = posixpath.dirname(article.place.path)
    path = posixpath.normpath(posixpath.join(folder, address))
    return path if path in edition.pictures else ""


def missing_pictures(book: Book) -> Iterator[Problem]:
    """What articles show and the book does not hold."""
    for article in book.edition.articles:
        for address, line in book.gists[article.id].images:
            if not picture(book.edition, article, address):
                message = f"there is no picture “{plain(address)}” in the book."
                hint = (
                    "A picture is a PNG, JPEG, GIF or WebP file below the folder of the articles."
                )
                yield Problem(Code.MARKUP_PICTURE, message, Place(article.place.path, line), hint)
