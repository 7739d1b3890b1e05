"""One row with all disputes: whether its cells are where its sums want them, or have slipped.

A row that lost a cell and gained an empty one has as many cells as heads, so nothing but its sums tells.
Where they do not hold and a slip would explain that, the row is not believed; else the total is a mistake of
the page.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from parsers.tables.cells import read_cell
from parsers.tables.layout import Row, Slot

_MOST = 2
"""Cells that a row may have lost or gained."""

Cells = list[Slot | None]
"""The cell in each place of the form's row, None where one was lost."""


def ways(values: Row, places: int) -> list[Cells]:
    """The ways to bring a row to `places` cells that leave out empty ones or put in lost ones."""
    surplus = len(values) - places
    if surplus > _MOST or surplus < -_MOST:
        return []
    return list(_without(values, surplus) if surplus >= 0 else _with(list(values), -surplus))


def _slips(values: Row, *, doubled: bool) -> Iterator[Cells]:
    """The ways in which a row with all its cells has lost one and gained another elsewhere: an empty one, or
    if it may be `doubled`, one that is printed twice."""
    for place, slot in enumerate(values):
        twice = doubled and place > 0 and slot.text.strip() == values[place - 1].text.strip() != "0"
        if slot.is_blank or twice:
            rest: Cells = [*values[:place], *values[place + 1 :]]
            for lost in range(len(values)):
                if lost != place:
                    yield [*rest[:lost], None, *rest[lost:]]


def _without(values: Row, surplus: int) -> Iterator[Cells]:
    blank = [place for place, slot in enumerate(values) if slot.is_blank]
    for left in combinations(blank, surplus):
        yield [slot for place, slot in enumerate(values) if place not in left]


def _with(values: Cells, missing: int) -> Iterator[Cells]:
    for lost in combinations(range(len(values) + missing), missing):
        rest = iter(values)
        yield [None if place in lost else next(rest) for place in range(len(values) + missing)]


def has_slipped(values: Row, groups: Sequence[Sequence[int]]) -> bool:
    """Whether a row as long as its heads has lost a cell: sums do not hold as it stands, and would with one
    cell put in and an empty one left out. If a single sum fails among several blanks, the lost cell must have
    been empty for that: else a mistake of the page is as likely."""
    failed = sum(not holds(values, [group]) for group in groups)
    if not failed:
        return False
    is_plain = failed > 1 or sum(slot.is_blank for slot in values) == 1
    slips = _slips(values, doubled=failed > 1)
    return any(holds(way, groups, lost_is_empty=not is_plain) for way in slips)


def holds(
    cells: Sequence[Slot | None], groups: Sequence[Sequence[int]], *, lost_is_empty: bool = False
) -> bool:
    """Whether in each group of places the last cell prints the sum of the others, blanks and dashes counting
    as nothing, and a lost cell as what is missing, or as nothing. A group without figures holds."""
    for group in groups:
        *parts, total = [cells[place] for place in group]
        known = sum(_value(part) or 0.0 for part in parts if part is not None)
        if total is None and not lost_is_empty:
            continue
        whole = None if total is None else _value(total)
        if whole is None and known == 0:
            continue
        if whole is None or (known > whole if None in parts and not lost_is_empty else known != whole):
            return False
    return True


def _value(slot: Slot) -> float | None:
    return read_cell(slot.text).value
