"""Is everything as it was when the website was last built, so that nothing need be built?

A build takes more than half of its time to get ready. Before that begins, every file of the
edition is looked at, as git does it: where none has changed, nor anything else that a build rests
on, what was said at the end of the last one is said again, and that is all. Only Jupyter Book's own
command ends so; a program that has an application of its own never does.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import click
import sphinx
from sphinx.util import logging

from ..files import is_link, is_ordinary
from ..history import first_branch, origin_of
from ..memory import LOG, digest, engine, joined, state_of, states_below
from .records import read_like, write_record

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

#: What a problem says, in which words it is found, and whether it is an error.
Said = tuple[str, str, bool]

#: Options of `jupyter-book build` that may be given, and what the others are if they are not.
_FREE = frozenset(
    ["path_source", "warningiserror", "nitpick", "keep_going", "builder", "verbose", "quiet"]
)
_BUILDERS = ("html", "dirhtml")
#: What may lead out of the edition's folder, in `_config.yml`.
_OUTSIDE = re.compile(rb"""(?:^|[\s"'\[,])(?:/|~|[A-Za-z]:\\)|\.\.[/\\]""", re.M)
#: What else a build obeys, by the beginnings of its names.
_VARIABLES = ("GLOSSATOR_", "GITHUB_", "SOURCE_DATE_", "JUPYTER", "PYTHON", "LANG", "LC_", "TZ")
#: Of `_build`, what is no input of a website.
_MADE = frozenset(["html", "dirhtml", ".doctrees", ".glossator", ".jupyter_cache", ".lock"])


class _Record(TypedDict):
    """Digests of what a build rested on and of what it made, and what it said in the end."""

    rests: str
    made: str
    said: list[Said]


def add(app: Sphinx) -> None:
    """End the program here if nothing need be built; else keep at the end what the build was."""
    place = _place(app)
    if place is not None and _alone():
        rests, known = _rests(app), _known(place)
        first = Path(app.outdir) / "index.html"
        same = known and known["rests"] == rests and known["made"] == _made(app)
        if known and same and first.is_file():
            # Without a word of what Sphinx is in the middle of.
            with logging.prefixed_warnings(""):
                for problem in known["said"]:
                    say(*problem)
            logger.info("Nothing has changed since the last build: %s", first)
            sys.exit(0)
        app.glossator_rests = rests  # type: ignore[attr-defined]


def begin(app: Sphinx) -> None:
    """A build that is stopped from here on must not leave a record that is taken for its own."""
    if (place := _place(app)) is not None:
        place.unlink(missing_ok=True)


def forget(app: Sphinx) -> None:
    """What was seen at the beginning may be otherwise now: this build leaves no record."""
    for name in ("glossator_states", "glossator_rests"):
        vars(app).pop(name, None)


def say(text: str, where: str, error: bool) -> None:
    """Say a problem as Sphinx says its own."""
    (logger.error if error else logger.warning)(text, location=where)


def keep(app: Sphinx, said: list[Said]) -> None:
    """Keep what a build was that has ended well, and has said nothing but this."""
    place, rests = _place(app), getattr(app, "glossator_rests", "")
    count = getattr(app, "_warncount", None)
    if place is None or not rests or app.statuscode or count != len(said):
        return
    if place.parent.is_dir() and not any(_leads_out(app)):
        write_record(place, _Record(rests=rests, made=_made(app), said=said))


def _place(app: Sphinx) -> Path | None:
    """Where the record of a folder of pages lies; None where that is not the edition's own."""
    site = Path(app.outdir)
    build, kept = site.parent, site.parent / ".glossator"
    place = kept / f"{site.name}.json"
    if build != Path(app.srcdir) / "_build" or is_link(build) or is_link(kept):
        return None
    return None if os.path.lexists(place) and not is_ordinary(place) else place


def _alone() -> bool:
    """Whether this is a plain `jupyter-book build` of a website, and nothing else."""
    context = click.get_current_context(silent=True)
    command = context.command if context else None
    if context is None or command is None or command.name != "build":
        return False
    given = context.params
    return (
        command.callback.__module__ == "jupyter_book.cli.main"
        and given.get("builder") in _BUILDERS
        and not any(value for name, value in given.items() if name not in _FREE)
    )


def _known(place: Path) -> _Record | None:
    """The record of the last build; None where there is none."""
    found = read_like(place, _Record(rests="", made="", said=[]))
    return found if found["rests"] else None


def _rests(app: Sphinx) -> str:
    """A digest of all that a build rests on; empty where something may be changing just now."""
    root = Path(app.srcdir)
    # The examination asks for the same.
    app.glossator_states = states = states_below(root)  # type: ignore[attr-defined]
    files = [*states.values(), *map(state_of, _beside(root))]
    if not states or not all(files):
        return ""
    settings = sorted((name, repr(value)) for name, value in _settings(app))
    published = origin_of(root), first_branch(root)
    around = digest(settings, published, _shipped(), sphinx.__version__, date.today().isoformat())
    return joined(engine(), _installed(), around, *files).hex()


def _settings(app: Sphinx) -> Iterator[tuple[str, object]]:
    """The options of the command, and the variables that a build may obey."""
    yield from click.get_current_context().params.items()
    yield from ((name, os.environ[name]) for name in os.environ if name.startswith(_VARIABLES))


def _beside(root: Path) -> Iterator[Path]:
    """What a website offers besides its pages: other forms of the edition."""
    build = root / "_build"
    for folder in sorted(build.iterdir()) if build.is_dir() else ():
        if folder.name not in _MADE and not folder.name.startswith(".new-"):
            yield folder


def _installed() -> bytes:
    """The state of the folder in which packages lie; whatever is installed there changes it."""
    info = Path(sphinx.__file__).parents[1].stat()
    return digest(sys.path, info.st_mtime_ns, info.st_ino)


def _shipped() -> list[tuple[str, int, int]]:
    """The states of what this program ships besides its sources: styles, scripts, templates."""
    found = []
    for folder, folders, files in os.walk(Path(__file__).parents[1]):
        folders[:] = [name for name in folders if name != "__pycache__"]
        for path in (Path(folder, name) for name in files if not name.endswith(".py")):
            info = path.stat()
            found.append((str(path), info.st_mtime_ns, info.st_size))
    return sorted(found)


def _made(app: Sphinx) -> str:
    """A digest of all that was made, by names and sizes.

    Jupyter Book makes the first page last, so that it is no part of it.
    """
    place = Path(app.outdir)
    made = [
        (folder, name, os.lstat(os.path.join(folder, name)).st_size)
        for folder, _, files in os.walk(place)
        for name in files
        if name != "index.html" or folder != str(place)
    ]
    return digest(place.stat().st_ino, sorted(made)).hex() if made else ""


def _leads_out(app: Sphinx) -> Iterator[str]:
    """What a build rested on besides the edition's folder and installed packages."""
    root, config, env = Path(app.srcdir), app.config, app.env
    settings = root / "_config.yml"
    if settings.is_file() and _OUTSIDE.search(settings.read_bytes()):
        yield "a setting"
    if getattr(config, "intersphinx_mapping", None) or config.html_last_updated_fmt is not None:
        yield "the network or the time"
    if getattr(config, "nb_execution_mode", "off") == "force":
        yield "a notebook that is always run"
    used = [*env.images, *(name for names in env.dependencies.values() for name in names)]
    yield from (name for name in used if name.startswith("..") or os.path.isabs(name))
    yield from (name for name in used if name.endswith(LOG))
    homes = (Path(sphinx.__file__).parents[1], Path(__file__).parents[2])
    for extension in app.extensions.values():
        file = getattr(extension.module, "__file__", None) or __file__
        if not any(Path(file).is_relative_to(home) for home in homes):
            yield file
