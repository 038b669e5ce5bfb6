"""Which files may be read at all, and what stands in them?

Nothing is opened before it is known to be an ordinary file that lies where it seems to lie:
no link at any level, no pipe, no device, no more bytes than its kind may have. Knows nothing
of what the files mean.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .characters import named_at, refused_in
from .problems import Code, plain

#: Names that Windows keeps for devices, with or without an ending.
RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.I)
#: What operating systems and git leave in folders; everybody has them, nobody reads them.
DROPPINGS = frozenset({".DS_Store", ".gitkeep", ".gitignore", ".ipynb_checkpoints"})

# Not every system can promise these; the checks before and after opening hold everywhere.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)


@dataclass(frozen=True, slots=True)
class Unusable:
    """Why a file cannot be used: what a problem says, at which line."""

    code: Code
    message: str
    line: int = 1
    hint: str = ""


def link_above(path: Path, root: Path) -> Path | None:
    """The first part of *path*, going down from *root*, that is a link; None where none is."""
    # In strings: of every single file this is asked.
    here = os.fspath(root)
    for part in path.relative_to(root).parts:
        here = os.path.join(here, part)
        if is_link(here):
            return Path(here)
    return None


def is_link(path: Path | str) -> bool:
    """Whether *path* itself leads elsewhere: a symbolic link, or a junction of Windows."""
    try:
        info = os.lstat(path)
    except (OSError, ValueError):
        return False
    junction = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)
    return stat.S_ISLNK(info.st_mode) or getattr(info, "st_reparse_tag", 0) == junction


def is_ordinary(path: Path) -> bool:
    """Whether *path* itself is an ordinary file, and not what leads to one."""
    try:
        return stat.S_ISREG(path.lstat().st_mode) and not is_link(path)
    except (OSError, ValueError):
        return False


#: Folders inside folders; nothing of an edition lies so deep, and each level costs whoever walks.
DEEPEST = 24


def walk(root: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
    """Each folder from *root* on, with the names of its folders and of its files, sorted.

    As with `os.walk`, what is taken out of the folders is not entered; no link is followed, and
    nothing that lies more than `DEEPEST` folders below.
    """
    waiting = [(root, 0)]
    while waiting:
        here, depth = waiting.pop()
        folders: list[str] = []
        files: list[str] = []
        try:
            with os.scandir(here) as found:
                for entry in found:
                    inside = entry.is_dir(follow_symlinks=False) and not is_link(Path(entry.path))
                    (folders if inside else files).append(entry.name)
        except OSError:
            continue  # What cannot be read is said by whoever wants to read it.
        folders.sort()
        yield here, folders, sorted(files)
        if depth < DEEPEST:
            waiting += [(here / name, depth + 1) for name in reversed(folders)]


def too_deep(path: Path, root: Path) -> bool:
    """Whether a folder lies so deep below *root* that what is in it is not looked at."""
    return len(path.relative_to(root).parts) > DEEPEST


def ordinary_below(root: Path) -> Iterator[Path]:
    """The ordinary files below *root*, without hidden folders and what was built."""
    for folder, folders, files in walk(root):
        folders[:] = [name for name in folders if not name.startswith((".", "_build"))]
        yield from (folder / name for name in files if is_ordinary(folder / name))


def first_odd(path: Path, root: Path) -> Path | None:
    """The first link, special file or far too deep folder on the way to *path*, or below it.

    None where there is none, where nothing is there, and where *path* is not below *root*.
    """
    if not path.is_relative_to(root):
        return None
    if (link := link_above(path, root)) is not None:
        return link
    if not path.is_dir():
        return path if os.path.lexists(path) and not is_ordinary(path) else None
    for folder, folders, files in walk(path):
        for name in files:
            if not is_ordinary(folder / name):
                return folder / name
        for name in folders:
            if too_deep(folder / name, path):
                return folder / name
    return None


def read_bytes(path: Path, root: Path, limit: int) -> bytes | Unusable:
    """The bytes of an ordinary file below *root*, at most *limit* of them."""
    if link_above(path, root) is not None:
        return Unusable(
            Code.FILE_LINK, "this is a link; the file that it leads to is not read.", hint=_COPY
        )
    try:
        return _ordinary(path, limit)
    except FileNotFoundError:
        return Unusable(
            Code.FILE_UNREADABLE, "the file was there and is gone.", hint="Run it again."
        )
    except OSError as error:
        reason = plain(error.strerror or type(error).__name__)
        return Unusable(
            Code.FILE_UNREADABLE,
            f"the file cannot be read ({reason}).",
            hint="Look at its permissions.",
        )


_COPY = "Put the file itself here."


def _ordinary(path: Path, limit: int) -> bytes | Unusable:
    # Asked before opening, because opening a device can already do something …
    if not stat.S_ISREG(path.lstat().st_mode):
        return Unusable(
            Code.FILE_LINK,
            "this is not an ordinary file.",
            hint="Links, pipes and devices are not read.",
        )
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        # … and after it, because the name may meanwhile mean something else.
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return Unusable(Code.FILE_LINK, "this is not an ordinary file.")
        data = file.read(limit + 1)
    if len(data) > limit:
        return Unusable(
            Code.FILE_SIZE,
            f"the file is larger than {limit // 1024:,} KB.",
            hint="Make it shorter.",
        )
    return data


_AS_UTF8 = "Save it as UTF-8: in an editor’s “Save as…”, choose the encoding UTF-8."


def decode(data: bytes, keep: str = "") -> str | Unusable:
    """The text in *data*, with line ends as line feeds, if it holds nothing that text never needs.

    The characters of *keep* may stand in it all the same.
    """
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return Unusable(Code.FILE_ENCODING, "the file is not UTF-8.", line, _AS_UTF8)
    searched = text.translate({ord(char): " " for char in keep}) if keep else text
    if (place := refused_in(searched)) is not None:
        line = text.count("\n", 0, place) + 1
        return Unusable(
            Code.FILE_ENCODING, f"{named_at(text, place)} cannot stand in text.", line, "Delete it."
        )
    return text


def listing(folder: Path) -> list[Path] | Unusable:
    """What stands in a folder, by name, without the droppings of the system."""
    try:
        found = [item for item in folder.iterdir() if item.name not in DROPPINGS]
    except OSError as error:
        reason = plain(error.strerror or type(error).__name__)
        return Unusable(
            Code.FILE_UNREADABLE,
            f"the folder cannot be read ({reason}).",
            hint="Look at its permissions.",
        )
    return sorted(found, key=lambda path: path.name)
