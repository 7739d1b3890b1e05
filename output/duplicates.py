"""The same report under two addresses: found by what it says, linked to the one seen first, or to the one
that is still there."""

import re

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from output.figures import mixed
from output.stored_inputs import Inputs

_Codes = npt.NDArray[np.uint64]
_NAMES_A_PLACE = re.compile(r".[省市县区州旗盟]")
"""An agency whose name says of where it is: 株洲市芦淞区水利局, and not 区水利局."""


def find_duplicates(inputs: Inputs, digests: _Codes) -> dict[int, int]:
    """Row number -> row number of the same report that is still served, seen first. `digests` are of the
    cells of each row.

    The same are reports on one year with the same cells that name the same agency, or with the same cells
    and the same own text; never two that name different agencies or stand for different divisions. A page
    that has the URL of an earlier one is the same report whatever it says.
    """
    agencies, names = inputs.coded("agency")
    divisions = inputs.codes("division_code")
    same = _Union(_ranks(inputs), agencies, divisions)
    eligible = inputs.is_report & ~inputs.is_one_of("status", ["not_a_report"])
    common = mixed(digests ^ mixed((inputs.years + 2).astype(np.uint64)))
    text = inputs.numbers("text").astype(np.uint64)
    by_agency = mixed(common ^ mixed(((agencies + 2) * 64 + inputs.codes("edition") + 1).astype(np.uint64)))
    placed = np.array([bool(_NAMES_A_PLACE.search(name)) for name in names] + [False])[agencies]
    whose = eligible & (agencies >= 0) & (inputs.cells > 0) & ((divisions >= 0) | placed)
    for rows, keys in ((whose, by_agency), (eligible & (text > 0), mixed(common ^ mixed(text)))):
        for group in _groups(np.flatnonzero(rows), keys):
            _join_those_that_agree(same, group, agencies, divisions)
    earlier = inputs.column("same_as")
    if earlier.null_count < len(inputs):
        rows = np.flatnonzero(earlier.is_valid().to_numpy())
        told = earlier.take(pa.array(rows)).to_pylist()
        numbers = inputs.find(told)
        for row, name in zip(rows.tolist(), told, strict=True):
            if name in numbers:
                same.join(numbers[name], row)
    return same.found()


def _join_those_that_agree(
    same: "_Union", group: list[int], agencies: npt.NDArray[np.int64], divisions: npt.NDArray[np.int64]
) -> None:
    """Of pages that say the same, those that name no different agency or division are one report."""
    for of_agency in _kinds(group, agencies):
        for rows in _kinds(of_agency, divisions):
            for row in rows[1:]:
                if same.agree(rows[0], row):
                    same.join(rows[0], row)


def _kinds(rows: list[int], codes: npt.NDArray[np.int64]) -> list[list[int]]:
    """Rows by code. Those without one belong to the only code that there is, to none of several."""
    kinds: dict[int, list[int]] = {}
    for row in rows:
        kinds.setdefault(int(codes[row]), []).append(row)
    return [rows] if len(kinds.keys() - {-1}) <= 1 else list(kinds.values())


def _groups(rows: npt.NDArray[np.int64], keys: _Codes) -> list[list[int]]:
    """Rows with the same key, where there are several, in their order."""
    if not len(rows):
        return []
    order = rows[np.argsort(keys[rows], kind="stable")]
    starts = np.flatnonzero(np.concatenate(([True], np.diff(keys[order]) != 0)))
    sizes = np.diff(starts, append=len(order))
    several = sizes > 1
    return [
        order[start : start + size].tolist()
        for start, size in zip(starts[several].tolist(), sizes[several].tolist(), strict=True)
    ]


def _ranks(inputs: Inputs) -> npt.NDArray[np.int64]:
    """The order in which pages were met: by time where that is known, else by their order in the build. A
    page that its portal no longer serves comes behind those that can still be opened: after a portal has
    moved, the reports are those at the new addresses."""
    seen = pc.fill_null(inputs.column("first_seen").cast(pa.int64()), np.iinfo(np.int64).max).to_numpy()
    removed = pc.fill_null(inputs.column("removed"), False).to_numpy()
    ranks = np.empty(len(inputs), np.int64)
    ranks[np.lexsort((seen, removed))] = np.arange(len(inputs))
    return ranks


class _Union:
    """Sets of rows that are the same, each known by the one of the lowest rank; and what each set names."""

    def __init__(self, ranks: npt.NDArray[np.int64], *named: npt.NDArray[np.int64]) -> None:
        self._ranks = ranks
        self._named = [codes.copy() for codes in named]
        self._above: dict[int, int] = {}

    def agree(self, one: int, other: int) -> bool:
        """Whether the sets of two rows name nothing different."""
        first, second = self._top(one), self._top(other)
        pairs = [(codes[first], codes[second]) for codes in self._named]
        return all(mine == theirs or mine < 0 or theirs < 0 for mine, theirs in pairs)

    def join(self, one: int, other: int) -> None:
        """Make one set of two."""
        first, second = sorted((self._top(one), self._top(other)), key=lambda row: int(self._ranks[row]))
        if first != second:
            self._above[second] = first
            for codes in self._named:
                codes[first] = max(codes[first], codes[second])

    def found(self) -> dict[int, int]:
        """Row -> the first of its set, for all others of it."""
        return {row: self._top(row) for row in sorted(self._above)}

    def _top(self, row: int) -> int:
        while row in self._above:
            row = self._above[row]
        return row
