"""Which characters may stand where?

Text needs letters of all scripts, their marks and joiners. It never needs what steers a
terminal, turns the order of the words around it, or belongs to no script; and where somebody
is named or addressed, it does not need what cannot be seen.
"""

from __future__ import annotations

import re
import unicodedata

import regex

_NONCHARACTERS = "".join(
    f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
)
#: Tabs and line feeds are text. Controls are not, nor what reverses the direction of text
#: (U+202A … U+2069), separates lines beside the line feed (U+2028, U+2029), marks bytes' order
#: (U+FEFF), annotates between lines, carries hidden tags, or is for private use.
_REFUSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ue000-\uf8ff"
    f"\ufdd0-\ufdef\ufff9-\ufffb\U000e0000-\U000e007f\U000f0000-\U0010ffff{_NONCHARACTERS}]"
)
#: Characters without a shape of their own. The joiners U+200C and U+200D are not among them:
#: they are spelling in several scripts, and so are the marks of direction U+200E and U+200F.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164\uffa0"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a]"
)
_UNSEEN_IN_NAMES = re.compile(f"{_UNSEEN.pattern[:-1]}\u061c\u200c-\u200f]")


#: More marks on one letter than any script piles up, which would cover the lines around it; and more
#: joiners and marks of direction in a row than any spelling has.
_MOST_MARKS, _MOST_JOINERS = 8, 3
_PILED = regex.compile(
    rf"(?P<marks>\p{{M}}{{{_MOST_MARKS + 1},}})|[\u061c\u200c-\u200f]{{{_MOST_JOINERS + 1},}}"
)


def refused_in(text: str) -> int | None:
    """The place of the first character, or pile of them, that can stand in no text."""
    found: re.Match[str] | regex.Match[str] | None = None
    # A long text has few different characters, and these are looked at much sooner.
    if _REFUSED.search("".join(set(text))):
        found = _REFUSED.search(text)
    elif not text.isascii():
        found = _PILED.search(text)
    return found.start() if found else None


def shows(text: str) -> bool:
    """Whether a reader sees anything of *text*."""
    return any(
        unicodedata.category(char)[0] in "LNPS" and char != "\u2800" and not _UNSEEN.match(char)
        for char in text
    )


def named_at(text: str, place: int) -> str:
    """What is refused at *place*, as it is named to its author."""
    if _REFUSED.match(text, place) or not (pile := _PILED.match(text, place)):
        return name_of(text[place])
    if pile["marks"]:
        return f"a pile of {len(pile[0])} marks on one letter ({name_of(text[place])} …)"
    return f"a row of {len(pile[0])} characters without a shape ({name_of(text[place])} …)"


def unseen_in(text: str, *, name: bool = False) -> int | None:
    """The place of the first character that a reader would not see.

    In a name or an address, joiners and marks of direction count as well.
    """
    found = (_UNSEEN_IN_NAMES if name else _UNSEEN).search(text)
    return found.start() if found else None


def name_of(char: str) -> str:
    """A character as it is named to its author: `U+202E (right-to-left override)`."""
    return f"U+{ord(char):04X} ({unicodedata.name(char, 'a control character').lower()})"
