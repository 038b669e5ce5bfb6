"""How do other programs ask where quotes stand? One JSON object a line in, one a line out.

In: `{id, new_text, selector: {exact, prefix?, suffix?, start?, end?}, old_text?}`.
Out: `{id, state, start, end, score, reason}`, offsets in code points of `new_text`, half open,
null where the quote has no place; a line that cannot be read gives `{id, error}`.

With `old_text`, `start` and `end` are the passage's place in it, if they are given; without it,
they are only a hint between places that are equal otherwise.
Texts that repeat from line to line are prepared and aligned once. Knows nothing of files.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from ..model import Match, Quote, Span
from .anchoring import Anchoring, match_quote
from .concordance import PreparedText
from .fold import fold_text

_TEXTS = 8
_Kept = TypeVar("_Kept")


@dataclass(frozen=True, slots=True)
class _Request:
    """One line, read and checked."""

    new_text: str
    quote: Quote
    start: int | None
    end: int | None
    old_text: str | None


class _Refused(Exception):
    """A line that cannot be answered; the message says why in one sentence."""


class _Recent:
    """The last few things made, by what they were made from."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._things: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], _Kept]) -> _Kept:
        """The thing for *key*, made only if it is not there any more."""
        if key not in self._things:
            self._things[key] = make()
            if len(self._things) > self._size:
                self._things.popitem(last=False)
        self._things.move_to_end(key)
        kept: _Kept = self._things[key]
        return kept


def anchor_lines(lines: Iterable[str]) -> Iterator[str]:
    """The answer to each line, in order, one line each; empty lines are passed over."""
    texts, pairs = _Recent(2 * _TEXTS), _Recent(_TEXTS)
    for line in lines:
        if line.strip():
            answer = _answer(line, texts, pairs)
            try:
                yield json.dumps(answer, ensure_ascii=False, allow_nan=False)
            except (ValueError, RecursionError):
                # An id that Python reads, and that JSON cannot hold: a number without end, or too deep.
                yield json.dumps({"id": None, "error": "The “id” cannot be written as JSON."})


def _answer(line: str, texts: _Recent, pairs: _Recent) -> dict[str, object]:
    id: object = None
    try:
        record = json.loads(line)
        id = record.get("id") if isinstance(record, dict) else None
        match = _match(_read(record), texts, pairs)
    except (_Refused, ValueError, RecursionError) as mistake:
        return {"id": id, "error": _sentence(mistake)}
    start, end = match.span or (None, None)
    return {
        "id": id,
        "state": match.state.value,
        "start": start,
        "end": end,
        "score": round(match.score, 4),
        "reason": match.reason,
    }


def _sentence(mistake: Exception) -> str:
    if isinstance(mistake, _Refused):
        return str(mistake)
    return f"The line is not JSON: {mistake}."


def _match(request: _Request, texts: _Recent, pairs: _Recent) -> Match:
    new = texts.get(request.new_text, lambda: PreparedText(request.new_text))
    if request.old_text is None:
        return match_quote(new, request.quote, request.start)
    old_text = request.old_text
    old = texts.get(old_text, lambda: PreparedText(old_text))
    key = old_text, request.new_text
    anchoring = pairs.get(key, lambda: Anchoring(old, new))
    place = _place(request, old_text)
    return anchoring.match(request.quote if place is None else place, request.start)


def _place(request: _Request, old_text: str) -> Span | None:
    """The place in the old text that the selector names, if the quote's words stand there."""
    start, end = request.start, request.end
    if start is None:
        return None
    end = start + len(request.quote.exact) if end is None else end
    if not 0 <= start < end <= len(old_text):
        return None
    words = old_text[start:end]
    same = words == request.quote.exact or fold_text(words) == fold_text(request.quote.exact)
    return Span(start, end) if same else None


def _read(record: object) -> _Request:
    if not isinstance(record, dict):
        raise _Refused("The line is not a JSON object.")
    selector = record.get("selector")
    if not isinstance(selector, dict):
        raise _Refused("The line has no object “selector”.")
    quote = Quote(
        _string(selector, "exact"), _string(selector, "prefix", ""), _string(selector, "suffix", "")
    )
    old_text = record.get("old_text")
    return _Request(
        _string(record, "new_text"),
        quote,
        _offset(selector, "start"),
        _offset(selector, "end"),
        None if old_text is None else _string(record, "old_text"),
    )


def _string(record: dict[str, object], key: str, default: str | None = None) -> str:
    value = record.get(key, default)
    value = default if value is None else value
    if not isinstance(value, str):
        raise _Refused(f"“{key}” is missing or not a string.")
    return value


def _offset(record: dict[str, object], key: str) -> int | None:
    value = record.get(key)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool):
        raise _Refused(f"“{key}” is not a whole number.")
    return value
