"""How an article and a note are cited."""

from __future__ import annotations

import pytest

from glossator.cite import cite_article, quoted
from glossator.model import Article, Place

from .case_files import read_cases


@pytest.mark.parametrize(("title", "parts"), read_cases("quoted.md"))
def test_quotations_alternate(title: str, parts: dict[str, str]) -> None:
    assert quoted(parts["words"]) == parts["quoted"], title


@pytest.mark.parametrize(
    ("author", "begins"),
    [
        ("A. Rambler", "A. Rambler, “On Walking”, "),
        ("A.\n=1+1", "A. =1+1, “On Walking”, "),
        *((f"{sign}1+1", f"“On Walking”, {sign}1+1, ") for sign in "=+-@"),
        (" =1+1", "“On Walking”,  =1+1, "),
    ],
)
def test_no_line_begins_as_a_formula(author: str, begins: str) -> None:
    article = Article(
        "1901-03-02-on-walking", "On Walking", author, "1901-03-02", "The Hill Gazette", "en",
        source="A newspaper", rights="", seed="", body="", body_line=1, place=Place("x"),
    )  # fmt: skip
    cited = cite_article(article, "Hills").text
    assert cited.startswith(begins)
    assert "\n" not in cited
