"""A finished build as a source of rows: those of any report, wherever they stand in its files."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from output.inputs import INPUTS
from output.schema import REPORT_TABLES, TABLES
from output.stored_inputs import Inputs, file_of

PAGE_TABLES = (*(table.name for table in REPORT_TABLES), "inputs")
IN_MEMORY = 2
"""Row groups of a file kept decoded: a build is read in about the order in which it was written."""


class Stored:
    """The rows of one build by row number of its inputs. Close it, or use it as a context manager."""

    def __init__(self, folder: Path, inputs: Inputs) -> None:
        self.folder = folder
        self.inputs = inputs
        self._files: dict[Path, _Groups] = {}
        self._starts: dict[str, npt.NDArray[np.int64]] = {}
        self._counts: dict[str, npt.NDArray[np.int64]] = {}

    @classmethod
    def open(cls, folder: Path) -> "Stored | None":
        """A build that can be read back; None where an older gongkai wrote it in another way."""
        inputs = Inputs.read(folder)
        return None if inputs is None else cls(folder, inputs)

    def __enter__(self) -> "Stored":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def digests(self) -> dict[str, str]:
        """Digest of what each page was read from, by source, of those that can be taken over."""
        sources, digests = (self.inputs.column(name).to_pylist() for name in ("source", "input"))
        return {s: d for s, d in zip(sources, digests, strict=True) if d is not None}

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {source: row for row, source in enumerate(self.inputs.column("source").to_pylist())}

    def identity(self, source: str) -> tuple[str | None, int | None, str]:
        """Division code, year and status of a report."""
        (facts,) = self.pieces("inputs", self._numbers[source])
        code, year, status = (facts[n][0].as_py() for n in ("division_code", "report_year", "status"))
        return code, year, status

    def page(self, source: str) -> dict[str, pa.RecordBatch]:
        """The rows of one page by table, as they were before the whole was looked at."""
        number = self._numbers[source]
        return {name: self._whole(name, number) for name in PAGE_TABLES}

    def _whole(self, name: str, number: int) -> pa.RecordBatch:
        pieces = list(self.pieces(name, number))
        if len(pieces) == 1:
            return pieces[0]
        schema = (INPUTS if name == "inputs" else TABLES[name]).schema
        table = pa.Table.from_batches(pieces, schema)
        (batch,) = table.combine_chunks().to_batches() or [pa.RecordBatch.from_pylist([], schema)]
        return batch

    def close(self) -> None:
        """Close the files."""
        for file in self._files.values():
            file.close()
        self._files = {}

    def rows(self, name: str, numbers: Sequence[int]) -> pa.Table:
        """The rows of these pages in one table, in the order of `numbers`."""
        batches = [batch for number in numbers for batch in self.pieces(name, number)]
        return pa.Table.from_batches(batches, None if batches else TABLES[name].schema)

    def columns(self, name: str, columns: Sequence[str]) -> pa.Table:
        """These columns of a table that has one row for each report, in the order of the build."""
        rows = np.flatnonzero(self.inputs.is_report)
        years = self.inputs.years[rows]
        parts, order = [], []
        for year in np.unique(years).tolist():
            file = file_of(year)
            parts.append(pq.read_table(self.folder / name / f"{file}.parquet", columns=list(columns)))
            order.append(np.flatnonzero(years == year))
        if not parts:
            return TABLES[name].schema.empty_table().select(list(columns))
        return pa.concat_tables(parts).take(pa.array(np.argsort(np.concatenate(order), kind="stable")))

    def pieces(self, name: str, number: int) -> Iterator[pa.RecordBatch]:
        """The rows of one page in one table."""
        if name == "inputs":
            yield from self._opened(self.inputs.path).slice(number, 1)
            return
        if name not in self._starts:
            by_year = TABLES[name].by_year
            self._starts[name] = self.inputs.starts(name, by_year)
            self._counts[name] = self.inputs.counts(name)
        count = int(self._counts[name][number])
        if count:
            yield from self._file(name, number).slice(int(self._starts[name][number]), count)

    def _file(self, name: str, number: int) -> "_Groups":
        year = int(self.inputs.years[number])
        file = file_of(year) if TABLES[name].by_year else "all"
        return self._opened(self.folder / name / f"{file}.parquet")

    def _opened(self, path: Path) -> "_Groups":
        if path not in self._files:
            self._files[path] = _Groups(path)
        return self._files[path]


class _Groups:
    """One file, its row groups decoded as they are needed."""

    def __init__(self, path: Path) -> None:
        self._file = pq.ParquetFile(path)
        sizes = [self._file.metadata.row_group(n).num_rows for n in range(self._file.num_row_groups)]
        self._ends = np.cumsum(sizes)
        self._decoded: OrderedDict[int, pa.RecordBatch] = OrderedDict()

    def close(self) -> None:
        self._decoded.clear()
        self._file.close()

    def slice(self, start: int, count: int) -> Iterator[pa.RecordBatch]:
        group = int(np.searchsorted(self._ends, start, side="right"))
        while count:
            first = int(self._ends[group - 1]) if group else 0
            batch = self._group(group)
            piece = batch.slice(start - first, count)
            yield piece
            start, count, group = start + piece.num_rows, count - piece.num_rows, group + 1

    def _group(self, number: int) -> pa.RecordBatch:
        if number not in self._decoded:
            while len(self._decoded) >= IN_MEMORY:
                self._decoded.popitem(last=False)
            (batch,) = self._file.read_row_group(number).combine_chunks().to_batches()
            self._decoded[number] = batch
        self._decoded.move_to_end(number)
        return self._decoded[number]
