"""The lists of what the editors changed: emendations of the text, notes withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from docutils import nodes

from ...dates import readable_date
from ...labels import labels
from ...model import Article
from ..session import Session
from .phrases import paged, pointing, sentence, to_parts
from .table import Further, edition_list, further_pages


@edition_list("emendations")
def emendations(session: Session) -> list[nodes.Node]:
    """Each deliberate difference from a seed, article by article; of very many, where they stand."""
    if not (pages := session.emended if session.bounded else ()):
        return _listed(session, session.report.book.edition.articles)
    return [
        to_parts(
            {
                page.name: f"{page.title} ({sum(len(each.emendations) for each in page.things)})"
                for page in pages
            }
        )
    ]


@further_pages("emendations")
def of_times(session: Session) -> Iterator[Further]:
    """A page for each year, or for each month of a year with very many emendations."""
    pages = session.emended
    names = {page.name: page.title for page in pages}
    for page in pages:
        listed = _listed(session, page.things)
        yield Further(page.name, page.title, paged(names, page.name, *listed))


def _listed(session: Session, articles: Sequence[Article]) -> list[nodes.Node]:
    words = labels(session.language)
    made: list[nodes.Node] = []
    for article in articles:
        if not article.emendations:
            continue
        title = sentence(
            pointing("article", article.id, article.running_title),
            f", {readable_date(article.date, session.language)}",
        )
        title["ids"] = [f"emendations-{article.id}"]
        items = nodes.enumerated_list(
            enumtype="arabic", prefix="", suffix=".", classes=["emendations"]
        )
        for emendation in article.emendations:
            items += nodes.list_item(
                "",
                _reading(words, "seed", emendation.seed, "nothing"),
                _reading(words, "text", emendation.text, "left_out"),
                sentence(emendation.reason, classes=["reason"]),
            )
        made += [title, items]
    return made


def _reading(fixed: Mapping[str, str], name: str, text: str, nothing: str) -> nodes.paragraph:
    """One of the two readings; that it is a block quotation is said in words."""
    lines, label = text.splitlines(), fixed[name]
    if lines and all(line.startswith(">") for line in lines if line.strip()):
        label += f", {fixed['as_quotation']}"
        text = "\n".join(line.removeprefix(">").strip() for line in lines)
    shown = " ¶ ".join(" ".join(part.split()) for part in text.split("\n\n"))
    words = nodes.literal("", shown) if shown else nodes.emphasis("", fixed[nothing])
    return sentence(nodes.strong("", f"{label}{fixed['colon']}"), words, classes=["reading"])


@edition_list("withdrawn")
def withdrawn(session: Session) -> list[nodes.Node]:
    """Notes that are no longer shown, each with the reason."""
    items = nodes.bullet_list(classes=["withdrawn"])
    book, words = session.report.book, labels(session.language)
    for article in book.edition.articles:
        for note in book.gists[article.id].withdrawn:
            where = pointing("article", note.article, article.running_title)
            date = readable_date(note.date, session.language)
            by = words["withdrawn_note"].format(name=note.name, author=note.author, date=date)
            items += nodes.list_item("", sentence(where, f"{words['colon']}{by} {note.withdrawn}"))
    return [items] if items.children else []
