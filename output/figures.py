"""The cells of one year as numbers: a digest for each report, and the few figures of other checks.

Vectorised over the row groups of a file, because every cell of every report passes here.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
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
    """Of some reports in a row: a digest of the cells of each, and the wanted ones of them."""

    digests: npt.NDArray[np.uint64]
    places: Places


class Reckoner:
    """Takes in the cells of reports in their order, any number of rows at a time.

    `wanted` are the places that are looked for; `tally` counts cells by (form, state).
    """

    def __init__(self, wanted: Sequence[Place]) -> None:
        self.tally: Counter[tuple[str, str]] = Counter()
        self._wanted = wanted
        self._counts = np.zeros(0, np.int64)  # of cells to come, for each report of which there are any
        self._open = _reports(0, len(wanted))

    def expect(self, counts: npt.NDArray[np.int64]) -> None:
        """Say how many cells (one at least) each of the reports has that come next."""
        self._counts = np.concatenate((self._counts, counts))

    def take(self, rows: pa.Table) -> Figures:
        """Go over the next cells; return what there is to say of the reports that are whole now."""
        cells = _Cells(rows, self._wanted)
        cells.count(self.tally)
        ends = np.cumsum(self._counts)
        last = int(np.searchsorted(ends, len(rows) - 1, side="right"))
        starts = ends[: last + 1] - self._counts[: last + 1]
        found = _reports(len(starts), len(self._wanted))
        if len(self._open.digests):
            found.digests[:1] = self._open.digests
            found.places.put(np.arange(1), self._open.places)
        found.digests[:] += np.add.reduceat(cells.digests(), starts)
        hit = np.flatnonzero(cells.places != NONE)
        here = np.searchsorted(starts, hit, side="right") - 1, cells.places[hit]
        found.places.values[here] = cells.values[hit]
        found.places.states[here] = cells.states[hit]
        # The cells of the last report may go on in the next rows.
        to_come = int(ends[last]) - len(rows)
        whole = last + (to_come == 0)
        self._counts = self._counts[whole:].copy()
        if to_come:
            self._counts[0] = to_come
        self._open = _part(found, whole, len(starts))
        return _part(found, 0, whole)


class Kept:
    """What is known of the cells of one year once they are written: in memory a digest for each report and
    whether it has the last of the wanted places, in the file `path` the wanted figures."""

    def __init__(self, year: int, path: Path, wanted: Sequence[Place]) -> None:
        self.year = year
        self.path = path
        self._reckoner = Reckoner(wanted)
        self._file = path.open("wb")
        self._digests: list[npt.NDArray[np.uint64]] = []
        self._has_last: list[npt.NDArray[np.bool_]] = []

    @property
    def tally(self) -> Counter[tuple[str, str]]:
        """Cells by (form, state)."""
        return self._reckoner.tally

    @property
    def digests(self) -> npt.NDArray[np.uint64]:
        """Of the cells of each report, in their order."""
        return np.concatenate(self._digests)

    @property
    def has_last(self) -> npt.NDArray[np.bool_]:
        """Whether each report has the last of the wanted places."""
        return np.concatenate(self._has_last)

    def expect(self, counts: npt.NDArray[np.int64]) -> None:
        """Say how many cells (one at least) each of the reports has that come next."""
        self._reckoner.expect(counts)

    def take(self, rows: pa.Table) -> None:
        """Go over the next cells."""
        found = self._reckoner.take(rows)
        self._digests.append(found.digests)
        self._has_last.append(found.places.states[:, -1] != NONE)
        found.places.records().tofile(self._file)

    def close(self) -> None:
        """Let go of the file: all reports have been taken in, or the build failed."""
        self._file.close()

    def remove(self) -> None:
        """The figures are not needed any more."""
        self.path.unlink()


def read_digests(path: Path, counts: npt.NDArray[np.int64]) -> npt.NDArray[np.uint64]:
    """Digests of the cells of each report of one year, read back from their file; `counts` says how many (one
    at least) each has."""
    if not len(counts):
        return np.zeros(0, np.uint64)
    reckoner = Reckoner(())
    reckoner.expect(counts)
    with pq.ParquetFile(path) as file:
        groups = range(file.num_row_groups)
        read = (file.read_row_group(group, columns=_COLUMNS, use_threads=False) for group in groups)
        return np.concatenate([reckoner.take(rows).digests for rows in read])


class _Cells:
    """Some cells as numbers: values, states, and places among the wanted ones (NONE: not wanted).

    What texts stand for is worked out once for each combination of them that may be there.
    """

    def __init__(self, table: pa.Table, wanted: Sequence[Place]) -> None:
        (states, state), *path = (_coded(table.column(name)) for name in ("state", *_PATH))
        (self._forms, form), (items, item), (measures, measure) = path
        self._texts = self._forms, items, measures
        self._kinds = (form * len(items) + item) * len(measures) + measure
        self.values = table.column("value").to_numpy()
        self.states = np.array([STATES.index(text) for text in states], np.int8)[state]
        place = np.full((len(self._forms), len(items), len(measures)), NONE, np.int16)
        for number, one in enumerate(wanted):
            if all(text in texts for text, texts in zip(one, self._texts, strict=True)):
                place[tuple(texts.index(text) for text, texts in zip(one, self._texts, strict=True))] = number
        self.places = place.ravel()[self._kinds]
        self._form_states = form * len(STATES) + self.states

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
        both = np.bincount(self._form_states)
        for key in np.flatnonzero(both).tolist():
            tally[self._forms[key // len(STATES)], STATES[key % len(STATES)]] += int(both[key])


def _reports(count: int, places: int) -> Figures:
    return Figures(np.zeros(count, np.uint64), Places.none(count, places))


def _part(figures: Figures, start: int, end: int) -> Figures:
    places = Places(figures.places.values[start:end], figures.places.states[start:end])
    return Figures(figures.digests[start:end], places)


def mixed(numbers: _Codes) -> _Codes:
    """Every bit of the result hangs on every bit of the number (the finisher of splitmix64)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


def _coded(column: pa.ChunkedArray) -> tuple[list[str], npt.NDArray[np.int32]]:
    """The distinct texts of a column, and for each row the number of its own."""
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    whole = column.chunk(0) if column.num_chunks == 1 else column.unify_dictionaries().combine_chunks()
    return whole.dictionary.to_pylist(), whole.indices.to_numpy()


@cache
def _code(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
