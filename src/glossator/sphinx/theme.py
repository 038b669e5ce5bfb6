"""What do the pages of our own theme need beside their text, and which files do they load?

Knows nothing of other themes: where another one is chosen, all of this stays out of the way.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from .menu import menu_on, read_parts, write_menu
from .session import is_article, session_of

THEME = Path(__file__).parent.parent / "theme" / "glossator"

#: What each page loads, and the parts that it is joined from, in order: a file each, so that a
#: page needs few requests, while each part answers one question. docs/theme.md tells the reasons.
BUNDLES: dict[str, tuple[str, ...]] = {
    "glossator.css": (
        "css/tokens.css",
        "css/page.css",
        "css/text.css",
        "css/notes.css",
        "css/lists.css",
        "css/panels.css",
        "css/print.css",
    ),
    "early.js": ("js/early.js",),
    "glossator.js": ("js/layout.js", "js/notes.js", "js/pointing.js", "js/sheet.js", "js/menus.js"),
}


def add(app: Sphinx) -> None:
    """Register the theme and its events."""
    app.add_html_theme("glossator", str(THEME))
    app.connect("doctree-resolved", _clean, priority=900)
    # After the extensions of Jupyter Book, which add their scripts to every page.
    app.connect("html-page-context", _context, priority=900)
    app.connect("build-finished", _write_bundles)


@dataclass(slots=True)
class _Once:
    """What is the same on every page of one build."""

    menu: str
    versions: dict[str, str] = field(default_factory=dict)


def ours(app: Sphinx) -> bool:
    """Whether pages of our theme are being built."""
    return bool(app.builder.format == "html" and app.builder.name in ("html", "dirhtml") and app.config.html_theme == "glossator")


def _once(app: Sphinx) -> _Once:
    if not hasattr(app, "glossator_theme"):
        parts = read_parts(app.env)
        addresses = {docname: app.builder.get_target_uri(docname) for docname in app.env.titles}
        versions = {name: hashlib.sha256(bundle(name)).hexdigest()[:8] for name in BUNDLES}
        app.glossator_theme = _Once(write_menu(parts, addresses), versions)  # type: ignore[attr-defined]
    once: _Once = app.glossator_theme  # type: ignore[attr-defined]
    return once


def bundle(name: str) -> bytes:
    """A file that pages load, joined from its parts."""
    return b"\n".join((THEME / part).read_bytes() for part in BUNDLES[name])


def _write_bundles(app: Sphinx, exception: Exception | None) -> None:
    if exception is None and ours(app):
        for name in BUNDLES:
            (Path(app.outdir) / "_static" / name).write_bytes(bundle(name))


def is_notebook(app: Sphinx, docname: str) -> bool:
    """Whether a page is made from a notebook and needs what runs and shows one."""
    meta = app.env.metadata.get(docname, {})
    return bool({"kernelspec", "jupytext"} & set(meta)) or docname in getattr(app.env, "nb_metadata", {})


def _clean(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Numbers that link to paragraphs in; the scripts that Jupyter Book puts into texts out."""
    if not ours(app):
        return
    if not is_notebook(app, docname):
        for raw in list(doctree.findall(nodes.raw)):
            if "thebe" in raw.astext() and raw.parent is not None:
                raw.parent.remove(raw)
    if is_article(app, docname):
        for paragraph in list(doctree.findall(nodes.paragraph)):
            if number := paragraph.get("number"):
                paragraph.insert(0, nodes.raw("", _paragraph_link(number), format="html"))


def _paragraph_link(number: int) -> str:
    return f'<a class="para-ref" href="#p{number}" aria-label="Paragraph {number}">{number}</a>'


def _context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if not ours(app):
        return
    once = _once(app)
    to_root = context["pathto"]("", 1)
    to_root = to_root if to_root.endswith("/") or not to_root else to_root + "/"
    address = app.builder.get_target_uri(pagename)
    apparatus = session_of(app).by_docname.get(pagename)
    context |= {
        "glossator_root": to_root,
        "glossator_menu": menu_on(once.menu, address, to_root),
        "glossator_versions": once.versions,
        "glossator_sort": _sort(app, pagename),
        "glossator_article": apparatus.article if apparatus else None,
        "glossator_notebook": is_notebook(app, pagename),
        "glossator_downloads": context.get("glossator_downloads") or (),
    }


def _sort(app: Sphinx, pagename: str) -> str:
    if is_article(app, pagename):
        return "article"
    return "front" if pagename == app.config.root_doc else "page"
