"""Where does each piece of an article come to stand? The first of the two runs of the compiler.

What has been measured stays in the memory of the process that measured it. So a large book is
planned in other processes than the one that sets it. This module knows nothing of Sphinx, and
starts quickly.

A plan is a list of pages, each a list of pieces: `col` (`text`, `note` in the margin, `under` the
text), `row` of the chapter, `k`-th note of the row, `y` and `height` in points from the top of the
type area; `first`, `again` and `more` say which piece of several it is, `goal` where a note's words stand.
The compiler makes several plans of an article; `level.py` says which is the best.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import typst

from ..child import environment, python

#: So many articles are planned in one process.
MANY = 25

Plan = list[list[dict[str, Any]]]


class TypesettingError(Exception):
    """The compiler refused the book; the message is its own."""


def plan(
    folder: Path, data: dict[str, Any], fonts: Path | None
) -> tuple[dict[str, list[Plan]], dict[str, float]]:
    """The plans of each article of *data* by its docname, and the measures of the paper in points.

    *folder* holds the template; the data of each process are written there.
    """
    files = []
    for number, chapters in enumerate(_portions(data["chapters"])):
        files.append(folder / f"plan-{number}.json")
        part = {**data, "chapters": chapters}
        files[-1].write_text(json.dumps(part, ensure_ascii=False), "utf-8")
    made = [_measure(file, fonts, alone=len(files) == 1) for file in files]
    plans = {docname: ways for one in made for docname, ways in one["plans"].items()}
    return plans, made[0]["shape"] if made else {}


def _portions(chapters: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(chapters), MANY):
        yield chapters[start : start + MANY]


def _measure(file: Path, fonts: Path | None, alone: bool) -> dict[str, Any]:
    """The plans of one file's articles: in this process, if there is no other file."""
    if alone:
        return measure(file, fonts)
    command = python(__name__, "print_plans()", str(file), str(fonts or ""))
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", check=False, env=environment()
    )
    if done.returncode:
        raise TypesettingError(done.stderr.strip())
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def measure(file: Path, fonts: Path | None) -> dict[str, Any]:
    """Ask the compiler for the plans of one file's articles."""
    page = json.loads(file.read_text("utf-8"))["words"]["page"]
    compiler = typst.Compiler(
        str(file.parent / "planning.typ"),
        root=str(file.parent),
        font_paths=[str(fonts)] if fonts else [],
        ignore_system_fonts=True,
        sys_inputs={"file": file.name, "page": page},
    )
    try:
        plans = json.loads(compiler.query("<plan>", "value"))
        shape = json.loads(compiler.query("<shape>", "value"))
    except (typst.TypstError, RuntimeError) as error:
        raise TypesettingError(str(getattr(error, "message", error))) from error
    return {"plans": {one["docname"]: one["ways"] for one in plans}, "shape": shape[0]}


def print_plans() -> None:
    """What a process of its own does: measure the file that its arguments name."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        print(json.dumps(measure(Path(sys.argv[1]), Path(sys.argv[2]) if sys.argv[2] else None)))
    except TypesettingError as error:
        sys.exit(str(error))
