"""Alignment: which words of the new text are which of the old."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from glossator.anchor.align import align
from glossator.anchor.gaps import align_gap
from glossator.anchor.words import read_words
from glossator.model import Span

VOCABULARY = ["the", "a", "of", "fox", "hen", "dogs", "saw", "kings", "wars", "家国天下", "กา"]
prose = st.lists(st.sampled_from(VOCABULARY)).map(" ".join)


def pairs(old: str, new: str) -> list[tuple[str, str]]:
    alignment = align(old, new)
    cells = alignment.main.cells(Span(0, len(alignment.old)))
    return [
        (
            " ".join(alignment.old.forms[cell.old_start : cell.old_end]),
            " ".join(alignment.new.forms[cell.new_start : cell.new_end]),
        )
        for cell in cells
    ]


def test_equal_texts_correspond_word_for_word() -> None:
    assert pairs("one two three", "one two three") == [(w, w) for w in ("one", "two", "three")]


def test_misspelt_joined_and_split_words_correspond() -> None:
    assert pairs("they came together to day", "tehy came to gether today") == [
        ("they", "tehy"),
        ("came", "came"),
        ("together", "to gether"),
        ("to day", "today"),
    ]


def test_an_insertion_corresponds_to_nothing() -> None:
    assert pairs("one two three four", "one two and a half three four") == [
        (w, w) for w in ("one", "two", "three", "four")
    ]


def test_a_moved_paragraph_is_a_move() -> None:
    blocks = [
        "The harbour was closed for the whole of that winter by order of the council.",
        "Nobody remembered who had first proposed the building of the northern lighthouse.",
        "In the following spring a great number of merchants left the city for ever.",
        "Their houses stood empty until the railway brought another kind of people.",
    ]
    new = [blocks[1], blocks[2], blocks[3], blocks[0]]
    alignment = align("\n\n".join(blocks), "\n\n".join(new))
    assert len(alignment.moves) == 1
    assert alignment.moves[0].span == Span(0, 15)


@given(prose, prose)
def test_the_main_chain_keeps_the_order_of_both_texts(old: str, new: str) -> None:
    alignment = align(old, new)
    cells = alignment.main.cells(Span(0, len(alignment.old)))
    for left, right in pairwise(cells):
        assert left.old_end <= right.old_start
        assert left.new_end <= right.new_start


@given(prose, prose, st.booleans(), st.booleans())
def test_gaps_keep_the_order_of_both_texts(old: str, new: str, left: bool, right: bool) -> None:
    x, y = read_words(old), read_words(new)
    gap = Span(0, len(x)), Span(0, len(y))
    cells = align_gap(x, y, gap, open_left=left, open_right=right)
    for one, two in pairwise(cells):
        assert one.old_end <= two.old_start
        assert one.new_end <= two.new_start
    assert all(0 <= cell.score <= 1 for cell in cells)
