"""Does the quick parser see in every text what the library's own sees?"""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from glossator.runs import QuickLines, hasten

LINES = [
    "",
    " ",
    "\t",
    " \t x",
    "\t\tx",
    "# A",
    "- b",
    "  - c",
    "> d",
    ">\te",
    "1. f",
    "```",
    "***",
]
SLOW = MarkdownIt("commonmark").enable("table")
QUICK = hasten(MarkdownIt("commonmark").enable("table"))


@given(st.lists(st.sampled_from(LINES), max_size=12).map("\n".join) | st.text(" \t\nab>-#*_"))
@example("a\n  ")
@example("\n")
@example("\ta\n\n\n")
def test_the_lines_are_those_of_the_library(text: str) -> None:
    theirs, ours = StateBlock(text, SLOW, {}, []), QuickLines(text, SLOW, {}, [])
    assert vars(ours) == vars(theirs)


@given(st.lists(st.sampled_from(LINES), max_size=12).map("\n".join) | st.text())
def test_the_blocks_and_words_are_those_of_the_library(text: str) -> None:
    assert [each.as_dict() for each in QUICK.parse(text)] == [
        each.as_dict() for each in SLOW.parse(text)
    ]


@pytest.mark.parametrize("plugin", ["blockquote", "list"])
def test_rules_that_are_switched_off_stay_off(plugin: str) -> None:
    quick = hasten(MarkdownIt("commonmark").disable(plugin))
    assert plugin not in quick.get_active_rules()["block"]
