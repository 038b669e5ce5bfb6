"""How do builders that have no margin and no links set our nodes: without losing a note."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docutils import nodes

from . import nodes as ours

Visitor = Callable[[Any, Any], None]
Handlers = dict[str, tuple[Visitor, Visitor | None]]


def _nothing(self: Any, node: nodes.Element) -> None:
    """The children speak for themselves."""


def everywhere() -> Handlers:
    """Handlers that only pass through, for nodes that are gone before a page is written."""
    return {name: (_nothing, _nothing) for name in ("html", "latex", "text", "man", "texinfo")}


def handlers(node: type[nodes.Element]) -> Handlers:
    """The handlers of one of our nodes in every builder but HTML's."""
    made: Handlers = {name: (_nothing, _nothing) for name in ("latex", "text", "man", "texinfo")}
    if node in TEXT:
        made["text"] = TEXT[node]
    if node in LATEX:
        made["latex"] = LATEX[node]
    return made


def _text_visit_annotation(self: Any, node: ours.annotation) -> None:
    self.new_state(2)
    key = f"[{node['number']}] " if node["number"] else f"[no place] “{node['exact']}” "
    self.add_text(f"{key}{node['label']}.")
    self.end_state()
    self.new_state(2)


def _text_depart_annotation(self: Any, node: ours.annotation) -> None:
    self.end_state()


def _text_visit_sources(self: Any, node: ours.annotation_sources) -> None:
    self.new_state(0)
    self.add_text("Sources: ")


def _text_visit_reference(self: Any, node: ours.annotation_reference) -> None:
    self.add_text(f"[{node['number']}]")
    raise nodes.SkipNode


TEXT: dict[type[nodes.Element], tuple[Visitor, Visitor | None]] = {
    ours.annotation: (_text_visit_annotation, _text_depart_annotation),
    ours.annotation_sources: (_text_visit_sources, _text_depart_annotation),
    ours.annotation_reference: (_text_visit_reference, None),
}


def _latex_visit_annotation(self: Any, node: ours.annotation) -> None:
    key = f"[{node['number']}]" if node["number"] else "[no place]"
    self.body.append(rf"\begin{{quote}}\small\textbf{{{key} {self.encode(node['label'])}.}} ")


def _latex_depart_annotation(self: Any, node: ours.annotation) -> None:
    self.body.append("\\end{quote}\n")


def _latex_visit_sources(self: Any, node: ours.annotation_sources) -> None:
    self.body.append("\n\n\\emph{Sources: }")


def _latex_visit_reference(self: Any, node: ours.annotation_reference) -> None:
    self.body.append(rf"\textsuperscript{{[{node['number']}]}}")
    raise nodes.SkipNode


LATEX: dict[type[nodes.Element], tuple[Visitor, Visitor | None]] = {
    ours.annotation: (_latex_visit_annotation, _latex_depart_annotation),
    ours.annotation_sources: (_latex_visit_sources, _nothing),
    ours.annotation_reference: (_latex_visit_reference, None),
}
