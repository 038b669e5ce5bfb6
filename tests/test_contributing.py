"""Does a newcomer's first note come out right, whichever way it is sent?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

Run = Callable[..., "CompletedProcess[str]"]
FOLDER = "book/annotations/1901-03-02-on-walking"


def test_a_second_note_on_the_same_words_is_announced(small: Path, glossator: Run) -> None:
    call = ("new", "note", "on-walking", "--quote", "It is good for nothing", "--no-edit")
    first, second = glossator(small, *call), glossator(small, *call)
    assert "already" not in first.stderr
    assert f"On these words there is already: {FOLDER}/it-is-good-for-nothing.md" in second.stderr
    assert "Written: " in second.stdout
