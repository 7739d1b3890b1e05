"""What each page of a build was read from, as it is stored: columns of `inputs.pq`."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from output.inputs import FILE, INPUTS
from output.write import year_name

NO_YEAR = -1


def file_of(year: int) -> str:
    """Name of the file of a year, without its ending."""
    return year_name(None if year == NO_YEAR else year)


class Inputs:
    """The stored rows of one build, in its order: columns as numpy or Arrow.

    In memory are years and counts of cells alone; any other column is read when it is asked for, and held by
    nobody.
    """

    def __init__(self, path: Path, metadata: pq.FileMetaData) -> None:
        self.path = path
        self._metadata = metadata
        self.years: npt.NDArray[np.int64] = self._whole("report_year", NO_YEAR)
        self.is_report: npt.NDArray[np.bool_] = self.column("report_id").is_valid().to_numpy()

    @classmethod
    def read(cls, build: Path) -> "Inputs | None":
        """Those of a finished or closed build; None where an older gongkai kept none."""
        path = build / FILE
        try:
            metadata = pq.read_metadata(path)
            return cls(path, metadata) if metadata.schema.names == INPUTS.schema.names else None
        except (OSError, pa.ArrowInvalid):
            return None

    def __len__(self) -> int:
        return len(self.years)

    def columns(self, names: Sequence[str], *, coded: bool = False) -> pa.Table:
        """Some columns as Arrow; texts as dictionaries where they are wanted `coded`."""
        texts = [name for name in names if INPUTS.schema.field(name).type == pa.string()] if coded else None
        with pq.ParquetFile(self.path, metadata=self._metadata, read_dictionary=texts) as file:
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
