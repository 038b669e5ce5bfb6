"""glossator turns a folder of source documents into an annotated reading edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from .notebook import OpenEdition

__version__ = "0.1.0"


def open(place: str | PathLike[str] = ".") -> OpenEdition:
    """The edition in *place*, or in the nearest folder above it, to be read and counted.

    Mistakes of the edition do not prevent opening; they are its `problems`.
    Raises `glossator.problems.EditionError` where there is no edition at all.
    """
    # Whoever only asks for the version, or runs a command, does not pay for all of this.
    from .notebook import open_edition

    return open_edition(place)
