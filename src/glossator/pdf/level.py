"""How high does each note of a margin stand, when it is known which of them share the page?

The plan says which notes stand in the margin of a page and in which order; there may be too many
for each to be level with its words. Here they get the places in which they are, all together, as
near to their words as can be: a note may stand above its words as well as below them, so that the
one crowd does not push all that follows down the page.

This is the regression on an ordered set: each note is joined to the one above it as long as they
want to overlap, and a group stands where its notes are nearest to their words
(“pool adjacent violators”; Barlow and others, 1972). Knows nothing of words or the compiler.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

#: Lines of text by which a note may stand away from its words without being reported.
FEW_LINES = 4
#: What a plan costs, in lines: a page, a text that is interrupted, a note that is torn or overleaf.
_PAGE, _BROKEN, _TORN, _OVERLEAF = 20.0, 2.0, 20.0, 40.0
#: How much more a distance beyond those counts, and how much more a note that can stand nowhere else.
_FAR, _FIXED = 4.0, 1000.0

Items = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Box:
    """A note in a margin: how tall it is, and the height at which it would stand.

    `fixed` says that it stands nowhere else: it goes on from the page before, or on the next.
    """

    height: float
    wish: float
    fixed: bool = False


def nearest(plans: Sequence[Sequence[Items]], shape: dict[str, float]) -> list[Items]:
    """That of several plans of an article in which the notes come nearest to their words."""
    made = [[levelled(items, shape) for items in plan] for plan in plans]
    return min(made, key=lambda plan: price(plan, shape))


def price(plan: Sequence[Items], shape: dict[str, float]) -> float:
    """How far the notes are from their words, in lines; far ones, and those overleaf, count more."""
    made = _PAGE * len(plan)
    for items in plan:
        notes = [item for item in items if item["col"] != "text"]
        made += _BROKEN * len({item["row"] for item in notes if item["col"] == "under"})
        for item in notes:
            page, height = item["goal"]
            lines = abs(item["y"] - height) / shape["pitch"]
            if item["again"]:
                made += _TORN
            else:
                made += (
                    _OVERLEAF if item["page"] > page else lines + _FAR * max(0.0, lines - FEW_LINES)
                )
    return made


def levelled(items: Items, shape: dict[str, float]) -> Items:
    """A page with the notes of its margin as near to their words as they can be."""
    margin = [number for number, item in enumerate(items) if item["col"] == "note"]
    lower = 0.75 * (shape["size"] - shape["note-size"])  # so that the lines have one base
    boxes = [_box(items[number], lower, shape["room"]) for number in margin]
    heights = level(boxes, shape["room"], shape["between-notes"], FEW_LINES * shape["pitch"])
    made = list(items)
    for number, height in zip(margin, heights, strict=True):
        made[number] = {**made[number], "y": height}
    return made


def _box(item: dict[str, Any], lower: float, room: float) -> Box:
    """A note that goes on from another page wants the top, one that is torn the bottom."""
    page, height = item["goal"]
    if item["again"] or page < item["page"]:
        return Box(item["height"], 0.0, fixed=True)
    if item["more"]:
        return Box(item["height"], room - item["height"], fixed=True)
    return Box(item["height"], height + lower)


def level(boxes: Sequence[Box], room: float, gap: float, near: float) -> list[float]:
    """The height of the upper edge of each of *boxes*, in their order, in a column of *room*.

    They are *gap* apart, and there has to be room for all of them. The sum of their distances from
    where they would stand is least, where distances beyond *near* count more.
    """
    above, offset = [], 0.0
    for box in boxes:
        above.append(offset)
        offset += box.height + gap
    slack = max(0.0, room - (offset - gap))
    groups: list[tuple[list[int], float]] = []
    for number in range(len(boxes)):
        members, place = [number], _best([number], boxes, above, near)
        while groups and groups[-1][1] > place:
            members = [*groups.pop()[0], *members]
            place = _best(members, boxes, above, near)
        groups.append((members, place))
    made = []
    for members, place in groups:
        made += [min(max(place, 0.0), slack) + above[member] for member in members]
    return made


def _best(
    members: Sequence[int], boxes: Sequence[Box], above: Sequence[float], near: float
) -> float:
    """Where a group stands best: a median of the places at which one more of its notes is content."""
    turns: list[tuple[float, float]] = []  # where the sum begins to grow faster, and by how much
    for member in members:
        wish, much = boxes[member].wish - above[member], _FIXED if boxes[member].fixed else 1.0
        turns += [(wish - near, much * _FAR), (wish, 2 * much), (wish + near, much * _FAR)]
    turns.sort()
    half, passed = sum(weight for _, weight in turns) / 2, 0.0
    for place, weight in turns:
        passed += weight
        if passed >= half:
            return place
    return 0.0
