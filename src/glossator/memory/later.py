"""What is worked out, or remembered, only when it is asked for?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

_T = TypeVar("_T")


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
