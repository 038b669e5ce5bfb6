"""The index: names, subjects, authors and works, with the places of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from docutils import nodes

from ...cite import quoted
from ...index import SECTIONS, Heading, index
from ...model import Article
from ...references import Use
from ..session import Session
from .phrases import jumps, pointing, sentence
from .table import edition_list

#: So many places are named under one heading, and fewer where there are very many headings.
_MOST, _LEAST, _ALL = 24, 3, 9_000


@edition_list("index")
def headings(session: Session) -> list[nodes.Node]:
    """Every heading by section and letter, each with its places."""
    found = index(session.report.book, session.backlinks)
    most = max(_LEAST, min(_MOST, _ALL // max(len(found), 1)))
    alone = len(session.report.book.edition.articles) == 1
    sections = dict.fromkeys(heading.section for heading in found)
    parts = {f"index-{section}": SECTIONS[section] for section in sections}
    made: list[nodes.Node] = [jumps(parts)] if session.bounded and len(parts) > 1 else []
    for section, several in groupby(found, key=lambda heading: heading.section):
        ids = [f"index-{section}"]
        made.append(nodes.rubric("", SECTIONS[section], classes=["index-section"], ids=ids))
        for letter, of_letter in groupby(several, key=lambda heading: heading.letter):
            items = nodes.bullet_list(classes=["index-list"])
            for heading in of_letter:
                items += nodes.list_item("", sentence(*_line(heading, most, alone)))
            made += [nodes.paragraph("", letter or "0–9", classes=["index-letter"]), items]
    return made


def _line(heading: Heading, most: int, alone: bool) -> Iterator[nodes.Node | str]:
    if heading.term:
        yield pointing("term", heading.term, heading.words)
    elif heading.work:
        yield pointing("work", heading.work, heading.words)
    else:
        yield heading.words
    shown = heading.places[:most]
    for article, uses in groupby(shown, key=lambda use: use.article):
        yield from _places(article, list(uses), alone)
    if len(heading.places) > most:
        yield f"; and {len(heading.places) - most} more"


def _places(
    article: Article | None, uses: Sequence[Use], alone: bool
) -> Iterator[nodes.Node | str]:
    if article is not None and not alone:
        title = article.series_number or quoted(article.running_title)
        yield "; "
        yield pointing("article", article.id, title)
    before = ""
    for use in uses:
        sign, words, sort, target, fragment = _place(use)
        if words:
            # One sign for a run of places of one sort, as books have it.
            shown = words if sign and sign == before else sign + words
            yield ", "
            yield pointing(sort, target, shown, fragment=fragment)
        before = sign


def _place(use: Use) -> tuple[str, str, str, str, str]:
    """How a place is named beside its article (not at all if it is the whole), and what it is."""
    if use.entry is not None:
        return "glossary: ", f"“{use.entry.term}”", "term", use.entry.id, ""
    if use.page is not None:
        return "", use.page.title, "page", use.page.docname, ""
    assert use.article is not None
    if use.annotation is not None:
        sign, words = (
            ("n. ", str(use.number)) if use.number else ("note ", f"“{use.annotation.name}”")
        )
        return sign, words, "note", use.annotation.id, ""
    if not use.paragraph:
        return "", "", "article", use.article.id, ""
    return "¶", str(use.paragraph), "article", use.article.id, f"p{use.paragraph}"
