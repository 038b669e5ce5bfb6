"""How are results written where no widget lives: as HTML, and as plain text?

Every word is escaped here and nowhere else. A cell that leads into the edition says so in
`data-points`, which the edition's pages turn into a link; elsewhere it is only words.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_WIDE = 46


@dataclass(frozen=True, slots=True)
class Cell:
    """Words in a table.

    `points` says where they lead: `note:<article>/<note>`, `article:<id>#p<n>`, `work:<key>` or
    `term:<id>`. `strong` sets them off; `end` sets them against the end of the column.
    """

    words: str
    points: str = ""
    strong: bool = False
    end: bool = False

    def html(self) -> str:
        made = escape(self.words)
        if self.points:
            made = f'<a data-points="{escape(self.points)}">{made}</a>'
        return f"<strong>{made}</strong>" if self.strong else made


Cells = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A caption, the heads of the columns, and rows; several cells in a place follow each other.

    `anchors` are ids of the rows, if they have any.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell | Cells, ...], ...]
    anchors: tuple[str, ...] = ()
    classes: str = ""

    def html(self) -> str:
        """The table, or its caption alone where it has no row."""
        if not self.rows:
            return f"<p>{escape(self.caption)}.</p>"
        heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in self.heads)
        anchors = self.anchors or ("",) * len(self.rows)
        rows = "".join(map(_row, self.rows, anchors))
        kind = f' class="{escape(self.classes)}"' if self.classes else ""
        return (
            f"<table{kind}><caption>{escape(self.caption)}</caption>"
            f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        )

    def plain(self) -> str:
        """The same as text, in columns."""
        lines = [[" ".join(head.split()) for head in self.heads]] + [
            [_short(_plain(cell)) for cell in row] for row in self.rows
        ]
        widths = [max(len(line[place]) for line in lines) for place in range(len(self.heads))]
        made = [
            "  ".join(word.ljust(width) for word, width in zip(line, widths, strict=True)).rstrip()
            for line in lines
        ]
        return "\n".join([f"{self.caption}.", *(made if self.rows else ())])


def _row(cells: Sequence[Cell | Cells], anchor: str) -> str:
    begins = f'<tr id="{escape(anchor)}">' if anchor else "<tr>"
    return begins + "".join(map(_cell, cells)) + "</tr>"


def _cell(cell: Cell | Cells) -> str:
    kind = ' class="end"' if _ends(cell) else ""
    return f"<td{kind}>{', '.join(part.html() for part in _parts(cell))}</td>"


def _plain(cell: Cell | Cells) -> str:
    return ", ".join(" ".join(part.words.split()) for part in _parts(cell))


def _parts(cell: Cell | Cells) -> Cells:
    return cell if isinstance(cell, tuple) else (cell,)


def _ends(cell: Cell | Cells) -> bool:
    return any(part.end for part in _parts(cell))


def _short(words: str) -> str:
    return words if len(words) <= _WIDE else words[: _WIDE - 1].rstrip() + "…"


def figure(svg: str) -> str:
    """A picture of ours in HTML; empty without one."""
    return f"<figure>{svg}</figure>" if svg else ""


def first_words(text: str, width: int) -> str:
    """The beginning of *text* on one line, cut at a space."""
    return textwrap.shorten(text, width, placeholder=" …") or text[:width]
