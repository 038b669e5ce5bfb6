"""A small sample of the benchmark's cases keeps its figures."""

from __future__ import annotations

import pytest
from benchmarks.anchoring.cases import KINDS, make_cases
from benchmarks.anchoring.measure import Score, measure
from benchmarks.anchoring.texts import CORPUS

SYNTHETIC = ["script: hangul", "script: cyrillic", "trap: deleted, look-alike in other scripts"]
FROM_PAPERS = [
    "revision",
    "moved paragraphs",
    "trap: deleted, look-alike anywhere",
    "trap: deleted, like surroundings added",
]


def total(kinds: list[str]) -> Score:
    """The counts of a few cases of each kind, with the old text known."""
    assert set(kinds) <= set(KINDS)
    whole = Score()
    for score in measure(make_cases("dev", 12, kinds))["old"].values():
        for count in ("cases", "right", "wrong", "lost"):
            setattr(whole, count, getattr(whole, count) + getattr(score, count))
    assert whole.cases == 12 * len(kinds)
    return whole


def test_synthetic_texts() -> None:
    whole = total(SYNTHETIC)
    assert whole.wrong <= 1
    assert whole.right >= 0.95 * whole.cases


@pytest.mark.skipif(not CORPUS.exists(), reason=f"the corpus is not at {CORPUS}")
def test_papers() -> None:
    whole = total(FROM_PAPERS)
    assert whole.wrong <= 1
    assert whole.right >= 0.95 * whole.cases
