"""The cells of one year read back as numbers: a digest for each report, and the few figures of other checks.

Vectorised over row groups of the stored file, because every cell of every report passes here.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from gongkai.records import State

Place = tuple[str, str, str]
"""form, item, measure."""
STATES: tuple[str, ...] = get_args(State)
NONE = -1
"""Stands for the state of a cell that a report does not have."""
_PATH = ("form", "item", "measure")
_COLUMNS = [*_PATH, "value", "state"]
_Codes = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Places:
    """Wanted cells of some reports, a row each: NaN and NONE where a report has no such cell. States are
    indexes into STATES."""

    values: npt.NDArray[np.float64]
    states: npt.NDArray[np.int8]

    @classmethod
    def none(cls, reports: int, places: int) -> "Places":
        """Of reports that have none of them."""
        return cls(np.full((reports, places), np.nan), np.full((reports, places), NONE, np.int8))

    @staticmethod
    def record(places: int) -> np.dtype[np.void]:
        """One report on disk."""
        return np.dtype([("values", np.float64, (places,)), ("states", np.int8, (places,))])

    @classmethod
    def of(cls, records: npt.NDArray[np.void]) -> "Places":
        """Those of records read from disk."""
        return cls(np.array(records["values"]), np.array(records["states"]))

    def records(self) -> npt.NDArray[np.void]:
        """The same as records for the disk."""
        found = np.empty(len(self.values), self.record(self.values.shape[1]))
        found["values"], found["states"] = self.values, self.states
        return found

    def put(self, rows: npt.NDArray[np.int64], others: "Places") -> None:
        """Take over others into these rows."""
        self.values[rows], self.states[rows] = others.values, others.states


@dataclass(frozen=True)
class Figures:
    """Of some reports in a row, `first` on: a digest of the cells of each, and the wanted ones of them."""

    first: int
    digests: npt.NDArray[np.uint64]
    places: Places


def read_figures(
    path: Path, counts: npt.NDArray[np.int64], wanted: Sequence[Place], tally: Counter[tuple[str, str]]
) -> Iterator[Figures]:
    """Read the cells of one year, a row group at a time. `counts` says how many (one at least) each report
    has; `tally` counts (form, state)."""
    if not len(counts):
        return
    ends = np.cumsum(counts)
    row = 0
    open_ = _reports(0, 0, len(wanted))
    with pq.ParquetFile(path) as file:
        for group in range(file.num_row_groups):
            cells = _Cells(file.read_row_group(group, columns=_COLUMNS, use_threads=False), wanted)
            cells.count(tally)
            first, last = np.searchsorted(ends, (row, row + len(cells.values) - 1), side="right").tolist()
            starts = np.maximum(ends[first : last + 1] - counts[first : last + 1], row) - row
            row += len(cells.values)
            found = _reports(first, last + 1 - first, len(wanted))
            if len(open_.digests):
                found.digests[:1] = open_.digests
                found.places.put(np.arange(1), open_.places)
            found.digests[:] += np.add.reduceat(cells.digests(), starts)
            hit = np.flatnonzero(cells.places != NONE)
            here = np.searchsorted(starts, hit, side="right") - 1, cells.places[hit]
            found.places.values[here] = cells.values[hit]
            found.places.states[here] = cells.states[hit]
            # The cells of the last report may go on in the next group.
            whole = len(found.digests) - int(ends[last] > row)
            yield _part(found, 0, whole)
            open_ = _part(found, whole, len(found.digests))


class _Cells:
    """Some cells as numbers: values, states, and places among the wanted ones (NONE: not wanted).

    What texts stand for is worked out once for each combination of them that may be there.
    """

    def __init__(self, table: pa.Table, wanted: Sequence[Place]) -> None:
        state, *path = (_coded(table.column(name)) for name in ("state", *_PATH))
        self._forms, self._form_numbers = path[0]
        self._shape = tuple(len(texts) for texts, _ in path)
        self._kinds = np.ravel_multi_index([numbers for _, numbers in path], self._shape)
        self._texts = [texts for texts, _ in path]
        self.values = table.column("value").to_numpy()
        self.states = np.array([STATES.index(text) for text in state[0]], np.int8)[state[1]]
        place = np.full(self._shape, NONE, np.int16)
        for number, one in enumerate(wanted):
            if all(text in texts for text, texts in zip(one, self._texts, strict=True)):
                place[tuple(texts.index(text) for text, texts in zip(one, self._texts, strict=True))] = number
        self.places = place.ravel()[self._kinds]

    def digests(self) -> _Codes:
        """A number for each cell that hangs on all that it says."""
        form, item, measure = (
            np.array([_code(text) for text in texts], np.uint64) * np.uint64(2 * position + 1)
            for position, texts in enumerate(self._texts)
        )
        kinds = mixed((form[:, None, None] + item[:, None] + measure).ravel())
        bits = np.where(np.isnan(self.values), np.uint64(1), (self.values + 0.0).view(np.uint64))
        return mixed(kinds[self._kinds] ^ mixed(bits + self.states.astype(np.uint64)))

    def count(self, tally: Counter[tuple[str, str]]) -> None:
        """Add how many cells have which form and state."""
        both = np.bincount(self._form_numbers * len(STATES) + self.states, minlength=1)
        for key in np.flatnonzero(both).tolist():
            tally[self._forms[key // len(STATES)], STATES[key % len(STATES)]] += int(both[key])


def _reports(first: int, count: int, places: int) -> Figures:
    return Figures(first, np.zeros(count, np.uint64), Places.none(count, places))


def _part(figures: Figures, start: int, end: int) -> Figures:
    places = Places(figures.places.values[start:end], figures.places.states[start:end])
    return Figures(figures.first + start, figures.digests[start:end], places)


def mixed(numbers: _Codes) -> _Codes:
    """Every bit of the result hangs on every bit of the number (the finisher of splitmix64)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


def _coded(column: pa.ChunkedArray) -> tuple[list[str], npt.NDArray[np.int64]]:
    """The distinct texts of a column, and for each row the number of its own."""
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    whole = column.unify_dictionaries().combine_chunks()
    return whole.dictionary.to_pylist(), whole.indices.to_numpy().astype(np.int64)


@cache
def _code(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
