"""What does the edition's folder hold?

The only reader of `book/` and `seeds/`: folder in, records and problems out. A file that
cannot be used is reported and left out; everything else goes on. What is read here was
checked here, and is trusted everywhere else.
"""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

from ..configuration import Config, read_config
from ..files import link_above
from ..memory import Memory
from ..model import Edition
from ..problems import Code, EditionError, Problem
from .articles import PICTURES, read_articles, read_pictures
from .beside import look_beside
from .contributions import read_annotations, read_glossary, read_locks
from .desk import look_at_desk
from .pages import read_pages, read_works
from .people import read_contributors
from .reader import Reader
from .seeds import read_seeds
from .surroundings import look_round


def load(
    root: Path | str,
    config: Config | None = None,
    memory: Memory | None = None,
    only: Set[str] | None = None,
) -> tuple[Edition, list[Problem]]:
    """The edition in *root*, and everything that is wrong with its files.

    Where *only* some articles are asked for, by their ids, the edition is as if it had no others.
    Raises `EditionError` only where there is no edition at all.
    """
    root = Path(root).resolve()
    problems: list[Problem] = []
    if config is None:
        config, problems = read_config(root)
    reader = Reader(root, config, problems, memory or Memory())
    book = root / config.options.book
    if not book.is_dir():
        raise EditionError(f"{root} holds no edition: there is no folder {config.options.book}.")
    if link_above(book, root) is not None:
        raise EditionError(
            f"the folder {config.options.book} is a link; put the folder itself there."
        )
    look_round(reader, book)
    look_beside(reader)
    look_at_desk(reader, book)
    articles = tuple(read_articles(reader, book / "articles", only))
    wanted = None if only is None else {article.seed for article in articles}
    bibtex, works = read_works(reader, book / "references.bib", config.language)
    edition = Edition(
        root=str(root),
        title=config.title,
        language=config.language,
        articles=tuple(sorted(articles, key=lambda article: article.order)),
        annotations=read_annotations(
            reader, book / "annotations", {article.id for article in articles}
        ),
        glossary=tuple(read_glossary(reader, book / "glossary")),
        works=works,
        seeds=read_seeds(reader, root / config.options.seeds, wanted),
        bibtex=bibtex,
        pages=tuple(read_pages(reader, book)),
        locks=read_locks(reader, book / "annotations", {article.id for article in articles}),
        contributors=read_contributors(reader, book / "contributors.yml"),
        pictures=frozenset(read_pictures(reader, book / "articles" / PICTURES)),
        seed_folder=reader.name(root / config.options.seeds),
    )
    return edition, _once(reader.problems)


def _once(problems: list[Problem]) -> list[Problem]:
    """Of each link and special file only what was said last, by whoever wanted to read it."""
    links = {each.place.path: each for each in problems if each.code is Code.FILE_LINK}
    return [each for each in problems if each.code is not Code.FILE_LINK] + [*links.values()]
