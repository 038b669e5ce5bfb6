"""Which Markdown may stand in an article, a note or an entry, and what is it made of?

Text is parsed with more rules than are allowed, so that what is not allowed is seen and
refused by name, rather than passed on as a program to somebody else's parser. The result is
markdown-it's syntax tree, which holds nothing but the allowed sorts of elements.
"""

from .costs import LIMIT_LINES, too_much
from .grammar import ARTICLE, ENTRY, NOTE, Grammar
from .loose import loose_signs
from .parsed import Parsed, parse, refused_roles

__all__ = [
    "ARTICLE", "ENTRY", "LIMIT_LINES", "NOTE", "Grammar", "Parsed", "loose_signs", "parse",
    "refused_roles", "too_much",
]  # fmt: skip
