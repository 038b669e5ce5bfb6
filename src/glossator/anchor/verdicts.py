"""What became of every note's words after an article's text changed, and which quotes need mending?

The old text decides, where one is known: each passage is carried across the alignment of both
texts. Without it, only the quote and its context speak. Knows nothing of files or of git.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .. import watch
from ..model import Annotation, Match, Quote, Span, State
from .anchoring import Anchoring, describe_quote, match_quote
from .concordance import PreparedText, prepare

#: Quotation marks by those that close them.
_MARKS = {"“": "”", "‘": "’", "«": "»", "„": "“", '"': '"', "'": "'"}


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
    verdicts = []
    for annotation in annotations:
        watch.at(annotation.place.path)
        verdicts.append(_judge(annotation, new, anchoring, (places or {}).get(annotation.name)))
    return tuple(verdicts)


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
    match = _unquoted(annotation.quote, new, match)
    mended = None
    if match.span is not None and (alone.state is not State.EXACT or alone.span != match.span):
        mended = describe_quote(new.text, _bare(new.text, match.span))
    return Verdict(annotation, match, mended)


def _unquoted(quote: Quote, new: PreparedText, match: Match) -> Match:
    """Another look without quotation marks that were typed around the words."""
    words = quote.exact.strip()
    if match.state in (State.EXACT, State.MOVED) or _MARKS.get(words[:1]) != words[-1:]:
        return match
    inside = match_quote(new, replace(quote, exact=words[1:-1]))
    if inside.state is not State.EXACT:
        return match
    reason = "The words stand there without the quotation marks that the quote has around them."
    return Match(State.CHANGED, inside.span, 0.99, reason)


def _bare(text: str, span: Span) -> Span:
    """The span without white space at its ends."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - len(words) + len(words.rstrip())))


def _recorded(quote: Quote, anchoring: Anchoring, place: Span | None) -> Quote | Span:
    """The recorded place, if the quote's own words still stand at it in the old text."""
    if place and _same(anchoring.old.text[place.start : place.end], quote.exact):
        return place
    return quote


def _same(words: str, others: str) -> bool:
    return words.split() == others.split()


def _was_there(annotation: Annotation, anchoring: Anchoring) -> bool:
    return match_quote(anchoring.old, annotation.quote).state.placed
