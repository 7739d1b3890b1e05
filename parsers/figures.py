"""What the readers of tables, flattened text and sentences hand on: cells and what went wrong."""

from dataclasses import dataclass, field

from gongkai.records import Cell, Check, Edition, Form, Issue


@dataclass(slots=True)
class Figures:
    """Cells read so far. `tables` names each form found as a table, with tags or flattened, and the edition
    it was recognised as.

    `checks` holds only checks that a reader itself assesses (I8, text against table); the identities are
    assessed later over all cells.
    """

    cells: list[Cell] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    tables: list[tuple[Form, Edition]] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
