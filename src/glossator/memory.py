"""What need not be worked out again, because nothing that it rests on has changed?

A result is remembered under a name and a key; the key is made of everything that it rests on.
Whatever is missing, damaged, or not signed by this user's own secret, which lies outside of every
edition, is worked out again: so nothing that came with an edition is ever unpickled. Knows
nothing of what is remembered.
"""

from __future__ import annotations

import gc
import hashlib
import hmac
import io
import os
import pickle
import secrets
import sqlite3
import stat
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

_T = TypeVar("_T")
#: Results by their names, with their keys.
Kept = dict[str, tuple[bytes, object]]
_TABLE = "CREATE TABLE IF NOT EXISTS memory (name TEXT PRIMARY KEY, key BLOB, mark BLOB, data BLOB)"
#: A file that changed so shortly ago may change again without its times telling (nanoseconds).
_YOUNG = 2_000_000_000


@dataclass(slots=True)
class Memory:
    """Results of earlier runs, and those of this run for later ones. Use it with `with`.

    Without a *path* nothing is remembered, and everything works all the same.
    """

    path: Path | None = None
    #: What a process that examines an edition again and again keeps between its runs.
    kept: Kept | None = None
    _keys: dict[str, bytes] = field(default_factory=dict, repr=False)
    _fresh: dict[str, tuple[bytes, object, tuple[object, ...]]] = field(
        default_factory=dict, repr=False
    )
    _secret: bytes = field(default=b"", repr=False)
    _store: sqlite3.Connection | None = None
    _collecting: bool = False

    def __enter__(self) -> Memory:
        self._secret = _own_secret() if self.path else b""
        self._store = _opened(self.path) if self.path and self._secret else None
        # Thousands of new records at once would be searched for rubbish again and again.
        self._collecting = self._store is not None and gc.isenabled()
        if self._collecting:
            gc.unfreeze()
            gc.disable()
        return self

    def __exit__(self, *_: object) -> None:
        if self._collecting:
            # They are wanted now; what a long session no longer wants is seen to at its next run.
            gc.freeze()
            gc.enable()
        if self._store is not None:
            self._write(self._store)
            self._store.close()
            self._store = None

    def recall(
        self, name: str, key: bytes, make: Callable[[], _T], shared: tuple[object, ...] = ()
    ) -> _T:
        """What *make* gives; from memory where it was made under the same *key*, which is not empty.

        Of the *shared* things, which the caller has at hand and for which the key speaks, no
        copies are remembered.
        """
        if self._store is None or not key:
            return make()
        whole = _digest(engine(), name.encode(), key)
        self._keys[name] = whole
        if self.kept is not None and (held := self.kept.get(name)) and held[0] == whole:
            result: _T = held[1]  # type: ignore[assignment]
            return result
        found = self._read(self._store, name, whole)
        if found is not None:
            value: _T = _unpickled(found, shared)
        else:
            value = make()
            self._fresh[name] = (whole, value, shared)
        if self.kept is not None:
            self.kept[name] = (whole, value)
        return value

    def key(self, *names: str) -> bytes:
        """A key of what was recalled under these names in this run; empty where any was not."""
        keys = [self._keys.get(name, b"") for name in names]
        return _digest(*keys) if all(keys) else b""

    def _read(self, store: sqlite3.Connection, name: str, key: bytes) -> bytes | None:
        try:
            query = "SELECT mark, data FROM memory WHERE name = ? AND key = ?"
            row = store.execute(query, (name, key)).fetchone()
        except sqlite3.Error:
            return None
        if row is None or not isinstance(row[0], bytes) or not isinstance(row[1], bytes):
            return None
        return row[1] if hmac.compare_digest(row[0], self._mark(name, key, row[1])) else None

    def _mark(self, name: str, key: bytes, data: bytes) -> bytes:
        return hashlib.blake2b(
            name.encode() + key + data, key=self._secret, digest_size=32
        ).digest()

    def _write(self, store: sqlite3.Connection) -> None:
        try:
            with store:
                for name, (key, value, shared) in self._fresh.items():
                    data = _pickled(value, shared)
                    row = (name, key, self._mark(name, key, data), data)
                    store.execute("INSERT OR REPLACE INTO memory VALUES (?, ?, ?, ?)", row)
        except (sqlite3.Error, pickle.PicklingError, TypeError, AttributeError):
            # What cannot be remembered is worked out again; nothing else depends on it.
            return
        finally:
            self._fresh.clear()


class _Pickler(pickle.Pickler):
    def __init__(self, file: io.BytesIO, shared: tuple[object, ...]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._shared = {id(thing): place for place, thing in enumerate(shared)}

    def persistent_id(self, thing: object) -> int | None:
        return self._shared.get(id(thing))

    def reducer_override(self, thing: object) -> Any:
        # By itself, Python looks the fields of a frozen record up anew for each that it reads.
        if getattr(getattr(thing, "__dataclass_params__", None), "frozen", False):
            names = getattr(type(thing), "__slots__", ())
            if names and not isinstance(thing, type):
                return _record, (type(thing), tuple(getattr(thing, name) for name in names))
        return NotImplemented


def _pickled(value: object, shared: tuple[object, ...]) -> bytes:
    made = io.BytesIO()
    _Pickler(made, shared).dump(value)
    return made.getvalue()


class _Unpickler(pickle.Unpickler):
    shared: tuple[object, ...] = ()

    def persistent_load(self, place: Any) -> object:
        return self.shared[place]


def _unpickled(data: bytes, shared: tuple[object, ...]) -> Any:
    if not shared:
        return pickle.loads(data)
    reader = _Unpickler(io.BytesIO(data))
    reader.shared = shared
    return reader.load()


def _record(sort: type[_T], values: tuple[object, ...]) -> _T:
    """A frozen record with these values in its slots."""
    made = object.__new__(sort)
    for name, value in zip(sort.__slots__, values, strict=True):  # type: ignore[attr-defined]
        object.__setattr__(made, name, value)
    return made


def digest(*things: object) -> bytes:
    """A key of records, by how they are written."""
    return _digest(*(repr(thing).encode("utf-8", "surrogatepass") for thing in things))


def _digest(*parts: bytes) -> bytes:
    made = hashlib.blake2b(digest_size=20)
    for part in parts:
        made.update(len(part).to_bytes(8, "big") + part)
    return made.digest()


def state_of(*paths: Path) -> bytes:
    """A key of files, and of all files in folders, by their sizes and times, as git does it.

    Empty where one is no ordinary file, is not there, or changed a moment ago.
    """
    limit = time.time_ns() - _YOUNG
    states: list[_State] = []
    try:
        for path in paths:
            entries = sorted(os.scandir(path), key=lambda e: e.name) if path.is_dir() else ()
            states.append(_state(path.lstat(), path.name))
            states += [_state(entry.stat(follow_symlinks=False), entry.name) for entry in entries]
    except (OSError, ValueError):
        return b""
    if any(state.sort == "other" or max(state.changed, state.moved) > limit for state in states):
        return b""
    return digest(states)


class _State(NamedTuple):
    sort: str
    name: str
    changed: int
    moved: int
    size: int
    number: int


def _state(info: os.stat_result, name: str) -> _State:
    file, folder = stat.S_ISREG(info.st_mode), stat.S_ISDIR(info.st_mode)
    sort = "file" if file else "folder" if folder else "other"
    return _State(sort, name, info.st_mtime_ns, info.st_ctime_ns, info.st_size, info.st_ino)


@cache
def engine() -> bytes:
    """A key of this program: another release, or an edited source, works everything out again."""
    here = Path(__file__).parent
    sources = sorted([*here.rglob("*.py"), *here.rglob("*.json")])
    return digest(sys.version, [(str(p), p.stat().st_mtime_ns, p.stat().st_size) for p in sources])


def _opened(path: Path) -> sqlite3.Connection | None:
    for _ in range(2):
        try:
            if path.is_symlink() or path.parent.is_symlink() or path.parent.parent.is_symlink():
                return None
            path.parent.mkdir(parents=True, exist_ok=True)
            store = sqlite3.connect(path, timeout=1)
            store.execute(_TABLE)
            return store
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
        except OSError:
            return None
    return None


def own_folder() -> Path:
    """The user's own folder for what can be made again, outside of every edition.

    It need not be there. Raises `RuntimeError` where the user has no home.
    """
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or "~/.cache"
    return Path(home).expanduser() / "glossator"


def _own_secret() -> bytes:
    """The user's secret, made when it is first needed; empty where there is no place for it."""
    try:
        path = own_folder() / "secret"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(secrets.token_bytes(32))
        found = path.read_bytes()
    except (OSError, RuntimeError):
        return b""
    return found if len(found) == 32 else b""
