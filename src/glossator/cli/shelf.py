"""Where do an edition's documents lie, and how are more of them put there?

What `glossator add` needs of the disk, and nothing else does.
"""

from __future__ import annotations

import os
import re
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from ..ingest.contents import with_articles
from ..ingest.draft import Entry
from ..ingest.manifest import read_manifest, with_seeds
from ..options import Config, read_config
from ..problems import EditionError
from ..toc import TOC

_SEED_LINE = re.compile(r"^seed:\s*[\"']?(.+?)[\"']?\s*$", re.M)
_LIMIT = 20 * 1024 * 1024


@dataclass(slots=True)
class Shelf:
    """The edition as far as adding to it needs it."""

    root: Path
    config: Config
    manifest: dict[str, dict[str, str]] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)

    @property
    def sources(self) -> Path:
        return self.root / self.config.options.seeds / "SOURCES.yml"

    @classmethod
    def open(cls, root: Path) -> Shelf:
        place = cls(root, read_config(root)[0])
        place.manifest = read_manifest(
            read_text(place.sources), str(place.sources.relative_to(root))
        )
        for path in (root / place.config.options.book / "articles").glob("*.md"):
            place.ids.add(path.stem)
            place.used.update(_SEED_LINE.findall(read_text(path)[:20_000]))
        return place


def write(place: Shelf, entries: list[Entry]) -> None:
    """Seeds first, then articles, then the two lists; each file is whole or not there."""
    folder, toc = place.sources.parent, place.root / TOC
    sources = read_text(place.sources)
    known = read_manifest(sources, place.sources.name)
    records = {
        name: record
        for entry in entries
        for name, record in entry.records.items()
        if name not in known
    }
    manifest = with_seeds(sources, place.sources.name, records)
    names = [e.path.removesuffix(".md") for e in sorted(entries, key=lambda entry: entry.order)]
    contents = with_articles(read_text(toc), names) if toc.is_file() else ""
    try:
        for entry in entries:
            for name, data in entry.seeds.items():
                if not (folder / name).exists():
                    put(folder / name, data)
            put(place.root / entry.path, entry.text.encode("utf-8"))
        put(place.sources, manifest.encode("utf-8"))
        if contents:
            put(toc, contents.encode("utf-8"))
    except OSError as error:
        raise EditionError(f"not everything could be written: {error}") from None


def put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as file:
        file.write(data)
    os.chmod(file.name, 0o644)
    os.replace(file.name, path)


def read_bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LIMIT:
            raise EditionError(f"the file is larger than {_LIMIT // 2**20} MB.")
        return path.read_bytes()
    except OSError as error:
        raise EditionError(f"cannot be read: {error.strerror}.") from None


def read_text(path: Path, needed: bool = False) -> str:
    try:
        return path.read_text("utf-8-sig") if needed or path.is_file() else ""
    except OSError as error:
        raise EditionError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise EditionError(f"{path} is not UTF-8.") from None
