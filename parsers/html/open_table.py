"""A table while its markup is being read: rows of cells, and what to come back to when it ends."""

from parsers.document import Grid
from parsers.html.grid import Cell, Origins, Rows, fill, in_order

LAYOUT_CELLS = 12
"""A table that holds other tables and no more cells than this is page layout, not a form."""

FIGURE_LENGTH = 20
"""Characters of a text that may be a figure with its unit."""


class Table:
    """A table being read: its rows so far, and what to come back to when it ends."""

    __slots__ = (
        "attributes",
        "base",
        "buffer",
        "cells",
        "feet",
        "flushed",
        "grid",
        "groups",
        "host",
        "in_cell",
        "is_layout",
        "known_page",
        "row",
    )

    def __init__(self, grid: Grid, host: "Table | None", buffer: list[str], base: int) -> None:
        self.grid = grid
        self.host = host
        self.buffer = buffer  # the host's text so far
        self.base = base  # depth of hidden parts that the table itself stands in
        self.groups: list[Rows] = []
        self.cells: list[str] | None = None  # the texts of all cells, once it is laid out
        self.feet: list[Rows] = []  # of the groups, those printed below the others
        self.row: list[Cell] | None = None
        self.in_cell = False
        self.attributes = ""
        self.flushed = 0  # pieces of the open cell's text that are segments already
        self.is_layout = False
        self.known_page: bool | None = None  # whether its text is the page's own, once that was asked

    def end(self) -> None:
        """Lay the cells out, and tell whether they are places on the page whose text is the page's own."""
        if self.cells is None:
            if self.feet:
                feet = set(map(id, self.feet))
                self.groups = [group for group in self.groups if id(group) not in feet] + self.feet
            self.lay_out(*in_order(self.groups))

    def lay_out(self, cells: list[str], origins: Origins) -> None:
        """Give the table its cells, in source order, and which of them covers each slot."""
        self.cells = cells
        grid = self.grid
        grid.texts, grid.origins = fill(cells, origins), list(origins)
        size = len(cells)
        self.is_layout = size <= 1 or grid.width <= 1 or (grid.nests and size <= LAYOUT_CELLS)

    @property
    def is_page(self) -> bool:
        """Whether the text of its cells is the page's own: it and all tables round it, which have ended, are
        page layout."""
        unknown: list[Table] = []
        table: Table | None = self  # a loop: hostile pages nest tables by the thousand
        while table is not None and table.known_page is None:
            unknown.append(table)
            table = table.host
        is_page = table is None or table.known_page is True
        for inner in reversed(unknown):
            is_page = inner.known_page = is_page and inner.is_layout
        return is_page

    def only_figure(self) -> str:
        """What a table of one short cell holds: some editors wrap a figure in a table of its own."""
        if self.cells is None or len(self.cells) != 1:
            return ""
        text = self.cells[0]
        return text if len(text) <= FIGURE_LENGTH else ""
