"""Where do an article's notes stand, if not in the margin? One entry of `MODES` a choice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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


#: What is added to the name of a note that stands at the end; its name is that of the pointer to it.
AT_END = "#end"


def set_apart(chapter: Chapter, longest: int, words: Mapping[str, str]) -> list[str]:
    """Bring the notes of more than *longest* words to the end of their article; their names.

    In the margin each leaves a pointer with its number, to which the note leads back.
    """
    rows = chapter.get("rows", [])
    made = []
    for row in rows:
        for place, note in enumerate(row["notes"]):
            if note["n"] and _length(note) > longest:
                name = f"{note['note']}{AT_END}"
                made.append({**note, "note": name, "back": note["note"]})
                row["notes"][place] = {**note, "b": [_pointer(name, words)]}
    if made:
        heading = {"t": "h", "l": 2, "r": [{"s": words["longer"]}]}
        rows.append({"b": heading, "notes": made, "apart": 1})
    return [note["back"] for note in made]


def _pointer(name: str, words: Mapping[str, str]) -> dict[str, Any]:
    way: Run = {"s": words["at_end"], "to": f"note:{name}", "page": 1, "bare": 1}
    return {"t": "p", "r": [way, {"s": "."}]}


def _length(note: dict[str, Any]) -> int:
    """The words of a note, with its sources."""
    return sum(len(thing.get("s", "").split()) for thing in _dictionaries(note["b"]))


def _dictionaries(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value, *(found for child in value.values() for found in _dictionaries(child))]
    if isinstance(value, list):
        return [found for child in value for found in _dictionaries(child)]
    return []


def _runs(block: dict[str, Any]) -> list[Run]:
    return [run for thing in _dictionaries(block) for run in thing.get("r", ())]
