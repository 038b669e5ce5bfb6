"""Is the edited text the seed’s, but for the emendations?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial

from .. import watch
from ..book import Book
from ..collate import Collation, Difference, collate
from ..declare import Edit, declare
from ..markup import ARTICLE, LIMIT_LINES
from ..model import Article, Place, Seed
from ..problems import Code, Problem, Severity, plain, some
from ..quotefile import yaml_text

#: Of one sentence, how many readings are said; and what is too long to be pasted from a message.
_MOST, _LONGEST = 4, 500
#: Somebody with more differences than this has taken the wrong seed, and wants no emendations.
_MOST_DECLARED = 20
#: Readings further apart are not looked at together; nor those with the end of a sentence between.
_NEAR = 200
_ENDS = re.compile(r"[.!?]\W{0,3}\s|\n\n")


def collation(book: Book) -> Iterator[Problem]:
    """The edited text is the seed's, but for the emendations."""
    for article in book.edition.articles:
        if article.seed not in book.edition.seeds:
            message = f"the seed “{plain(article.seed)}” is not in the manifest of seeds."
            line = article.lines.get("seed", 1)
            yield Problem(Code.SEED_MISSING, message, Place(article.place.path, line))
            continue
        if len(article.body) > ARTICLE.limit or article.body.count("\n") > LIMIT_LINES:
            continue  # refused for its size already
        watch.at(article.place.path)
        key = book.memory.key(f"article {article.id}", f"seed {article.seed}")
        again = partial(_collated, article, book.edition.seeds)
        yield from book.memory.recall_small(f"collation {article.id}", key, again)
    used = {article.seed for article in book.edition.articles}
    for name in book.edition.seeds:
        if name not in used:
            message, place = (
                "no article is made from this seed.",
                Place(book.edition.seeds[name].path),
            )
            yield Problem(Code.SEED_UNUSED, message, place, severity=Severity.WARNING)


def _collated(article: Article, seeds: Mapping[str, Seed]) -> tuple[Problem, ...]:
    return tuple(some(list(collate_article(article, seeds[article.seed]))))


def collate_article(article: Article, seed: Seed) -> Iterator[Problem]:
    """The undeclared differences between an article and its seed, as problems."""
    found = collate(seed, article.body, article.emendations)
    path = article.place.path
    for number, group in enumerate(_sentences(found)):
        said = "; ".join(map(_said, group[:_MOST]))
        more = f"; and {len(group) - _MOST} more in the same sentence" if len(group) > _MOST else ""
        hint = "Restore the seed's reading, or declare it under “emendations”"
        hint += _declared(found, group) if number < _MOST_DECLARED else " with a reason."
        place = Place(path, article.body_line + group[0].line - 1)
        yield Problem(Code.COLLATION_DIFFERENCE, f"the text reads {said}{more}.", place, hint)
    for unfit in found.unfit:
        message = (
            f"the emendation of “{plain(unfit.emendation.seed, 60)}” does not hold: {unfit.reason}"
        )
        yield Problem(Code.COLLATION_EMENDATION, message, unfit.emendation.place)


def _said(difference: Difference) -> str:
    sort = f" (only {difference.typography})" if difference.typography else ""
    return (
        f"{_reading(difference.text)} where the seed (line {difference.seed_line}) "
        f"has {_reading(difference.seed)}{sort}"
    )


def _sentences(found: Collation) -> Iterator[list[Difference]]:
    """The differences, those of one sentence together: one slip often makes several."""
    group: list[Difference] = []
    for difference in found.differences:
        if group and not _same_sentence(found.seed, group[-1], difference):
            yield group
            group = []
        group.append(difference)
    if group:
        yield group


def _same_sentence(seed: str, one: Difference, next: Difference) -> bool:
    if one.span is None or next.span is None:
        return False
    between = seed[one.span.start : next.span.start]
    return len(between) < _NEAR and not _ENDS.search(between)


def _declared(found: Collation, group: list[Difference]) -> str:
    """The lines of front matter that would declare these differences, as the end of a sentence."""
    if sum(len(one.seed) + len(one.text) for one in group) > _LONGEST:
        return " with a reason."
    edits = [Edit(one.span, one.text, "") for one in group if one.span is not None]
    made = list(declare(found.seed, edits, _LONGEST)) if len(edits) == len(group) else []
    items = [
        f"- {{seed: {yaml_text(each.seed)}, text: {yaml_text(each.text)}, reason: …}}"
        for each in made
    ]
    clear = all(found.seed.count(each.seed) == 1 and not _taken(found, each.seed) for each in made)
    if not made or not clear or sum(map(len, items)) > _LONGEST:
        return " with a reason."
    return ", with a reason: " + " and ".join(f"`{plain(item, _LONGEST)}`" for item in items)


def _taken(found: Collation, words: str) -> bool:
    """Whether an emendation changes some of these words already."""
    start = found.seed.find(words)
    return any(span.start < start + len(words) and start < span.end for span in found.emended)


def _reading(words: str) -> str:
    return f"“{plain(words)}”" if words else "nothing"
