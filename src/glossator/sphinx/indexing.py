"""How is the search's index kept beside the records, so that a changed note costs little?

Of each file of records it is remembered which words of it were indexed. A file that was replaced
is compared with what stood there, and only pieces of the index that change are written. Where
anything does not fit together, as after a build that was stopped, the whole index is made anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypedDict

from ..findagain import Shard, Swap, change_index
from ..finding import Record, counted, make_index, next_start
from ..memory import engine
from .records import read_record, replace, write_record

#: Beside the pages: what the index was made of.
RECORD = ".index"
CONTENTS = "search-index.js"


class _Known(TypedDict):
    """`records` and `shards` are digests of files, the ones by name, the others in their order."""

    engine: str
    records: dict[str, str]
    shards: list[str]
    common: dict[str, int]
    contents: dict[str, Any]


def script(name: str, data: object) -> str:
    """A file of data, which sets one property: pages opened from disk may not fetch."""
    # ASCII, so that no browser can read it in another encoding.
    text = json.dumps(data, separators=(",", ":"))
    return f"(globalThis.glossatorData??={{}})[{json.dumps(name)}]={text};\n"


def data_in(text: str) -> Any:
    """The data in a file that `script` made."""
    return json.loads(text.partition("]=")[2][:-2])


def write_index(
    site: Path, files: Sequence[str], sorts: Sequence[str], replaced: Mapping[str, str]
) -> list[str]:
    """Bring the index up to date with the *files* of records; the names of its own files.

    *replaced* are the texts that stood in those of the files that were made in this build.
    """
    folder = site / "_static"
    known = _known(site)
    digests = _digests(folder, known, files, replaced)
    if known is not None and not all((folder / name).is_file() for name in _names(known)):
        known = None
    if known is not None and known["records"] == digests and _in_order(known, files):
        return _names(known)
    made = known and _changed(folder, known, files, sorts, digests, replaced)
    if made is None:
        made = _made(folder, files, sorts, digests)
    fresh, shards = made
    # Until all is written, nothing is known.
    (site / RECORD).unlink(missing_ok=True)
    for number, shard in shards.items():
        replace(folder / f"words-{number}.js", shard)
    replace(folder / CONTENTS, script("search", fresh["contents"]))
    write_record(site / RECORD, fresh)
    return _names(fresh)


def _known(site: Path) -> _Known | None:
    found = read_record(site / RECORD)
    if not isinstance(found, dict) or found.get("engine") != engine().hex():
        return None
    known: _Known = found  # type: ignore[assignment]
    return known


def _names(known: _Known) -> list[str]:
    return [CONTENTS, *(f"words-{number}.js" for number in range(len(known["shards"])))]


def _in_order(known: _Known, files: Sequence[str]) -> bool:
    return [start[0] for start in known["contents"]["chunks"]] == [_chunk(name) for name in files]


def _digests(
    folder: Path, known: _Known | None, files: Sequence[str], replaced: Mapping[str, str]
) -> dict[str, str]:
    """A digest of each file of records as it is now; those not made now are as they were."""
    before = known["records"] if known else {}
    return {
        name: _digest((folder / name).read_text("ascii"))
        if name in replaced or name not in before
        else before[name]
        for name in files
    }


def _made(
    folder: Path, files: Sequence[str], sorts: Sequence[str], digests: dict[str, str]
) -> tuple[_Known, dict[int, str]]:
    """The whole index, made anew."""
    index = make_index(((_chunk(name), _read(folder / name)) for name in files), sorts)
    shards = _scripts(dict(enumerate(index.shards)))
    seen = [_digest(shard) for shard in shards.values()]
    return _complete(index.contents, index.common, digests, seen), shards


def _changed(
    folder: Path,
    known: _Known,
    files: Sequence[str],
    sorts: Sequence[str],
    digests: dict[str, str],
    replaced: Mapping[str, str],
) -> tuple[_Known, dict[int, str]] | None:
    """The pieces of the index that change; None where they cannot be told."""
    before = {name: (start, counts) for name, start, counts in known["contents"]["chunks"]}
    starts: list[tuple[str, int, list[int]]] = []
    swaps = []
    start = 0
    for name in files:
        chunk = _chunk(name)
        was, counts = before.pop(chunk, (start, []))
        if was != start or known["records"].get(name) != digests[name]:
            now = _read(folder / name)
            text = replaced[name] if name in replaced else (folder / name).read_text("ascii")
            old: list[Record] = []
            if counts:
                if _digest(text) != known["records"].get(name):
                    return None
                old = _records(text)
            swaps.append(Swap((was, old), (start, now)))
            counts = counted(now, sorts)
        starts.append((chunk, start, counts))
        start = next_start(start, sum(counts))
    if before or len(swaps) > max(4, len(files) // 8):
        return None

    def read(number: int) -> Shard:
        shard: Shard = data_in((folder / f"words-{number}.js").read_text("ascii"))
        return shard

    found = change_index(known["contents"], known["common"], starts, swaps, read)
    if found is None:
        return None
    shards = _scripts(found.shards)
    seen = list(known["shards"])
    for number, text in shards.items():
        seen[number] = _digest(text)
    contents = {
        **known["contents"],
        "chunks": starts,
        "shards": found.firsts,
        "common": sorted(found.common),
    }
    return _complete(contents, found.common, digests, seen), shards


def _complete(
    contents: dict[str, Any], common: dict[str, int], digests: dict[str, str], seen: list[str]
) -> _Known:
    parts = {name: part for name, part in contents.items() if name != "version"}
    # Browsers keep what they have loaded until it has another version.
    version = _digest(json.dumps([parts, seen, sorted(digests.items())]))[:8]
    return _Known(
        engine=engine().hex(),
        records=digests,
        shards=seen,
        common=common,
        contents={**parts, "version": version},
    )


def _scripts(shards: Mapping[int, Shard]) -> dict[int, str]:
    return {number: script(f"words/{number}", shard) for number, shard in shards.items()}


def _chunk(file: str) -> str:
    return file.removeprefix("records-").removesuffix(".js")


def _read(path: Path) -> list[Record]:
    return _records(path.read_text("ascii"))


def _records(text: str) -> list[Record]:
    """The records of a file, as they were written into it."""
    return [Record(*each) for each in data_in(text)]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:24]
