"""Which notebooks are run, and when again?

Only pages in the book's folder `notebooks` are run, and only where the edition's `_config.yml`
says so; nothing that stands in a page can change that. What comes of their results is in
`cells.py`.

Results are kept in the user's own folder, under a key of everything that they rest on, so that
a notebook runs once for all formats and again only after a change. Nothing that came with an
edition's files is taken for a result.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

import filelock
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from ..files import ordinary_below
from ..labels import labels
from ..memory import engine, own_folder
from ..options import NOTEBOOKS
from ..problems import plain
from .session import Session, session_of

#: How many editions' results are kept, the last used ones.
_KEPT = 16
#: How long a build waits for another that runs the same notebook (seconds).
_PATIENCE = 300
_HUSH = "--log-level=ERROR"
_RESTS_ON = ("glossator", "ipykernel", "ipywidgets", "pandas")


def add(app: Sphinx) -> None:
    """Register the events; without MyST-NB they find nothing to do."""
    app.connect("config-inited", _settle)
    # After MyST-NB has read its settings, and after the edition was examined.
    app.connect("builder-inited", _prepare, priority=900)
    app.connect("env-get-outdated", _outdated, priority=900)
    app.connect("source-read", _choose, priority=900)
    app.connect("env-updated", _remember)
    app.connect("build-finished", _close)


def _settle(app: Sphinx, config: Config) -> None:
    """No page loads the scripts of widgets, which come from other hosts."""
    if "nb_ipywidgets_js" in config:
        config.nb_ipywidgets_js = {}
        # The one names a file that is gone when the build is whole; our own message says the
        # mistake. The other misses what only a run tells: in which language a notebook is.
        unsaid = ("mystnb.exec", "mystnb.lexer", "myst-nb.exec", "myst-nb.lexer")
        config.suppress_warnings = [*config.suppress_warnings, *unsaid]


class Reason(NamedTuple):
    """Why a notebook has no results: its name among the fixed words, and what it is about."""

    name: str
    value: str = ""

    def said(self, language: str = "en") -> str:
        """In words of a language."""
        return labels(language)[f"why_{self.name}"].format(value=self.value)


class Running:
    """What one application knows of its notebooks."""

    def __init__(self, app: Sphinx) -> None:
        settings = app.env.mystnb_config  # type: ignore[attr-defined]
        self.folder = f"{app.config.glossator_book}/notebooks/"
        self.asked = settings.execution_mode != "off" and os.environ.get(NOTEBOOKS) != "off"
        folder = Path(app.srcdir, self.folder)
        self.asked = self.asked and folder.is_dir()
        self.key = _key(session_of(app), folder) if self.asked else "off"
        # A key that no front matter has: no page is asked whether and how it is to be run.
        settings = settings.copy(metadata_key="the edition's own settings only")
        self.off = settings.copy(execution_mode="off")
        self.on = settings.copy(execution_mode="force")
        self.lock: filelock.FileLock | None = None
        self.reasons: dict[str, Reason | None] = {}
        if self.asked and (place := _place(self.key)):
            _hush_kernel(place / "jupyter")
            self.on = settings.copy(execution_mode="cache", execution_cache_path=str(place))
            self.lock = filelock.FileLock(place.with_suffix(".lock"), timeout=_PATIENCE)


def _prepare(app: Sphinx) -> None:
    if hasattr(app.env, "mystnb_config"):
        app.glossator_running = Running(app)  # type: ignore[attr-defined]


def running_of(app: Sphinx) -> Running | None:
    """What the application knows of its notebooks; None where no MyST-NB is."""
    return getattr(app, "glossator_running", None)


def _key(session: Session, folder: Path) -> str:
    """A key of everything that results rest on, but for the notebook itself."""
    edition = session.report.book.edition
    seen = hashlib.sha256(engine())
    people = sorted(edition.contributors.items())
    texts = (edition.articles, edition.annotations, edition.locks, edition.glossary, edition.works)
    said = [str(problem) for problem in session.report.problems]
    for part in (session.report.config, edition.pages, people, *texts, said):
        seen.update(repr(part).encode("utf-8", "replace") + b"\0")
    for name in _RESTS_ON:
        try:
            seen.update(f"{name} {metadata.version(name)}\0".encode())
        except metadata.PackageNotFoundError:
            seen.update(f"{name} -\0".encode())
    for path in ordinary_below(folder):
        # What a notebook may import or read beside it; each notebook is its own key.
        if path.suffix not in (".md", ".ipynb", ".pyc"):
            seen.update(path.name.encode("utf-8", "replace") + b"\0" + path.read_bytes())
    return seen.hexdigest()[:32]


def _place(key: str) -> Path | None:
    """The folder for results under that key; None where nothing can be kept."""
    try:
        home = own_folder() / "notebooks"
        place = home / key
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.utime(place)
        kept = sorted((p for p in home.iterdir() if p.is_dir()), key=lambda p: p.stat().st_mtime)
        for old in kept[:-_KEPT]:
            shutil.rmtree(old, ignore_errors=True)
            old.with_suffix(".lock").unlink(missing_ok=True)
    except (OSError, RuntimeError):
        return None
    return place


def _hush_kernel(folder: Path) -> None:
    """Let Python's kernel say mistakes only; what it warns of is nothing that an editor can mend.

    The one way in that reaches it is a description of the kernel that stands before its own. A
    kernel that somebody has described otherwise is left alone.
    """
    from jupyter_client.kernelspec import NATIVE_KERNEL_NAME, KernelSpecManager, NoSuchKernel

    try:
        spec = KernelSpecManager().get_kernel_spec(NATIVE_KERNEL_NAME)
    except NoSuchKernel:
        return
    if spec.argv[1:3] != ["-m", "ipykernel_launcher"] or _HUSH in spec.argv:
        return
    described = folder / "kernels" / NATIVE_KERNEL_NAME
    described.mkdir(parents=True, exist_ok=True)
    text = json.dumps({**spec.to_dict(), "argv": [*spec.argv, _HUSH]})
    (described / "kernel.json").write_text(text, "utf-8")
    paths = (str(folder), os.environ.get("JUPYTER_PATH", ""))
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, paths))


def is_notebook(env: BuildEnvironment, docname: str) -> bool:
    """Whether a page that was read was made from a notebook."""
    return "kernelspec" in env.metadata.get(docname, {})


def _outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Iterator[str]:
    """Notebooks whose results may be others by now; an edition that changed is a new question."""
    running = running_of(app)
    if running is None:
        return
    if getattr(app, "glossator_notebooks_read", False):
        app.glossator_running = running = Running(app)  # type: ignore[attr-defined]
    app.glossator_notebooks_read = True  # type: ignore[attr-defined]
    if getattr(env, "glossator_notebooks", "") != running.key:
        yield from (doc for doc in env.found_docs if is_notebook(env, doc))


def _remember(app: Sphinx, env: BuildEnvironment) -> list[str]:
    if running := running_of(app):
        env.glossator_notebooks = running.key  # type: ignore[attr-defined]
    return []


def _choose(app: Sphinx, docname: str, content: list[str]) -> None:
    """Say for each page, just before MyST-NB asks, whether it is run."""
    running = running_of(app)
    if running is None:
        return
    release(running)
    reason = _why_not(running, docname, content[0])
    app.env.mystnb_config = running.off if reason else running.on  # type: ignore[attr-defined]
    running.reasons[docname] = reason
    if not reason and running.lock is not None and _may_run(content[0]):
        try:
            running.lock.acquire()
        except (filelock.Timeout, OSError):
            app.env.mystnb_config = running.on.copy(execution_mode="force")  # type: ignore[attr-defined]


def _may_run(text: str) -> bool:
    return "kernelspec" in text


def _why_not(running: Running, docname: str, text: str) -> Reason | None:
    """Why a page is not run; None if it may be."""
    if not docname.startswith(running.folder):
        return Reason("folder", running.folder)
    if not running.asked:
        return Reason("off")
    return _missing_kernel(text) if _may_run(text) else None


_KERNEL = re.compile(r"^kernelspec:\s*\n(?:[ \t]+\w+:.*\n)*?[ \t]+name:[ \t]*[\"']?([\w.-]+)", re.M)


def _missing_kernel(text: str) -> Reason | None:
    """Why the kernel that a page asks for cannot be started; None if it can."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    found = _KERNEL.search(text)
    name = found[1] if found else "python3"
    try:
        program = KernelSpecManager().get_kernel_spec(name).argv[0]
    except (NoSuchKernel, OSError, ValueError, IndexError):
        return Reason("kernel", plain(name, 40))
    if program not in ("python", "python3") and shutil.which(program) is None:
        return Reason("program", plain(name, 40))
    return None


def release(running: Running) -> None:
    """Let other builds have the results of the notebook that was just read."""
    if running.lock is not None and running.lock.is_locked:
        running.lock.release()


def _close(app: Sphinx, exception: Exception | None) -> None:
    if running := running_of(app):
        release(running)
