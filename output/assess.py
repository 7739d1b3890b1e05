"""What only the whole dataset can tell of a report: the same one elsewhere, checks across years and units."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gongkai import codebook
from output.ahead import ahead
from output.consolidation import assess_county
from output.crossyear import Assessed, assess_year
from output.duplicates import find_duplicates
from output.earlier import Year
from output.figures import Kept, Place, read_digests
from output.identities import OPERANDS
from output.portals import PortalFacts
from output.stored import Stored
from output.stored_inputs import NO_YEAR, Inputs, file_of
from output.write import Writer

_ONLY_2021: Place = (
    "requests",
    next(e.code for e in codebook.items("requests", "2021") if "2019" not in e.labels),
    "total",
)
WANTED = (*OPERANDS, _ONLY_2021)
"""Cells that checks across years look at; a report that has the last one is on the form of 2021."""
WITH_FIGURES = ("complete", "partial", "prose")


@dataclass(frozen=True)
class Whole:
    """By row of the inputs: digest of the cells, row of the same report seen first, checks made here."""

    digests: npt.NDArray[np.uint64]
    duplicates: dict[int, int]
    passed: npt.NDArray[np.int64]
    failed: npt.NDArray[np.int64]


def assess(
    folder: Path,
    inputs: Inputs,
    portals: Sequence[PortalFacts],
    writer: Writer,
    kept: Iterable[Kept],
) -> Whole:
    """Go over what was `kept` of the cells year by year; add check rows to `writer`.

    Cells have to be closed, sections are.
    """
    digests = np.zeros(len(inputs), np.uint64)
    on_2021 = np.zeros(len(inputs), bool)
    years = {cells.year: cells for cells in kept}
    for year, cells in years.items():
        rows = inputs.of_year(year)
        digests[rows], on_2021[rows] = cells.digests, cells.has_last
    duplicates = find_duplicates(inputs, digests)
    whole = Whole(digests, duplicates, np.zeros(len(inputs), np.int64), np.zeros(len(inputs), np.int64))

    units = _units(inputs)
    counted = inputs.is_report.copy()
    counted[list(duplicates)] = False
    dated = [years[year] for year in sorted(years.keys() - {NO_YEAR})]
    for part in ahead(_across(_years(dated, inputs, units, counted, on_2021))):
        _take(part, whole, writer)
    writer.close("sections")  # what a county's report says of itself is read back
    with Stored(folder, inputs) as stored:
        for county, below, expected in _counties(inputs, portals, counted):
            batch = assess_county(inputs, county, below, expected, stored.rows)
            strict = batch["status"].filter(pc.equal(batch["mode"], "strict")).to_pylist()
            rows = np.array([county])
            passed, failed = np.array([strict.count("pass")]), np.array([strict.count("fail")])
            _take(Assessed(batch, rows, passed, failed), whole, writer)
    return whole


def cell_digests(folder: Path, inputs: Inputs) -> npt.NDArray[np.uint64]:
    """Digest of the cells of each page of a finished build."""
    digests = np.zeros(len(inputs), np.uint64)
    for year in np.unique(inputs.years).tolist():
        rows = inputs.of_year(year)
        path = folder / "cells" / f"{file_of(year)}.parquet"
        digests[rows] = read_digests(path, inputs.cells[rows])
    return digests


def _units(inputs: Inputs) -> npt.NDArray[np.int64]:
    """A number for each agency of each division (or portal), -1 where the report names no agency."""
    agencies, divisions, portals = (inputs.codes(name) for name in ("agency", "division_code", "portal"))
    where = np.where(divisions >= 0, divisions, divisions.max(initial=0) + 2 + portals)
    return np.where(agencies >= 0, agencies * (where.max(initial=0) + 1) + where, -1)


def _years(
    kept: Sequence[Kept],
    inputs: Inputs,
    units: npt.NDArray[np.int64],
    counted: npt.NDArray[np.bool_],
    on_2021: npt.NDArray[np.bool_],
) -> Iterator[Year]:
    """The facts of each year's reports."""
    ids = inputs.column("report_id").combine_chunks()
    for cells in kept:
        rows = inputs.of_year(cells.year)
        yield Year(
            year=cells.year,
            rows=rows,
            ids=ids.take(pa.array(rows)),
            units=units[rows],
            counted=counted[rows],
            on_2021=on_2021[rows],
            path=cells.path,
            places=len(WANTED),
        )


def _across(years: Iterable[Year]) -> Iterator[Assessed]:
    """The checks of each year beside the one before it, where there is that."""
    before: Year | None = None
    for now in years:
        yield from assess_year(now, before if before and before.year == now.year - 1 else None)
        before = now


def _take(part: Assessed, whole: Whole, writer: Writer) -> None:
    if part.batch.num_rows:
        writer.add("checks", part.batch)
    whole.passed[part.rows] += part.passed
    whole.failed[part.rows] += part.failed


def _counties(
    inputs: Inputs, portals: Sequence[PortalFacts], counted: npt.NDArray[np.bool_]
) -> Iterator[tuple[int, list[int], int | None]]:
    """Each county government's report, those of its units on that year, and how many are expected: by year,
    then by division."""
    expected = {portal.code: portal.expected for portal in portals if portal.code and portal.expected}
    divisions, codes = inputs.coded("division_code")
    agencies = inputs.codes("agency")
    governs = inputs.is_one_of("agency_kind", ["government"])
    is_county = np.array([bool(code) and not code.endswith("00") for code in codes] + [False])
    within = counted & (divisions >= 0) & (inputs.years != NO_YEAR) & inputs.is_one_of("status", WITH_FIGURES)
    order = np.argsort(np.argsort(np.array(codes, object), kind="stable"), kind="stable")
    place = inputs.years * len(codes) + (order[divisions] if len(codes) else 0)
    governments = np.flatnonzero(within & governs & is_county[divisions])
    units = np.flatnonzero(within & ~governs & (agencies >= 0))
    units = units[np.argsort(place[units], kind="stable")]
    _, first, count = np.unique(place[governments], return_index=True, return_counts=True)
    for county in governments[first[count == 1]].tolist():
        start, end = (int(np.searchsorted(place[units], place[county], side)) for side in ("left", "right"))
        _, of_agency = np.unique(agencies[units[start:end]], return_index=True)
        below = units[start:end][np.sort(of_agency)].tolist()
        if below:
            yield county, below, expected.get(codes[divisions[county]])
