"""One row of a form as the readers of the forms hand it on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from parsers.document import Grid
from parsers.tables.layout import Slot, has_number

BY_ORDER = "columns by order"
ROW_BY_ORDER = "row by order"


_WHOLE = 0.8
"""How many of another table's cells a table has that is no extract of it but as whole."""


@dataclass(slots=True)
class Found:
    """One row of a form: its item, the row of the grid it stands in, and the cell of each measure.

    `rest` holds what is printed in the row and belongs to no known column; a row with figures there and none
    placed is unassigned, and so is each measure of `spread`: measures that one number covers. `exact` tells
    that the label is printed in the form's own words, `table` numbers the tables of a page, `formal` tells
    that the table says which form it is, `extract` that another one has most of its rows and more cells,
    `unit` is that of its money, `scales` those of its counts where a head tells one (万件) by measure, and
    `empty` says that nothing is printed in it, or in all of a table of which another has the rows too.
    """

    item: str
    row: int | None
    cells: dict[str, Slot] = field(default_factory=dict)
    note: str | None = None
    rest: tuple[Slot, ...] = ()
    spread: dict[str, Slot] = field(default_factory=dict)
    unit: str | None = None
    scales: Mapping[str, str] = field(default_factory=dict)
    exact: bool = True
    table: int = 0
    formal: bool = True
    extract: bool = False
    empty: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether no cell of it has anything printed."""
        slots = (*self.cells.values(), *self.rest, *self.spread.values())
        return all(slot.is_blank for slot in slots)


def mark_extracts(rows: Sequence[Found]) -> None:
    """Mark the rows of tables most of whose rows another table of the page has too, with more cells: extracts
    of it, or tables of other things that share its words. And mark what is empty: rows that are printed again
    at a page break, templates above the form. A row that is empty in one of two whole tables is no such."""
    items: dict[int, set[str]] = {}
    cells: dict[int, int] = {}
    for row in rows:
        items.setdefault(row.table, set()).add(row.item)
        cells[row.table] = cells.get(row.table, 0) + len(row.cells) + len(row.spread)

    def is_in(one: int, other: int) -> bool:
        shared = len(items[one] & items[other])
        most = 2 * shared > len(items[one]) if cells[one] else shared > 0
        return most and cells[one] < _WHOLE * cells[other]

    def is_rival(one: int, other: int) -> bool:
        return one != other and 2 * len(items[one] & items[other]) > max(len(items[one]), len(items[other]))

    extracts = {one for one in items if any(is_in(one, other) for other in items)}
    rivals = {one for one in items if any(is_rival(one, other) for other in items)}
    printed = {row.table for row in rows if not row.is_blank} if rivals else set()
    for row in rows:
        row.extract = row.table in extracts
        row.empty = row.table not in printed if row.table in rivals else row.is_blank


def leave_merged(rows: Sequence[tuple[Grid, Found]]) -> None:
    """A number whose cell reaches down over the rows of several items is none's alone: as one that reaches
    over several columns, it is `spread`. A blank or a mark is in each of them."""
    merged = {
        (grid.index, grid.origins[slot.row][slot.column])
        for grid, row in rows
        for slot in row.cells.values()
        if not slot.first and has_number(slot)
    }
    if not merged:
        return
    items: dict[tuple[int, int], set[str]] = {place: set() for place in merged}
    held: list[tuple[Found, str, Slot, tuple[int, int]]] = []
    for grid, row in rows:
        for measure, slot in row.cells.items():
            place = grid.index, grid.origins[slot.row][slot.column]
            if place in merged:
                items[place].add(row.item)
                held.append((row, measure, slot, place))
    for row, measure, slot, place in held:
        if len(items[place]) > 1:
            del row.cells[measure]
            row.spread[measure] = slot
