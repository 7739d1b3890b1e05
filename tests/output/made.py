"""Small datasets written by hand, whose every figure a test knows."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from output.rows import record_batch
from output.schema import TABLES

Row = Mapping[str, Any]


def report(report_id: str, **values: Any) -> Row:
    """A row of `reports`; what is not given has a plain value."""
    return {
        "report_id": report_id,
        "source": f"{report_id}.html",
        "title": "政府信息公开工作年度报告",
        "agency": "甲县人民政府",
        "agency_kind": "government",
        "division_code": "990101",
        "report_year": 2021,
        "edition": "2021",
        "status": "complete",
        **values,
    }


def cell(report_id: str, figure: str, value: float | None = None, **values: Any) -> Row:
    """A row of `cells` for the figure `form/item/measure`."""
    form, item, measure = figure.split("/")
    state = "blank" if value is None else "number"
    return {
        "report_id": report_id,
        "report_year": 2021,
        "edition": "2021",
        "form": form,
        "item": item,
        "measure": measure,
        "value": value,
        "unit": "件",
        "state": state,
        **values,
    }


def check(report_id: str, status: str, mode: str = "strict", **values: Any) -> Row:
    """A row of `checks`: the official identity in the column of totals."""
    return {
        "report_id": report_id,
        "report_year": 2021,
        "check_id": "I1",
        "scope": "total",
        "mode": mode,
        "status": status,
        "authority": "official",
        "operands": "",
        **values,
    }


def write(folder: Path, without: Iterable[str] = (), **tables: Iterable[Row]) -> Path:
    """A dataset with the rows given; tables not named are empty, those in `without` are not there."""
    for name, table in TABLES.items():
        if name in without:
            continue
        rows = list(tables.get(name, ()))
        columns = [[row.get(column[0]) for row in rows] for column in table.columns]
        (folder / name).mkdir(parents=True)
        with pq.ParquetWriter(folder / name / "all.parquet", table.schema) as writer:
            writer.write_batch(record_batch(table, columns))
    (folder / "manifest.json").write_text("{}")
    return folder
