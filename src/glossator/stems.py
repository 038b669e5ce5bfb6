"""Are two words forms of one word, in this language?

The stemmers are those of the Snowball project, which Sphinx uses for its search. A stemmer goes
further than inflection: in English it takes “capital” and “capitalism” for one. Where a language
has a table of the endings that make another word, words that differ in them are kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

#: By the code that articles have for their language.
_ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "eu": "basque", "fi": "finnish", "fr": "french",
    "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
#: The end of a plural, and the endings that make another word, where somebody has listed them.
_DERIVING = {
    "en": (
        re.compile(r"(?<=[^s])s$"),
        re.compile(
            r"(?:al|ic|ism|ist|ity|itie|ly|lie|ment|ness|nesse|ive|ion|[ai]ble|ous|ful|[ae]nce|i[sz]e)$"
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Stemmer:
    """One language's stemmer. `stem` takes a word in lower case, and remembers its answers."""

    language: str
    stem: Callable[[str], str]

    def same(self, one: str, other: str) -> bool:
        """Whether two words in lower case are forms of one."""
        return self.stem(one) == self.stem(other) and self._ending(one) == self._ending(other)

    def _ending(self, word: str) -> str:
        if self.language not in _DERIVING:
            return ""
        plural, deriving = _DERIVING[self.language]
        found = deriving.search(plural.sub("", word))
        return _SPELT.get(found[0], found[0]) if found else ""


#: Endings of which a plural has left something over.
_SPELT = {"itie": "ity", "lie": "ly", "nesse": "ness"}


@cache
def stemmer(language: str) -> Stemmer | None:
    """The stemmer of a language, given by its code; None where there is none."""
    if language not in _ALGORITHMS:
        return None
    # Only editions that ask for a stemmer pay for reading all of them.
    import snowballstemmer

    stem = snowballstemmer.stemmer(_ALGORITHMS[language]).stemWord
    return Stemmer(language, lru_cache(maxsize=200_000)(stem))


def stemmed() -> tuple[str, ...]:
    """The codes of the languages that have a stemmer."""
    return tuple(sorted(_ALGORITHMS))
