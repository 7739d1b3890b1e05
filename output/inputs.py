"""What each page of a build was read from, kept beside the tables: so the next build can tell what changed.

`inputs.pq` (a Parquet file) has one row for every page, readable or not, in the order of the build. It says
where the rows of each report stand in the tables (their counts, in order), and holds the few facts of a
report that are compared across the whole dataset.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from gongkai.columns import ColumnarReport, fields
from gongkai.records import ReportFacts
from output.schema import UTC_TIME, Table

FILE = "inputs.pq"
NO_YEAR = -1
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
    verdicts = fields(report.checks, "status", "authority", "mode")
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
        verdicts.count(("pass", "official", "strict")),
        verdicts.count(("fail", "official", "strict")),
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
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1


class Inputs:
    """The stored rows of one build, in its order: columns as numpy or Arrow.

    In memory are years and counts of cells alone; any other column is read when it is asked for, and held by
    nobody.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.years: npt.NDArray[np.int64] = self._whole("report_year", NO_YEAR)
        self.is_report: npt.NDArray[np.bool_] = self.column("report_id").is_valid().to_numpy()

    @classmethod
    def read(cls, build: Path) -> "Inputs | None":
        """Those of a finished or closed build; None where an older gongkai kept none."""
        path = build / FILE
        try:
            return cls(path) if pq.read_schema(path).names == INPUTS.schema.names else None
        except (OSError, pa.ArrowInvalid):
            return None

    def __len__(self) -> int:
        return len(self.years)

    def columns(self, names: Sequence[str], *, coded: bool = False) -> pa.Table:
        """Some columns as Arrow; texts as dictionaries where they are wanted `coded`."""
        texts = [name for name in names if INPUTS.schema.field(name).type == pa.string()] if coded else None
        with pq.ParquetFile(self.path, read_dictionary=texts) as file:
            return file.read(columns=list(names), use_threads=False)

    def column(self, name: str) -> pa.ChunkedArray:
        """One column as Arrow."""
        return self.columns([name]).column(0)

    def numbers(self, name: str) -> npt.NDArray[np.int64]:
        """One column of numbers without nulls."""
        return np.asarray(self.column(name).to_numpy(), np.int64)

    def coded(self, name: str) -> tuple[npt.NDArray[np.int64], list[str]]:
        """The distinct texts of a column, and for each row the number of its own, -1 for null."""
        column = self.columns([name], coded=True).column(0)
        if not len(column):
            return np.zeros(0, np.int64), []
        whole = column.unify_dictionaries().combine_chunks()
        codes = np.asarray(pc.fill_null(whole.indices, -1).to_numpy(), np.int64)
        return codes, whole.dictionary.to_pylist()

    def codes(self, name: str) -> npt.NDArray[np.int64]:
        """A number for each distinct text of a column, -1 for null."""
        return self.coded(name)[0]

    def is_one_of(self, name: str, texts: Iterable[str]) -> npt.NDArray[np.bool_]:
        """Which rows have one of these texts in a column."""
        codes, known = self.coded(name)
        wanted = [number for number, text in enumerate(known) if text in set(texts)]
        return np.isin(codes, wanted)

    def find(self, ids: Iterable[str]) -> dict[str, int]:
        """Report id -> row, of those that there are."""
        wanted = pa.array(sorted(set(ids)), pa.string())
        place = pc.index_in(self.column("report_id"), value_set=wanted)
        rows = np.flatnonzero(place.is_valid().to_numpy())
        return dict(zip(wanted.take(place.take(pa.array(rows))).to_pylist(), rows.tolist(), strict=True))

    def _whole(self, name: str, missing: int) -> npt.NDArray[np.int64]:
        return np.asarray(pc.fill_null(self.column(name), missing).to_numpy(), np.int64)

    @cached_property
    def cells(self) -> npt.NDArray[np.int64]:
        """How many cells each page has."""
        return self.numbers("cells")

    def of_year(self, year: int) -> npt.NDArray[np.int64]:
        """Row numbers of the pages of that year that have cells."""
        return np.flatnonzero((self.years == year) & (self.cells > 0))

    def counts(self, name: str) -> npt.NDArray[np.int64]:
        """How many rows of the table `name` each page has."""
        return self.is_report.astype(np.int64) if name == "reports" else self.numbers(name)

    def starts(self, name: str, by_year: bool) -> npt.NDArray[np.int64]:
        """Where the rows of each page begin in its file of the table `name`."""
        counts = self.counts(name)
        groups = (
            [np.flatnonzero(self.years == y) for y in np.unique(self.years)] if by_year else [slice(None)]
        )
        found = np.zeros(len(self), np.int64)
        for rows in groups:
            found[rows] = np.cumsum(counts[rows]) - counts[rows]
        return found
