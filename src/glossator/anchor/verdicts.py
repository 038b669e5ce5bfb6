"""What became of every note's words after an article's text changed, and which quotes need mending?

The old text decides, where one is known: each passage is carried across the alignment of both
texts. Without it, only the quote and its context speak. Knows nothing of files or of git.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..model import Annotation, Match, Quote, Span, State
from .anchoring import Anchoring, describe_quote, match_quote
from .concordance import PreparedText, prepare


@dataclass(frozen=True, slots=True)
class Verdict:
    """One note's passage. `mended` is the quote that its file should hold, None where it is right."""

    annotation: Annotation
    match: Match
    mended: Quote | None = None


def judge(
    annotations: Iterable[Annotation],
    text: str | PreparedText,
    old: str | None = None,
    places: Mapping[str, Span] | None = None,
) -> tuple[Verdict, ...]:
    """The verdict on each note in *text*; *old* is the text on which the quotes were last right.

    *places* are the passages in *old* by the note's name, where they were recorded.
    """
    new = prepare(text)
    anchoring = Anchoring(old, new) if old is not None and old != new.text else None
    return tuple(
        _judge(annotation, new, anchoring, (places or {}).get(annotation.name))
        for annotation in annotations
    )


def _judge(
    annotation: Annotation, new: PreparedText, anchoring: Anchoring | None, place: Span | None
) -> Verdict:
    alone = match_quote(new, annotation.quote)
    if anchoring is None:
        match = alone
    else:
        match = anchoring.match(_recorded(annotation.quote, anchoring, place))
        if (
            match.state is State.ORPHANED
            and alone.state is State.EXACT
            and not _was_there(annotation, anchoring)
        ):
            # The note is newer than the old text: only its quote speaks.
            match = alone
    mended = None
    if match.span is not None and (alone.state is not State.EXACT or alone.span != match.span):
        mended = describe_quote(new.text, match.span)
    return Verdict(annotation, match, mended)


def _recorded(quote: Quote, anchoring: Anchoring, place: Span | None) -> Quote | Span:
    """The recorded place, if the quote's own words still stand at it in the old text."""
    if place and _same(anchoring.old.text[place.start : place.end], quote.exact):
        return place
    return quote


def _same(words: str, others: str) -> bool:
    return words.split() == others.split()


def _was_there(annotation: Annotation, anchoring: Anchoring) -> bool:
    return match_quote(anchoring.old, annotation.quote).state.placed
