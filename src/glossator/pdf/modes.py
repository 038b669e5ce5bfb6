"""Where do an article's notes stand, if not in the margin? One entry of `MODES` a choice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .tree import Run

Chapter = dict[str, Any]
Mode = Callable[[Chapter], None]


def _margin(chapter: Chapter) -> None:
    """As they are: the plan puts them beside their words."""


def _foot(chapter: Chapter) -> None:
    """Each number brings its note along, as the compiler's own footnote."""
    for row in chapter["rows"]:
        notes = {note["note"]: note for note in row["notes"]}
        for run in _runs(row["b"]):
            if run.get("k") == "ref" and run["note"] in notes:
                run.update(k="foot", body=notes.pop(run["note"]))
        chapter["endnotes"] += notes.values()


def _end(chapter: Chapter) -> None:
    for row in chapter["rows"]:
        chapter["endnotes"] += row["notes"]


def _none(chapter: Chapter) -> None:
    """No notes, so no numbers and no marks either."""
    for row in chapter["rows"]:
        for thing in _dictionaries(row["b"]):
            if "r" in thing:
                thing["r"] = _bare(thing["r"])
    chapter["title"] = _bare(chapter["title"])


def _bare(runs: list[Run]) -> list[Run]:
    return [
        {key: value for key, value in run.items() if key != "mark"}
        for run in runs
        if run.get("k") != "ref"
    ]


MODES: dict[str, Mode] = {"margin": _margin, "foot": _foot, "end": _end, "none": _none}


def place_notes(chapter: Chapter, mode: str) -> None:
    """Bring the chapter's notes where *mode* has them."""
    if chapter["kind"] == "article":
        MODES[mode](chapter)
        if mode != "margin":
            for row in chapter["rows"]:
                row["notes"] = []


def _dictionaries(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value, *(found for child in value.values() for found in _dictionaries(child))]
    if isinstance(value, list):
        return [found for child in value for found in _dictionaries(child)]
    return []


def _runs(block: dict[str, Any]) -> list[Run]:
    return [run for thing in _dictionaries(block) for run in thing.get("r", ())]
