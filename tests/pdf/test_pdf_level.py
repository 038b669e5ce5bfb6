"""Do notes in one margin stand as near to their words as they can, all together?"""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from glossator.pdf.level import Box, level

ROOM, GAP, NEAR = 700.0, 4.0, 60.0


def heights(*boxes: Box) -> list[float]:
    return level(boxes, ROOM, GAP, NEAR)


def test_what_has_room_stands_level_with_its_words() -> None:
    assert heights(Box(40, 100), Box(40, 300), Box(40, 660)) == [100, 300, 660]


def test_two_that_want_one_place_share_the_way() -> None:
    upper, lower = heights(Box(40, 300), Box(40, 300))
    assert lower - upper == 40 + GAP
    assert upper <= 300 <= lower


def test_the_last_on_a_page_push_those_above_them_up() -> None:
    *_, last = heights(Box(100, 500), Box(100, 560), Box(100, 680))
    assert last == ROOM - 100


def test_what_goes_on_from_the_page_before_keeps_the_top() -> None:
    assert heights(Box(50, 0, fixed=True), Box(60, 10), Box(60, 20))[0] == 0


def test_what_is_torn_keeps_the_foot() -> None:
    assert heights(Box(60, 600), Box(60, 640), Box(50, 650, fixed=True))[-1] == 650


@given(st.lists(st.tuples(st.floats(10, 120), st.floats(0, 700)), min_size=1, max_size=14))
def test_nothing_overlaps_or_leaves_the_column_or_is_moved_for_nothing(
    drawn: list[tuple[float, float]],
) -> None:
    wishes = sorted(wish for _, wish in drawn)
    boxes = [Box(tall, wish) for (tall, _), wish in zip(drawn, wishes, strict=True)]
    room = max(ROOM, sum(box.height + GAP for box in boxes) - GAP)
    made = level(boxes, room, GAP, NEAR)
    assert made[0] >= -1e-6
    assert made[-1] + boxes[-1].height <= room + 1e-6
    for (one, top), (_, below) in pairwise(zip(boxes, made, strict=True)):
        assert top + one.height + GAP <= below + 1e-6
    # As soon below as there is room is one way of many; this one is never farther in sum.
    assert _far(boxes, made) <= _far(boxes, _greedy(boxes, room)) + 1e-6


def _far(boxes: list[Box], made: list[float]) -> float:
    away = [abs(top - box.wish) for box, top in zip(boxes, made, strict=True)]
    return sum(each + 4 * max(0.0, each - NEAR) for each in away)


def _greedy(boxes: list[Box], room: float) -> list[float]:
    rest = [sum(box.height + GAP for box in boxes[n:]) - GAP for n in range(len(boxes))]
    made: list[float] = []
    at = 0.0
    for box, below in zip(boxes, rest, strict=True):
        made.append(min(max(at, box.wish), room - below))
        at = made[-1] + box.height + GAP
    return made
