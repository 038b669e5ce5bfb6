"""What do several lists say alike: links, sentences, counts, where something is used?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docutils import nodes

from ...gist import Gist
from ...labels import labels, note_words
from ...model import Article
from ...references import Use
from .. import nodes as ours
from ..room import fitting, of_each
from ..session import Session

#: Uses of one thing to which a list on the website links, and links to uses on one page of it.
MOST, LINKS = 12, 700
#: Of more further pages of a list than this, each links to so many before and after it.
_PARTS, _AROUND = 60, 10


def pointing(sort: str, target: str, words: str, **attributes: object) -> nodes.Node:
    """A link to a thing of the edition."""
    return ours.pointing("", nodes.Text(words), sort=sort, target=target, **attributes)


def sentence(*parts: nodes.Node | str, classes: Iterable[str] = ()) -> nodes.paragraph:
    """A paragraph of these pieces."""
    made = nodes.paragraph(classes=list(classes))
    made += [nodes.Text(part) if isinstance(part, str) else part for part in parts]
    return made


def joined(links: Iterable[nodes.Node]) -> list[nodes.Node | str]:
    """The links with commas between them."""
    made: list[nodes.Node | str] = []
    for link in links:
        made += [", ", link] if made else [link]
    return made


def compact(uses: Iterable[Use]) -> list[Use]:
    """The same uses: articles by date, each before its notes; then entries and pages."""

    def place(use: Use) -> tuple[bool, tuple[str, int, str], int]:
        order = use.article.order if use.article else ("", 0, "")
        return use.article is None, order, use.number

    return sorted(uses, key=place)


def shown_uses(session: Session, sort: str) -> int:
    """How many uses of each entry of the glossary (*sort* is term) or of each work its list shows."""
    name = f"uses of a {sort}"
    if name not in session.common:
        all_uses = session.backlinks.terms if sort == "term" else session.backlinks.works
        session.common[name] = fitting(MOST, LINKS, of_each(map(len, all_uses.values())))
    shown: int = session.common[name]
    return shown


def uses_of(session: Session, sort: str, key: str, lead: str, uses: Iterable[Use]) -> nodes.Node:
    """A sentence with links to the uses of a term or a work.

    On the website, whose lists would grow with the edition, only to the first of them, and to the
    page on which all of them stand.
    """
    ordered, fixed = compact(uses), labels(session.language)
    shown = ordered[: shown_uses(session, sort)] if session.bounded else ordered
    alone = len(session.report.book.edition.articles) == 1
    links: list[nodes.Node | str] = []
    before: Article | None = None
    for use in shown:
        same = use.article is not None and use.article is before
        # Of several uses in one article, the first says in which.
        if links:
            links.append(", " if alone or same else fixed["semicolon"])
        links.append(use_link(use, session.language, named=not (alone or same)))
        before = use.article
    if rest := len(ordered) - len(shown):
        more = fixed.count("more", rest)
        links += [fixed["semicolon"], pointing("uses", f"{sort}-{key}", more)]
    return sentence(lead, *links, ".", classes=["backlinks"])


def to_parts(parts: Mapping[str, str], here: str = "") -> nodes.paragraph:
    """A line of links to further pages of a list, by their names; *here* is one of them.

    Of very many, those around it, the first and the last.
    """
    names = list(parts)
    at = names.index(here) if here else 0
    near = {*names[max(0, at - _AROUND) : at + _AROUND + 1], names[0], names[-1]}
    every = not here or len(parts) <= _PARTS
    made: list[nodes.Node | str] = []
    for name, words in parts.items():
        if every or name in near:
            link = nodes.strong("", words) if name == here else pointing("list", name, words)
            made += [link, " "]
        elif made[-1] != "… ":
            made.append("… ")
    return sentence(*made, classes=["jumps"])


def paged(parts: Mapping[str, str], here: str, *text: nodes.Node) -> tuple[nodes.Node, ...]:
    """The text of a further page: below the line of all of them, above links to its neighbours."""
    names = list(parts)
    at = names.index(here)
    sides = {"before": names[at - 1 : at] if at else [], "after": names[at + 1 : at + 2]}
    steps = [
        pointing("list", name, parts[name], classes=[side])
        for side, some in sides.items()
        for name in some
    ]
    beside = sentence(*(part for step in steps for part in (step, " ")), classes=["neighbours"])
    return (to_parts(parts, here), *text, *([beside] if steps else []))


def jumps(sections: Mapping[str, str]) -> nodes.paragraph:
    """A line of links to the parts of a long list, by their ids and names."""
    links = [nodes.reference("", name, refid=id, internal=True) for id, name in sections.items()]
    return sentence(*(part for link in links for part in (link, " ")), classes=["jumps"])


def use_link(use: Use, language: str, *, named: bool) -> nodes.Node:
    """A link to where something is used; with the name of its article, where that must be said."""
    fixed = labels(language)
    if use.entry is not None:
        return pointing("term", use.entry.id, fixed["in_glossary"].format(term=use.entry.term))
    if use.page is not None:
        return pointing("page", use.page.docname, use.page.title)
    assert use.article is not None
    name = use.article.brief_title
    whole = whole_name(use.article)
    if use.annotation is not None:
        words = note_words(fixed, use.number, use.annotation.name)
        said = f"{name}, {words}" if named else words
        return pointing("note", use.annotation.id, said, **whole if named else {})
    if not use.paragraph:
        return pointing("article", use.article.id, name, **whole)
    said = f"{name}, ¶{use.paragraph}" if named else f"¶{use.paragraph}"
    place = f"p{use.paragraph}"
    return pointing("article", use.article.id, said, fragment=place, **whole if named else {})


def whole_name(article: Article) -> dict[str, str]:
    """The title as a link's alternative, where the link says the beginning of it only."""
    cut = article.brief_title.endswith("…") and article.brief_title != article.running_title
    return {"whole": article.running_title} if cut else {}


def opening(gist: Gist, longest: int = 40) -> str:
    """The first words of an article's first paragraph."""
    words = gist.opening.split()
    return " ".join(words[:longest]) + (" …" if len(words) > longest else "")
