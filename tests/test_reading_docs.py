"""The one-liners of docs/reading.md, run as they are printed there."""

import ast
import re
from pathlib import Path

import duckdb
import polars
import pytest

from output import load

PAGE = (Path(__file__).parents[1] / "docs" / "reading.md").read_text(encoding="utf-8")
BLOCKS: dict[str, list[str]] = {
    tag: re.findall(rf"^```{tag}\n(.*?)^```", PAGE, re.M | re.S) for tag in ("python", "sql", "pyspark")
}


@pytest.fixture
def in_demo(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[int, float]:
    """Work in a folder whose `data` is the demo's; gives requests received by year, each report once."""
    (tmp_path / "data").symlink_to(demo)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GONGKAI_DATA", raising=False)
    cells = load("cells", duplicates="drop")
    chosen = cells[(cells["item"] == "received") & (cells["measure"] == "total")]
    return chosen.groupby("report_year")["value"].sum().to_dict()


@pytest.mark.parametrize("code", BLOCKS["python"], ids=range(len(BLOCKS["python"])))
def test_python_runs(in_demo: dict[int, float], code: str) -> None:
    names: dict[str, object] = {}
    exec(compile(code, "docs/reading.md", "exec"), names)
    frames = [value for value in names.values() if hasattr(value, "shape")]
    assert frames
    assert all(len(frame) for frame in frames if frame is not names.get("failed"))
    if isinstance(names.get("received"), polars.DataFrame):
        assert dict(names["received"].iter_rows()) == in_demo


def test_sql_runs(in_demo: dict[int, float]) -> None:
    (query,) = BLOCKS["sql"]
    assert dict(duckdb.sql(query).fetchall()) == in_demo


def test_spark_is_python_and_names_columns_that_exist(in_demo: dict[int, float]) -> None:
    (code,) = BLOCKS["pyspark"]
    ast.parse(code)
    assert {"item", "measure", "report_year", "value"} <= set(load("cells").columns)
    assert in_demo


def test_every_tool_is_shown() -> None:
    assert {"DuckDB", "Polars", "Spark", "pandas"} <= set(re.findall(r"^## (\w+)$", PAGE, re.M))
