"""One figure of a report and everything known about it."""

from difflib import get_close_matches

from gongkai.errors import UsageError
from gongkai.records import Cell, Check, Record, Report


class FoundFigure(Record, frozen=True, kw_only=True):
    """A cell, the report it belongs to and the checks whose operands name it."""

    source: str
    title: str | None
    cell: Cell
    checks: tuple[Check, ...]


def find_figure(report: Report, path: str) -> FoundFigure:
    """The cell at `form/item/measure`. Raises UsageError with the nearest names when there is none."""
    cells = {f"{cell.form}/{cell.item}/{cell.measure}": cell for cell in report.cells}
    cell = cells.get(path)
    if cell is None:
        near = get_close_matches(path, cells, n=3, cutoff=0.4)
        remedy = f"did you mean {', '.join(near)}?" if near else "the page has no figure at all"
        raise UsageError(f"{report.source}: no figure {path!r} on this page; {remedy}")
    named = tuple(check for check in report.checks if path in check.operands)
    return FoundFigure(source=report.source, title=report.title, cell=cell, checks=named)
