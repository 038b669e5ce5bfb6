"""What stands for things that a result rests on: records, files, this program?"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import time
from functools import cache
from operator import itemgetter
from pathlib import Path

#: A file that changed so shortly ago may change again without its times telling (nanoseconds).
_YOUNG = 2_000_000_000


def digest(*things: object) -> bytes:
    """A key of records, by how they are written."""
    return joined(*(repr(thing).encode("utf-8", "surrogatepass") for thing in things))


def joined(*parts: bytes) -> bytes:
    """A key of keys, in their order."""
    made = hashlib.blake2b(digest_size=20)
    for part in parts:
        made.update(len(part).to_bytes(8, "big") + part)
    return made.digest()


def state_of(*paths: Path) -> bytes:
    """A key of files, and of all files in folders, by their sizes and times, as git does it.

    Empty where one is no ordinary file, is not there, or changed a moment ago.
    """
    limit = time.time_ns() - _YOUNG
    lines: list[str] = []
    try:
        for path in map(os.fspath, paths):
            info = os.lstat(path)
            lines.append(_state(info, os.path.basename(path), limit))
            if stat.S_ISDIR(info.st_mode):
                with os.scandir(path) as entries:
                    inside = [(entry.name, entry.stat(follow_symlinks=False)) for entry in entries]
                inside.sort(key=itemgetter(0))
                lines += [_state(each, name, limit) for name, each in inside]
    except (OSError, ValueError):
        return b""
    return joined("\n".join(lines).encode("utf-8", "surrogatepass")) if all(lines) else b""


def _state(info: os.stat_result, name: str, limit: int) -> str:
    """What tells that a file is as it was; empty where nothing does."""
    mode, changed, moved = info.st_mode, info.st_mtime_ns, info.st_ctime_ns
    if changed > limit or moved > limit or not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        return ""
    return f"{name!r} {mode} {changed} {moved} {info.st_size} {info.st_ino}"


@cache
def engine() -> bytes:
    """A key of this program: another release, or an edited source, works everything out again."""
    here = Path(__file__).parents[1]
    sources = sorted([*here.rglob("*.py"), *here.rglob("*.json")])
    return digest(sys.version, [(str(p), p.stat().st_mtime_ns, p.stat().st_size) for p in sources])
