"""A county against its units: only where it can be said."""

from pathlib import Path

import pandas as pd

from fixtures.figures import Year
from gongkai.records import Report
from output import load
from tests.output.direct import build, portal, report
from tests.output.pages import figures, html

UNITS = ("泉陵县水利局", "泉陵县教育局", "泉陵县石桥镇人民政府")
COUNTY = "泉陵县人民政府"
SAYS_SO = "本报告由县政府办公室根据各乡镇、各部门的年度报告汇总编制。"


def summed(units: list[Year]) -> Year:
    """The county's figures: the sums of its units'."""
    whole = Year("2021", processing_fee=sum(unit.processing_fee for unit in units))
    for form in ("disclosure", "requests", "disputes"):
        total: dict[tuple[str, str], int] = getattr(whole, form)
        for unit in units:
            for place, value in getattr(unit, form).items():
                total[place] = total.get(place, 0) + value
    return whole


def reports(county: Year, units: list[Year], says: str = SAYS_SO) -> list[Report]:
    page = html(COUNTY, 2021, county).replace("<h2", f"<p>{says}</p><h2", 1)
    page = page if says in page else page.replace("一、总体情况</", f"一、总体情况</p><p>{says}</", 1)
    whole = report("county", page, division_code="990101")
    assert whole.agency_kind == "government"
    parts = zip(UNITS, units, strict=True)
    return [whole, *(report(name, html(name, 2021, told), division_code="990101") for name, told in parts)]


def i10(tmp_path: Path, pages: list[Report], expected: int | None) -> pd.DataFrame:
    """The check's rows; the portal has no archive file of its own, so no captures are read."""
    archive = tmp_path / "990101-quanling.sqlite"
    write_archive(archive)
    build(tmp_path / "out", pages, [portal(archive, expected=expected)])
    found = load("checks", path=tmp_path / "out")
    return found[found["check_id"] == "I10"]


def write_archive(path: Path) -> None:
    from gongkai.archive import Ledger

    with Ledger.open(path, path.stem):
        pass


def test_sums_of_a_complete_consolidated_county(tmp_path: Path) -> None:
    units = [figures(seed)[2021] for seed in (1, 2, 3)]
    county = summed(units)
    county.requests["granted", "natural_person"] += 2
    found = i10(tmp_path, reports(county, units), 4)
    strict = found[found["mode"] == "strict"].set_index("scope")
    failed = strict[strict["status"] == "fail"]
    assert failed.index.tolist() == ["requests/granted/natural_person"]
    assert failed["delta"].tolist() == [2]
    assert (strict["status"] == "pass").sum() > 150
    assert strict["operands"].str.count(r"\b[0-9a-f]{16}\b").min() == 3  # the units are named


def test_why_it_cannot_be_assessed(tmp_path: Path) -> None:
    units = [figures(seed)[2021] for seed in (1, 2, 3)]
    pages = reports(summed(units), units)
    silent = reports(summed(units), units, "本报告由县政府办公室编制。")
    for number, (given, expected, why) in enumerate(
        [(pages, None, "reports_per_year"), (pages, 9, "4 of 9"), (silent, 4, "put together")]
    ):
        found = i10(tmp_path / str(number), given, expected)
        assert set(found["status"]) == {"not_assessable"}
        assert found["note"].str.contains(why).all()
        assert len(found) == 2
