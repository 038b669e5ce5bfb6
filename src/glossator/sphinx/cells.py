"""What of a notebook's cells comes onto a page, in every format?

Code is folded away for those who want it. What a cell printed becomes nodes that every builder
can set (`outputs.py`). A page shows the results of a whole run, or says that there are none;
never half of them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from ..labels import Words, labels
from ..problems import plain
from . import nodes as ours
from .notebooks import Reason, Running, release, running_of
from .outputs import output_nodes
from .session import session_of

logger = logging.getLogger(__name__)

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
#: What Python says of a thing that has no words of its own.
_NAMELESS = re.compile(r"<[\w.]+ object.*>")
_WIDGET_STATE = 'type="application/vnd.jupyter.widget-state+json"'
#: What a page of ours cannot show, or shows as nodes.
_NOT_SHOWN = frozenset(
    ["application/vnd.jupyter.widget-view+json", "application/javascript", "text/html"]
)


def add(app: Sphinx) -> None:
    """Register the transform, and what is said at the end."""
    app.add_transform(TakeOutputs)
    app.connect("build-finished", _report)


class TakeOutputs(SphinxTransform):
    """Turns a notebook's cells into nodes that every builder can set; when the page is read."""

    default_priority = 5

    def apply(self, **kwargs: object) -> None:
        running = running_of(self.app)
        if running is None:
            return
        release(running)
        cells = [node for node in self.document.findall(nodes.container) if _is(node, "cell_code")]
        for node in list(self.document.findall(nodes.raw)):
            # The state of widgets that no page brings to life.
            if _WIDGET_STATE in node.astext():
                node.parent.remove(node)
        if not cells:
            return
        if reason := self._reason(cells, running):
            _without_outputs(cells)
            self._say(reason)
        for bundle in [
            node for node in self.document.findall(nodes.container) if _is(node, "mime_bundle")
        ]:
            self._take(bundle)
        for cell in cells:
            _fold(cell, labels(session_of(self.app).language))

    def _reason(self, cells: list[nodes.container], running: Running) -> Reason | None:
        """Why there are no results; None if there are."""
        docname = self.env.docname
        if mistake := _mistake(self.env, docname):
            _forget_report(self.app, docname)
            return Reason("mistake", mistake)
        if docname in _run(self.env) or any(
            _is(child, "cell_code_output") for cell in cells for child in cell.children
        ):
            return None  # run now, or kept in the file with its results
        reason = running.reasons.get(docname)
        logger.info("notebooks: %s was not run: %s.", docname, reason.said() if reason else "")
        return reason

    def _say(self, reason: Reason) -> None:
        """In the place where a reader would look for the results: before everything else."""
        language = session_of(self.app).language
        said = labels(language)["no_results"].format(reason=reason.said(language))
        title = self.document.next_node(nodes.title)
        place = title.parent if title is not None else self.document
        place.insert(place.index(title) + 1 if title is not None else 0,
                     nodes.paragraph("", said, classes=["not-run"]))  # fmt: skip

    def _take(self, bundle: nodes.container) -> None:
        """Leave of one result what pages can show."""
        html = "".join(
            raw.astext()
            for part in bundle.children
            if _sort(part) == "text/html"
            for raw in part.findall(nodes.raw)
        )
        words = labels(session_of(self.app).language)
        if made := output_nodes(html, self._known, words.language):
            bundle.replace_self(_scrolled(made, words["table"]))
            return
        left_out = [part for part in bundle.children if _sort(part) in _NOT_SHOWN]
        for part in left_out:
            bundle.remove(part)
        for image in bundle.findall(nodes.image):
            image.setdefault("alt", words["made_picture"])
        if left_out and all(_NAMELESS.fullmatch(part.astext().strip()) for part in bundle.children):
            bundle.replace_self(nodes.paragraph("", words["is_program"]))

    def _known(self, sort: str, target: str) -> bool:
        targets = session_of(self.app).targets
        known: dict[str, Any] = {
            "note": targets.notes,
            "article": targets.articles,
            "work": targets.works,
            "term": {entry.id for entry in targets.edition.glossary},
        }
        return target in known[sort]


def _run(env: BuildEnvironment) -> list[str]:
    """The pages that were run, well or not."""
    found: dict[str, dict[str, Any]] = getattr(env, "nb_metadata", {})
    return [docname for docname, known in found.items() if known.get("exec_data")]


def _mistake(env: BuildEnvironment, docname: str) -> str:
    """What stopped a notebook, in one line; empty if nothing did."""
    if docname not in _run(env):
        return ""
    data = env.nb_metadata[docname]["exec_data"]  # type: ignore[attr-defined]
    lines = _ANSI.sub("", data["traceback"] or "").strip().splitlines()
    return "" if data["succeeded"] else plain(lines[-1] if lines else str(data["error"]), 200)


def _report(app: Sphinx, exception: Exception | None) -> None:
    """Say every mistake, this time and every time, for a page is not run again by itself."""
    if exception is not None or running_of(app) is None:
        return
    for docname in sorted(_run(app.env)):
        if mistake := _mistake(app.env, docname):
            logger.error(
                "the notebook stopped at a mistake: %s", mistake,
                location=docname, type="glossator", subtype="notebook",
            )  # fmt: skip
            app.statuscode = 1


def _is(node: nodes.Node, element: str) -> bool:
    return isinstance(node, nodes.container) and node.get("nb_element") == element


def _sort(part: nodes.Node) -> str:
    """The media type of one of the forms in which a cell gave a result."""
    return str(part.get("mime_type", "")) if isinstance(part, nodes.container) else ""


def _scrolled(made: list[nodes.Node], name: str) -> list[nodes.Node]:
    """Tables each in a box that can be moved sideways, called by the words before it, else *name*."""
    placed: list[nodes.Node] = []
    for node in made:
        if isinstance(node, nodes.table):
            before = placed[-1] if placed else None
            named = isinstance(before, nodes.paragraph) and "table-caption" in before["classes"]
            node = ours.scrolled("", node, label=before.astext() if named and before else name)
        placed.append(node)
    return placed


def _without_outputs(cells: list[nodes.container]) -> None:
    for cell in cells:
        cell[:] = [child for child in cell.children if not _is(child, "cell_code_output")]


def _fold(cell: nodes.container, words: Words) -> None:
    """The code is for those who want it; the results are for everybody, unless a tag says no."""
    hidden = cell.attributes.pop("hide_mode", None) or ""
    for child in list(cell.children):
        output = _is(child, "cell_code_output") and hidden in ("output", "input+output", "all")
        if output or _is(child, "cell_code_source"):
            place = cell.index(child)
            cell[place] = ours.folded("", child, summary=words["result" if output else "code"])


def _forget_report(app: Sphinx, docname: str) -> None:
    """MyST-NB puts the traceback, with paths of this machine, among the pages to be published."""
    reports = Path(app.outdir, "reports")
    (reports / f"{docname}.err.log").unlink(missing_ok=True)
    for folder in sorted(reports.rglob("*"), reverse=True) if reports.is_dir() else ():
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    if reports.is_dir() and not any(reports.iterdir()):
        reports.rmdir()
