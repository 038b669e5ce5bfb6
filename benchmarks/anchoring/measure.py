"""How often is the kernel right? Each case is judged by its truth, on both tracks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from glossator.anchor import Anchoring, match_quote
from glossator.model import Match, Quote, Span

from .cases import NEEDS_OLD_TEXT, Case

CONTEXT = 32


@dataclass(slots=True)
class Score:
    """The counts of one kind on one track."""

    cases: int = 0
    right: int = 0
    wrong: int = 0
    lost: int = 0
    placed: int = 0
    tight: int = 0
    failures: list[tuple[str, Case, Match]] = field(default_factory=list)

    def add(self, case: Case, match: Match) -> None:
        """Count one verdict: right, in a wrong place, or lost."""
        self.cases += 1
        verdict = judged(case.truth, match.span)
        if case.truth is not None and verdict == "right":
            self.placed += 1
            tight = overlap(case.truth, match.span) >= 0.95
            self.tight += tight
            if not tight:
                self.failures.append(("extent", case, match))
        setattr(self, verdict, getattr(self, verdict) + 1)
        if verdict != "right":
            self.failures.append((verdict, case, match))


def judged(truth: Span | None, found: Span | None) -> str:
    """Right place, or rightly unplaced; a wrong place; or lost."""
    if truth is None:
        return "right" if found is None else "wrong"
    if found is None:
        return "lost"
    return "right" if overlap(truth, found) >= 0.5 else "wrong"


def overlap(truth: Span, found: Span | None) -> float:
    """Intersection over union."""
    if found is None:
        return 0.0
    common = max(0, min(truth.end, found.end) - max(truth.start, found.start))
    union = max(truth.end, found.end) - min(truth.start, found.start)
    return common / union if union else 1.0


def measure(cases: Iterable[Case]) -> dict[str, dict[str, Score]]:
    """The scores by track and kind."""
    scores: dict[str, dict[str, Score]] = {"old": defaultdict(Score), "quote": defaultdict(Score)}
    last: tuple[str, str] | None = None
    anchoring = Anchoring("", "")
    for case in cases:
        if (case.old, case.new) != last:
            anchoring, last = Anchoring(case.old, case.new), (case.old, case.new)
        scores["old"][case.kind].add(case, anchoring.match(case.span))
        quote = _quote(case)
        if case.kind not in NEEDS_OLD_TEXT and _decidable(case.old, quote):
            scores["quote"][case.kind].add(case, match_quote(anchoring.new, quote))
    return scores


def _quote(case: Case) -> Quote:
    text, (start, end) = case.old, case.span
    prefix, suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Quote(text[start:end], prefix, suffix)


def _decidable(old: str, quote: Quote) -> bool:
    """Whether the quote with its context means one place of the old text; else nobody can tell."""
    return old.count(quote.prefix + quote.exact + quote.suffix) == 1
