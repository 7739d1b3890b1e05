"""Reports -> rows: columns for Arrow, which takes them at half the cost of rows of dicts."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
from msgspec.structs import astuple

from gongkai.columns import ColumnarReport, Run, Runs, Shared
from gongkai.records import Cell, Check, Issue, Record, ReportFacts, Section
from output.coded import Codes, Counts, encoded
from output.inputs import INPUTS, Origin, facts, unread
from output.packed import Packed, pack
from output.schema import CELLS, CHECKS, ISSUES, REPORT_TABLES, REPORTS, SECTIONS, Table

PACKED = (*REPORT_TABLES, INPUTS)
"""What travels from a worker: the tables of reports, and what each page was read from."""

_NO_ORIGIN = Origin()
_REPORT_FIELDS = tuple(column[0] for column in REPORTS.columns)

_ISSUE_FIELDS = ("stage", "code", "severity", "message", "location")


class _OfYear:
    """The rows of one year of a table of which each report has many: the values of the columns in which pages
    differ, and run by run those of the columns in which they are mostly alike."""

    def __init__(self, plain: int, alike: int) -> None:
        self.plain: list[list[Any]] = [[] for _ in range(plain)]
        self.alike: list[list[pa.Int32Array]] = [[] for _ in range(alike)]


class _Parts:
    """The rows of a table of which each report has many, collected for each year by itself."""

    def __init__(self, table: Table, record: type[Record]) -> None:
        self.schema = travelling(table)
        fields = list(self.schema)
        places = {field.name: record.__struct_fields__.index(field.name) for field in fields}
        makers = {field.name: _maker(field.type) for field in fields}
        self._plain = [(places[f.name], f) for f in fields if makers[f.name] is None]
        self._alike = [(places[name], name, maker) for name, maker in makers.items() if maker is not None]
        self._shared: dict[Shared, list[pa.Int32Array | None]] = {}
        self._years: dict[int | None, _OfYear] = {}

    def add(self, report: ReportFacts, runs: Runs[Any]) -> None:
        """Take in the rows of one report."""
        if not any(runs):
            return
        held = self._years.get(report.report_year)
        if held is None:
            held = self._years[report.report_year] = _OfYear(len(self._plain), len(self._alike))
        for run in runs:
            if isinstance(run, Run):
                columns, known = run.columns(), self._of_run(run.shared)
            elif run:
                columns, known = [*zip(*map(astuple, run), strict=True)], None
            else:
                continue
            for (place, _), values in zip(self._plain, held.plain, strict=True):
                values += columns[place]
            for number, (place, _, maker) in enumerate(self._alike):
                array = known[number] if known is not None else None
                held.alike[number].append(maker.of(tuple(columns[place])) if array is None else array)

    def _of_run(self, shared: Shared) -> list[pa.Int32Array | None]:
        """What Arrow takes for the columns that runs share, made once for all of them; None for their own."""
        known = self._shared.get(shared)
        if known is None:
            columns = [shared.columns[place] for place, _, _ in self._alike]
            known = [
                None if values is None else maker.of(tuple(values))
                for values, (_, _, maker) in zip(columns, self._alike, strict=True)
            ]
            self._shared[shared] = known
        return known

    def batches(self) -> list[pa.RecordBatch]:
        """One for each year."""
        return [self._batch(held) for held in self._years.values()]

    def _batch(self, held: _OfYear) -> pa.RecordBatch:
        arrays = {}
        for (_, field), values in zip(self._plain, held.plain, strict=True):
            arrays[field.name] = pa.array(values, field.type)
        for (_, name, maker), chunks in zip(self._alike, held.alike, strict=True):
            arrays[name] = maker.column(pa.concat_arrays(chunks))
        return pa.record_batch([arrays[name] for name in self.schema.names], schema=self.schema)


def _maker(kind: pa.DataType) -> Codes | Counts | None:
    """What makes the columns of a type in which pages are mostly alike; None of others."""
    if pa.types.is_dictionary(kind):
        return Codes()
    return Counts() if kind == pa.int32() else None


OF_A_YEAR = frozenset(table.name for table in (CELLS, SECTIONS, CHECKS))
"""Tables of which `Rows` makes a batch for each year."""


def travelling(table: Table) -> pa.Schema:
    """The columns of which batches are made: in tables of which a report has many rows those behind its id
    and year, which the table inputs has, with how many rows are whose."""
    return pa.schema(list(table.schema)[2:]) if table.name in OF_A_YEAR else table.schema


class Rows:
    """Rows of the report tables, collected report by report."""

    def __init__(self) -> None:
        self._cells, self._sections = _Parts(CELLS, Cell), _Parts(SECTIONS, Section)
        self._checks = _Parts(CHECKS, Check)
        self._reports: list[tuple[object, ...]] = []
        self._issues: list[tuple[object, ...]] = []
        self._inputs: list[tuple[object, ...]] = []

    def add(self, report: ColumnarReport, origin: Origin = _NO_ORIGIN) -> None:
        """Take in one report: its own row, its cells, sections, checks and issues, and its origin."""
        self._cells.add(report, report.cells)
        self._sections.add(report, (report.sections,))
        self._checks.add(report, report.checks)
        self._reports.append(tuple(_value(report, name) for name in _REPORT_FIELDS))
        self._issues += (_issue_values(report.report_id, report.source, issue) for issue in report.issues)
        self._inputs.append(facts(report, origin))

    def add_unread(self, source: str, *issues: Issue) -> None:
        """Take in a page that gave no report, with the reasons."""
        self._issues += (_issue_values(None, source, issue) for issue in issues)
        self._inputs.append(unread(source, len(issues)))

    def packed(self, folder: Path | None = None) -> Packed:
        """All rows by table of `PACKED`, in the order added, in a file of `folder` where there is one. Tables
        of which a report has many rows come in batches of one year each, the years in the order in which they
        first have any."""
        batches = {
            CELLS: self._cells.batches(),
            SECTIONS: self._sections.batches(),
            CHECKS: self._checks.batches(),
            REPORTS: [rows_batch(REPORTS, self._reports)],
            ISSUES: [rows_batch(ISSUES, self._issues)],
            INPUTS: [rows_batch(INPUTS, self._inputs)],
        }
        return pack([(travelling(table), batches[table]) for table in PACKED], folder)


def _value(report: ReportFacts, column: str) -> object:
    return len(report.issues) if column == "issues" else getattr(report, column)


def _issue_values(report_id: str | None, source: str, issue: Issue) -> tuple[object, ...]:
    return (report_id, source, *(getattr(issue, name) for name in _ISSUE_FIELDS))


def issue_batch(issues: Sequence[tuple[str | None, str, Issue]]) -> pa.RecordBatch:
    """Rows of the table issues from (report_id, source, issue)."""
    return rows_batch(ISSUES, [_issue_values(*issue) for issue in issues])


def rows_batch(table: Table, rows: Sequence[tuple[object, ...]]) -> pa.RecordBatch:
    """Rows -> Arrow under the declared schema of `table`."""
    return record_batch(table, list(zip(*rows, strict=True)) or [()] * len(table.columns))


def record_batch(table: Table, columns: Sequence[Sequence[Any]]) -> pa.RecordBatch:
    """Column lists -> Arrow under the declared schema of `table`."""
    schema = table.schema
    arrays = [_array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.record_batch(arrays, schema=schema)


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    if pa.types.is_dictionary(kind):
        return encoded(values)
    return pa.array(values, kind)
