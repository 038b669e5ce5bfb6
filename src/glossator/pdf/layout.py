"""What happened to the notes on their way into the margin: the report for editors and tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .book import Chapter
from .level import FEW_LINES
from .modes import AT_END
from .press import Printed

#: So many notes are named in the log.
NAMED = 5


def report(data: dict[str, Any], printed: Printed) -> dict[str, Any]:
    """All pieces with their places in points, and the notes that are not level with their words.

    `page` is the page of the PDF, `x` and `y` the distance of the piece's upper left corner from
    that of the page, `bottom` the lower edge of the type area; `moved` counts lines of the text.
    """
    pieces = list(_pieces(data, printed))
    notes = [piece for piece in pieces if piece["col"] != "text"]
    at_end = [piece for piece in notes if piece["note"].endswith(AT_END)]
    inside = [piece for piece in notes if piece not in at_end]
    return {
        "pages": printed.made.pages,
        "notes": len({piece["note"] for piece in inside}),
        "moved": [_moved(piece) for piece in inside if not piece["again"] and _far(piece)],
        "continued": _overleaf(inside),
        "apart": list(dict.fromkeys(piece["note"].removesuffix(AT_END) for piece in at_end)),
        "pieces": pieces,
    }


def _pieces(data: dict[str, Any], printed: Printed) -> Iterator[dict[str, Any]]:
    for chapter, start in zip(data["chapters"], printed.made.starts, strict=True):
        for page, items in enumerate(printed.plans.get(chapter["docname"], ())):
            recto = data["sides"] == "one" or (start + page) % 2 == 1
            for item in items:
                yield _piece(chapter, item, start + page, recto, printed.shape)


def _piece(
    chapter: Chapter, item: dict[str, Any], page: int, recto: bool, shape: dict[str, float]
) -> dict[str, Any]:
    row = chapter["rows"][item["row"]]
    is_text = item["col"] == "text"
    width = {"text": shape["text"], "under": shape["under"], "note": shape["notes"]}[item["col"]]
    made = {
        "col": item["col"],
        "chapter": chapter["docname"].rpartition("/")[2],
        "n": (row["b"].get("n") if item["first"] else None) if is_text else row["notes"][item["k"]]["n"],
        "page": page,
        "x": round(_left(item["col"], shape, recto, chapter["rtl"]), 2),
        "y": round(shape["top"] + item["y"], 2),
        "width": round(width, 2),
        "height": round(item["height"], 2),
        "bottom": round(shape["top"] + shape["room"], 2),
    }  # fmt: skip
    if not is_text:
        (goal_page, goal_y) = item["goal"]
        made |= {
            "note": row["notes"][item["k"]]["note"],
            "again": item["again"],
            "later": item["page"] - goal_page,
            "moved": round((item["y"] - goal_y) / shape["pitch"], 1),
        }
    return made


def _left(col: str, shape: dict[str, float], recto: bool, rtl: bool) -> float:
    """From the left edge of the page; notes are on the left of a left-hand page, and of a text from right to left."""
    edge = shape["inner"] if recto else shape["outer"]
    notes_first = rtl or not recto
    text = edge + (shape["notes"] + shape["gutter"] if notes_first else 0.0)
    if col == "text":
        return text
    if col == "under":
        return text + shape["text"] - shape["under"]
    return edge if notes_first else edge + shape["text"] + shape["gutter"]


def too_tall(data: dict[str, Any], printed: Printed) -> list[tuple[str, dict[str, Any]]]:
    """What is longer than a page and cannot be divided, so that some of it is lost.

    Each with its article and page, and the block or note as the data have it.
    """
    made = []
    for chapter, start in zip(data["chapters"], printed.made.starts, strict=True):
        for page, items in enumerate(printed.plans.get(chapter["docname"], ()), start):
            for item in items:
                if item["y"] + item["height"] > printed.shape["room"] + 0.5:
                    row = chapter["rows"][item["row"]]
                    what = row["b"] if item["col"] == "text" else row["notes"][item["k"]]
                    made.append((f"{chapter['docname'].rpartition('/')[2]}, page {page}", what))
    return made


def _overleaf(notes: list[dict[str, Any]]) -> list[str]:
    """The notes of which a part stands on a later page than their beginning."""
    first: dict[str, int] = {}
    return sorted(
        {
            note["note"]
            for note in notes
            if first.setdefault(note["note"], note["page"]) < note["page"]
        }
    )


def _far(piece: dict[str, Any]) -> bool:
    return bool(piece["later"]) or abs(piece["moved"]) > FEW_LINES


def _moved(piece: dict[str, Any]) -> dict[str, Any]:
    return {
        "note": piece["note"],
        "page": piece["page"],
        "pages": piece["later"],
        "lines": piece["moved"],
    }


def summary(layout: dict[str, Any], file: str) -> list[str]:
    """What the log says: one sentence, then the notes concerned by name; *file* has all of them."""
    if not layout["notes"]:
        return [f"PDF: {layout['pages']} pages."]
    moved, continued = layout["moved"], layout["continued"]
    made = [
        f"PDF: {layout['pages']} pages, {layout['notes']} notes beside and below the text; {len(moved)} stand "
        f"more than {FEW_LINES} lines from their words, {len(continued)} go on overleaf."
    ]
    far = sorted(moved, key=lambda note: (-note["pages"], -abs(note["lines"])))
    # Of one article, the notes' own names say enough.
    single = len({note["note"].partition("/")[0] for note in far}) == 1
    named = [note["note"].partition("/")[2] if single else note["note"] for note in far]
    names = [f"{name} ({_how_far(note)})" for name, note in zip(named, far, strict=True)]
    made += _list("Farthest from their words, to which their numbers lead", names, file)
    made += _list("Continued overleaf", continued, file)
    made += _list("At the end of their article", layout["apart"], file)
    return made


def _how_far(note: dict[str, Any]) -> str:
    if note["pages"]:
        return f"p. {note['page']}, overleaf"
    return f"p. {note['page']}, {abs(round(note['lines']))} lines {'down' if note['lines'] > 0 else 'up'}"


def _list(title: str, names: list[str], file: str) -> list[str]:
    """A line with the first names, and where the others stand."""
    if not names:
        return []
    more = (
        f"; and {len(names) - NAMED} more, in {file} beside the PDF" if len(names) > NAMED else ""
    )
    return [f"  {title}: {'; '.join(names[:NAMED])}{more}."]
