"""Where does an article use the glossary's terms?

Longest form first; never inside a longer word, a link, a heading, another mention, or a name that
is longer than the term. A form in lower case also stands at the beginning of a sentence; a form
with capitals stands as it is written. Where an edition asks for it, a language's stemmer finds
inflections that no entry lists. Knows nothing of files or pages.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from .dates import WEEKDAYS
from .model import GlossaryEntry, Mention, Span
from .stems import Stemmer, stemmer
from .text import ReadingText

_WORD = re.compile(r"\w+")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"})
_NAMED = re.compile(r"[^\W\d_][\w'-]*")
_WORD_BEFORE = re.compile(r"(?:[^\W\d_][\w'-]*|\b[^\W\d_]\.) $")
_WORD_AFTER = re.compile(r" ([^\W\d_][\w'-]*)")
_JOINED_BEFORE = re.compile(r"\w$|\w[-‐‑]$")
_JOINED_AFTER = re.compile(r"\w|[-‐‑]\w")
_SENTENCE_END = re.compile(r"(?:^|\n|[.?!:;“\"‘(\[])\W*$")
#: A longer word in capitals is no acronym, but said with emphasis.
_ACRONYM = 5
#: A stem of fewer letters says too little.
_LEAST_STEM = 3


@dataclass(frozen=True, slots=True)
class _Form:
    entry: str
    text: str
    pattern: re.Pattern[str]

    @property
    def small(self) -> bool:
        """Whether it is written without capitals."""
        return self.text == self.text.lower()


@dataclass(frozen=True, slots=True)
class _Stemmed:
    """A form as its words, with what stands between them."""

    form: _Form
    words: tuple[str, ...]
    between: tuple[re.Pattern[str], ...]


class TermIndex:
    """The forms of a glossary, by their first word, longest first.

    *stems* are the languages, as of articles, in which inflections are found that no entry lists.
    """

    def __init__(self, entries: Iterable[GlossaryEntry], stems: Collection[str] = ()) -> None:
        self._forms: dict[str, list[_Form]] = defaultdict(list)
        self._skip: dict[str, tuple[str, ...]] = {}
        self._languages = frozenset(stems)
        self._stemmed: dict[str, dict[str, list[_Stemmed]]] = {}
        for entry in entries:
            self._skip[entry.id] = entry.skip
            for form in spellings(entry):
                if first := _WORD.search(form):
                    self._forms[first[0].casefold()].append(_Form(entry.id, form, _pattern(form)))
        for forms in self._forms.values():
            forms.sort(key=lambda form: (-len(form.text), form.text, form.entry))

    def find(self, reading: ReadingText, article: str, language: str = "") -> tuple[Mention, ...]:
        """Every mention in one article, in order; *language* is the article's."""
        return _Search(self, reading, article, language).all()

    def written(self, word: str) -> Sequence[_Form]:
        """The forms that begin with *word*, longest first."""
        return self._forms.get(word.casefold(), ())

    def skipped(self, entry: str) -> tuple[str, ...]:
        """The articles and phrases in which an entry's forms are something else."""
        return self._skip[entry]

    def stems(self, language: str) -> tuple[Stemmer, dict[str, list[_Stemmed]]] | None:
        """The stemmer of *language* and the forms by the stem of their first word, longest first."""
        code = language.partition("-")[0].lower()
        words = stemmer(code) if code in self._languages else None
        if words is None:
            return None
        if code not in self._stemmed:
            forms = [form for forms in self._forms.values() for form in forms]
            by_stem: dict[str, list[_Stemmed]] = defaultdict(list)
            for form in sorted(forms, key=lambda form: (-len(form.text), form.text, form.entry)):
                stemmed = _stemmed(form)
                stem = words.stem(stemmed.words[0].lower())
                if len(stem) >= _LEAST_STEM:
                    by_stem[stem].append(stemmed)
            self._stemmed[code] = dict(by_stem)
        return words, self._stemmed[code]


class _Search:
    """One article, searched once."""

    def __init__(self, index: TermIndex, reading: ReadingText, article: str, language: str) -> None:
        self.index, self.reading, self.article = index, reading, article
        self.text = reading.text.translate(_APOSTROPHES)
        self.stems = index.stems(language)
        self._closed: dict[str, tuple[Span, ...]] = {}

    def all(self) -> tuple[Mention, ...]:
        found: list[Mention] = []
        for piece in self.reading.pieces:
            if not (piece.linked or piece.heading):
                found += self._in_piece(piece.span)
        return tuple(found)

    def _in_piece(self, piece: Span) -> Iterator[Mention]:
        end = piece.start
        for word in _WORD.finditer(self.text, piece.start, piece.end):
            # Of nearly all words it is enough to know that no form begins with them.
            if self.stems is None and not self.index.written(word[0]):
                continue
            if word.start() >= end and (hit := self._at(word, piece)):
                yield hit
                end = hit.span.end

    def _at(self, word: re.Match[str], piece: Span) -> Mention | None:
        """What begins with *word*: the longest form, as it is written or else by its stem."""
        for form in self.index.written(word[0]):
            hit = form.pattern.match(self.text, word.start(), piece.end)
            if hit and self._may(form, Span(*hit.span())):
                return Mention(form.entry, Span(*hit.span()), form.text)
        for stemmed in self._of_stem(word[0]):
            span = self._inflected(stemmed, word.start(), piece.end)
            if span and self._may(stemmed.form, span):
                return Mention(stemmed.form.entry, span, stemmed.form.text)
        return None

    def _of_stem(self, word: str) -> Sequence[_Stemmed]:
        if self.stems is None:
            return ()
        stemmer, by_stem = self.stems
        return by_stem.get(stemmer.stem(word.lower()), ())

    def _inflected(self, sought: _Stemmed, start: int, end: int) -> Span | None:
        """Where the form's words stand from *start* on, each perhaps with another ending."""
        assert self.stems is not None
        at = start
        for number, word in enumerate(sought.words):
            if number:
                gap = sought.between[number - 1].match(self.text, at, end)
                if gap is None:
                    return None
                at = gap.end()
            found = _WORD.match(self.text, at, end)
            if found is None or not _same_case(word, found[0], first=not number):
                return None
            if not self.stems[0].same(word.lower(), found[0].lower()):
                return None
            at = found.end()
        return Span(start, at)

    def _may(self, form: _Form, span: Span) -> bool:
        skip = self.index.skipped(form.entry)
        if self.article in skip or not _stands_alone(self.text, span):
            return False
        if any(phrase.overlaps(span) for phrase in self._phrases(form.entry, skip)):
            return False
        if form.small and self.text[span.start].isupper():
            # Its capital is the sentence's; anywhere else the word is another, or a name.
            return _begins_sentence(self.text, span.start)
        return not self._in_name(span)

    def _phrases(self, entry: str, skip: tuple[str, ...]) -> tuple[Span, ...]:
        if skip and entry not in self._closed:
            self._closed[entry] = tuple(_phrases(self.text, skip))
        return self._closed.get(entry, ())

    def _in_name(self, span: Span) -> bool:
        """Whether a capitalised word right beside makes one name of both (“Wall Street Journal”)."""
        words = self.text[span.start : span.end].split()
        if words[-1][0].isupper():
            after = _WORD_AFTER.match(self.text, span.end)
            if after and self._names(after[1]):
                return True
        if not words[0][0].isupper():
            return False
        before = _WORD_BEFORE.search(self.text, max(span.start - 60, 0), span.start)
        if before is None or not self._names(word := before[0].strip()):
            return False
        # The first word of a sentence has a capital anyway: what is it elsewhere?
        begins = _begins_sentence(self.text, before.start())
        return not begins or word.endswith(".") or word in self.names

    def _names(self, word: str) -> bool:
        """Whether a word's capital may be a name's: not a word in capitals for emphasis."""
        if not word[0].isupper() or word == "I" or word in WEEKDAYS:
            return False
        loud = len(word) > 1 and word.isupper()
        return not loud or (len(word) <= _ACRONYM and word.lower() not in self.small)

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that this article has in lower case."""
        return frozenset(found[0] for found in _NAMED.finditer(self.text) if found[0].islower())

    @cached_property
    def names(self) -> frozenset[str]:
        """The words that this article has with a capital inside a sentence, and never without."""
        return frozenset(
            found[0]
            for found in _NAMED.finditer(self.text)
            if found[0][0].isupper()
            and found[0].lower() not in self.small
            and not _begins_sentence(self.text, found.start())
        )


def linked(
    mentions: Iterable[Mention], reading: ReadingText, per: str = "first"
) -> tuple[Mention, ...]:
    """Those of an article's *mentions* that become links.

    *per* is `first` (the first of each entry), `section` (its first below each heading) or `all`.
    """
    headings = [block.span.start for block in reading.blocks if block.kind == "heading"]
    seen: set[tuple[str, int]] = set()
    made = []
    for mention in mentions:
        section = bisect_right(headings, mention.span.start) if per == "section" else 0
        if per == "all" or (mention.entry, section) not in seen:
            seen.add((mention.entry, section))
            made.append(mention)
    return tuple(made)


def inflected(
    mentions: Iterable[Mention], reading: ReadingText
) -> Iterator[tuple[str, str, Mention]]:
    """The mentions that no form of their entry spells: the form, what stands there, the mention."""
    for mention in mentions:
        words = reading.words(mention.span)
        if _key(words) != _key(mention.form):
            yield mention.form, words, mention


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


def _stemmed(form: _Form) -> _Stemmed:
    text = form.text.translate(_APOSTROPHES)
    found = list(_WORD.finditer(text))
    ends = [word.end() for word in found]
    gaps = (text[end : word.start()] for end, word in zip(ends, found[1:], strict=False))
    between = tuple(re.compile(r"\s+" if gap.isspace() else re.escape(gap)) for gap in gaps)
    return _Stemmed(form, tuple(word[0] for word in found), between)


def _same_case(word: str, found: str, *, first: bool) -> bool:
    """Whether *found* may be *word* with another ending: never an acronym, nor a name."""
    if (len(found) > 1 and found.isupper()) or (len(word) > 1 and word.isupper()):
        return found == word
    return found[0].isupper() == word[0].isupper() or (first and found[0].isupper())


def _begins_sentence(text: str, start: int) -> bool:
    return bool(_SENTENCE_END.search(text, max(start - 4, 0), start)) or start == 0


def _stands_alone(text: str, span: Span) -> bool:
    """Whether neither end lies inside a longer word; a hyphen between letters joins words."""
    if _JOINED_BEFORE.search(text, max(span.start - 2, 0), span.start):
        return False
    return not _JOINED_AFTER.match(text, span.end, span.end + 2)


def _phrases(text: str, skip: tuple[str, ...]) -> Iterator[Span]:
    for phrase in skip:
        words = phrase.translate(_APOSTROPHES).split()
        for hit in re.finditer(r"\s+".join(map(re.escape, words)), text):
            yield Span(*hit.span())
