"""What does a metadata file say of many documents?

A CSV file, also with semicolons or tabs: a column `file`, and columns named after the keys of an article's front matter.
"""

from __future__ import annotations

import csv
import io
from difflib import get_close_matches

from ..problems import EditionError, plain
from .article import KEYS

#: Columns that are no keys of an article: how a file is read, and which file it is.
HOW = ("format", "lines")
OWN = ("file", *HOW)


def read_table(text: str, name: str) -> dict[str, dict[str, str]]:
    """The values of each file, by its name; empty cells are left out."""
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=_separator(text))
    columns = [column.strip() for column in reader.fieldnames or ()]
    _judge(columns, name)
    reader.fieldnames = columns
    rows: dict[str, dict[str, str]] = {}
    for row in reader:
        if None in row:
            raise EditionError(
                f"{name}:{reader.line_num}: this line has more cells than there are columns."
            )
        values = {
            key: " ".join(value.split()) for key, value in row.items() if value and value.strip()
        }
        file = values.pop("file", "")
        if not file:
            raise EditionError(f"{name}:{reader.line_num}: this line names no file.")
        if file in rows:
            raise EditionError(f"{name}:{reader.line_num}: “{plain(file)}” stands there twice.")
        rows[file] = values
    return rows


def _separator(text: str) -> str:
    """What stands between the cells: some programs write semicolons or tabs."""
    head = text.partition("\n")[0]
    return next((sign for sign in ";\t" if sign in head and "," not in head), ",")


def _judge(columns: list[str], name: str) -> None:
    known = [*OWN, *KEYS]
    if "file" not in columns:
        shown = plain(", ".join(columns)) or "nothing"
        raise EditionError(
            f"{name} has no column “file”. Its first line must name the columns, such as "
            f"file, title, author, date; there is {shown}."
        )
    for column in columns:
        if column not in known:
            near = get_close_matches(column, known, 1)
            hint = f"Did you mean “{near[0]}”?" if near else f"Known are: {', '.join(known)}."
            raise EditionError(f"{name}: the column “{plain(column)}” is not known. {hint}")
