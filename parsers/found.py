"""One row of a form as the readers of the forms hand it on."""

from dataclasses import dataclass, field

from parsers.layout import Slot

BY_ORDER = "columns by order"
ROW_BY_ORDER = "row by order"


@dataclass(slots=True)
class Found:
    """One row of a form: its item, the row of the grid it stands in, and the cell of each measure.

    `rest` holds what is printed in the row and belongs to no known column; a row with figures there and none
    placed is unassigned, and so is each measure of `spread`: measures that one number covers. `exact` tells
    that the label is printed in the form's own words, `headed` that some row of its table could be placed.
    """

    item: str
    row: int | None
    cells: dict[str, Slot] = field(default_factory=dict)
    note: str | None = None
    rest: tuple[Slot, ...] = ()
    spread: dict[str, Slot] = field(default_factory=dict)
    unit: str | None = None
    exact: bool = True
    headed: bool = True

    @property
    def is_blank(self) -> bool:
        """Whether no cell of it has anything printed."""
        slots = (*self.cells.values(), *self.rest, *self.spread.values())
        return all(slot.is_blank for slot in slots)
