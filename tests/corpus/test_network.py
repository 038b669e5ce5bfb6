"""Is the picture of references right, and can it be read with one article and with a thousand?"""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_citations import WALKING, found, write_note

from glossator.checks import examine
from glossator.citations import Citation, Standing
from glossator.gist import Noted
from glossator.lettering import breadth, fitting
from glossator.model import Article, Place, Work
from glossator.network import MOST, Network, describe, draw, network

SVG = "{http://www.w3.org/2000/svg}"
WORK = Work("old-1890", "An <Old> & Work", "A", "1890-01-01", "A 1890", "", "", Place("r"))


def article(number: int) -> Article:
    day = datetime.date(1900, 1, 1) + datetime.timedelta(days=5 * number)
    text = (f"Title {number}", "A", f"{day}", "P", "en", "S", "R", "s", "", 1)
    return Article(f"{day}-x", *text, Place("a"))


def citation(citing: Article, cited: Article | Work) -> Citation:
    note = Noted(f"{citing.id}/n", "n", 1, 1, "reference", "a", "1900", "x", "n")
    standing = Standing.RECORD if isinstance(cited, Work) else Standing.EARLIER
    return Citation(citing, note, 1, cited, 0, standing, Place("n"))


def drawn(picture: Network) -> ElementTree.Element:
    return ElementTree.fromstring(draw(picture, "Who & whom", lambda stop: f"{stop.key}.html"))


def test_one_article_and_what_it_answers() -> None:
    one = article(0)
    made = network([one, article(1)], [citation(one, WORK), citation(one, WORK)])
    assert [stop.title for stop in made.stops] == ["An <Old> & Work", "Title 0"]
    assert [(line.citing, line.cited, line.times) for line in made.lines] == [(1, 0, 2)]
    assert describe(made) == (
        "2 references by 1 article to 1 work that this edition does not hold. "
        "1 other article refers to none and is referred to by none."
    )
    root = drawn(made)
    assert [a.get("class") for a in root.iter(f"{SVG}a")] == ["stop record", "stop"]
    assert "An <Old> & Work, 1 January 1890 (not in this edition)" in "".join(root.itertext())


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("On Roads", ["On Roads", "6 January 1900"]),
        (
            "On Roads, on Those Who Walk on Them, and on the Dogs of Both",
            ["On Roads, on Those Who Walk on Them, and on the Dogs", "of Both · 6 January 1900"],
        ),
        (
            "On Roads, on Those Who Walk on Them, and on Dogs, Foxes and Other Neighbours of Us All, Near and Far",
            ["On Roads, on Those Who Walk on Them, and on Dogs,", "Foxes and Other Neighbours of Us All, Near … · 6 January 1900"],
        ),
    ],
)  # fmt: skip
def test_a_title_goes_on_beside_its_date_and_is_told_whole(title: str, lines: list[str]) -> None:
    one, two = article(0), replace(article(1), title=title)
    root = drawn(network([one, two], [citation(two, one)]))
    link = list(root.iter(f"{SVG}a"))[1]
    assert ["".join(text.itertext()) for text in link.iter(f"{SVG}text")] == lines
    assert link.findtext(f"{SVG}title") == f"{title}, 6 January 1900"


@given(st.text("abc 漢字 —w", min_size=1, max_size=200), st.integers(2, 60))
def test_no_line_of_a_title_is_broader_than_its_room(title: str, most: int) -> None:
    first, rest = fitting(title, most)
    assert breadth(first) <= most
    assert first + rest in (title, title.replace(" ", "", 1)) or f"{first} {rest}" == title
    assert first or title.startswith(" ")


def test_lines_stand_beside_the_row_from_which_they_lead_and_keep_apart() -> None:
    several = [article(number) for number in range(6)]
    pairs = [(5, 0), (5, 3), (4, 3)]
    root = drawn(network(several, [citation(several[a], several[b]) for a, b in pairs]))
    ends = {
        link.get("data-stop"): [
            path.get("data-ends") for path in link if "data-ends" in path.attrib
        ]
        for link in root.iter(f"{SVG}a")
    }
    assert ends == {"0": [], "1": [], "2": ["2 1"], "3": ["3 0", "3 1"]}
    bulges = [
        float(path.get("d", "").partition("A")[2].split()[0])
        for path in root.iter(f"{SVG}path") if "data-ends" in path.attrib
    ]  # fmt: skip
    assert len(set(bulges)) == 3


def test_without_references_there_is_no_picture() -> None:
    assert draw(network([article(0)], []), "T") == ""


def test_a_later_article_has_a_broken_line() -> None:
    made = network([article(0), article(1)], [citation(article(0), article(1))])
    (line,) = [path for path in drawn(made).iter(f"{SVG}path") if "cites" in path.get("class", "")]
    assert line.get("stroke-dasharray")
    assert line.get("data-ends") == "0 1"


@pytest.mark.parametrize(
    ("count", "by"), [(2, ""), (MOST, ""), (MOST + 1, "month"), (300, "month"), (1_000, "year")]
)
def test_it_stays_of_a_size_that_can_be_read(count: int, by: str) -> None:
    articles = [article(number) for number in range(count)]
    cites = [citation(articles[n], articles[n - 1]) for n in range(1, count)]
    made = network(articles, cites)
    assert made.by == by
    assert 2 <= len(made.stops) <= MOST
    total = sum(line.times for line in made.lines) + sum(stop.inside for stop in made.stops)
    assert total == count - 1
    assert sum(stop.articles for stop in made.stops) == count
    assert len(draw(made, "T")) < 100_000


def test_so_many_lines_that_none_can_be_followed_are_drawn_together() -> None:
    articles = [article(number) for number in range(90)]
    cites = [citation(articles[n], articles[m]) for n in range(90) for m in range(0, n, 4)]
    made = network(articles, cites)
    assert made.by == "month"
    assert len(made.lines) < 150
    assert network(articles, cites[:400]).by == ""


def test_centuries_are_drawn_by_decade() -> None:
    articles = [article(number * 73) for number in range(300)]
    cites = [citation(articles[n], articles[n - 1]) for n in range(1, 300)]
    made = network(articles, cites)
    assert made.by == "decade"
    assert made.stops[0].title == "1900s"
    assert len(made.stops) == 30


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=40))
def test_every_reference_is_in_it_once(pairs: list[tuple[int, int]]) -> None:
    articles = [article(number) for number in range(21)]
    cites = [citation(articles[one], articles[other]) for one, other in pairs if one != other]
    made = network(articles, cites)
    assert sum(line.times for line in made.lines) == len(cites)
    assert len(made.stops) + made.alone == 21
    keys = [stop.key for stop in made.stops]
    for line in made.lines:
        # The rows stand in their order in time.
        assert line.later == (keys[line.cited] > keys[line.citing])


def test_an_editions_own_references(small: Path) -> None:
    write_note(small, WALKING, "a slow and harmless neighbour", "See {article}`council-1901`.")
    made = network(examine(small).book.edition.articles, found(small))
    assert [stop.articles for stop in made.stops] == [0, 1, 1, 1]
    assert {(line.citing, line.cited) for line in made.lines} == {(1, 0), (2, 1), (3, 2)}
