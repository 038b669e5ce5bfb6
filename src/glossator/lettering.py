"""How many words have room on a line of a picture, of which nobody knows the font?

By counting letters; how broad one is, the picture's own sizes say.
"""

from __future__ import annotations

from unicodedata import east_asian_width


def fitting(words: str, most: float) -> tuple[str, str]:
    """So many words as fit a line of *most* letters, and the others; of one that is too long a part."""
    if breadth(words) <= most:
        return words, ""
    end = next((at for at in range(len(words), 0, -1) if breadth(words[:at]) <= most), 1)
    space = words.rfind(" ", 0, end + 1)
    return (words[:space], words[space + 1 :]) if space > 0 else (words[:end], words[end:])


def breadth(words: str) -> int:
    """How many letters *words* are as broad as; an ideograph is as broad as two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in words)
