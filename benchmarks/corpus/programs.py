"""Which programs are measured beside each other, on the same articles, and how is each called?"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from . import generate, measure
from .measure import Cost
from .rich import write_rich


@dataclass(frozen=True, slots=True)
class Program:
    """A way to make a website of an edition.

    `largest` is the size up to which it is measured, `again` that up to which building anew is.
    """

    name: str
    prepare: Callable[[Path, Path], Path]
    build: Callable[[Path], Cost]
    clear: str
    page: str
    module: str
    largest: int = 1_000
    again: int = 1_000

    @property
    def there(self) -> bool:
        """Whether it is installed."""
        return importlib.util.find_spec(self.module) is not None


def _as_it_is(root: Path, edition: Path) -> Path:
    return edition


def _rich(root: Path, edition: Path) -> Path:
    write_rich(root, edition)
    return root


def _plain(notes: bool) -> Callable[[Path, Path], Path]:
    def prepare(root: Path, edition: Path) -> Path:
        generate.write_plain(root, edition, notes)
        return root

    return prepare


def _mkdocs(notes: bool) -> Callable[[Path, Path], Path]:
    def prepare(root: Path, edition: Path) -> Path:
        generate.write_mkdocs(root, edition, notes)
        return root

    return prepare


FIRST = "1900-01-01-article-1"
PROGRAMS = (
    Program(
        "glossator",
        _as_it_is,
        measure.build,
        "_build",
        f"_build/html/book/articles/{FIRST}.html",
        "glossator",
    ),
    Program(
        "glossator, with references, dates, an index and every list",
        _rich,
        measure.build,
        "_build",
        f"_build/html/book/articles/{FIRST}.html",
        "glossator",
    ),
    *(
        Program(
            f"Jupyter Book 1 alone, {said}",
            _plain(notes),
            measure.build,
            "_build",
            f"_build/html/book/articles/{FIRST}.html",
            "jupyter_book",
            # At a thousand articles it was stopped after 250 seconds, a third of its pages written.
            largest=100,
        )
        for notes, said in ((True, "notes as its own margin"), (False, "without notes"))
    ),
    *(
        Program(
            f"MkDocs Material, {said}",
            _mkdocs(notes),
            lambda root: measure.run(root, "-m", "mkdocs", "build", "-q"),
            "site",
            f"site/{FIRST}/index.html",
            "material",
            # It builds all pages every time, so that each of these takes what the first takes.
            again=100,
        )
        for notes, said in ((True, "notes as footnotes"), (False, "without notes"))
    ),
)
