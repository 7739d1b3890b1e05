"""Reports -> rows: columns for Arrow, which takes them at half the cost of rows of dicts."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from msgspec.structs import astuple

from gongkai.records import Cell, Check, Issue, Record, Report, Section
from output.coded import Codes
from output.inputs import INPUTS, Origin, facts, unread
from output.schema import CELLS, CHECKS, ISSUES, REPORT_TABLES, REPORTS, SECTIONS, Table

PACKED = (*REPORT_TABLES, INPUTS)
"""What travels from a worker: the tables of reports, and what each page was read from."""

_NO_ORIGIN = Origin()
_REPORT_FIELDS = tuple(column[0] for column in REPORTS.columns)

_ISSUE_FIELDS = ("stage", "code", "severity", "message", "location")


class _Parts:
    """The rows of a table of which each report has many, collected for each year by itself."""

    def __init__(self, table: Table, record: type[Record]) -> None:
        self._schema = table.schema
        # For each column after the report's id and year: the place of its field in the record, and its codes.
        self._columns = [
            (
                record.__struct_fields__.index(field.name),
                Codes() if pa.types.is_dictionary(field.type) else None,
            )
            for field in list(self._schema)[2:]
        ]
        self._ids: dict[int | None, list[str]] = {}
        self._counts: dict[int | None, list[int]] = {}
        self._values: dict[int | None, list[list[Any]]] = {}

    def add(self, report: Report, records: Sequence[Record]) -> None:
        """Take in the rows of one report."""
        if not records:
            return
        year = report.report_year
        self._ids.setdefault(year, []).append(report.report_id)
        self._counts.setdefault(year, []).append(len(records))
        if year not in self._values:
            self._values[year] = [[] for _ in self._columns]
        page = list(zip(*map(astuple, records), strict=True))
        for (place, codes), held in zip(self._columns, self._values[year], strict=True):
            if codes is None:
                held += page[place]
            else:
                held.append(codes.of(page[place]))

    def batches(self) -> list[pa.RecordBatch]:
        """One for each year."""
        return [self._batch(year) for year in self._values]

    def _batch(self, year: int | None) -> pa.RecordBatch:
        counts = self._counts[year]
        whose = np.repeat(np.arange(len(counts)), counts)
        years = (
            pa.nulls(len(whose), pa.int32())
            if year is None
            else pa.repeat(pa.scalar(year, pa.int32()), len(whose))
        )
        arrays = [pa.array(self._ids[year], pa.string()).take(pa.array(whose)), years]
        fields = list(self._schema)[2:]
        for field, (_, codes), held in zip(fields, self._columns, self._values[year], strict=True):
            arrays.append(pa.array(held, field.type) if codes is None else codes.column(held))
        return pa.record_batch(arrays, schema=self._schema)


OF_A_YEAR = frozenset(table.name for table in (CELLS, SECTIONS, CHECKS))
"""Tables of which `Rows` makes a batch for each year."""


class Rows:
    """Rows of the report tables, collected report by report."""

    def __init__(self) -> None:
        self._cells, self._sections = _Parts(CELLS, Cell), _Parts(SECTIONS, Section)
        self._checks = _Parts(CHECKS, Check)
        self._reports: list[tuple[object, ...]] = []
        self._issues: list[tuple[object, ...]] = []
        self._inputs: list[tuple[object, ...]] = []

    def add(self, report: Report, origin: Origin = _NO_ORIGIN) -> None:
        """Take in one report: its own row, its cells, sections, checks and issues, and its origin."""
        self._cells.add(report, report.cells)
        self._sections.add(report, report.sections)
        self._checks.add(report, report.checks)
        self._reports.append(tuple(_value(report, name) for name in _REPORT_FIELDS))
        self._issues += (_issue_values(report.report_id, report.source, issue) for issue in report.issues)
        self._inputs.append(facts(report, origin))

    def add_unread(self, source: str, *issues: Issue) -> None:
        """Take in a page that gave no report, with the reasons."""
        self._issues += (_issue_values(None, source, issue) for issue in issues)
        self._inputs.append(unread(source, len(issues)))

    def packed(self) -> dict[str, bytes]:
        """All rows by table, in the order added, as Arrow IPC streams: what travels between processes at the
        least cost. Tables of which a report has many rows come in batches of one year each."""
        batches = {
            CELLS: self._cells.batches(),
            SECTIONS: self._sections.batches(),
            CHECKS: self._checks.batches(),
            REPORTS: [rows_batch(REPORTS, self._reports)],
            ISSUES: [rows_batch(ISSUES, self._issues)],
            INPUTS: [rows_batch(INPUTS, self._inputs)],
        }
        return {table.name: _stream(table, batches[table]) for table in PACKED}


def _stream(table: Table, batches: Sequence[pa.RecordBatch]) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        for batch in batches:
            stream.write_batch(batch)
    return bytes(sink.getvalue())


def _value(report: Report, column: str) -> object:
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
        return pa.array(values, pa.string()).dictionary_encode()
    return pa.array(values, kind)
