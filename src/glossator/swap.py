"""How is one folder put in another's place, so that there is no moment without either?

Linux and macOS can exchange two names in one step. Where neither the system nor the file system
can, the old folder is set aside first; `restore` then mends what a stop between the two steps left.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux: renameat2(2)
_RENAME_SWAP = 2  # macOS: renamex_np(2)


def put_in_place(new: Path, place: Path) -> None:
    """Let *place* be what *new* is, and remove what it was. Both are on one file system."""
    if not place.exists():
        new.rename(place)
    elif exchange(new, place):
        shutil.rmtree(new, ignore_errors=True)
    else:
        old = place.with_name(f".old-{place.name}-{os.getpid()}")
        place.rename(old)
        new.rename(place)
        shutil.rmtree(old, ignore_errors=True)


def restore(folder: Path) -> None:
    """Remove what stopped runs set aside in *folder*, or put it back where nothing took its place."""
    for old in folder.glob(".old-*"):
        home = folder / re.sub(r"^\.old-|-\d+$", "", old.name)
        if home.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(home)


def exchange(one: Path, other: Path) -> bool:
    """Let two names change places in one step; False where that cannot be done here."""
    call = _exchanging()
    return call is not None and call(os.fsencode(one), os.fsencode(other)) == 0


def _exchanging() -> Callable[[bytes, bytes], int] | None:
    try:
        system = ctypes.CDLL(None)
    except (OSError, TypeError):
        return None
    if renameat2 := getattr(system, "renameat2", None):
        return lambda one, other: int(
            renameat2(_AT_FDCWD, one, _AT_FDCWD, other, ctypes.c_uint(_RENAME_EXCHANGE))
        )
    if renamex_np := getattr(system, "renamex_np", None):
        return lambda one, other: int(renamex_np(one, other, ctypes.c_uint(_RENAME_SWAP)))
    return None
