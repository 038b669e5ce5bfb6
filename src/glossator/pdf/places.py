"""On which page of its article does each thing stand that can be pointed at?

The plan says it, so the template need not look for it: the page is the first of the chapter and so
many more.
"""

from __future__ import annotations

from typing import Any

from .book import Chapter, things
from .planner import Plan

#: A chapter's number in the book, a page in that chapter (both from 0), and points from its top.
Place = tuple[int, int, float]


def places(chapters: list[Chapter], plans: dict[str, Plan], top: float) -> dict[str, Place]:
    """The place of every label in the articles that were planned; *top* is the upper margin in points."""
    made: dict[str, Place] = {}
    for number, chapter in enumerate(chapters):
        pages = plans.get(chapter["docname"], [])
        if pages:
            made[f"doc:{chapter['docname']}"] = (number, 0, top)
        for page, items in enumerate(pages):
            for item in items:
                for name in _names(chapter["rows"][item["row"]], item):
                    made.setdefault(name, (number, page, round(top + item["y"], 1)))
    return made


def _names(row: dict[str, Any], item: dict[str, Any]) -> list[str]:
    """What can be pointed at in one piece."""
    made: list[str] = []
    if item["col"] == "text":
        # a paragraph's own names are with its first piece, those of its words where these stand
        whole = {"id": row["b"].get("id", []), "r": item["r"]} if "r" in item else row["b"]
        if not item["first"]:
            whole = {"r": item["r"]}
    else:
        note = row["notes"][item["k"]]
        made += [] if item["again"] else [f"note:{note['note']}"]
        whole = {"b": item.get("b", note["b"])}
    for thing in things(whole):
        made += [*thing.get("id", ()), *thing.get("at", ())]
    return made


def mark(data: dict[str, Any], known: dict[str, Place]) -> None:
    """Write the places to whatever prints the page of a label: the runs, and the entries of the index."""
    for chapter in data["chapters"]:
        if chapter["kind"] == "article":  # its words are planned, and must not change any more
            goals = {thing["to"] for thing in things(_words(chapter)) if "to" in thing}
            chapter["goals"] = {name: known[name] for name in sorted(goals & known.keys())}
            chapter["others"] = sorted(goals - known.keys())
            continue
        for thing in things(chapter):
            goal = thing.get("page", thing.get("to"))
            if isinstance(goal, str) and goal in known:
                thing["on"] = known[goal]
    for entry in (entry for section in data["index"] for entry in section["entries"]):
        seen: dict[Any, list[Any]] = {}
        for use in entry["at"]:
            name = use if isinstance(use, str) else use[0]
            place = known.get(name)
            seen.setdefault(place[:2] if place else name, [name, place])
        entry["at"] = list(seen.values())


def _words(chapter: Chapter) -> dict[str, Any]:
    return {name: chapter[name] for name in ("title", "head", "rows", "foot")}
