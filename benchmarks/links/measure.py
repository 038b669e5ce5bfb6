"""How good are proposals beside the references that were marked by hand?

`federalist.csv` names each by the numbers of the essays and some words: mentions that name an
essay (`mention`), those that leave it open and that somebody who has read the series can name
(`former`), passages that stand in both essays and are worth a note (`reuse`), and such that are
a formula of the law and are not (`formula`).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from glossator.suggestions import Suggestion, Text

#: What `suggest links` shows by itself, and what it shows to those who ask for more.
THRESHOLDS = (0.5, 0.3)
#: Which labels are right for which sorts of proposals; a mention may be proposed as any of them.
_NAMED, _OPEN, _REUSED = ("number", "preceding", "first", "title", "date"), ("former",), ("reuse",)
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Marked:
    """A reference that somebody found by reading."""

    later: str
    words: tuple[str, ...]
    earlier: frozenset[str]
    label: str


@dataclass(frozen=True, slots=True)
class _Proposed:
    later: str
    words: tuple[str, ...]
    earlier: frozenset[str]
    sort: str


def marked() -> list[Marked]:
    """The references, from the table."""
    with (Path(__file__).parent / "federalist.csv").open(encoding="utf-8", newline="") as file:
        return [
            Marked(r["later"], _words(r["words"]), frozenset(r["earlier"].split()), r["label"])
            for r in csv.DictReader(file)
        ]


def measure(texts: Sequence[Text], found: Sequence[Suggestion]) -> Iterator[str]:
    """A line for each sort of reference: precision and recall, and what was missed or wrong."""
    numbers = {article.id: article.number for article, _ in texts}
    proposals = [
        _Proposed(
            numbers[each.article],
            _words(each.words),
            frozenset(numbers[target.partition("#")[0]] for target in each.targets),
            each.sort,
        )
        for each in found
    ]
    for name, sorts, labels in (
        ("essays that are named", _NAMED, ("mention",)),
        ("essays that are meant", _OPEN, ("former",)),
        ("passages that stand in both", _REUSED, ("reuse",)),
    ):
        yield from _counted(name, [p for p in proposals if p.sort in sorts], labels, marked())


def _counted(
    name: str, proposals: Sequence[_Proposed], labels: Sequence[str], known: Sequence[Marked]
) -> Iterator[str]:
    wanted = [each for each in known if each.label in labels]
    right = [p for p in proposals if any(_fits(p, each) for each in wanted)]
    found = [each for each in wanted if any(_finds(p, each, wanted) for p in proposals)]
    yield (
        f"  {name}: {len(right)} of {len(proposals)} right ({_share(len(right), len(proposals))}), "
        f"{len(found)} of {len(wanted)} found ({_share(len(found), len(wanted))})"
    )
    for each in wanted:
        if each not in found:
            yield f"    not found: {each.later} → {' '.join(sorted(each.earlier))}: {' '.join(each.words)}"
    for p in proposals:
        if p not in right:
            yield f"    not right: {p.later} → {' '.join(sorted(p.earlier))}: {' '.join(p.words[:12])}"


def _fits(proposal: _Proposed, each: Marked) -> bool:
    """Whether a proposal has the words of a reference, and means nothing else by them."""
    return (
        proposal.later == each.later
        and bool(proposal.earlier & each.earlier)
        and (_inside(each.words, proposal.words) or _inside(proposal.words, each.words))
    )


def _finds(proposal: _Proposed, each: Marked, wanted: Sequence[Marked]) -> bool:
    """Whether a proposal shows the editor a reference: also a second mention of the same essay."""
    if proposal.later != each.later or not each.earlier <= proposal.earlier:
        return False
    return each.label == "mention" or _fits(proposal, each)


def _inside(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    return any(many[at : at + len(few)] == few for at in range(len(many) - len(few) + 1))


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "–"
