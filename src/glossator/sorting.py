"""In which order does a list have its words, and under which letter, in the language of an edition?

Knows nothing of what the words name.
"""

from __future__ import annotations

import re
import unicodedata

#: Words that do not count where they begin a heading; “l’” is one with what follows.
_ARTICLES = {
    "da": "en et den det de",
    "de": "der die das den dem des ein eine",
    "en": "the a an",
    "es": "el la los las un una",
    "fr": "le la les un une l d",
    "it": "il lo la i gli le un uno una l",
    "nl": "de het een",
    "no": "en et ei den det de",
    "pt": "o a os as um uma",
    "sv": "en ett den det de",
}
#: Letters of their own, by what they are sorted as: behind z, for which ʒ does; or behind another
#: letter, with ꙮ, which is behind all Cyrillic ones.
_LETTERS = {
    "da": {"æ": "ʒ1", "ø": "ʒ2", "å": "ʒ3"},
    "no": {"æ": "ʒ1", "ø": "ʒ2", "å": "ʒ3"},
    "sv": {"å": "ʒ1", "ä": "ʒ2", "ö": "ʒ3"},
    "fi": {"å": "ʒ1", "ä": "ʒ2", "ö": "ʒ3"},
    "es": {"ñ": "nʒ"},
    "ru": {"й": "иꙮ"},
    "uk": {"ґ": "гꙮ", "є": "еꙮ", "і": "иꙮ1", "ї": "иꙮ2", "й": "иꙮ3"},
}
_UNFOLDED = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "þ": "th"})
_WORD = re.compile(r"[^\W_]+")


def sort_key(words: str, language: str = "en", *, whole: bool = False) -> str:
    """What *words* are sorted by: no article in front, no accents, no marks, word by word.

    *whole* are those whose first word counts, whatever it is: “La Fontaine, Jean de”.
    """
    code = language.partition("-")[0].lower()
    letters = _LETTERS.get(code, {})
    composed = unicodedata.normalize("NFC", words).casefold()
    text = "".join(letters.get(char, char) for char in composed)
    folded = unicodedata.normalize("NFKD", text).translate(_UNFOLDED)
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    parts = _WORD.findall(plain)
    if len(parts) > 1 and not whole and parts[0] in _ARTICLES.get(code, "").split():
        # “The Guardian”, but neither “A. Rambler” nor “Das, Veena”.
        named = plain.partition(parts[0])[2].startswith((".", ","))
        parts = parts if named else parts[1:]
    # Figures by their value.
    return " ".join(part.zfill(8) if part.isdecimal() else part for part in parts)


def letter_of(sort: str, language: str) -> str:
    """The letter under which a sort key stands; empty for figures."""
    own = _LETTERS.get(language.partition("-")[0].lower(), {})
    first = next((char for char, value in own.items() if sort.startswith(value)), sort[:1])
    return "" if first.isdecimal() else first.upper()
