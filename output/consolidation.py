"""I10: the figures of a county against the sums of its units, where that can be said at all.

Only where the county's report says that it was put together from those of its units, and where all units that
the portal file expects have one with figures; otherwise one row says why it cannot be assessed.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pyarrow as pa

from output.rows import record_batch
from output.schema import CHECKS
from output.stored_inputs import Inputs

_PUT_TOGETHER = re.compile(
    r"[^。；;\n]*汇总[^。；;\n]*(?:部门|单位|乡|镇|街道|机关)|(?:部门|单位|乡|镇|街道|机关)[^。；;\n]*汇总"
)
MODES = ("strict", "blank_as_zero")
Rows = Callable[[str, Sequence[int]], pa.Table]
"""Table name and row numbers of the build -> their rows of that table."""


def assess_county(
    inputs: Inputs, county: int, units: Sequence[int], expected: int | None, rows: Rows
) -> pa.RecordBatch:
    """The check I10 of one county's report (a row number of the build) against those of its units."""
    year = int(inputs.years[county])
    (report_id,) = rows("inputs", [county]).column("report_id").to_pylist()
    reason = _reason(county, units, expected, rows)
    if reason:
        sides: Iterator[_Sides] = iter(_Sides("all figures", m, None, None, "county = units") for m in MODES)
    else:
        ids = rows("inputs", units).column("report_id").to_pylist()
        sides = _sums(county, units, ids, rows)
    columns: list[list[object]] = [[] for _ in CHECKS.columns]
    for scope, mode, lhs, rhs, operands in sides:
        delta = None if lhs is None or rhs is None else lhs - rhs
        status = "not_assessable" if delta is None else "pass" if delta == 0 else "fail"
        row = (report_id, year, "I10", scope, mode, status, lhs, rhs, delta, operands, "plausible", reason)
        for column, value in zip(columns, row, strict=True):
            column.append(value)
    return record_batch(CHECKS, columns)


def _reason(county: int, units: Sequence[int], expected: int | None, rows: Rows) -> str | None:
    """Why it cannot be assessed, None when it can."""
    if expected is None:
        return "the portal file does not say how many units report (reports_per_year under [expect])"
    if len(units) + 1 < expected:
        return f"{len(units) + 1} of {expected} units have a report with figures"
    text = rows("sections", [county]).column("text").to_pylist()
    if not any(_PUT_TOGETHER.search(part or "") for part in text):
        return "the report does not say that it was put together from those of its units"
    return None


class _Sides(NamedTuple):
    """One figure of the county and the sum of its units', None where it is not known."""

    scope: str
    mode: str
    lhs: float | None
    rhs: float | None
    operands: str


def _sums(county: int, units: Sequence[int], ids: Sequence[str], rows: Rows) -> Iterator[_Sides]:
    own = _figures(rows("cells", [county]))
    others = [_figures(rows("cells", [unit])) for unit in units]
    for place, figure in own.items():
        path = "/".join(place)
        operands = f"{path} = ({' + '.join(ids)}):{path}"
        for reading, mode in enumerate(MODES):
            told = [figures[place][reading] if place in figures else None for figures in others]
            known = [value for value in told if value is not None]
            rhs = float(sum(known)) if len(known) == len(told) else None
            yield _Sides(path, mode, figure[reading], rhs, operands)


def _figures(cells: pa.Table) -> Mapping[tuple[str, str, str], tuple[float | None, float | None]]:
    """Place -> value as printed, and with blanks and dashes as zero."""
    columns = [cells.column(name).to_pylist() for name in ("form", "item", "measure", "value", "state")]
    return {
        (form, item, measure): (value, 0.0 if value is None and state in ("blank", "dash") else value)
        for form, item, measure, value, state in zip(*columns, strict=True)
    }
