"""Whatever a build holds at a time, what it writes is the same."""

from pathlib import Path

import pandas as pd
import pytest

from gongkai.records import Report
from output import build as building
from output import coverage, crossyear, load, write
from output.schema import TABLES
from tests.output.direct import build, report
from tests.output.pages import AGENCY, figures, html


def reports() -> list[Report]:
    """Two agencies over the years, one of them twice in a year, and a report that names no agency."""
    by_year = figures()
    found = [
        report(f"{stem}{year}", html(agency, year, told), division_code="990101")
        for stem, agency in (("a", AGENCY), ("b", "泉陵县教育局"))
        for year, told in by_year.items()
    ]
    by_year[2019].requests["carried_out", "total"] += 1
    found.append(report("c2019", html(AGENCY, 2019, by_year[2019]), division_code="990101"))
    nameless = report("d2020", html(AGENCY, 2020, by_year[2020]), division_code="990102", agency=None)
    return [*found, nameless]


def test_small_blocks_give_the_same_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path / "whole", reports())
    # A row group then ends within the cells of a report, and a report's earlier one is in another block.
    monkeypatch.setattr(write, "ROW_GROUP", 67)
    monkeypatch.setattr(write, "TEXT_GROUP", 3)
    monkeypatch.setattr(crossyear, "REPORTS_AT_ONCE", 2)
    monkeypatch.setattr(building, "REPORTS_AT_ONCE", 2)
    monkeypatch.setattr(coverage, "AT_ONCE", 2)
    build(tmp_path / "blocks", reports())
    for name in TABLES:
        frames = [load(name, path=tmp_path / place) for place in ("whole", "blocks")]
        for frame in frames:
            frame.attrs = {}
        pd.testing.assert_frame_equal(*frames, check_categorical=False)


def test_a_report_without_an_agency_is_covered_by_its_title(tmp_path: Path) -> None:
    build(tmp_path / "out", reports())
    covered = load("coverage", path=tmp_path / "out")
    titles = load("reports", path=tmp_path / "out").set_index("source")["title"]
    row = covered[covered["unit"] == titles["d2020"]]
    assert row["year"].tolist() == [2020]
    assert set(covered["unit"]) == {AGENCY, "泉陵县教育局", titles["d2020"]}
