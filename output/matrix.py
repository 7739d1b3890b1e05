"""The table `coverage` as a matrix: units by years, each unit with the portal it was found on."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.errors import UsageError
from gongkai.records import Record
from output.reading import read_table
from output.selection import Selection
from output.values import values_of

if TYPE_CHECKING:
    import pandas as pd


class Entry(Record, frozen=True, kw_only=True):
    """One unit in one year (None where it is not known): the state, and why in words."""

    portal: str
    unit: str
    year: int | None
    state: str
    reason: str | None


@dataclass
class Unit:
    """All years of one unit on one portal ("" where none is known, as for plain files)."""

    portal: str
    name: str
    years: dict[int | None, Entry] = field(default_factory=dict)

    @property
    def gaps(self) -> int:
        """Years that are not read."""
        return sum(entry.state != "read" for entry in self.years.values())


@dataclass(frozen=True)
class Matrix:
    """Units in the order of the table, and every year that one of them has."""

    units: tuple[Unit, ...]

    @property
    def entries(self) -> Iterator[Entry]:
        """All cells of the matrix, unit by unit, year by year."""
        return (entry for unit in self.units for entry in unit.years.values())

    @property
    def years(self) -> list[int | None]:
        """All years in order, the unknown one last."""
        found = {entry.year for entry in self.entries}
        return sorted(found, key=lambda year: (year is None, year))

    @property
    def portals(self) -> list[str]:
        """All portals in the order of the units."""
        return list(dict.fromkeys(unit.portal for unit in self.units))

    def states(self) -> dict[str, int]:
        """How many entries are in each state, the good ones first."""
        counts = Counter(entry.state for entry in self.entries)
        known = [state for state in values_of("coverage", "state") if counts[state]]
        return {state: counts[state] for state in [*known, *sorted(set(counts) - set(known))]}


def matrix(folder: Path, years: Iterable[int] | None = None, portals: Iterable[str] | None = None) -> Matrix:
    """The coverage of a dataset, of some years and portals only if given.

    A portal is named by its id, slug or code; UsageError names the ones there are when it is none of them.
    """
    selection = Selection(years=tuple(years) if years is not None else None)
    chosen: dict[tuple[str, str], Unit] = {}
    wanted = tuple(portals) if portals is not None else None
    every = set()
    for entry in _entries(folder):
        every.add(entry.portal)
        if selection.years is not None and entry.year not in selection.years:
            continue
        if wanted is None or any(_is_named(entry.portal, name) for name in wanted):
            unit = chosen.setdefault((entry.portal, entry.unit), Unit(entry.portal, entry.unit))
            unit.years.setdefault(entry.year, entry)
    for name in wanted or ():
        if not any(_is_named(portal, name) for portal in every):
            known = ", ".join(sorted(every - {""})) or "none"
            raise UsageError(f"{name}: no such portal in the dataset; there are {known}")
    return Matrix(tuple(chosen.values()))


def _is_named(portal: str, name: str) -> bool:
    code, _, slug = portal.partition("-")
    return name in (portal, code, slug)


def _entries(folder: Path) -> Iterator[Entry]:
    """Rows of the table with their portal: the unit's reports know it, or the capture of the page that the
    reason names; else it is that of the row before, for the rows of a county stand together."""
    by_unit, by_url = _portals_of_units(folder), _portals_of_pages(folder)
    last = ""
    for row in _rows(folder):
        known = by_unit.get(row.unit)
        if known is None:
            page = re.search(r"https?://[^\s()]+", row.reason or "")
            known = {by_url.get(page[0], last)} if page else {last}
        last = last if last in known else min(known)
        yield Entry(portal=last, unit=row.unit, year=row.year, state=row.state, reason=row.reason)


def _rows(folder: Path) -> Iterator[Entry]:
    table = read_table(folder, "coverage", Selection(), ["unit", "year", "state", "reason"])
    for unit, year, state, reason in table.astype(object).where(table.notna(), None).itertuples(index=False):
        when = None if year is None else int(year)
        yield Entry(portal="", unit=unit or "", year=when, state=str(state), reason=reason)


def _portals_of_units(folder: Path) -> dict[str, set[str]]:
    columns = ["portal", "agency", "title", "source"]
    reports = read_table(folder, "reports", Selection(), columns)
    names: pd.Series = reports["agency"].fillna(reports["title"]).fillna(reports["source"])
    found: dict[str, set[str]] = defaultdict(set)
    for name, portal in zip(names, reports["portal"].fillna(""), strict=True):
        found[str(name)].add(str(portal))
    return found


def _portals_of_pages(folder: Path) -> dict[str, str]:
    captures = read_table(folder, "captures", Selection(), ["portal", "url", "outcome"])
    failed = captures[captures["outcome"] != "ok"]
    return dict(zip(failed["url"].astype(str), failed["portal"].astype(str), strict=True))
