"""The picture of who cites whom, and the same in words."""

from __future__ import annotations

from docutils import nodes

from ...citations import Citation, Standing
from ...cite import quoted
from ...dates import readable_date
from ...model import Article, Work
from ...network import describe, draw, network
from .. import nodes as ours
from ..session import Session
from .phrases import count, pointing, sentence
from .table import edition_list

TITLE = "Which article refers to which"
#: More articles than this are not listed each with what it cites, but only the most cited.
_LISTED, _MOST_CITED = 120, 50
_WORKS = 10


@edition_list("network")
def references(session: Session) -> list[nodes.Node]:
    """A picture of the references between articles, with a list that says the same."""
    found = [each for each in session.citations if each.standing is not Standing.OWN]
    if not found:
        return [sentence("No article of this edition refers to another yet.")]
    drawn = network(session.report.book.edition.articles, found)
    words = describe(drawn)
    picture = ours.network(network=drawn, svg=draw(drawn, TITLE), words=words)
    legend = "Each line leads from an article to one that it refers to, and ends in an arrow there."
    if any(line.later for line in drawn.lines):
        legend += " A broken line leads to a later one."
    if any(not stop.articles for stop in drawn.stops):
        legend += " A hollow point is a work that this edition does not hold."
    said = sentence(f"{words} {legend}", classes=["about"])
    return [picture, said, *_listed(found)]


def _listed(found: list[Citation]) -> list[nodes.Node]:
    by_article: dict[str, list[Citation]] = {}
    for each in found:
        by_article.setdefault(each.article.id, []).append(each)
    items = nodes.bullet_list(classes=["references"])
    if len(by_article) > _LISTED:
        about = f"The {_MOST_CITED} that are referred to most; every article says at its end who refers to it."
        items += _most_cited(found)
        return [sentence(about, classes=["about"]), items]
    for several in by_article.values():
        parts = [*_thing(several[0].article), nodes.Text(" refers to ")]
        targets: dict[Article | Work, list[Citation]] = {}
        for each in several:
            targets.setdefault(each.target, []).append(each)
        for number, (target, uses) in enumerate(list(targets.items())[:_WORKS]):
            parts += [nodes.Text("; ")] * bool(number)
            parts += [*_thing(target), nodes.Text(" ("), *_notes(uses), nodes.Text(")")]
        if len(targets) > _WORKS:
            parts.append(nodes.Text(f"; and {len(targets) - _WORKS} more"))
        items += nodes.list_item("", sentence(*parts, "."))
    return [items]


def _most_cited(found: list[Citation]) -> list[nodes.Node]:
    citing: dict[Article | Work, set[str]] = {}
    for each in found:
        citing.setdefault(each.target, set()).add(each.article.id)
    most = sorted(citing.items(), key=lambda item: (-len(item[1]), item[0].date))
    return [
        nodes.list_item("", sentence(*_thing(target), f": {count(len(by), 'article')}."))
        for target, by in most[:_MOST_CITED]
    ]


def _thing(target: Article | Work) -> list[nodes.Node]:
    held = isinstance(target, Article)
    sort, key = ("article", target.id) if isinstance(target, Article) else ("work", target.key)
    title = target.running_title if isinstance(target, Article) else target.title
    date = [readable_date(target.date)] if target.date else []
    about = ", ".join(date + ["not in this edition"] * (not held))
    return [pointing(sort, key, quoted(title)), nodes.Text(f" ({about})" if about else "")]


def _notes(uses: list[Citation]) -> list[nodes.Node]:
    made: list[nodes.Node] = []
    for number, note in enumerate({each.note.id: each.note for each in uses}.values()):
        made += [nodes.Text(", ")] * bool(number)
        made.append(pointing("note", note.id, note.said))
    return made
