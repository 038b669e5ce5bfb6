"""Which articles have to be read, because they or their notes are not as they were?"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from ..configuration import Config
from ..files import link_above
from ..memory import Memory

#: As many articles are looked at first: to look at all of them costs something, too.
_SAMPLE = 16


def unread(root: Path, config: Config, memory: Memory) -> list[str]:
    """The ids of those that the *memory* does not know, but will when they have been read.

    None where most of the edition is known.
    """
    book = root.resolve() / config.options.book
    if link_above(book, root.resolve()) is not None:
        return []
    new = partial(_new, memory, book / "annotations")
    paths = sorted((book / "articles").glob("*.md"))
    sample = paths[:: len(paths) // _SAMPLE or 1]
    if 2 * sum(map(new, sample)) < len(sample):
        return []
    return [path.stem for path in paths if new(path)]


def _new(memory: Memory, notes: Path, article: Path) -> bool:
    states = {
        f"article {article.stem}": memory.state_of(article),
        f"count of notes {article.stem}": memory.state_of(notes / article.stem),
    }
    # Without a state, nothing is remembered.
    return any(state and not memory.knows_small(name, state) for name, state in states.items())
