"""How is an article called where it is one of many?"""

from __future__ import annotations

import pytest

from glossator.model import Article, Place


@pytest.mark.parametrize(
    ("number", "title", "listed"),
    [
        ("", "On Roads", "On Roads"),
        ("10", "On Roads", "No. 10. On Roads"),
        ("IV", "On Roads", "No. IV. On Roads"),
        ("Letter 3", "On Roads", "Letter 3. On Roads"),
        ("10", "No. 10: On Roads", "No. 10: On Roads"),
        ("1", "No. 10: On Roads", "No. 1. No. 10: On Roads"),
    ],
)
def test_the_number_stands_before_the_title_once(number: str, title: str, listed: str) -> None:
    place = Place("book/articles/1901-03-02-on-roads.md")
    made = Article(
        "1901-03-02-on-roads", title, "A. Rambler", "1901-03-02", "P", "en", "S", "R", "s", "", 1,
        place, short_title="Roads", number=number,
    )  # fmt: skip
    assert made.listed_title == listed
    assert made.running_title.endswith("Roads")
    assert made.running_title.startswith(made.series_number)
