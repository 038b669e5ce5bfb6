"""The index: names, subjects, authors and works, with the places of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from docutils import nodes

from ...cite import quoted
from ...index import Heading
from ...labels import Words, labels
from ...model import Article
from ...references import Use
from ..session import Session
from .leaves import LONG, NUMBERS, Leaf, leaves, letter_id, page_of_places
from .phrases import jumps, paged, pointing, sentence
from .table import Further, edition_list, further_pages

_BESIDE = "\u00a0"


@edition_list("index")
def headings(session: Session) -> list[nodes.Node]:
    """Every heading by section and letter, each with its places; long sections on further pages."""
    sections = {
        section: list(several)
        for section, several in groupby(leaves(session), key=lambda leaf: leaf.section)
    }
    words = labels(session.language)
    parts = {f"index-{section}": words[section] for section in sections}
    made: list[nodes.Node] = [jumps(parts)] if session.bounded and len(parts) > 1 else []
    for section, several in sections.items():
        ids = [f"index-{section}"]
        made.append(nodes.rubric("", words[section], classes=["index-section"], ids=ids))
        made += [_guide(several)] if several[0].name else _section(session, several[0])
    return made


@further_pages("index")
def letters(session: Session) -> Iterator[Further]:
    """A page for each letter of each long section, or several."""
    divided = [leaf for leaf in leaves(session) if leaf.name]
    for section, several in groupby(divided, key=lambda leaf: leaf.section):
        of_section = list(several)
        names = {leaf.name: _called(leaf) for leaf in of_section}
        for leaf in of_section:
            title = f"{labels(session.language)[section]}, {names[leaf.name]}"
            text = paged(names, leaf.name, _headings(session, leaf, leaf.headings))
            yield Further(leaf.name, title, text, f"index-{section}")


def _called(leaf: Leaf) -> str:
    return leaf.letter + (f"{_BESIDE}{leaf.number}" if leaf.number > 1 else "")


def _guide(leaves: Sequence[Leaf]) -> nodes.Node:
    """For each page of a section its letter, its first and its last heading, and their number."""
    items = nodes.bullet_list(classes=["index-list"])
    for leaf in leaves:
        first, last = leaf.headings[0].words, leaf.headings[-1].words
        span = first if len(leaf.headings) == 1 else f"{first} – {last}"
        count = f" ({len(leaf.headings)})"
        link = pointing("list", leaf.name, f"{_called(leaf)}: {span}")
        items += nodes.list_item("", sentence(link, count))
    return items


def _section(session: Session, leaf: Leaf) -> Iterator[nodes.Node]:
    """A whole section, letter by letter."""
    letters = [
        (at, list(of)) for at, of in groupby(leaf.headings, key=lambda heading: heading.letter)
    ]
    if session.bounded and len(leaf.headings) > LONG:
        yield _jumps(leaf.section, [letter for letter, _ in letters])
    for letter, of_letter in letters:
        head = nodes.paragraph("", letter or NUMBERS, classes=["index-letter"])
        head["ids"] = [letter_id(leaf.section, letter)]
        yield from (head, _headings(session, leaf, of_letter))


def _headings(session: Session, leaf: Leaf, some: Sequence[Heading]) -> nodes.Node:
    alone = len(session.report.book.edition.articles) == 1
    words = labels(session.language)
    items = nodes.bullet_list(classes=["index-list"])
    for heading in some:
        more = len(heading.places) > leaf.shown and session.bounded
        page = page_of_places(session, heading) if more else ""
        items += nodes.list_item("", sentence(*_line(heading, leaf.shown, alone, page, words)))
    return items


def _jumps(section: str, letters: Sequence[str]) -> nodes.paragraph:
    """A line of letters that lead to where they begin."""
    made = nodes.paragraph(classes=["index-letters"])
    for number, letter in enumerate(letters):
        made += [nodes.Text(" ")] * bool(number)
        id = letter_id(section, letter)
        made += nodes.reference("", letter or NUMBERS, internal=True, refid=id)
    return made


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
