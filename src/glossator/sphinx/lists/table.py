"""Which lists are there? One entry of `LISTS` a list; the files beside this one fill it.

A list that would grow with the edition says on its own page what can be said in a bounded space,
and has further pages for the rest: one entry of `FURTHER` a list that may have some.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from docutils import nodes

from ..session import Session

List = Callable[[Session], list[nodes.Node]]
LISTS: dict[str, List] = {}


@dataclass(frozen=True, slots=True)
class Further:
    """A further page of a list: its name in their folder, what it holds in a word or two, its text.

    Where its list says so, `back` is the anchor on the list's page to which it leads back.
    """

    name: str
    title: str
    text: tuple[nodes.Node, ...]
    back: str = ""


FURTHER: dict[str, Callable[[Session], Iterable[Further]]] = {}


def edition_list(name: str) -> Callable[[List], List]:
    """Make a function the content of the directive `{edition-<name>}`."""

    def add(function: List) -> List:
        LISTS[name] = function
        return function

    return add


def further_pages(
    name: str,
) -> Callable[[Callable[[Session], Iterable[Further]]], Callable[[Session], Iterable[Further]]]:
    """Make a function the further pages of the directive `{edition-<name>}`."""

    def add(
        function: Callable[[Session], Iterable[Further]],
    ) -> Callable[[Session], Iterable[Further]]:
        FURTHER[name] = function
        return function

    return add
