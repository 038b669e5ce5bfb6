"""What happened to the notes on their way into the margin: the report for editors and tests."""

from __future__ import annotations

from typing import Any

from .typeset import Typeset

#: Lines of text by which a note may stand away from its words without being reported.
FEW_LINES = 4


def report(made: Typeset) -> dict[str, Any]:
    """All pieces with their places in points, and the notes that are not level with their words.

    `page` is the page of the PDF, `x` and `y` the distance of the piece's upper left corner from
    that of the page, `bottom` the lower edge of the type area; `moved` counts lines of the text.
    """
    notes = [piece for piece in made.pieces if piece["col"] == "note"]
    return {
        "pages": made.pages,
        "notes": len({piece["note"] for piece in notes}),
        "moved": [_moved(piece) for piece in notes if not piece["again"] and _far(piece)],
        "continued": sorted({piece["note"] for piece in notes if piece["again"]}),
        "pieces": list(made.pieces),
    }


def _far(piece: dict[str, Any]) -> bool:
    return bool(piece["later"]) or abs(piece["moved"]) > FEW_LINES


def _moved(piece: dict[str, Any]) -> dict[str, Any]:
    return {
        "note": piece["note"],
        "page": piece["page"],
        "pages": piece["later"],
        "lines": piece["moved"],
    }


def summary(layout: dict[str, Any]) -> str:
    """One sentence for the log."""
    words = f"PDF: {layout['pages']} pages"
    if not layout["notes"]:
        return f"{words}."
    return (
        f"{words}, {layout['notes']} notes in the margin; {len(layout['moved'])} stand more than {FEW_LINES} "
        f"lines from their words, {len(layout['continued'])} are continued on the next page."
    )
