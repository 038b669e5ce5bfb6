"""Does a newcomer's first note come out right, whichever way it is sent?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

Run = Callable[..., "CompletedProcess[str]"]
FOLDER = "book/annotations/1901-03-02-on-walking"


def test_a_second_note_on_the_same_words_is_asked_for(small: Path, glossator: Run) -> None:
    call = ("new", "note", "on-walking", "--quote", "It is good for nothing", "--no-edit")
    first, second = glossator(small, *call), glossator(small, *call)
    assert (first.returncode, second.returncode) == (0, 1)
    assert "already" not in first.stderr
    assert f"On these words there is already: {FOLDER}/it-is-good-for-nothing.md" in second.stderr
    assert "Nothing was written; with --again" in second.stderr
    assert not (small / FOLDER / "it-is-good-for-nothing-2.md").exists()
    assert (
        f"Written: {FOLDER}/it-is-good-for-nothing-2.md"
        in glossator(small, *call, "--again").stdout
    )


def test_it_is_said_how_often_words_stand_that_name_no_place(small: Path, glossator: Run) -> None:
    article = small / "book/articles/1901-03-02-on-walking.md"
    with article.open("a", encoding="utf-8") as file:
        file.write("\n" + "A turnstile. " * 8 + "\n")
    said = glossator(small, "new", "note", "on-walking", "--quote", "turnstile", "--no-edit").stderr
    assert said.count("  line ") == 5
    assert "  and 3 more" in said


def test_marks_around_a_quote_are_told_from_its_words(small: Path, glossator: Run) -> None:
    marked = "“It is good for nothing”"
    said = glossator(small, "new", "note", "on-walking", "--quote", marked, "--no-edit").stderr
    assert "the words “It is good for nothing” are in the article, but without" in said
