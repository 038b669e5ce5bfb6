"""Which library reads a format, and what is said where it is not installed?"""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from typing import Any

from ..problems import EditionError

EXTRA = 'pip install "glossator[formats]"'


@dataclass(frozen=True, slots=True)
class Read:
    """What a library gives: a text and its format, what the file says of itself, what is left out."""

    text: str
    format: str
    library: str
    said: dict[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def library(name: str, what: str) -> Any:
    """The module *name*; `EditionError` says how to get it."""
    try:
        return importlib.import_module(name)
    except ImportError:
        raise EditionError(f"to read {what} files, install the formats: {EXTRA}") from None
