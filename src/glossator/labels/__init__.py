"""Which fixed words does an edition have, in its own language?

One entry a word and one column a language, in two tables. What an editor writes (titles, pages,
notes) is not here. In braces stand values that the writers fill in.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from . import apparatus, book

#: The languages that have a column, in the order of the columns.
LANGUAGES = ("en", "de", "fr", "es", "it", "ru", "uk")


def languages() -> tuple[str, ...]:
    """The codes of the languages that have fixed words."""
    return LANGUAGES


@lru_cache(len(LANGUAGES))
def _column(number: int) -> Mapping[str, str]:
    return {name: row[number] for name, row in (*book.WORDS.items(), *apparatus.WORDS.items())}


def labels(language: str) -> Mapping[str, str]:
    """The fixed words in *language* (a code such as `de` or `de-AT`); English, if there is no column."""
    short = code(language)
    return _column(LANGUAGES.index(short) if short in LANGUAGES else 0)


def code(language: str) -> str:
    """The language without its country."""
    return language.replace("_", "-").partition("-")[0].lower()


def note_words(words: Mapping[str, str], number: int, name: str) -> str:
    """How a note is named in a link: by its number, or by its name where it has none."""
    if number:
        return words["note_number"].format(number=number)
    return words["note_name"].format(name=name)
