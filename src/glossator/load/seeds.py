"""Which documents did the edition receive, and are they still as they were?"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Set
from functools import partial
from pathlib import Path
from typing import Any

from .. import frontmatter
from ..files import RESERVED, is_link
from ..memory import Laters, digest
from ..model import Seed
from ..problems import Code, plain
from .reader import LARGE, Reader

_ORIGINAL_LIMIT = 500 * 1024 * 1024
#: Of a text that is collated. A long novel has three million characters and 60,000 lines.
_SEED_LIMIT, _MOST_LINES = 4 * 1024 * 1024, 70_000


def read_seeds(reader: Reader, folder: Path, only: Set[str] | None) -> Mapping[str, Seed]:
    """The seeds that the manifest names and that can be read, by their files' names.

    *only* these, if it is not None.
    """
    manifest = folder / "SOURCES.yml"
    present = reader.folder(folder)
    if not folder.is_dir() or is_link(folder):
        return {}
    name = reader.name(manifest)
    if not os.path.lexists(manifest):
        reader.say(Code.SEED_MISSING, "the manifest of seeds is missing.", name)
        return {}
    found = reader.recall(
        "manifest", reader.memory.state_of(manifest), partial(_manifest, reader, manifest)
    )
    values = dict(found)
    _strays(reader, present, values)
    seeds: dict[str, Callable[[], Seed]] = {}
    for file, record in values.items():
        if only is not None and file not in only:
            continue
        count, later = _seed(reader, folder / file, record)
        if count:
            seeds[file] = partial(_only, later)
    return Laters(seeds)


def _manifest(reader: Reader, manifest: Path) -> Iterator[tuple[str, Any]]:
    """The records of the manifest, by the names of the files."""
    text = reader.text(manifest, LARGE)
    if text is not None:
        values, problems = frontmatter.read_mapping(text, reader.name(manifest), "sources")
        reader.add(problems)
        yield from values.items()


def _only(later: Callable[[], tuple[Seed, ...]]) -> Seed:
    [seed] = later()
    return seed


def _strays(reader: Reader, present: list[Path], manifest: dict[str, Any]) -> None:
    twins: dict[str, str] = {}
    for path in present:
        if path.name != "SOURCES.yml" and path.name not in manifest:
            message = "this file is not in the manifest SOURCES.yml."
            reader.say(
                Code.FILE_STRAY, message, _named(reader, path), hint="Add it, with its SHA-256."
            )
        if RESERVED.fullmatch(path.name):
            message = (
                "Windows keeps this name for a device, so that nobody there could read the file."
            )
            reader.say(Code.FILE_NAME, message, _named(reader, path), hint="Rename the file.")
        # Some file systems take two such names for one, and lose one of the files.
        folded = unicodedata.normalize("NFKC", path.name).casefold()
        if (other := twins.setdefault(folded, path.name)) != path.name:
            message = f"the name differs from “{plain(other)}” in nothing that every system can tell apart."
            reader.say(Code.FILE_NAME, message, _named(reader, path), hint="Rename one of them.")


def _named(reader: Reader, path: Path) -> str:
    return plain(reader.name(path), 300)


def _seed(
    reader: Reader, path: Path, record: dict[str, str]
) -> tuple[int, Callable[[], tuple[Seed, ...]]]:
    state = reader.memory.state_of(path)
    key = digest(state, record) if state else b""
    return reader.recall_later(f"seed {path.name}", key, partial(_seed_in, reader, path, record))


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
