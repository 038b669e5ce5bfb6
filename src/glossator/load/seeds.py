"""Which documents did the edition receive, and are they still as they were?"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from .. import frontmatter
from ..files import RESERVED, is_link
from ..memory import digest, state_of
from ..model import Seed
from ..problems import Code, plain
from .reader import LARGE, Reader

_ORIGINAL_LIMIT = 500 * 1024 * 1024
#: Of a text that is collated. A long novel has three million characters and 60,000 lines.
_SEED_LIMIT, _MOST_LINES = 4 * 1024 * 1024, 70_000


def read_seeds(reader: Reader, folder: Path) -> dict[str, Seed]:
    """The seeds that the manifest names and that can be read, by their files' names."""
    manifest = folder / "SOURCES.yml"
    present = reader.folder(folder)
    if not folder.is_dir() or is_link(folder):
        return {}
    name = reader.name(manifest)
    if not os.path.lexists(manifest):
        reader.say(Code.SEED_MISSING, "the manifest of seeds is missing.", name)
        return {}
    text = reader.text(manifest, LARGE)
    if text is None:
        return {}
    values, problems = frontmatter.read_mapping(text, name, "sources")
    reader.add(problems)
    _strays(reader, present, values)
    return {
        file: seed
        for file, record in values.items()
        if (seed := _seed(reader, folder / file, record))
    }


def _strays(reader: Reader, present: list[Path], manifest: dict[str, Any]) -> None:
    twins: dict[str, str] = {}
    for path in present:
        name = plain(reader.name(path), 300)
        if path.name != "SOURCES.yml" and path.name not in manifest:
            message = "this file is not in the manifest SOURCES.yml."
            reader.say(Code.FILE_STRAY, message, name, hint="Add it, with its SHA-256.")
        if RESERVED.fullmatch(path.name):
            message = (
                "Windows keeps this name for a device, so that nobody there could read the file."
            )
            reader.say(Code.FILE_NAME, message, name, hint="Rename the file.")
        # Some file systems take two such names for one, and lose one of the files.
        folded = unicodedata.normalize("NFKC", path.name).casefold()
        if (other := twins.setdefault(folded, path.name)) != path.name:
            message = f"the name differs from “{plain(other)}” in nothing that every system can tell apart."
            reader.say(Code.FILE_NAME, message, name, hint="Rename one of them.")


def _seed(reader: Reader, path: Path, record: dict[str, str]) -> Seed | None:
    state = state_of(path)
    key = digest(state, record) if state else b""
    found = reader.recall(f"seed {path.name}", key, partial(_seed_in, reader, path, record))
    return found[0] if found else None


def _seed_in(reader: Reader, path: Path, record: dict[str, str]) -> Iterator[Seed]:
    """The seed that a file holds, if it can be read."""
    name = reader.name(path)
    if not os.path.lexists(path):
        reader.say(
            Code.SEED_MISSING, f"the manifest names {plain(path.name)}, which is not there.", name
        )
        return
    original = record.get("format") == "original"
    data = reader.data(path, _ORIGINAL_LIMIT if original else _SEED_LIMIT)
    if data is None:
        return
    if (found := hashlib.sha256(data).hexdigest()) != record["sha256"]:
        message = f"the seed was changed: its SHA-256 begins with {found[:12]}, the manifest says {record['sha256'][:12]}."
        reader.say(
            Code.SEED_CHANGED, message, name, hint="Seeds are never edited; restore the file."
        )
    if original:
        return
    # The end of a page is white space in a seed; nowhere else has it any business.
    text = reader.decoded(data, path, keep="\f")
    if text is not None and text.count("\n") > _MOST_LINES:
        message = (
            f"a seed may have at most {_MOST_LINES:,} lines; this has {text.count(chr(10)):,}."
        )
        reader.say(Code.FILE_SIZE, message, name, hint="Take out the part that is edited.")
    elif text is not None:
        yield Seed(name, record["sha256"], text, record.get("format", "markdown"))
