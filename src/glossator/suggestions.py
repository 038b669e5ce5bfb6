"""Which cross-references could be proposed to an editor, and which were decided already?

Brings reuse, likeness and naming together into suggestions with evidence and a score. A
suggestion keeps its id as long as its words and its target stay the same, so that nothing is
asked twice. Knows nothing of files or of how an editor is asked.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from .anchor import describe_quote
from .citing import Citing, Series
from .model import Article, Place, Span
from .problems import Code, FileError, Problem, plain
from .quotefile import note_text
from .reuse import ReuseIndex
from .similar import find_likenesses
from .text import Block, ReadingText

Text = tuple[Article, ReadingText]
_PHRASE = 3
_DECISION = re.compile(
    r"[\"']?(?P<id>[0-9a-f]{8})[\"']?:\s*(?P<decision>accepted|declined)\s*(?:#.*)?"
)
#: What a note says that is made of a suggestion of this sort.
BODIES: Mapping[str, str] = {
    "reuse": "These words stand already in {{article}}`{target}`.",
    "similar": "On the same matter, compare {{article}}`{target}`.",
    "number": "The reference is to {{article}}`{target}`.",
    "preceding": "The reference is to {{article}}`{target}`.",
    "first": "The reference is to {{article}}`{target}`.",
    "title": "The title is that of {{article}}`{target}`.",
    "date": "The reference is to {{article}}`{target}`.",
}


#: Sorts by which a text itself says which article it means.
MENTIONS = frozenset({"number", "preceding", "first", "title", "date"})
#: Where a quotation begins or ends: typographic marks, and straight ones by their neighbours.
_OPENS = re.compile(r"[“«]|(?<!\S)\"(?=\w)")
_CLOSES = re.compile(r"[”»]|(?<=\S)\"(?!\w)")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A cross-reference that an editor may accept. `target` may name a paragraph, after `#`.

    `others` are further articles that the same words refer to (“the three last numbers”).
    """

    id: str
    sort: str
    article: str
    span: Span
    words: str
    target: str
    score: float
    evidence: str
    others: tuple[str, ...] = ()

    @property
    def targets(self) -> tuple[str, ...]:
        """Everything that it refers to, in the order of time."""
        return self.target, *self.others

    @property
    def body(self) -> str:
        """The text of the note that accepting it makes."""
        more = [f"{{article}}`{other}`" for other in self.others]
        rest = f" and {more.pop()}" if more else ""
        several = "".join(f", {each}" for each in more) + rest
        return BODIES[self.sort].format(target=self.target)[:-1] + several + "."


def suggest_links(
    texts: Sequence[Text],
    patterns: Mapping[str, Sequence[str]] | None = None,
    decided: Collection[str] = (),
    linked: Mapping[tuple[str, str], Sequence[Span]] = MappingProxyType({}),
) -> list[Suggestion]:
    """The suggestions for articles in their order in time, the surest first.

    Left out are those whose id is *decided*. *linked* are the passages of the notes that link an
    article to a target already. Of two articles, every reused passage is suggested, one mention
    (by number, title, date, …), and a likeness only where there is nothing else.
    """
    found = [*_named(texts, patterns), *_reused(texts), *_alike(texts)]
    taken = defaultdict(list, {pair: list(spans) for pair, spans in linked.items()})
    named = {
        pair
        for each in found
        for pair in _pairs(each)
        if each.sort in MENTIONS and any(each.span.overlaps(span) for span in taken[pair])
    }
    kept = []
    for each in sorted(found, key=lambda s: (-s.score, s.article, s.span, s.target)):
        fresh = []
        for target, pair in zip(each.targets, _pairs(each), strict=True):
            if any(each.span.overlaps(span) for span in taken[pair]):
                continue
            if (each.sort in MENTIONS and pair in named) or (
                each.sort == "similar" and taken[pair]
            ):
                continue
            # A lesser mention does not come up because the better one was declined.
            taken[pair].append(each.span)
            named |= {pair} if each.sort in MENTIONS else set()
            fresh.append(target)
        if fresh and each.id not in decided:
            kept.append(replace(each, target=fresh[0], others=tuple(fresh[1:])))
    return kept


def _pairs(each: Suggestion) -> list[tuple[str, str]]:
    return [(each.article, target.partition("#")[0]) for target in each.targets]


def _made(
    sort: str, text: Text, span: Span, target: str, score: float, evidence: str,
    others: tuple[str, ...] = (),
) -> Suggestion:  # fmt: skip
    article, reading = text
    words = reading.words(span)
    key = "\0".join((sort, article.id, target.partition("#")[0], words, *others))
    id = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:8]
    return Suggestion(id, sort, article.id, span, words, target, round(score, 2), evidence, others)


def _named(
    texts: Sequence[Text], patterns: Mapping[str, Sequence[str]] | None
) -> Iterator[Suggestion]:
    series = Series([article for article, _ in texts], patterns)
    found = [
        (text, each)
        for text in texts
        for each in series.citings(text[0], text[1].text, _body(text[1]))
    ]
    naming = Counter({(each.sort, each.target, text[0].id): 1 for text, each in found})
    spread = Counter((sort, target) for sort, target, _ in naming)
    together: dict[tuple[str, str, Span], list[tuple[Text, Citing]]] = defaultdict(list)
    for text, each in found:
        # A title that many articles use is a phrase, such as the name of a house of parliament.
        if each.sort == "title" and spread[each.sort, each.target] > _PHRASE:
            continue
        # Only words such as “the three last numbers” mean several; two articles of one day do not.
        key = each.target if each.sort != "preceding" else ""
        together[text[0].id, each.sort + key, each.span].append((text, each))
    for several in together.values():
        text, first = several[0]
        others = tuple(each.target for _, each in several[1:] if each.target != first.target)
        yield _made(first.sort, text, first.span, first.target, first.score, first.evidence, others)


def _body(reading: ReadingText) -> Span:
    """The text below the title."""
    start = (
        reading.blocks[0].span.end if reading.blocks and reading.blocks[0].kind == "heading" else 0
    )
    return Span(start, len(reading.text))


def _reused(texts: Sequence[Text]) -> Iterator[Suggestion]:
    index = ReuseIndex()
    for text in texts:
        body = _body(text[1])
        for found in index.add(text[1].text):
            article, reading = texts[found.earlier]
            # The same title over two articles is no quotation.
            if not body.contains(found.span) or not _body(reading).contains(found.earlier_span):
                continue
            if _same(text[0], article):
                continue
            span = _within_marks(text[1].text, found.span)
            target = f"{article.id}{_paragraph(reading, found.earlier_span)}"
            score = found.score * min(1.0, 0.5 + found.same / 40)
            evidence = f"{found.same} equal words: “{plain(reading.words(found.earlier_span), 70)}”"
            yield _made("reuse", text, span, target, score, evidence)


def _within_marks(text: str, span: Span) -> Span:
    """The longest part of a passage that no quotation begins or ends within.

    Words behind a closing mark are equal by chance: “… again as was voted” is.
    """
    places, open_at = [span.start], list[int]()
    marks = [(m, 1) for m in _OPENS.finditer(text, *span)]
    marks += [(m, -1) for m in _CLOSES.finditer(text, *span)]
    for mark, step in sorted(marks, key=lambda found: found[0].start()):
        if step == 1:
            open_at.append(mark.start())
        elif open_at:
            open_at.pop()
        else:
            places += mark.span()
    for at in open_at:
        places += (at, at + 1)
    places = [*sorted(places), span.end]
    start, end = max(
        zip(places[::2], places[1::2], strict=True), key=lambda part: part[1] - part[0]
    )
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))


def _same(article: Article, other: Article) -> bool:
    """Whether two articles are two printings of one."""
    return (
        bool(article.number) and article.number == other.number and article.author == other.author
    )


def _paragraph(reading: ReadingText, span: Span) -> str:
    number = reading.block_at(span.start).number
    return f"#p{number}" if number else ""


def _alike(texts: Sequence[Text]) -> Iterator[Suggestion]:
    places: list[tuple[int, Block]] = [
        (number, block)
        for number, (_, reading) in enumerate(texts)
        for block in reading.blocks
        if block.kind == "paragraph" and block.number
    ]
    words = [(number, texts[number][1].words(block.span)) for number, block in places]
    for found in find_likenesses(words):
        (later, block), (earlier, other) = places[found.later], places[found.earlier]
        if _same(texts[later][0], texts[earlier][0]):
            continue
        target = f"{texts[earlier][0].id}#p{other.number}"
        evidence = f"rare words in common: {', '.join(found.words)}"
        yield _made(
            "similar", texts[later], _opening(texts[later][1], block), target, found.score, evidence
        )


def _opening(reading: ReadingText, block: Block) -> Span:
    """The first words of a paragraph, on which a note about the whole of it stands."""
    text = reading.text[block.span.start : block.span.end]
    words = text.split(" ", 8)
    end = len(text) if len(words) <= 8 else len(text) - len(words[8]) - 1
    return Span(block.span.start, block.span.start + end)


def note_of(suggestion: Suggestion, reading: ReadingText, author: str, date: str) -> str:
    """The file of the note that an accepted suggestion becomes."""
    quote = describe_quote(reading.text, suggestion.span)
    return note_text(quote, "reference", author, date, suggestion.body)


def note_name(suggestion: Suggestion) -> str:
    """A file name, without ending, that says what the note is and is the same each time."""
    words = re.findall(r"[a-z0-9]+", suggestion.words.lower())[:5]
    return "-".join([*words, suggestion.id])[-70:].strip("-")


def read_decisions(text: str, path: str) -> dict[str, str]:
    """What was decided: `accepted` or `declined`, by the suggestion's id.

    Raises `FileError` for the first line that is no decision.
    """
    decisions = {}
    for number, line in enumerate(text.split("\n"), 1):
        found = _DECISION.fullmatch(line)
        if found:
            decisions[found["id"]] = found["decision"]
        elif line.strip() and not line.lstrip().startswith("#"):
            message = f"“{plain(line)}” is no decision."
            hint = "Write “id”: accepted or “id”: declined, one a line."
            raise FileError(Problem(Code.SUGGEST_FORM, message, Place(path, number), hint))
    return decisions


def decision_line(suggestion: Suggestion, decision: str) -> str:
    """The line by which a decision is remembered, with what it was about."""
    about = f"{suggestion.article} → {suggestion.target}: {plain(suggestion.words, 50)}"
    return f'"{suggestion.id}": {decision}  # {about}\n'
