"""Is a new article nearly the same as one that is there?

By words alone, whatever their case, marks and markup. A few runs of words, spread over the new
text, are looked for in each of the others; where one stands, the two are compared word by word.
Knows nothing of files, and leaves it to others what follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel

#: From this share of equal words on, two texts are nearly the same.
NEARLY = 0.85
_RUN, _PROBES = 5, 12
_WORD = re.compile(r"[^\W_]+")
_ABOVE = re.compile(r"\A\s*---\n.*?\n---\s*", re.S)
_TITLE = re.compile(r"\A# .*\n")


@dataclass(frozen=True, slots=True)
class Twin:
    """An article, and the share of words that it has in common with another; 1 if all."""

    article: str
    share: float


@dataclass(slots=True)
class Twins:
    """The articles that are there, by their ids, as words with a blank on either side."""

    _words: dict[str, str] = field(default_factory=dict)

    def add(self, article: str, text: str) -> None:
        """Take in an article, whose file holds *text*."""
        self._words[article] = _words(text)

    def of(self, text: str) -> Twin | None:
        """The article that the text of another file is nearest to, if it is nearly the same."""
        own = _words(text)
        words = own.split()
        probes = _probes(words)
        best = Twin("", 0.0)
        for article, other in self._words.items():
            if own == other:
                return Twin(article, 1.0)
            if _too_different(own, other) or not any(probe in other for probe in probes):
                continue
            share = Indel.normalized_similarity(words, other.split(), score_cutoff=NEARLY)
            if share > best.share:
                best = Twin(article, share)
        return best if best.share >= NEARLY else None


def _words(text: str) -> str:
    body = _TITLE.sub("", _ABOVE.sub("", text))
    return f" {' '.join(map(str.casefold, _WORD.findall(body)))} "


def _probes(words: list[str]) -> list[str]:
    step = max(1, (len(words) - _RUN) // _PROBES)
    starts = range(0, max(1, len(words) - _RUN + 1), step)
    return [f" {' '.join(words[start : start + _RUN])} " for start in starts]


def _too_different(own: str, other: str) -> bool:
    """Whether lengths alone exclude that so many words are equal."""
    short, long = sorted((len(own), len(other)))
    return short < long * NEARLY / 2
