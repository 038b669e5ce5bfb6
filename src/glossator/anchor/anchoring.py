"""What became of a quote: where do its words stand now, and how sure is that?

Two questions, always answered with one of five states. `match_quote` asks a text alone: only
the quote's words and their context speak. `Anchoring` knows the old text too and carries a
passage across the alignment of both.
Knows nothing of notes, files or Markdown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from ..model import Candidate, Match, Quote, Span, State
from .align import Alignment, Chain, align
from .arrival import Arrivals
from .carry import Image, Passage, compact_image, image, passage, taken
from .concordance import PreparedText, prepare
from .describe import describe_quote
from .diff import typography_note, word_diff
from .fold import whole_graphemes
from .quoted import match_in
from .swap import find_swap

__all__ = ["Anchoring", "PreparedText", "describe_quote", "match_quote", "reanchor", "word_diff"]

_IN_PLACE = "The words stand where they stood."
_MOVED_HERE = "The words were moved here from another place."
# What a passage must weigh, in letters, to be believed where none of its surroundings stand.
_TELLING = 25
_SOME = 8
_NEAR = 8
_APART = 5
# Of a passage that came along with its block, at least so much must be left, by the number of
# sides on which its surroundings stand.
_LEFT = (0.5, 0.5, 0.34)


def match_quote(text: str | PreparedText, quote: Quote, hint: int | None = None) -> Match:
    """The place of *quote* in *text*: unique, or clear by a margin through its context."""
    return match_in(prepare(text), quote, hint)


def reanchor(
    old: str | PreparedText, new: str | PreparedText, what: Span | Quote, hint: int | None = None
) -> Match:
    """The verdict on one passage of *old* in *new*; for many, keep one `Anchoring`."""
    return Anchoring(old, new).match(what, hint)


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
        main = self.alignment.main
        home, elsewhere, moved = self._home(what)
        reach = Span(max(0, what.words.start - _NEAR), what.words.end + _NEAR)
        for move in self.alignment.moves_near(reach):
            found = image(move, what)
            if not taken(main, found, what):
                elsewhere.append(found)
                if self._moved(found, what, move):
                    moved.append(found)
        best = _believed(home, moved, what)
        if best:
            return self._placed(what, span, best)
        return self._orphaned(home, elsewhere)

    def _home(self, what: Passage) -> tuple[Image, list[Image], list[Image]]:
        """The image in its place; those that the main chain leads to elsewhere; the believed."""
        main = self.alignment.main
        home = image(main, what)
        elsewhere: list[Image] = []
        moved: list[Image] = []
        if _unsettled(home):
            swap = find_swap(main, what)
            if swap:
                away = replace(home, main=False)
                moved = [away] if self._moved(away, what, main, swap.left) else []
                return swap.home, [away], moved
        if _doubtful(home):
            near = compact_image(main, what, home)
            if near.main and (near.stands == 2 or near.kept >= 0.9):
                home = near
            elif not near.main:
                elsewhere.append(near)
                if what.weight >= _TELLING and near.kept >= (0.97, 0.93, 0.88)[near.stands]:
                    moved.append(near)
        return home, elsewhere, moved

    def _moved(self, found: Image, what: Passage, way: Chain, left: Span | None = None) -> bool:
        """Whether the passage came along to another place; a mere likeness is not enough."""
        if found.folded is None or found.kept < _LEFT[found.stands]:
            return False
        if not found.stands and found.kept * what.weight < _TELLING:
            return False
        arrivals = self._arrivals
        return arrivals.came(what, found, way.cells, left or arrivals.left(what, way.runs))

    @cached_property
    def _arrivals(self) -> Arrivals:
        return Arrivals(self.alignment)

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


def _believed(home: Image, moved: Sequence[Image], what: Passage) -> Image | None:
    """The image to believe, if any: what stands in its place before what came elsewhere."""
    best = max(moved, key=lambda found: (found.kept, found.context), default=None)
    if _stayed(home, what):
        return best if best and _outdoes(best, home) else home
    return best


def _unsettled(home: Image) -> bool:
    """Whether not all stands as it stood."""
    return home.kept < 0.97 or home.context < 0.9 or home.hole > 0 or max(home.apart) > 0


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
