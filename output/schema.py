"""The tables of the dataset: one declared Arrow schema each, with units and descriptions as field metadata.

Schemas never depend on the data. Names, types and order of columns are what notebooks rely on.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

CODE = pa.dictionary(pa.int32(), pa.string())
LOCAL_TIME = pa.timestamp("ms", tz="Asia/Shanghai")
UTC_TIME = pa.timestamp("ms", tz="UTC")

SCHEMA_VERSION = 1
"""Raised when a column is added or changes its meaning; older datasets still load."""

Column = tuple[str, pa.DataType, str] | tuple[str, pa.DataType, str, str]
"""Name, type, description and, for quantities, the unit."""


@dataclass(frozen=True)
class Table:
    """One table: what a row is, its columns, and whether files are one a year or one in all."""

    name: str
    row: str
    columns: tuple[Column, ...]
    by_year: bool = True

    @cached_property
    def schema(self) -> pa.Schema:
        """The Arrow schema with metadata for readers and for pandas."""
        fields = [
            pa.field(c[0], c[1], metadata={"description": c[2], **({"unit": c[3]} if len(c) == 4 else {})})
            for c in self.columns
        ]
        return pa.schema(fields, metadata={"pandas": _pandas_metadata(fields), "row": self.row})


def _pandas_metadata(fields: Sequence[pa.Field]) -> str:
    """What makes pandas.read_parquet give Int64, string and category instead of float and object."""
    columns = [
        {
            "name": field.name,
            "field_name": field.name,
            "pandas_type": _pandas_type(field.type),
            "numpy_type": _numpy_type(field.type),
            "metadata": None,
        }
        for field in fields
    ]
    return json.dumps(
        {
            "index_columns": [],
            "column_indexes": [],
            "columns": columns,
            "creator": {"library": "pyarrow", "version": pa.__version__},
            "pandas_version": "2.2.0",
        }
    )


def _pandas_type(kind: pa.DataType) -> str:
    if pa.types.is_dictionary(kind):
        return "categorical"
    if pa.types.is_timestamp(kind):
        return "datetimetz"
    return {"string": "unicode", "double": "float64"}.get(str(kind), str(kind))


def _numpy_type(kind: pa.DataType) -> str:
    if pa.types.is_dictionary(kind):
        return "object"
    if pa.types.is_timestamp(kind):
        return "datetime64[ms]"
    if pa.types.is_integer(kind):
        return "Int64"
    if pa.types.is_boolean(kind):
        return "boolean"
    return {"string": "string", "double": "float64"}[str(kind)]


_REPORT_ID: Column = ("report_id", pa.string(), "The report: first 16 hex digits of the SHA-256 of its URL")
_YEAR: Column = ("report_year", pa.int32(), "Year reported on, not of publication")

REPORTS = Table(
    "reports",
    "one report",
    (
        _REPORT_ID,
        ("source", pa.string(), "URL, or the path as given on the command line"),
        ("url", pa.string(), "Canonical URL"),
        ("portal", pa.string(), "Id of the portal"),
        ("division_code", pa.string(), "Administrative division, GB/T 2260"),
        ("title", pa.string(), "Title as printed, white space removed"),
        ("agency", pa.string(), "The body that reports, as it names itself"),
        ("agency_kind", pa.string(), "government, department, township or other"),
        _YEAR,
        ("published_at", LOCAL_TIME, "Publication as printed on the page"),
        ("published_precision", pa.string(), "minute or day"),
        ("edition", pa.string(), "Form of the tables on the page: 2014, 2019, 2021, mixed, none"),
        ("status", pa.string(), "complete, partial, prose, empty, image, attachment or not_a_report"),
        ("duplicate_of", pa.string(), "report_id of the same report at another URL, served and seen first"),
        ("encoding", pa.string(), "What decoded the page"),
        ("encoding_declared", pa.string(), "What the page claimed"),
        ("replacements", pa.int32(), "Characters that could not be decoded", "characters"),
        ("sha256", pa.string(), "Digest of the saved bytes; of an article cut into pages, of all of them"),
        ("fetched_at", UTC_TIME, "When the page was fetched; null for plain files"),
        ("parser_version", pa.string(), "Version and digest of the parser that read it"),
        ("cells_expected", pa.int32(), "Cells the form has in the tables found", "cells"),
        ("cells_read", pa.int32(), "Cells with state number, blank, dash or prose", "cells"),
        ("checks_passed", pa.int32(), "Checks passed, strict mode", "checks"),
        ("checks_failed", pa.int32(), "Checks failed, strict mode", "checks"),
        ("issues", pa.int32(), "Rows in the table issues", "issues"),
    ),
)
CELLS = Table(
    "cells",
    "one figure that the form has, blank ones too",
    (
        _REPORT_ID,
        _YEAR,
        ("edition", pa.string(), "Form of the table the cell stands in"),
        ("form", CODE, "disclosure, requests, disputes or statistics"),
        ("item", CODE, "Row of the form, code of the codebook"),
        ("measure", CODE, "Column of the form, code of the codebook"),
        ("value", pa.float64(), "The figure, null unless state is number, prose or inferred", "see unit"),
        ("unit", CODE, "Unit of value; money is in yuan (CNY)"),
        ("state", CODE, "number, blank, dash, absent, prose, inferred, unassigned or unreadable"),
        ("raw", pa.string(), "Text as printed"),
        ("note", pa.string(), "Remark in the cell, unit printed, rule applied, later page of an article"),
        ("grid", pa.int32(), "Number of the table element on the page from 0; null in text"),
        ("grid_row", pa.int32(), "Row after span expansion from 0; line in text"),
        ("grid_column", pa.int32(), "Column after span expansion from 0; offset in text"),
    ),
)
SECTIONS = Table(
    "sections",
    "one numbered section",
    (
        _REPORT_ID,
        _YEAR,
        ("position", pa.int32(), "Order on the page; 0 is the text before the first number"),
        ("level", pa.int32(), "Depth of the outline; 0 is the text before the first number"),
        ("number", pa.string(), "一, （一）, 1. in full width"),
        ("chapter", pa.int32(), "Chapter of the form, 1 to 6, by meaning"),
        ("heading", pa.string(), "Heading without its number"),
        ("text", pa.string(), "Own text only; tables are not in it"),
    ),
)
CHECKS = Table(
    "checks",
    "one identity assessed on one scope in one mode",
    (
        _REPORT_ID,
        _YEAR,
        ("check_id", CODE, "I1 to I10"),
        ("scope", CODE, "Column, row or item that it is assessed on"),
        ("mode", CODE, "strict, or blank_as_zero"),
        ("status", CODE, "pass, fail or not_assessable"),
        ("lhs", pa.float64(), "Left side", "unit of the operands"),
        ("rhs", pa.float64(), "Right side", "unit of the operands"),
        ("delta", pa.float64(), "lhs - rhs", "unit of the operands"),
        ("operands", CODE, "The cells on both sides"),
        ("authority", CODE, "official, implied or plausible"),
        ("note", pa.string(), "What a reader should know"),
    ),
)
ISSUES = Table(
    "issues",
    "one thing that was wrong, doubtful or left unread",
    (
        ("report_id", pa.string(), "The report, null where there is none"),
        ("source", pa.string(), "URL or path"),
        ("stage", CODE, "fetch, decode, parse, check or write"),
        ("code", CODE, "What kind"),
        ("severity", CODE, "info, warning or error"),
        ("message", pa.string(), "In words"),
        ("location", pa.string(), "Where on the page"),
    ),
    by_year=False,
)
CAPTURES = Table(
    "captures",
    "one saved response, or one failure",
    (
        ("portal", CODE, "Id of the portal"),
        ("url", pa.string(), "Canonical URL; behind __wb_method=POST stands what was posted"),
        ("status", pa.int32(), "HTTP status"),
        ("outcome", CODE, "ok, not_modified, gone, soft_404, blocked_challenge and so on"),
        ("fetched_at", UTC_TIME, "When it was fetched"),
        ("last_seen", UTC_TIME, "When the page was last found unchanged"),
        ("sha256", pa.string(), "Digest of the body"),
        ("bytes", pa.int64(), "Size of the body after content decoding", "bytes"),
        ("content_type", CODE, "As the server said"),
    ),
    by_year=False,
)
CHANGES = Table(
    "changes",
    "one figure that differs from the last build; without a form, a column of a report or a whole one",
    (
        _REPORT_ID,
        ("form", CODE, "Form of the figure; null where a report itself changed"),
        ("item", CODE, "Row of the form; without a form the column of reports, or `report` for a whole one"),
        ("measure", CODE, "Column of the form"),
        ("old", pa.string(), "The last build's value, with its state unless that is number; null: not there"),
        ("new", pa.string(), "The value in this build, told in the same way; null where there is none"),
        ("cause", CODE, "page: the saved bytes changed, or the page came or went; parser: they are the same"),
    ),
    by_year=False,
)
COVERAGE = Table(
    "coverage",
    "one reporting unit in one year",
    (
        ("unit", pa.string(), "The reporting body"),
        ("year", pa.int32(), "Year reported on"),
        ("state", CODE, "read, partial, no_figures, missing or failed"),
        ("reason", pa.string(), "Why, in words; null where the report was read"),
    ),
    by_year=False,
)
CODEBOOK = Table(
    "codebook",
    "one item or measure of a form",
    (
        ("form", CODE, "disclosure, requests, disputes or statistics"),
        ("kind", CODE, "item or measure"),
        ("code", pa.string(), "Code in the tables"),
        ("parent", pa.string(), "Headings above it on the form, joined by /"),
        ("unit", pa.string(), "Unit of the value"),
        ("label_2014", pa.string(), "Official label of the 2014 form"),
        ("label_2019", pa.string(), "Official label of the 2019 form"),
        ("label_2021", pa.string(), "Official label of the 2021 form"),
        ("en", pa.string(), "English label"),
        ("note", pa.string(), "What it holds for"),
    ),
    by_year=False,
)

REPORT_TABLES = (REPORTS, CELLS, SECTIONS, CHECKS, ISSUES)
TABLES = {table.name: table for table in (*REPORT_TABLES, CAPTURES, CHANGES, COVERAGE, CODEBOOK)}
