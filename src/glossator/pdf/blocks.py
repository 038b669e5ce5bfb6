"""How is each block node set?"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes

from ..sphinx import nodes as ours
from .tree import Block, Tree, block


@block(nodes.paragraph, nodes.attribution, nodes.caption, nodes.legend, addnodes.compact_paragraph)
def _paragraph(tree: Tree, node: nodes.Element) -> list[Block]:
    made: Block = {"t": "p", "r": tree.runs(node)}
    if "number" in node:
        made["n"] = node["number"]
    if node["classes"]:
        made["c"] = list(node["classes"])
    return [made]


@block(nodes.section)
def _section(tree: Tree, node: nodes.section) -> list[Block]:
    tree.level += 1
    made = tree.blocks(node)
    tree.level -= 1
    return made


@block(nodes.title)
def _title(tree: Tree, node: nodes.title) -> list[Block]:
    return [{"t": "h", "l": max(tree.level, 1), "r": tree.runs(node)}]


@block(nodes.rubric, nodes.subtitle)
def _rubric(tree: Tree, node: nodes.Element) -> list[Block]:
    return [{"t": "rubric", "l": tree.level + 1, "r": tree.runs(node)}]


@block(nodes.bullet_list)
def _bullets(tree: Tree, node: nodes.bullet_list) -> list[Block]:
    return [{"t": "ul", "items": _items(tree, node), "c": list(node["classes"])}]


@block(nodes.enumerated_list)
def _numbers(tree: Tree, node: nodes.enumerated_list) -> list[Block]:
    return [
        {
            "t": "ol",
            "items": _items(tree, node),
            "start": int(node.get("start", 1)),
            "c": list(node["classes"]),
        }
    ]


def _items(tree: Tree, node: nodes.Element) -> list[list[Block]]:
    return [tree.blocks(item) for item in node.children if isinstance(item, nodes.list_item)]


@block(nodes.definition_list, nodes.field_list, nodes.option_list)
def _definitions(tree: Tree, node: nodes.Element) -> list[Block]:
    return [
        {
            "t": "dl",
            "items": [_definition(tree, item) for item in node.children],
            "c": list(node["classes"]),
        }
    ]


_TERMS = (nodes.term, nodes.field_name, nodes.option_group, nodes.classifier)


def _definition(tree: Tree, item: nodes.Node) -> Block:
    made: Block = {"term": [], "b": []}
    for child in getattr(item, "children", ()):
        if isinstance(child, _TERMS):
            made["term"] += tree.runs(child)
            tree._name(child, made)
        else:
            made["b"] += tree.blocks(child)
    return made


@block(nodes.block_quote)
def _quote(tree: Tree, node: nodes.Element) -> list[Block]:
    return [{"t": "quote", "b": tree.blocks(node)}]


@block(nodes.transition)
def _transition(tree: Tree, node: nodes.Element) -> list[Block]:
    return [{"t": "hr"}]


@block(nodes.literal_block, nodes.doctest_block, nodes.math_block)
def _literal(tree: Tree, node: nodes.Element) -> list[Block]:
    return [{"t": "pre", "s": node.astext().expandtabs(4)}]


@block(nodes.line_block)
def _lines(tree: Tree, node: nodes.Element) -> list[Block]:
    runs: list[dict[str, Any]] = []
    for line in node.findall(nodes.line):
        runs += [{"k": "br"}] * bool(runs) + tree.runs(line)
    return [{"t": "p", "r": runs}]


@block(nodes.table)
def _table(tree: Tree, node: nodes.table) -> list[Block]:
    made: Block = {"t": "table", "head": [], "body": [], "widths": [], "caption": []}
    for part in node.children:
        if isinstance(part, nodes.title):
            made["caption"] = tree.runs(part)
        elif isinstance(part, nodes.tgroup):
            _group(tree, part, made)
    return [made]


def _group(tree: Tree, group: nodes.tgroup, made: Block) -> None:
    for part in group.children:
        if isinstance(part, nodes.thead):
            made["head"] += [_row(tree, row) for row in part.children]
        elif isinstance(part, nodes.tbody):
            made["body"] += [_row(tree, row) for row in part.children]
    rows = made["head"] + made["body"]
    made["widths"] = _widths(rows)


def _row(tree: Tree, row: nodes.Node) -> list[Block]:
    return [
        {
            "b": tree.blocks(entry),
            "over": int(entry.get("morecols", 0)) + 1,
            "down": int(entry.get("morerows", 0)) + 1,
            "chars": len(entry.astext()),
            **({"whole": 1} if _short(entry.astext()) else {}),
        }
        for entry in getattr(row, "children", ())
        if isinstance(entry, nodes.entry)
    ]


#: Letters of a cell, and of a word in it, that needs no hyphens: a date, a name, a number.
_CELL, _WORD = 40, 10


def _short(words: str) -> bool:
    return len(words) <= _CELL and all(len(word) <= _WORD for word in words.split())


def _widths(rows: list[list[Block]]) -> list[float]:
    """Shares of the width, by the square root of each column's text, so that short ones stay legible."""
    columns = max((sum(cell["over"] for cell in row) for row in rows), default=0)
    longest = [1] * columns
    for row in rows:
        for place, cell in enumerate(row[:columns]):
            if cell["over"] == 1:
                longest[place] = max(longest[place], cell["chars"])
    return [round(length**0.5 + 1, 2) for length in longest]


@block(nodes.image)
def _image(tree: Tree, node: nodes.image) -> list[Block]:
    path = tree.image(node)
    alt = str(node.get("alt", ""))
    return (
        [{"t": "image", "path": path, "alt": alt}]
        if path
        else [{"t": "p", "r": [{"s": f"[{alt}]"}]}]
    )


@block(ours.timeline)
def _timeline(tree: Tree, node: ours.timeline) -> list[Block]:
    path = tree.image(node)
    alt = f"{tree.words['drawing']}, {node.get('words', '')}."
    return [{"t": "image", "path": path, "alt": alt, "wide": 1}] if path else []


@block(ours.network)
def _network(tree: Tree, node: ours.network) -> list[Block]:
    path = tree.image(node)
    alt = f"{tree.words['drawing_references']} {node['words']}"
    return [{"t": "image", "path": path, "alt": alt, "wide": 1}] if path else []


@block(ours.picture)
def _picture(tree: Tree, node: ours.picture) -> list[Block]:
    path = tree.image(node)
    return [{"t": "image", "path": path, "alt": node["alt"], "wide": 1}] if path else []


@block(nodes.figure)
def _figure(tree: Tree, node: nodes.figure) -> list[Block]:
    return [{"t": "figure", "b": tree.blocks(node)}]


@block(nodes.footnote, nodes.citation)
def _footnote(tree: Tree, node: nodes.Element) -> list[Block]:
    label = next((child.astext() for child in node.children if isinstance(child, nodes.label)), "")
    rest = [child for child in node.children if not isinstance(child, nodes.label)]
    made: Block = {"t": "footnote", "label": label, "b": tree.blocks(rest)}
    if node.get("backrefs"):
        made["back"] = tree.label(node["backrefs"][0])
    return [made]


@block(nodes.Admonition)  # type: ignore[arg-type]  # a mixin of node classes
def _admonition(tree: Tree, node: nodes.Element) -> list[Block]:
    title = next(
        (tree.runs(child) for child in node.children if isinstance(child, nodes.title)), None
    )
    rest = [child for child in node.children if not isinstance(child, nodes.title)]
    name = type(node).__name__.replace("_", " ").capitalize()
    return [{"t": "admonition", "title": title or [{"s": name}], "b": tree.blocks(rest)}]


@block(nodes.container)
def _container(tree: Tree, node: nodes.container) -> list[Block]:
    """What it holds, but not the code of a notebook's cell: on paper nobody can run it."""
    return [] if "cell_input" in node["classes"] else tree.blocks(node)


@block(
    nodes.compound,
    nodes.decoration,
    nodes.sidebar,
    nodes.topic,
    nodes.description,
    nodes.definition,
    nodes.field_body,
    nodes.option_list_item,
    nodes.docinfo,
    addnodes.only,
    addnodes.glossary,
    addnodes.centered,
    ours.folded,
    ours.scrolled,
)
def _through(tree: Tree, node: nodes.Element) -> list[Block]:
    return tree.blocks(node)


@block(
    nodes.comment,
    nodes.raw,
    nodes.meta,
    nodes.substitution_definition,
    nodes.target,
    nodes.pending,
    nodes.system_message,
    addnodes.toctree,
    addnodes.index,
    addnodes.tabular_col_spec,
    addnodes.highlightlang,
    addnodes.start_of_file,
)
def _skipped(tree: Tree, node: nodes.Element) -> list[Block]:
    """What another writer speaks of, and what is no text."""
    return []


# --- ours --------------------------------------------------------------------------------------


@block(ours.article_head, ours.article_foot)
def _aside(tree: Tree, node: nodes.Element) -> list[Block]:
    return [{"t": type(node).__name__, "b": tree.blocks(node)}]


@block(ours.annotation_group, ours.unplaced)
def _group_of_notes(tree: Tree, node: nodes.Element) -> list[Block]:
    return [{"t": type(node).__name__, "notes": [note(tree, child) for child in node.children]}]


@block(ours.annotation)
def _note(tree: Tree, node: ours.annotation) -> list[Block]:
    return [{"t": "annotation_group", "notes": [note(tree, node)]}]


@block(ours.annotation_sources)
def _sources(tree: Tree, node: ours.annotation_sources) -> list[Block]:
    return [
        {
            "t": "p",
            "r": [{"s": f"{tree.words['sources']}: "}, *tree.runs(node), {"s": "."}],
            "c": ["sources"],
        }
    ]


#: Letters of a word that may be longer than a line of a narrow margin.
_LONG = 24


def note(tree: Tree, node: Any) -> Block:
    """A note: its number, its kind, its words; its sources run on in the last paragraph."""
    body = [child for child in node.children if not isinstance(child, ours.annotation_sources)]
    made: Block = {
        "note": node["annotation"],
        "n": node["number"],
        "kind": node["label"],
        "author": node["author"],
        "exact": node["exact"],
        "b": tree.blocks(body),
    }
    if any(len(word) > _LONG for word in node.astext().split()):
        made["long"] = 1
    for sources in node.findall(ours.annotation_sources):
        runs = [{**run, "src": 1} for run in tree.runs(sources)]
        if not made["b"] or made["b"][-1]["t"] != "p":
            made["b"].append({"t": "p", "r": []})
        made["b"][-1]["r"] += [{"s": " "}, {"s": "[", "src": 1}, *runs, {"s": "]", "src": 1}]
    return made
