"""What only the whole dataset can tell of a report: the same one elsewhere, checks across years and units."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gongkai import codebook
from output.consolidation import assess_county
from output.crossyear import OPERANDS, Assessed, assess_year
from output.duplicates import find_duplicates
from output.earlier import Year
from output.figures import NONE, Figures, Place, read_figures
from output.portals import PortalFacts
from output.stored import Stored
from output.stored_inputs import NO_YEAR, Inputs
from output.write import Writer, year_name

_ONLY_2021: Place = (
    "requests",
    next(e.code for e in codebook.items("requests", "2021") if "2019" not in e.labels),
    "total",
)
_WANTED = (*OPERANDS, _ONLY_2021)
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
    states: Counter[tuple[str, str]],
) -> Whole:
    """Go over the stored cells year by year; add check rows to `writer`, count (form, state) in `states`."""
    digests = np.zeros(len(inputs), np.uint64)
    on_2021 = np.zeros(len(inputs), bool)
    years = [int(year) for year in np.unique(inputs.years)]
    for year in years:
        rows = inputs.of_year(year)
        with _kept(folder, year).open("wb") as kept:
            for figures in _figures(folder, inputs, year, rows, states):
                here = rows[figures.first : figures.first + len(figures.digests)]
                digests[here] = figures.digests
                on_2021[here] = figures.places.states[:, -1] != NONE
                figures.places.records().tofile(kept)
    duplicates = find_duplicates(inputs, digests)
    whole = Whole(digests, duplicates, np.zeros(len(inputs), np.int64), np.zeros(len(inputs), np.int64))

    units = _units(inputs)
    counted = inputs.is_report.copy()
    counted[list(duplicates)] = False
    before: Year | None = None
    for year in (year for year in years if year != NO_YEAR):
        now = _year(folder, inputs, year, units, counted, on_2021)
        for part in assess_year(now, before if before and before.year == year - 1 else None):
            _take(part, whole, writer)
        before = now
    for year in years:
        _kept(folder, year).unlink()
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
    for year in np.unique(inputs.years):
        rows = inputs.of_year(int(year))
        for figures in _figures(folder, inputs, int(year), rows, Counter(), ()):
            digests[rows[figures.first : figures.first + len(figures.digests)]] = figures.digests
    return digests


def _kept(folder: Path, year: int) -> Path:
    """Where the figures of one year are kept for the checks across years."""
    return folder / f"{year}.figures"


def _figures(
    folder: Path,
    inputs: Inputs,
    year: int,
    rows: npt.NDArray[np.int64],
    states: Counter[tuple[str, str]],
    wanted: Sequence[Place] = _WANTED,
) -> Iterator[Figures]:
    path = folder / "cells" / f"{year_name(None if year == NO_YEAR else year)}.parquet"
    counts = inputs.cells[rows]
    yield from read_figures(path, counts, wanted, states)


def _units(inputs: Inputs) -> npt.NDArray[np.int64]:
    """A number for each agency of each division (or portal), -1 where the report names no agency."""
    agencies, divisions, portals = (inputs.codes(name) for name in ("agency", "division_code", "portal"))
    where = np.where(divisions >= 0, divisions, divisions.max(initial=0) + 2 + portals)
    return np.where(agencies >= 0, agencies * (where.max(initial=0) + 1) + where, -1)


def _year(
    folder: Path,
    inputs: Inputs,
    year: int,
    units: npt.NDArray[np.int64],
    counted: npt.NDArray[np.bool_],
    on_2021: npt.NDArray[np.bool_],
) -> Year:
    """The facts of one year's reports."""
    rows = inputs.of_year(year)
    return Year(
        year=year,
        rows=rows,
        ids=inputs.column("report_id").take(pa.array(rows)).combine_chunks(),
        units=units[rows],
        counted=counted[rows],
        on_2021=on_2021[rows],
        path=_kept(folder, year),
        places=len(_WANTED),
    )


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
