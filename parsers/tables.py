"""Grids -> cells: each form is looked for in each table, read by its labels, and told once."""

from collections.abc import Sequence

from gongkai.records import Cell, Edition, Form, Issue, Severity
from parsers import dispute_table, statistics_table
from parsers.cells import Kind, read_cell
from parsers.disclosure_table import Row, edition_of, is_head, read_disclosure
from parsers.dispute_table import read_disputes
from parsers.document import Document, Grid
from parsers.editions import geometry, places_of, unit_of
from parsers.figures import Figures
from parsers.heads import Head
from parsers.layout import Layout, Slot, turned, upright
from parsers.match import matcher
from parsers.request_table import Found, read_requests
from parsers.statistics_table import read_statistics

_request = matcher("requests", "item")
NEWER_ROWS = frozenset(("other_amendment_overdue", "other_fee_overdue", "other_remaining"))
"""Rows of requests that only the form of 2021 has."""


def read_tables(document: Document) -> Figures:
    """All figures of the page's tables. Hidden copies are read only where nothing is displayed."""
    for hidden in (False, True):
        reader = _Reader()
        for grid in document.grids:
            if grid.hidden == hidden and grid.texts:
                reader.read(grid)
        figures = reader.figures()
        if figures.cells or figures.issues:
            return figures
    return Figures()


class _Reader:
    """Collects the rows of each form over all tables of a page, then tells them as cells."""

    def __init__(self) -> None:
        self.disclosure: list[tuple[Grid, Row]] = []
        self.requests: list[tuple[Grid, Found]] = []
        self.disputes: list[tuple[Grid, Found]] = []
        self.statistics: list[tuple[Grid, Found]] = []
        self.heads: list[Head] = []
        self.issues: list[Issue] = []

    def read(self, grid: Grid) -> None:
        """Look for each form in one table."""
        layout = upright(grid)
        self._read_requests(layout)
        if (
            sum(dispute_table.is_label(slot) for row in layout.rows for slot in row if not slot.is_figure)
            >= 4
        ):
            start = _first_dispute_row(layout.rows)
            self.disputes += [(grid, found) for found in read_disputes(layout.rows[start:])]
        if any(is_head(row) for row in layout.rows):
            self.disclosure += [(grid, row) for row in read_disclosure(layout.rows)]
        statistics, foreign = read_statistics(layout.rows)
        self.statistics += [(grid, found) for found in statistics]
        if foreign:
            message = "a table of indicators with columns of years: a local form, not read"
            self._issue("form_unknown", "warning", message, grid)

    def _read_requests(self, layout: Layout) -> None:
        columns = [
            [c for slot in row if not slot.is_figure for c in _request(slot.text)] for row in layout.rows
        ]
        if max((len(set(codes)) for codes in columns), default=0) >= 6:
            layout = turned(layout.grid)
            columns = [
                [c for slot in row if not slot.is_figure for c in _request(slot.text)] for row in layout.rows
            ]
        if len({code for codes in columns for code in codes}) < 3:
            return
        found, self.heads = read_requests(layout.rows, self.heads)
        self.requests += [(layout.grid, row) for row in found]

    def figures(self) -> Figures:
        """Everything read, as cells of the forms found."""
        figures = Figures(issues=self.issues)
        own: Edition | None = None
        if self.disclosure:
            own = edition_of([row for _, row in self.disclosure])
            figures.tables.append(("disclosure", own))
            figures.cells += self._told("disclosure", own, [(g, r.found, r.unit) for g, r in self.disclosure])
        if self.requests:
            items = {found.item for _, found in self.requests}
            own = "2021" if items & NEWER_ROWS else "2019"
            figures.tables.append(("requests", own))
            figures.cells += self._told("requests", own, [(g, f, None) for g, f in self.requests])
        if self.disputes:
            edition = own or "2021"
            figures.tables.append(("disputes", edition))
            figures.cells += self._told("disputes", edition, [(g, f, None) for g, f in self.disputes])
        if self.statistics:
            figures.tables.append(("statistics", "2014"))
            rows = [(g, f, statistics_table.unit_of(f, ())) for g, f in self.statistics]
            figures.cells += self._told("statistics", "2014", rows)
        return figures

    def _told(
        self, form: Form, edition: Edition, rows: Sequence[tuple[Grid, Found, str | None]]
    ) -> list[Cell]:
        """One cell for each figure that the form has: read, absent, or of a row that could not be placed."""
        places = places_of(form, edition)
        cells: dict[tuple[str, str], Cell] = {}
        for grid, found, unit in rows:
            for measure in places.get(found.item, ()):
                cell = _cell(form, edition, grid, found, measure, unit)
                before = cells.get((found.item, measure))
                if before is None or before.state == "absent":
                    cells[found.item, measure] = cell
                elif (before.state, before.value) != (cell.state, cell.value) and cell.state != "absent":
                    name = f"{form}/{found.item}/{measure}"
                    message = f"{name} stands twice with different figures; the first is taken"
                    self._issue("table_repeated", "warning", message, grid)
        missing = [item for item in places if (item, places[item][0]) not in cells]
        for item in missing:
            for measure in places[item]:
                cells[item, measure] = Cell(
                    edition=edition,
                    form=form,
                    item=item,
                    measure=measure,
                    state="absent",
                    unit=unit_of(form, item, measure),
                    grid=rows[0][0].index,
                )
        if missing:
            message = f"{form}: rows not found in the table: {', '.join(missing)}"
            self._issue("label_missing", "warning", message, rows[0][0])
        return [cells[item, measure] for item, measures in places.items() for measure in measures]

    def _issue(self, code: str, severity: Severity, message: str, grid: Grid) -> None:
        issue = Issue(
            stage="parse", code=code, severity=severity, message=message, location=f"table {grid.index}"
        )
        if issue not in self.issues:
            self.issues.append(issue)


def _first_dispute_row(rows: Sequence[Sequence[Slot]]) -> int:
    return next(n for n, row in enumerate(rows) if any(map(dispute_table.is_label, row)))


def _cell(form: Form, edition: Edition, grid: Grid, found: Found, measure: str, unit: str | None) -> Cell:
    own = unit_of(form, found.item, measure)
    slot: Slot | None = found.cells.get(measure)
    if slot is None:
        printed = [other for other in found.rest if not other.is_blank]
        return Cell(
            edition=edition,
            form=form,
            item=found.item,
            measure=measure,
            state="unassigned" if printed and not found.cells else "absent",
            unit=own,
            raw=" ".join(other.text.strip() for other in printed) if printed and not found.cells else None,
            grid=grid.index,
            grid_row=found.label.row,
        )
    kind: Kind = "money" if own == "CNY" else "change" if measure == "change" else "count"
    money = unit or geometry(edition).money if kind == "money" else None
    reading = read_cell(slot.text, kind, money)
    return Cell(
        edition=edition,
        form=form,
        item=found.item,
        measure=measure,
        state=reading.state,
        unit=own,
        value=reading.value,
        raw=slot.text,
        note="; ".join(note for note in (found.note, reading.note) if note) or None,
        grid=grid.index,
        grid_row=slot.row,
        grid_column=slot.column,
    )
