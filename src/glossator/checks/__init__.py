"""What should an editor look at? One file a subject, and all checks in one table.

Each check takes the compiled edition and yields problems; `examine` runs them all, so that the
command line and every build say the same. The loader's own problems come first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from .. import watch
from ..apparatus import Book, compile_edition
from ..configuration import Config, read_config
from ..load import load
from ..memory import Kept, Memory
from ..pictures import missing_pictures
from ..problems import Problem, in_order
from . import anchors, contents, glossary, pointing, principles, readings, texts
from .consequences import without_consequences

#: Where the results of earlier runs lie, below the edition’s folder.
MEMORY = Path("_build", ".glossator", "memory")

Check = Callable[[Book], Iterable[Problem]]
#: Every check that each run makes; what they find is put in the order of the files afterwards.
CHECKS: tuple[Check, ...] = (
    texts.markup,
    texts.unwritten,
    texts.titles,
    texts.foreign,
    texts.indexed,
    missing_pictures,
    contents.contents,
    readings.collation,
    anchors.anchors,
    pointing.pointed_at,
    pointing.in_time,
    pointing.unused,
    principles.principles,
    principles.twins,
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
        for function in CHECKS:
            watch.at("")
            found += function(book)
    watch.at("")
    return Report(config, book, in_order(without_consequences(problems + found, edition)))
