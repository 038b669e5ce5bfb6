"""How many of each thing can a page show, so that it holds about so many in all?"""

from __future__ import annotations

from collections.abc import Callable, Iterable


def fitting(most: int, room: int, taken: Callable[[int], int]) -> int:
    """The largest number up to *most* of which no more than *room* is *taken*; at least one."""
    return next((shown for shown in range(most, 1, -1) if taken(shown) <= room), 1)


def of_each(counts: Iterable[int]) -> Callable[[int], int]:
    """How many things are shown, if so many are shown of each that there are *counts* of."""
    every = tuple(counts)
    return lambda shown: sum(min(count, shown) for count in every)
