"""Is a word in a value of references.bib ever taken for an order to whoever reads it?"""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.checks import examine
from glossator.problems import errors
from glossator.works import read_bibliography

_VALUE = "@misc{a,\n  title = {%s},\n  month = JAN,\n  year = 1901,\n}\n"


@pytest.mark.parametrize(
    "words", ["@string{x = {y}}", "Some page on @string in BibTeX", "@PREAMBLE(x)", "a @ string b"]
)
def test_an_order_inside_a_value_is_words(words: str) -> None:
    bibliography, problems = read_bibliography(_VALUE % words, "references.bib")
    assert problems == []
    assert [work.date for work in bibliography.works] == ["1901-01"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('@string{x = "y"}', 1),
        (_VALUE % "@string{y}" + '@STRING (\n x = "y")', 6),
        ('@preamble{"x"}', 1),
        ('@comment{ @string{x = "y"} }', 1),
        # A record that is broken off does not hide what comes after it.
        ('@misc{a, title = ,{ @string{x = "y"} }', 1),
        ('@misc{a, title = {b} c\n@string{x = "y"}}', 2),
    ],
)
def test_an_order_is_refused_with_its_line(text: str, line: int) -> None:
    bibliography, problems = read_bibliography(text, "references.bib")
    assert bibliography.works == ()
    assert [problem.place.line for problem in problems] == [line]
    assert "abbreviations of one's own" in problems[0].message


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("book/references.bib", "@misc{" * 20_000),
        ("book/references.bib", "@string{a = {b}}"),
        ("book/references.bib", "\x00"),
        ("seeds/SOURCES.yml", "a: &a [*a]"),
        ("seeds/SOURCES.yml", "- a"),
        ("seeds/SOURCES.yml", "\x00"),
    ],
)
def test_one_broken_file_is_one_message(path: str, text: str, small: Path) -> None:
    """What follows from it, at every citation and every article, is not said again there."""
    (small / path).write_text(text, "utf-8")
    found = {problem.place.path for problem in errors(examine(small).problems)}
    assert found == {path}
