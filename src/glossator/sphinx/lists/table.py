"""Which lists are there? One entry of `LISTS` a list; the files beside this one fill it."""

from __future__ import annotations

from collections.abc import Callable

from docutils import nodes

from ..session import Session

List = Callable[[Session], list[nodes.Node]]
LISTS: dict[str, List] = {}


def edition_list(name: str) -> Callable[[List], List]:
    """Make a function the content of the directive `{edition-<name>}`."""

    def add(function: List) -> List:
        LISTS[name] = function
        return function

    return add
