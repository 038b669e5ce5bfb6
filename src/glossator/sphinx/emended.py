"""On which page stand an article's emendations, where one page for all would grow with the edition?"""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Article
from .times import Sheet, sheets

#: So many letters of emendations stand on one page, and beside its own each takes so many.
_LETTERS, _AROUND = 80_000, 400


def emended_pages(articles: Sequence[Article], language: str) -> tuple[Sheet[Article], ...]:
    """The further pages of the list, each with its articles; none where the list is whole."""
    emended = [article for article in articles if article.emendations]
    if _fits(emended):
        return ()
    return sheets("emendations", emended, lambda article: article.date, _fits, language)


def _fits(articles: Sequence[Article]) -> bool:
    return (
        sum(
            len(each.seed) + len(each.text) + len(each.reason) + _AROUND
            for article in articles
            for each in article.emendations
        )
        <= _LETTERS
    )
