"""Which problems only follow from a file of which nothing could be read?

Where the bibliography cannot be read, every citation looks wrong; where the manifest cannot, every
seed. Its author made one mistake, and is told of one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from ..model import Edition
from ..problems import Code, Problem, errors

#: Files, what is known from them, what is said elsewhere for the want of it, and beside them.
_CAUSES: Mapping[str, tuple[Callable[[Edition], object], Code, Code | None]] = {
    "references.bib": (lambda edition: edition.works, Code.REFERENCE_WORK, None),
    "SOURCES.yml": (lambda edition: edition.seeds, Code.SEED_MISSING, Code.FILE_STRAY),
}


def without_consequences(problems: list[Problem], edition: Edition) -> list[Problem]:
    """The problems that are left when those files are mended; the causes are among them."""
    for name, (known, elsewhere, beside) in _CAUSES.items():
        causes = {p.place.path for p in errors(problems) if p.place.path.endswith(f"/{name}")}
        if not causes or known(edition):
            continue
        folders = {PurePosixPath(path).parent for path in causes}
        problems = [
            problem
            for problem in problems
            if problem.place.path in causes
            or not (
                problem.code is elsewhere
                or (problem.code is beside and PurePosixPath(problem.place.path).parent in folders)
            )
        ]
    return problems
