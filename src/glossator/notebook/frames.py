"""How do records become a pandas `DataFrame`? The only place that knows pandas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from .records import Column

if TYPE_CHECKING:
    import pandas

T = TypeVar("T")
_MISSING = 'tables need pandas, which is not installed. Try: pip install "glossator[notebook]"'


def frame_of(records: Sequence[T], columns: Sequence[Column[T]]) -> pandas.DataFrame:
    """A frame with *columns*, and a row for each of *records*, numbered from 0."""
    try:
        import numpy
        import pandas
    except ImportError as error:
        raise ImportError(_MISSING) from error

    def series(column: Column[T]) -> Any:
        values = [column.value(record) for record in records]
        if column.dtype == "datetime64[s]":
            # Days of any century: nanoseconds would end in 1677 and in 2262.
            return pandas.Series(numpy.array(values, dtype="datetime64[s]"))
        return pandas.Series(values, dtype=column.dtype)

    return pandas.DataFrame({column.name: series(column) for column in columns})
