"""Of a table that has the form's columns several times side by side, those of the report's own year."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from parsers.tables.columns import Column
from parsers.tables.layout import Row
from parsers.tables.rows_of_years import year_named


def own_columns(
    columns: Sequence[Column], heads: Sequence[Row], year: Callable[[], int | None]
) -> list[Column]:
    """The columns, each code over one of them alone. A code that stands over several is left to the one under
    the report's own year; where that is not one, to none, for what each counts (the office, its units, some
    other year) is not told. `year` tells the report's own."""
    counted = Counter(column.code for column in columns if column.code)
    if all(count == 1 for count in counted.values()):
        return [*columns]
    own = year() or 0
    is_own = [_year_over(column, heads, own) == own for column in columns]
    chosen = Counter(column.code for column, of_year in zip(columns, is_own, strict=True) if of_year)
    return [
        column
        if column.code is None or counted[column.code] == 1 or (of_year and chosen[column.code] == 1)
        else replace(column, code=None, strange=True)
        for column, of_year in zip(columns, is_own, strict=True)
    ]


def _year_over(column: Column, heads: Sequence[Row], own: int) -> int | None:
    """The year that the lowest head over a column names of those that name any."""
    over = (slot for row in reversed(heads) for slot in row if slot.start <= column.start <= slot.end)
    return next((year for slot in over if (year := year_named(slot.text, own)) is not None), None)
