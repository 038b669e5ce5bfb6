"""Which place does a quote mean, when only its words and its context speak?

Gathers the places where the quote's words stand, or something like them, weighs each by its
words and by its context, and believes one only if it is clearly ahead. A place without the
context is never believed for being a little alike.
Knows nothing of an older text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz.fuzz import ratio

from ..model import Candidate, Match, Quote, Span, State
from .carry import Image, Passage, image_of
from .concordance import PreparedText
from .describe import describe_quote
from .diff import typography_note
from .fold import whole_graphemes
from .gaps import Cell, align_gap
from .words import Words, read_words

_SHOWN = 5
_OCCURRENCES = 5_000
_WITHOUT_CONTEXT = 25
_SHORT = 12
_AHEAD = 0.08
# Behind a clear find, only places nearly as full of the sought words can be rivals.
_EMPTIER = 0.15
_TORN = 6
_EXACT_WORDS = "The words stand in the text exactly once."


@dataclass(frozen=True, slots=True)
class Place:
    """A place that the quote might mean, and what speaks for it."""

    span: Span
    image: Image
    same: bool
    given: int

    @property
    def kept(self) -> float:
        """The share of the quote's words that stand there."""
        return 1.0 if self.same else min(self.image.kept, 0.99)

    @property
    def stands(self) -> int:
        """On how many of the sides that the quote names its context stands."""
        sides = (self.image.before, self.image.after)
        return sum(side is not None and side >= 0.5 for side in sides)

    def evidence(self, sought: Sought) -> float:
        """Words and context together; the words of a long quote don't outweigh its context."""
        words = min(sought.passage.weight, 60)
        sides = (self.image.before, sought.before), (self.image.after, sought.after)
        context = sum(min(60, weight) * (side or 0.0) for side, weight in sides)
        whole = words + sum(min(60, weight) for _, weight in sides)
        kept = 1.0 if self.same else min(self.image.compact, 0.99)
        return (words * kept + context) / max(1, whole)


@dataclass(frozen=True, slots=True)
class Sought:
    """A quote prepared for the search: prefix, words and suffix as one short text."""

    quote: Quote
    words: Words
    passage: Passage
    before: int
    after: int

    @property
    def given(self) -> int:
        """How many sides of context the quote names."""
        return (self.before > 0) + (self.after > 0)


def read_quote(quote: Quote) -> Sought:
    """*quote* prepared for the search."""
    words = read_words(quote.prefix + quote.exact + quote.suffix)
    start = len(quote.prefix)
    folded = words.folded.to_folded(Span(start, start + len(quote.exact)))
    what = Passage(words, folded, words.within(folded))
    before = words.weight(Span(0, what.words.start))
    return Sought(quote, words, what, before, words.weight(Span(what.words.end, len(words))))


def match_in(text: PreparedText, quote: Quote, hint: int | None = None) -> Match:
    """The verdict on *quote*; *hint* decides only between places that are equal otherwise."""
    if not quote.exact.strip() and not quote.exact:
        return Match(State.ORPHANED, None, 0.0, "The quote has no words.")
    alone = _verbatim(text, quote)
    if alone:
        return Match(State.EXACT, alone, 1.0, _EXACT_WORDS)
    sought = read_quote(quote)
    places = sorted(_places(text, sought), key=lambda place: (-place.evidence(sought), place.span))
    return _decide(text, sought, _distinct(places), hint)


def _verbatim(text: PreparedText, quote: Quote) -> Span | None:
    """The only place where the quote stands letter for letter, context included."""
    whole = quote.prefix + quote.exact + quote.suffix
    at = text.text.find(whole)
    if at < 0 or text.text.find(whole, at + 1) >= 0:
        return None
    start = at + len(quote.prefix)
    return whole_graphemes(text.text, Span(start, start + len(quote.exact)))


def _places(text: PreparedText, sought: Sought) -> list[Place]:
    """Where the words stand, and where something like them may stand."""
    new = text.words
    places = [
        _place(text, sought, _occurrence(new, sought, folded), folded)
        for folded in _occurrences(new, sought)
    ]
    if any(place.stands == sought.given and place.evidence(sought) >= 0.9 for place in places):
        return places
    everything = Span(0, len(sought.words))
    fullest, clear = 0.0, False
    for share, window in text.concordance.windows(sought.words, everything):
        fullest = max(fullest, share)
        if clear and share < fullest - _EMPTIER:
            break
        place = _in_window(text, sought, window)
        clear = clear or (place.stands == sought.given and place.evidence(sought) >= 0.7)
        places.append(place)
    return places


def _in_window(text: PreparedText, sought: Sought, window: Span) -> Place:
    """The place in a window; if it is torn apart, one that lies on one side of the tear."""
    place = _aligned(text, sought, window)
    tear = place.image.tear
    if place.image.hole <= _TORN:
        return place
    reach = _TORN + len(sought.words) // 4
    sides = (
        Span(window.start, min(window.end, tear.start + reach)),
        Span(max(window.start, tear.end - reach), window.end),
    )
    places = [place, *(_aligned(text, sought, side) for side in sides)]
    return max(places, key=lambda place: place.evidence(sought))


def _aligned(text: PreparedText, sought: Sought, window: Span) -> Place:
    gap = Span(0, len(sought.words)), window
    cells = align_gap(sought.words, text.words, gap, open_left=True, open_right=True)
    found = image_of(cells, sought.passage, text.words, main=True)
    return _place(text, sought, found, found.folded)


def _occurrences(new: Words, sought: Sought) -> list[Span]:
    """The places of the folded words; if they are many, those with the likeliest neighbours."""
    words, text = sought.passage.string.strip(), new.folded.text
    found: list[int] = []
    at = text.find(words) if words else -1
    while at >= 0 and len(found) < _OCCURRENCES:
        found.append(at)
        at = text.find(words, at + 1)
    if len(found) > _SHOWN:
        whole, start = sought.words.folded.text, sought.passage.folded.start
        before, after = whole[:start], whole[sought.passage.folded.end :]
        found.sort(key=lambda at: -_neighbours(text, at, at + len(words), before, after))
    return [Span(at, at + len(words)) for at in found[: _SHOWN + 1]]


def count_places(text: PreparedText, words: str) -> int:
    """In how many places of *text* these words stand, whatever their spelling."""
    sought = read_words(words).folded.text.strip()
    return text.words.folded.text.count(sought) if sought else 0


def _neighbours(text: str, start: int, end: int, before: str, after: str) -> float:
    """How alike the letters beside a place are to those that the quote names."""
    here, there = text[max(0, start - len(before)) : start], text[end : end + len(after)]
    return ratio(before, here) + ratio(after, there)


def _place(text: PreparedText, sought: Sought, found: Image, folded: Span | None) -> Place:
    if folded is None or folded.start >= folded.end:
        return Place(Span(0, 0), found, False, sought.given)
    string = text.words.folded.text[folded.start : folded.end]
    span = text.words.folded.to_source(folded)
    return Place(span, found, string.strip() == sought.passage.string.strip(), sought.given)


def _occurrence(new: Words, sought: Sought, folded: Span) -> Image:
    """The image of a quote at a place where its folded words stand."""
    old, (a, b) = sought.words, sought.passage.words
    at = new.within(folded)
    left = Span(max(0, at.start - 2 * a - 12), at.start)
    right = Span(at.end, min(len(new), at.end + 2 * (len(old) - b) + 12))
    before = align_gap(old, new, (Span(0, a), left), open_left=True)
    after = align_gap(old, new, (Span(b, len(old)), right), open_right=True)
    cells = [*before, Cell(a, b, at.start, at.end, 1.0), *after]
    found = image_of(cells, sought.passage, new, main=True)
    return replace(found, words=at, folded=folded, kept=1.0)


def _distinct(places: Sequence[Place]) -> list[Place]:
    """The places without those that overlap a better one."""
    kept: list[Place] = []
    for place in places:
        if place.image.words is None or not any(place.span.overlaps(k.span) for k in kept):
            kept.append(place)
    return kept


def _decide(text: PreparedText, sought: Sought, places: list[Place], hint: int | None) -> Match:
    found = [place for place in places if place.image.words is not None]
    likely = [place for place in found if _believable(place, sought)]
    in_context = [place for place in likely if sought.given and place.stands == sought.given]
    rivals = in_context or likely
    if not rivals:
        return _unplaced(text, sought, places)
    best = rivals[0]
    rest = [
        place for place in rivals[1:] if best.evidence(sought) - place.evidence(sought) < _AHEAD
    ]
    if rest and hint is not None:
        best, rest = _nearest([best, *rest], hint)
    if rest:
        reason = f"The words stand in {len(rest) + 1} places and the context does not decide."
        return Match(State.AMBIGUOUS, None, best.kept, reason, _candidates(text, [best, *rest]))
    return _placed(text, sought, best)


def _believable(place: Place, sought: Sought) -> bool:
    """Whether the place could be taken if it were the only one."""
    given, stands, kept = sought.given, place.stands, place.kept
    if not given:
        return place.same or (kept >= 0.8 and sought.passage.weight >= 20)
    if stands == given:
        return kept >= (0.45 if given == 2 else 0.6)
    if stands == 1:
        return kept >= 0.7 and (sought.passage.weight >= _SHORT or place.image.context >= 0.6)
    return place.same and place.image.context >= 0.3 and sought.passage.weight >= _WITHOUT_CONTEXT


def _nearest(rivals: list[Place], hint: int) -> tuple[Place, list[Place]]:
    """The rival at the hinted place, if none of the others is anywhere near."""
    near = sorted(rivals, key=lambda place: abs(place.span.start - hint))
    far = abs(near[1].span.start - hint)
    if abs(near[0].span.start - hint) <= 20 < far / 10:
        return near[0], []
    return rivals[0], rivals[1:]


def _placed(text: PreparedText, sought: Sought, place: Place) -> Match:
    if place.same and (place.stands or not sought.given):
        reason = "The words stand here, where the quote says." if sought.given else _EXACT_WORDS
        words = text.text[place.span.start : place.span.end]
        return Match(
            State.EXACT, place.span, 1.0, reason + typography_note(sought.quote.exact, words)
        )
    if place.same:
        reason = "The words stand here, but not between the words that the quote names."
        return Match(State.MOVED, place.span, 1.0, reason)
    reason = f"The words have changed; {place.kept:.0%} of them stand here."
    return Match(State.CHANGED, place.span, place.kept, reason)


def _unplaced(text: PreparedText, sought: Sought, places: Sequence[Place]) -> Match:
    near = [place for place in places if place.image.words is not None and place.kept >= 0.3]
    score = max((place.kept for place in near), default=0.0)
    shown = _candidates(text, near)
    if any(place.same for place in near):
        reason = "The words stand elsewhere, but not where their context stands."
        return Match(State.AMBIGUOUS, None, score, reason, shown)
    return Match(State.ORPHANED, None, score, "The words are not in the text.", shown)


def _candidates(text: PreparedText, places: Sequence[Place]) -> tuple[Candidate, ...]:
    """The places for the author to choose from, each with the shortest quote that means it."""
    return tuple(
        Candidate(
            place.span,
            round(place.kept, 4),
            text.text[place.span.start : place.span.end],
            describe_quote(text, place.span),
        )
        for place in places[:_SHOWN]
    )
