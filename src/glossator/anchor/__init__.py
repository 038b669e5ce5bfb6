"""Where do a quote's words stand in a text, and what became of them when it changed?

A pure kernel: strings in, records out. From the bottom to the top: `fold` (a text in which
spellings do not matter) and `words` (its words); `concordance` (where words and grams stand);
`gaps` and `align` (how an old and a new text correspond); `carry` (a passage across that) and
`quoted` (a quote by itself); `anchoring` (the verdicts); `describe` (a quote for a span),
`diff`, `verdicts` (for the notes of an article), `lock` and `jsonl` (what is kept and exchanged).
"""

from .anchoring import Anchoring, match_quote, reanchor
from .concordance import PreparedText, prepare
from .describe import describe_quote
from .diff import word_diff
from .quoted import count_places

__all__ = [
    "Anchoring",
    "PreparedText",
    "count_places",
    "describe_quote",
    "match_quote",
    "prepare",
    "reanchor",
    "word_diff",
]
