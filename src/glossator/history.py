"""What did a file of the edition hold in an earlier state of its history?

Asks git; an edition that is in no repository simply has no history.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

_SECONDS = 20


def file_at(root: Path, revision: str, path: str) -> str | None:
    """The text of *path* (relative to the edition) at *revision*; None where there is none."""
    if revision.startswith("-"):
        return None
    return _git(root, "show", f"{revision}:./{path}")


def kept(root: Path) -> bool:
    """Whether the edition has a history at all: git is there, and the folder is in a repository."""
    return _git(root, "rev-parse", "--git-dir") is not None


def known(root: Path, revision: str) -> bool:
    """Whether the edition's history has such a revision."""
    if revision.startswith("-"):
        return False
    return _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}") is not None


def _git(root: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=root, capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    if done.returncode:
        return None
    return done.stdout.decode("utf-8", "replace").replace("\r\n", "\n")
