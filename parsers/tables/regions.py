"""A table -> runs of rows that belong to one form each: some pages put all forms into one table."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.records import Form
from parsers.document import Grid
from parsers.tables.layout import Row, turned, upright
from parsers.tables.marks import FORMS, marks, votes

COLUMNS_OF_ITEMS = 6
"""Rows of the requests form named in one row of a table: it stands with its rows as columns."""

_BY_ITSELF = 4
"""Votes with which a row is believed without the rows beside it: two labels in exact words."""


@dataclass(slots=True)
class Region:
    """Consecutive rows of one table that speak of one form."""

    form: Form
    grid: Grid
    rows: list[Row]


def regions(grid: Grid, before: Form | None = None) -> list[Region]:
    """The runs of rows in a table; rows that speak of no form go with the run above, else with that below.

    `before` is the form that the table above ended with: what could be two forms continues it.
    """
    rows = upright(grid)
    found: list[Region] = []
    leading: list[Row] = []
    for row, form in zip(rows, _forms(rows, before), strict=True):
        if form is None or (found and form == found[-1].form):
            (found[-1].rows if found else leading).append(row)
        else:
            found.append(Region(form, grid, [*leading, row]))
            leading = []
    return [_as_printed(region) for region in found]


def _forms(rows: Sequence[Row], before: Form | None) -> list[Form | None]:
    """The form that each row speaks of, None of none. A tie goes with the row above. A row that by one label
    speaks of another form than the rows beside it only shares a word with it."""
    spoken = [votes(row) for row in rows]
    speaking = [number for number, vote in enumerate(spoken) if any(vote)]
    forms: list[Form | None] = [None] * len(rows)
    current = before
    for place, number in enumerate(speaking):
        vote = spoken[number]
        most = max(vote)
        best = [n for n in range(len(FORMS)) if vote[n] == most]
        form = next((n for n in best if FORMS[n] == current), best[0])
        beside = [spoken[other] for other in speaking[max(place - 1, 0) : place + 2] if other != number]
        if most < _BY_ITSELF and beside and not any(other[form] for other in beside):
            continue
        forms[number] = current = FORMS[form]
    return forms


def _as_printed(region: Region) -> Region:
    if region.form != "requests":
        return region
    for row in region.rows:
        named = {slot.text for slot in row if not slot.is_figure and marks(slot.text).request.codes}
        if len(named) >= COLUMNS_OF_ITEMS:
            return Region(region.form, region.grid, [*turned(region.grid, _trimmed(region.rows))])
    return region


def _trimmed(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows without headings and empty rows at either end: turned, these would be columns."""
    full = [
        number
        for number, row in enumerate(rows)
        if sum(not slot.is_blank for slot in row) > 1 or (row and marks(row[0].text).applicant.exact)
    ]
    return rows[full[0] : full[-1] + 1]
