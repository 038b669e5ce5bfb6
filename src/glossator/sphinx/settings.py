"""What does an edition need of Sphinx and of Jupyter Book's extensions, whatever is configured?

And what does it not need: some of their ways cost so much a page that a large edition would
spend its time on nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import sphinx
import yaml
from docutils import nodes
from sphinx import addnodes, locale
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.matching import Matcher, patmatch
from sphinx_external_toc import events as external_toc
from sphinx_external_toc.api import SiteMap
from sphinx_external_toc.parsing import parse_toc_data

from ..boundedyaml import LOADER
from ..files import walk

#: Where Sphinx has its own words.
_SPHINX_WORDS = Path(sphinx.__file__).parent / "locale"
#: Packages of themes that Jupyter Book loads always; what they add to each page, ours has not.
_THEMES = ("sphinx_book_theme", "pydata_sphinx_theme")
_NUMBERED = (nodes.figure, nodes.table, nodes.literal_block, nodes.math_block)


def add(app: Sphinx) -> None:
    """Register the events, in the order of a build."""
    app.connect("config-inited", _settle)
    # After sphinx_external_toc has read the table of contents, at 900.
    app.connect("config-inited", _leave_out, priority=950)
    app.connect("builder-inited", _quieten)
    app.connect("doctree-read", _note_numbered)
    app.connect("env-merge-info", _merge_numbered)
    # Around Sphinx's own numbering, at 500; what is remembered of the configuration must not change.
    app.connect("env-get-updated", partial(_switch_numbering, to=False), priority=1)
    app.connect("env-get-updated", partial(_switch_numbering, to=True), priority=900)


def _settle(app: Sphinx, config: Config) -> None:
    book = config.glossator_book
    if "-" in config.language:
        # Sphinx finds its own words (“Link to this heading”) under names such as de_AT only.
        locale.init([str(_SPHINX_WORDS)], config.language.replace("-", "_"))
    # Else docutils obeys a `docutils.conf` in the current folder, whoever has put it there.
    os.environ["DOCUTILSCONFIG"] = ""
    # The source's typography is kept: no quotation mark is made "smart".
    config.smartquotes = False
    # An edition's index is a list of its own; Sphinx's would be an empty page that nothing leads to.
    config.html_use_index = False
    config.exclude_patterns = [
        *config.exclude_patterns,
        f"{book}/annotations",
        f"{book}/annotations/**",
        f"{book}/glossary",
        f"{book}/glossary/**",
        f"{config.glossator_seeds}",
        f"{config.glossator_seeds}/**",
        "_build",
        "**/.*",
        ".*",
    ]
    setattr(external_toc, "parse_toc_yaml", _site_map)  # noqa: B010 – it is not its own there
    # It would look at every file of the edition, notes and seeds included; see `_leave_out`.
    app.glossator_toc_only = _takes(config, "external_toc_exclude_missing")  # type: ignore[attr-defined]
    # Numbers that run on through parts: Jupyter Book's extension for it forbids reading in
    # parallel, and writes out the whole table of contents to see whether it numbers anything.
    toc = Path(app.srcdir) / "_toc.yml"
    if toc.is_file() and b"numbered" not in toc.read_bytes():
        _takes(config, "use_multitoc_numbering")


def _site_map(path: Path, encoding: str = "utf-8") -> SiteMap:
    """The table of contents, as sphinx_external_toc reads it, by the parser that is written in C."""
    return parse_toc_data(yaml.load(path.read_text(encoding), Loader=LOADER))


def _takes(config: Config, name: str) -> bool:
    """Whether something is switched on; it is switched off."""
    on = name in config and bool(config[name])
    if on:
        config[name] = False
    return on


def _leave_out(app: Sphinx, config: Config) -> None:
    """Exclude what the table of contents does not name, where `only_build_toc_files` asks for it."""
    if app.glossator_toc_only:  # type: ignore[attr-defined]
        config.exclude_patterns = [*config.exclude_patterns, *_unlisted(Path(app.srcdir), config)]


def _unlisted(root: Path, config: Config) -> Iterator[str]:
    excluded, listed = Matcher(config.exclude_patterns), config.external_site_map
    globs = list(listed.globs())
    for folder, folders, files in walk(root):
        inside = folder.relative_to(root)
        folders[:] = [name for name in folders if not excluded((inside / name).as_posix())]
        for name in files:
            path = (inside / name).as_posix()
            suffix = next((each for each in config.source_suffix if path.endswith(each)), None)
            if suffix is None or excluded(path):
                continue
            docname = path.removesuffix(suffix)
            if not (
                path in listed or docname in listed or any(patmatch(docname, g) for g in globs)
            ):
                yield path


def _quieten(app: Sphinx) -> None:
    """Take other themes' events off pages of ours."""
    if app.config.html_theme.startswith("glossator"):
        listeners = app.events.listeners.get("html-page-context", [])
        listeners[:] = [
            each for each in listeners if not each.handler.__module__.startswith(_THEMES)
        ]


def _note_numbered(app: Sphinx, doctree: nodes.document) -> None:
    """Remember which documents hold what Sphinx numbers, or ask for such a number."""
    numbered = any(
        isinstance(node, _NUMBERED)
        or (isinstance(node, addnodes.pending_xref) and node.get("reftype") == "numref")
        or (isinstance(node, nodes.container) and node.get("literal_block"))
        for node in doctree.findall(nodes.Element)
    )
    known = _numbered(app.env)
    known.add(app.env.docname) if numbered else known.discard(app.env.docname)


def _numbered(env: BuildEnvironment) -> set[str]:
    if not hasattr(env, "glossator_numbered"):
        env.glossator_numbered = set()  # type: ignore[attr-defined]
    found: set[str] = env.glossator_numbered  # type: ignore[attr-defined]
    return found


def _merge_numbered(
    app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment
) -> None:
    """What a process that read some of the documents has remembered of them."""
    _numbered(env).difference_update(docnames)
    _numbered(env).update(_numbered(other) & set(docnames))


def _switch_numbering(app: Sphinx, env: BuildEnvironment, to: bool) -> list[str]:
    """Where nothing is numbered, Sphinx need not open every document to see that."""
    if not _numbered(env) & env.found_docs:
        if not to:
            app.glossator_numfig = app.config.numfig  # type: ignore[attr-defined]
        app.config.numfig = to and app.glossator_numfig  # type: ignore[attr-defined]
    return []
