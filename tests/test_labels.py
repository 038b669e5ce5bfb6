"""Are the fixed words complete, and those of the language?"""

from __future__ import annotations

import re

import pytest

from glossator.dates import readable_date
from glossator.kinds import KINDS
from glossator.labels import LANGUAGES, apparatus, book, code, labels, note_words
from glossator.works import SOURCE_KINDS

ROWS = {**book.WORDS, **apparatus.WORDS}


@pytest.mark.parametrize("name", ROWS)
def test_no_language_lacks_a_word(name: str) -> None:
    row = ROWS[name]
    assert len(row) == len(LANGUAGES)
    assert all(words.strip() for words in row)
    values = {tuple(sorted(re.findall(r"\{\w+\}", words))) for words in row}
    assert len(values) == 1, "the same values are filled in"


def test_a_word_stands_in_one_table() -> None:
    assert not book.WORDS.keys() & apparatus.WORDS.keys()


def test_every_kind_has_its_words() -> None:
    words = labels("en")
    assert {name: words[f"kind_{name}"] for name in KINDS} == {
        name: kind.label for name, kind in KINDS.items()
    }
    assert {name: words[f"about_{name}"] for name in KINDS} == {
        name: kind.description for name, kind in KINDS.items()
    }
    assert {name: words[f"work_{name}"] for name in SOURCE_KINDS} == SOURCE_KINDS


def test_the_country_does_not_matter_and_english_stands_in() -> None:
    assert labels("de-AT") == labels("de") == labels("de_CH")
    assert labels("de")["contents"] == "Inhalt"
    assert labels("xx") == labels("en")
    assert code("pt_BR") == "pt"


def test_a_note_is_named_by_its_number_or_by_its_name() -> None:
    assert note_words(labels("en"), 12, "fox") == "note 12"
    assert note_words(labels("de"), 12, "fox") == "Anmerkung 12"
    assert note_words(labels("en"), 0, "fox") == "note “fox”"


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("en", "30 May 2024", "May 2024"),
        ("en-US", "30 May 2024", "May 2024"),
        ("de", "30. Mai 2024", "Mai 2024"),
        ("de-AT", "30. Mai 2024", "Mai 2024"),
        ("fr", "30 mai 2024", "mai 2024"),
        ("es", "30 de mayo de 2024", "mayo de 2024"),
        ("it", "30 maggio 2024", "maggio 2024"),
        ("ru", "30 мая 2024 г.", "май 2024 г."),
        ("uk", "30 травня 2024 р.", "травень 2024 р."),
        ("qq", "30 May 2024", "May 2024"),
    ],
)
def test_dates_are_written_as_the_language_does(language: str, day: str, month: str) -> None:
    made = [readable_date(date, language) for date in ("2024-05-30", "2024-05", "2024")]
    assert [" ".join(words.split()) for words in made] == [day, month, "2024"]


def test_what_is_no_day_is_left_as_it_is() -> None:
    assert readable_date("", "de") == ""
    assert readable_date("soon", "de") == "soon"
    assert readable_date("2024-02-31", "de") == "31 February 2024"
