"""Which form of a word does a number ask for, and how are large numbers written?

The rules are those of Unicode's plural rules for whole numbers, which browsers know as
`Intl.PluralRules`. One entry a language in each table; without one, it is as in English.
"""

from __future__ import annotations

from collections.abc import Callable

#: The names of a language's forms, in the order in which its table has them.
FORMS = {
    "ru": ("one", "few", "many"),
    "uk": ("one", "few", "many"),
}
TWO_FORMS = ("one", "other")
#: What stands between thousands.
_BETWEEN = {
    "de": ".", "es": ".", "fr": "\u202f", "it": ".", "nl": ".", "pt": ".", "ru": "\u00a0", "uk": "\u00a0",
}  # fmt: skip


def _one_or_more(number: int) -> str:
    return "one" if number == 1 else "other"


def _none_is_one(number: int) -> str:
    return "one" if number < 2 else "other"


def _east_slavic(number: int) -> str:
    tens, units = number // 10 % 10, number % 10
    if tens == 1 or units == 0 or units > 4:
        return "many"
    return "one" if units == 1 else "few"


_FORM_OF: dict[str, Callable[[int], str]] = {
    "fr": _none_is_one,
    "pt": _none_is_one,
    "ru": _east_slavic,
    "uk": _east_slavic,
}


def form_of(language: str, number: int) -> str:
    """The name of the form that *number* asks for."""
    return _FORM_OF.get(language, _one_or_more)(number)


def figures(language: str, number: int) -> str:
    """*number* with its thousands apart."""
    return f"{number:,}".replace(",", _BETWEEN.get(language, ","))
