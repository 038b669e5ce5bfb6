"""How does a folder of pages keep what is known of it: files of JSON that are always whole."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

_R = TypeVar("_R", bound=Mapping[str, object])


def read_record(path: Path) -> Any:
    """What a record holds; None where there is none that can be read."""
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def read_like(path: Path, nothing: _R) -> _R:
    """What a record holds, if it has the parts that *nothing* has; else that.

    Another release may have kept something else.
    """
    found = read_record(path)
    parts = isinstance(found, dict) and {name: type(each) for name, each in found.items()}
    return found if parts == {name: type(each) for name, each in nothing.items()} else nothing


def digest(*things: object) -> str:
    """What stands in a record for things, by how they are written."""
    return hashlib.sha256(repr(things).encode("utf-8", "replace")).hexdigest()[:20]


def write_record(path: Path, data: object) -> None:
    """Put a record in its place, at once and whole."""
    replace(path, json.dumps(data))


def replace(path: Path, text: str) -> None:
    """Put a text in the place of a file, at once and whole."""
    # Asked first, for nearly always it is there, and making it is tried at a price.
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True)
    fresh = f"{path}.new"
    if os.path.islink(fresh):
        # Somebody has put it there; what it leads to is not ours to write.
        os.unlink(fresh)
    with open(fresh, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(fresh, path)
