"""How is each inline node set?"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes

from ..sphinx import nodes as ours
from .tree import DOCUMENT, Run, Style, Tree, inline


def _styled(name: str) -> Any:
    def handler(tree: Tree, node: nodes.Element, style: Style) -> list[Run]:
        return tree.runs(node, {**style, name: 1})

    return handler


inline(nodes.emphasis, nodes.title_reference, addnodes.literal_emphasis)(_styled("em"))
inline(nodes.strong, addnodes.literal_strong)(_styled("st"))
inline(nodes.literal)(_styled("code"))
inline(nodes.superscript)(_styled("sup"))
inline(nodes.subscript)(_styled("sub"))


@inline(nodes.inline, nodes.generated, nodes.abbreviation, nodes.acronym, addnodes.pending_xref)
def _through(tree: Tree, node: nodes.Element, style: Style) -> list[Run]:
    return tree.runs(node, style)


@inline(nodes.raw, nodes.comment, nodes.target, nodes.substitution_definition, addnodes.index)
def _skipped(tree: Tree, node: nodes.Element, style: Style) -> list[Run]:
    """Raw output of another format, and what only leaves a name."""
    if isinstance(node, nodes.raw) and node.astext().strip() in ("<br>", "<br/>", "<br />"):
        return [{"k": "br"}]
    made = tree.runs(node, style) if isinstance(node, nodes.target) else []
    return made


@inline(nodes.math)
def _math(tree: Tree, node: nodes.Element, style: Style) -> list[Run]:
    return [{**style, "s": node.astext(), "code": 1}]


@inline(nodes.image)
def _image(tree: Tree, node: nodes.image, style: Style) -> list[Run]:
    path = tree.image(node)
    alt = str(node.get("alt", ""))
    return [{"k": "img", "path": path, "alt": alt}] if path else [{**style, "s": f"[{alt}]"}]


@inline(nodes.reference)
def _reference(tree: Tree, node: nodes.reference, style: Style) -> list[Run]:
    address = str(node.get("refuri", ""))
    if node.get("refid"):
        return tree.runs(node, {**style, "to": tree.label(node["refid"])})
    if address.startswith(DOCUMENT):
        name, _, id = address.removeprefix(DOCUMENT).partition("#")
        return tree.runs(node, {**style, "to": f"{name}#{id}" if id else name, "page": 1})
    if address.startswith(("https://", "http://", "mailto:")):
        return tree.runs(node, {**style, "href": address})
    return tree.runs(node, style)


@inline(nodes.footnote_reference)
def _footnote_reference(tree: Tree, node: nodes.footnote_reference, style: Style) -> list[Run]:
    made: Run = {"s": node.astext().strip(), "sup": 1}
    if node.get("refid"):
        made["to"] = tree.label(node["refid"])
    if node.get("ids"):
        made["at"] = [tree.label(id) for id in node["ids"]]
    return [{**style, **made}]


@inline(nodes.citation_reference)
def _citation_reference(tree: Tree, node: nodes.Element, style: Style) -> list[Run]:
    return tree.runs(node, style)


@inline(nodes.problematic)
def _problematic(tree: Tree, node: nodes.Element, style: Style) -> list[Run]:
    return tree.runs(node, {**style, "code": 1})


@inline(addnodes.download_reference, addnodes.number_reference)
def _download(tree: Tree, node: nodes.Element, style: Style) -> list[Run]:
    return tree.runs(node, style)


@inline(ours.foreign)
def _foreign(tree: Tree, node: ours.foreign, style: Style) -> list[Run]:
    language, *parts = node["language"].split("-")
    region = next((part for part in parts if len(part) == 2), "")
    return tree.runs(node, {**style, "lang": language.lower(), "region": region.lower()})


@inline(ours.annotation_mark)
def _mark(tree: Tree, node: ours.annotation_mark, style: Style) -> list[Run]:
    lines = sorted({*style.get("mark", ()), *(tree.slots.get(id, 0) for id in node["annotations"])})
    return tree.runs(node, {**style, "mark": lines})


@inline(ours.annotation_reference)
def _annotation_reference(tree: Tree, node: ours.annotation_reference, style: Style) -> list[Run]:
    return [{"k": "ref", "note": node["annotation"], "n": node["number"]}]


@inline(ours.pointing)
def _pointing(tree: Tree, node: ours.pointing, style: Style) -> list[Run]:
    sort, target = node["sort"], node["target"]
    made: dict[str, Any] = {**style, "to": f"{sort}:{target}", "sort": sort}
    if sort == "article" and node.get("fragment"):
        made["fragment"] = node["fragment"]
    if sort in ("note", "article", "emendation"):
        made["page"] = 1
    if node.get("automatic"):
        del made["sort"]
    runs = tree.runs(node, made)
    if node.get("automatic") and runs:
        runs[0]["at"] = [f"mention:{tree.docname.rpartition('/')[2]}:{target}"]
    return runs
