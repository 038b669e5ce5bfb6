"""What became of a quote: where do its words stand now, and how sure is that?

Two questions, always answered with one of five states. `match_quote` asks a text alone: only
the quote's words and their context speak. `Anchoring` knows the old text too and carries a
passage across the alignment of both.
Knows nothing of notes, files or Markdown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from .align import Alignment, align
from .carry import Image, Passage, compact_image, image, likeness, passage, taken
from .concordance import PreparedText, prepare
from .describe import describe_quote
from .diff import typography_note, word_diff
from .fold import whole_graphemes
from ..model import Candidate, Match, Quote, Span, State
from .quoted import match_in

__all__ = ["Anchoring", "PreparedText", "describe_quote", "match_quote", "reanchor", "word_diff"]

_IN_PLACE = "The words stand where they stood."
_MOVED_HERE = "The words were moved here from another place."
# What a passage must weigh, in letters, to be believed where none of its surroundings stand.
_TELLING = 25
_SOME = 8
_NEAR = 8
_APART = 5
_SURROUNDINGS = 60
# How like the old a move must be as a whole to vouch for a passage that changed in it.
_ALIKE = 0.85


def match_quote(text: str | PreparedText, quote: Quote, hint: int | None = None) -> Match:
    """The place of *quote* in *text*: unique, or clear by a margin through its context."""
    return match_in(prepare(text), quote, hint)


def reanchor(
    old: str | PreparedText, new: str | PreparedText, what: Span | Quote, hint: int | None = None
) -> Match:
    """The verdict on one passage of *old* in *new*; for many, keep one `Anchoring`."""
    return Anchoring(old, new).match(what, hint)


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """An image in another place: how like the old its surroundings there are, and how heavy."""

    image: Image
    likeness: float
    surroundings: int


class Anchoring:
    """An old and a new text, aligned once, for any number of passages.

    The verdict on a passage does not depend on which others are asked about, nor on their order.
    """

    def __init__(self, old: str | PreparedText, new: str | PreparedText) -> None:
        self.old, self.new = prepare(old), prepare(new)

    @cached_property
    def alignment(self) -> Alignment:
        """How the words of both texts correspond."""
        return align(self.old.words, self.new.words)

    def match(self, what: Span | Quote, hint: int | None = None) -> Match:
        """The verdict on a passage of the old text, given as its place or as a quote."""
        if isinstance(what, Span):
            return self._carried(whole_graphemes(self.old.text, what))
        place = match_quote(self.old, what, hint)
        if place.span is None:
            return match_quote(self.new, what)
        return self._carried(place.span)

    def _carried(self, span: Span) -> Match:
        if self.old.text == self.new.text:
            return Match(State.EXACT, span, 1.0, _IN_PLACE)
        what = passage(self.old.words, span)
        home = image(self.alignment.main, what)
        elsewhere: list[_Elsewhere] = []
        if _doubtful(home):
            near = compact_image(self.alignment.main, what, home)
            if near.main and (near.stands == 2 or near.kept >= 0.9):
                home = near
            elif not near.main:
                elsewhere.append(_Elsewhere(near, near.context, 0))
        reach = Span(max(0, what.words.start - _NEAR), what.words.end + _NEAR)
        for move in self.alignment.moves_near(reach):
            found = image(move, what)
            if not taken(self.alignment.main, found, what):
                elsewhere.append(_Elsewhere(found, *likeness(move, what)))
        best = _believed(home, elsewhere, what)
        if best:
            return self._placed(what, span, best)
        return self._orphaned(home, [found.image for found in elsewhere])

    def _placed(self, what: Passage, span: Span, found: Image) -> Match:
        assert found.folded is not None
        folded = self.new.words.folded
        place = folded.to_source(found.folded)
        old, new = self.old.text[slice(*span)], self.new.text[slice(*place)]
        if what.string == folded.text[found.folded.start : found.folded.end]:
            note = typography_note(old, new)
            if found.main:
                return Match(State.EXACT, place, 1.0, _IN_PLACE + note)
            return Match(State.MOVED, place, 1.0, _MOVED_HERE + note)
        score = min(found.kept, 0.999)
        reason = "The words were changed" + (" in their place." if found.main else " and moved.")
        return Match(State.CHANGED, place, score, reason, changes=word_diff(old, new))

    def _orphaned(self, home: Image, moved: Sequence[Image]) -> Match:
        near = [found for found in (home, *moved) if found.words]
        replacement = self._words(home.gap) if home.stands == 2 else ""
        reason = "The passage was deleted."
        if replacement:
            reason = "The passage was replaced by other words."
        score = max((found.kept for found in near), default=0.0)
        candidates = tuple(
            self._candidate(self._span(found.words), found.kept)
            for found in sorted(near, key=lambda found: -found.kept)
            if found.words
        )
        return Match(State.ORPHANED, None, score, reason, candidates, replacement=replacement[:400])

    def _candidate(self, span: Span, kept: float) -> Candidate:
        words = self.new.text[span.start : span.end]
        return Candidate(span, round(kept, 4), words, describe_quote(self.new, span))

    def _words(self, words: Span) -> str:
        return self.new.text[slice(*self._span(words))]

    def _span(self, words: Span) -> Span:
        text = self.new.words
        if words.start >= words.end:
            return Span(0, 0)
        return text.folded.to_source(Span(text.starts[words.start], text.ends[words.end - 1]))


def _believed(home: Image, elsewhere: Sequence[_Elsewhere], what: Passage) -> Image | None:
    """The image to believe, if any: what stands in its place before what stands elsewhere."""
    moved = [found.image for found in elsewhere if _moved(found, what)]
    best = max(moved, key=lambda found: (found.kept, found.context), default=None)
    if _stayed(home, what):
        return best if best and _outdoes(best, home) else home
    return best


def _doubtful(home: Image) -> bool:
    """Whether the image in its place is poor, or stands apart from where it should."""
    if home.kept < 0.6 or max(home.apart) > _APART:
        return True
    return home.hole > _APART and not (home.stands == 2 and home.apart == (0, 0))


def _outdoes(moved: Image, home: Image) -> bool:
    """Whether a moved image is so much better that what is left in place is chance."""
    better = moved.kept - home.kept > 0.25
    return better and (
        moved.context > home.context or (home.stands < 2 and moved.stands >= home.stands)
    )


def _stayed(found: Image, what: Passage) -> bool:
    """Whether enough of the passage is left between its surroundings."""
    if found.folded is None or (not found.stands and found.kept * what.weight < _TELLING):
        return False
    size, gap = what.words.end - what.words.start, found.gap.end - found.gap.start
    beside = found.apart == (0, 0) and not found.hole and size <= gap <= 2 * size
    if found.stands == 2:
        return found.kept >= 0.34 or (beside and found.share >= 0.5 and found.kept >= 0.25)
    if found.stands == 1:
        standing = found.apart[0] if (found.before or 0.0) >= 0.5 else found.apart[1]
        enough = 0.5 if standing <= 3 and found.kept * what.weight >= _SOME else 0.75
        return found.kept >= enough
    return found.kept >= 0.9


def _moved(found: _Elsewhere, what: Passage) -> bool:
    """Whether enough of the passage came along to another place; a mere likeness is not enough."""
    image, alike = found.image, found.likeness >= _ALIKE
    if image.folded is None or (not image.stands and image.kept * what.weight < _TELLING):
        return False
    if what.weight < _TELLING:
        return alike and image.kept >= 0.5
    if image.kept >= 0.97:
        return True
    if alike and image.stands and found.surroundings >= _SURROUNDINGS:
        return image.kept >= 0.7
    return image.kept >= (0.97, 0.93, 0.88)[image.stands]
