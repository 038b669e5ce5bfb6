"""The lists of what the editors changed: emendations of the text, notes withdrawn."""

from __future__ import annotations

from docutils import nodes

from ...dates import readable_date
from ..session import Session
from .phrases import pointing, sentence
from .table import edition_list


@edition_list("emendations")
def emendations(session: Session) -> list[nodes.Node]:
    """Each deliberate difference from a seed, article by article."""
    made: list[nodes.Node] = []
    for article in session.report.book.edition.articles:
        if not article.emendations:
            continue
        title = sentence(
            pointing("article", article.id, article.running_title),
            f", {readable_date(article.date)}",
        )
        title["ids"] = [f"emendations-{article.id}"]
        items = nodes.enumerated_list(
            enumtype="arabic", prefix="", suffix=".", classes=["emendations"]
        )
        for emendation in article.emendations:
            words = [
                nodes.strong("", "Seed: "),
                nodes.literal("", _shown(emendation.seed)),
                nodes.Text(" "),
                nodes.strong("", "Text: "),
                nodes.literal("", _shown(emendation.text))
                if emendation.text
                else nodes.emphasis("", "left out"),
            ]
            items += nodes.list_item("", sentence(*words), sentence(emendation.reason))
        made += [title, items]
    return made


def _shown(text: str) -> str:
    return " ¶ ".join(" ".join(part.split()) for part in text.split("\n\n"))


@edition_list("withdrawn")
def withdrawn(session: Session) -> list[nodes.Node]:
    """Notes that are no longer shown, each with the reason."""
    items = nodes.bullet_list(classes=["withdrawn"])
    for apparatus in session.report.book.apparatus.values():
        for note in apparatus.withdrawn:
            where = pointing("article", note.article, apparatus.article.running_title)
            by = f": the note “{note.name}” ({note.author}, {readable_date(note.date)}) was withdrawn. {note.withdrawn}"
            items += nodes.list_item("", sentence(where, by))
    return [items] if items.children else []
