"""Where does an article use the glossary's terms?

Longest form first; never inside a longer word, a link, a heading or another mention. A form
in lower case also stands at the beginning of a sentence; a form with capitals stands as it is
written. Knows nothing of files or pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .model import GlossaryEntry, Mention, Span
from .text import ReadingText

_WORD = re.compile(r"\w+")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"})


@dataclass(frozen=True, slots=True)
class _Form:
    entry: str
    text: str
    pattern: re.Pattern[str]


class TermIndex:
    """The forms of a glossary, by their first word, longest first."""

    def __init__(self, entries: Iterable[GlossaryEntry]) -> None:
        self._forms: dict[str, list[_Form]] = defaultdict(list)
        self._skip: dict[str, tuple[str, ...]] = {}
        for entry in entries:
            self._skip[entry.id] = entry.skip
            for form in spellings(entry):
                if first := _WORD.search(form):
                    self._forms[first[0].casefold()].append(_Form(entry.id, form, _pattern(form)))
        for forms in self._forms.values():
            forms.sort(key=lambda form: (-len(form.text), form.text, form.entry))

    def find(
        self, reading: ReadingText, article: str, *, first: bool = True
    ) -> tuple[Mention, ...]:
        """The mentions in one article, in order; only the first of each entry, if *first*."""
        text = reading.text.translate(_APOSTROPHES)
        closed = {id: tuple(_phrases(text, skip)) for id, skip in self._skip.items() if skip}
        found: list[Mention] = []
        for piece in reading.pieces:
            if not (piece.linked or piece.heading):
                found += self._in_piece(text, piece.span, article, closed)
        return tuple(_first_of_each(found)) if first else tuple(found)

    def _in_piece(
        self, text: str, piece: Span, article: str, closed: dict[str, tuple[Span, ...]]
    ) -> Iterator[Mention]:
        end = piece.start
        for word in _WORD.finditer(text, piece.start, piece.end):
            if word.start() < end:
                continue
            for form in self._forms.get(word[0].casefold(), ()):
                hit = form.pattern.match(text, word.start(), piece.end)
                if hit and self._may(form, Span(*hit.span()), text, article, closed):
                    yield Mention(form.entry, Span(*hit.span()), form.text)
                    end = hit.end()
                    break

    def _may(
        self, form: _Form, span: Span, text: str, article: str, closed: dict[str, tuple[Span, ...]]
    ) -> bool:
        if article in self._skip[form.entry] or not _stands_alone(text, span):
            return False
        return not any(phrase.overlaps(span) for phrase in closed.get(form.entry, ()))


def spellings(entry: GlossaryEntry) -> tuple[str, ...]:
    """The headword and the other forms, each once."""
    return tuple(dict.fromkeys((entry.term, *entry.forms)))


def resolve(entries: Iterable[GlossaryEntry]) -> dict[str, GlossaryEntry]:
    """Which entry a `{term}` role means, by the case-folded spelling; headwords before forms."""
    entries = tuple(entries)
    meant = {_key(form): entry for entry in reversed(entries) for form in reversed(entry.forms)}
    meant.update({_key(entry.term): entry for entry in reversed(entries)})
    return meant


def look_up(meant: dict[str, GlossaryEntry], words: str) -> GlossaryEntry | None:
    """The entry meant by *words*, or None."""
    return meant.get(_key(words))


def collisions(
    entries: Iterable[GlossaryEntry],
) -> Iterator[tuple[str, GlossaryEntry, GlossaryEntry]]:
    """Forms that two entries claim: the form, the first entry, and the second."""
    claimed: dict[str, GlossaryEntry] = {}
    for entry in entries:
        for form in spellings(entry):
            other = claimed.setdefault(form, entry)
            if other is not entry:
                yield form, other, entry


def _key(words: str) -> str:
    return " ".join(words.translate(_APOSTROPHES).casefold().split())


def _pattern(form: str) -> re.Pattern[str]:
    form = form.translate(_APOSTROPHES).strip()
    body = r"\s+".join(re.escape(word) for word in form.split())
    if form == form.lower() and form[:1].isalpha():
        body = f"[{re.escape(form[0] + form[0].upper())}]{body[len(re.escape(form[0])) :]}"
    return re.compile(body)


def _stands_alone(text: str, span: Span) -> bool:
    """Whether neither end lies inside a longer word; a hyphen between letters joins words."""
    before, after = text[max(span.start - 2, 0) : span.start], text[span.end : span.end + 2]
    if re.search(r"\w$|\w[-‐‑]$", before):
        return False
    return not re.match(r"\w|[-‐‑]\w", after)


def _phrases(text: str, skip: tuple[str, ...]) -> Iterator[Span]:
    for phrase in skip:
        words = phrase.translate(_APOSTROPHES).split()
        for hit in re.finditer(r"\s+".join(map(re.escape, words)), text):
            yield Span(*hit.span())


def _first_of_each(mentions: Iterable[Mention]) -> Iterator[Mention]:
    seen: set[str] = set()
    for mention in mentions:
        if mention.entry not in seen:
            seen.add(mention.entry)
            yield mention
