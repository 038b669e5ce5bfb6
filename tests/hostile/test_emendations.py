"""Is collation with very many emendations bounded by counting?"""

from __future__ import annotations

import pytest

from glossator import collate as collation
from glossator.collate import collate
from glossator.emend import MOST
from glossator.model import Emendation, Place, Seed
from shared import first_fast

HERE = Place("article.md")
WORDS = [f"w{number}x" for number in range(2 * MOST)]


def emended(old: str, new: str) -> Emendation:
    return Emendation(old, new, "A reason.", HERE)


def test_more_than_an_article_may_have() -> None:
    text = "# T\n\n" + " ".join(WORDS)
    found = collate(Seed("s", "", text), text, [emended(f"{w} ", "y ") for w in WORDS[: MOST + 1]])
    assert [unfit.reason for unfit in found.unfit] == [
        "the article has 2,001 emendations, and 2,000 is the most that a seed of this length may "
        "have; make several articles of it"
    ]


def test_more_than_a_long_seed_may_have() -> None:
    declared = [emended("a" * 500 + str(number), "x") for number in range(1_000)]
    found = collate(Seed("s", "", "a" * 3_000_000), "# T\n\nx", declared)
    assert [unfit.reason.partition(", and ")[2][:4] for unfit in found.unfit] == ["333 "]


@pytest.mark.parametrize(("joint", "new"), first_fast([(" ", "y"), ("\n\n", "y"), ("\n\n", "")]))
def test_idle_emendations(joint: str, new: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """All are named, and the texts are not compared again for each of them."""
    calls: list[int] = []
    compare = collation._changes

    def counted(old: str, edited: str, effort: collation._Effort) -> list[collation._Change]:
        calls.append(len(old) + len(edited))
        return compare(old, edited, effort)

    monkeypatch.setattr(collation, "_changes", counted)
    text = "# T\n\n" + joint.join(WORDS)
    found = collate(Seed("s", "", text), text, [emended(word, new) for word in WORDS[::2][:MOST]])
    assert not found.differences
    assert len(found.unfit) > MOST / 2
    assert {unfit.reason for unfit in found.unfit} <= {
        "the edited text still has the seed's words there",
        "its words stand in the seed more than once",
    }
    assert sum(calls) < 5_000_000
