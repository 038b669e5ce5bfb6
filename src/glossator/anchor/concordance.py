"""Where in a text might these words stand, roughly?

An index of words and their places. A sequence of words is sought by letting its rarer words
vote for the place where the sequence would begin. Finds places worth a look, decides nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ..model import Span
from .words import Words, read_words

_COMMON = 300
_VOTERS = 16
_TRIED = 16
_LOOKED_AT = 6


@dataclass(frozen=True, slots=True)
class Concordance:
    """A text's words with all their places; unspaced scripts are indexed by threes."""

    words: Words
    places: dict[str, list[int]]

    def windows(self, sought: Words, span: Span) -> list[tuple[float, Span]]:
        """Ranges where *sought* may stand, with the share of its words there, fullest first."""
        size = span.end - span.start
        width = max(4, size // 4)
        votes: dict[int, float] = defaultdict(float)
        for word, found in self._rarest(sought, span):
            worth = sought.weights[word] / (2 + len(found))
            for place in found:
                votes[(place - word + span.start) // width] += worth
        total = {at: votes[at] + votes.get(at + 1, 0.0) for at in votes}
        best = sorted(total, key=lambda at: (-total[at], at))[:_TRIED]
        reach = max(30, width)
        windows = [
            Span(max(0, at * width - reach), min(len(self.words), (at + 1) * width + size + reach))
            for at in _apart(best)
        ]
        return self._promising(sought, span, windows)

    def _rarest(self, sought: Words, span: Span) -> list[tuple[int, list[int]]]:
        """The sought words that are in the text, but not everywhere, with their places."""
        found = [(word, self.places.get(_key(sought.forms, word), [])) for word in range(*span)]
        known = [(word, places) for word, places in found if 0 < len(places) <= _COMMON]
        return sorted(known, key=lambda item: (len(item[1]), item[0]))[:_VOTERS]

    def _promising(
        self, sought: Words, span: Span, windows: Sequence[Span]
    ) -> list[tuple[float, Span]]:
        """The windows that hold a fair share of the sought words, the fullest first."""
        wanted = Counter(sought.forms[span.start : span.end])
        whole = max(1, sum(len(form) * count for form, count in wanted.items()))
        shares = []
        for window in windows:
            common = Counter(self.words.forms[window.start : window.end]) & wanted
            shares.append(sum(len(form) * count for form, count in common.items()) / whole)
        enough = max(0.25, max(shares, default=0.0) - 0.35)
        ranked = sorted(zip(shares, windows, strict=True), key=lambda item: (-item[0], item[1]))
        return [item for item in ranked if item[0] >= enough][:_LOOKED_AT]


def read_concordance(words: Words) -> Concordance:
    """The index of a text."""
    places: dict[str, list[int]] = defaultdict(list)
    for word in range(len(words)):
        places[_key(words.forms, word)].append(word)
    return Concordance(words, dict(places))


def _key(forms: Sequence[str], word: int) -> str:
    """A word; for a single character (of an unspaced script, most often) it and the next two."""
    form = forms[word]
    return form if len(form) > 1 else "".join(forms[word : word + 3])


def _apart(places: Sequence[int]) -> list[int]:
    """The places without those directly beside a better one."""
    kept: list[int] = []
    for place in places:
        if not {place - 1, place + 1} & set(kept):
            kept.append(place)
    return kept


class PreparedText:
    """A text with what matching needs of it, made once and on demand."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def words(self) -> Words:
        """The text folded and cut into words."""
        return read_words(self.text)

    @cached_property
    def concordance(self) -> Concordance:
        """Its words with their places."""
        return read_concordance(self.words)


def prepare(text: str | PreparedText) -> PreparedText:
    """*text*, prepared if it is not yet."""
    return PreparedText(text) if isinstance(text, str) else text
