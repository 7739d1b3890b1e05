"""Rows of text -> cells: what was placed, what is blank, what could not be placed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from gongkai.records import Cell, Edition, Form, Issue
from parsers.editions import geometry, places_of, unit_of
from parsers.flat.flat_text import Piece
from parsers.tables.cells import Kind, read_cell

Path = tuple[str, str]
"""Item and measure."""


@dataclass(frozen=True, slots=True)
class Place:
    """One figure of the form and the text that stands in it ("" of a blank cell). `note` names the rule."""

    piece: Piece
    text: str
    note: str | None = None
    unit: str | None = None  # of money, where label or head print it
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A row whose figures are known and whose columns are not."""

    label: Piece
    figures: Sequence[Piece]
    why: str

    @property
    def raw(self) -> str:
        """The figures as they follow one another."""
        return " ".join(piece.text for piece in self.figures)


@dataclass(slots=True)
class FlatTable:
    """One form as far as a text tells it: what stands in each cell, by item and measure."""

    form: Form
    edition: Edition
    first: Piece  # its first label
    last: Piece  # its last label or figure
    cells: dict[Path, Place | Unplaced] = field(default_factory=dict)
    ways: str | None = None  # how many ways the sums leave to place what is unplaced, for people

    def place(self, item: str, places: Mapping[str, Place]) -> None:
        """Set the cells of a row whose columns are known."""
        self.cells.update({(item, measure): place for measure, place in places.items()})

    def leave(self, item: str, label: Piece, figures: Sequence[Piece], why: str) -> None:
        """Keep a row's figures without saying which is which."""
        for measure in places_of(self.form, self.edition)[item]:
            self.cells[item, measure] = Unplaced(label, figures, why)

    def told(self) -> list[Cell]:
        """A cell for each figure that the form has."""
        return [
            self._cell(item, measure)
            for item, measures in places_of(self.form, self.edition).items()
            for measure in measures
        ]

    def issues(self) -> list[Issue]:
        """What people should look at: rows with figures that have no column, and rows that are not there."""
        found = []
        unplaced = {item: cell.why for (item, _), cell in self.cells.items() if isinstance(cell, Unplaced)}
        if unplaced:
            rows = ", ".join(f"{item} ({why})" for item, why in unplaced.items())
            ways = f"; {self.ways}" if self.ways else ""
            found.append(self._issue("cells_unassigned", f"figures without a column: {rows}{ways}"))
        items = {item for item, _ in self.cells}
        missing = [item for item in places_of(self.form, self.edition) if item not in items]
        if missing:
            found.append(self._issue("label_missing", f"rows not found in the text: {', '.join(missing)}"))
        return found

    def _issue(self, code: str, message: str) -> Issue:
        return Issue(
            stage="parse", code=code, severity="warning", message=f"{self.form}: {message}", location="text"
        )

    def _cell(self, item: str, measure: str) -> Cell:
        place = self.cells.get((item, measure))
        unit = unit_of(self.form, item, measure)
        cell = Cell(
            edition=self.edition, form=self.form, item=item, measure=measure, state="absent", unit=unit
        )
        if place is None:
            return cell
        if isinstance(place, Unplaced):
            first = place.figures[0] if place.figures else place.label
            return replace(
                cell, state="unassigned", raw=place.raw or None, grid_row=first.line, grid_column=first.offset
            )
        kind: Kind = "money" if unit == "CNY" else "change" if measure == "change" else "count"
        reading = read_cell(place.text, kind, place.unit or geometry(self.edition).money)
        state = "inferred" if place.inferred and reading.state == "number" else reading.state
        return replace(
            cell,
            state=state,
            value=reading.value,
            raw=place.text,
            note="; ".join(filter(None, (place.note, reading.note))) or None,
            grid_row=place.piece.line,
            grid_column=place.piece.offset,
        )


def is_contradicted(row: Mapping[str, Piece]) -> bool:
    """Whether figures by measure are at odds with their own total. A row with dashes may hold less than its
    total, because they may stand for anything."""
    values = {measure: read_cell(piece.text) for measure, piece in row.items()}
    if any(piece.is_run for piece in row.values()) or any(v.state == "unreadable" for v in values.values()):
        return True
    total = values.pop("total").value
    parts = [reading.value for reading in values.values()]
    summed = sum(part for part in parts if part is not None)
    return total is not None and (summed > total or (summed < total and None not in parts))
