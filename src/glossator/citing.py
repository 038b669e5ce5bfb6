"""Which earlier articles does a text name: by number, as “my last paper”, by title, or by date?

Patterns are regular expressions with named groups, by the language of the text; an edition may set
its own. Answers with
places in the text; whether a link is made of one is an editor's choice. Knows no files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from .dates import find_dates
from .expressions import counted, expressions
from .model import Article, Span
from .problems import plain

#: The sorts of expressions by which texts name articles.
SORTS = tuple(expressions("en"))
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_TITLE_WORDS = 3
#: What one expression may take for one text.
_SECONDS = 2.0
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Citing:
    """A place in an article's text that names an earlier article, and how sure that is."""

    span: Span
    target: str
    sort: str
    score: float
    evidence: str


class BadPattern(ValueError):
    """An expression that cannot be used; `about` are its words, or those of its sort."""

    def __init__(self, about: str, message: str) -> None:
        super().__init__(message)
        self.about = about


def check_patterns(patterns: object) -> None:
    """`BadPattern` says why *patterns* cannot take the place of the expressions of a language."""
    sorts = ", ".join(SORTS)
    if not isinstance(patterns, Mapping):
        raise BadPattern("", f"write lists of patterns under {sorts}.")
    for sort, several in patterns.items():
        if sort not in SORTS or not isinstance(several, list):
            raise BadPattern(
                str(sort), f"“{plain(str(sort))}” must be one of {sorts}, with a list."
            )
        for each in several:
            said = f"“{plain(str(each))}”"
            if not isinstance(each, str):
                raise BadPattern(str(each), f"{said} is no text; write it between quotes.")
            try:
                groups = regex.compile(each).groupindex
            except (regex.error, RecursionError, OverflowError) as error:
                why = plain(str(error))
                raise BadPattern(each, f"{said} is not a regular expression: {why}.") from None
            if sort == "number" and "number" not in groups:
                raise BadPattern(each, f"{said} has no group (?P<number>…).")


class Series:
    """The articles in their order, as far as texts can name them."""

    def __init__(
        self, articles: Sequence[Article], patterns: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self.articles = articles
        self._place = {article.id: place for place, article in enumerate(articles)}
        self._own = patterns or {}
        self._compiled: dict[str, dict[str, tuple[regex.Pattern[str], ...]]] = {}
        self._numbers: dict[int, list[int]] = {}
        self._titles: dict[tuple[str, ...], list[tuple[tuple[str, ...], int]]] = {}
        self._days: dict[str, list[int]] = {}
        for place, article in enumerate(articles):
            if number := number_of(article.number):
                self._numbers.setdefault(number, []).append(place)
            words = _words(article.title)
            if len(words) >= _TITLE_WORDS:
                self._titles.setdefault(words[:_TITLE_WORDS], []).append((words, place))
            self._days.setdefault(article.date, []).append(place)

    def _patterns(self, article: Article, sort: str) -> tuple[regex.Pattern[str], ...]:
        """The edition's own expressions, else those of the article's language."""
        if article.language not in self._compiled:
            wanted = {**expressions(article.language), **self._own}
            self._compiled[article.language] = {
                name: tuple(regex.compile(each) for each in several)
                for name, several in wanted.items()
            }
        return self._compiled[article.language][sort]

    def citings(self, article: Article, text: str, body: Span) -> list[Citing]:
        """What *text*, which is that of *article*, names within *body*, in its order.

        `BadPattern` where an expression takes longer for one text than any should.
        """
        place = self._place[article.id]
        found = [
            *self._by_number(text, place),
            *self._by_order(text, place),
            *self._by_title(text, place),
            *self._by_date(text, place),
        ]
        inside = [each for each in found if body.contains(each.span)]
        return sorted(inside, key=lambda each: (each.span, each.target))

    def unnamed(self, article: Article, text: str, body: Span) -> list[Span]:
        """Where *text* speaks of an earlier article within *body* and does not say of which."""
        found = {
            Span(*hit.span())
            for pattern in self._patterns(article, "former")
            for hit in _hits(pattern, text, article.id)
        }
        return sorted(span for span in found if body.contains(span))

    def _by_number(self, text: str, place: int) -> Iterator[Citing]:
        own = number_of(self.articles[place].number)
        article = self.articles[place]
        for pattern in self._patterns(article, "number"):
            for hit in _hits(pattern, text, article.id):
                number = number_of(hit["number"] or "")
                before = [other for other in self._numbers.get(number, ()) if other < place]
                if before and own and number < own:
                    score = 0.95 if len(before) == 1 else 0.7
                    yield self._made(hit.span(), before[0], "number", score, f"No. {number}")

    def _by_order(self, text: str, place: int) -> Iterator[Citing]:
        article = self.articles[place]
        for pattern in self._patterns(article, "preceding"):
            for hit in _hits(pattern, text, article.id):
                groups = hit.groupdict()
                before = self._before(place, own=bool(groups.get("own")))
                for other in before[: counted(groups.get("count") or "")]:
                    yield self._made(hit.span(), other, "preceding", 0.85, f"“{hit[0]}”")
        for pattern in self._patterns(article, "first"):
            for hit in _hits(pattern, text, article.id):
                before = self._before(place, own=bool(hit.groupdict().get("own")))
                if before:
                    yield self._made(hit.span(), before[-1], "first", 0.6, f"“{hit[0]}”")

    def _before(self, place: int, own: bool) -> list[int]:
        """The articles before, the nearest first; with *own* those that share an author."""
        number = self.articles[place].number
        names = _names(self.articles[place].author)
        made = []
        for other in range(place - 1, -1, -1):
            article = self.articles[other]
            # Two printings of one number are not each other's predecessors.
            if not (number and article.number == number) and (
                not own or names & _names(article.author)
            ):
                made.append(other)
                if len(made) > 5 and not own:
                    break
        return made

    def _by_title(self, text: str, place: int) -> Iterator[Citing]:
        words = [
            (found[0].casefold(), found.start(), found.end()) for found in _WORD.finditer(text)
        ]
        plain = tuple(word for word, _, _ in words)
        for start in range(len(plain) - _TITLE_WORDS + 1):
            for title, other in self._titles.get(plain[start : start + _TITLE_WORDS], ()):
                span = (words[start][1], words[min(start + len(title), len(words)) - 1][2])
                if (
                    other < place
                    and plain[start : start + len(title)] == title
                    and _titled(text, span)
                ):
                    score = min(0.95, 0.4 + 0.1 * len(title))
                    yield self._made(span, other, "title", score, "its title")

    def _by_date(self, text: str, place: int) -> Iterator[Citing]:
        for span, date in find_dates(text, self.articles[place].language):
            around = text[max(0, span.start - 150) : span.end + 150].casefold()
            for other in self._days.get(date, ()):
                if other < place:
                    named = any(name in around for name in _names(self.articles[other].author))
                    yield self._made(
                        span, other, "date", 0.9 if named else 0.5, f"its date, {date}"
                    )

    def _made(
        self, span: tuple[int, int], other: int, sort: str, score: float, evidence: str
    ) -> Citing:
        return Citing(Span(*span), self.articles[other].id, sort, score, evidence)


def _hits(pattern: regex.Pattern[str], text: str, article: str) -> Iterator[regex.Match[str]]:
    try:
        yield from pattern.finditer(text, timeout=_SECONDS)
    except TimeoutError:
        raise BadPattern(
            pattern.pattern,
            f"“{plain(pattern.pattern)}” takes over {_SECONDS:.0f} s for the text of {article}. "
            "Take out repetitions inside of repetitions, such as (a+)+.",
        ) from None


def _titled(text: str, span: tuple[int, int]) -> bool:
    """Whether words are written as a title is: most of the long ones with a capital."""
    long = [word for word in _WORD.findall(text[span[0] : span[1]]) if len(word) > 3]
    return len(long) < 2 * len([word for word in long if word[0].isupper()])


def number_of(words: str) -> int:
    """The value of Arabic or Roman figures; 0 where they are neither."""
    if words.isdecimal():
        return int(words)
    values = [_ROMAN.get(letter, 0) for letter in words.upper()]
    if not words or not all(values):
        return 0
    return sum(-v if v < max([0, *values[n + 1 :]]) else v for n, v in enumerate(values))


def _words(title: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(title))


@cache
def _names(author: str) -> frozenset[str]:
    """The words of an author's name by which two articles may have one author."""
    return frozenset(
        word for word in _words(author) if len(word) > 2 and word not in ("and", "the")
    )
