"""What need not be worked out again, because nothing that it rests on has changed?

A result is remembered under a name and a key; the key is made of everything that it rests on.
Whatever is missing or damaged is worked out again. Knows nothing of what is remembered.
"""

from __future__ import annotations

import gc
import os
import pickle
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

from .keys import LOG, digest, engine, joined, state_of, states_below
from .later import Later, Laters
from .pickles import pickled, unpickled
from .store import Row, Store, opened, own_folder

__all__ = [
    "LOG",
    "Kept",
    "Later",
    "Laters",
    "Memory",
    "digest",
    "engine",
    "joined",
    "own_folder",
    "state_of",
    "states_below",
]

_T = TypeVar("_T")
#: Results by their names, with their keys.
Kept = dict[str, tuple[bytes, object]]
#: Small results lie together, so that they are read at once, but not all of them written again.
_BOXES = 64
#: Results that are written at once.
_PORTION = 100


@dataclass(slots=True)
class Memory:
    """Results of earlier runs, and those of this run for later ones. Use it with `with`.

    Without a *path* nothing is remembered, and everything works all the same.
    """

    path: Path | None = None
    #: What a process that examines an edition again and again keeps between its runs.
    kept: Kept | None = None
    #: States of folders that were looked at a moment before this run.
    states: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    #: Whether this run asks for some results only, others of the same run for the others.
    shared: bool = False
    _keys: dict[str, bytes] = field(default_factory=dict, repr=False)
    _fresh: dict[str, tuple[bytes, object, tuple[object, ...]]] = field(
        default_factory=dict, repr=False
    )
    _boxes: dict[int, Kept] = field(default_factory=dict, repr=False)
    _altered: set[int] = field(default_factory=set, repr=False)
    _store: Store | None = None
    _again: _Again | None = None
    _collecting: bool = False

    def __enter__(self) -> Memory:
        self._store = opened(self.path) if self.path else None
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
        number = _box_of(name)
        box = self._box(number)
        found = box.get(name)
        if found is None or found[0] != whole:
            found = box[name] = (whole, make())
            self._altered.add(number)
        if self.kept is not None:
            self.kept[name] = found
        value: _T = found[1]  # type: ignore[assignment]
        return value

    def knows_small(self, name: str, key: bytes) -> bool:
        """Whether `recall_small` would find it."""
        if self._store is None or not key:
            return False
        held = self._box(_box_of(name)).get(name)
        return held is not None and held[0] == _key_of(name, key)

    def state_of(self, path: Path) -> bytes:
        """A key of a file, or of all files in a folder, as `state_of` gives it."""
        known = self.states.get(os.fspath(path)) if self.states else None
        return state_of(path) if known is None else known

    def key(self, *names: str) -> bytes:
        """A key of what was recalled under these names in this run; empty where any was not."""
        keys = [self._keys.get(name, b"") for name in names]
        return joined(*keys) if all(keys) else b""

    def _whole(self, name: str, key: bytes) -> bytes:
        """The key with everything that all results rest on; empty where nothing is remembered."""
        if self._store is None or not key:
            return b""
        whole = self._keys[name] = _key_of(name, key)
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
            value: _T = unpickled(found, things)
        else:
            value = make()
            if self._store is not None:
                self._fresh[name] = (whole, value, things)
        if self.kept is not None:
            self.kept[name] = (whole, value)
        return value

    def _found(self, name: str, whole: bytes) -> bytes | None:
        if self._store is not None:
            return self._store.read(name, whole)
        # Asked for when the run is over, maybe in a process that it has started.
        if self.path and (self._again is None or self._again.process != os.getpid()):
            self._again = _Again(self.path)
        store = self._again.store if self._again else None
        return store.read(name, whole) if store else None

    def _box(self, number: int) -> Kept:
        if number not in self._boxes:
            assert self._store is not None
            self._boxes[number] = _read_box(self._store, number)
        return self._boxes[number]

    def _write(self, store: Store) -> None:
        """Keep what is new, for later runs."""
        try:
            rows = (
                Row(name, key, pickled(value, shared))
                for name, (key, value, shared) in self._fresh.items()
            )
            while some := list(islice(rows, _PORTION)):
                with store.alone():
                    store.put(some)
            if self._altered:
                with store.alone():
                    store.put(self._packed(store))
        except (sqlite3.Error, pickle.PicklingError, TypeError, AttributeError):
            # What cannot be remembered is worked out again; nothing else depends on it.
            return
        finally:
            self._fresh.clear()
            self._altered.clear()

    def _packed(self, store: Store) -> Iterator[Row]:
        """The boxes that were altered, without what nobody asked for any more."""
        for number in self._altered:
            mine = {name: held for name, held in self._boxes[number].items() if name in self._keys}
            # Others of the same run ask for the rest, and may have laid theirs in meanwhile.
            box = {**_read_box(store, number), **mine} if self.shared else mine
            yield Row(_named(number), _box_key(number), pickled(box, ()))


def _key_of(name: str, key: bytes) -> bytes:
    return joined(engine(), name.encode(), key)


def _box_of(name: str) -> int:
    """In which box a result lies: all of those of one article in one."""
    return zlib.crc32(name.rpartition(" ")[2].encode()) % _BOXES


def _named(number: int) -> str:
    return f"box {number}"


def _box_key(number: int) -> bytes:
    return joined(engine(), _named(number).encode())


def _read_box(store: Store, number: int) -> Kept:
    found = store.read(_named(number), _box_key(number))
    return unpickled(found, ()) if found is not None else {}


class _Again:
    """The store, opened once more by a process for what it asks for after its run."""

    def __init__(self, path: Path) -> None:
        self.process = os.getpid()
        self.store = opened(path)

    def __del__(self) -> None:
        if self.store is not None and self.process == os.getpid():
            self.store.close()
