"""Is an index that was changed the same as one that was made anew?"""

from __future__ import annotations

import random

import pytest

from glossator.findagain import Shard, Swap, change_index
from glossator.finding import Record, make_index, next_start

SORTS = ("text", "note")
Chunks = dict[str, list[Record]]


def _record(source: random.Random, number: int) -> Record:
    words = " ".join(f"word{int(source.paretovariate(0.4)) % 4_000}" for _ in range(60))
    return Record("note", f"a#p{number}", f"Title {source.randrange(50)} the word7", words)


def _chunks(source: random.Random) -> Chunks:
    return {
        str(name): [_record(source, number) for number in range(source.randint(5, 40))]
        for name in range(80)
    }


def _starts(chunks: Chunks) -> dict[str, int]:
    starts, start = {}, 0
    for name, records in chunks.items():
        starts[name] = start
        start = next_start(start, len(records))
    return starts


def _changed(before: Chunks, after: Chunks) -> bool:
    """Whether an index could be changed; if so, it was changed rightly."""
    old, new = make_index(before.items(), SORTS), make_index(after.items(), SORTS)
    was, now = _starts(before), _starts(after)
    swaps = [
        Swap((was[name], before[name]), (now[name], after[name]))
        for name in after
        if before[name] != after[name] or was[name] != now[name]
    ]

    def read(number: int) -> Shard:
        return dict(old.shards[number])

    found = change_index(old.contents, old.common, new.contents["chunks"], swaps, read)
    if found is None:
        return False
    shards = list(old.shards)
    for number, shard in found.shards.items():
        shards[number] = shard
    assert [list(shard.items()) for shard in shards] == [list(s.items()) for s in new.shards]
    assert found.firsts == new.contents["shards"]
    assert found.common == new.common
    return True


@pytest.mark.parametrize("seed", range(12))
def test_a_changed_index_is_as_if_made_anew(seed: int) -> None:
    source = random.Random(seed)
    before = _chunks(source)
    name = source.choice(list(before))
    after = {**before, name: list(before[name])}
    records = after[name]
    place = source.randrange(len(records))
    if seed % 3 == 0:
        records[place] = records[place]._replace(words=records[place].words + " again anew word1")
    elif seed % 3 == 1:
        records[place] = _record(source, 99)
    else:
        del records[place]
    assert _changed(before, after) or seed % 3 == 1


def test_a_word_that_comes_to_stand_everywhere_has_the_index_made_anew() -> None:
    before = {str(n): [Record("text", "", "", "the")] * 20 for n in range(100)}
    after = {**before, "7": [Record("text", "", "", "other the")] * 20}
    assert _changed(before, after)
    assert not _changed(before, {**before, "7": [*before["7"], Record("text", "", "", "the")]})


def test_nothing_is_changed_in_an_empty_index() -> None:
    assert not _changed({"0": []}, {"0": [Record("text", "", "", "word")]})
