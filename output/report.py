"""One report of the dataset as the record it was written from."""

from pathlib import Path
from typing import Any

import msgspec
import pyarrow.parquet as pq

from gongkai.errors import UsageError
from gongkai.records import Cell, Check, Issue, Record, Report, Section
from output.readable import readable

_PARTS: dict[str, type[Record]] = {"cells": Cell, "sections": Section, "checks": Check, "issues": Issue}


def stored_report(folder: Path, report_id: str) -> Report:
    """The report with this id, its checks across years included. Raises UsageError when there is none."""
    rows = _rows(folder, "reports", report_id)
    if not rows:
        raise UsageError(
            f"{report_id}: no report with this id in the dataset; gongkai export reports --csv lists them"
        )
    year = rows[0].get("report_year")
    known = {name: rows[0].get(name) for name in Report.__struct_fields__ if name not in _PARTS}
    parts = {
        name: tuple(_record(row, kind) for row in _rows(folder, name, report_id, year))
        for name, kind in _PARTS.items()
    }
    return msgspec.convert({**known, **parts}, Report)


def full_id(folder: Path, start: str) -> str | None:
    """The id of the one report whose id begins with `start`, None when none does.

    Raises UsageError that lists some when several do.
    """
    with readable(folder / "reports"):
        ids = pq.read_table(folder / "reports", columns=["report_id"])["report_id"].to_pylist()
    found = sorted(one for one in ids if one.startswith(start))
    if len(found) > 1:
        some = ", ".join(found[:3]) + (", …" if len(found) > 3 else "")
        raise UsageError(f"{start}: {len(found)} reports have an id that begins so ({some}); give more of it")
    return found[0] if found else None


def _rows(folder: Path, table: str, report_id: str, year: int | None = None) -> list[dict[str, Any]]:
    """Rows of the report; read from the file of its year where the table has one."""
    of_year = folder / table / f"{year}.parquet"
    place = of_year if of_year.is_file() else folder / table
    if not place.exists():
        return []
    with readable(place):
        found: list[dict[str, Any]] = pq.read_table(
            place, filters=[("report_id", "=", report_id)]
        ).to_pylist()
    return found


def _record(row: dict[str, Any], kind: type[Record]) -> Record:
    return msgspec.convert({name: row.get(name) for name in kind.__struct_fields__}, kind)
