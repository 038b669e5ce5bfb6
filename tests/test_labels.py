"""Are the fixed words complete, those of the language, and in the form that a number asks for?"""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from babel import Locale

from glossator.dates import decade, readable_date, short_date
from glossator.kinds import KINDS
from glossator.labels import LANGUAGES, Words, code, labels, note_words
from glossator.labels.counting import FORMS, TWO_FORMS, figures, form_of
from glossator.sphinx.theme import BUNDLES, THEME, bundle
from glossator.starter.wording import languages as begun
from glossator.works import SOURCE_KINDS

SOURCE = Path(__file__).parent.parent / "src/glossator"
ENGLISH = labels("en")
#: Whose values a language may leave out: it can do with fewer.
_FREE = {"decade"}


def _values(words: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", words))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_lacks_a_word(language: str) -> None:
    words = labels(language)
    assert words.language == language
    assert list(words) == list(ENGLISH)
    assert list(words.counted) == list(ENGLISH.counted)
    assert all(said.strip() for name, said in words.items() if name not in ("colon", "semicolon"))
    filled = {name: _values(said) for name, said in words.items() if name not in _FREE}
    assert filled == {name: _values(said) for name, said in ENGLISH.items() if name not in _FREE}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_form_lacks_its_number_unless_it_is_of_one_alone(language: str) -> None:
    for name, forms in labels(language).counted.items():
        assert tuple(forms) == FORMS.get(language, TWO_FORMS)
        wanted = _values(ENGLISH.counted[name]["other"])
        for form, said in forms.items():
            alone = form == "one" and name == "differs" and language not in FORMS
            assert _values(said) == wanted - ({"number"} if alone else set()), (name, form)


def test_a_word_stands_in_one_table() -> None:
    assert not ENGLISH.keys() & ENGLISH.counted.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_need_no_escaping_where_they_stand(language: str) -> None:
    table = import_module(f"glossator.labels.{language}")
    said = [*table.WORDS.values(), *(each for forms in table.COUNTED.values() for each in forms)]
    assert [each for each in said if re.search(r"[<>&\"'\\\n]", each)] == []
    assert len(labels(language).marks) == 4


def test_whoever_can_begin_an_edition_in_a_language_has_its_words() -> None:
    assert set(begun()) <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_ask_for_the_forms_that_unicode_says(language: str) -> None:
    locale = Locale.parse(language)
    for number in [*range(131), 200, 211, 221, 1001, 1002, 1011]:
        expected = str(locale.plural_form(number))
        assert form_of(language, number) == expected, number
        assert expected in labels(language).counted["n_notes"]


def test_counted_words() -> None:
    assert [ENGLISH.count("n_notes", number) for number in (0, 1, 2)] == [
        "0 notes", "1 note", "2 notes",
    ]  # fmt: skip
    assert labels("de").count("n_notes", 1) == "1 Anmerkung"
    assert labels("fr").count("n_notes", 0) == "0 note"
    russian = [labels("ru").count("n_notes", number) for number in (1, 2, 5, 11, 21, 112)]
    assert [said.split()[1] for said in russian] == [
        "примечание", "примечания", "примечаний", "примечаний", "примечание", "примечаний",
    ]  # fmt: skip
    assert labels("fr").count("reviewed", 1, all=12) == "1 note relue sur 12"
    assert labels("de").count_many("n_references", 1234) == "1.234 Verweise"
    assert [figures(each, 1234567) for each in ("en", "ru", "xx")] == [
        "1,234,567", "1\u00a0234\u00a0567", "1,234,567",
    ]  # fmt: skip


def test_every_kind_has_its_words() -> None:
    assert {name: ENGLISH[f"kind_{name}"] for name in KINDS} == {
        name: kind.label for name, kind in KINDS.items()
    }
    assert {name: ENGLISH[f"about_{name}"] for name in KINDS} == {
        name: kind.description for name, kind in KINDS.items()
    }
    assert {name: ENGLISH[f"work_{name}"] for name in SOURCE_KINDS} == SOURCE_KINDS


#: Names of words that are put together, by what they begin with.
_COMPOSED = ("record_", "kind_", "about_", "work_", "by_", "why_")


def test_no_word_is_without_use() -> None:
    files = [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.js"), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.typ")]  # fmt: skip
    written = "\n".join(
        path.read_text("utf-8") for path in files if path.parent != SOURCE / "labels"
    ) + (SOURCE / "labels/__init__.py").read_text("utf-8")
    unused = [
        name
        for name in (*ENGLISH, *ENGLISH.counted)
        if not name.startswith(_COMPOSED) and not re.search(rf"[\"'.]{re.escape(name)}\b", written)
    ]
    assert unused == []


def test_a_script_is_given_the_words_that_it_asks_for_and_no_others() -> None:
    german = labels("de")
    for name, parts in BUNDLES.items():
        code_of = "".join((THEME / part).read_text("utf-8") for part in parts)
        asked = set(re.findall(r'\b(?:word|counted)\("(\w+)"', code_of))
        made = bundle(name, german).decode()
        given = set(re.findall(r'"(\w+)": ["{]', made.partition(".said,")[2].partition("});")[0]))
        assert given - set(TWO_FORMS) == asked, name
        # Whatever a script asks for, it asks for in words that are seen here.
        assert code_of.count("word(") + code_of.count("counted(") == len(
            re.findall(r'\b(?:word|counted)\("\w+"', code_of)
        )


def test_the_country_does_not_matter_and_english_stands_in() -> None:
    assert labels("de-AT") == labels("de") == labels("de_CH")
    assert labels("de")["contents"] == "Inhalt"
    assert labels("xx") == labels("en")
    assert code("pt_BR") == "pt"
    assert isinstance(labels("xx"), Words)
    assert labels("xx").foreign_to("xx")
    assert not labels("de").foreign_to("de-AT")


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


@pytest.mark.parametrize(
    ("language", "month", "day", "ten"),
    [
        ("en", "Jan 1901", "29 Feb", "1900s"),
        ("qq", "Jan 1901", "29 Feb", "1900s"),
        ("de-AT", "Jän. 1901", "29. Feb.", "1900er"),
        ("fr", "janv. 1901", "29 févr.", "1900–1909"),
        ("nl", "jan 1901", "29 feb", "1900–1909"),
    ],
)
def test_dates_in_pictures_are_short(language: str, month: str, day: str, ten: str) -> None:
    short = [short_date("1901-01", language), short_date("--02-29", language)]
    assert [*short, decade("190", language)] == [month, day, ten]


def test_the_first_of_a_month_has_its_ending_in_french() -> None:
    assert readable_date("1901-03-01", "fr") == "1er mars 1901"
    assert readable_date("1901-03-11", "fr") == "11 mars 1901"


def test_what_is_no_day_is_left_as_it_is() -> None:
    assert readable_date("", "de") == ""
    assert readable_date("soon", "de") == "soon"
    assert readable_date("2024-02-31", "de") == "31 February 2024"
