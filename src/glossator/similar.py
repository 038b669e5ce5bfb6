"""Which paragraphs of an earlier text speak of the same things as one of a later text?

The sign is a number of rare words in common. Only words that stand in few paragraphs are looked
up, so that the work grows with the length of all texts. Finds paraphrases that share vocabulary,
and none that do not. `Paragraphs` answers for some words at a time, by Okapi's BM25 (Robertson and
Zaragoza 2009). Knows nothing of articles or of meaning.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
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


#: BM25: how soon more of the same word counts no more, and how much long paragraphs are held back.
_SOON, _HELD_BACK = 1.2, 0.75
#: Words in more paragraphs than this, or in more than this share of them (but for a few), are not
#: looked up.
_COMMON, _COMMON_SHARE, _FEW = 400, 0.2, 2


@dataclass(frozen=True, slots=True)
class Near:
    """Of one text the paragraph, by number, that is nearest to some words, and the words shared."""

    text: int
    paragraph: int
    score: float
    words: tuple[str, ...]


class Paragraphs:
    """The paragraphs of all texts, given as (text, words), to be asked for what is like others."""

    def __init__(self, paragraphs: Sequence[tuple[int, str]]) -> None:
        self._texts = [text for text, _ in paragraphs]
        counts = [Counter(map(str.lower, _WORD.findall(words))) for _, words in paragraphs]
        self._lengths = [sum(count.values()) for count in counts]
        self._mean = sum(self._lengths) / max(len(counts), 1)
        self._found: dict[str, list[tuple[int, int]]] = {}
        for place, count in enumerate(counts):
            for word, times in count.items():
                self._found.setdefault(word, []).append((place, times))

    def nearest(self, words: str, texts: Container[int]) -> list[Near]:
        """Of each of *texts* that shares rarer words with *words*, the nearest paragraph; the best first."""
        scores: dict[int, dict[str, float]] = {}
        for word in {each.lower() for each in _WORD.findall(words)}:
            places = self._found.get(word, ())
            if len(places) > min(_COMMON, max(_FEW, _COMMON_SHARE * len(self._texts))):
                continue
            weight = math.log(len(self._texts) / max(len(places), 1))
            for place, times in places:
                if self._texts[place] in texts:
                    long = 1 - _HELD_BACK + _HELD_BACK * self._lengths[place] / self._mean
                    part = times * (_SOON + 1) / (times + _SOON * long)
                    scores.setdefault(place, {})[word] = weight * part
        best: dict[int, Near] = {}
        for place, parts in scores.items():
            text, score = self._texts[place], sum(parts.values())
            if text not in best or score > best[text].score:
                shared = tuple(sorted(parts, key=lambda word: (-parts[word], word))[:6])
                best[text] = Near(text, place, round(score, 3), shared)
        return sorted(best.values(), key=lambda near: (-near.score, near.text))
