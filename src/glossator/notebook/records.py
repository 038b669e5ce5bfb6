"""How are records handed out: in their order, read-only, and as a table if one is wanted?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from .show import Cell, Table

if TYPE_CHECKING:
    import pandas

T = TypeVar("T")
#: How many rows a notebook shows of records that are the last value of a cell.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Link:
    """Who points at what, inside the edition.

    `sort` is that of the target: article, term, work or note; `target` its id.
    `by` is what points: article (its own text), note, entry or page; `source` its id.
    `article` and `paragraph` say where a reader finds it; empty and 0 where it is in no article.
    `passage` is the paragraph that is pointed at, 0 for the whole; only articles have any.
    """

    sort: str
    target: str
    by: str
    source: str
    article: str = ""
    paragraph: int = 0
    passage: int = 0


@dataclass(frozen=True, slots=True)
class Moment:
    """A day that the edition names in full: an article's own, or one in the text of a note.

    `date` is ISO 8601. `note` is the note's id, empty where it is the article's own day; `what` is
    the article's title, or the words around the date.
    """

    date: str
    what: str
    article: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column of a table: its name, its pandas dtype, what it holds, and how it is had."""

    name: str
    dtype: str
    help: str
    value: Callable[[T], Any]
    brief: bool = False


class Records(Sequence[T], Generic[T]):
    """Records of one sort in their reading order. They cannot be changed.

    `frame()` gives them as a pandas `DataFrame`, one row a record.
    """

    __slots__ = ("_columns", "_records", "name")

    def __init__(self, name: str, records: Iterable[T], columns: Sequence[Column[T]]) -> None:
        self.name = name
        self._records = tuple(records)
        self._columns = tuple(columns)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Records[T]: ...
    def __getitem__(self, place: int | slice) -> T | Records[T]:
        if isinstance(place, slice):
            return Records(self.name, self._records[place], self._columns)
        return self._records[place]

    def __len__(self) -> int:
        return len(self._records)

    def where(self, wanted: Callable[[T], bool]) -> Records[T]:
        """Those of which *wanted* is true."""
        return Records(self.name, filter(wanted, self._records), self._columns)

    def value(self, record: T, column: str) -> Any:
        """One value of one record's row. `KeyError` where there is no such column."""
        for each in self._columns:
            if each.name == column:
                return each.value(record)
        raise KeyError(f"there is no column “{column}”.")

    def frame(self) -> pandas.DataFrame:
        """A table with a row for each record, in their order, and a column for each property.

        The columns and their dtypes are those of docs/notebooks.md, also where there is no row.
        Raises `ImportError` with a remedy where pandas is not installed.
        """
        from .frames import frame_of

        return frame_of(self._records, self._columns)

    def table(self) -> Table:
        """The most telling columns, of the first records, to be looked at."""
        brief = [column for column in self._columns if column.brief] or self._columns
        rows = [
            tuple(Cell(_words(column.value(record))) for column in brief)
            for record in self._records[:SHOWN]
        ]
        more = f", of which the first {SHOWN} are shown" if len(self) > SHOWN else ""
        return Table(f"{self!r}{more}", tuple(column.name for column in brief), tuple(rows))

    def __repr__(self) -> str:
        return f"{self.name}: {len(self)}"

    def _repr_html_(self) -> str:
        return self.table().html()


def _words(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
