"""Has every note its passage?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..anchor import count_places, prepare
from ..apparatus import Apparatus
from ..marks import MOST, Marks
from ..model import Annotation, Match, Place, Span, State
from ..problems import Code, Problem, plain
from ..quotefile import yaml_text
from ..text import ReadingText

#: Longer words are not repeated for pasting.
_LONGEST = 300
_MARKED = re.compile(r"[“”„\"‘’'«»‹›]\s*(\S.*?)\s*[“”\"‘’'«»‹›]", re.S)
#: Said of a quote whose words stand in the article, and whose marks do not.
MARKS_OF_NOBODY = (
    "the words “{words}” are in the article, but without the quotation marks around them."
)
#: Below this likeness a candidate is no help to an author.
_NEAR = 0.5


def anchors(apparatus: Apparatus) -> Iterator[Problem]:
    """Every note has its passage."""
    if apparatus.parsed is None:
        return
    for note in apparatus.unplaced:
        yield from _unplaced(note.annotation, note.match, apparatus.reading)
    for note in apparatus.placed:
        if note.stale:
            place = Place(note.annotation.place.path, note.annotation.quote_line)
            message = (
                f"the words “{plain(note.annotation.quote.exact, 60)}” no longer say by themselves "
                "which passage is meant; the note is shown where it stood."
            )
            yield Problem(Code.ANCHOR_AMBIGUOUS, message, place, _try(note.annotation))
    if crowd := Marks(apparatus).crowd:
        place = Place(crowd.last.annotation.place.path, crowd.last.annotation.quote_line)
        message = (
            f"{crowd.count:,} notes stand on the same words, of which “{plain(apparatus.reading.words(crowd.span), 60)}” "
            f"are a part; readers are shown at most {MOST} of them there."
        )
        yield Problem(Code.ANCHOR_CROWD, message, place, "Join notes, or quote fewer words.")


def _unplaced(note: Annotation, match: Match, reading: ReadingText) -> Iterator[Problem]:
    place = Place(note.place.path, note.quote_line)
    if note.orphaned:
        if match.state.placed:
            message = "the note is acknowledged as unplaced, yet its words are in the article."
            yield Problem(Code.ANCHOR_ACKNOWLEDGED, message, place, "Take the key “orphaned” out.")
        return
    sought = plain(note.quote.exact, 60)
    near = "; ".join(
        f"line {reading.line_at(found.span.start)}, “{plain(found.words, 60)}” ({found.score:.2f})"
        for found in match.candidates[:3]
        if found.score >= _NEAR
    )
    if match.state is State.AMBIGUOUS:
        near = "; ".join(places(match, reading))
        message = f"the words “{sought}” stand more than once in the article: {near}."
        hint = "Add a prefix or a suffix to the quote: the words just before or after."
        yield Problem(Code.ANCHOR_AMBIGUOUS, message, place, hint)
        return
    code = Code.ANCHOR_CHANGED if match.state is State.CHANGED else Code.ANCHOR_MISSING
    if match.span is not None:
        words = reading.words(match.span)
        near = f"line {reading.line_at(match.span.start)}, “{plain(words, 60)}” ({match.score:.2f})"
    nearest = f"; nearest is {near}" if near else ""
    message = f"the words “{sought}” are not in the article{nearest}."
    hint = "Mend the quote."
    if inner := without_marks(note.quote.exact, reading):
        message = MARKS_OF_NOBODY.format(words=plain(inner, 60))
        written = f"Write: `exact: {plain(yaml_text(inner), 400)}`."
        hint = written if len(inner) < _LONGEST else "Take them away."
    elif "…" in note.quote.exact or "..." in note.quote.exact:
        hint = "A quote is copied letter for letter, with nothing left out: mend it."
    elif code is Code.ANCHOR_CHANGED and match.span is not None:
        words = " ".join(reading.words(match.span).split())
        hint = (
            f"Write: `exact: {plain(yaml_text(words), 400)}`. Or try: glossator anchor --fix {note.id}"
            if len(words) < _LONGEST
            else _try(note)
        )
    yield Problem(
        code, message, place, f"Until it is mended, the note is shown as unplaced. {hint}"
    )


def without_marks(exact: str, reading: ReadingText) -> str:
    """The words inside of quotation marks that only the quote has; empty where it is otherwise."""
    found = _MARKED.fullmatch(exact.strip())
    return found[1] if found and count_places(prepare(reading.text), found[1]) else ""


def places(match: Match, reading: ReadingText) -> Iterator[str]:
    """Where a quote could stand: the line, and the words with some of their neighbours."""
    shown = match.candidates[:5]
    for found in shown:
        around = Span(max(found.span.start - 24, 0), found.span.end + 24)
        yield f"line {reading.line_at(found.span.start)}, “…{plain(reading.words(around), 90)}…”"
    if shown and match.state is State.AMBIGUOUS:
        # The verdict knows the best places only, and common words may stand in hundreds.
        more = count_places(prepare(reading.text), shown[0].words) - len(shown)
        if more > 0:
            yield f"and {more} more"


def _try(note: Annotation) -> str:
    return f"Try: glossator anchor --fix {note.id}"
