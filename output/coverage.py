"""Which unit has a report on which year, and why not: from the reports and what the archives announce."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gongkai.where import EVERYTHING, Where
from output.portals import Failed, PortalFacts
from output.rows import record_batch
from output.schema import COVERAGE
from output.stored import Stored
from output.stored_inputs import NO_YEAR, Inputs

STATES = ("read", "partial", "no_figures", "missing", "failed")


class _Entry(NamedTuple):
    state: str
    reason: str | None


_OF_STATUS = {
    "complete": _Entry("read", None),
    "prose": _Entry("read", "the figures stand in sentences; there is no table"),
    "partial": _Entry("partial", None),
    "empty": _Entry("no_figures", "the page has no figures"),
    "image": _Entry("no_figures", "the tables are images"),
    "attachment": _Entry("no_figures", "the report is a file; it is kept and not parsed"),
}
_RANK = {state: rank for rank, state in enumerate(("read", "partial", "no_figures", "failed", "missing"))}
_OUTCOMES = {
    "gone": "the portal no longer has the page",
    "soft_404": "the portal answers that there is no such page",
    "blocked_challenge": "the portal asks for a challenge to be solved",
    "blocked_waf": "the portal's firewall refused",
    "login": "the portal asks for a login",
    "maintenance": "the portal is under maintenance",
    "shell": "the page is filled in by scripts",
    "robots": "robots.txt does not allow it",
    "off_host": "the link leads to a host that is not on the portal's list",
    "refused_address": "the link leads to a private address",
    "too_large": "the page is larger than the limit",
    "timeout": "the portal did not answer in time",
    "truncated": "the answer was cut off",
    "server_error": "the portal answered with an error",
    "network_error": "the portal could not be reached",
}
_YEAR = re.compile(r"(?<!\d)(20[0-3]\d)\s*年?度?")
_NOISE = re.compile(
    r"政府信息公开|信息公开|政务公开|工作|年度|年报|报告|[（(【\[].{0,12}?[)）】\]]|[\s·:：—-]+"
)


class Known(NamedTuple):
    """What a build knows of its reports: its folder and inputs, and which of them are second copies."""

    build: Path
    inputs: Inputs
    duplicates: Collection[int]


def coverage(
    known: Known, portals: Sequence[PortalFacts], where: Where = EVERYTHING
) -> Iterator[pa.RecordBatch]:
    """The table in a batch for each division, units by name, by year; of a build limited to `where`."""
    reports = _Reports(known)
    names = {portal.code or portal.portal: portal for portal in portals}
    for place in sorted({*reports.places, *names}):
        units: dict[str, dict[int | None, _Entry]] = defaultdict(dict)
        for unit, year, entry in reports.of(place):
            _keep(units[unit], year, entry)
        portal = names.get(place)
        for failed in portal.failed if portal else ():
            unit, year = _announced(failed, units)
            _keep(units[unit], year, _Entry("failed", _why(failed)))
        if portal is not None and not units and (others := reports.others(place)):
            reason = f"none of the {others} pages that were saved as reports is one: name the list in `start`"
            _keep(units[portal.name or portal.portal], None, _Entry("missing", reason))
        rows = [row for row in _rows(units, portal) if _is_meant(where, row[1], row[2])]
        if rows:
            yield record_batch(COVERAGE, list(zip(*rows, strict=True)))


def _is_meant(where: Where, year: int | None, state: str) -> bool:
    """What a limited build did not look for is not missing from it."""
    looked_for = not where.statuses or state not in ("missing", "failed")
    return looked_for and (not where.years or year in where.years)


class _Reports:
    """Reports that are one and no second copy, by the place they belong to: their division, else portal."""

    def __init__(self, known: Known) -> None:
        inputs = known.inputs
        divisions, codes = inputs.coded("division_code")
        portals, ids = inputs.coded("portal")
        self.places = list(dict.fromkeys([*codes, *ids, ""]))
        numbers = {text: number for number, text in enumerate(self.places)}
        of_portal = np.array([numbers[text] for text in [*ids, ""]])[portals]
        place = np.where(
            divisions >= 0, np.array([numbers[text] for text in [*codes, ""]])[divisions], of_portal
        )
        chosen = inputs.is_report & inputs.is_one_of("status", _OF_STATUS)
        chosen[list(known.duplicates)] = False
        others = inputs.is_report & inputs.is_one_of("status", ["not_a_report"])
        self._others = np.bincount(place[others], minlength=len(self.places))
        rows = np.flatnonzero(chosen)
        self._years = inputs.years
        years = np.where(inputs.years == NO_YEAR, np.iinfo(np.int64).max, inputs.years)
        self._rows = rows[np.lexsort((years[rows], place[rows]))]
        self._starts = np.searchsorted(place[self._rows], np.arange(len(self.places) + 1))
        self._numbers = numbers
        self._agencies, self._names = inputs.coded("agency")
        self._states, self._statuses = inputs.coded("status")
        self._read, self._expected = inputs.numbers("read"), inputs.numbers("expected")
        self._titles = _titles(known, rows[self._agencies[rows] < 0])

    def of(self, place: str) -> Iterator[tuple[str, int | None, _Entry]]:
        """Unit, year and state of each report of a place, year by year."""
        number = self._numbers.get(place)
        if number is None:
            return
        for row in self._rows[self._starts[number] : self._starts[number + 1]].tolist():
            agency, year = self._agencies[row], int(self._years[row])
            unit = self._names[agency] if agency >= 0 else self._titles[row]
            yield unit, None if year == NO_YEAR else year, self._entry(row)

    def others(self, place: str) -> int:
        """How many pages of a place were saved as reports and are none."""
        number = self._numbers.get(place)
        return 0 if number is None else int(self._others[number])

    def _entry(self, row: int) -> _Entry:
        entry = _OF_STATUS[self._statuses[self._states[row]]]
        if entry.state != "partial":
            return entry
        read, expected = self._read[row], self._expected[row]
        reason = f"{read} of the {expected} cells of its tables could be read; tables or cells are missing"
        return entry._replace(reason=reason)


def _titles(known: Known, rows: npt.NDArray[np.int64]) -> dict[int, str]:
    """What reports that name no agency are called instead: their title, else their source."""
    if not len(rows):
        return {}
    with Stored(known.build, known.inputs) as stored:
        told = stored.rows("reports", rows.tolist())
        titles, sources = (told.column(name).to_pylist() for name in ("title", "source"))
    return {row: title or source for row, title, source in zip(rows.tolist(), titles, sources, strict=True)}


def _keep(unit: dict[int | None, _Entry], year: int | None, entry: _Entry) -> None:
    """Of several pages of a unit on one year the best one counts."""
    if year not in unit or _RANK[entry.state] < _RANK[unit[year].state]:
        unit[year] = entry


def _announced(failed: Failed, units: Mapping[str, object]) -> tuple[str, int | None]:
    """Unit and year of a report of which only the list entry is known."""
    found = _YEAR.findall(failed.title)
    year = int(found[0]) if found else None
    rest = _YEAR.sub(" ", failed.title)
    words = [word for word in _NOISE.split(rest) if word]
    known = [unit for unit in units if unit and unit in failed.title.replace(" ", "")]
    unit = max(known, key=len) if known else max(words, key=len, default="") or failed.title or failed.url
    return unit, year


def _why(failed: Failed) -> str:
    return f"announced, and not saved: {_OUTCOMES.get(failed.outcome, failed.outcome)} ({failed.url})"


def _rows(
    units: Mapping[str, dict[int | None, _Entry]], portal: PortalFacts | None
) -> Iterator[tuple[str, int | None, str, str | None]]:
    years = sorted({year for unit in units.values() for year in unit if year is not None})
    for name in sorted(units):
        unit = units[name]
        own = sorted(year for year in unit if year is not None)
        # A unit that has reported once owes a report on every later year that its county reports on.
        last = years[-1] if portal is not None and years else max(own, default=0)
        for year in range(own[0], last + 1) if own else ():
            if year in unit:
                yield name, year, *unit[year]
            else:
                yield name, year, "missing", _missing(own, year)
        if None in unit:
            yield name, None, *unit[None]
    if portal is not None and portal.expected:
        for year in years:
            found = sum(1 for unit in units.values() if year in unit)
            if found < portal.expected:
                reason = f"the portal file expects {portal.expected} reports a year; {found} are known"
                yield (
                    f"{portal.name or portal.portal}: {portal.expected - found} more",
                    year,
                    "missing",
                    reason,
                )


def _missing(own: Sequence[int], year: int) -> str:
    before = max(y for y in own if y < year)
    after = [y for y in own if y > year]
    return f"no report found; there is one on {before}" + (f" and on {after[0]}" if after else "")
