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
NOBODY = -2
"""Stands for the source of a figure that is not of the earlier year."""

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

    `source` is the number of that report among the `count` ones of `before`, -1 where there is none.
    """

    def __init__(self, year: int, units: _Numbers, before: Year | None, places: int) -> None:
        shape = len(units), places
        self.year = year
        self.figures = Places.none(*shape)
        self.source = np.full(shape, -1, np.int64)
        self.on_2021 = np.zeros(len(units), bool)
        self.known = np.zeros(len(units), bool)
        self._ids = before.ids if before else pa.array([], pa.string())
        self.count = len(self._ids)
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
        several = np.flatnonzero(count > 1)
        if len(several):
            self._merge(several, before, [numbers[first[n] : first[n] + count[n]] for n in several])

    def _merge(self, several: _Numbers, before: Year, found: Sequence[_Numbers]) -> None:
        """Where agencies have several reports on one year, those `found`: a figure counts where all that have
        it agree."""
        there = np.concatenate(found)
        counts = np.array([len(of_one) for of_one in found])
        starts = np.cumsum(counts) - counts
        self.on_2021[several] = np.logical_or.reduceat(before.on_2021[there], starts)
        told = before.figures(there)
        has = told.states != NONE
        line = np.arange(len(there))[:, None]
        first = np.minimum.reduceat(np.where(has, line, len(there)), starts)
        anywhere = first < len(there)
        first[~anywhere] = 0
        column = np.arange(told.states.shape[1])
        beside = np.repeat(first, counts, axis=0)
        bits = told.values.view(np.int64)
        same = (bits == bits[beside, column]) & (told.states == told.states[beside, column])
        agree = np.logical_and.reduceat(same | ~has, starts)
        self.source[several] = np.where(anywhere, there[first], -1)
        self.figures.values[several] = np.where(anywhere & agree, told.values[first, column], np.nan)
        states = np.where(agree, told.states[first, column], SEVERAL)
        self.figures.states[several] = np.where(anywhere, states, NONE)

    def whose(self, source: _Numbers) -> pa.Array:
        """Ids of the reports that figures are from: the year where there is none, "" for NOBODY."""
        ids = pa.concat_arrays([self._ids, pa.array(["", str(self.year)])])
        return ids.take(pa.array(np.where(source < 0, len(ids) + source, source)))
