"""How does a folder of pages keep what is known of it: files of JSON that are always whole."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any


def read_record(path: Path) -> Any:
    """What a record holds; None where there is none that can be read."""
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def write_record(path: Path, data: object) -> None:
    """Put a record in its place, at once and whole."""
    replace(path, json.dumps(data))


def replace(path: Path, text: str) -> None:
    """Put a text in the place of a file, at once and whole."""
    # Asked first, for nearly always it is there, and making it is tried at a price.
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True)
    fresh = f"{path}.new"
    with open(fresh, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(fresh, path)
