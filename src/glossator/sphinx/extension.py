"""What does the extension register, and in which order does a build go?

Order of events: the edition is examined when the builder starts; articles' files are hidden
from MyST when they are read and filled from the records; lists and links are made when pages
are written; problems are said at the end of every build, whatever was built before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ..options import PREFIX, Options
from ..problems import Problem, Severity
from ..stamp import write_stamp
from . import (
    articles,
    cells,
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
    standing,
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


def register(app: Sphinx) -> None:
    """Register everything that an edition needs."""
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
    """Articles whose page would come out otherwise than it did.

    A builder that knows what each of its pages shows needs only those with another outline.
    """
    look_again(app)
    session = session_of(app)
    if session.bounded:
        known, now = getattr(env, "glossator_outlines", {}), articles.outlines(session)
    else:
        known, now = getattr(env, "glossator_fingerprints", {}), session.fingerprints
    for docname, mark in now.items():
        if docname in env.found_docs and known.get(docname) != mark:
            yield docname


def _rewritten(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Pages with lists, where anything has changed that lists can show.

    Builders that know what each of their pages shows see to that themselves.
    """
    session = session_of(app)
    env.glossator_fingerprints = dict(session.fingerprints)  # type: ignore[attr-defined]
    env.glossator_outlines = articles.outlines(session)  # type: ignore[attr-defined]
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
    for text, where, error in (said := [_said(problem) for problem in problems]):
        standing.say(text, where, error)
        if error:
            app.statuscode = 1
    write_stamp(Path(app.outdir), session.stamp)
    session.said = said


def _said(problem: Problem) -> standing.Said:
    text = f"{problem.message} {problem.hint}".strip()
    where = f"{problem.place.path}:{problem.place.line}"
    return f"{text} [{problem.code.id}]", where, problem.severity is Severity.ERROR
