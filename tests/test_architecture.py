"""Do the arrows between the modules point one way?"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src" / "glossator"

#: From the bottom to the top: a module may import from its own layer and from those before it.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("model",),
    ("problems", "kinds", "stamp", "starter", "swap", "onlooker", "watch", "child", "languages", "labels", "sorting"),
    ("characters", "finding", "runs", "memory", "dates", "stems", "timeline", "strip", "chronology", "quotefile", "cite", "lettering", "slips"),
    ("addresses", "boundedyaml", "files", "findagain", "history", "markup", "options", "configuration", "works", "writing", "witness", "reuse", "similar", "toc"),
    ("frontmatter",),
    ("text", "anchor", "emend", "collate", "declare", "pointers"),
    ("glossary", "editorial", "candidates", "expressions", "citing", "issue", "credit", "suggestions"),
    ("load",),
    ("apparatus",),
    ("contexts", "naming"),
    ("gist",),
    ("book",),
    ("references", "pictures", "marks", "issue", "credit", "news"),
    ("citations",),
    ("network", "named"),
    ("index",),
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


#: Who writes beside the edition: builders into `_build`, and what remembers and swaps folders there.
WRITERS = {"sphinx", "pdf", "memory", "stamp", "swap", "writing"}
_WRITING = {
    "write_text", "write_bytes", "touch", "symlink_to", "hardlink_to", "copyfile", "copytree",
    "copy2", "NamedTemporaryFile", "mkstemp", "O_WRONLY", "O_RDWR", "O_CREAT", "rename",
}  # fmt: skip


def _writes(tree: ast.AST) -> Iterator[int]:
    """The lines on which a file is opened for writing, put somewhere, or renamed."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in _WRITING:
            yield node.lineno
        if not isinstance(node, ast.Call):
            continue
        if node.args and ast.unparse(node.args[0]) == "os.devnull":
            continue  # there is nothing to write over
        called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        called = node.func.id if isinstance(node.func, ast.Name) else called
        # `os.replace` moves files; `str.replace` and `dataclasses.replace` do not.
        owner = ast.unparse(node.func).split(".")[0]
        if called in ("replace", "move", "copy") and owner in ("os", "shutil"):
            yield node.lineno
        given = [*node.args[:2], *(word.value for word in node.keywords if word.arg == "mode")]
        modes = [each.value for each in given if isinstance(each, ast.Constant)]
        if called in ("open", "fdopen") and any(
            isinstance(mode, str) and len(mode) < 4 and set(mode) & set("wax+") for mode in modes
        ):
            yield node.lineno


def test_only_one_module_writes_into_an_edition() -> None:
    wrong = [
        f"{path.relative_to(SOURCE)}:{line}"
        for path in SOURCE.rglob("*.py")
        if path.relative_to(SOURCE).with_suffix("").parts[0] not in WRITERS
        for line in _writes(ast.parse(path.read_text("utf-8")))
    ]
    assert not wrong


def test_what_writes_is_seen() -> None:
    for line in (
        'path.write_text("x")', 'open(path, "a")', 'path.open("xb")', "os.replace(a, b)",
        'open(path, mode="w")', "shutil.move(a, b)", "os.open(a, os.O_CREAT)", "a.rename(b)",
    ):  # fmt: skip
        assert list(_writes(ast.parse(line))) == [1], line
    for line in ('open(path, "rb")', 'text.replace("w", "a")', 'path.open("r")'):
        assert not list(_writes(ast.parse(line))), line
