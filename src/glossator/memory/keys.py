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
#: Files in a folder that is no edition's, but a home or a disk.
_TOO_MANY = 200_000
#: How the name of a file ends that holds what a program has said.
LOG = ".log"
#: Beside an edition: what was built, and what programs keep for themselves.
_BESIDE = frozenset(["_build", ".git", ".venv", ".ipynb_checkpoints"])


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
                lines += [_state(each, name, limit) for name, each in _inside(path)]
    except (OSError, ValueError):
        return b""
    return _key_of_states(lines)


def states_below(root: Path) -> dict[str, bytes]:
    """What `state_of` gives for each folder below *root*, by their paths; for that, of its files alone.

    Nothing that was built, or that programs keep beside it; nothing at all where so much lies there
    that looking costs more than it saves.
    """
    limit, seen = time.time_ns() - _YOUNG, 0
    found: dict[str, bytes] = {}
    top = os.fspath(root)
    waiting = [top]
    while waiting:
        if seen > _TOO_MANY:
            return {}
        here = waiting.pop()
        try:
            inside = _inside(here)
            lines = [_state(os.lstat(here), os.path.basename(here), limit)]
        except OSError:
            found[here] = b""
            continue
        if here == top:
            # A build makes its own folder there, and is often told to say there what it says.
            inside = [each for each in inside if each[0] not in _BESIDE]
            inside, lines = [each for each in inside if not each[0].endswith(LOG)], []
        lines += [_state(info, name, limit) for name, info in inside]
        found[here] = _key_of_states(lines)
        seen += len(lines)
        folders = (name for name, info in inside if stat.S_ISDIR(info.st_mode))
        waiting += [os.path.join(here, name) for name in folders]
    return found


def _inside(folder: str) -> list[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        inside = [(entry.name, entry.stat(follow_symlinks=False)) for entry in entries]
    inside.sort(key=itemgetter(0))
    return inside


def _key_of_states(lines: list[str]) -> bytes:
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
