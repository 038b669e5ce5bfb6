"""How does a doctree become the data that the Typst template walks?

Text becomes *runs*: flat dictionaries with a string and its styles, so that a paragraph can be
cut at any space when a page ends. Blocks become dictionaries with a type `t`. Nothing here is
Typst; no text can become markup, because the template gets strings and never evaluates one.

One handler a node type, in two tables; an unknown node is reported with its place, and its
text is set all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from docutils import nodes
from sphinx.util import logging

logger = logging.getLogger(__name__)

Run = dict[str, Any]
Block = dict[str, Any]
Style = Mapping[str, Any]
InlineHandler = Callable[["Tree", Any, Style], list[Run]]
BlockHandler = Callable[["Tree", Any], list[Block]]

INLINE: dict[type[nodes.Node], InlineHandler] = {}
BLOCK: dict[type[nodes.Node], BlockHandler] = {}

#: How the builder writes the address of a document, so that it is known again in a reference.
DOCUMENT = "%"


def inline(*types: type[nodes.Node]) -> Callable[[InlineHandler], InlineHandler]:
    """Make a function the handler of inline nodes."""

    def add(handler: InlineHandler) -> InlineHandler:
        INLINE.update(dict.fromkeys(types, handler))
        return handler

    return add


def block(*types: type[nodes.Node]) -> Callable[[BlockHandler], BlockHandler]:
    """Make a function the handler of block nodes."""

    def add(handler: BlockHandler) -> BlockHandler:
        BLOCK.update(dict.fromkeys(types, handler))
        return handler

    return add


class Tree:
    """A walk over one document. `words` are the book's fixed words; `slots` says on which of several lines a note's words stand."""

    def __init__(
        self,
        docname: str,
        image: Callable[[nodes.Element], str | None],
        words: Mapping[str, str],
        slots: Mapping[str, int] | None = None,
    ) -> None:
        self.docname = docname
        self.image = image
        self.words = words
        self.slots = slots or {}
        self.level = 0
        self.names: set[str] = set()

    # --- walking ---------------------------------------------------------------------------

    def blocks(self, parent: nodes.Element | list[nodes.Node]) -> list[Block]:
        """The children of *parent* as blocks; loose text between them becomes paragraphs."""
        made: list[Block] = []
        loose: list[nodes.Node] = []
        for child in list(getattr(parent, "children", parent)):
            if _is_inline(child):
                loose.append(child)
                continue
            made += self._paragraph_of(loose) + self.block(child)
            loose = []
        return made + self._paragraph_of(loose)

    def _paragraph_of(self, loose: list[nodes.Node]) -> list[Block]:
        runs = self.runs(loose)
        return [{"t": "p", "r": runs}] if any(run.get("s", "x").strip() for run in runs) else []

    def block(self, node: nodes.Node) -> list[Block]:
        """One block node."""
        handler = _of(BLOCK, node)
        if handler is None:
            self._unknown(node)
            return self.blocks(node) if isinstance(node, nodes.Element) else []
        made = handler(self, node)
        if made and isinstance(node, nodes.Element) and "id" not in made[0]:
            self._name(node, made[0])
        return made

    def _name(self, node: nodes.Element, made: Block) -> None:
        ids: list[str] = node.get("ids", [])
        names = [self.label(id) for id in ids]
        fresh = [name for name in names if name not in self.names]
        if fresh:
            self.names.update(fresh)
            made["id"] = fresh

    def label(self, id: str) -> str:
        """The label of an id of this document."""
        return f"{self.docname}#{id}"

    def runs(
        self, parent: nodes.Element | list[nodes.Node], style: Style | None = None
    ) -> list[Run]:
        """The inline children of *parent* as runs."""
        made: list[Run] = []
        for child in list(getattr(parent, "children", parent)):
            made += self.run(child, style or {})
        return _joined(made)

    def run(self, node: nodes.Node, style: Style) -> list[Run]:
        """One inline node."""
        if isinstance(node, nodes.Text):
            text = node.astext()
            return [{**style, "s": text if style.get("keep") else re.sub(r"[ \t\r\n]+", " ", text)}]
        handler = _of(INLINE, node)
        if handler is not None:
            return handler(self, node, style)
        if _of(BLOCK, node) is None:
            self._unknown(node)
        return self.runs(node, style) if isinstance(node, nodes.Element) else []

    def _unknown(self, node: nodes.Node) -> None:
        logger.warning(
            "The PDF has no form for “%s”; its text is set plainly.",
            type(node).__name__,
            location=node,
            type="glossator",
            subtype="pdf",
        )


def _of(table: dict[type[nodes.Node], Any], node: nodes.Node) -> Any:
    return next((table[kind] for kind in type(node).__mro__ if kind in table), None)


def _is_inline(node: nodes.Node) -> bool:
    if isinstance(node, (nodes.Text, nodes.Inline)):
        return True
    return _of(BLOCK, node) is None and _of(INLINE, node) is not None


def _joined(runs: list[Run]) -> list[Run]:
    """Neighbours of the same style in one run, and one space where two meet."""
    made: list[Run] = []
    for run in runs:
        before = made[-1] if made else None
        if before and run.get("k") == "ref" and before.get("s", "").endswith(" "):
            # The number is joined to its word, and the line may end behind it.
            made[-1] = {**before, "s": before["s"].rstrip(" ")}
            made += [run, {"s": " "}]
            continue
        if before and "s" in before and "s" in run and not run.get("keep"):
            if before["s"].endswith(" ") and run["s"].startswith(" "):
                run = {**run, "s": run["s"].lstrip(" ")}
            if not run["s"]:
                continue
            if {**before, "s": ""} == {**run, "s": ""} and "at" not in run:
                made[-1] = {**before, "s": before["s"] + run["s"]}
                continue
        made.append(run)
    return made


def plain(runs: list[Run]) -> str:
    """The words of runs, without marks and numbers."""
    return "".join(run.get("s", "") for run in runs).strip()
