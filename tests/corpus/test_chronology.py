"""Are the days that articles and notes name found, and counted where they are too many?"""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from glossator.chronology import bars, dated_sentences, periods


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
        ([f"{year}-01-01" for year in range(1900, 1955)], [f"Jan {y}" for y in range(1900, 1955)]),
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


def test_the_numbers_are_drawn() -> None:
    counted = periods(["1901-03-02", "1901-03-09"], ["1901-04-01"])
    root = ElementTree.fromstring(bars(counted, "Articles"))
    widths = [float(r.get("width", "")) for r in root.iter("{http://www.w3.org/2000/svg}rect")]
    assert widths[0] == 2 * widths[3] > 0 == widths[1] == widths[2]
    assert bars([], "Nothing") == ""
