"""Which earlier articles do texts name, or speak of without naming them?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ..citing import Citing, Series
from ..model import Span
from ..similar import Paragraphs
from .record import Suggestion, Text, body_of, made, numbered_words, paragraphs_of, same

#: A title that more articles use than these is a phrase.
_PHRASE = 3
#: How many characters around “a former paper” say which it is, and how far the first must be ahead.
_AROUND, _LEAD = 200, 1.4


def named(
    texts: Sequence[Text], patterns: Mapping[str, Sequence[str]] | None
) -> Iterator[Suggestion]:
    series = Series([article for article, _ in texts], patterns)
    found = [
        (text, each)
        for text in texts
        for each in series.citings(text[0], text[1].text, body_of(text[1]))
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
        yield made(first.sort, text, first.span, first.target, first.score, first.evidence, others)


def recalled(
    texts: Sequence[Text], patterns: Mapping[str, Sequence[str]] | None
) -> Iterator[Suggestion]:
    """Mentions such as “a former paper”, with the article that what is said beside them is like."""
    series = Series([article for article, _ in texts], patterns)
    places = paragraphs_of(texts)
    asked: Paragraphs | None = None
    for number, text in enumerate(texts):
        article, reading = text
        for span in series.unnamed(article, reading.text, body_of(reading)):
            asked = asked or Paragraphs(numbered_words(texts, places))
            block = reading.block_at(span.start).span
            around = Span(
                max(block.start, span.start - _AROUND), min(block.end, span.end + _AROUND)
            )
            before = {n for n in range(number) if not same(article, texts[n][0])}
            near = asked.nearest(reading.words(around), before)
            if not near:
                continue
            first, lead = near[0], near[0].score / near[1].score if near[1:] else _LEAD
            other = places[first.paragraph][1]
            target = f"{texts[first.text][0].id}#p{other.number}"
            evidence = f"it is not said which; words in common: {', '.join(first.words)}"
            score = 0.6 if lead >= _LEAD else 0.4
            yield made("former", text, span, target, score, evidence)
