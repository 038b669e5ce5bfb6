"""Why could the book not be set, in the words of an author: which character, which image, where?

The compiler knows nothing of source files. When it refuses, what it may have stumbled over is
tried piece by piece, and looked for in the doctrees, which know their files and lines.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from docutils import nodes

from .book import things
from .typeset import can_be_set, can_be_shown

#: So many letters of a text tell it from others.
_ENOUGH = 80
#: A complaint: what is wrong, and the node (None where it is in no document) that says where.
Complaint = tuple[str, "nodes.Node | None"]


def diagnose(
    data: Mapping[str, Any],
    doctrees: Iterable[nodes.document],
    images: Mapping[str, nodes.Node],
    folder: Path,
    fonts: Path | None,
) -> list[Complaint]:
    """Everything that cannot be set."""
    trees = list(doctrees)
    return [*_images(images, folder), *_characters(data, trees, fonts)]


def source_of(
    what: Mapping[str, Any], doctrees: Iterable[nodes.document], images: Mapping[str, nodes.Node]
) -> nodes.Node | None:
    """Where a block or a note comes from: the node of its image, or that of its longest words."""
    for thing in things(what):
        if "path" in thing:
            return images.get(thing["path"])
    words = max((thing.get("s", "").strip() for thing in things(what)), key=len, default="")
    for tree in doctrees:
        for text in tree.findall(nodes.Text):
            if words and words[:_ENOUGH] in " ".join(text.split()):
                return _with_line(text)
    return None


def _images(images: Mapping[str, nodes.Node], folder: Path) -> Iterator[Complaint]:
    for name, node in images.items():
        if complaint := can_be_shown(folder / name):
            yield f"the image “{node.get('uri')}” cannot be shown: {complaint}.", node  # type: ignore[attr-defined]


def _characters(
    data: Mapping[str, Any], trees: list[nodes.document], fonts: Path | None
) -> Iterator[Complaint]:
    unusual = sorted({char for text in _strings(data) for char in text if not " " <= char < "\x7f"})
    if can_be_set("".join(unusual), fonts):
        return
    for char in unusual:
        if not can_be_set(char, fonts):
            yield _missing(char), _where(char, trees)


def _missing(char: str) -> str:
    name = unicodedata.name(char, "without a name")
    return (
        f"there is no glyph for “{char}” (U+{ord(char):04X}, {name.lower()}). "
        "Name a folder with a font that has it in glossator_fonts."
    )


def _where(char: str, trees: list[nodes.document]) -> nodes.Node | None:
    texts = (text for tree in trees for text in tree.findall(nodes.Text) if char in text)
    return next((_with_line(text) for text in texts), None)


def _with_line(node: nodes.Node) -> nodes.Node:
    """The nearest element around *node* that knows its line."""
    while node.line is None and node.parent is not None:
        node = node.parent
    return node


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for child in value.values():
            yield from _strings(child)
    elif isinstance(value, (list, tuple)):
        for child in value:
            yield from _strings(child)
