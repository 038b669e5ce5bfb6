"""Which files does Sphinx get to see, whatever lies in the edition's folder?

Sphinx takes every file with an ending that some parser knows, follows links, and of two files for
one page takes whichever it meets first. Here it finds ordinary Markdown files, notebooks only
among the notebooks, and nothing that is reached through a link.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.project import EXCLUDE_PATHS, Project
from sphinx.util import logging
from sphinx.util.matching import Matcher

from ..files import first_odd, is_ordinary, link_above, walk

logger = logging.getLogger(__name__)
#: Settings of folders, and of single files, that are copied into what is built.
_FOLDERS = ("html_static_path", "html_extra_path", "epub_static_path")
_FILES = ("html_logo", "html_favicon", "latex_logo")


def add(app: Sphinx) -> None:
    """Register the events."""
    # After all others have said what they want copied.
    app.connect("config-inited", _copy_no_links, priority=990)
    app.connect("config-inited", _restrict)
    app.connect("env-updated", _show_no_links)


class Sources(Project):
    """The documents of an edition: ordinary files only, of the sorts that it uses."""

    def __init__(self, before: Project, book: str) -> None:
        super().__init__(before.srcdir, before.source_suffix)
        self.restore(before)
        self._notebooks = f"{book}/notebooks/"

    def discover(
        self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)
    ) -> set[str]:
        """Find all documents anew; the first by name, where one page has two files."""
        self.docnames.clear()
        self._path_to_docname.clear()
        self._docname_to_path.clear()
        included, excluded = Matcher(include_paths), Matcher([*exclude_paths, *EXCLUDE_PATHS])
        for path in _ordinary(Path(self.srcdir), excluded):
            docname = self.path2doc(path)
            if docname is None or docname in self.docnames or not included(path):
                continue
            if path.endswith(".md") or path.startswith(self._notebooks):
                self.docnames.add(docname)
                self._path_to_docname[path] = docname
                self._docname_to_path[docname] = path
        return self.docnames


def _ordinary(root: Path, excluded: Matcher) -> Iterator[str]:
    """The readable ordinary files below *root*, by their paths from there; no link is followed."""
    for folder, folders, files in walk(root):
        inside = folder.relative_to(root)
        folders[:] = [name for name in folders if not excluded((inside / name).as_posix())]
        for name in files:
            path = (inside / name).as_posix()
            whole = root / path
            if not excluded(path) and is_ordinary(whole) and os.access(whole, os.R_OK):
                yield path


def _restrict(app: Sphinx, config: Config) -> None:
    """See to it that no other project ever looks for files.

    Sphinx makes its own after this event, and looks for files before the next one. A release that
    does so in another place lacks the method, and builds nothing.
    """
    look_for_files = app._post_init_env

    def restricted() -> None:
        app.project = app.env.project = Sources(app.project, config.glossator_book)
        look_for_files()

    app._post_init_env = restricted  # type: ignore[method-assign]


def _copy_no_links(app: Sphinx, config: Config) -> None:
    """Copy no folder or file of the edition that is a link, or a folder that holds one."""
    root = Path(app.srcdir).resolve()
    for name in _FOLDERS:
        if name in config:
            config[name] = [path for path in config[name] if _copied(root, path, name)]
    for name in _FILES:
        if name in config and config[name] and not _copied(root, config[name], name):
            config[name] = None if name.startswith("html") else ""


def _copied(root: Path, path: str, setting: str) -> bool:
    if "://" in path:
        return True
    odd = first_odd(Path(os.path.normpath(root / path)), root)
    if odd is not None:
        message = "%s is a link or no ordinary file; nothing of %s is copied."
        logger.error(message, odd.relative_to(root).as_posix(), setting)
    return odd is None


def _show_no_links(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Pictures and files to download that are links are not copied, whatever page shows them."""
    root = Path(app.srcdir)
    for known in (env.images, env.dlfiles):
        for path in [path for path in known if _leads_away(root, path)]:
            logger.error("%s is a link; what it leads to is not shown.", path)
            del known[path]
    return []


def _leads_away(root: Path, path: str) -> bool:
    whole = Path(os.path.normpath(root / path))
    return whole.is_relative_to(root) and link_above(whole, root) is not None
