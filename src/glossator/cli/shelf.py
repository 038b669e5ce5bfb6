"""Where do an edition's documents lie, and how are more of them put there?

What `glossator add` needs of the disk, and nothing else does.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from ..configuration import Config, read_config
from ..files import Unusable, is_link
from ..files import read_bytes as read_ordinary
from ..ingest.contents import with_articles
from ..ingest.draft import Entry
from ..ingest.manifest import read_manifest, with_seeds
from ..ingest.twins import Twins
from ..labels import labels
from ..problems import EditionError, plain
from ..toc import TOC
from ..writing import demand, put, text_of

_SEED_LINE = re.compile(r"^seed:\s*[\"']?(.+?)[\"']?\s*$", re.M)
_LIMIT = 20 * 1024 * 1024


@dataclass(slots=True)
class Shelf:
    """The edition as far as adding to it needs it; `used` says which article has which seed."""

    root: Path
    config: Config
    manifest: dict[str, dict[str, str]] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    used: dict[str, str] = field(default_factory=dict)
    twins: Twins = field(default_factory=Twins)

    @property
    def sources(self) -> Path:
        return self.root / self.config.options.seeds / "SOURCES.yml"

    @classmethod
    def open(cls, root: Path) -> Shelf:
        place = cls(root, read_config(root)[0])
        place.manifest = read_manifest(
            text_of(place.sources, root), str(place.sources.relative_to(root))
        )
        for path in (root / place.config.options.book / "articles").glob("*.md"):
            place.ids.add(path.stem)
            text = text_of(path, root)
            place.used |= dict.fromkeys(_SEED_LINE.findall(text[:20_000]), path.stem)
            place.twins.add(path.stem, text)
        return place


def write(place: Shelf, entries: list[Entry]) -> None:
    """Seeds first, then articles, then the two lists; each file is whole or not there."""
    folder, toc = place.sources.parent, place.root / TOC
    sources = text_of(place.sources, place.root)
    known = read_manifest(sources, place.sources.name)
    records = {
        name: record
        for entry in entries
        for name, record in entry.records.items()
        if name not in known
    }
    manifest = with_seeds(sources, place.sources.name, records)
    names = [e.path.removesuffix(".md") for e in sorted(entries, key=lambda entry: entry.order)]
    caption = labels(place.config.language)["sort_article"]
    listed = text_of(toc, place.root) if os.path.lexists(toc) else None
    contents = with_articles(listed, names, caption) if listed is not None else ""
    fresh = {folder / name: data for entry in entries for name, data in entry.seeds.items()}
    # What is among the seeds already stays as it is, unless it is a link.
    made = {path: data for path, data in fresh.items() if is_link(path) or not path.exists()}
    made |= {place.root / entry.path: entry.text.encode("utf-8") for entry in entries}
    made[place.sources] = manifest.encode("utf-8")
    if contents:
        made[toc] = contents.encode("utf-8")
    demand(made, place.root)
    for path, data in made.items():
        put(path, place.root, data)


def read_bytes(path: Path, root: Path) -> bytes:
    """What a document holds that the call names; inside of the edition no link is followed."""
    place = Path(os.path.abspath(path))
    if place.is_relative_to(root) and os.path.lexists(place):
        found = read_ordinary(place, root, _LIMIT)
        if isinstance(found, Unusable):
            raise EditionError(f"{found.message} {found.hint}".strip())
        return found
    try:
        # Beyond the edition the caller knows which links lead where; a pipe would never end.
        real = place.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "its links go round in circles"
        raise EditionError(f"cannot be read: {reason}.") from None
    found = read_ordinary(real, real.parent, _LIMIT)
    if isinstance(found, Unusable):
        raise EditionError(found.message)
    return found


def read_text(path: Path, root: Path) -> str:
    """The text of a file that the call names."""
    try:
        return read_bytes(path, root).decode("utf-8-sig")
    except EditionError as error:
        raise EditionError(f"{plain(str(path), 300)}: {error}") from None
    except UnicodeDecodeError:
        raise EditionError(f"{plain(str(path), 300)} is not UTF-8.") from None
