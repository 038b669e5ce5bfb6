"""What does a reader's search look into: which words stand in which records, in pieces small enough?

A browser loads a table of contents, the pieces of the index that hold the words sought, and the
chunks of records that it shows. Words are compared without case and accents. The same rules are written
once more in the theme's `find.js`, and a test holds both together. Knows nothing of pages.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import regex

#: Characters of a piece of the index, and of a piece of the records.
_SHARD, _CHUNK = 48_000, 16_000
#: A word that stands in so many records, and in more than one of four, leads nowhere.
_COMMON = 2_000
#: Scripts that put no spaces between words: each of their signs is taken for a word.
_UNSPACED = regex.compile(r"([\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}])")
_MARKS = regex.compile(r"\p{M}+")
_WORD = regex.compile(r"[\p{L}\p{N}]+")


class Record(NamedTuple):
    """What can be found: its sort, its address from the root, its title and its words."""

    sort: str
    address: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Index:
    """`contents` says what is where; `shards` map words to the numbers of records."""

    contents: dict[str, Any]
    shards: tuple[dict[str, str], ...]


def fold(text: str) -> str:
    """*text* without case and accents."""
    if text.isascii():
        return text.lower()
    return str(_MARKS.sub("", unicodedata.normalize("NFD", text)).lower())


def words_of(text: str) -> list[str]:
    """The words of *text*, folded, in their order."""
    folded = fold(text)
    if not folded.isascii():
        folded = _UNSPACED.sub(r" \1 ", folded)
    found: list[str] = _WORD.findall(folded)
    return found


def make_index(chunks: Iterable[tuple[str, Sequence[Record]]], sorts: Sequence[str]) -> Index:
    """The index of records that lie in named *chunks*, in each of them in the order of *sorts*."""
    found: dict[str, dict[int, bool]] = {}
    starts: list[tuple[str, int, list[int]]] = []
    number = 0
    for name, records in chunks:
        sort_of = [record[0] for record in records]
        starts.append((name, number, [sort_of.count(sort) for sort in sorts]))
        for _, _, title, words in records:
            for word in words_of(words):
                found.setdefault(word, {})[number] = False
            for word in words_of(title):
                found.setdefault(word, {})[number] = True
            number += 1
    limit = max(_COMMON, number // 4)
    common = sorted(word for word, places in found.items() if len(places) > limit)
    shards = tuple(
        _shards((word, _written(found[word])) for word in sorted(found.keys() - set(common)))
    )
    contents = {
        "sorts": list(sorts),
        "chunks": starts,
        "shards": [next(iter(shard)) for shard in shards],
        "common": common,
    }
    seen = hashlib.sha256(json.dumps([contents, shards]).encode()).hexdigest()
    return Index({**contents, "version": seen[:8]}, shards)


def divide(records: Sequence[Record]) -> list[list[Record]]:
    """*records* in chunks that are small enough."""
    made: list[list[Record]] = [[]]
    size = 0
    for record in records:
        if size > _CHUNK:
            made.append([])
            size = 0
        made[-1].append(record)
        size += sum(map(len, record))
    return made


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def _written(places: dict[int, bool]) -> str:
    """Numbers as steps from one to the next, to the base of 36; `*` where the title has the word."""
    steps, before = [], 0
    for number in sorted(places):
        steps.append(_base36(number - before) + ("*" if places[number] else ""))
        before = number
    return " ".join(steps)


def _base36(number: int) -> str:
    digits = ""
    while number >= 36:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return _DIGITS[number] + digits


def _shards(entries: Iterator[tuple[str, str]]) -> Iterator[dict[str, str]]:
    shard: dict[str, str] = {}
    size = 0
    for word, places in entries:
        if size > _SHARD:
            yield shard
            shard, size = {}, 0
        shard[word] = places
        size += len(word) + len(places) + 6
    if shard:
        yield shard
