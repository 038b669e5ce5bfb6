"""How is a file of an edition written?

Whole or not at all, and never through a link: whoever can add a file to an edition must not
thereby choose which file of somebody else's is overwritten. Every command and module that writes
into an edition does it here.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path

from .files import Unusable, decode, link_above, read_bytes
from .problems import EditionError, plain

#: Larger than any file that a command reads in order to write it again.
_LIMIT = 20 * 1024 * 1024


def put(path: Path, root: Path, content: str | bytes) -> None:
    """Write the file *path* of the edition in *root*, and the folders that it lacks.

    Text is written as UTF-8 with line feeds. A file that was there keeps its permissions, and
    stays as it was if anything goes wrong. Raises `EditionError` as `demand` does, and where the
    system does not let it be written.
    """
    demand([path], root)
    try:
        data = content.encode("utf-8") if isinstance(content, str) else content
    except UnicodeEncodeError as error:
        char = plain(error.object[error.start])
        raise EditionError(
            f"{_named(path, root)} was not written: {char} is no character, but a byte of the call "
            "that is not UTF-8."
        ) from None
    fresh = path.with_name(f".new-{os.getpid()}-{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with fresh.open("xb") as file:
                file.write(data)
            if path.exists():
                fresh.chmod(stat.S_IMODE(path.lstat().st_mode) & 0o777)
            os.replace(fresh, path)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise EditionError(
            f"{_named(path, root)} could not be written ({plain(error.strerror or type(error).__name__)})."
        ) from None


def demand(paths: Iterable[Path], root: Path) -> None:
    """That each of the files may be written; to be asked before the first of several.

    Raises `EditionError` for a file outside of *root*, one that is a link or lies behind one, one
    that is no ordinary file, and one that its owner has made read-only.
    """
    for path in paths:
        name = _named(path, root)
        if ".." in path.parts or not path.is_relative_to(root):
            raise EditionError(f"{name} is not in the edition; nothing is written there.")
        if (link := link_above(path, root)) is not None:
            leads = "" if link == path else f" is behind {_named(link, root)}, which"
            raise EditionError(
                f"{name}{leads} is a link; nothing is written through it. Put the real one there."
            )
        if not os.path.lexists(path):
            continue
        if not stat.S_ISREG(path.lstat().st_mode):
            raise EditionError(f"{name} is not an ordinary file; nothing is written to it.")
        if not os.access(path, os.W_OK):
            raise EditionError(f"{name} is read-only; nothing is written to it.")


def put_where_told(path: Path, root: Path, content: str) -> None:
    """Write a file that the call itself names: as `put` does, with its folder as it is outside.

    Inside of the edition no link is followed; beyond it the caller knows what lies where.
    """
    place = Path(os.path.abspath(path))
    put(place, root if place.is_relative_to(root) else place.parent.resolve(), content)


def add_where_told(path: Path, root: Path, content: str) -> None:
    """Write *content* after what a file that the call itself names holds already.

    Outside of the edition it may be anything that can be written to, such as /dev/stdout.
    """
    place = Path(os.path.abspath(path))
    if place.is_relative_to(root):
        put(place, root, text_of(place, root) + content)
        return
    try:
        with place.open("a", encoding="utf-8", newline="\n") as file:
            file.write(content)
    except OSError as error:
        raise EditionError(
            f"{plain(str(path), 300)} could not be written ({plain(error.strerror or '')})."
        ) from None


def text_of(path: Path, root: Path, limit: int = _LIMIT) -> str:
    """What an ordinary file of the edition holds, as `decode` gives it; empty where there is none.

    Raises `EditionError` where it is a link, no ordinary file, too large, or not text.
    """
    if not os.path.lexists(path) and link_above(path.parent, root) is None:
        return ""
    data = read_bytes(path, root, limit)
    text = data if isinstance(data, Unusable) else decode(data)
    if isinstance(text, Unusable):
        raise EditionError(f"{_named(path, root)}:{text.line}: {text.message} {text.hint}".strip())
    return text


def _named(path: Path, root: Path) -> str:
    inside = path.is_relative_to(root) and path != root
    return plain(path.relative_to(root).as_posix() if inside else str(path), 300)
