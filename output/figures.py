"""The cells of one year read back as numbers: a digest for each report, and the few figures of other checks.

Vectorised over row groups of the stored file, because every cell of every report passes here.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
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
class Figures:
    """Of each report of one year, in order: a digest of its cells, and the wanted ones of them."""

    digests: npt.NDArray[np.uint64]
    values: npt.NDArray[np.float64]
    states: npt.NDArray[np.int8]


def read_figures(
    path: Path, counts: npt.NDArray[np.int64], wanted: Sequence[Place], tally: Counter[tuple[str, str]]
) -> Figures:
    """Read the cells of one year. `counts` says how many each report has; `tally` counts (form, state).

    `values` is NaN and `states` NONE where a report has no such cell; states are indexes into STATES.
    """
    ends = np.cumsum(counts)
    digests = np.zeros(len(counts), np.uint64)
    values = np.full((len(counts), len(wanted)), np.nan)
    states = np.full((len(counts), len(wanted)), NONE, np.int8)
    codes = np.array([_path_code(*w) for w in wanted], np.uint64)
    order = np.argsort(codes)
    first = 0
    if not len(counts):
        return Figures(digests, values, states)
    with pq.ParquetFile(path) as file:
        for group in range(file.num_row_groups):
            table = file.read_row_group(group, columns=_COLUMNS).combine_chunks()
            columns = {name: table.column(name) for name in _COLUMNS}
            path_codes = mixed(_sum_codes([columns["form"], columns["item"], columns["measure"]]))
            value = columns["value"].to_numpy()
            state = _coded(columns["state"], _state_number).astype(np.int8)
            _count(tally, columns["form"], state)

            last = first + len(value)
            reports = np.searchsorted(ends, np.arange(first, last), side="right")
            bits = np.where(np.isnan(value), np.uint64(1), (value + 0.0).view(np.uint64))
            hashed = mixed(path_codes ^ mixed(bits + state.astype(np.uint64)))
            starts = np.flatnonzero(np.diff(reports, prepend=-1))
            digests[reports[starts]] += np.add.reduceat(hashed, starts)

            if len(wanted):
                place = np.searchsorted(codes[order], path_codes).clip(max=len(codes) - 1)
                hit = np.flatnonzero(codes[order][place] == path_codes)
                values[reports[hit], order[place[hit]]] = value[hit]
                states[reports[hit], order[place[hit]]] = state[hit]
            first = last
    return Figures(digests, values, states)


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
