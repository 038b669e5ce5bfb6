"""Where do links inside the edition lead, in this builder?

`pointing` nodes name a term, a work, an article or a note; only when a page is written is it
known on which page, and under which address, that stands.
"""

from __future__ import annotations

from dataclasses import dataclass

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors import EnvironmentCollector
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from . import nodes as ours
from .session import session_of

#: The folder of the pages that list all uses of one thing, and that of the further pages of lists.
USES, LISTED = "uses", "lists"
#: On which list the anchors of a sort stand, and how they begin.
_ON_LIST = {
    "term": ("glossary", "term-"),
    "work": ("works", "work-"),
    "emendation": ("emendations", "emendations-"),
}


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where a generated list stands: its page, and the section's title and anchor."""

    docname: str
    title: str
    anchor: str


class ListCollector(EnvironmentCollector):
    """Remembers on which page each generated list stands."""

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        pages_of(env).pop(docname, None)
        _places_of(env).pop(docname, None)

    def merge_other(
        self, app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment
    ) -> None:
        pages_of(env).update(
            {doc: names for doc, names in pages_of(other).items() if doc in docnames}
        )
        _places_of(env).update(
            {doc: found for doc, found in _places_of(other).items() if doc in docnames}
        )

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        places, docname = list(doctree.findall(ours.edition_list)), app.env.docname
        if places:
            pages_of(app.env)[docname] = tuple(place["name"] for place in places)
            _places_of(app.env)[docname] = {
                place["name"]: _section_of(place, docname) for place in reversed(places)
            }


def _section_of(place: nodes.Node, docname: str) -> ListPlace:
    while place.parent is not None and not isinstance(place, nodes.section):
        place = place.parent
    title = place.next_node(nodes.title)
    words = " ".join(title.astext().split()) if title else docname
    ids = place["ids"] if isinstance(place, nodes.section) else []
    return ListPlace(docname, words, ids[0] if ids else "")


def _places_of(env: BuildEnvironment) -> dict[str, dict[str, ListPlace]]:
    """Where lists stand, by page and name."""
    if not hasattr(env, "glossator_list_places"):
        env.glossator_list_places = {}  # type: ignore[attr-defined]
    places: dict[str, dict[str, ListPlace]] = env.glossator_list_places  # type: ignore[attr-defined]
    return places


def place_of(env: BuildEnvironment, name: str) -> ListPlace | None:
    """Where a list stands, None where the edition has no such list."""
    docname = page_of(env, name)
    if docname is None:
        return None
    known = _places_of(env).get(docname, {}).get(name)
    return known or ListPlace(docname, env.titles[docname].astext(), "")


def pages_of(env: BuildEnvironment) -> dict[str, tuple[str, ...]]:
    """The names of the lists by the page on which they stand."""
    if not hasattr(env, "glossator_lists"):
        env.glossator_lists = {}  # type: ignore[attr-defined]
    lists: dict[str, tuple[str, ...]] = env.glossator_lists  # type: ignore[attr-defined]
    return lists


def page_of(env: BuildEnvironment, name: str) -> str | None:
    """The page on which a list stands, None where the edition has no such page."""
    return next((doc for doc, names in sorted(pages_of(env).items()) if name in names), None)


def where_lists_stand(env: BuildEnvironment) -> str:
    """The page and the section of every list, for fingerprints: links everywhere lead there."""
    return repr(
        sorted((doc, sorted(found.items(), key=str)) for doc, found in _places_of(env).items())
    )


class ResolvePointing(SphinxPostTransform):
    """Turns `pointing` nodes into links; after the lists are filled in, which hold many of them."""

    default_priority = 5
    builders_that_resolve_themselves = ("glossator-pdf",)

    def run(self, **kwargs: object) -> None:
        if self.app.builder.name not in self.builders_that_resolve_themselves:
            resolve_links(self.document, self.app, self.env.docname)


def resolve_links(document: nodes.Element, app: Sphinx, docname: str) -> None:
    """Make every `pointing` in *document*, which is written as *docname*, a link or its words."""
    places = {name: page_of(app.env, name) for name, _ in _ON_LIST.values()}
    for node in list(document.findall(ours.pointing)):
        goal, anchor = _goal(node, app, places)
        written = goal is not None and goal.partition("/")[0] in (USES, LISTED)
        if goal is None or not (written or goal in app.env.found_docs):
            node.replace_self(list(node.children))
        else:
            node.replace_self(_link(node, app, docname, goal, anchor))


def _link(node: ours.pointing, app: Sphinx, here: str, goal: str, anchor: str) -> nodes.Node:
    automatic = ["automatic"] if node.get("automatic") else []
    classes = [*node["classes"], f"to-{node['sort']}", *automatic]
    if app.builder.format != "html":
        made = make_refnode(app.builder, here, goal, anchor, node.children)
        made["classes"] += classes
        return made
    # Of these a page has hundreds.
    address = "" if here == goal and anchor else app.builder.get_relative_uri(here, goal)
    link = ours.link(refuri=address + f"#{anchor}" * bool(anchor), classes=classes)
    link["sort"], link["target"] = node["sort"], node["target"]
    if "whole" in node:
        link["reftitle"] = node["whole"]
    link.children = node.children
    for child in link.children:
        child.parent = link
    return link


def _goal(
    node: ours.pointing, app: Sphinx, places: dict[str, str | None]
) -> tuple[str | None, str]:
    sort, target = node["sort"], node["target"]
    session = session_of(app)
    if sort == "emendation" and session.bounded and (page := session.emended_at.get(target)):
        return f"{LISTED}/{page}" if places["emendations"] else None, f"emendations-{target}"
    if sort in _ON_LIST:
        name, prefix = _ON_LIST[sort]
        return places[name], prefix + target
    if sort == "uses":
        return f"{USES}/{target}", ""
    if sort == "list":
        return f"{LISTED}/{target}", node.get("fragment", "")
    if sort == "page":
        return target, ""
    articles = session.targets.articles
    if sort == "note":
        article, _, note = target.partition("/")
        return articles[article].docname, f"note-{note}"
    return articles[target].docname, node.get("fragment", "")
