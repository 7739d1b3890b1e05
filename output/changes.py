"""What differs from the last build: figure by figure, and whether the page or the parser is the cause."""

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gongkai.where import Where, read_where
from output.assess import cell_digests
from output.manifest import read_manifest
from output.rows import record_batch
from output.schema import CHANGES
from output.stored import Stored
from output.write import Writer

AT_ONCE = 200
"""Reports whose cells are compared at a time."""
IDENTITY = ("title", "agency", "agency_kind", "division_code", "report_year", "edition", "status")
"""Columns of reports whose changes are told; such a row has no form, and the column's name as its item."""
WHOLE = "report"
"""The item of a row that tells of a report that came or went."""
_PLACE = ("form", "item", "measure")


def write_changes(
    writer: Writer, now: Stored, digests: npt.NDArray[np.uint64], last: Stored | None, where: Where
) -> None:
    """Write the table `changes`: in the order of this build's reports, those that went at the end.

    `digests` are of the cells of each page of `now`, `where` is what it is limited to. Without a last build
    that can be compared there is no row.
    """
    manifest = read_manifest(last.folder) if last else None
    if last is None or manifest is None:
        return
    with last:
        for columns in _Comparison(now, digests, last, where, read_where(manifest.where)).rows():
            if columns[0]:
                writer.add("changes", record_batch(CHANGES, columns))


class _Comparison:
    def __init__(
        self, now: Stored, digests: npt.NDArray[np.uint64], last: Stored, where: Where, last_where: Where
    ) -> None:
        self.now, self.last = now, last
        self.where, self.last_where = where, last_where
        self.new, self.old = _Reports(now), _Reports(last)
        self.there = self.old.find(self.new.ids)
        # Before the columns that are held: this one is the largest, and is not.
        self.page_differs = ~self.new.same(self.old, self.there, ("sha256",))
        known = self.there >= 0
        before = cell_digests(last.folder, last.inputs)[self.old.rows]
        self.cells_differ = known.copy()
        self.cells_differ[known] = digests[self.new.rows[known]] != before[self.there[known]]
        self.identity_differs = known & ~self.new.same(self.old, self.there, IDENTITY)
        self._unread: set[str] | None = None

    def rows(self) -> Iterator[list[list[object]]]:
        """Columns of the table, a block of reports at a time."""
        flagged = np.flatnonzero((self.there < 0) | self.cells_differ | self.identity_differs)
        for start in range(0, len(flagged), AT_ONCE):
            yield self._block(flagged[start : start + AT_ONCE])
        yield self._gone()

    def _block(self, numbers: npt.NDArray[np.int64]) -> list[list[object]]:
        columns: list[list[object]] = [[] for _ in CHANGES.columns]
        cells = self._cells(numbers[self.cells_differ[numbers]])
        for number in numbers.tolist():
            name, before = self.new.ids[number].as_py(), int(self.there[number])
            if before < 0:
                if not self.last_where.holds(*self.new.identity(number)):
                    continue
                told = self.new.told(number)
                _append(columns, name, None, WHOLE, None, None, told, self._cause_of_new(number))
                continue
            cause = "page" if self.page_differs[number] else "parser"
            for column in IDENTITY if self.identity_differs[number] else ():
                was, is_now = self.old.value(column, before), self.new.value(column, number)
                if was != is_now:
                    _append(columns, name, None, column, None, was, is_now, cause)
            for figure in cells.get(name, ()):
                _append(columns, name, *figure, cause)
        return columns

    def _cause_of_new(self, number: int) -> str:
        """A page that was there before and could not be read is the parser's doing."""
        if self._unread is None:
            inputs = self.last.inputs
            unread = pc.filter(inputs.column("source"), pc.is_null(inputs.column("report_id")))
            self._unread = set(unread.to_pylist())
        return "parser" if self.new.source(number) in self._unread else "page"

    def _gone(self) -> list[list[object]]:
        columns: list[list[object]] = [[] for _ in CHANGES.columns]
        gone = np.flatnonzero(self.new.find(self.old.ids) < 0)
        sources = set(self.now.inputs.column("source").to_pylist()) if len(gone) else set()
        for number in gone.tolist():
            if not self.where.holds(*self.old.identity(number)):
                continue
            # A page that is still there and gives no report any more is the parser's doing.
            cause = "parser" if self.old.source(number) in sources else "page"
            name = self.old.ids[number].as_py()
            _append(columns, name, None, WHOLE, None, self.old.told(number), None, cause)
        return columns

    def _cells(self, numbers: npt.NDArray[np.int64]) -> dict[str, list[tuple[str | None, ...]]]:
        """By report the figures that differ: form, item, measure, before, now."""
        if not len(numbers):
            return {}
        before = _Cells(self.last.rows("cells", self.old.rows[self.there[numbers]].tolist()))
        after = _Cells(self.now.rows("cells", self.new.rows[numbers].tolist()))
        at = pc.index_in(after.keys, value_set=before.keys)
        matched = before.told.take(at)
        differs = pc.invert(pc.fill_null(pc.equal(matched, after.told), False))
        found: dict[str, list[tuple[str | None, ...]]] = {}
        for row in np.flatnonzero(differs.to_numpy(zero_copy_only=False)).tolist():
            found.setdefault(after.report(row), []).append(
                (*after.place(row), matched[row].as_py(), after.told[row].as_py())
            )
        lost = pc.is_null(pc.index_in(before.keys, value_set=after.keys))
        for row in np.flatnonzero(lost.to_numpy(zero_copy_only=False)).tolist():
            found.setdefault(before.report(row), []).append(
                (*before.place(row), before.told[row].as_py(), None)
            )
        return found


class _Cells:
    """Cells of some reports: a key for each, and what it says in words."""

    def __init__(self, cells: pa.Table) -> None:
        self._columns = [
            pc.cast(cells.column(name), pa.string()).combine_chunks() for name in ("report_id", *_PLACE)
        ]
        self.keys = pc.binary_join_element_wise(*self._columns, "/")
        state = pc.cast(cells.column("state"), pa.string()).combine_chunks()
        value = cells.column("value").combine_chunks()
        number = pc.utf8_rtrim(pc.utf8_rtrim(_decimal(value), "0"), ".")
        odd = pc.binary_join_element_wise(number, pc.binary_join_element_wise("(", state, ")", ""), " ")
        self.told = pc.if_else(pc.is_null(value), state, pc.if_else(pc.equal(state, "number"), number, odd))

    def report(self, row: int) -> str:
        return str(self._columns[0][row])

    def place(self, row: int) -> tuple[str, ...]:
        return tuple(column[row].as_py() for column in self._columns[1:])


def _decimal(values: pa.Array) -> pa.Array:
    """Numbers written out, six decimals: more than any report prints."""
    return pc.cast(pc.cast(pc.round(values, 6), pa.decimal128(38, 6)), pa.string())


class _Reports:
    """The reports of a build in its order, with the columns whose changes are told; any other column is read
    when it is asked for."""

    def __init__(self, stored: Stored) -> None:
        self._stored = stored
        self.rows = np.flatnonzero(stored.inputs.is_report)
        self.ids = self._facts("report_id")

    def _read(self, name: str) -> pa.Array:
        return self._stored.columns("reports", [name]).column(0).combine_chunks()

    def _facts(self, name: str) -> pa.Array:
        return self._stored.inputs.column(name).combine_chunks().take(pa.array(self.rows))

    @cached_property
    def _columns(self) -> dict[str, pa.Array]:
        # One by one: to read them together takes twice the memory that they need in the end.
        return {name: self._read(name) for name in IDENTITY}

    @cached_property
    def _sources(self) -> pa.Array:
        return self._facts("source")

    def _column(self, name: str) -> pa.Array:
        return self._columns[name] if name in IDENTITY else self._read(name)

    def find(self, ids: pa.Array) -> npt.NDArray[np.int64]:
        """Positions of these report ids here, -1 for those that are not."""
        return np.asarray(pc.fill_null(pc.index_in(ids, value_set=self.ids), -1).to_numpy(), np.int64)

    def same(
        self, other: "_Reports", there: npt.NDArray[np.int64], columns: Sequence[str]
    ) -> npt.NDArray[np.bool_]:
        """Whether each report has the same in these columns as the one of `other` at `there`."""
        found = np.ones(len(self.rows), bool)
        at = pa.array(there, mask=there < 0)
        for name in columns:
            mine, theirs = self._column(name), other._column(name).take(at)
            equal = pc.fill_null(pc.equal(mine, theirs), False)
            neither = pc.and_(pc.is_null(mine), pc.is_null(theirs))
            found &= pc.or_(equal, neither).to_numpy(zero_copy_only=False)
        return found

    def source(self, number: int) -> str:
        """Its source."""
        return str(self._sources[number])

    def value(self, column: str, number: int) -> str | None:
        """What a column says, in words."""
        value = self._columns[column][number].as_py()
        return None if value is None else str(value)

    def identity(self, number: int) -> tuple[str | None, int | None, str]:
        """Division code, year and status, by which a build can be limited."""
        code, year, status = (
            self._columns[n][number].as_py() for n in ("division_code", "report_year", "status")
        )
        return code, year, status

    def told(self, number: int) -> str:
        """A report in a few words: status, agency or title, year."""
        name = self.value("agency", number) or self.value("title", number)
        return ", ".join(
            filter(None, (self.value("status", number), name, self.value("report_year", number)))
        )


def _append(columns: list[list[object]], *values: object) -> None:
    for column, value in zip(columns, values, strict=True):
        column.append(value)
