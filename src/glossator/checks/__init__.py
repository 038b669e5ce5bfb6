"""What should an editor look at? One file a subject, and all checks in one table.

Each check takes an article's apparatus, or the compiled edition, and yields problems; `examine`
runs them all, so that the command line and every build say the same. What is said of an article
alone is remembered as long as it is as it was. The loader's own problems come first.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

from .. import watch
from ..apparatus import Apparatus
from ..book import Book, compile_edition
from ..configuration import Config, read_config
from ..load import load
from ..load.unread import unread
from ..memory import Kept, Memory
from ..pictures import missing_pictures
from ..problems import Problem, in_order
from ..watch import can_share, in_shares
from . import anchors, contents, glossary, pointing, principles, readings, texts
from .consequences import without_consequences

#: Where the results of earlier runs lie, below the edition’s folder.
MEMORY = Path("_build", ".glossator", "memory")
#: Fewer articles than this are not worth a process.
_LEAST = 8
_NO_STATES: Mapping[str, bytes] = MappingProxyType({})

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


def examine(
    root: Path,
    config: Config | None = None,
    kept: Kept | None = None,
    jobs: int = 1,
    states: Mapping[str, bytes] = _NO_STATES,
) -> Report:
    """Load, compile and check the edition in *root*. Raises `EditionError` if there is none.

    *kept* is filled with results, and spares the next run in this process to read them again.
    So many *jobs* at least, or as many as the edition asks for, share the work where it is much.
    *states* are those of its folders, where somebody looked at them a moment ago.
    """
    problems: list[Problem] = []
    if config is None:
        config, problems = read_config(root)
    if (jobs := max(jobs, config.options.jobs)) > 1 and can_share():
        _in_shares(root, config, jobs, states)
    with Memory(root.resolve() / MEMORY, kept, states) as memory:
        edition, found = load(root, config, memory)
        book = compile_edition(edition, config.options, memory)
        found += _of_articles(book)
        for function in CHECKS:
            watch.at("")
            found += function(book)
    watch.at("")
    return Report(config, book, in_order(without_consequences(problems + found, edition)))


def _in_shares(
    root: Path, config: Config, jobs: int, states: Mapping[str, bytes] = _NO_STATES
) -> None:
    """Fill the memory by several processes, if much of what it is asked for is not in it yet."""
    with Memory(root.resolve() / MEMORY, states=states) as memory:
        ids = unread(root, config, memory)
    # As many processes as are worth it.
    jobs = min(jobs, len(ids) // _LEAST)
    if jobs > 1:
        in_shares([partial(_share, root, config, frozenset(ids[n::jobs])) for n in range(jobs)])


def _share(root: Path, config: Config, ids: frozenset[str]) -> None:
    """Remember all that `examine` asks of these articles alone."""
    with Memory(root.resolve() / MEMORY, shared=True) as memory:
        edition, _ = load(root, config, memory, ids)
        book = compile_edition(edition, config.options, memory)
        _of_articles(book)
        deque(readings.collation(book), maxlen=0)


def _of_articles(book: Book) -> list[Problem]:
    """What the checks of an article have to say of each."""
    found: list[Problem] = []
    for id in book.apparatus:
        key = book.memory.key(f"apparatus {id}")
        found += book.memory.recall_small(f"checks {id}", key, partial(_of_article, book, id))
    return found


def _of_article(book: Book, id: str) -> tuple[Problem, ...]:
    """What the checks of an article have to say of one."""
    watch.at("")
    apparatus = book.apparatus[id]
    return tuple(problem for function in OF_ARTICLES for problem in function(apparatus))
