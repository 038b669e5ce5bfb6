"""Which words does the end of a line divide, and how are they written in full?

A hyphen at a line's end belongs to the word (“well-known”) or to the line (“incompre-hensible”).
Other places of the same text show which; where they don't, the habit of the text decides, and
the hyphen stays if there is none. Each is an edit with its reason, so that an editor sees it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator

from ..declare import Edit
from ..model import Span
from ..witness import Witness

DIVIDED, COMPOUND = "emended_divided", "emended_compound"
BY_HABIT = "emended_by_habit"
#: So many words that are surely divided show that a text is set with divided words.
_HABIT = 2
_FIRST = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*-$")
_SECOND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: Behind these, a hyphen stands for the rest of a word: “pre- and postwar”.
_SUSPENDING = frozenset(
    [
        "and",
        "or",
        "nor",
        "to",
        "und",
        "oder",
        "bis",
        "et",
        "ou",
        "y",
        "o",
        "e",
        "en",
        "of",
        "och",
        "eller",
    ]
)
_LAST_WORD = re.compile(r"\S+$")


class Halves:
    """How a text writes the words that its lines divide."""

    def __init__(self, witness: Witness, spans: Collection[Span]) -> None:
        self.found = list(_found(witness, spans))
        # The halves themselves are no evidence: “well-” and “known” would be words of their own.
        self._known = {word.casefold() for word in _WORD.findall(witness.text)}
        self._sure = sum(_whole(first, second) in self._known for _, first, second in self.found)

    def joined(self, first: str, second: str) -> tuple[str, str]:
        """Both halves as one word, and why; *first* ends with the hyphen."""
        whole, compound = _whole(first, second), (first + second).casefold()
        if whole in self._known and compound not in self._known:
            return first[:-1] + second, DIVIDED
        if compound in self._known or self._sure < _HABIT:
            return first + second, COMPOUND
        return first[:-1] + second, BY_HABIT

    def edits(self) -> Iterator[Edit]:
        """An edit for each word that two lines of a block share."""
        for span, first, second in self.found:
            yield Edit(span, *self.joined(first, second))


def _whole(first: str, second: str) -> str:
    return (first[:-1] + second).casefold()


def _found(witness: Witness, spans: Collection[Span]) -> Iterator[tuple[Span, str, str]]:
    """The halves of a word at the end of a line and the beginning of the next, with their place."""
    text = witness.text
    starts = [at for at, _ in witness.marks]
    for span in spans:
        for at in starts[bisect_right(starts, span.start) : bisect_left(starts, span.end)]:
            before = _LAST_WORD.search(text, max(span.start, at - 100), at - 1)
            after = _SECOND.match(text, at)
            first = _FIRST.search(before[0]) if before else None
            if first and after and after[0][0].islower() and after[0] not in _SUSPENDING:
                yield Span(at - 1 - len(first[0]), after.end()), first[0], after[0]
