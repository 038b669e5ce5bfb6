"""Which pieces of a search's index change when some of its records do?

Only what those records had and have now is compared, so that a changed note costs the same in a
large edition as in a small one. The result is what the index would be if it were made anew.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from .finding import (
    Record,
    limit_of,
    places_of,
    read_places,
    stays_whole,
    write_places,
)

Shard = dict[str, str]


class Swap(NamedTuple):
    """Records of a chunk, with the number of the first of them, as they were and as they are."""

    was: tuple[int, Sequence[Record]]
    now: tuple[int, Sequence[Record]]


class Changed(NamedTuple):
    """`shards` are those that changed, by their numbers; the rest is as in `Index`."""

    shards: dict[int, Shard]
    firsts: list[str]
    common: dict[str, int]


def change_index(
    contents: dict[str, Any],
    common: dict[str, int],
    starts: Sequence[tuple[str, int, list[int]]],
    swaps: Iterable[Swap],
    read: Callable[[int], Shard],
) -> Changed | None:
    """What changes in an index; None where it has to be made anew, because pieces are cut elsewhere.

    *contents* and *common* are what it had; *starts* are its chunks from now on; *read* gives a
    piece of it by its number.
    """
    limit = limit_of(starts)
    if limit < limit_of(contents["chunks"]):
        return None
    firsts, common = list(contents["shards"]), dict(common)
    changed: dict[int, Shard] = {}
    for word, (gone, come) in sorted(_differences(swaps).items()):
        if word in common:
            common[word] += len(come) - len(gone)
            continue
        place = max(0, bisect_right(firsts, word) - 1)
        if not firsts:
            return None
        shard = changed.setdefault(place, {}) or read(place)
        changed[place] = shard
        places = (set(read_places(shard[word])) if word in shard else set()) - gone | come
        if len(places) > limit:
            return None
        if places:
            shard[word] = write_places(sorted(places))
        else:
            del shard[word]
    if any(count <= limit for count in common.values()):
        return None
    for place, shard in changed.items():
        if not shard:
            return None
        changed[place] = dict(sorted(shard.items()))
        firsts[place] = next(iter(changed[place]))
    for place, shard in changed.items():
        if not stays_whole(shard, firsts[place + 1] if place + 1 < len(firsts) else None):
            return None
    return Changed(changed, firsts, common)


def _differences(swaps: Iterable[Swap]) -> dict[str, tuple[set[int], set[int]]]:
    """By words: the places that they no longer have, and those that they have now."""
    made: dict[str, tuple[set[int], set[int]]] = {}
    for was, now in swaps:
        before, after = set(places_of(*was)), set(places_of(*now))
        for side, places in enumerate((before - after, after - before)):
            for word, place in places:
                made.setdefault(word, (set(), set()))[side].add(place)
    return made
