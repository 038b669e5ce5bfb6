"""What does a reader's search look into: which words stand in which records, in pieces small enough?

A browser loads a table of contents, the pieces of the index that hold the words sought, and the
chunks of records that it shows. Words are compared without case and accents. The same rules are written
once more in the theme's `find.js`, and a test holds both together. Knows nothing of pages.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import regex

#: Characters of a piece of the index, and of a piece of the records.
_SHARD, _CHUNK = 40_000, 16_000
#: The numbers of a chunk's records are given out so many at once.
_ROOM = 16
#: A word that stands in so many records, and in more than one of four, leads nowhere.
_COMMON = 2_000
#: The sort of those records that share their title with many others.
PARAGRAPH = "text"
#: Scripts that put no spaces between words: each of their signs is taken for a word.
_UNSPACED = regex.compile(r"([\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}])")
_MARKS = regex.compile(r"\p{M}+")
_WORD = regex.compile(r"[\p{L}\p{N}]+")
_PLAIN_WORD = re.compile(r"[a-z0-9]+")


class Record(NamedTuple):
    """What can be found: its sort, its address from the root, its title and its words."""

    sort: str
    address: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Index:
    """`contents` says what is where; `shards` map words to the numbers of records.

    `common` are the words that stand in so many records that they lead nowhere, with how many.
    """

    contents: dict[str, Any]
    shards: tuple[dict[str, str], ...]
    common: dict[str, int]


def fold(text: str) -> str:
    """*text* without case and accents."""
    if text.isascii():
        return text.lower()
    return str(_MARKS.sub("", unicodedata.normalize("NFD", text)).lower())


def words_of(text: str) -> list[str]:
    """The words of *text*, folded, in their order."""
    folded = fold(text)
    if folded.isascii():
        return _PLAIN_WORD.findall(folded)
    folded = _UNSPACED.sub(r" \1 ", folded)
    found: list[str] = _WORD.findall(folded)
    return found


def make_index(chunks: Iterable[tuple[str, Sequence[Record]]], sorts: Sequence[str]) -> Index:
    """The index of records that lie in named *chunks*, in each of them in the order of *sorts*."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    starts: list[tuple[str, int, list[int]]] = []
    start = 0
    for name, records in chunks:
        starts.append((name, start, counted(records, sorts)))
        for place, there in _places(start, records):
            for word in there:
                found[word].append(place)
        start = next_start(start, len(records))
    limit = limit_of(starts)
    common = {word: len(places) for word, places in found.items() if len(places) > limit}
    words = sorted(found.keys() - common.keys())
    shards = tuple(_shards((word, write_places(found[word])) for word in words))
    firsts = [next(iter(shard)) for shard in shards]
    contents = {"sorts": list(sorts), "chunks": starts, "shards": firsts, "common": sorted(common)}
    return Index(contents, shards, common)


def counted(records: Sequence[Record], sorts: Sequence[str]) -> list[int]:
    """How many records there are of each of the *sorts*."""
    sort_of = [record[0] for record in records]
    return [sort_of.count(sort) for sort in sorts]


def places_of(start: int, records: Sequence[Record]) -> Iterator[tuple[str, int]]:
    """Every word of records that begin with the number *start*, with its place.

    A place is twice the number of the record, and one more where its title has the word.
    """
    for place, words in _places(start, records):
        for word in words:
            yield word, place


def _places(start: int, records: Iterable[Record]) -> Iterator[tuple[int, set[str]]]:
    """Every place with its words; a paragraph is not found by the title of its article."""
    for number, (sort, _, title, words) in enumerate(records, start):
        head = set() if sort == PARAGRAPH else set(words_of(title))
        yield 2 * number, set(words_of(words)) - head
        yield 2 * number + 1, head


def next_start(start: int, count: int) -> int:
    """The first number of the chunk after one of *count* records.

    It leaves some numbers free, so that a record more does not give all that follow other numbers.
    """
    return start + -(-count // _ROOM) * _ROOM


def limit_of(starts: Iterable[tuple[str, int, Sequence[int]]]) -> int:
    """In more records than this a word leads nowhere."""
    return max(_COMMON, sum(sum(counts) for _, _, counts in starts) // 4)


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


def write_places(places: Iterable[int]) -> str:
    """Numbers as steps from one to the next, to the base of 36; `*` where the title has the word."""
    steps, before = [], 0
    for place in places:
        number = place >> 1
        step = number - before
        digits = _SHORT[step] if step < len(_SHORT) else _base36(step)
        steps.append(f"{digits}*" if place & 1 else digits)
        before = number
    return " ".join(steps)


def read_places(written: str) -> list[int]:
    """What `write_places` wrote."""
    places, number = [], 0
    for step in written.split(" "):
        number += int(step.rstrip("*"), 36)
        places.append(2 * number + step.endswith("*"))
    return places


def _base36(number: int) -> str:
    digits = ""
    while number >= 36:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return _DIGITS[number] + digits


_SHORT = tuple(_base36(number) for number in range(36 * 36))


def _shards(entries: Iterable[tuple[str, str]]) -> Iterator[dict[str, str]]:
    shard: dict[str, str] = {}
    size = 0
    for word, places in entries:
        if _begins(size, word):
            yield shard
            shard, size = {}, 0
        shard[word] = places
        size += _weight(word, places)
    if shard:
        yield shard


def _weight(word: str, places: str) -> int:
    return len(word) + len(places) + 6


def _begins(size: int, word: str) -> bool:
    """Whether *word* begins a new piece after one of *size*.

    Only some words do, so that a change in one piece does not cut all that follow it elsewhere.
    """
    return size > _SHARD and (zlib.crc32(word.encode()) % 16 == 0 or size > 2 * _SHARD)


def stays_whole(shard: dict[str, str], following: str | None) -> bool:
    """Whether words would still be cut off into this very piece, before the word *following*."""
    size = 0
    for word, places in shard.items():
        if _begins(size, word):
            return False
        size += _weight(word, places)
    return bool(shard) and (following is None or _begins(size, following))
