"""Are the days that articles and notes name found, and counted where they are too many?"""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from docutils import nodes

from glossator.chronology import bars, dated_sentences, gaps, periods
from glossator.dates import MONTHS
from glossator.sphinx.lists import LISTS
from glossator.sphinx.nodes import pointing
from glossator.sphinx.session import open_session

MONTHS_SHORT = [month[:3] for month in MONTHS]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He left on 2 March 1901. Nobody knew.", [("1901-03-02", "He left on 2 March 1901.")]),
        ("Mr. Fox left on 2 March 1901.", [("1901-03-02", "Mr. Fox left on 2 March 1901.")]),
        ("It was in March 1901, or on 5 May.", []),
        (
            "From 2 March 1901 to March 4, 1901, and 2 March 1901 again.",
            [
                ("1901-03-02", "From 2 March 1901 to March 4, 1901, and 2 March 1901 again."),
                ("1901-03-04", "From 2 March 1901 to March 4, 1901, and 2 March 1901 again."),
            ],
        ),
    ],
)
def test_days_with_their_sentences(text: str, found: list[tuple[str, str]]) -> None:
    assert list(dated_sentences(text)) == found


def test_the_day_of_an_article_that_is_referred_to_is_no_event() -> None:
    title = "“On Walking” (2 March 1901)"
    text = f"See {title}; the council met on 3 March 1901."
    assert [date for date, _ in dated_sentences(text, [title])] == ["1901-03-03"]


def test_a_long_sentence_is_cut_between_words() -> None:
    ((_, words),) = dated_sentences("On 2 March 1901 " + "and so on " * 60 + ".")
    assert len(words) <= 221
    assert words.endswith(("on …", "and …", "so …"))


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (["1901-03-02", "1901-03-09", "1901-04-01"], ["Mar 1901", "Apr 1901"]),
        ([f"{year}-01-01" for year in range(1900, 1935)], [f"Jan {y}" for y in range(1900, 1935)]),
        # Signs of what lies between months take room too.
        ([f"{year}-01-01" for year in range(1900, 1955)], [str(y) for y in range(1900, 1955)]),
        (
            [f"{year}-{month:02}-01" for year in range(1900, 1910) for month in range(1, 13)],
            [str(year) for year in range(1900, 1910)],
        ),
        ([f"{year}-01-01" for year in range(1800, 2000)], [f"{d}0s" for d in range(180, 200)]),
    ],
)
def test_periods_are_as_short_as_can_be_shown(days: list[str], labels: list[str]) -> None:
    made = periods(days, days[:1])
    assert [period.label for period in made] == labels
    assert sum(period.articles for period in made) == len(days)
    assert made[0].events == 1


def test_days_of_other_times_do_not_lump_the_articles_together() -> None:
    printed = [f"190{year}-{month:02}-01" for year in range(2) for month in range(1, 13)]
    named = [f"{year}-05-02" for year in range(1780, 1898)] + ["1901-03-01"]
    made = periods(printed, named)
    assert [period.label for period in made if period.articles] == [
        f"{month} {year}" for year in (1900, 1901) for month in MONTHS_SHORT
    ]
    assert [period.label for period in made if not period.articles] == [
        f"{decade}0s" for decade in range(178, 190)
    ]
    assert sum(period.events for period in made) == len(named)


def test_of_very_many_each_time_leads_to_some(small: Path) -> None:
    notes = small / "book/annotations/1901-03-02-on-walking"
    for number in range(300):
        (notes / f"n{number}.md").write_text(
            "---\nquote:\n  exact: slow and harmless\nkind: context\nauthor: a\ndate: 2026-01-01\n"
            f"---\nIt was on 2 May {1500 + number}.\n",
            "utf-8",
        )
    made = LISTS["chronology"](open_session(small))
    items = [item for node in made for item in node.findall(nodes.list_item)]
    assert len(items) <= 60
    assert items[0].astext().startswith("1500s: 10 dated sentences, such as 2\u00a0May\u00a0150")
    assert items[-1].astext() == "Mar 1901: 3 articles, from “On Walking”."
    assert [link["sort"] for link in items[0].findall(pointing)] == ["note"] * 4


def test_the_numbers_are_drawn() -> None:
    counted = periods(["1901-03-02", "1901-03-09"], ["1901-04-01"])
    root = ElementTree.fromstring(bars(counted, "Articles"))
    widths = [float(r.get("width", "")) for r in root.iter("{http://www.w3.org/2000/svg}rect")]
    assert widths[0] == 2 * widths[3] > 0 == widths[1] == widths[2]
    assert bars([], "Nothing") == ""


@pytest.mark.parametrize(
    ("starts", "months"),
    [
        ([], []),
        (["1901-12", "1902-01", "1902-03"], [0, 0, 1]),
        (["1901", "1902", "1904"], [0, 0, 12]),
        (["178", "179", "1800-02", "1801-01"], [0, 0, 1, 10]),
        (["1787-12", "190"], [0, 12 * 112]),
    ],
)
def test_times_of_which_there_is_nothing(starts: list[str], months: list[int]) -> None:
    assert gaps(starts) == months


def test_a_picture_of_numbers_shows_where_there_is_nothing() -> None:
    days = ["1787-10-27", "1787-11-02", "1788-02-02", "1900-01-01"]
    for language, signs in (
        ("en", ["nothing for 2 months", "nothing for 111 years"]),
        ("de", ["2 Monate lang nichts", "111 Jahre lang nichts"]),
        ("ru", ["2 месяца без записей", "111 лет без записей"]),
    ):
        root = ElementTree.fromstring(bars(periods(days, []), "Articles", language=language))
        texts = [
            (text.text, float(text.get("y", "")))
            for text in root.iter("{http://www.w3.org/2000/svg}text")
        ]
        said = [words for words, _ in texts if words in signs]
        assert said == signs
        rows = [y for words, y in texts if words == "1"]
        # Neighbours stand close, others apart, and all inside.
        assert rows[1] - rows[0] < rows[2] - rows[1] == rows[3] - rows[2]
        assert rows[-1] < float(root.get("viewBox", "").split()[3])


def test_a_row_of_numbers_leads_to_its_time() -> None:
    counted = periods(["1901-03-02"], ["1901-04-01"])
    goals = {"1901-03": "chronology-1901.html?a&b", "1901-04": ""}
    drawn = bars(counted, "Articles & events", lambda period: goals[period.start])
    root = ElementTree.fromstring(drawn)
    [link] = root.iter("{http://www.w3.org/2000/svg}a")
    assert link.get("href") == "chronology-1901.html?a&b"
    assert "".join(link.itertext()) == "Mar 19011"
    assert root.get("aria-label") == "Articles & events, from Mar 1901 to Apr 1901."
