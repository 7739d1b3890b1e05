"""One build: rows in as they are parsed, then the tables and columns that only the whole can give."""

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gongkai.allocation import hand_back
from gongkai.errors import ArchiveError
from gongkai.identifiers import report_id
from gongkai.records import Issue
from gongkai.where import EVERYTHING, Where
from output.assess import WANTED, Whole, assess
from output.changes import write_changes
from output.coverage import Known, coverage
from output.datapackage import write_datapackage
from output.figures import Kept
from output.fixed import captures, codebook_rows
from output.gates import measure
from output.ids import Ids
from output.inputs import FILE, INPUTS
from output.manifest import Written, is_sound, write_manifest
from output.packed import Packed
from output.portals import PortalFacts
from output.rows import OF_A_YEAR, PACKED, issue_batch
from output.schema import REPORTS, Table
from output.stored import Stored
from output.stored_inputs import NO_YEAR, Inputs, file_of
from output.write import TEXT_GROUP, TableFile, Writer

Page = dict[str, pa.RecordBatch]
"""Rows of one page by table."""
Piece = dict[str, list[pa.RecordBatch]]
"""Rows of many pages by table: batches as `Rows` makes them, those of `OF_A_YEAR` of one year each."""


REPORTS_AT_ONCE = 2000
"""Rows of reports that are completed at a time."""


class Group(NamedTuple):
    """Reports that a summary counts together."""

    portal: str | None
    year: int | None
    edition: str
    status: str


class Build:
    """A build in progress in `folder`, limited to `where`. `last` is the build to compare with, if any.

    `travelling` is where workers may put rows until they are taken, see `Rows.packed`.
    In the end `reasons` are what gates have against it, and `held_back` says whether they prevailed;
    `damaged` are archives, each with the reason, whose captures could not be listed.
    """

    def __init__(self, folder: Path, moment: datetime, last: Path | None, where: Where = EVERYTHING) -> None:
        self.folder = folder
        self.travelling = folder / "travelling"
        self.travelling.mkdir()
        self.last = last
        self.compared = False
        self.damaged: list[tuple[str, str]] = []
        self.reasons: list[str] = []
        self.held_back = False
        self._where = where
        self._sound: bool | None = None
        self.states: Counter[tuple[str, str]] = Counter()
        self.groups: Counter[Group] = Counter()
        self.passed = self.failed = 0
        self._moment = moment
        self._writer = Writer(folder, seen={"cells": self._see_cells})
        self._kept: dict[str, Kept] = {}
        self._inputs = TableFile(folder / FILE, INPUTS.schema, TEXT_GROUP)
        self._spill = _Spill(folder / "reports.arrow")
        self._ids = Ids()

    @property
    def pages_taken(self) -> int:
        """Reports so far."""
        return len(self._ids)

    def open_last(self) -> Stored | None:
        """The last build as a source of rows, None where there is none, or one that was damaged since."""
        if self._sound is None:
            self._sound = self.last is not None and is_sound(self.last)
        return Stored.open(self.last) if self.last is not None and self._sound else None

    @property
    def rows(self) -> dict[str, int]:
        """Rows of each table so far."""
        return dict(self._writer.rows)

    def add(self, packed: Packed) -> None:
        """Append rows of the report tables, packed by `Rows.packed`."""
        piece = unpack(packed)
        ids = [name for inputs in piece["inputs"] for name in inputs["report_id"].drop_null().to_pylist()]
        if len(set(ids)) == len(ids) and not self._ids.has_any(ids):
            self._take(piece)
        else:
            for page in pages(piece):
                self.add_page(page)

    def add_page(self, page: Page) -> None:
        """Append the rows of one page. One with the id of an earlier page gets an id of its own."""
        name = page["inputs"].column("report_id")[0].as_py()
        if name is not None and name in self._ids:
            page = self._renamed(page, name)
        self._take({table: [batch] for table, batch in page.items()})

    def _renamed(self, page: Page, name: str) -> Page:
        own = source = page["inputs"].column("source")[0].as_py()
        while (own := report_id(None, source)) in self._ids:
            source += "#"
        page = {table: _with(batch, "report_id", own) for table, batch in page.items()}
        return page | {"inputs": _with(_with(page["inputs"], "same_as", name), "input", None)}

    def _take(self, piece: Piece) -> None:
        for inputs in piece["inputs"]:
            self._ids.add(inputs["report_id"].drop_null().to_pylist())
            self._expect_cells(inputs)
        for table, batches in piece.items():
            for batch in (batch for batch in batches if batch.num_rows):
                if table == "inputs":
                    self._inputs.add(batch)
                elif table == "reports":
                    self._spill.add(batch)
                else:
                    self._writer.add(table, batch)

    def _see_cells(self, year: str, rows: pa.Table) -> None:
        self._kept[year].take(rows)

    def _expect_cells(self, inputs: pa.RecordBatch) -> None:
        """Say whose the cells are that come next."""
        counts = inputs["cells"].to_numpy()
        for year, rows in sorted(_rows_by_year(_years(inputs), counts).items()):
            name = file_of(year)
            if name not in self._kept:
                self._kept[name] = Kept(year, self.folder / f"{name}.figures", WANTED)
            self._kept[name].expect(counts[rows])

    def add_captures(self, portals: Sequence[PortalFacts]) -> None:
        """Append the captures of all archives, once; one that turns out damaged costs its own rows alone."""
        for portal in portals:
            try:
                for batch in captures(portal.path):
                    self._writer.add("captures", batch)
            except ArchiveError as error:
                self.damaged.append((str(portal.path), str(error)))

    def finish(self, portals: Sequence[PortalFacts], named: Sequence[str]) -> None:
        """Add what only the whole can give, close the files, write the manifest.

        Files are closed in threads; what is needed next is begun first, and what waits for it comes last.
        """
        shutil.rmtree(self.travelling)  # a worker that died may have left something in there
        self._ids.clear()
        self._writer.begin_to_close("cells", "sections")
        self._writer.add("codebook", codebook_rows())
        pages = self._inputs.close()
        inputs = Inputs.read(self.folder)
        assert inputs is not None
        self.groups = _groups(inputs)
        self._writer.close("cells")
        hand_back()
        whole = self._assess(inputs, portals)
        self._writer.begin_to_close("checks", "captures", "codebook")
        extra = self._archive_issues(inputs, portals)
        for archive, message in self.damaged:
            issue = Issue(stage="write", code="archive_damaged", severity="error", message=message)
            self._writer.add("issues", issue_batch([(None, archive, issue)]))
        self._writer.begin_to_close("issues")
        self._write_reports(inputs, whole, extra)
        self._writer.begin_to_close("reports")
        known = Known(self._with_reports, inputs, whole.duplicates)
        for batch in coverage(known, portals, self._where):
            self._writer.add("coverage", batch)
        self._writer.begin_to_close("coverage")
        measures = measure(inputs, self.states)
        self._writer.close("reports", "checks", "issues", "captures", "codebook")
        hand_back()
        with Stored(self.folder, inputs) as now:
            last = self.open_last()
            self.compared = last is not None
            write_changes(self._writer, now, whole.digests, last, self._where)
        self._writer.begin_to_close("changes")
        write_datapackage(self.folder, self._moment)
        self._writer.close("coverage", "changes")
        written = Written(self._writer.rows, self._writer.digests, pages)
        write_manifest(self.folder, self._moment, written, named, self._where.told(), measures)

    def _with_reports(self) -> Path:
        """The folder, with all reports in it."""
        self._writer.close("reports")
        return self.folder

    def _assess(self, inputs: Inputs, portals: Sequence[PortalFacts]) -> Whole:
        """Look at all reports together."""
        kept = self._kept.values()
        for cells in kept:
            cells.close()
            self.states.update(cells.tally)
        whole = assess(self.folder, inputs, portals, self._writer, kept)
        self.passed = int(inputs.numbers("passed").sum() + whole.passed.sum())
        self.failed = int(inputs.numbers("failed").sum() + whole.failed.sum())
        for cells in kept:
            cells.remove()
        return whole

    def abandon(self) -> None:
        """Close what is open of a build that failed."""
        self._writer.abandon()
        self._inputs.abandon()
        self._spill.abandon()
        for cells in self._kept.values():
            cells.close()

    def _archive_issues(self, inputs: Inputs, portals: Sequence[PortalFacts]) -> npt.NDArray[np.int64]:
        """Write what crawls met; return how many more issues each page has by that."""
        found: list[tuple[str, Issue]] = [issue for portal in portals for issue in portal.issues]
        extra = np.zeros(len(inputs), np.int64)
        if not found:
            return extra
        names = [report_id(url, url) for url, _ in found]
        rows = inputs.find(names)
        known = []
        for (url, issue), name in zip(found, names, strict=True):
            known.append((name if name in rows else None, url, issue))
            if name in rows:
                extra[rows[name]] += 1
        self._writer.add("issues", issue_batch(known))
        return extra

    def _write_reports(self, inputs: Inputs, whole: Whole, extra: npt.NDArray[np.int64]) -> None:
        """The stored rows again, with the columns that hang on other reports."""
        rows = np.flatnonzero(inputs.is_report)
        names = inputs.column("report_id")
        counts = {
            "checks_passed": inputs.numbers("passed") + whole.passed,
            "checks_failed": inputs.numbers("failed") + whole.failed,
            "issues": inputs.numbers("issues") + extra,
        }
        start = 0
        for batch in self._spill.batches():
            chosen = rows[start : start + batch.num_rows]
            start += batch.num_rows
            first = [whole.duplicates.get(row) for row in chosen.tolist()]
            batch = _with_column(
                batch, "duplicate_of", [None if row is None else names[row].as_py() for row in first]
            )
            for column, count in counts.items():
                batch = _with_column(batch, column, count[chosen])
            self._writer.add("reports", batch)
        self._spill.remove()


def _groups(inputs: Inputs) -> Counter[Group]:
    """How many reports there are of each group, the groups in the order in which they first have any."""
    rows = np.flatnonzero(inputs.is_report)
    portals, editions, statuses = (inputs.coded(name) for name in ("portal", "edition", "status"))
    columns = (portals[0], inputs.years, editions[0], statuses[0])
    counted = Counter(zip(*(column[rows].tolist() for column in columns), strict=True))
    found = Counter[Group]()
    for (portal, year, edition, status), count in counted.items():
        name = portals[1][portal] if portal >= 0 else None
        when = None if year == NO_YEAR else year
        found[Group(name, when, editions[1][edition], statuses[1][status])] = count
    return found


def unpack(packed: Packed) -> Piece:
    """Rows as they travel -> batches by table."""
    found = {}
    with packed.opened() as source:
        for table in PACKED:
            with pa.ipc.open_stream(source) as stream:
                found[table.name] = list(stream)
    (inputs,) = found["inputs"]
    years = _years(inputs)
    for table in PACKED:
        if table.name in OF_A_YEAR:
            found[table.name] = _owned(table, found[table.name], inputs, years)
    return found


def _owned(
    table: Table, batches: Sequence[pa.RecordBatch], inputs: pa.RecordBatch, years: npt.NDArray[np.int32]
) -> list[pa.RecordBatch]:
    """The batches of one year each with the ids and years of their reports."""
    if not batches:
        return []
    counts = inputs[table.name].to_numpy()
    rows = np.concatenate(list(_rows_by_year(years, counts).values()))
    whose = pa.array(np.repeat(rows, counts[rows]))
    told = [inputs[name].take(whose) for name in ("report_id", "report_year")]
    found = []
    start = 0
    for batch in batches:
        own = [column.slice(start, batch.num_rows) for column in told]
        found.append(pa.record_batch([*own, *batch.columns], schema=table.schema))
        start += batch.num_rows
    return found


def _years(inputs: pa.RecordBatch) -> npt.NDArray[np.int32]:
    found: npt.NDArray[np.int32] = inputs["report_year"].fill_null(NO_YEAR).to_numpy()
    return found


def _rows_by_year(
    years: npt.NDArray[np.int32], counts: npt.NDArray[np.int32]
) -> dict[int, npt.NDArray[np.int64]]:
    """The rows of each year that have any `counts`, the years in the order in which they first do."""
    having = np.flatnonzero(counts)
    return {year: having[years[having] == year] for year in dict.fromkeys(years[having].tolist())}


def pages(piece: Piece) -> Iterator[Page]:
    """The rows of each page of a piece, by the counts that its inputs give; tables without any left out."""
    (inputs,) = piece["inputs"]
    whole = {
        (name, batch["report_year"][0].as_py() if name in OF_A_YEAR else None): batch
        for name in piece.keys() - {"inputs"}
        for batch in piece[name]
        if batch.num_rows
    }
    taken: Counter[tuple[str, int | None]] = Counter()
    for number in range(inputs.num_rows):
        page = {"inputs": inputs.slice(number, 1)}
        year = inputs["report_year"][number].as_py()
        for name in piece.keys() - {"inputs"}:
            key = name, year if name in OF_A_YEAR else None
            is_one = name == "reports" and inputs["report_id"][number].is_valid
            count = int(is_one) if name == "reports" else inputs[name][number].as_py()
            if count:
                page[name] = whole[key].slice(taken[key], count)
                taken[key] += count
        yield page


def _with(batch: pa.RecordBatch, column: str, value: str | None) -> pa.RecordBatch:
    return _with_column(batch, column, [value] * batch.num_rows)


def _with_column(batch: pa.RecordBatch, column: str, values: object) -> pa.RecordBatch:
    index = batch.schema.get_field_index(column)
    field = batch.schema.field(index)
    return batch.set_column(index, field, pa.array(values, field.type))


class _Spill:
    """Rows of reports on disk until the columns that hang on other reports are known."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sink = pa.OSFile(str(path), "wb")
        self._stream = pa.ipc.new_stream(self._sink, REPORTS.schema)

    def add(self, batch: pa.RecordBatch) -> None:
        self._stream.write_batch(batch.cast(REPORTS.schema) if batch.schema != REPORTS.schema else batch)

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The rows in their order, REPORTS_AT_ONCE or so at a time."""
        self.close()
        held: list[pa.RecordBatch] = []
        with pa.OSFile(str(self._path)) as source, pa.ipc.open_stream(source) as stream:
            for batch in stream:
                held.append(batch)
                if sum(one.num_rows for one in held) >= REPORTS_AT_ONCE:
                    yield pa.concat_batches(held)
                    held = []
        if held:
            yield pa.concat_batches(held)

    def close(self) -> None:
        self._stream.close()
        self._sink.close()

    def abandon(self) -> None:
        with suppress(OSError, pa.ArrowException):  # the disk is full, which is why the build failed
            self.close()

    def remove(self) -> None:
        self._path.unlink()
