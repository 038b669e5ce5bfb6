"""Are earlier articles found by what texts say of them, in each language that has expressions?"""

from __future__ import annotations

from functools import cache

import pytest
import regex

from glossator.chronology import dated_sentences
from glossator.citing import SORTS, Series, check_patterns
from glossator.dates import find_dates
from glossator.expressions import EXPRESSIONS, counted, expressions
from glossator.labels import LANGUAGES
from glossator.model import Article, Place, Span
from glossator.timeline import parse_when

#: By language: words, what sort of naming they are, and which of five articles they mean. The
#: authors are A and B in turn, and it is A who speaks, in the fifth.
CASES: dict[str, list[tuple[str, str, list[int]]]] = {
    "en": [
        ("as was shown in No. 2", "number", [2]),
        ("my last paper", "preceding", [3]),
        ("the preceding letter", "preceding", [4]),
        ("the three last numbers", "preceding", [4, 3, 2]),
        ("my first essay", "first", [1]),
        ("in a former paper", "former", []),
    ],
    "de": [
        ("wie in Nr. 2 gezeigt ist", "number", [2]),
        ("im 3. Stück", "number", [3]),
        ("in meinem letzten Brief", "preceding", [3]),
        ("im vorigen Stücke", "preceding", [4]),
        ("der vorhergehende Aufsatz", "preceding", [4]),
        ("in den drei letzten Briefen", "preceding", [4, 3, 2]),
        ("meine zwei letzten Briefe", "preceding", [3, 1]),
        ("in meinem ersten Briefe", "first", [1]),
        ("in einem früheren Briefe", "former", []),
    ],
    "fr": [
        ("comme on l’a vu au n° 2", "number", [2]),
        ("dans la lettre IV", "number", [4]),
        ("dans ma dernière lettre", "preceding", [3]),
        ("dans la lettre précédente", "preceding", [4]),
        ("dans l’article précédent", "preceding", [4]),
        ("les trois dernières lettres", "preceding", [4, 3, 2]),
        ("mes deux dernières lettres", "preceding", [3, 1]),
        ("ma première lettre", "first", [1]),
        ("dans une lettre antérieure", "former", []),
    ],
    "es": [
        ("como se vio en el n.º 2", "number", [2]),
        ("en mi última carta", "preceding", [3]),
        ("en mi carta anterior", "preceding", [3]),
        ("del artículo precedente", "preceding", [4]),
        ("las tres cartas anteriores", "preceding", [4, 3, 2]),
        ("mis dos últimas cartas", "preceding", [3, 1]),
        ("en mi primera carta", "first", [1]),
        ("en una carta anterior", "former", []),
    ],
    "it": [
        ("come si vide nel n. 2", "number", [2]),
        ("nella mia ultima lettera", "preceding", [3]),
        ("nella lettera precedente", "preceding", [4]),
        ("nell’articolo precedente", "preceding", [4]),
        ("le tre lettere precedenti", "preceding", [4, 3, 2]),
        ("nelle mie due ultime lettere", "preceding", [3, 1]),
        ("nella mia prima lettera", "first", [1]),
        ("in una lettera precedente", "former", []),
        ("in un’altra lettera anteriore", "former", []),
    ],
    "nl": [
        ("zoals in nr. 2 bleek", "number", [2]),
        ("in mijn laatste brief", "preceding", [3]),
        ("het vorige stuk", "preceding", [4]),
        ("de drie laatste brieven", "preceding", [4, 3, 2]),
        ("mijn twee vorige brieven", "preceding", [3, 1]),
        ("in mijn eerste brief", "first", [1]),
        ("in een eerdere brief", "former", []),
    ],
    "pt": [
        ("como se viu no n.º 2", "number", [2]),
        ("na minha última carta", "preceding", [3]),
        ("no artigo anterior", "preceding", [4]),
        ("as três cartas anteriores", "preceding", [4, 3, 2]),
        ("as minhas duas últimas cartas", "preceding", [3, 1]),
        ("na minha primeira carta", "first", [1]),
        ("numa carta anterior", "former", []),
        ("em algumas cartas anteriores", "former", []),
    ],
    "ru": [
        ("как показано в № 2", "number", [2]),
        ("в письме 3", "number", [3]),
        ("в письме III", "number", [3]),
        ("в моём последнем письме", "preceding", [3]),
        ("в предыдущей статье", "preceding", [4]),
        ("в моей предыдущей статье", "preceding", [3]),
        ("в трёх последних письмах", "preceding", [4, 3, 2]),
        ("в моих двух последних письмах", "preceding", [3, 1]),
        ("в моём первом письме", "first", [1]),
        ("в одном из предыдущих писем", "former", []),
    ],
    "uk": [
        ("як показано в № 2", "number", [2]),
        ("у моєму останньому листі", "preceding", [3]),
        ("у попередній статті", "preceding", [4]),
        ("у трьох останніх листах", "preceding", [4, 3, 2]),
        ("у моїх двох останніх листах", "preceding", [3, 1]),
        ("у моєму першому листі", "first", [1]),
        ("в одному з попередніх листів", "former", []),
    ],
}


@cache
def _series(language: str) -> Series:
    return Series([
        Article(
            id=f"190{number}-03-02-x", title=f"T{number}", author="Anna" if number % 2 else "Berta",
            date=f"190{number}-03-02", publisher="P", language=language, source="S", rights="R",
            seed="", body="", body_line=1, place=Place("x"), number=str(number),
        )
        for number in range(1, 6)
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("language", "words", "sort", "numbers"),
    [(language, *case) for language, cases in CASES.items() for case in cases],
)
def test_what_texts_say_of_earlier_articles(
    language: str, words: str, sort: str, numbers: list[int]
) -> None:
    series = _series(language)
    text = f"Xxxx {words}, xxx."
    body, last = Span(0, len(text)), series.articles[-1]
    found = [each for each in series.citings(last, text, body) if each.sort != "date"]
    assert {each.sort for each in found} == ({sort} if numbers else set())
    assert [int(each.target[3]) for each in found] == sorted(numbers)
    assert bool(series.unnamed(last, text, body)) == (sort == "former")


def test_every_language_with_words_has_expressions_of_every_sort() -> None:
    assert set(EXPRESSIONS) == set(LANGUAGES) == set(CASES)
    for language, sorts in EXPRESSIONS.items():
        assert tuple(sorts) == SORTS, language
        check_patterns({name: list(each) for name, each in sorts.items()})
        assert {sort for _, sort, _ in CASES[language] if sort} == set(SORTS)


def test_each_language_counts_to_five() -> None:
    for language, sorts in EXPRESSIONS.items():
        groups = {
            group
            for each in sorts["preceding"]
            for group in regex.findall(r"\(\?P<count>((?:[^()]|\([^()]*\))*)\)", each)
        }
        assert groups, language
    assert [counted(words) for words in ("drei", "Двух", "п’ять", "cinque", "")] == [3, 2, 5, 5, 1]


def test_other_languages_are_read_by_the_english_ones() -> None:
    assert expressions("la") == expressions("en-US") == EXPRESSIONS["en"]
    assert expressions("de-AT") == EXPRESSIONS["de"]


def test_an_editions_own_take_the_place_of_its_sort_in_every_language() -> None:
    articles = _series("de").articles
    series = Series(articles, {"number": [r"\bZettel (?P<number>\d)"]})
    text = "Im Zettel 2, in Nr. 3 und im vorigen Brief."
    found = series.citings(articles[-1], text, Span(0, len(text)))
    assert [(each.sort, each.target[3]) for each in found] == [("number", "2"), ("preceding", "4")]


@pytest.mark.parametrize(
    ("language", "text", "dates"),
    [
        ("de", "Am 3. März 1901 und am 4 March 1901, 1901-03-05", ["1901-03-03", "1901-03-04", "1901-03-05"]),
        ("fr", "Le 1er mars 1901", ["1901-03-01"]),
        ("es", "El 3 de marzo de 1901", ["1901-03-03"]),
        ("ru", "3 марта 1901 г.", ["1901-03-03"]),
        ("en", "Am 3. März 1901", []),
        ("de", "Am 30. April 1901, 30 April 1901", ["1901-04-30", "1901-04-30"]),
    ],
)  # fmt: skip
def test_days_are_found_in_the_language_of_a_text(
    language: str, text: str, dates: list[str]
) -> None:
    assert sorted(date for _, date in find_dates(text, language)) == dates


def test_no_sentence_ends_within_a_day() -> None:
    text = "Er kam am 3. März 1901 an. Über den 4. April 1901 schweigt er."
    assert list(dated_sentences(text, language="de")) == [
        ("1901-03-03", "Er kam am 3. März 1901 an."),
        ("1901-04-04", "Über den 4. April 1901 schweigt er."),
    ]


@pytest.mark.parametrize(
    ("language", "words", "first", "last"),
    [
        ("de", "3.–6. Jänner 1901", "", ""),
        ("de-AT", "3.–6. Jänner 1901", "1901-01-03", "1901-01-06"),
        ("de", "Juni 1901", "1901-06-01", "1901-06-30"),
        ("fr", "1er août 1901", "1901-08-01", "1901-08-01"),
        ("es", "3 de enero de 1901", "1901-01-03", "1901-01-03"),
        ("pt", "3 de janeiro – 5 de março de 1901", "1901-01-03", "1901-03-05"),
        ("ru", "3 января 1901 г.", "1901-01-03", "1901-01-03"),
    ],
)
def test_a_table_may_have_its_dates_in_words(
    language: str, words: str, first: str, last: str
) -> None:
    found = parse_when(words, language)
    if first:
        assert found is not None
        assert [day.isoformat() for day in found] == [first, last]
    else:
        # A month that the language does not know is none; the year is.
        assert found is not None
        assert found[1].isoformat() == "1901-12-31"
