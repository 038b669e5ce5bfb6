"""How is a book set: first planned, then printed, and again where a page number was guessed wrong?

A plan needs the width of every page number that an article prints (“see p. 12”), and the pages are
known when the book is set. So they are guessed, and an article whose guess was wrong by a digit is
planned anew. Figures are as wide as each other, so nothing else can move.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..files import ordinary_below
from . import level
from .about import about
from .alone import alone
from .book import Chapter, things
from .places import mark, places
from .planner import Plan, plan
from .typeset import TEMPLATE, Typeset, families, prepare, typeset

#: The file in which plans are kept, beside the doctrees.
MEMORY = "glossator-plans.json"
#: The folder in which the PDFs of single articles are kept, beside that file.
ALONE = "glossator-articles"
#: Rounds after which the pages are taken as they are.
ROUNDS = 4
#: Pages before the first chapter, and letters on a page, as far as a guess needs them.
_FRONT, _LETTERS = 4, 3000


@dataclass(frozen=True, slots=True)
class Printed:
    """The PDF, and for the report the plans by docname, with the measures of the paper in points."""

    made: Typeset
    plans: dict[str, Plan]
    shape: dict[str, float]


def set_book(
    folder: Path, data: dict[str, Any], fonts: Path | None, timestamp: int, memory: Path | None
) -> Printed:
    """Set *data* as a PDF in the private *folder*; *memory* is a file of plans made before."""
    prepare(folder)
    data["families"] = families(fonts)
    data["about"] = about(data)
    planned = [one for one in data["chapters"] if one["kind"] == "article"]
    if data["notes"] != "margin":
        planned = []
    targets = _targets(planned)
    data["targets"] = list(targets)
    _guess(data["chapters"], targets)
    plans = Plans(data, fonts, memory)
    for _ in range(ROUNDS):
        plans.make(folder, planned)
        mark(data, places(data["chapters"], plans.made, plans.shape.get("top", 0.0)))
        made = typeset(folder, data, fonts, timestamp)
        if not _corrected(targets, made.targets):
            break
    plans.keep()
    return Printed(made, plans.made, plans.shape)


def set_alone(
    folder: Path, data: dict[str, Any], fonts: Path | None, timestamp: int, memory: Path
) -> dict[str, bytes]:
    """A PDF of each article of the book that *data* has, by the article's name.

    What was set before and has not changed is taken from the folder *memory*.
    """
    place = memory / ALONE
    place.mkdir(parents=True, exist_ok=True)
    stamp = _stamp({}, fonts)
    made = {}
    for name, own in alone(data):
        kept = place / f"{_digest(stamp, own)}.pdf"
        if not kept.is_file():
            kept.write_bytes(set_book(folder, own, fonts, timestamp, None).made.pdf)
        made[name] = kept
    for old in set(place.glob("*.pdf")) - set(made.values()):
        old.unlink()
    return {name: kept.read_bytes() for name, kept in made.items()}


# --- guesses ------------------------------------------------------------------------------------


def _targets(chapters: list[Chapter]) -> dict[str, list[dict[str, Any]]]:
    """Every label whose page an article prints, with the runs that print it."""
    made: dict[str, list[dict[str, Any]]] = {}
    for chapter in chapters:
        for thing in things(chapter):
            if isinstance(thing.get("page"), str):
                made.setdefault(thing["page"], []).append(thing)
    return made


def _guess(chapters: list[Chapter], targets: dict[str, list[dict[str, Any]]]) -> None:
    page = _FRONT + 1
    for chapter in chapters:
        names = {f"doc:{chapter['docname']}"}
        letters = 0
        for thing in things(chapter):
            letters += len(thing.get("s", ""))
            names |= {*thing.get("id", ()), *thing.get("at", ())}
            if "note" in thing and "kind" in thing:
                names.add(f"note:{thing['note']}")
        for name in names & targets.keys():
            for run in targets[name]:
                run["guess"] = "0" * len(str(page))
        page += 1 + letters // _LETTERS
    for runs in targets.values():
        for run in runs:
            run.setdefault("guess", "00")


def _corrected(targets: dict[str, list[dict[str, Any]]], pages: tuple[int, ...]) -> bool:
    """Whether a guess was wrong; it is right now."""
    wrong = False
    for runs, page in zip(targets.values(), pages, strict=True):
        for run in runs:
            if len(run["guess"]) != len(str(page)):
                wrong, run["guess"] = True, "0" * len(str(page))
    return wrong


# --- plans --------------------------------------------------------------------------------------


class Plans:
    """The plans of a book's articles. What has been planned once, and is still the same, is kept."""

    def __init__(self, data: dict[str, Any], fonts: Path | None, memory: Path | None) -> None:
        self.made: dict[str, Plan] = {}
        self.shape: dict[str, float] = {}
        self._fonts = fonts
        self._memory = memory
        self._base = {
            name: data[name] for name in ("paper", "margin", "language", "families", "words")
        }
        self._stamp = _stamp(self._base, fonts)
        self._old = _read(memory)
        self._new: dict[str, Any] = {}

    def make(self, folder: Path, chapters: list[Chapter]) -> None:
        """Plan those chapters that have changed."""
        keys = {one["docname"]: _digest(self._stamp, _without(one)) for one in chapters}
        waiting = [one for one in chapters if keys[one["docname"]] not in self._old]
        if waiting:
            data = {**self._base, "chapters": [_without(one) for one in waiting]}
            fresh, shape = plan(folder, data, self._fonts)
            for docname, ways in fresh.items():
                self._old[keys[docname]] = {"pages": level.nearest(ways, shape), "shape": shape}
        for chapter in chapters:
            known = self._old[keys[chapter["docname"]]]
            self._new[keys[chapter["docname"]]] = known
            self.made[chapter["docname"]] = chapter["pages"] = known["pages"]
            self.shape = known["shape"]

    def keep(self) -> None:
        """Write down the plans that this book used."""
        if self._memory:
            self._memory.write_text(json.dumps(self._new, ensure_ascii=False), "utf-8")


#: What the planner needs of a chapter.
_PLANNED = {"docname", "language", "plain", "title", "head", "rows", "foot"}


def _without(chapter: Chapter) -> Chapter:
    return {name: value for name, value in chapter.items() if name in _PLANNED}


def _stamp(base: dict[str, Any], fonts: Path | None) -> str:
    """What all plans depend on: the template, the compiler, the fonts, the paper."""
    modules = [*sorted(TEMPLATE.glob("*.typ")), Path(level.__file__)]
    parts = [module.read_bytes() for module in modules]
    files = sorted(ordinary_below(fonts)) if fonts else []
    sizes = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    return _digest(version("typst"), base, sizes, *(part.decode() for part in parts))


def _digest(*parts: Any) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _read(memory: Path | None) -> dict[str, Any]:
    """The plans that were written down; none, if there is no such file or it is not whole."""
    try:
        made = json.loads(memory.read_text("utf-8")) if memory else {}
    except (OSError, ValueError):
        return {}
    return made if isinstance(made, dict) else {}
