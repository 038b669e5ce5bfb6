"""How is a text made comparable, and how does one come back to the original?

Folding takes away what is no difference between words: Unicode compatibility forms and
ligatures, diacritics, case, the shapes of quotation marks and dashes, kinds and amounts of
white space, invisible characters, hyphens inside words and at line ends. `Folded` remembers
where each folded character came from, so that whatever is found in the folded text is shown
in the original.
Knows nothing of quotes, matches or Markdown.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

import regex

from ..model import Span

_DOUBLE = dict.fromkeys("“”„‟«»″〝〞〟＂「」『』", '"')
_SINGLE = dict.fromkeys("‘’‚‛‹›′‵`´ʼʹ＇", "'")
_DASH = "–—―‒−⸺⸻﹘"
_HYPHEN = "-‐‑⁃﹣－"
_SHAPES = _DOUBLE | _SINGLE | dict.fromkeys(_DASH + _HYPHEN, "-")

# One letter before or after a hyphen; a decomposed letter ends in a combining mark, which
# the word class of `re` does not hold.
_AFTER_LETTER = r"(?:(?<=[^\W\d_])|(?<=[\u0300-\u036f]))"
_BEFORE_LETTER = r"(?=[^\W\d_])"
_LINE_END = r"[^\S\n]*\r?\n[^\S\n]*(?![\n\s])"

_GRAPHEME = regex.compile(r"\X")
_SAFE = re.compile(r"[A-Za-z0-9 \n][A-Za-z0-9 \n]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text with the way back to its source.

    Only the places where source and folded text are not one to one are stored, as parallel
    arrays: folded [start, end) stands for source [start, end).
    """

    source: str
    text: str
    fold_starts: array[int]
    fold_ends: array[int]
    source_starts: array[int]
    source_ends: array[int]

    def to_source(self, span: Span) -> Span:
        """The source of a folded range, widened to whole grapheme clusters."""
        start, end = self._source_start(span.start), self._source_end(span.end)
        return whole_graphemes(self.source, Span(start, max(start, end)))

    def to_folded(self, span: Span) -> Span:
        """The folded range of a source range, widened to whole folded pieces."""
        start = self._folded(span.start, inside_end=False)
        return Span(start, max(start, self._folded(span.end, inside_end=True)))

    def _source_start(self, offset: int) -> int:
        piece = bisect_right(self.fold_starts, offset) - 1
        if piece < 0:
            return offset
        if offset < self.fold_ends[piece]:
            return self.source_starts[piece]
        return self.source_ends[piece] + offset - self.fold_ends[piece]

    def _source_end(self, offset: int) -> int:
        piece = bisect_left(self.fold_starts, offset) - 1
        if piece < 0:
            return offset
        if offset < self.fold_ends[piece]:
            return self.source_ends[piece]
        return self.source_ends[piece] + offset - self.fold_ends[piece]

    def _folded(self, offset: int, *, inside_end: bool) -> int:
        piece = bisect_right(self.source_starts, offset) - 1
        if piece < 0:
            return offset
        if offset >= self.source_ends[piece]:
            return self.fold_ends[piece] + offset - self.source_ends[piece]
        inside = inside_end and offset > self.source_starts[piece]
        return self.fold_ends[piece] if inside else self.fold_starts[piece]


def fold(text: str) -> Folded:
    """*text* as it is compared, with the map back; plain stretches are folded in bulk."""
    shapes = {char: _fold_char(char) for char in set(text)}
    plain = {ord(char): shape for char, shape in shapes.items() if len(shape) == 1}
    pieces: list[str] = []
    marks: tuple[array[int], ...] = tuple(array("l") for _ in range(4))
    at = length = 0
    for found in _irregular(shapes).finditer(text):
        start, end = found.span()
        before, folded = text[at:start].translate(plain), _fold_piece(found[0])
        pieces += (before, folded)
        length += len(before)
        if len(folded) != end - start:
            for mark, value in zip(marks, (length, length + len(folded), start, end), strict=True):
                mark.append(value)
        length += len(folded)
        at = end
    pieces.append(text[at:].translate(plain))
    return Folded(text, "".join(pieces), *marks)


def fold_text(text: str) -> str:
    """*text* as it is compared, without the way back."""
    return fold(text).text


def whole_graphemes(text: str, span: Span) -> Span:
    """*span* widened so that it cuts no grapheme cluster; kept inside *text*."""
    start = min(max(span.start, 0), len(text))
    end = min(max(span.end, start), len(text))
    first = _cluster(text, start)
    if start == end:
        return Span(first.start, first.start)
    return Span(first.start, max(_cluster(text, end - 1).end, end))


def _cluster(text: str, offset: int) -> Span:
    """The grapheme cluster that holds *offset*; empty at the end of the text."""
    if offset >= len(text):
        return Span(len(text), len(text))
    if _SAFE.match(text, offset) and (offset == 0 or text[offset - 1] not in "\r\u0600\u200d"):
        return Span(offset, offset + 1)
    for cluster in _GRAPHEME.finditer(text, _safe_start(text, offset)):
        if cluster.end() > offset:
            return Span(cluster.start(), cluster.end())
    return Span(offset, offset + 1)


def _safe_start(text: str, offset: int) -> int:
    """A cluster boundary at or before *offset*: clusters are read from there."""
    low = offset
    while low > 0:
        low = max(0, low - 64)
        found = _SAFE.search(text, low, offset)
        if found:
            return found.start() + 1
    return 0


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    if char in _SHAPES:
        return _SHAPES[char]
    if char.isspace():
        return " "
    if unicodedata.category(char) == "Cf" or _selects_variant(char):
        return ""
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    kept = "".join(part for part in parts if not _is_diacritic(part))
    return unicodedata.normalize("NFC", "".join(_SHAPES.get(part, part) for part in kept))


def _is_diacritic(char: str) -> bool:
    """Whether *char* is an accent or vowel point; vowel signs of Indic and Thai script are not.

    Their combining classes tell them apart: points of Hebrew and Arabic have 10 to 36, accents
    200 and more; signs that make a different letter lie outside.
    """
    kind = unicodedata.combining(char)
    return 10 <= kind <= 36 or kind >= 200


def _selects_variant(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _irregular(shapes: dict[str, str]) -> re.Pattern[str]:
    """What is not folded character by character, for a text with these characters."""
    invisible = _class(char for char, shape in shapes.items() if not shape and not _is_mark(char))
    marks = _class(char for char in shapes if _is_mark(char))
    odd = _class(char for char, shape in shapes.items() if len(shape) != 1)
    dash = f"(?:--+|[{_DASH}])"
    kinds = [
        rf"[\u00ad]{_LINE_END}",
        rf"{_AFTER_LETTER}[{_HYPHEN}]{_LINE_END}{_BEFORE_LETTER}",
        rf"[^\S\n]*\n?[^\S\n]*{dash}[^\S\n]*(?:\n[^\S\n]*(?!\s))?|(?<=\S) [-‐‑] (?=\S)",
        rf"{_AFTER_LETTER}[{_HYPHEN}]{_BEFORE_LETTER}",
        r"''|``",
        r"\.(?:[^\S\n]\.){2,}",
        rf"[\s{invisible}]*\s[\s{invisible}]+|\s\s+" if invisible else r"\s\s+",
        r"[\u1100-\u115f\ua960-\ua97c]+[\u1160-\u11a7\ud7b0-\ud7c6]*[\u11a8-\u11ff]*",
    ]
    if marks:
        kinds.append(rf"\S[{marks}]+")
    if odd:
        kinds.append(f"[{odd}]")
    return _compiled("|".join(kinds))


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


def _class(chars: object) -> str:
    """Characters for the inside of a character class, in a stable order."""
    return "".join(re.escape(char) for char in sorted(chars))  # type: ignore[call-overload]


@lru_cache(maxsize=65536)
def _fold_piece(piece: str) -> str:
    """The folded form of one irregular piece."""
    body = piece.strip()
    if not body:
        return " "
    if ("\n" in piece and body in _HYPHEN + "\u00ad") or (len(piece) == 1 and piece in _HYPHEN):
        return ""
    if body in ("''", "``"):
        return '"'
    if set(body) <= set(_DASH + _HYPHEN):
        return "-"
    if set(body) <= {".", " "} or (body[0] == "." == body[-1] and len(body) > 2):
        return "." * body.count(".")
    folded = unicodedata.normalize("NFC", "".join(map(_fold_char, body)))
    return folded if folded or body == piece else " "
