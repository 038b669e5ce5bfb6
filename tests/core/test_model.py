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


@pytest.mark.parametrize(
    ("title", "short", "number", "brief"),
    [
        ("On Roads", "", "", "On Roads"),
        ("On Roads", "Roads", "10", "No. 10"),
        ("A Reply, at Length and in Several Parts, to Those Who Walk", "", "", "A Reply, at Length and in Several Parts, to …"),
        ("The Subject (Concerning Dangers from Force, Influence)", "", "", "The Subject (Concerning Dangers from Force …"),
        ("A Reply, at Length and in Several Parts, to Those Who Walk", "A Reply", "", "A Reply"),
        ("x" * 60, "", "", "x" * 44 + " …"),
    ],
)  # fmt: skip
def test_beside_many_others_an_article_has_a_brief_name(
    title: str, short: str, number: str, brief: str
) -> None:
    made = Article(
        "1901-03-02-on-roads", title, "A. Rambler", "1901-03-02", "P", "en", "S", "R", "s", "", 1,
        Place("book/articles/1901-03-02-on-roads.md"), short_title=short, number=number,
    )  # fmt: skip
    assert made.brief_title == brief
