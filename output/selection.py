"""Which reports a reader wants: filters of `load` and of exports, checked before anything is read."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from gongkai.errors import UsageError
from gongkai.records import AgencyKind, CheckMode, PageEdition
from output.readable import readable
from output.schema import TABLES

Checks = Literal["any", "passed"]
Duplicates = Literal["keep", "drop"]


@dataclass(frozen=True)
class Selection:
    """Filters that hold together; None is no filter. `mode` is how blanks count where checks must pass."""

    years: tuple[int, ...] | None = None
    editions: tuple[str, ...] | None = None
    divisions: tuple[str, ...] | None = None
    agency_kinds: tuple[str, ...] | None = None
    checks: Checks = "any"
    duplicates: Duplicates = "keep"
    mode: CheckMode = "strict"

    def told(self) -> str:
        """The filters in words, as they are given; empty where there is none."""
        several = {
            "year": self.years,
            "edition": self.editions,
            "division": self.divisions,
            "agency_kind": self.agency_kinds,
        }
        parts = [f"{name}={', '.join(map(str, chosen))}" for name, chosen in several.items() if chosen]
        parts += ["checks=passed"] if self.checks == "passed" else []
        parts += ["duplicates=drop"] if self.duplicates == "drop" else []
        return ", ".join(parts)

    def of_table(self, folder: Path, name: str, form: str | None = None) -> pc.Expression | None:
        """What rows of a table (of one form, if named) must fulfil, None for all.

        Raises UsageError where a filter cannot apply.
        """
        columns = TABLES[name].schema.names
        found = [] if form is None else [pc.field("form") == form]
        own_year = next((column for column in ("report_year", "year") if column in columns), None)
        own_edition = name == "cells"
        if self.years is not None and own_year:
            found.append(pc.field(own_year).isin(pa.array(self.years, pa.int32())))
        if self.editions is not None and own_edition:
            found.append(pc.field("edition").isin(list(self.editions)))
        if self._asks_reports(own_year is not None, own_edition):
            if "report_id" not in columns:
                possible = "year=" if own_year else "none"
                raise UsageError(f"{name}: holds no reports; of the filters {possible} can apply")
            found.append(pc.field("report_id").isin(self.report_ids(folder, own_edition)))
        return _all(found)

    def _asks_reports(self, own_year: bool, own_edition: bool) -> bool:
        """Whether a filter remains that only the table of reports can answer."""
        return (
            (self.years is not None and not own_year)
            or (self.editions is not None and not own_edition)
            or self.divisions is not None
            or self.agency_kinds is not None
            or self.checks == "passed"
            or self.duplicates == "drop"
        )

    def report_ids(self, folder: Path, own_edition: bool = False) -> pa.Array:
        """Ids of the reports chosen; with `own_edition` whatever the edition of their page."""
        found = []
        if self.years is not None:
            found.append(pc.field("report_year").isin(pa.array(self.years, pa.int32())))
        if self.editions is not None and not own_edition:
            found.append(pc.field("edition").isin(list(self.editions)))
        if self.agency_kinds is not None:
            found.append(pc.field("agency_kind").isin(list(self.agency_kinds)))
        if self.duplicates == "drop":
            found.append(pc.field("duplicate_of").is_null())
        if self.checks == "passed":
            found.append(pc.field("report_id").isin(_passed(folder, self.mode)))
        if self.divisions is not None:
            found.append(_any([pc.starts_with(pc.field("division_code"), code) for code in self.divisions]))
        with readable(folder / "reports"):
            table = pq.read_table(folder / "reports", columns=["report_id"], filters=_all(found))
        return table["report_id"].combine_chunks()


def _passed(folder: Path, mode: str) -> pa.Array:
    """Reports of which an official check was assessed and none failed."""
    official = (pc.field("authority") == "official") & (pc.field("mode") == mode)
    with readable(folder / "checks"):
        checks = pq.read_table(folder / "checks", columns=["report_id", "status"], filters=official)
    status = pc.cast(checks["status"], pa.string())
    passed = pc.unique(checks["report_id"].filter(pc.equal(status, "pass")))
    failed = pc.unique(checks["report_id"].filter(pc.equal(status, "fail")))
    return passed.filter(pc.invert(pc.is_in(passed, value_set=failed)))


def _all(found: list[Any]) -> Any:
    joined = None
    for one in found:
        joined = one if joined is None else joined & one
    return joined


def _any(found: list[Any]) -> Any:
    joined = found[0]
    for one in found[1:]:
        joined = joined | one
    return joined


def select(
    year: object = None,
    edition: object = None,
    division: object = None,
    agency_kind: object = None,
    checks: str = "any",
    duplicates: str = "keep",
    mode: CheckMode = "strict",
) -> Selection:
    """Filters as a user gives them, one value or several. Raises UsageError naming what is possible."""
    _known("checks", (checks,), get_args(Checks))
    _known("duplicates", (duplicates,), get_args(Duplicates))
    editions = _texts("edition", edition)
    _known("edition", editions or (), get_args(PageEdition))
    kinds = _texts("agency_kind", agency_kind)
    _known("agency_kind", kinds or (), get_args(AgencyKind))
    divisions = _texts("division", division)
    for code in divisions or ():
        if not (code.isascii() and code.isdigit() and 1 <= len(code) <= 6):
            raise UsageError(f"division={code!r}: give the first digits of a GB/T 2260 code, as 43 or 430203")
    return Selection(
        years=_years(year),
        editions=editions,
        divisions=divisions,
        agency_kinds=kinds,
        checks="passed" if checks == "passed" else "any",
        duplicates="drop" if duplicates == "drop" else "keep",
        mode=mode,
    )


def _known(name: str, given: Iterable[str], known: tuple[str, ...]) -> None:
    for value in given:
        if value not in known:
            raise UsageError(f"{name}={value!r}: there are {', '.join(known)}")


def _several(name: str, given: object) -> list[object]:
    """One value or an iterable of values as a list; none at all is a mistake, not everything."""
    values = list(given) if isinstance(given, Iterable) and not isinstance(given, str) else [given]
    if not values:
        raise UsageError(f"{name}: an empty choice; leave {name}= out to have all")
    return values


def _texts(name: str, given: object) -> tuple[str, ...] | None:
    return None if given is None else tuple(str(value) for value in _several(name, given))


def _years(given: object) -> tuple[int, ...] | None:
    if given is None:
        return None
    years = []
    for value in _several("year", given):
        text = str(value)
        if not (text.isascii() and text.isdigit() and len(text) == 4):
            raise UsageError(f"year={text!r}: give a report year such as 2021, or several")
        years.append(int(text))
    return tuple(years)
