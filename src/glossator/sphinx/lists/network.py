"""The picture of who cites whom, and the same in words."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence

from docutils import nodes

from ...citations import Citation, Standing
from ...cite import quoted
from ...dates import readable_date
from ...labels import Words, labels, note_words
from ...model import Article, Work
from ...network import MOST, Network, describe, draw, network, shown
from .. import nodes as ours
from ..session import Session
from ..times import Sheet, sheet_of, sheets
from .phrases import paged, pointing, sentence
from .table import Further, edition_list, further_pages

#: More articles than this are listed on further pages; then the page has the most cited.
_LISTED, _MOST_CITED = 120, 50
#: So many rows of the picture can be read where it has to stand on one page.
_ON_PAPER = 24
#: So many works are named at each article where the list is one page.
_WORKS = 10


@edition_list("network")
def references(session: Session) -> list[nodes.Node]:
    """A picture of the references between articles, with a list that says the same."""
    found = _found(session)
    if not found:
        return [sentence(labels(session.language)["no_references"])]
    language, fixed = session.language, labels(session.language)
    most = MOST if session.bounded else _ON_PAPER
    drawn = network(session.report.book.edition.articles, found, most, language)
    goals = _goals(session, drawn)
    made = _drawn(drawn, {time: "#".join(goal) for time, goal in goals.items()}, language)
    if sum(1 for _ in _by_article(found)) <= _LISTED:
        return [*made, _listed(found, language, _WORKS)]
    times = nodes.bullet_list(classes=["references"])
    for stop in drawn.stops:
        if goal := goals.get(stop.key):
            time, about = shown(stop, language)
            link = pointing("list", goal[0], time, fragment=goal[1])
            times += nodes.list_item("", sentence(link, f"{fixed['colon']}{about}."))
    made += [times] if times.children else []
    about = fixed["most_cited"].format(number=_MOST_CITED)
    return [*made, sentence(about, classes=["about"]), _most_cited(found, language)]


@further_pages("network")
def of_times(session: Session) -> Iterator[Further]:
    """A page for each year, or for a month, with all references of its articles."""
    pages = _pages(session)
    names, language = {page.name: page.title for page in pages}, session.language
    for page in pages:
        found = [each for _, several in page.things for each in several]
        among = {each.article.id: each.article for each in found}
        drawn = network(tuple(among.values()), found, language=language)
        text = *_drawn(drawn, {}, language), _listed(found, language)
        yield Further(page.name, page.title, paged(names, page.name, *text))


Cites = tuple[Article, list[Citation]]


def _found(session: Session) -> list[Citation]:
    return [each for each in session.citations if each.standing is not Standing.OWN]


def _by_article(found: Iterable[Citation]) -> Iterator[Cites]:
    """The articles that refer to others, each with its references, in their order in time."""
    by_id: dict[str, list[Citation]] = {}
    for each in found:
        by_id.setdefault(each.article.id, []).append(each)
    yield from ((several[0].article, several) for several in by_id.values())


def _pages(session: Session) -> tuple[Sheet[Cites], ...]:
    """The further pages of the list, where it is not whole."""
    if "network" not in session.common:
        citing = sorted(_by_article(_found(session)), key=lambda each: each[0].order)
        whole = not session.bounded or len(citing) <= _LISTED
        session.common["network"] = (
            ()
            if whole
            else sheets(
                "references", citing, lambda each: each[0].date, _can_be_drawn, session.language
            )
        )
    made: tuple[Sheet[Cites], ...] = session.common["network"]
    return made


def _can_be_drawn(several: Sequence[Cites]) -> bool:
    """Whether each article that refers or is referred to has a row of its own in one picture."""
    return not network([], [each for _, found in several for each in found]).by


def _goals(session: Session, drawn: Network) -> dict[str, tuple[str, str]]:
    """For each row that stands for a time the page with its references, and its first article."""
    made = {}
    for stop in drawn.stops:
        page = sheet_of(_pages(session), stop.key) if stop.together and stop.key else None
        if page is not None:
            first = [each.id for each, _ in page.things if each.date.startswith(stop.key)]
            if first:
                made[stop.key] = page.name, f"from-{first[0]}"
    return made


def _drawn(drawn: Network, goals: dict[str, str], language: str) -> list[nodes.Node]:
    """The picture and what it shows in words."""
    fixed, words = labels(language), describe(drawn, language)
    svg = draw(drawn, fixed["network"], language=language)
    picture = ours.network(network=drawn, svg=svg, words=words, goals=goals)
    legend = [words, fixed["network_lines"]]
    legend += [fixed["network_later"]] * any(line.later for line in drawn.lines)
    legend += [fixed["network_records"]] * any(not stop.articles for stop in drawn.stops)
    return [picture, sentence(" ".join(legend), classes=["about"])]


def _listed(found: list[Citation], language: str, most: int = sys.maxsize) -> nodes.bullet_list:
    """Each article with what it refers to, *most* things of each."""
    fixed = labels(language)
    items = nodes.bullet_list(classes=["references"])
    for article, several in _by_article(found):
        refers = nodes.Text(f" {fixed['refers_to']} ")
        parts = [*_thing(article, language, fixed), refers]
        targets: dict[Article | Work, list[Citation]] = {}
        for each in several:
            targets.setdefault(each.target, []).append(each)
        for number, (target, uses) in enumerate(list(targets.items())[:most]):
            parts += [nodes.Text(fixed["semicolon"])] * bool(number)
            parts += [*_thing(target, language, fixed), nodes.Text(" ("), *_notes(uses, fixed)]
            parts.append(nodes.Text(")"))
        if len(targets) > most:
            more = fixed.count("more", len(targets) - most)
            parts.append(nodes.Text(fixed["semicolon"] + more))
        items += nodes.list_item("", sentence(*parts, "."), ids=[f"from-{article.id}"])
    return items


def _most_cited(found: list[Citation], language: str) -> nodes.bullet_list:
    fixed = labels(language)
    citing: dict[Article | Work, set[str]] = {}
    for each in found:
        citing.setdefault(each.target, set()).add(each.article.id)
    most = sorted(citing.items(), key=lambda item: (-len(item[1]), item[0].date))
    items = nodes.bullet_list(classes=["references"])
    for target, by in most[:_MOST_CITED]:
        number = f"{fixed['colon']}{fixed.count('n_articles', len(by))}."
        items += nodes.list_item("", sentence(*_thing(target, language, fixed), number))
    return items


def _thing(target: Article | Work, language: str, fixed: Words) -> list[nodes.Node]:
    held = isinstance(target, Article)
    sort, key = ("article", target.id) if isinstance(target, Article) else ("work", target.key)
    title = target.running_title if isinstance(target, Article) else target.title
    date = [readable_date(target.date, language)] if target.date else []
    about = ", ".join(date + [fixed["not_held"]] * (not held))
    return [
        pointing(sort, key, quoted(title, language)),
        nodes.Text(f" ({about})" if about else ""),
    ]


def _notes(uses: list[Citation], fixed: Words) -> list[nodes.Node]:
    made: list[nodes.Node] = []
    for number, note in enumerate({each.note.id: each.note for each in uses}.values()):
        made += [nodes.Text(", ")] * bool(number)
        made.append(pointing("note", note.id, note_words(fixed, note.number, note.name)))
    return made
