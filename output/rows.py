"""Reports -> rows: column lists, which Arrow takes at half the cost of rows of dicts."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from gongkai.records import Issue, Report
from output.schema import CELLS, CHECKS, REPORT_TABLES, REPORTS, SECTIONS, Table

_REPORT_FIELDS = tuple(column[0] for column in REPORTS.columns)
_CELL_FIELDS = tuple(column[0] for column in CELLS.columns[2:])
_SECTION_FIELDS = tuple(column[0] for column in SECTIONS.columns[2:])
_CHECK_FIELDS = tuple(column[0] for column in CHECKS.columns[2:])
_ISSUE_FIELDS = ("stage", "code", "severity", "message", "location")


class Rows:
    """Rows of the report tables, collected report by report."""

    def __init__(self) -> None:
        self._columns: dict[str, list[list[Any]]] = {t.name: [[] for _ in t.columns] for t in REPORT_TABLES}

    def add(self, report: Report) -> None:
        """Take in one report: its own row, its cells, sections, checks and issues."""
        year = report.report_year
        columns = self._columns["reports"]
        for column, name in zip(columns, _REPORT_FIELDS, strict=True):
            column.append(len(report.issues) if name == "issues" else getattr(report, name))
        for table, records, fields in (
            (CELLS, report.cells, _CELL_FIELDS),
            (SECTIONS, report.sections, _SECTION_FIELDS),
            (CHECKS, report.checks, _CHECK_FIELDS),
        ):
            first, second, *rest = self._columns[table.name]
            first += [report.report_id] * len(records)
            second += [year] * len(records)
            for column, name in zip(rest, fields, strict=True):
                column += [getattr(record, name) for record in records]
        for issue in report.issues:
            self.add_issue(report.report_id, year, report.source, issue)

    def add_issue(self, report_id: str | None, year: int | None, source: str, issue: Issue) -> None:
        """Take in one issue, of a report or of a source that gave none."""
        values = (report_id, year, source, *(getattr(issue, name) for name in _ISSUE_FIELDS))
        for column, value in zip(self._columns["issues"], values, strict=True):
            column.append(value)

    def packed(self) -> dict[str, bytes]:
        """All rows as Arrow IPC streams by table: what travels between processes at the least cost."""
        found = {}
        for table in REPORT_TABLES:
            sink = pa.BufferOutputStream()
            with pa.ipc.new_stream(sink, table.schema) as stream:
                stream.write_batch(self.batch(table))
            found[table.name] = sink.getvalue().to_pybytes()
        return found

    def batch(self, table: Table) -> pa.RecordBatch:
        """The rows of one table as Arrow, in the order added."""
        return record_batch(table, self._columns[table.name])


def record_batch(table: Table, columns: Sequence[Sequence[Any]]) -> pa.RecordBatch:
    """Column lists -> Arrow under the declared schema of `table`."""
    schema = table.schema
    arrays = [_array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.record_batch(arrays, schema=schema)


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    if pa.types.is_dictionary(kind):
        return pa.array(values, pa.string()).dictionary_encode()
    return pa.array(values, kind)
