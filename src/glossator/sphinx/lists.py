"""What stands on the pages that the edition makes itself: glossary, works, emendations …?

A maintainers' page says with a directive where a list goes; the list is filled in when the
page is written, because it speaks of the whole edition. One entry of `LISTS` a list.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable, Iterable

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from ..dates import readable_date
from ..kinds import KINDS
from ..model import Contributor
from ..references import Use
from ..works import SOURCE_KINDS
from . import nodes as ours
from .articles import note_node, sources_node
from .bibliography import format_works
from .render import Renderer
from .session import Session, session_of

List = Callable[[Session], list[nodes.Node]]
LISTS: dict[str, List] = {}


def edition_list(name: str) -> Callable[[List], List]:
    """Make a function the content of the directive `{edition-<name>}`."""

    def add(function: List) -> List:
        LISTS[name] = function
        return function

    return add


class EditionListDirective(SphinxDirective):
    """`{edition-<name>}`: the place of a generated list."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        return [ours.edition_list(name=self.name.removeprefix("edition-"))]


class FillLists(SphinxPostTransform):
    """Fills in the lists, before links inside the edition are resolved, for they hold many."""

    default_priority = 4

    def run(self, **kwargs: object) -> None:
        for place in list(self.document.findall(ours.edition_list)):
            place.replace_self(
                LISTS[place["name"]](session_of(self.app)) or [nodes.paragraph("", "None.")]
            )


def _pointing(sort: str, target: str, words: str, **attributes: object) -> nodes.Node:
    return ours.pointing("", nodes.Text(words), sort=sort, target=target, **attributes)


def _sentence(*parts: nodes.Node | str, classes: Iterable[str] = ()) -> nodes.paragraph:
    made = nodes.paragraph(classes=list(classes))
    made += [nodes.Text(part) if isinstance(part, str) else part for part in parts]
    return made


def _joined(links: Iterable[nodes.Node]) -> list[nodes.Node | str]:
    made: list[nodes.Node | str] = []
    for link in links:
        made += [", ", link] if made else [link]
    return made


@edition_list("articles")
def articles(session: Session) -> list[nodes.Node]:
    """Every article by date, with its author and the number of its notes."""
    items = nodes.bullet_list(classes=["article-list"])
    for apparatus in session.report.book.apparatus.values():
        article = apparatus.article
        count = len(apparatus.placed) + len(apparatus.unplaced)
        about = (
            f"{article.author}, {readable_date(article.date)} · {count} note{'s' * (count != 1)}"
        )
        items += nodes.list_item(
            "",
            _sentence(_pointing("article", article.id, article.title)),
            _sentence(about, classes=["about"]),
        )
    return [items] if items.children else []


@edition_list("kinds")
def kinds(session: Session) -> list[nodes.Node]:
    """The kinds of notes, what each is for, and how many there are."""
    edition = session.report.book.edition
    counts = Counter(note.kind for notes in edition.annotations.values() for note in notes)
    made = nodes.definition_list(classes=["kinds"])
    for kind in KINDS.values():
        term = nodes.term("", f"{kind.label} ({counts[kind.name]})", ids=[f"kind-{kind.name}"])
        made += nodes.definition_list_item(
            "", term, nodes.definition("", _sentence(kind.description))
        )
    return [made]


@edition_list("emendations")
def emendations(session: Session) -> list[nodes.Node]:
    """Each deliberate difference from a seed, article by article."""
    made: list[nodes.Node] = []
    for article in session.report.book.edition.articles:
        if not article.emendations:
            continue
        title = _sentence(
            _pointing("article", article.id, article.running_title),
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
            items += nodes.list_item("", _sentence(*words), _sentence(emendation.reason))
        made += [title, items]
    return made


def _shown(text: str) -> str:
    return " ¶ ".join(" ".join(part.split()) for part in text.split("\n\n"))


@edition_list("glossary")
def glossary(session: Session) -> list[nodes.Node]:
    """Every entry with its definition, its sources and where it is used."""
    made = nodes.definition_list(classes=["glossary-list"])
    by_term = sorted(
        session.report.book.glossary, key=lambda definition: definition.entry.term.casefold()
    )
    for definition in by_term:
        entry = definition.entry
        term = nodes.term("", entry.term, ids=[f"term-{entry.id}"])
        body = nodes.definition()
        if definition.body is None:
            body += _sentence("This entry is not shown, because its text cannot be used as it is.")
        else:
            body += Renderer(definition.body, entry.place.path, session.targets).blocks()
        if entry.sources:
            body += sources_node(entry.sources, session.targets)
        if uses := session.backlinks.terms.get(entry.id):
            body += _sentence(
                "Appears in: ", *_joined(map(use_link, _compact(uses))), ".", classes=["backlinks"]
            )
        made += nodes.definition_list_item("", term, body)
    return [made] if made.children else []


def _compact(uses: Iterable[Use]) -> list[Use]:
    """The same uses: articles by date, each before its notes; then entries and pages."""
    return sorted(uses, key=lambda use: (use.article.date if use.article else "~", use.number))


def use_link(use: Use) -> nodes.Node:
    """A link to where something is used."""
    if use.entry is not None:
        return _pointing("term", use.entry.id, f"glossary, “{use.entry.term}”")
    if use.page is not None:
        return _pointing("page", use.page.docname, use.page.title)
    assert use.article is not None
    if use.annotation is None:
        where = f", ¶{use.paragraph}" if use.paragraph else ""
        fragment = f"p{use.paragraph}" if use.paragraph else ""
        words = use.article.running_title + where
        return _pointing("article", use.article.id, words, fragment=fragment)
    words = f"note {use.number}" if use.number else f"note “{use.annotation.name}”"
    return _pointing("note", use.annotation.id, words)


@edition_list("works")
def works(session: Session) -> list[nodes.Node]:
    """Every work cited, under its kind of source, with the notes and entries that cite it."""
    edition = session.report.book.edition
    formatted = format_works(edition.bibtex)
    cited = [work for work in edition.works if work.key in session.backlinks.works]
    made: list[nodes.Node] = []
    for kind, label in (*SOURCE_KINDS.items(), ("", "Other")):
        items = nodes.bullet_list(classes=["works-list"])
        for work in cited:
            if work.kind == kind or (not kind and work.kind not in SOURCE_KINDS):
                uses = _joined(map(use_link, _compact(session.backlinks.works[work.key])))
                entry = nodes.paragraph(ids=[f"work-{work.key}"], classes=["work"])
                entry += [
                    nodes.strong("", work.label),
                    nodes.Text(". "),
                    *copy.deepcopy(formatted[work.key]),
                ]
                items += nodes.list_item(
                    "", entry, _sentence("Cited in: ", *uses, ".", classes=["backlinks"])
                )
        if items.children:
            made += [nodes.rubric("", label, classes=["source-kind"]), items]
    return made


@edition_list("contributors")
def contributors(session: Session) -> list[nodes.Node]:
    """Who wrote and who reviewed how many notes."""
    edition = session.report.book.edition
    notes = [note for of_article in edition.annotations.values() for note in of_article]
    wrote = Counter(note.author for note in notes)
    reviewed = Counter(name for note in notes for name in note.reviewed_by)
    items = nodes.bullet_list(classes=["contributors"])
    for handle in sorted({*wrote, *reviewed}, key=lambda name: (-wrote[name], name.casefold())):
        person = edition.contributors.get(handle, Contributor(handle, handle))
        parts: list[nodes.Node | str] = [person.name]
        if person.orcid:
            address = f"https://orcid.org/{person.orcid}"
            parts += [" (", nodes.reference("", f"ORCID {person.orcid}", refuri=address), ")"]
        parts += [f" · {_count(wrote[handle], 'note')}"] if wrote[handle] else []
        parts += [f" · {reviewed[handle]} reviewed"] if reviewed[handle] else []
        items += nodes.list_item("", _sentence(*parts))
    return [items] if items.children else []


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


@edition_list("withdrawn")
def withdrawn(session: Session) -> list[nodes.Node]:
    """Notes that are no longer shown, each with the reason."""
    items = nodes.bullet_list(classes=["withdrawn"])
    for apparatus in session.report.book.apparatus.values():
        for note in apparatus.withdrawn:
            where = _pointing("article", note.article, apparatus.article.running_title)
            by = f": the note “{note.name}” ({note.author}, {readable_date(note.date)}) was withdrawn. {note.withdrawn}"
            items += nodes.list_item("", _sentence(where, by))
    return [items] if items.children else []


__all__ = ["LISTS", "EditionListDirective", "FillLists", "note_node"]
