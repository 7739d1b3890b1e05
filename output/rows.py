"""Reports -> rows: column lists, which Arrow takes at half the cost of rows of dicts."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
from msgspec.structs import astuple

from gongkai.records import Cell, Check, Issue, Record, Report, Section
from output.inputs import INPUTS, Origin, facts, unread
from output.schema import CELLS, CHECKS, ISSUES, REPORT_TABLES, REPORTS, SECTIONS, Table

PACKED = (*REPORT_TABLES, INPUTS)
"""What travels from a worker: the tables of reports, and what each page was read from."""

_NO_ORIGIN = Origin()
_REPORT_FIELDS = tuple(column[0] for column in REPORTS.columns)

_ISSUE_FIELDS = ("stage", "code", "severity", "message", "location")


def _places(table: Table, record: type[Record]) -> list[int]:
    """For each column after the report's id and year, the place of its field in the record."""
    return [record.__struct_fields__.index(column[0]) for column in table.columns[2:]]


_CELL_PLACES = _places(CELLS, Cell)
_SECTION_PLACES = _places(SECTIONS, Section)
_CHECK_PLACES = _places(CHECKS, Check)


class Rows:
    """Rows of the report tables, collected report by report."""

    def __init__(self) -> None:
        self._columns: dict[str, list[list[Any]]] = {t.name: [[] for _ in t.columns] for t in PACKED}

    def add(self, report: Report, origin: Origin = _NO_ORIGIN) -> None:
        """Take in one report: its own row, its cells, sections, checks and issues, and its origin."""
        year = report.report_year
        columns = self._columns["reports"]
        for column, name in zip(columns, _REPORT_FIELDS, strict=True):
            column.append(len(report.issues) if name == "issues" else getattr(report, name))
        for table, records, places in (
            (CELLS, report.cells, _CELL_PLACES),
            (SECTIONS, report.sections, _SECTION_PLACES),
            (CHECKS, report.checks, _CHECK_PLACES),
        ):
            first, second, *rest = self._columns[table.name]
            first += [report.report_id] * len(records)
            second += [year] * len(records)
            values = list(zip(*map(astuple, records), strict=True))
            for column, place in zip(rest, places, strict=True):
                column += values[place] if values else ()
        for issue in report.issues:
            self._add("issues", _issue_values(report.report_id, report.source, issue))
        self._add("inputs", facts(report, origin))

    def add_unread(self, source: str, *issues: Issue) -> None:
        """Take in a page that gave no report, with the reasons."""
        for issue in issues:
            self._add("issues", _issue_values(None, source, issue))
        self._add("inputs", unread(source, len(issues)))

    def _add(self, table: str, values: Sequence[object]) -> None:
        for column, value in zip(self._columns[table], values, strict=True):
            column.append(value)

    def packed(self) -> dict[str, bytes]:
        """All rows as Arrow IPC streams by table: what travels between processes at the least cost."""
        found = {}
        for table in PACKED:
            sink = pa.BufferOutputStream()
            with pa.ipc.new_stream(sink, table.schema) as stream:
                stream.write_batch(self.batch(table))
            found[table.name] = sink.getvalue().to_pybytes()
        return found

    def batch(self, table: Table) -> pa.RecordBatch:
        """The rows of one table as Arrow, in the order added."""
        return record_batch(table, self._columns[table.name])


def _issue_values(report_id: str | None, source: str, issue: Issue) -> tuple[object, ...]:
    return (report_id, source, *(getattr(issue, name) for name in _ISSUE_FIELDS))


def issue_batch(issues: Sequence[tuple[str | None, str, Issue]]) -> pa.RecordBatch:
    """Rows of the table issues from (report_id, source, issue)."""
    values = [_issue_values(*issue) for issue in issues]
    return record_batch(ISSUES, [list(c) for c in zip(*values, strict=True)] or [[] for _ in ISSUES.columns])


def record_batch(table: Table, columns: Sequence[Sequence[Any]]) -> pa.RecordBatch:
    """Column lists -> Arrow under the declared schema of `table`."""
    schema = table.schema
    arrays = [_array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.record_batch(arrays, schema=schema)


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    if pa.types.is_dictionary(kind):
        return pa.array(values, pa.string()).dictionary_encode()
    return pa.array(values, kind)
