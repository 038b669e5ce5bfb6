"""The index: names, subjects, authors and works, with the places of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from docutils import nodes

from ...cite import quoted
from ...index import Heading, index
from ...labels import Words, labels
from ...model import Article
from ...references import Use
from ..session import Session
from .phrases import MOST, jumps, pointing, sentence
from .table import edition_list

#: So many places are named under one heading, and fewer where there are very many headings.
_MOST, _LEAST, _ALL = 24, 3, 9_000
#: From so many headings on, a section begins with the letters that lead into it.
_JUMP = 40
_NUMBERS = "0–9"
_BESIDE = "\u00a0"


@edition_list("index")
def headings(session: Session) -> list[nodes.Node]:
    """Every heading by section and letter, each with its places."""
    found = index(session.report.book, session.backlinks)
    most = max(_LEAST, min(_MOST, _ALL // max(len(found), 1)))
    alone = len(session.report.book.edition.articles) == 1
    words = labels(session.language)
    sections = dict.fromkeys(heading.section for heading in found)
    parts = {f"index-{section}": words[section] for section in sections}
    made: list[nodes.Node] = [jumps(parts)] if session.bounded and len(parts) > 1 else []
    for section, several in groupby(found, key=lambda heading: heading.section):
        ids = [f"index-{section}"]
        made.append(nodes.rubric("", words[section], classes=["index-section"], ids=ids))
        letters = [
            (at, list(of)) for at, of in groupby(several, key=lambda heading: heading.letter)
        ]
        if session.bounded and sum(len(of) for _, of in letters) > _JUMP:
            made.append(_jumps(section, [letter for letter, _ in letters]))
        for letter, of_letter in letters:
            items = nodes.bullet_list(classes=["index-list"])
            for heading in of_letter:
                page = _page_of_uses(session, heading)
                items += nodes.list_item("", sentence(*_line(heading, most, alone, page, words)))
            head = nodes.paragraph("", letter or _NUMBERS, classes=["index-letter"])
            head["ids"] = [_id(section, letter)]
            made += [head, items]
    return made


def _jumps(section: str, letters: Sequence[str]) -> nodes.paragraph:
    """A line of letters that lead to where they begin."""
    made = nodes.paragraph(classes=["index-letters"])
    for number, letter in enumerate(letters):
        made += [nodes.Text(" ")] * bool(number)
        made += nodes.reference("", letter or _NUMBERS, internal=True, refid=_id(section, letter))
    return made


def _id(section: str, letter: str) -> str:
    return nodes.make_id(
        f"index-{section}-{'-'.join(str(ord(char)) for char in letter) or 'other'}"
    )


def _line(
    heading: Heading, most: int, alone: bool, page: str, words: Words
) -> Iterator[nodes.Node | str]:
    if heading.term:
        yield pointing("term", heading.term, heading.words)
    elif heading.work:
        yield pointing("work", heading.work, heading.words)
    else:
        yield heading.words
    shown = heading.places[:most]
    for article, uses in groupby(shown, key=lambda use: use.article):
        yield from _places(article, list(uses), alone, words)
    if (more := len(heading.places) - most) > 0:
        yield words["semicolon"]
        rest = words.count("more", more)
        yield pointing("uses", page, rest) if page else rest


def _page_of_uses(session: Session, heading: Heading) -> str:
    """The page on which the website has all uses of what is used often; empty where there is none."""
    sort, key = ("term", heading.term) if heading.term else ("work", heading.work)
    all_uses = session.backlinks.terms if heading.term else session.backlinks.works
    often = len(all_uses.get(key, ())) > MOST
    return f"{sort}-{key}" if session.bounded and often else ""


def _places(
    article: Article | None, uses: Sequence[Use], alone: bool, fixed: Words
) -> Iterator[nodes.Node | str]:
    if article is not None and not alone:
        number = article.series_number.replace(" ", _BESIDE)
        title = number or quoted(article.running_title, fixed.language)
        yield fixed["semicolon"]
        yield pointing("article", article.id, title)
    before = ""
    for use in uses:
        sign, words, sort, target, fragment = _place(use, fixed)
        if words:
            # One sign for a run of places of one sort, as books have it.
            shown = words if sign and sign == before else sign + words
            yield ", "
            yield pointing(sort, target, shown, fragment=fragment)
        before = sign


def _place(use: Use, fixed: Words) -> tuple[str, str, str, str, str]:
    """How a place is named beside its article (not at all if it is the whole), and what it is."""
    if use.entry is not None:
        first, last = fixed.marks[:2]
        term = f"{first}{use.entry.term}{last}"
        return fixed["in_glossary_short"], term, "term", use.entry.id, ""
    if use.page is not None:
        return "", use.page.title, "page", use.page.docname, ""
    assert use.article is not None
    if use.annotation is not None:
        first, last = fixed.marks[:2]
        number = f"{fixed['n']}{_BESIDE}", str(use.number)
        name = fixed["note_short"], f"{first}{use.annotation.name}{last}"
        sign, words = number if use.number else name
        return sign, words, "note", use.annotation.id, ""
    if not use.paragraph:
        return "", "", "article", use.article.id, ""
    return "¶", str(use.paragraph), "article", use.article.id, f"p{use.paragraph}"
