"""What the readers of tables, flattened text and sentences hand on: cells and what went wrong."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from gongkai.columns import Run
from gongkai.records import Cell, Check, Edition, Form, Issue


class WholeForm(NamedTuple):
    """A form all of whose cells hold a plain number: the values, and the cells as a run, in the form's
    order."""

    form: Form
    edition: Edition
    values: list[float]
    cells: Run[Cell]


@dataclass(slots=True)
class Figures:
    """Cells read so far: `whole` forms, and behind these all other `cells`. `tables` names each form found as
    a table, with tags or flattened, and the edition it was recognised as.

    `checks` holds only checks that a reader itself assesses (I8, text against table); the identities are
    assessed later over all cells.
    """

    whole: list[WholeForm] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    tables: list[tuple[Form, Edition]] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether there are any cells."""
        return bool(self.whole or self.cells)

    def of_forms(self, forms: Collection[Form]) -> list[Cell]:
        """The cells of some forms."""
        whole = [cell for one in self.whole if one.form in forms for cell in one.cells]
        return whole + [cell for cell in self.cells if cell.form in forms]

    def loosen(self) -> None:
        """Have all cells among `cells`, to be changed one by one."""
        self.cells[:0] = [cell for one in self.whole for cell in one.cells]
        self.whole.clear()
