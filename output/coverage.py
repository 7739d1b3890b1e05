"""Which unit has a report on which year, and why not: from the reports and what the archives announce."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gongkai.where import EVERYTHING, Where
from output.portals import Failed, PortalFacts
from output.schema import COVERAGE
from output.stored import Stored
from output.stored_inputs import NO_YEAR, Inputs
from output.timeline import MISSING, STATES, UNKNOWN, Line, Lines, Texts, best, filled
from output.vectors import coded

AT_ONCE = 10_000
"""Rows of a batch."""


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
_NONE = _Entry("missing", None)
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


_SPAN = 1 << 32
"""What a count of cells stays below: two of them make one number."""


class Known(NamedTuple):
    """What a build knows of its reports: the inputs, and which of them are second copies. `build` gives the
    folder once its table `reports` can be read; until that is asked for it may still be written."""

    build: Callable[[], Path]
    inputs: Inputs
    duplicates: Collection[int]


def coverage(
    known: Known, portals: Sequence[PortalFacts], where: Where = EVERYTHING
) -> Iterator[pa.RecordBatch]:
    """The table by place (division, else portal), units by name, by year; of a build limited to `where`."""
    names = {portal.code or portal.portal: portal for portal in portals}
    reports = _Reports(known, names)
    units, reasons = reports.units, reports.reasons
    lines = best(reports.lines.followed_by(Lines.of(_announced(reports, names))), units.ranks())
    last = np.zeros(len(reports.places), np.int64)
    dated = lines.at(lines.year != UNKNOWN)
    np.maximum.at(last, dated.place, dated.year)
    # A unit that has reported once owes a report on every later year that its county reports on.
    last[[place not in names for place in reports.places]] = 0
    fewer = Lines.of(_fewer(reports, names, dated))
    found = filled(lines, last, reasons, _missing).followed_by(fewer)
    order = np.argsort(found.place, kind="stable")
    texts = units.column(), reasons.column()
    for start in range(0, len(order), AT_ONCE):
        rows = found.at(order[start : start + AT_ONCE])
        yield _batch(rows.at(_is_meant(where, rows)), *texts)


def _batch(rows: Lines, units: pa.StringArray, reasons: pa.StringArray) -> pa.RecordBatch:
    columns = (
        units.take(pa.array(rows.unit)),
        pa.array(rows.year, pa.int32(), mask=rows.year == UNKNOWN),
        coded(rows.state, STATES),
        reasons.take(pa.array(rows.reason)),
    )
    return pa.record_batch(list(columns), schema=COVERAGE.schema)


def _is_meant(where: Where, rows: Lines) -> npt.NDArray[np.bool_]:
    """What a limited build did not look for is not missing from it."""
    meant = np.ones(len(rows.year), bool)
    if where.statuses:
        meant &= ~np.isin(rows.state, [STATES.index(state) for state in ("missing", "failed")])
    if where.years:
        meant &= np.isin(rows.year, [UNKNOWN if year is None else year for year in where.years])
    return meant


class _Reports:
    """Reports that are one and no second copy, by the place they belong to: their division, else portal.

    `names` are places that there are without any report too.
    """

    def __init__(self, known: Known, names: Collection[str]) -> None:
        self.units, self.reasons = Texts(), Texts()
        inputs = known.inputs
        divisions, codes = inputs.coded("division_code")
        portals, ids = inputs.coded("portal")
        self.places = sorted({*codes, *ids, "", *names})
        self.numbers = {text: number for number, text in enumerate(self.places)}
        of_code, of_id = (np.array([self.numbers[text] for text in [*texts, ""]]) for texts in (codes, ids))
        place = np.where(divisions >= 0, of_code[divisions], of_id[portals])
        others = inputs.is_report & inputs.is_one_of("status", ["not_a_report"])
        self.others = np.bincount(place[others], minlength=len(self.places))
        chosen = inputs.is_report & inputs.is_one_of("status", _OF_STATUS)
        chosen[list(known.duplicates)] = False
        rows = np.flatnonzero(chosen)
        years = np.where(inputs.years == NO_YEAR, UNKNOWN, inputs.years)
        rows = rows[np.lexsort((years[rows], place[rows]))]
        state, reason = self._entries(inputs, rows)
        self.lines = Lines(place[rows], self._units(known, rows), years[rows], state, reason)

    def _units(self, known: Known, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Numbers of the agencies that these reports name; of what they are called where they name none."""
        agencies, names = known.inputs.coded("agency")
        found = np.array([*map(self.units.number, names), -1])[agencies[rows]]
        unnamed = found < 0
        titles = _titles(known, np.sort(rows[unnamed]))
        found[unnamed] = [self.units.number(titles[row]) for row in rows[unnamed].tolist()]
        return found

    def _entries(
        self, inputs: Inputs, rows: npt.NDArray[np.int64]
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """States of these reports, and numbers of the reasons."""
        statuses, names = inputs.coded("status")
        known = [_OF_STATUS.get(name, _NONE) for name in names]
        state = np.array([STATES.index(entry.state) for entry in known], np.int64)[statuses[rows]]
        cells = inputs.numbers("read")[rows] * _SPAN + inputs.numbers("expected")[rows]
        codes = np.where(state == STATES.index("partial"), cells, -1 - statuses[rows])
        return state, self.reasons.numbers(codes, lambda c: _partly(c) if c >= 0 else known[-1 - c].reason)


def _partly(cells: int) -> str:
    read, expected = divmod(cells, _SPAN)
    return f"{read} of the {expected} cells of its tables could be read; tables or cells are missing"


def _announced(reports: _Reports, names: Mapping[str, PortalFacts]) -> Iterator[Line]:
    """What lists announced in vain, by portal; and portals of which nothing saved is a report."""
    units, reasons = reports.units, reports.reasons
    starts = np.searchsorted(reports.lines.place, np.arange(len(reports.places) + 1))
    for place, portal in names.items():
        number = reports.numbers[place]
        own = reports.lines.unit[starts[number] : starts[number + 1]]
        known = dict.fromkeys(own.tolist()) if portal.failed else {}
        for failed in portal.failed:
            name, year = _told(failed, [units[unit] for unit in known])
            unit = units.number(name)
            known[unit] = None
            yield Line(number, unit, year, STATES.index("failed"), reasons.number(_why(failed)))
        others = reports.others[number]
        if not len(own) and not portal.failed and others:
            reason = f"none of the {others} pages that were saved as reports is one: name the list in `start`"
            unit = units.number(portal.name or portal.portal)
            yield Line(number, unit, UNKNOWN, MISSING, reasons.number(reason))


def _titles(known: Known, rows: npt.NDArray[np.int64]) -> dict[int, str]:
    """What reports that name no agency are called instead: their title, else their source."""
    if not len(rows):
        return {}
    with Stored(known.build(), known.inputs) as stored:
        told = stored.rows("reports", rows.tolist())
        titles, sources = (told.column(name).to_pylist() for name in ("title", "source"))
    return {row: title or source for row, title, source in zip(rows.tolist(), titles, sources, strict=True)}


def _told(failed: Failed, units: Sequence[str | None]) -> tuple[str, int]:
    """Unit and year of a report of which only the list entry is known; `units` are those that there are."""
    found = _YEAR.findall(failed.title)
    year = int(found[0]) if found else UNKNOWN
    rest = _YEAR.sub(" ", failed.title)
    words = [word for word in _NOISE.split(rest) if word]
    known = [unit for unit in units if unit and unit in failed.title.replace(" ", "")]
    unit = max(known, key=len) if known else max(words, key=len, default="") or failed.title or failed.url
    return unit, year


def _why(failed: Failed) -> str:
    return f"announced, and not saved: {_OUTCOMES.get(failed.outcome, failed.outcome)} ({failed.url})"


def _fewer(reports: _Reports, names: Mapping[str, PortalFacts], dated: Lines) -> Iterator[Line]:
    """How many more units than those that there are a portal file expects, year by year."""
    expected = np.array([names[place].expected or 0 if place in names else 0 for place in reports.places])
    years, counts = np.unique(dated.place * UNKNOWN + dated.year, return_counts=True)
    for number in np.flatnonzero(counts < expected[years // UNKNOWN]).tolist():
        place, year = divmod(int(years[number]), UNKNOWN)
        portal, found = names[reports.places[place]], int(counts[number])
        reason = f"the portal file expects {portal.expected} reports a year; {found} are known"
        unit = f"{portal.name or portal.portal}: {expected[place] - found} more"
        yield Line(place, reports.units.number(unit), year, MISSING, reports.reasons.number(reason))


def _missing(before: int, after: int) -> str:
    return f"no report found; there is one on {before}" + (f" and on {after}" if after != UNKNOWN else "")
