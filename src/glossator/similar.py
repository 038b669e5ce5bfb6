"""Which paragraphs of an earlier text speak of the same things as one of a later text?

The sign is a number of rare words in common. Only words that stand in few paragraphs are looked
up, so that the work grows with the length of all texts. Finds paraphrases that share vocabulary,
and none that do not. Knows nothing of articles or of meaning.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]{4,}")
#: Words in more paragraphs than this are no evidence, and would make the work quadratic.
_RARE = 24
#: So many of a paragraph's rarest words are looked up, and so many must be shared.
_LOOKED_UP, _SHARED = 24, 4
_LEAST_WORDS = 25


@dataclass(frozen=True, slots=True)
class Likeness:
    """Paragraph *later*, by number, is like *earlier*; `words` are the rarest that they share."""

    later: int
    earlier: int
    score: float
    words: tuple[str, ...]


def find_likenesses(
    paragraphs: Sequence[tuple[int, str]], least: float = 0.2
) -> Iterator[Likeness]:
    """The likenesses between paragraphs of different texts, given as (text, words), by time.

    The score is the weight of the shared rare words in that of the smaller paragraph's, in [0, 1].
    """
    sets = [frozenset(map(str.lower, _WORD.findall(words))) for _, words in paragraphs]
    spread = Counter(word for words in sets for word in words)
    weight = {
        word: math.log(len(sets) / count) for word, count in spread.items() if 1 < count <= _RARE
    }
    rare = [
        sorted((w for w in words if w in weight), key=lambda w: (spread[w], w)) for words in sets
    ]
    totals = [sum(weight[word] for word in words) for words in rare]
    index: dict[str, list[int]] = {}
    for place, words in enumerate(rare):
        text = paragraphs[place][0]
        long = len(_WORD.findall(paragraphs[place][1])) >= _LEAST_WORDS
        looked_up = words[:_LOOKED_UP] if long else []
        shared = Counter(other for word in looked_up for other in index.get(word, ()))
        for other, count in shared.items():
            if count >= _SHARED and paragraphs[other][0] != text:
                common = sets[place] & sets[other] & weight.keys()
                score = sum(weight[word] for word in common) / max(totals[place], totals[other], 1)
                if score >= least:
                    yield Likeness(
                        place,
                        other,
                        round(score, 3),
                        tuple(sorted(common, key=lambda w: (spread[w], w))[:6]),
                    )
        for word in looked_up:
            index.setdefault(word, []).append(place)
