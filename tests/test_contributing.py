"""Does a newcomer's first note come out right, whichever way it is sent?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from glossator.cli.new import find_article
from glossator.configuration import read_config
from glossator.load import load
from glossator.problems import EditionError

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


def _number(small: Path, *numbers: str) -> None:
    for path, number in zip(sorted((small / "book/articles").glob("*.md")), numbers, strict=True):
        text = path.read_text("utf-8")
        path.write_text(text.replace("author:", f'number: "{number}"\nauthor:', 1), "utf-8")


@pytest.mark.parametrize("said", ["10", "No. 10", "no 10", "Nr. 10", "N.º 10", "№ 10", "#10"])
def test_an_article_is_known_by_its_number(said: str, small: Path) -> None:
    _number(small, "10", "11", "1")
    config, _ = read_config(small)
    edition, _ = load(small, config)
    assert find_article(edition, said).article.id == "1901-03-02-on-walking"


@pytest.mark.parametrize(
    ("numbers", "said", "wanted"),
    [
        (("10", "11", "12"), "No. 99", "there is no article “No. 99”. Their numbers go from 10 to 12."),
        (("10", "10", "12"), "10", "“10” could be any of: 1901-03-02-on-walking, 1901-03-09-in"),
        (("1", "2", "3"), "sittin", ""),
        (("1", "2", "3"), "on-wlking", "Did you mean “1901-03-02-on-walking”?"),
        (("1", "2", "3"), "1901", "“1901” could be any of: "),
    ],
)  # fmt: skip
def test_numbers_that_name_no_article(
    numbers: tuple[str, ...], said: str, wanted: str, small: Path
) -> None:
    _number(small, *numbers)
    edition, _ = load(small, read_config(small)[0])
    if not wanted:
        assert find_article(edition, said).article.id == "1901-03-09-in-praise-of-sitting"
        return
    with pytest.raises(EditionError) as refused:
        find_article(edition, said)
    assert wanted in str(refused.value)
