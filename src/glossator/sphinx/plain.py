"""How do builders that have no margin and no links set our nodes: without losing a note."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docutils import nodes

from . import nodes as ours

Visitor = Callable[[Any, Any], None]
Handlers = dict[str, tuple[Visitor, Visitor | None]]

_UNPLACED = "The words that these notes were written on are not in the text as it stands."


def _nothing(self: Any, node: nodes.Element) -> None:
    """The children speak for themselves."""


def everywhere() -> Handlers:
    """Handlers that only pass through, for nodes that are gone before a page is written."""
    return dict.fromkeys(("html", "latex", "text", "man", "texinfo"), (_nothing, _nothing))


def handlers(node: type[nodes.Element]) -> Handlers:
    """The handlers of one of our nodes in the plain builders."""
    tables = {"text": TEXT, "man": MAN, "texinfo": TEXINFO}
    return {name: table.get(node, (_nothing, _nothing)) for name, table in tables.items()}


def _key(node: nodes.Element) -> str:
    return f"[{node['number']}]" if node["number"] else f"[no place] “{node['exact']}”"


def _by(node: nodes.Element) -> str:
    return f"{node['author']}, {node['date']}"


# --- text ------------------------------------------------------------------------------------


def _text_visit_annotation(self: Any, node: ours.annotation) -> None:
    self.new_state(2)
    self.new_state(0)
    self.add_text(f"{_key(node)} {node['label']}.")
    self.end_state()


def _text_depart_annotation(self: Any, node: ours.annotation) -> None:
    self.new_state(0)
    self.add_text(_by(node))
    self.end_state()
    self.end_state()


def _text_visit_sources(self: Any, node: ours.annotation_sources) -> None:
    self.new_state(0)
    self.add_text("Sources: ")


def _text_depart_sources(self: Any, node: ours.annotation_sources) -> None:
    self.end_state()


def _text_visit_reference(self: Any, node: ours.annotation_reference) -> None:
    self.add_text(f"[{node['number']}]")
    raise nodes.SkipNode


def _text_visit_unplaced(self: Any, node: ours.unplaced) -> None:
    self.new_state(0)
    self.add_text(f"Notes without a place. {_UNPLACED}")
    self.end_state()


TEXT: dict[type[nodes.Element], tuple[Visitor, Visitor | None]] = {
    ours.annotation: (_text_visit_annotation, _text_depart_annotation),
    ours.annotation_sources: (_text_visit_sources, _text_depart_sources),
    ours.annotation_reference: (_text_visit_reference, None),
    ours.unplaced: (_text_visit_unplaced, _nothing),
}

# --- manual pages ----------------------------------------------------------------------------


def _man_line(self: Any, font: str, text: str) -> None:
    """A line in another font; the translator's own escaping keeps it from being a request."""
    self.body.append(f"\n.sp\n\\f{font}")
    self.visit_Text(nodes.Text(text))
    self.body.append("\\fP\n")


def _man_visit_annotation(self: Any, node: ours.annotation) -> None:
    self.indent(4)
    _man_line(self, "B", f"{_key(node)} {node['label']}.")


def _man_depart_annotation(self: Any, node: ours.annotation) -> None:
    _man_line(self, "I", _by(node))
    self.dedent()


def _man_visit_sources(self: Any, node: ours.annotation_sources) -> None:
    self.body.append("\n.sp\n\\fISources:\\fP ")


def _man_depart_sources(self: Any, node: ours.annotation_sources) -> None:
    self.body.append("\n")


def _man_visit_reference(self: Any, node: ours.annotation_reference) -> None:
    self.body.append(f"[{node['number']}]")
    raise nodes.SkipNode


def _man_visit_unplaced(self: Any, node: ours.unplaced) -> None:
    _man_line(self, "R", f"Notes without a place. {_UNPLACED}")


MAN: dict[type[nodes.Element], tuple[Visitor, Visitor | None]] = {
    ours.annotation: (_man_visit_annotation, _man_depart_annotation),
    ours.annotation_sources: (_man_visit_sources, _man_depart_sources),
    ours.annotation_reference: (_man_visit_reference, None),
    ours.unplaced: (_man_visit_unplaced, _nothing),
}

# --- Texinfo ---------------------------------------------------------------------------------


def _texinfo_visit_annotation(self: Any, node: ours.annotation) -> None:
    self.add_anchor(node["ids"][0], node)
    words = f"{self.escape(_key(node))} {self.escape(node['label'])}."
    self.body.append(f"\n@quotation\n@strong{{{words}}}\n\n")


def _texinfo_depart_annotation(self: Any, node: ours.annotation) -> None:
    self.body.append(f"\n@emph{{{self.escape(_by(node))}}}\n@end quotation\n\n")


def _texinfo_visit_sources(self: Any, node: ours.annotation_sources) -> None:
    self.body.append("\n\n@emph{Sources:} ")


def _texinfo_visit_reference(self: Any, node: ours.annotation_reference) -> None:
    self.body.append(f"[{node['number']}]")
    raise nodes.SkipNode


def _texinfo_visit_unplaced(self: Any, node: ours.unplaced) -> None:
    self.body.append(f"\n\n@strong{{Notes without a place.}} {_UNPLACED}\n")


TEXINFO: dict[type[nodes.Element], tuple[Visitor, Visitor | None]] = {
    ours.annotation: (_texinfo_visit_annotation, _texinfo_depart_annotation),
    ours.annotation_sources: (_texinfo_visit_sources, _nothing),
    ours.annotation_reference: (_texinfo_visit_reference, None),
    ours.unplaced: (_texinfo_visit_unplaced, _nothing),
}
