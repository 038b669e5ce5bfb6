"""What stands in the maintainers’ part of the book and must not: links and programs."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from ..files import DEEPEST, is_link, walk
from ..problems import Code, plain
from .reader import Reader

#: What runs as a program somewhere; in a book it stands among the notebooks or not at all.
_PROGRAM = re.compile(r"\.(?:pyc?|ipynb|[cm]?js|x?html?|rst|sh|bat|ps1|exe|dll|so)", re.I)
#: Folders of the book whose files are looked at one by one, and the one that may hold programs.
_OWN_RULES = frozenset({"articles", "annotations", "glossary"})
_NOTEBOOKS = "notebooks"


def look_round(reader: Reader, book: Path) -> None:
    """Report what stands in the maintainers' part of the book and must not: links and programs."""
    for here, names, files in walk(book):
        if here == book:
            names[:] = [name for name in names if name not in _OWN_RULES]
        for path in sorted(here / name for name in (*names, *files)):
            if problem := _out_of_place(path, path.relative_to(book).parts):
                code, message = problem
                hint = "Put the file itself here." if code is Code.FILE_LINK else ""
                reader.say(code, message, plain(reader.name(path), 300), hint=hint)


def _out_of_place(path: Path, parts: tuple[str, ...]) -> tuple[Code, str] | None:
    if is_link(path):
        return Code.FILE_LINK, "this is a link; what it leads to is not read."
    try:
        mode = path.lstat().st_mode
    except OSError:
        return Code.FILE_UNREADABLE, "the file was there and is gone."
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        return Code.FILE_LINK, "this is not an ordinary file."
    if len(parts) > DEEPEST:
        message = f"folders lie more than {DEEPEST} deep; what is further in is not looked at."
        return Code.FILE_STRAY, message
    if parts[0] != _NOTEBOOKS and _PROGRAM.fullmatch(path.suffix):
        return (
            Code.FILE_STRAY,
            f"programs and notebooks belong in {_NOTEBOOKS}/ only; this is not used.",
        )
    return None
