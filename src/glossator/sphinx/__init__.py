"""The Sphinx extension: the shell through which Jupyter Book builds an edition.

Order of events: the edition is examined when the builder starts; articles' files are hidden
from MyST when they are read and filled from the records; lists and links are made when pages
are written; problems are said at the end of every build, whatever was built before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from .. import __version__
from ..options import PREFIX, Options
from ..problems import Severity
from ..stamp import write_stamp
from . import (
    articles,
    cells,
    collecting,
    data,
    downloads,
    epub,
    feed,
    foreign,
    further,
    headers,
    html,
    intime,
    latex,
    lists,
    notebooks,
    plain,
    roles,
    settings,
    site,
    sources,
    stemming,
    theme,
    timeline,
    unfinished,
    uses,
    written,
)
from . import nodes as ours
from .links import ListCollector, ResolvePointing, pages_of
from .session import look_again, session_of

logger = logging.getLogger(__name__)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension."""
    for option in fields(Options):
        app.add_config_value(PREFIX + option.name, option.default, "env")
    _add_nodes(app)
    app.add_transform(articles.OutlineArticle)
    app.add_post_transform(articles.UnfoldArticles)
    app.add_post_transform(lists.FillLists)
    app.add_post_transform(ResolvePointing)
    app.add_env_collector(ListCollector)
    for name in lists.LISTS:
        app.add_directive(f"edition-{name}", lists.EditionListDirective)
    settings.add(app)
    collecting.add(app)
    sources.add(app)
    roles.add(app)
    site.add(app)
    theme.add(app)
    data.add(app)
    epub.add(app)
    latex.add(app)
    app.setup_extension("glossator.pdf")
    downloads.add(app)
    headers.add(app)
    feed.add(app)
    stemming.add(app)
    timeline.add(app)
    intime.add(app)
    notebooks.add(app)
    cells.add(app)
    foreign.add(app)
    unfinished.add(app)
    uses.add(app)
    further.add(app)
    written.add(app)
    app.connect("builder-inited", look_again)
    app.connect("env-get-outdated", _outdated)
    app.connect("config-inited", articles.take_parser)
    app.connect("source-read", articles.hide_source)
    app.connect("doctree-read", articles.name_in_series, priority=900)
    app.connect("env-updated", _rewritten)
    app.connect("build-finished", _report)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def _add_nodes(app: Sphinx) -> None:
    for node, handlers in html.HANDLERS.items():
        app.add_node(
            node, override=True, html=handlers, latex=latex.handlers(node), **plain.handlers(node)
        )
    app.add_node(ours.article, override=True, **plain.everywhere())
    app.add_node(ours.pointing, override=True, **plain.everywhere())
    app.add_node(ours.edition_list, override=True, **plain.everywhere())


def _outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Iterator[str]:
    """Articles whose page would come out otherwise than it did."""
    look_again(app)
    known = getattr(env, "glossator_fingerprints", {})
    for docname, fingerprint in session_of(app).fingerprints.items():
        if docname in env.found_docs and known.get(docname) != fingerprint:
            yield docname


def _rewritten(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Pages with lists, where anything has changed that lists can show.

    Builders that know what each of their pages shows see to that themselves.
    """
    session = session_of(app)
    env.glossator_fingerprints = dict(session.fingerprints)  # type: ignore[attr-defined]
    before = getattr(env, "glossator_view", None)
    env.glossator_view = session.view  # type: ignore[attr-defined]
    knows = hasattr(app.builder, "outdated_pages")
    return [] if knows or before == session.view else list(pages_of(env))


def _report(app: Sphinx, exception: Exception | None) -> None:
    """Say every problem; an error makes the build fail, this time and every time."""
    if not hasattr(app, "glossator"):
        return
    session = session_of(app)
    session.over = True
    if exception is not None:
        return
    problems = session.report.problems
    for problem in problems:
        where = f"{problem.place.path}:{problem.place.line}"
        say = logger.error if problem.severity is Severity.ERROR else logger.warning
        text = f"{problem.message} {problem.hint}".strip()
        say("%s [%s]", text, problem.code.id, location=where)
    if any(problem.severity is Severity.ERROR for problem in problems):
        app.statuscode = 1
    write_stamp(Path(app.outdir), session.view)
