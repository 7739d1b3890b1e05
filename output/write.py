"""Batches of rows in, one Parquet file a table and year out, in the order given, in memory that stays flat.

A file depends on its rows alone: row groups have a fixed size and dictionaries list codes as they first
appear, however the rows arrived. So the same rows give the same bytes.
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from output.schema import TABLES, Table

ROW_GROUP = 16_384
"""Rows gathered before they are written: enough to compress well, little enough to hold for every year."""
TEXT_GROUP = 4_096
"""The same in tables whose rows hold text: a section's own, or a report's names, addresses and digests."""
CLOSED_AT_ONCE = 2
"""Files whose last rows are written at the same time, when nobody parses any more."""
_OF_TEXT = frozenset(("sections", "reports"))
LEVEL = 1
"""Of zstd: 3 takes a sixth longer to write a build, and saves a byte in a hundred of cells, seven of text."""
_TELLING = ["report_id", "report_year"]
"""Columns whose smallest and largest value let a reader pass over a row group. A group holds the reports of
dozens of pages, so in all others both would be the same everywhere."""


class Writer:
    """Writes the tables of one build into `folder`, streaming: memory does not grow with rows."""

    def __init__(self, folder: Path, tables: Mapping[str, Table] = TABLES) -> None:
        self._folder = folder
        self._tables = dict(tables)
        self._files: dict[tuple[str, str], TableFile] = {}
        self.rows: dict[str, int] = dict.fromkeys(tables, 0)

    def add(self, name: str, batch: pa.RecordBatch) -> None:
        """Append the rows of one table, each to the file of its year."""
        self.rows[name] += batch.num_rows
        for year, part in _by_year(self._tables[name], batch):
            self._file(name, year).add(part)

    def close(self, name: str) -> None:
        """Finish the files of one table; one without rows becomes one file without rows."""
        table = self._tables[name]
        if self.rows[name] == 0:
            self._file(name, "unknown" if table.by_year else "all")
        files = [self._files.pop(key) for key in list(self._files) if key[0] == name]
        with ThreadPoolExecutor(CLOSED_AT_ONCE) as threads:
            for _ in threads.map(TableFile.close, files):
                pass  # whatever went wrong is raised here

    def abandon(self) -> None:
        """Let go of the files of a build that failed."""
        for file in self._files.values():
            file.abandon()

    def _file(self, name: str, year: str) -> "TableFile":
        if (name, year) not in self._files:
            path = self._folder / name / f"{year}.parquet"
            rows = TEXT_GROUP if name in _OF_TEXT else None
            self._files[name, year] = TableFile(path, self._tables[name].schema, rows)
        return self._files[name, year]


def year_name(year: int | None) -> str:
    """Name of the file of a year, without its ending."""
    return "unknown" if year is None else f"{year:04d}"


def _by_year(table: Table, batch: pa.RecordBatch) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Rows of each year under the name of its file, their order kept."""
    if not table.by_year:
        yield "all", batch
        return
    years = batch.column("report_year")
    found = pc.unique(years).to_pylist()
    if len(found) == 1:
        yield year_name(found[0]), batch
        return
    for year in sorted(found, key=lambda y: (y is None, y)):
        chosen = pc.is_null(years) if year is None else pc.fill_null(pc.equal(years, year), False)
        yield year_name(year), batch.filter(chosen)


class TableFile:
    """One Parquet file, written a row group at a time."""

    def __init__(self, path: Path, schema: pa.Schema, group: int | None = None) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._schema = schema
        self._group = group or ROW_GROUP
        self._writer = pq.ParquetWriter(
            path, schema, compression="zstd", compression_level=LEVEL, write_statistics=_TELLING
        )
        self._held: list[pa.RecordBatch] = []
        self._count = 0

    def add(self, batch: pa.RecordBatch) -> None:
        """Append rows."""
        self._held.append(batch)
        self._count += batch.num_rows
        while self._count >= self._group:
            self._flush(self._group)

    def close(self) -> None:
        """Write what is held, and finish."""
        if self._count:
            self._flush(self._count)
        self._writer.close()

    def abandon(self) -> None:
        """Let go of the file of a build that failed."""
        self._held = []
        with suppress(OSError, pa.ArrowException):  # the disk is full, which is why the build failed
            self._writer.close()

    def _flush(self, rows: int) -> None:
        table = pa.Table.from_batches(self._held, self._schema)
        self._writer.write_table(_plain(table.slice(0, rows), self._schema), row_group_size=rows)
        self._held = [batch for batch in table.slice(rows).to_batches() if batch.num_rows]
        self._count -= rows


def _plain(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """The same rows in one chunk, with dictionaries made of these rows alone."""
    columns = []
    for column, field in zip(table.columns, schema, strict=True):
        columns.append(_recoded(column) if pa.types.is_dictionary(field.type) else column)
    return pa.table(columns, schema=schema)


def _recoded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    """The column with codes in the order in which they first appear."""
    whole = column.unify_dictionaries().combine_chunks()
    codes = whole.indices.fill_null(len(whole.dictionary)).to_numpy()
    first = np.full(len(whole.dictionary) + 1, len(codes))
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    used = np.argsort(first[:-1], kind="stable")[: np.count_nonzero(first[:-1] < len(codes))]
    place = np.empty(len(first), np.int32)
    place[used] = np.arange(len(used))
    missing = codes == len(whole.dictionary) if whole.null_count else None
    indices = pa.array(place[codes], pa.int32(), mask=missing)
    return pa.DictionaryArray.from_arrays(indices, whole.dictionary.take(pa.array(used)))
