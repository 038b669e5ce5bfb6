"""How do records become bytes, and bytes the same records again?

Of things that both sides have at hand no copies are written, only their places among them.
"""

from __future__ import annotations

import io
import pickle
from typing import Any, TypeVar

_T = TypeVar("_T")


def pickled(value: object, shared: tuple[object, ...]) -> bytes:
    """The bytes of *value*, but for the *shared* things in it."""
    made = io.BytesIO()
    # Every single thing is looked up among the shared ones; where there are none, none is.
    (_Sharing(made, shared) if shared else _Plain(made)).dump(value)
    return made.getvalue()


def unpickled(data: bytes, shared: tuple[object, ...]) -> Any:
    """The value in *data*, with the same *shared* things in it."""
    if not shared:
        return pickle.loads(data)
    reader = _Unpickler(io.BytesIO(data))
    reader.shared = shared
    return reader.load()


class _Plain(pickle.Pickler):
    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)

    def reducer_override(self, thing: object) -> Any:
        # By itself, Python looks the fields of a frozen record up anew for each that it reads.
        if getattr(getattr(thing, "__dataclass_params__", None), "frozen", False):
            names = getattr(type(thing), "__slots__", ())
            if names and not isinstance(thing, type):
                return _record, (type(thing), tuple(getattr(thing, name) for name in names))
        return NotImplemented


class _Sharing(_Plain):
    def __init__(self, file: io.BytesIO, shared: tuple[object, ...]) -> None:
        super().__init__(file)
        self._shared = {id(thing): place for place, thing in enumerate(shared)}

    def persistent_id(self, thing: object) -> int | None:
        return self._shared.get(id(thing))


class _Unpickler(pickle.Unpickler):
    shared: tuple[object, ...] = ()

    def persistent_load(self, place: Any) -> object:
        return self.shared[place]


def _record(sort: type[_T], values: tuple[object, ...]) -> _T:
    """A frozen record with these values in its slots."""
    made = object.__new__(sort)
    for name, value in zip(sort.__slots__, values, strict=True):  # type: ignore[attr-defined]
        object.__setattr__(made, name, value)
    return made
