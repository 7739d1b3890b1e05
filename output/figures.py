"""The cells of one year read back as numbers: a digest for each report, and the few figures of other checks.

Vectorised over row groups of the stored file, because every cell of every report passes here.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from gongkai.records import State

Place = tuple[str, str, str]
"""form, item, measure."""
STATES: tuple[str, ...] = get_args(State)
NONE = -1
"""Stands for the state of a cell that a report does not have."""
_COLUMNS = ["form", "item", "measure", "value", "state"]
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
    codes = np.array([_path_code(*w) for w in wanted], np.uint64)
    order = np.argsort(codes)
    row = 0
    open_ = _reports(0, 0, len(wanted))
    with pq.ParquetFile(path) as file:
        for group in range(file.num_row_groups):
            table = file.read_row_group(group, columns=_COLUMNS, use_threads=False).combine_chunks()
            columns = {name: table.column(name) for name in _COLUMNS}
            path_codes = mixed(_sum_codes([columns["form"], columns["item"], columns["measure"]]))
            value = columns["value"].to_numpy()
            state = _coded(columns["state"], _state_number).astype(np.int8)
            _count(tally, columns["form"], state)

            whose = np.searchsorted(ends, np.arange(row, row + len(value)), side="right")
            row += len(value)
            found = _reports(int(whose[0]), int(whose[-1]) + 1 - int(whose[0]), len(wanted))
            if len(open_.digests):
                found.digests[:1] = open_.digests
                found.places.put(np.arange(1), open_.places)
            whose -= found.first
            bits = np.where(np.isnan(value), np.uint64(1), (value + 0.0).view(np.uint64))
            hashed = mixed(path_codes ^ mixed(bits + state.astype(np.uint64)))
            starts = np.flatnonzero(np.diff(whose, prepend=-1))
            found.digests[whose[starts]] += np.add.reduceat(hashed, starts)
            if len(wanted):
                place = np.searchsorted(codes[order], path_codes).clip(max=len(codes) - 1)
                hit = np.flatnonzero(codes[order][place] == path_codes)
                found.places.values[whose[hit], order[place[hit]]] = value[hit]
                found.places.states[whose[hit], order[place[hit]]] = state[hit]
            # The cells of the last report may go on in the next group.
            whole = len(found.digests) - int(ends[found.first + len(found.digests) - 1] > row)
            yield _part(found, 0, whole)
            open_ = _part(found, whole, len(found.digests))


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


def _sum_codes(columns: Sequence[Any]) -> _Codes:
    """One number for each combination of codes in dictionary columns."""
    total = np.zeros(len(columns[0]), np.uint64)
    for position, column in enumerate(columns):
        total += _coded(column, _code) * np.uint64(2 * position + 1)
    return total


def _coded(column: Any, number: Any) -> _Codes:
    """A number for the text of every row, worked out once for each distinct text."""
    parts = []
    for chunk in column.chunks:
        if not hasattr(chunk, "dictionary"):
            chunk = chunk.dictionary_encode()
        known = np.array([number(text) for text in chunk.dictionary.to_pylist()], np.uint64)
        parts.append(known[chunk.indices.to_numpy(zero_copy_only=False)])
    return np.concatenate(parts) if parts else np.zeros(0, np.uint64)


def _count(tally: Counter[tuple[str, str]], forms: Any, states: npt.NDArray[np.int8]) -> None:
    for chunk, offset in zip(forms.chunks, np.cumsum([0, *map(len, forms.chunks)]), strict=False):
        if not hasattr(chunk, "dictionary"):
            chunk = chunk.dictionary_encode()
        names = chunk.dictionary.to_pylist()
        index = chunk.indices.to_numpy(zero_copy_only=False).astype(np.int64)
        both = index * len(STATES) + states[offset : offset + len(chunk)]
        for key, count in zip(*np.unique(both, return_counts=True), strict=True):
            tally[names[key // len(STATES)], STATES[key % len(STATES)]] += int(count)


@cache
def _code(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())


@cache
def _state_number(text: str) -> int:
    return STATES.index(text)


def _path_code(form: str, item: str, measure: str) -> int:
    total = sum(_code(text) * (2 * position + 1) for position, text in enumerate((form, item, measure)))
    return int(mixed(np.array([total % 2**64], np.uint64))[0])
