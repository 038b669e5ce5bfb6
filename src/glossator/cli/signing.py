"""Whose name does a note get that nobody signed?"""

from __future__ import annotations

import getpass
from pathlib import Path

from .. import history

#: Login names that are nobody's own.
_NOBODY = frozenset({"", "root", "nobody", "admin", "user", "unknown"})


def own_name(root: Path) -> str:
    """Git's name for whoever is at work, else the login name; empty where neither names a person."""
    if name := history.own_name(root):
        return name
    try:
        login = getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
    return "" if login.lower() in _NOBODY else login
