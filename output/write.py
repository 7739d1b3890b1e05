"""Batches of rows in, one Parquet file a table and year out, in the order given, in memory that stays flat.

A file depends on its rows alone: row groups have a fixed size and dictionaries list codes as they first
appear, however the rows arrived. So the same rows give the same bytes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from output.digest import digest
from output.schema import TABLES, Table

ROW_GROUP = 65_536
"""Rows gathered before they are written: enough to compress well and to be worth what each column of a group
costs once, little enough to hold for every year."""
TEXT_GROUP = 4_096
"""The same in tables whose rows hold text: a section's own, or a report's names, addresses and digests."""
CLOSED_AT_ONCE = 2
"""Files whose last rows are written at the same time, beside other work, when nobody parses any more."""
FIRST_ROWS = 1_024
"""Rows, of some pages, among which a code is looked for before it is among all."""
_OF_TEXT = frozenset(("sections", "reports"))
LEVEL = 1
"""Of zstd: 3 takes a sixth longer to write a build, and saves a byte in a hundred of cells, seven of text."""
_UNCODED = frozenset("report_id edition delta text source url sha256 input".split())
"""Columns that do not get smaller as codes: what runs on for many rows, and what hardly comes twice. Whole
numbers do not either."""
_TELLING = ["report_year"]
"""Columns whose smallest and largest value let a reader pass over a row group. A group holds the reports of
hundreds of pages, so in all others, ids too, both would be about the same everywhere."""


class Writer:
    """Writes the tables of one build into `folder`, streaming: memory does not grow with rows.

    `seen` is told of the rows of a table as they are written: the name of their year, and they. `digests` are
    of the files of the tables that are closed, by name.
    """

    def __init__(
        self,
        folder: Path,
        tables: Mapping[str, Table] = TABLES,
        seen: Mapping[str, Callable[[str, pa.Table], None]] | None = None,
    ) -> None:
        self._folder = folder
        self._tables = dict(tables)
        self._seen = seen or {}
        self._files: dict[tuple[str, str], TableFile] = {}
        self._closing: dict[str, dict[str, Future[str]]] = {}
        self._threads = ThreadPoolExecutor(CLOSED_AT_ONCE)
        self.rows: dict[str, int] = dict.fromkeys(tables, 0)
        self.digests: dict[str, dict[str, str]] = {}

    def add(self, name: str, batch: pa.RecordBatch) -> None:
        """Append the rows of one table, each to the file of its year."""
        self.rows[name] += batch.num_rows
        for year, part in _by_year(self._tables[name], batch):
            self._file(name, year).add(part)

    def begin_to_close(self, *names: str) -> None:
        """Finish the files of these tables beside other work. One without rows becomes one without rows."""
        for name in names:
            table = self._tables[name]
            if self.rows[name] == 0:
                self._file(name, "unknown" if table.by_year else "all")
            files = [self._files.pop(key) for key in list(self._files) if key[0] == name]
            self._closing[name] = {file.path.name: self._threads.submit(file.close) for file in files}

    def close(self, *names: str) -> None:
        """Have the files of these tables finished. Raises what went wrong with any of them."""
        self.begin_to_close(*(name for name in names if name not in self._closing))
        for name in names:
            self.digests[name] = {file: closing.result() for file, closing in self._closing[name].items()}

    def abandon(self) -> None:
        """Let go of the files of a build that failed."""
        self._threads.shutdown(cancel_futures=True)
        for file in self._files.values():
            file.abandon()

    def _file(self, name: str, year: str) -> "TableFile":
        if (name, year) not in self._files:
            path = self._folder / name / f"{year}.parquet"
            rows = TEXT_GROUP if name in _OF_TEXT else None
            seen = partial(self._seen[name], year) if name in self._seen else None
            self._files[name, year] = TableFile(path, self._tables[name].schema, rows, seen)
        return self._files[name, year]


def year_name(year: int | None) -> str:
    """Name of the file of a year, without its ending."""
    return "unknown" if year is None else f"{year:04d}"


def _by_year(table: Table, batch: pa.RecordBatch) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Rows of each year under the name of its file, their order kept."""
    if not batch.num_rows:
        return
    if not table.by_year:
        yield "all", batch
        return
    years = batch.column("report_year")
    ends = pc.min_max(years)
    if ends["min"] == ends["max"] and years.null_count in (0, len(years)):  # mostly, and soon known
        yield year_name(ends["min"].as_py()), batch
        return
    for year in sorted(pc.unique(years).to_pylist(), key=lambda y: (y is None, y)):
        chosen = pc.is_null(years) if year is None else pc.fill_null(pc.equal(years, year), False)
        yield year_name(year), batch.filter(chosen)


class TableFile:
    """One Parquet file, written a row group at a time: of `group` rows where they hold text."""

    def __init__(
        self,
        path: Path,
        schema: pa.Schema,
        group: int | None = None,
        seen: Callable[[pa.Table], None] | None = None,
    ) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._seen = seen
        self._schema = schema
        self._group = group or ROW_GROUP
        self._writer = pq.ParquetWriter(
            path,
            schema,
            compression="zstd",
            compression_level=LEVEL,
            write_statistics=_TELLING,
            # So many values go into a page of the file at a time; a thousand where they may be long.
            write_batch_size=None if group else ROW_GROUP,
            use_dictionary=[field.name for field in schema if _repeats(field)],
        )
        self._held: list[pa.RecordBatch] = []
        self._count = 0

    def add(self, batch: pa.RecordBatch) -> None:
        """Append rows."""
        self._held.append(batch)
        self._count += batch.num_rows
        while self._count >= self._group:
            self._flush(self._group)

    def close(self) -> str:
        """Write what is held, and finish; return the digest of the file."""
        if self._count:
            self._flush(self._count)
        self._writer.close()
        return digest(self.path)

    def abandon(self) -> None:
        """Let go of the file of a build that failed."""
        self._held = []
        with suppress(OSError, pa.ArrowException):  # the disk is full, which is why the build failed
            self._writer.close()

    def _flush(self, rows: int) -> None:
        table = pa.Table.from_batches(self._held, self._schema)
        plain = _plain(table.slice(0, rows), self._schema)
        self._writer.write_table(plain, row_group_size=rows)
        if self._seen is not None:
            self._seen(plain)
        self._held = [batch for batch in table.slice(rows).to_batches() if batch.num_rows]
        self._count -= rows


def _repeats(field: pa.Field) -> bool:
    """Whether a column is smaller, or faster to write, as codes."""
    return not pa.types.is_integer(field.type) and field.name not in _UNCODED


def _plain(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """The same rows in one chunk, with dictionaries made of these rows alone."""
    columns = []
    for column, field in zip(table.columns, schema, strict=True):
        columns.append(_recoded(column) if pa.types.is_dictionary(field.type) else column)
    return pa.table(columns, schema=schema)


def _recoded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    """The column with codes in the order in which they first appear."""
    codes, texts = _together(column.chunks)
    used = _in_order(codes, len(texts))
    if not np.array_equal(used, np.arange(len(used))):
        place = np.full(len(texts) + 1, -1, np.int32)
        place[used] = np.arange(len(used))
        codes, texts = place[codes], texts.take(pa.array(used))
    missing = pa.array(codes >= 0).buffers()[1] if column.null_count else None
    indices = pa.Array.from_buffers(pa.int32(), len(codes), [missing, pa.py_buffer(codes)])
    return pa.DictionaryArray.from_arrays(indices, texts.slice(0, len(used)), safe=False)


def _together(chunks: Sequence[pa.DictionaryArray]) -> tuple[npt.NDArray[np.int32], pa.StringArray]:
    """The codes of all chunks, -1 for null, and what they stand for. Mostly that is the same in each."""
    texts = chunks[0].dictionary
    if not all(chunk.dictionary.equals(texts) for chunk in chunks[1:]):
        chunks = pa.chunked_array(chunks).unify_dictionaries().chunks
    return np.concatenate([_codes(chunk.indices) for chunk in chunks]), chunks[0].dictionary


def _codes(indices: pa.Int32Array) -> npt.NDArray[np.int32]:
    found: npt.NDArray[np.int32] = (indices.fill_null(-1) if indices.null_count else indices).to_numpy()
    return found


def _in_order(codes: npt.NDArray[np.int32], count: int) -> npt.NDArray[np.intp]:
    """Which of `count` codes there are, as they first appear. Mostly all are among the first rows."""
    for rows in (FIRST_ROWS, len(codes)):
        first = np.full(count + 1, rows)
        first[codes[:rows][::-1]] = np.arange(min(rows, len(codes)))[::-1]
        if (first[:-1] < rows).all():
            break
    return np.argsort(first[:-1], kind="stable")[: np.count_nonzero(first[:-1] < rows)]
