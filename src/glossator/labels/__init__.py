"""Which fixed words does an edition have, in its own language?

One file a language, with the same names in each: what the website, the book and the EPUB say of
themselves. What an editor writes (titles, pages, notes) is not here. In braces stand values that
the writers fill in.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module

from .counting import FORMS, TWO_FORMS, figures, form_of

#: The languages that have a file.
LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "ru", "uk")


class Words(dict[str, str]):
    """The fixed words of one language by their names, and those that go with numbers."""

    def __init__(self, language: str) -> None:
        table = import_module(f".{language}", __package__)
        super().__init__(table.WORDS)
        self.language = language
        #: Around a quotation, and around one inside of it.
        self.marks: tuple[str, str, str, str] = table.MARKS
        #: The forms of what is counted, each by the name of its sort.
        self.counted: dict[str, dict[str, str]] = {
            name: dict(zip(FORMS.get(language, TWO_FORMS), forms, strict=True))
            for name, forms in table.COUNTED.items()
        }

    def count(self, name: str, number: int, **values: object) -> str:
        """“1 note”, “2 notes”: what *name* stands for, in the form that *number* asks for."""
        return self._filled(name, number, str(number), values)

    def count_many(self, name: str, number: int, **values: object) -> str:
        """The same of what may be thousands, which are set apart."""
        return self._filled(name, number, figures(self.language, number), values)

    def _filled(self, name: str, number: int, shown: str, values: dict[str, object]) -> str:
        form = self.counted[name][form_of(self.language, number)]
        return form.format(number=shown, **values)

    def foreign_to(self, language: str) -> bool:
        """Whether these are not words of *language*, which has none of its own."""
        return code(language) != self.language


def languages() -> tuple[str, ...]:
    """The codes of the languages that have fixed words."""
    return LANGUAGES


@lru_cache(len(LANGUAGES))
def _words(language: str) -> Words:
    return Words(language)


@lru_cache(64)
def labels(language: str) -> Words:
    """The fixed words in *language* (a code such as `de` or `de-AT`); English, if it has none."""
    short = code(language)
    return _words(short if short in LANGUAGES else "en")


def code(language: str) -> str:
    """The language without its country."""
    return language.replace("_", "-").partition("-")[0].lower()


def note_words(words: Words, number: int, name: str) -> str:
    """How a note is named in a link: by its number, or by its name where it has none."""
    if number:
        return words["note_number"].format(number=number)
    return words["note_name"].format(name=name)
