"""Can what an editor decided about proposals be read, and where they are looked for?

Builds need neither file; a mistake in one would be found out by the next editor only.
"""

from __future__ import annotations

import os
from pathlib import Path

from ..problems import FileError
from ..suggestions import read_decisions
from .patterns import Patterns
from .reader import LARGE, Reader

DECISIONS = "suggestions.yml"


def look_at_desk(reader: Reader, book: Path) -> None:
    """Report the first mistake in each of the two files; an edition need not have them."""
    path = book / DECISIONS
    try:
        if os.path.lexists(path) and (text := reader.text(path, LARGE)) is not None:
            read_decisions(text, reader.name(path))
    except FileError as error:
        reader.problems.append(error.problem)
    try:
        Patterns(book, reader.root)
    except FileError as error:
        reader.problems.append(error.problem)
