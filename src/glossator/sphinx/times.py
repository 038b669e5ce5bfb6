"""How are dated things divided among pages: by decade, year or month, so that each page holds few?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

from ..chronology import label_of

Thing = TypeVar("Thing")
#: Where a time has more things than fit on a page, it is divided into shorter ones.
_SHORTER = {3: 4, 4: 7}


@dataclass(frozen=True, slots=True)
class Sheet(Generic[Thing]):
    """The things of one time, on a page of that name. `time` begins their ISO dates."""

    name: str
    time: str
    title: str
    things: tuple[Thing, ...]


def sheets(
    name: str,
    things: Sequence[Thing],
    when: Callable[[Thing], str],
    fits: Callable[[Sequence[Thing]], bool],
    language: str,
    digits: Callable[[str], int] = lambda date: 4,
) -> tuple[Sheet[Thing], ...]:
    """*things* in the order of their dates, as pages whose names begin with *name*.

    *when* gives the ISO date of a thing, *digits* how many signs of it make a page where what
    they have in common *fits* on one. A month is cut in pieces where it does not. Titles are in
    *language*.
    """
    return tuple(_sheets(name, things, when, fits, language, digits))


def _sheets(
    name: str,
    things: Sequence[Thing],
    when: Callable[[Thing], str],
    fits: Callable[[Sequence[Thing]], bool],
    language: str,
    digits: Callable[[str], int],
) -> Iterator[Sheet[Thing]]:
    for time, several in groupby(things, key=lambda thing: when(thing)[: digits(when(thing))]):
        every = tuple(several)
        if not fits(every) and (shorter := _SHORTER.get(len(time))):
            yield from _sheets(name, every, when, fits, language, lambda date, n=shorter: n)  # type: ignore[misc]
            continue
        for number, some in enumerate(_pieces(every, fits), 1):
            more = f" ({number})" if number > 1 else ""
            page = f"{name}-{time}" + (f"-part-{number}" if number > 1 else "")
            yield Sheet(page, time, label_of(time, language) + more, some)


def _pieces(
    things: tuple[Thing, ...], fits: Callable[[Sequence[Thing]], bool]
) -> Iterator[tuple[Thing, ...]]:
    """Halves, quarters and so on, until each fits."""
    if fits(things) or len(things) == 1:
        yield things
    else:
        middle = len(things) // 2
        yield from _pieces(things[:middle], fits)
        yield from _pieces(things[middle:], fits)


def few(most: int) -> Callable[[Sequence[object]], bool]:
    """Whether things are no more than so many."""
    return lambda things: len(things) <= most


def sheet_of(made: Sequence[Sheet[Thing]], time: str) -> Sheet[Thing] | None:
    """The first page with things of a *time*, which begins their ISO dates."""
    longer = (sheet for sheet in made if sheet.time.startswith(time))
    return next(longer, next((sheet for sheet in made if time.startswith(sheet.time)), None))
