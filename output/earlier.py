"""What the agencies of some reports said a year before: the other side of checks across years.

The figures lie on disk, one record a report. A block of reports is looked at together with the records of
the year before that it needs, so memory hangs on the block and not on how many reports there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from output.figures import NONE, Places

SEVERAL = -2
"""Stands for the state where reports of one agency on one year disagree."""

_Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Year:
    """Reports of one year: rows of the build, ids, whose they are (-1 unknown), which count, edition of their
    table of requests, and the file of their figures."""

    year: int
    rows: _Numbers
    ids: pa.Array
    units: _Numbers
    counted: npt.NDArray[np.bool_]
    on_2021: npt.NDArray[np.bool_]
    path: Path
    places: int

    def figures(self, numbers: _Numbers) -> Places:
        """Those of some of the reports."""
        if not len(numbers):
            return Places.none(0, self.places)
        return Places.of(np.memmap(self.path, Places.record(self.places), "r")[numbers])

    @cached_property
    def by_unit(self) -> tuple[_Numbers, _Numbers]:
        """Units in order, each as often as it has reports that count; and the numbers of those."""
        numbers = np.flatnonzero(self.counted & (self.units >= 0))
        numbers = numbers[np.argsort(self.units[numbers], kind="stable")]
        return self.units[numbers], numbers


class Earlier:
    """For each of some reports on the year after `year` the figures of its agency, and whose report says so.

    `source` is the number of that report among those of `before`, -1 where there is none.
    """

    def __init__(self, year: int, units: _Numbers, before: Year | None, places: int) -> None:
        shape = len(units), places
        self.year = year
        self.figures = Places.none(*shape)
        self.source = np.full(shape, -1, np.int64)
        self.on_2021 = np.zeros(len(units), bool)
        self.known = np.zeros(len(units), bool)
        self._ids = before.ids if before else pa.array([], pa.string())
        if before is None:
            return
        known, numbers = before.by_unit
        first = np.searchsorted(known, units, "left")
        count = np.searchsorted(known, units, "right") - first
        self.known = count > 0
        single = np.flatnonzero(count == 1)
        there = numbers[first[single]]
        self.figures.put(single, before.figures(there))
        self.source[single] = there[:, None]
        self.on_2021[single] = before.on_2021[there]
        for number in np.flatnonzero(count > 1).tolist():
            self._merge(number, before, numbers[first[number] : first[number] + count[number]])

    def _merge(self, number: int, before: Year, found: _Numbers) -> None:
        """Several reports of one agency on one year: a figure counts where all that have it agree."""
        self.on_2021[number] = before.on_2021[found].any()
        told = before.figures(found)
        values, states = told.values, told.states
        for place in range(values.shape[1]):
            having = np.flatnonzero(states[:, place] != NONE)
            if not len(having):
                continue
            ways = {(values[n, place].tobytes(), int(states[n, place])) for n in having}
            self.source[number, place] = found[having[0]]
            if len(ways) == 1:
                self.figures.values[number, place] = values[having[0], place]
                self.figures.states[number, place] = states[having[0], place]
            else:
                self.figures.states[number, place] = SEVERAL

    def whose(self, numbers: _Numbers, place: int) -> pa.Array:
        """Id of the report that a figure of each of these is from; the year where there is none."""
        source = self.source[numbers, place]
        ids = self._ids.take(pa.array(source, mask=source < 0))
        return ids.fill_null(str(self.year))

    def any(self, numbers: _Numbers, places: Sequence[int], state: int) -> npt.NDArray[np.bool_]:
        """Whether any of these places has this state, for each of these reports."""
        found: npt.NDArray[np.bool_] = (self.figures.states[numbers][:, list(places)] == state).any(axis=1)
        return found
