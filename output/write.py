"""The story of a build: batches of rows in, one Parquet file a table and year out, in the order given."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from output.schema import TABLES, Table

ROW_GROUP = 32_768
"""Rows gathered before they are written: enough to compress well, little enough to hold for every year."""


class Writer:
    """Writes the tables of one build into `folder`, streaming: memory does not grow with rows."""

    def __init__(self, folder: Path, tables: Sequence[str] = tuple(TABLES)) -> None:
        self._folder = folder
        self._files: dict[tuple[str, str], _File] = {}
        self.rows: dict[str, int] = dict.fromkeys(tables, 0)

    def add(self, name: str, batch: pa.RecordBatch) -> None:
        """Append the rows of one table, each to the file of its year."""
        self.rows[name] += batch.num_rows
        for year, part in _by_year(TABLES[name], batch):
            self._file(name, year).add(part)

    def close(self) -> None:
        """Finish all files; a table without rows becomes one file without rows."""
        for name, count in self.rows.items():
            if count == 0:
                table = TABLES[name]
                self._file(name, "unknown" if table.by_year else "all").add(_empty(table))
        for file in self._files.values():
            file.close()

    def abandon(self) -> None:
        """Let go of the files of a build that failed."""
        for file in self._files.values():
            file.abandon()

    def _file(self, name: str, year: str) -> "_File":
        if (name, year) not in self._files:
            self._files[name, year] = _File(self._folder / name / f"{year}.parquet", TABLES[name].schema)
        return self._files[name, year]


def _empty(table: Table) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays(
        [pa.array([], field.type) for field in table.schema], schema=table.schema
    )


def _by_year(table: Table, batch: pa.RecordBatch) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Rows of each year under the name of its file, their order kept."""
    if not table.by_year:
        yield "all", batch
        return
    years = batch.column("report_year")
    for year in sorted(pc.unique(years).to_pylist(), key=lambda y: (y is None, y)):
        chosen = pc.is_null(years) if year is None else pc.fill_null(pc.equal(years, year), False)
        yield "unknown" if year is None else f"{year:04d}", batch.filter(chosen)


class _File:
    """One Parquet file, written a row group at a time."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._schema = schema
        self._writer = pq.ParquetWriter(path, schema, compression="zstd", compression_level=6)
        self._held: list[pa.RecordBatch] = []
        self._count = 0

    def add(self, batch: pa.RecordBatch) -> None:
        self._held.append(batch)
        self._count += batch.num_rows
        if self._count >= ROW_GROUP:
            self._flush()

    def close(self) -> None:
        self._flush()
        self._writer.close()

    def abandon(self) -> None:
        self._held = []
        try:
            self._writer.close()
        except OSError:
            return  # the disk is full, which is why the build failed

    def _flush(self) -> None:
        if self._held:
            table = pa.Table.from_batches(self._held, self._schema).unify_dictionaries()
            self._writer.write_table(table, row_group_size=max(1, table.num_rows))
        self._held, self._count = [], 0


def write_table(
    folder: Path, name: str, batches: Mapping[str, pa.RecordBatch] | Sequence[pa.RecordBatch]
) -> int:
    """Write one whole table from batches; return its rows."""
    writer = Writer(folder, (name,))
    for batch in batches.values() if isinstance(batches, Mapping) else batches:
        writer.add(name, batch)
    writer.close()
    return writer.rows[name]
