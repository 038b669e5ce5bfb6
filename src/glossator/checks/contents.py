"""Does the table of contents name every article, and only pages that are there?"""

from __future__ import annotations

import os
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from ..book import Book
from ..files import Unusable, decode, ordinary_below, read_bytes
from ..model import Place
from ..problems import Code, Problem, plain, some
from ..toc import TOC, Listed, fits, read_toc

_LIMIT_TOC = 1024 * 1024
#: What a page may be; the table of contents names it with its ending or without.
_ENDINGS = (".md", ".ipynb", ".rst", ".txt")


def contents(book: Book) -> Iterator[Problem]:
    """The table of contents can be used, and every article is in it, or would get no page."""
    root = Path(book.edition.root)
    toc = root / TOC
    if not os.path.lexists(toc):
        return
    data = read_bytes(toc, root, _LIMIT_TOC)
    text = decode(data) if isinstance(data, bytes) else data
    if isinstance(text, Unusable):
        yield Problem(text.code, text.message, Place(TOC, text.line), text.hint)
        return
    entries, wrong = read_toc(text)
    pages = [entry for entry in entries if entry.sort in ("file", "root")]
    listed = {entry.name.removesuffix(".md") for entry in pages}
    known = _docnames(book)
    apart = _folders_apart(book)
    unknown = [page for page in pages if page.name.removesuffix(".md") not in known]
    yield from some(
        [
            *wrong,
            *_missing(root, unknown, sorted(known - listed), apart),
            *_empty(entries, known, root),
        ]
    )
    if wrong:
        # What could not be read may name any article.
        return
    globs = [entry.name for entry in entries if entry.sort == "glob"]
    for article in book.edition.articles:
        if article.docname not in listed and not any(fits(article.docname, glob) for glob in globs):
            message = "the article is not in the table of contents, so no page is made of it."
            yield Problem(
                Code.ARTICLE_TOC,
                message,
                article.place,
                f"Add “- file: {article.docname}” to {TOC}.",
            )


def _docnames(book: Book) -> set[str]:
    edition = book.edition
    return {article.docname for article in edition.articles} | {p.docname for p in edition.pages}


def _folders_apart(book: Book) -> dict[str, str]:
    """The folders whose files are parts of pages and no pages, and what such a file is."""
    edition = book.edition
    homes = {article.docname.rpartition("/articles/")[0] for article in edition.articles}
    return {
        **{f"{home}/annotations/": "a note, which stands on its article’s page" for home in homes},
        **{f"{home}/glossary/": "an entry, which stands on the glossary’s page" for home in homes},
        f"{edition.seed_folder}/": "a seed; its article is a page",
    }


def _empty(entries: tuple[Listed, ...], known: set[str], root: Path) -> Iterator[Problem]:
    """Patterns that no page fits."""
    for entry in entries:
        if entry.sort == "glob" and not any(fits(name, entry.name) for name in known):
            if any(fits(name, entry.name) for name in _further(root)):
                continue
            yield Problem(
                Code.TOC_PAGE,
                f"no page fits the pattern “{plain(entry.name, 200)}”.",
                Place(TOC, entry.line),
                "A pattern names pages by their paths, such as book/essays/*; delete it otherwise.",
            )


def _further(root: Path) -> Iterator[str]:
    """Pages that belong to no kind of their own."""
    for path in ordinary_below(root):
        if path.suffix in _ENDINGS:
            yield path.relative_to(root).with_suffix("").as_posix()


def _missing(
    root: Path, pages: list[Listed], unlisted: list[str], apart: dict[str, str]
) -> Iterator[Problem]:
    """Pages that are named and not there; *unlisted* are those that might be meant."""
    for page in pages:
        parts = PurePosixPath(page.name).parts
        path = root.joinpath(*parts)
        inside = not path.is_absolute() or path.is_relative_to(root)
        if what := next(
            (what for folder, what in apart.items() if page.name.startswith(folder)), ""
        ):
            message = f"“{plain(page.name, 200)}” is {what}."
            yield Problem(Code.TOC_PAGE, message, Place(TOC, page.line), "Delete this line.")
            continue
        if inside and ".." not in parts and _is_page(path):
            continue
        near = get_close_matches(page.name.removesuffix(".md"), unlisted, 1, cutoff=0.8)
        hint = f"Did you mean “{near[0]}”? " if near else ""
        yield Problem(
            Code.TOC_PAGE,
            f"there is no page “{plain(page.name, 200)}”.",
            Place(TOC, page.line),
            f"{hint}Give the path from the folder of {TOC}, without the ending, or delete this line.",
        )


def _is_page(path: Path) -> bool:
    try:
        return (path.suffix in _ENDINGS and path.is_file()) or any(
            path.with_name(path.name + ending).is_file() for ending in _ENDINGS
        )
    except (OSError, ValueError):
        return False
