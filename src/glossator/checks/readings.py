"""Is the edited text the seed’s, but for the emendations?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..apparatus import Book
from ..collate import collate
from ..memory import digest
from ..model import Article, Place, Seed
from ..problems import Code, Problem, Severity, plain


def collation(book: Book) -> Iterator[Problem]:
    """The edited text is the seed's, but for the emendations."""
    for article in book.edition.articles:
        seed = book.edition.seeds.get(article.seed)
        if seed is None:
            message = f"the seed “{plain(article.seed)}” is not in the manifest of seeds."
            line = article.lines.get("seed", 1)
            yield Problem(Code.SEED_MISSING, message, Place(article.place.path, line))
            continue
        key = digest(article, seed.text, seed.format)
        again = partial(_collated, article, seed)
        yield from book.memory.recall(f"collation {article.id}", key, again)
    used = {article.seed for article in book.edition.articles}
    for name, seed in book.edition.seeds.items():
        if name not in used:
            message = "no article is made from this seed."
            yield Problem(Code.SEED_UNUSED, message, Place(seed.path), severity=Severity.WARNING)


def _collated(article: Article, seed: Seed) -> tuple[Problem, ...]:
    return tuple(collate_article(article, seed))


def collate_article(article: Article, seed: Seed) -> Iterator[Problem]:
    """The undeclared differences between an article and its seed, as problems."""
    found = collate(seed, article.body, article.emendations)
    path = article.place.path
    for difference in found.differences:
        sort = f" (only {difference.typography})" if difference.typography else ""
        message = (
            f"the text reads {_reading(difference.text)} where the seed "
            f"(line {difference.seed_line}) has {_reading(difference.seed)}{sort}."
        )
        hint = "Restore the seed's reading, or declare the difference under “emendations” with a reason."
        place = Place(path, article.body_line + difference.line - 1)
        yield Problem(Code.COLLATION_DIFFERENCE, message, place, hint)
    for unfit in found.unfit:
        message = (
            f"the emendation of “{plain(unfit.emendation.seed, 60)}” does not hold: {unfit.reason}"
        )
        yield Problem(Code.COLLATION_EMENDATION, message, unfit.emendation.place)


def _reading(words: str) -> str:
    return f"“{plain(words)}”" if words else "nothing"
