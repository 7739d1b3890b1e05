"""One figure of a report and everything known about it."""

import re
from difflib import get_close_matches

from gongkai.errors import UsageError
from gongkai.records import Cell, Check, Record, Report

_PATH = re.compile(r"\w+/\w+/\w+")
"""A figure as the operands of a check name it."""


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
        if near:
            remedy = f"did you mean {', '.join(near)}?"
        elif cells:
            remedy = f"write FORM/ITEM/MEASURE, such as {next(iter(cells))}; --json lists all {len(cells):,}"
        else:
            remedy = "the page has no figure at all"
        raise UsageError(f"{report.source}: no figure {path!r} on this page; {remedy}")
    named = tuple(check for check in report.checks if path in _PATH.findall(check.operands))
    return FoundFigure(source=report.source, title=report.title, cell=cell, checks=named)
