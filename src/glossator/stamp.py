"""The mark that a build leaves in its folder when it got to the end.

It holds a fingerprint of the edition that was built, by which the website knows whether a PDF
or an EPUB beside it shows the same edition.
"""

from __future__ import annotations

from pathlib import Path

STAMP = ".edition"


def write_stamp(folder: Path, fingerprint: str) -> None:
    """Mark *folder* as whole."""
    (folder / STAMP).write_text(fingerprint + "\n", "utf-8")


def read_stamp(folder: Path) -> str:
    """The fingerprint in *folder*, empty where no whole build stands there."""
    path = folder / STAMP
    return path.read_text("utf-8").strip() if path.is_file() else ""
