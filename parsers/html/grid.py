"""A table's cells -> a rectangle of slots, by HTML's own rules for rowspan and colspan.

The rules are those of the HTML standard, "forming a table": a cell takes the first free slot of its row,
colspan is at most 1000, rowspan 0 reaches to the end of its row group, and no rowspan reaches beyond it.
"""

from functools import lru_cache

COLSPAN_CAP = 1000
SLOT_CAP = 200_000
"""More slots than this in one table is no form but an attack or an accident: wider spans are cut to one."""


Cell = str | tuple[str, int, int]
"""A td or th: its text alone, or with the colspan and rowspan it asks for (rowspan 0 is allowed)."""

Rows = list[list[Cell]]


_Span = tuple[int, int]
Shape = tuple[tuple[tuple[_Span, ...], ...], ...]
"""The spans of a table's cells, by row groups and rows."""

Origins = tuple[tuple[int, ...], ...]
"""For each slot the number of the cell that covers it, in source order; -1 where none does."""

ONE = (1, 1)
"""The spans of a cell that asks for none."""
KEPT_CELLS = 2000
"""Cells of a table whose layout is worth keeping; the national forms have at most 300."""


def in_order(groups: list[Rows]) -> tuple[list[str], Origins]:
    """Row groups (thead, tbody, tfoot in source order) of rows of cells -> the texts of the cells in source
    order, and which of them covers each slot.

    Rows without cells stay as rows. Where two cells claim a slot (a rowspan over a colspan), the later cell
    has it, as browsers paint it.
    """
    shape = tuple(
        [
            tuple([tuple([ONE if isinstance(cell, str) else cell[1:] for cell in row]) for row in rows])
            for rows in groups
        ]
    )
    texts = [cell if isinstance(cell, str) else cell[0] for rows in groups for row in rows for cell in row]
    return texts, _kept_layout(shape) if len(texts) <= KEPT_CELLS else layout(shape)


def fill(texts: list[str], origins: Origins) -> list[list[str]]:
    """The text of each slot, given the texts of the cells in source order; "" where no cell covers it."""
    placed = [*texts, ""]  # at place -1
    return [[placed[origin] for origin in row] for row in origins]


def layout(shape: Shape) -> Origins:
    """Which cell covers each slot."""
    origins: list[list[int]] = []
    number = 0
    slots = 0
    for rows in shape:
        end = len(origins) + len(rows)
        reaching: list[tuple[int, int, int]] = []  # (column, rows left, origin), oldest first
        for row in rows:
            covered: list[int] = []
            taken = {column: origin for column, _, origin in reaching}
            fresh: list[tuple[int, int, int]] = []
            for colspan, rowspan in row:
                while len(covered) in taken:
                    covered.append(taken[len(covered)])
                rows_left = end - len(origins)
                down = rows_left if rowspan == 0 else min(rowspan, rows_left)
                across = min(max(colspan, 1), COLSPAN_CAP)
                if slots + across * down > SLOT_CAP:
                    across, down = 1, 1
                slots += across * down
                if down > 1:
                    fresh += [(len(covered) + place, down, number) for place in range(across)]
                covered += [number] * across
                number += 1
            for column in sorted(taken):
                if column >= len(covered):
                    covered += [*[-1] * (column - len(covered)), taken[column]]
            reaching = [
                (column, rows_left - 1, origin)
                for column, rows_left, origin in reaching + fresh
                if rows_left > 1
            ]
            origins.append(covered)
    width = max(map(len, origins), default=0)
    return tuple([(*row, *[-1] * (width - len(row))) for row in origins])


_kept_layout = lru_cache(maxsize=256)(layout)
