"""Tables of two years on one page: that of the year before stands beside the report's own to compare with."""

import re
from collections.abc import Iterable, Sequence

from parsers.document import Grid, Line
from parsers.labels import fold
from parsers.years import YEAR, as_year

CAPTION = 40
"""Characters of a line over a table that may be its caption."""

_LINES = 2
_YEAR = re.compile(rf"({YEAR})年")


def caption_year(lines: Sequence[Line], grid: Grid, above: int) -> int | None:
    """The year that the lines right over a table name; `above` is how many lines stand before the table over
    it. None where they name none, or several."""
    begin = max(grid.line - _LINES, above, 0)
    short = [line.text for line in lines[begin : grid.line] if len(line.text) <= CAPTION]
    for text in reversed(short):
        if years := {found[1] for found in _YEAR.finditer(fold(text))}:
            return as_year(years.pop()) if len(years) == 1 else None
    return None


def earlier(tables: Iterable[tuple[int | None, str]]) -> set[int]:
    """The years of which a page has tables that it has of a later year too: of (year, row) pairs, those
    years whose rows are among the later ones."""
    rows: dict[int, set[str]] = {}
    for year, row in tables:
        if year is not None:
            rows.setdefault(year, set()).add(row)
    newest = max(rows, default=0)
    return {year for year, own in rows.items() if year < newest and own & rows[newest]}
