"""Do the arrows between the modules point one way?"""

from __future__ import annotations

import ast
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src" / "glossator"

#: From the bottom to the top: a module may import from its own layer and from those before it.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("model",),
    ("problems", "kinds", "stamp", "starter", "swap", "watch", "child", "languages", "labels"),
    ("characters", "finding", "runs", "memory", "dates", "stems", "timeline", "chronology", "history", "quotefile", "cite"),
    ("addresses", "boundedyaml", "files", "findagain", "markup", "options", "works", "witness", "reuse", "similar", "toc"),
    ("frontmatter",),
    ("text", "anchor", "emend", "collate", "declare"),
    ("glossary", "editorial", "candidates", "citing", "issue", "credit", "suggestions"),
    ("load",),
    ("apparatus",),
    ("references", "pictures", "marks", "issue", "credit", "news"),
    ("citations",),
    ("network", "index"),
    ("checks", "export", "ingest", "reference", "review"),
    ("notebook",),
    ("sphinx", "pdf", "cli", "widget"),
)  # fmt: skip
#: Shells do not import each other; the PDF is a Sphinx builder, so it alone leans on another.
SHELLS = {"sphinx": set(), "pdf": {"sphinx"}, "cli": set(), "widget": set()}
OUTSIDE_OF_SHELLS = {"sphinx", "docutils", "click", "typst", "ipywidgets"}


def _modules() -> dict[str, set[str]]:
    """What each room imports: our own rooms by name, others as `name!`."""
    imports: dict[str, set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        if parts in (("__init__",), ("__main__",)):
            continue
        found = imports.setdefault(parts[0], set())
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                found.update(_targets(node, len(parts)))
            elif isinstance(node, ast.Import):
                found.update(alias.name.split(".")[0] + "!" for alias in node.names)
    return imports


def _targets(node: ast.ImportFrom, depth: int) -> set[str]:
    if node.level == 0:
        return {(node.module or "").split(".")[0] + "!"}
    if node.level < depth:
        return set()  # inside a room
    if node.module:
        return {node.module.split(".")[0]}
    return {alias.name for alias in node.names} - {"__version__"}


def test_every_module_has_a_layer() -> None:
    known = {name for layer in LAYERS for name in layer}
    assert set(_modules()) <= known


def test_arrows_point_one_way() -> None:
    rank = {name: place for place, layer in enumerate(LAYERS) for name in layer}
    wrong = [
        f"{module} imports {target}"
        for module, targets in _modules().items()
        for target in targets
        if target in rank and rank[target] > rank[module]
    ]
    assert not wrong


def test_shells_do_not_import_each_other() -> None:
    modules = _modules()
    for shell, allowed in SHELLS.items():
        others = modules.get(shell, set()) & set(SHELLS) - {shell}
        # The connection of a builder in the extension's setup is not a use of it.
        assert others - {"pdf"} <= allowed


def test_the_core_knows_no_shell_library() -> None:
    outside = {name + "!" for name in OUTSIDE_OF_SHELLS}
    wrong = [
        f"{module} imports {target}"
        for module, targets in _modules().items()
        if module not in SHELLS
        for target in targets & outside
    ]
    assert not wrong
