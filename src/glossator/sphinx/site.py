"""How is the website written, so that a page costs the same however many there are?

Sphinx's own builders for HTML, less what pages of our theme do not show: an index of words beside
our own search, and a document published anew for each title. An article is only here unfolded
into its text, by the process that writes its page. With another theme they are Sphinx's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.writers._html_base import HTMLTranslator
from sphinx.application import Sphinx
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util.build_phase import BuildPhase
from sphinx.writers.html5 import HTML5Translator

from ..labels import labels
from . import nodes as ours
from .articles import unfold
from .collecting import take_apart
from .data import Replaced, data_files
from .links import resolve_links
from .rows import set_rows
from .session import is_article, look_again, session_of
from .shares import in_shares, jobs
from .unfinished import note_pages
from .written import outdated_pages, pages_to_write


def add(app: Sphinx) -> None:
    """Take the place of Sphinx's builders of the same names."""
    app.connect("env-updated", _allow_jobs)
    app.connect("build-finished", _forbid_jobs)
    app.connect("env-purge-doc", _forget)
    app.connect("env-get-outdated", _clear_away)
    app.add_builder(SiteBuilder, override=True)
    app.add_builder(FoldersBuilder, override=True)


def _allow_jobs(app: Sphinx, env: BuildEnvironment) -> None:
    """From here on, more processes than one: reading is done, which some extensions forbid them."""
    app.glossator_parallel = app.parallel  # type: ignore[attr-defined]
    app.parallel = jobs(app)


def _forbid_jobs(app: Sphinx, exception: Exception | None) -> None:
    """As it was: the same application may build again."""
    app.parallel = getattr(app, "glossator_parallel", app.parallel)


def _clear_away(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> tuple[str, ...]:
    """Pages of documents that are no longer there; Sphinx would leave them for ever."""
    if isinstance(app.builder, _Ours):
        for docname in removed:
            Path(app.builder.get_outfilename(docname)).unlink(missing_ok=True)
            source = Path(app.outdir) / "_sources" / docname
            source.with_name(f"{source.name}.md").unlink(missing_ok=True)
    return ()


def _forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """What Sphinx has kept of a document in memory is no longer what it was."""
    env._pickled_doctree_cache.pop(docname, None)


class _Translator(HTML5Translator):
    """Sphinx's own, with the edition's words on the sign behind a heading."""

    def add_permalink_ref(self, node: nodes.Element, title: str) -> None:
        # Sphinx has its words for this in some languages only.
        fixed = labels(session_of(self.builder.app).language)
        super().add_permalink_ref(node, title if fixed.language == "en" else fixed["heading_link"])


class _Ours(StandaloneHTMLBuilder):
    """What both builders have of their own."""

    default_translator_class = _Translator

    @property
    def unfolds_articles(self) -> bool:
        """Whether articles stay outlines until their pages are written."""
        return bool(self.config.html_theme == "glossator")

    def init(self) -> None:
        super().init()
        self._addresses: dict[tuple[str, str], str] = {}

    def get_outdated_docs(self) -> Iterator[str]:
        # Before anything is asked about the edition as it was at the last build.
        look_again(self.app)
        yield from {*super().get_outdated_docs(), *self.outdated_pages()}

    def outdated_pages(self) -> Iterator[str]:
        """Pages that show something else than they did in this folder."""
        return outdated_pages(self.app)

    def write(
        self, build_docnames: Iterable[str] | None, updated_docnames: Sequence[str], *how: Any
    ) -> None:
        every = build_docnames is None or build_docnames == ["__all__"]
        asked = self.env.found_docs if every else build_docnames
        self._asked = {*(asked or ()), *updated_docnames}
        super().write(build_docnames, updated_docnames, *how)

    def prepare_writing(self, docnames: set[str]) -> None:
        if self.unfolds_articles:
            # Sphinx goes on with this very set.
            kept = pages_to_write(self.app, docnames, self._asked)
            docnames.clear()
            docnames.update(kept)
        note_pages(self.app, docnames)
        super().prepare_writing(docnames)
        if self.unfolds_articles:
            self.indexer = None

    def _write_parallel(self, docnames: Sequence[str], nproc: int) -> None:
        if not self.unfolds_articles:
            super()._write_parallel(docnames, nproc)
            return
        articles = [name for name in docnames if is_article(self.app, name)]
        others = [name for name in docnames if not is_article(self.app, name)]
        # What the first page needs, such as templates, is at hand for all others.
        self._write_serial(articles[:1])
        files = data_files(self.app)

        def take(made: tuple[dict[str, str], Replaced]) -> None:
            self.images.update(made[0])
            files.take(made[1])

        meanwhile = partial(self._write_serial, others)
        in_shares(self.app, articles[1:], self._write_share, take, meanwhile)
        files.begin_to_finish()

    def _write_share(self, docnames: Sequence[str]) -> tuple[dict[str, str], Replaced]:
        """Write some articles and their data; the pictures on their pages, and what data replaced.

        Pictures are copied in the end.
        """
        replaced: Replaced = {}
        for docname in docnames:
            self.app.phase = BuildPhase.RESOLVING
            doctree = self.env.get_and_resolve_doctree(docname, self)
            self.app.phase = BuildPhase.WRITING
            self.write_doc_serialized(docname, doctree)
            self.write_doc(docname, doctree)
            replaced |= data_files(self.app).write([docname])
        return self.images, replaced

    def load_indexer(self, docnames: Iterable[str]) -> None:
        if not self.unfolds_articles:
            super().load_indexer(docnames)

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        outlined = self.unfolds_articles and next(doctree.findall(ours.article), None)
        if outlined:
            unfold(doctree, session_of(self.app))
            resolve_links(doctree, self.app, docname)
            set_rows(doctree, labels(session_of(self.app).language))
        super().write_doc(docname, doctree)
        if outlined:
            take_apart(doctree)

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        found = self._addresses.get((from_, to))
        if found is None:
            if len(self._addresses) > 10_000:
                self._addresses.clear()
            found = self._addresses[from_, to] = super().get_relative_uri(from_, to, typ)
        return found

    def render_partial(self, node: nodes.Node | None) -> dict[str, str]:
        """HTML of a piece of a page; without publishing it, where that is nothing but words."""
        if isinstance(node, nodes.title) and all(
            isinstance(child, nodes.Text) for child in node.children
        ):
            words = node.astext().translate(HTMLTranslator.special_characters)
            return {"title": words, "fragment": words}
        return super().render_partial(node)


class SiteBuilder(_Ours):
    """A file a page."""

    name = "html"


class FoldersBuilder(_Ours, DirectoryHTMLBuilder):
    """A folder a page."""

    name = "dirhtml"
