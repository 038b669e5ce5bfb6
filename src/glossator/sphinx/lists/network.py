"""The picture of who cites whom, and the same in words."""

from __future__ import annotations

from docutils import nodes

from ...citations import Citation, Standing
from ...cite import quoted
from ...dates import readable_date
from ...labels import Words, labels, note_words
from ...model import Article, Work
from ...network import describe, draw, network
from .. import nodes as ours
from ..session import Session
from .phrases import pointing, sentence
from .table import edition_list

#: More articles than this are not listed each with what it cites, but only the most cited.
_LISTED, _MOST_CITED = 120, 50
_WORKS = 10


@edition_list("network")
def references(session: Session) -> list[nodes.Node]:
    """A picture of the references between articles, with a list that says the same."""
    fixed = labels(session.language)
    found = [each for each in session.citations if each.standing is not Standing.OWN]
    if not found:
        return [sentence(fixed["no_references"])]
    language = session.language
    drawn = network(session.report.book.edition.articles, found, language=language)
    words = describe(drawn, language)
    svg = draw(drawn, fixed["network"], language=language)
    picture = ours.network(network=drawn, svg=svg, words=words)
    legend = [words, fixed["network_lines"]]
    legend += [fixed["network_later"]] * any(line.later for line in drawn.lines)
    legend += [fixed["network_records"]] * any(not stop.articles for stop in drawn.stops)
    said = sentence(" ".join(legend), classes=["about"])
    return [picture, said, *_listed(found, session.language)]


def _listed(found: list[Citation], language: str) -> list[nodes.Node]:
    fixed = labels(language)
    by_article: dict[str, list[Citation]] = {}
    for each in found:
        by_article.setdefault(each.article.id, []).append(each)
    items = nodes.bullet_list(classes=["references"])
    if len(by_article) > _LISTED:
        about = fixed["most_cited"].format(number=_MOST_CITED)
        items += _most_cited(found, language, fixed)
        return [sentence(about, classes=["about"]), items]
    for several in by_article.values():
        parts = [
            *_thing(several[0].article, language, fixed),
            nodes.Text(f" {fixed['refers_to']} "),
        ]
        targets: dict[Article | Work, list[Citation]] = {}
        for each in several:
            targets.setdefault(each.target, []).append(each)
        for number, (target, uses) in enumerate(list(targets.items())[:_WORKS]):
            parts += [nodes.Text(fixed["semicolon"])] * bool(number)
            parts += [*_thing(target, language, fixed), nodes.Text(" ("), *_notes(uses, fixed)]
            parts.append(nodes.Text(")"))
        if len(targets) > _WORKS:
            parts.append(
                nodes.Text(f"{fixed['semicolon']}{fixed.count('more', len(targets) - _WORKS)}")
            )
        items += nodes.list_item("", sentence(*parts, "."))
    return [items]


def _most_cited(found: list[Citation], language: str, fixed: Words) -> list[nodes.Node]:
    citing: dict[Article | Work, set[str]] = {}
    for each in found:
        citing.setdefault(each.target, set()).add(each.article.id)
    most = sorted(citing.items(), key=lambda item: (-len(item[1]), item[0].date))
    return [
        nodes.list_item(
            "",
            sentence(
                *_thing(target, language, fixed),
                f"{fixed['colon']}{fixed.count('n_articles', len(by))}.",
            ),
        )
        for target, by in most[:_MOST_CITED]
    ]


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
