"""What is left of a build that was stopped, and how do two builds keep out of each other's way?

Before pages are written, their names are noted; when the build is finished, the note goes. Pages
whose names are found noted are written again: they may be missing, half written, or older than
what Sphinx remembers of them. And while one build writes into a folder, others wait.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import filelock
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util import logging

from . import standing
from .records import read_record, write_record
from .session import session_of

logger = logging.getLogger(__name__)

#: Beside the pages: the names of those that are being written.
NOTE = ".unfinished"
#: Beside the folders of what is built; `glossator build` takes the same.
LOCK = ".lock"
#: How long a build waits for another one, in seconds.
PATIENCE = 900


def add(app: Sphinx) -> None:
    """Take the lock before Sphinx opens what earlier builds left; give it back at the end."""
    app.connect("config-inited", _take)
    app.connect("env-before-read-docs", _note_read)
    # After all others, who write at the end as well.
    app.connect("build-finished", _give, priority=999)


def _note_read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Before Sphinx remembers that it has read them; with the pages that show their titles."""
    parents = {parent for name in docnames for parent in env.files_to_rebuild.get(name, ())}
    if docnames:
        note_pages(app, {*docnames, *parents})


def note_pages(app: Sphinx, docnames: Iterable[str]) -> None:
    """Note that these pages are about to be written, beside those that are noted already."""
    write_record(Path(app.outdir) / NOTE, sorted({*docnames, *noted_pages(app)}))


def noted_pages(app: Sphinx) -> Iterator[str]:
    """The pages that a stopped build did not finish, of those that there still are."""
    names = read_record(Path(app.outdir) / NOTE) or ()
    yield from (name for name in names if name in app.env.found_docs)


def _take(app: Sphinx, config: Config) -> None:
    place = Path(app.doctreedir).parent
    place.mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(place / LOCK)
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        logger.info("Another build of this edition is running; waiting until it is done.")
        try:
            lock.acquire(timeout=PATIENCE, poll_interval=0.2)
            standing.forget(app)
        except filelock.Timeout:
            raise ExtensionError(
                f"another build of this edition has been running for {PATIENCE // 60} minutes; "
                "end it, and build again."
            ) from None
    app.glossator_lock = lock  # type: ignore[attr-defined]
    standing.begin(app)
    site = Path(app.outdir)
    if (site / NOTE).is_file():
        # Jupyter Book's way to the first page, which is made only where there is none.
        (site / "index.html").unlink(missing_ok=True)


def _give(app: Sphinx, exception: Exception | None) -> None:
    if exception is None:
        (Path(app.outdir) / NOTE).unlink(missing_ok=True)
        if hasattr(app, "glossator"):
            standing.keep(app, session_of(app).said)
    app.glossator_lock.release()  # type: ignore[attr-defined]
