"""Grids -> cells: each form is looked for in each table, read by its labels, and told once."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from gongkai.records import Cell, Edition, Form, Issue, Severity, State
from parsers.document import Document, Grid
from parsers.editions import edition_by_items, geometry, places_of, unit_of
from parsers.figures import Figures
from parsers.labels import key
from parsers.tables import statistics_table
from parsers.tables.cells import Kind, read_cell
from parsers.tables.columns import Column
from parsers.tables.disclosure_table import edition_of, is_formal, names_article, read_disclosure, stated_unit
from parsers.tables.dispute_table import read_disputes
from parsers.tables.found import Found, leave_merged, mark_extracts
from parsers.tables.known_tables import read_known, remember
from parsers.tables.layout import Slot
from parsers.tables.marks import FORMS
from parsers.tables.regions import Region, regions
from parsers.tables.remembered import Over
from parsers.tables.request_table import APPLICANTS, read_requests
from parsers.tables.rows_of_years import rows_of_year
from parsers.tables.shifted import shifted_rows
from parsers.tables.statistics_table import FEWEST, read_statistics
from parsers.tables.whose_table import CAPTION, Caption, foreign_tables, owner, read_caption

FEWEST_REQUESTS = 3
"""Rows of requests on a page below which its tables are no form of requests."""


def read_tables(document: Document) -> Figures:
    """All figures of the page's tables. Hidden copies are read only where nothing is displayed."""

    def over(grid: Grid) -> Over:
        caption = _caption(document, grid)
        return names_article(caption), stated_unit(caption)

    if (known := read_known(document, over)) is not None:
        return known
    for hidden in (False, True):
        reader = _Reader(document)
        for grid in document.grids:
            if grid.hidden == hidden and grid.texts:
                reader.read(grid)
        figures = reader.figures()
        if figures or figures.issues:
            if not hidden:
                remember(document, over, figures, reader.spoken, reader.read_as)
            return figures
    return Figures()


def _caption(document: Document, grid: Grid) -> str:
    """The short line right over a table, which may state a unit."""
    lines = document.lines
    text = lines[grid.line - 1].text if 0 < grid.line <= len(lines) else ""
    return text if len(text) <= CAPTION else ""


class _Reader:
    """Collects the rows of each form over all tables of a page, then tells them as cells."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.rows: dict[Form, list[tuple[Grid, Found]]] = {form: [] for form in FORMS}
        self.unknown: list[tuple[Form, Grid, list[str]]] = []
        self.issues: list[Issue] = []
        self.form: Form | None = None  # of the last region read
        self.spoken: dict[int, Form] = {}  # of the last region of each table that has any
        self.regions = 0  # read so far
        self.lines_above: dict[int, int] = {}  # before the table over each table
        self.grids: list[Grid] = []
        self.above = 0  # lines before the last table read
        self.columns: dict[Form, list[Column]] = {"disclosure": [], "requests": []}
        self.statistics = statistics_table.Read()

    def read(self, grid: Grid) -> None:
        """Look for each form in one table."""
        self.lines_above[grid.index], self.above = self.above, grid.line
        self.grids.append(grid)
        for region in regions(grid, self.form):
            self.form = self.spoken[grid.index] = region.form
            region.rows = rows_of_year(region.rows, self._own_year)
            found, unknown = self._read_region(region)
            self.regions += 1
            formal = region.form != "disclosure" or is_formal(region, _caption(self.document, grid))
            for row in found:
                row.table, row.formal = self.regions, formal
                self.rows[region.form].append((grid, row))
            if found and unknown:
                self.unknown.append((region.form, grid, unknown))

    def _read_region(self, region: Region) -> tuple[list[Found], list[str]]:
        """Rows of the form in one region, and the labels in it that are not the form's."""
        if region.form == "disclosure":
            found, columns, unknown = read_disclosure(
                region, self.columns["disclosure"], _caption(self.document, region.grid), self._own_year
            )
            self.columns["disclosure"] = columns
            return found, unknown
        if region.form == "requests":
            rows = self.rows["requests"]
            before = rows[-1][1].item if rows else None
            read = read_requests(region, self.columns["requests"], before, self._own_year)
            self.columns["requests"] = read.columns
            return read.found, read.unknown
        if region.form == "disputes":
            return read_disputes(region, _caption(self.document, region.grid))
        self.statistics = read_statistics(region, self.statistics, self._own_year)
        if self.statistics.foreign:
            message = "a table of indicators with columns of years: a local form, not read"
            self._issue("form_unknown", message, region.grid)
        return self.statistics.found, []

    def _own_year(self) -> int | None:
        """The year that the title of the page names."""
        return owner(self.document).year

    def read_as(self, cell: Cell) -> tuple[Kind, str | None]:
        """As what a cell was read: the kind of its figure, and what that is counted in."""
        row = next(found for _, found in self.rows[cell.form] if found.item == cell.item)
        return _read_as(cell.form, cell.edition, row, cell.measure)

    def figures(self) -> Figures:
        """Everything read, as cells of the forms found."""
        figures = Figures(issues=self.issues)
        told: list[Form] = []
        self._leave_others()
        for form, edition in self._editions():
            figures.tables.append((form, edition))
            figures.cells += self._told(form, edition)
            told.append(form)
        for form, grid, unknown in self.unknown:
            if form in told:
                words = ", ".join(dict.fromkeys(key(text) or text for text in unknown))
                self._issue("label_unknown", f"{form}: labels that the form does not have: {words}", grid)
        return figures

    def _leave_others(self) -> None:
        """Of tables that have the same rows, take out those which say that they are not the report's own."""
        for form, rows in self.rows.items():
            grids = {grid.index: grid for grid, _ in rows}
            if len(grids) < 2 or len({found.item for _, found in rows}) == len(rows):
                continue
            captions = {number: self._named(grid, grids) for number, grid in grids.items()}
            pairs = [(grid.index, found.item) for grid, found in rows]
            left = foreign_tables(captions, owner(self.document), pairs)
            for number in left:
                message = f"{form}: a table of {captions[number].told}, not the report's own: not read"
                self._issue("table_repeated", message, grids[number])
            rows[:] = [row for row in rows if row[0].index not in left]

    def _named(self, grid: Grid, alike: Mapping[int, Grid]) -> Caption:
        """The caption of a table; where none is printed between it and a table over it that is not of `alike`
        ones, that one's: one line may stand over the tables of a whole report."""
        caption = read_caption(self.document, grid, self.lines_above[grid.index])
        place = self.grids.index(grid)
        above = self.grids[place - 1] if place else None
        if caption.is_said or above is None or above.line != grid.line or above.index in alike:
            return caption
        over = self._named(above, alike)
        return over if over.is_said else caption

    def _editions(self) -> Iterator[tuple[Form, Edition]]:
        """The forms found on the page, each with the edition that its labels tell."""
        own: Edition | None = None
        disclosure = [found for _, found in self.rows["disclosure"]]
        if any(found.cells or found.spread or found.rest for found in disclosure):
            own = edition_of(disclosure)
            yield "disclosure", own
        items = {found.item for _, found in self.rows["requests"]}
        if len(items) >= FEWEST_REQUESTS:
            own = edition_by_items("requests", items, own)
            yield "requests", own
        if self.rows["disputes"]:
            yield "disputes", own or "2021"
        if len({found.item for _, found in self.rows["statistics"]}) >= FEWEST:
            yield "statistics", "2014"

    def _told(self, form: Form, edition: Edition) -> list[Cell]:
        """One cell for each figure that the form has: read, absent, or of a row that could not be placed."""
        places = places_of(form, edition)
        cells: dict[tuple[str, str], Cell] = {}
        rows = self.rows[form]
        leave_merged(rows)
        mark_extracts([found for _, found in rows])
        ranks: dict[str, tuple[bool, ...]] = {}
        contradicted: list[str] = []
        for grid, found in sorted(rows, key=lambda row: _rank(row[1])):
            for measure in places.get(found.item, ()):
                cell = _cell(form, edition, grid, found, measure)
                before = cells.get((found.item, measure))
                if before is None or before.state == "absent":
                    cells[found.item, measure] = cell
                elif _rank(found) == ranks[found.item] and _differs(before, cell):
                    cells[found.item, measure] = _contradicted(before, cell)
                    contradicted.append(found.item)
            ranks.setdefault(found.item, _rank(found))
        first = rows[0][0]
        for item, measures in places.items():
            for measure in measures:
                if (item, measure) not in cells:
                    cells[item, measure] = Cell(
                        edition=edition,
                        form=form,
                        item=item,
                        measure=measure,
                        state="absent",
                        unit=unit_of(form, item, measure),
                        grid=first.index,
                    )
        if contradicted:
            items = ", ".join(dict.fromkeys(contradicted))
            message = (
                f"{form}: rows that stand twice with different figures, which of them is not told: {items}"
            )
            self._issue("table_repeated", message, first)
        if form == "requests":
            for item in _shifted(cells, list(places)):
                cells |= {k: _open(cell, cell.raw or "") for k, cell in cells.items() if k[0] == item}
        self._tell_missing(form, [item for item in places if item not in ranks], first)
        ordered = [cells[item, measure] for item, measures in places.items() for measure in measures]
        self._tell_unassigned(form, ordered, first)
        return ordered

    def _tell_missing(self, form: Form, items: Sequence[str], grid: Grid) -> None:
        if items:
            self._issue("label_missing", f"{form}: rows not found in the table: {', '.join(items)}", grid)

    def _tell_unassigned(self, form: Form, cells: Sequence[Cell], grid: Grid) -> None:
        items = dict.fromkeys(cell.item for cell in cells if cell.state == "unassigned")
        if items:
            message = f"{form}: figures whose columns cannot be known: {', '.join(items)}"
            self._issue("cells_unassigned", message, grid)

    def _issue(self, code: str, message: str, grid: Grid, severity: Severity = "warning") -> None:
        issue = Issue(
            stage="parse", code=code, severity=severity, message=message, location=f"table {grid.index}"
        )
        if issue not in self.issues:
            self.issues.append(issue)


def _rank(found: Found) -> tuple[bool, ...]:
    """Which of two rows of one item is taken: of a table that says that it is the form, of one that is no
    extract of another, with something printed, with the form's own words."""
    return not found.formal, found.extract, found.empty, not found.exact


def _differs(one: Cell, other: Cell) -> bool:
    """Whether two cells of one figure contradict each other: blanks and dashes beside a zero do not."""
    return "absent" not in (one.state, other.state) and (one.value or 0.0) != (other.value or 0.0)


def _contradicted(one: Cell, other: Cell) -> Cell:
    """A cell that stands twice with different figures: none of them is known to be the report's."""
    return _open(one, " ".join(filter(None, (one.raw, other.raw))))


def _open(cell: Cell, raw: str) -> Cell:
    """A cell of which is known only what is printed."""
    return replace(cell, state="unassigned", value=None, raw=raw, note=None, grid_column=None)


def _shifted(cells: Mapping[tuple[str, str], Cell], items: Sequence[str]) -> list[str]:
    """The rows of requests whose cells have shifted, as the sums of their columns show."""
    received, carried_in, *outcomes, total, carried_out = items
    values = {place: cell.value for place, cell in cells.items()}
    sums = (
        {**dict.fromkeys(outcomes, 1), total: -1},
        {received: 1, carried_in: 1, total: -1, carried_out: -1},
    )
    return [row for signs in sums for row in shifted_rows(values, signs, APPLICANTS)]


def _cell(form: Form, edition: Edition, grid: Grid, found: Found, measure: str) -> Cell:
    own = unit_of(form, found.item, measure)
    slot: Slot | None = found.cells.get(measure)
    if slot is None:
        spread = found.spread.get(measure)
        loose = [spread] if spread is not None else [] if found.cells or found.spread else found.rest
        printed = [other for other in loose if not other.is_blank]
        state: State = "unassigned" if printed else "blank" if loose else "absent"
        if printed and {read_cell(other.text).state for other in printed} == {"dash"}:
            state = "dash"  # nothing but marks: whatever column each is in, that column has one
        return Cell(
            edition=edition,
            form=form,
            item=found.item,
            measure=measure,
            state=state,
            unit=own,
            raw=" ".join(other.text.strip() for other in printed) if loose else None,
            grid=grid.index,
            grid_row=found.row,
        )
    reading = read_cell(slot.text, *_read_as(form, edition, found, measure))
    return Cell(
        edition=edition,
        form=form,
        item=found.item,
        measure=measure,
        state=reading.state,
        unit=own,
        value=reading.value,
        raw=slot.text,
        note=f"{found.note}; {reading.note}" if found.note and reading.note else found.note or reading.note,
        grid=grid.index,
        grid_row=slot.row,
        grid_column=slot.column,
    )


def _read_as(form: Form, edition: Edition, found: Found, measure: str) -> tuple[Kind, str | None]:
    """The kind of a figure and what it is counted in."""
    if unit_of(form, found.item, measure) == "CNY":
        return "money", found.unit or geometry(edition).money
    return "change" if measure == "change" else "count", found.scales.get(measure)
