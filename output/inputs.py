"""What each page of a build was read from, kept beside the tables: so the next build can tell what changed.

`inputs.pq` (a Parquet file) has one row for every page, readable or not, in the order of the build. It says
where the rows of each report stand in the tables (their counts, in order), and holds the few facts of a
report that are compared across the whole dataset.
"""

import hashlib
from datetime import datetime

import msgspec
import pyarrow as pa

from gongkai.columns import ColumnarReport, statuses
from gongkai.records import ReportFacts
from output.schema import UTC_TIME, Table

FILE = "inputs.pq"
ENOUGH_TEXT = 200
"""Characters of own text from which two pages with the same text are the same report."""

INPUTS = Table(
    "inputs",
    "one page that was read, or could not be",
    (
        ("source", pa.string(), "URL, or the path as given"),
        ("report_id", pa.string(), "The report; null where the page could not be read"),
        ("input", pa.string(), "Digest of all that the rows were made from; null where they are made anew"),
        ("portal", pa.string(), "Id of the portal"),
        ("division_code", pa.string(), "Administrative division"),
        ("agency", pa.string(), "The body that reports"),
        ("agency_kind", pa.string(), "government, department, township or other"),
        ("report_year", pa.int32(), "Year reported on"),
        ("edition", pa.string(), "Form of the tables on the page"),
        ("status", pa.string(), "What could be read"),
        ("text", pa.int64(), "Digest of the report's own text; 0 where it has too little to tell"),
        ("first_seen", UTC_TIME, "When the page was first met; null for plain files"),
        ("removed", pa.bool_(), "Whether the portal no longer serves the page"),
        ("same_as", pa.string(), "report_id of an earlier page of this build with the same URL"),
        ("cells", pa.int32(), "Rows in the table cells"),
        ("sections", pa.int32(), "Rows in the table sections"),
        ("checks", pa.int32(), "Rows in the table checks that the page alone decides"),
        ("issues", pa.int32(), "Rows in the table issues that the page alone decides"),
        ("passed", pa.int32(), "Strict checks passed that the page alone decides"),
        ("failed", pa.int32(), "Strict checks failed that the page alone decides"),
        ("official_passed", pa.int32(), "Of the identity that the form prints, strict"),
        ("official_failed", pa.int32(), "Of the identity that the form prints, strict"),
        ("expected", pa.int32(), "Cells that the forms found have"),
        ("read", pa.int32(), "Cells read of those, blank ones included"),
    ),
    by_year=False,
)


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where a report's rows come from: digest of all that was read, and when its page was first met (UTC)."""

    input: str | None = None
    first_seen: datetime | None = None


def facts(report: ColumnarReport, origin: Origin) -> tuple[object, ...]:
    """The row of one report, in the order of the columns."""
    official = statuses(report.checks, authority="official", mode="strict")
    return (
        report.source,
        report.report_id,
        origin.input,
        report.portal,
        report.division_code,
        report.agency,
        report.agency_kind,
        report.report_year,
        report.edition,
        report.status,
        _text_digest(report),
        origin.first_seen,
        any(issue.code == "removed" for issue in report.issues),
        None,
        sum(map(len, report.cells)),
        len(report.sections),
        sum(map(len, report.checks)),
        len(report.issues),
        report.checks_passed,
        report.checks_failed,
        official.count("pass"),
        official.count("fail"),
        report.cells_expected,
        report.cells_read,
    )


def unread(source: str, issues: int) -> tuple[object, ...]:
    """The row of a page that gave no report."""
    values: dict[str, object] = dict.fromkeys((c[0] for c in INPUTS.columns if pa.types.is_integer(c[1])), 0)
    values |= {"report_year": None, "source": source, "issues": issues}
    return tuple(values.get(column[0]) for column in INPUTS.columns)


def _text_digest(report: ReportFacts) -> int:
    """Of the text without white space; where there is too little, of the bytes themselves under the title."""
    text = "".join(f"{s.heading or ''}{s.text}" for s in report.sections)
    text = "".join(text.split())
    if len(text) < ENOUGH_TEXT:
        if not report.title or (report.agency is None and report.report_year is None):
            return 0
        text = f"{report.sha256} {report.title}"
    # SHA-256 has instructions of its own on most processors; and so is text written out with the least work.
    digest = hashlib.sha256(text.encode("utf-16-le", "surrogatepass")).digest()
    return int.from_bytes(digest[:8]) >> 1
