"""What should an editor look at? One file a subject, and all checks in one table.

Each check takes an article's apparatus, or the compiled edition, and yields problems; `examine`
runs them all, so that the command line and every build say the same. What is said of an article
alone is remembered as long as it is as it was. The loader's own problems come first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from .. import watch
from ..apparatus import Apparatus
from ..book import Book, compile_edition
from ..configuration import Config, read_config
from ..load import load
from ..memory import Kept, Memory
from ..pictures import missing_pictures
from ..problems import Problem, in_order
from . import anchors, contents, glossary, pointing, principles, readings, texts
from .consequences import without_consequences

#: Where the results of earlier runs lie, below the edition’s folder.
MEMORY = Path("_build", ".glossator", "memory")

#: Every check that each run makes; what they find is put in the order of the files afterwards.
#: First those of one article and its notes, which need nothing else to say what they say.
OF_ARTICLES: tuple[Callable[[Apparatus], Iterable[Problem]], ...] = (
    texts.markup,
    texts.loose,
    texts.unwritten,
    texts.titles,
    texts.foreign,
    anchors.anchors,
    principles.principles,
    principles.twins,
)
CHECKS: tuple[Callable[[Book], Iterable[Problem]], ...] = (
    texts.entries,
    texts.indexed,
    missing_pictures,
    contents.contents,
    readings.collation,
    pointing.pointing,
    glossary.forms_used,
    glossary.forms,
)


@dataclass(frozen=True, slots=True)
class Report:
    """An edition as far as it could be used, and everything that is wrong with it."""

    config: Config
    book: Book
    problems: tuple[Problem, ...]


def examine(root: Path, config: Config | None = None, kept: Kept | None = None) -> Report:
    """Load, compile and check the edition in *root*. Raises `EditionError` if there is none.

    *kept* is filled with results, and spares the next run in this process to read them again.
    """
    problems: list[Problem] = []
    if config is None:
        config, problems = read_config(root)
    with Memory(root.resolve() / MEMORY, kept) as memory:
        edition, found = load(root, config, memory)
        book = compile_edition(edition, config.options, memory)
        for id in book.apparatus:
            key = memory.key(f"apparatus {id}")
            found += memory.recall_small(f"checks {id}", key, partial(_of_article, book, id))
        for function in CHECKS:
            watch.at("")
            found += function(book)
    watch.at("")
    return Report(config, book, in_order(without_consequences(problems + found, edition)))


def _of_article(book: Book, id: str) -> tuple[Problem, ...]:
    """What the checks of an article have to say of one."""
    watch.at("")
    apparatus = book.apparatus[id]
    return tuple(problem for function in OF_ARTICLES for problem in function(apparatus))
