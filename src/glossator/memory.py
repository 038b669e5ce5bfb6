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
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any, Generic, TypeVar

_T = TypeVar("_T")
#: Results by their names, with their keys.
Kept = dict[str, tuple[bytes, object]]
_TABLE = "CREATE TABLE IF NOT EXISTS memory (name TEXT PRIMARY KEY, key BLOB, mark BLOB, data BLOB)"
#: Small results lie together, so that they are read at once, but not all of them written again.
_BOXES = 64
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
    _boxes: dict[int, dict[str, tuple[bytes, object]]] = field(default_factory=dict, repr=False)
    _altered: set[int] = field(default_factory=set, repr=False)
    _store: sqlite3.Connection | None = None
    _again: _Again | None = None
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
            self._pack()
            self._write(self._store)
            self._store.close()
            self._store = None
        self._boxes.clear()

    def recall(
        self, name: str, key: bytes, make: Callable[[], _T], shared: tuple[object, ...] = ()
    ) -> _T:
        """What *make* gives; from memory where it was made under the same *key*, which is not empty.

        Of the *shared* things, which the caller has at hand and for which the key speaks, no
        copies are remembered.
        """
        if not (whole := self._whole(name, key)):
            return make()
        return self._recall(name, whole, make, lambda: shared)

    def later(
        self,
        name: str,
        key: bytes,
        make: Callable[[], _T],
        shared: Callable[[], tuple[object, ...]] = tuple,
    ) -> Later[_T]:
        """As `recall`, but not before somebody asks for it, be it when this memory is closed."""
        whole = self._whole(name, key)
        return Later(make if not whole else lambda: self._recall(name, whole, make, shared))

    def recall_small(self, name: str, key: bytes, make: Callable[[], _T]) -> _T:
        """As `recall`, for small results of which a run asks for very many."""
        if not (whole := self._whole(name, key)):
            return make()
        if self.kept is not None and (held := self.kept.get(name)) and held[0] == whole:
            result: _T = held[1]  # type: ignore[assignment]
            return result
        number = zlib.crc32(name.encode()) % _BOXES
        box = self._box(number)
        found = box.get(name)
        if found is None or found[0] != whole:
            found = box[name] = (whole, make())
            self._altered.add(number)
        if self.kept is not None:
            self.kept[name] = found
        value: _T = found[1]  # type: ignore[assignment]
        return value

    def _whole(self, name: str, key: bytes) -> bytes:
        """The key with everything that all results rest on; empty where nothing is remembered."""
        if self._store is None or not key:
            return b""
        whole = self._keys[name] = _digest(engine(), name.encode(), key)
        return whole

    def _recall(
        self,
        name: str,
        whole: bytes,
        make: Callable[[], _T],
        shared: Callable[[], tuple[object, ...]],
    ) -> _T:
        if self.kept is not None and (held := self.kept.get(name)) and held[0] == whole:
            result: _T = held[1]  # type: ignore[assignment]
            return result
        # Before the store is read, which another process may change between the two.
        things = shared()
        found = self._found(name, whole)
        if found is not None:
            value: _T = _unpickled(found, things)
        else:
            value = make()
            if self._store is not None:
                self._fresh[name] = (whole, value, things)
        if self.kept is not None:
            self.kept[name] = (whole, value)
        return value

    def _found(self, name: str, whole: bytes) -> bytes | None:
        if self._store is not None:
            return self._read(self._store, name, whole)
        # Asked for when the run is over, maybe in a process that it has started.
        if self.path and (self._again is None or self._again.process != os.getpid()):
            self._again = _Again(self.path)
        store = self._again.store if self._again else None
        return self._read(store, name, whole) if store else None

    def _box(self, number: int) -> dict[str, tuple[bytes, object]]:
        if number not in self._boxes:
            assert self._store is not None
            name = f"box {number}"
            found = self._read(self._store, name, _digest(engine(), name.encode()))
            self._boxes[number] = _unpickled(found, ()) if found is not None else {}
        return self._boxes[number]

    def _pack(self) -> None:
        """Lay the altered boxes beside the fresh results, without what nobody asked for any more."""
        for number in self._altered:
            name = f"box {number}"
            box = {each: held for each, held in self._boxes[number].items() if each in self._keys}
            self._fresh[name] = (_digest(engine(), name.encode()), box, ())
        self._altered.clear()

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


class _Again:
    """The store, opened once more by a process for what it asks for after its run."""

    def __init__(self, path: Path) -> None:
        self.process = os.getpid()
        self.store = _opened(path)

    def __del__(self) -> None:
        if self.store is not None and self.process == os.getpid():
            self.store.close()


class Later(Generic[_T]):
    """A result that is worked out, or remembered, when it is first asked for."""

    __slots__ = ("_make", "_value")

    def __init__(self, make: Callable[[], _T]) -> None:
        self._make: Callable[[], _T] | None = make

    def __call__(self) -> _T:
        if self._make is not None:
            self._value = self._make()
            self._make = None
        return self._value


class Laters(Mapping[str, _T]):
    """Results by name, each of which is there when it is asked for; in the order in which they were given."""

    __slots__ = ("_laters",)

    def __init__(self, laters: Mapping[str, Callable[[], _T]]) -> None:
        self._laters = laters

    def __getitem__(self, name: str) -> _T:
        return self._laters[name]()

    def __contains__(self, name: object) -> bool:
        return name in self._laters

    def __iter__(self) -> Iterator[str]:
        return iter(self._laters)

    def __len__(self) -> int:
        return len(self._laters)

    def __repr__(self) -> str:
        return repr(dict(self))


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
    return _digest("\n".join(lines).encode("utf-8", "surrogatepass")) if all(lines) else b""


def _state(info: os.stat_result, name: str, limit: int) -> str:
    """What tells that a file is as it was; empty where nothing does."""
    mode, changed, moved = info.st_mode, info.st_mtime_ns, info.st_ctime_ns
    if changed > limit or moved > limit or not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        return ""
    return f"{name!r} {mode} {changed} {moved} {info.st_size} {info.st_ino}"


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
