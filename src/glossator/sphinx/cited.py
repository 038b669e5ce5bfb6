"""How does an article say which others cite it: below the paragraph meant, and at its end?

Plain paragraphs, which every builder sets. What many articles cite would fill a page; only the
first of them are named, and the list of all citations has the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes

from ..citations import Citation, is_later
from ..cite import quoted
from ..dates import readable_date
from ..labels import labels, note_words
from ..model import Article
from ..text import ReadingText
from . import nodes as ours

#: So many articles are named in one place, and so many notes of each.
_ARTICLES, _NOTES = 12, 4


def by_block(reading: ReadingText, cited: Iterable[Citation]) -> dict[int, list[Citation]]:
    """The citations of a paragraph, by the top-level block in which it stands."""
    tops = {block.number: block.top for block in reading.blocks if block.number}
    made: dict[int, list[Citation]] = {}
    for each in cited:
        if each.passage in tops:
            made.setdefault(tops[each.passage], []).append(each)
    return made


def cited_passage(cited: list[Citation], language: str) -> nodes.Node:
    """Who cites the paragraph above."""
    assert isinstance(cited[0].target, Article)
    made = nodes.paragraph(classes=["backlinks", "cited-passage"])
    for label, several in _in_time(cited[0].target, cited):
        words = labels(language)[label]
        made += [nodes.Text(f"{words} "), *_articles(several, language), nodes.Text(". ")]
    return made


def cited_article(
    article: Article, cited: tuple[Citation, ...], language: str
) -> Iterator[nodes.Node]:
    """Who cites the article, or a paragraph of it."""
    for label, several in _in_time(article, cited):
        made = nodes.paragraph(classes=["cited-later"])
        words = nodes.strong("", labels(language)[label])
        made += [words, nodes.Text(" "), *_articles(several, language)]
        made += nodes.Text(".")
        yield made


def _in_time(article: Article, cited: Iterable[Citation]) -> Iterator[tuple[str, list[Citation]]]:
    """Those by later articles, as it should be, and those by earlier ones, which is said."""
    before = [each for each in cited if is_later(article, each.article)]
    after = [each for each in cited if not is_later(article, each.article)]
    if after:
        yield "cited_later", after
    if before:
        yield "cited_earlier", before


def _articles(cited: list[Citation], language: str) -> Iterator[nodes.Node]:
    """The articles in their order, each with the notes that cite."""
    fixed = labels(language)
    by_article: dict[str, list[Citation]] = {}
    for each in cited:
        by_article.setdefault(each.article.id, []).append(each)
    for number, several in enumerate(list(by_article.values())[:_ARTICLES]):
        if number:
            yield nodes.Text(fixed["semicolon"])
        article = several[0].article
        title = quoted(article.running_title, language)
        yield ours.pointing("", nodes.Text(title), sort="article", target=article.id)
        yield nodes.Text(f" ({readable_date(article.date, language)})")
        notes = {each.note.id: each.note for each in several}
        for note in list(notes.values())[:_NOTES]:
            yield nodes.Text(", ")
            words = note_words(fixed, note.number, note.name)
            yield ours.pointing("", nodes.Text(words), sort="note", target=note.id)
        if len(notes) > _NOTES:
            yield nodes.Text(" " + fixed.count("more_notes", len(notes) - _NOTES))
    if len(by_article) > _ARTICLES:
        yield nodes.Text(fixed["semicolon"] + fixed.count("more", len(by_article) - _ARTICLES))
