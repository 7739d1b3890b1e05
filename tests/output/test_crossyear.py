"""Checks across years over whole datasets, against figures that the test itself bends."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from fixtures.figures import Year
from gongkai.identifiers import report_id
from gongkai.records import Report
from output import load
from tests.output.direct import build, report
from tests.output.pages import AGENCY, figures, html

COLUMNS = 7
ACROSS = ("I5", "I6", "I7", "I9", "I10")
"""Checks that no page decides alone."""
Bend = Callable[[dict[int, Year]], object]


def dated(stem: str, by_year: dict[int, Year], *years: int) -> list[Report]:
    """Reports of one agency, at the source STEM and year."""
    return [
        report(f"{stem}{year}", html(AGENCY, year, by_year[year]), division_code="990101")
        for year in years or by_year
    ]


def checks(tmp_path: Path, reports: list[Report], mode: str = "strict") -> pd.DataFrame:
    build(tmp_path / "out", reports)
    found = load("checks", path=tmp_path / "out")
    return found[found["check_id"].isin(ACROSS) & (found["mode"] == mode)]


def test_all_hold_where_the_figures_are_consistent(tmp_path: Path) -> None:
    found = checks(tmp_path, dated("r", figures()))
    by = found.groupby(["check_id", "report_year"], observed=True)["status"].agg(list)
    assert by["I5", 2020] == by["I5", 2022] == by["I5", 2023] == ["pass"] * COLUMNS
    assert by["I9", 2021] == ["pass"] * COLUMNS
    assert by["I5", 2019] == ["not_assessable"] * COLUMNS
    assert by["I6", 2021] == ["not_assessable"] * 2
    assert by["I6", 2022] == by["I6", 2023] == ["pass"] * 2
    assert by["I7", 2020].count("pass") == 7
    assert by["I7", 2019].count("pass") == 2  # what one report alone decides
    assert "fail" not in set(found["status"])


def bump(year: int, form: str, item: str, measure: str, by: int) -> Bend:
    """Add to one figure of one year."""

    def bend(by_year: dict[int, Year]) -> None:
        figures: dict[tuple[str, str], int] = getattr(by_year[year], form)
        figures[item, measure] = figures.get((item, measure), 0) + by

    return bend


CASES = [
    ("I5", 2020, "natural_person", bump(2020, "requests", "carried_in", "natural_person", 3), 3),
    ("I9", 2021, "total", bump(2020, "requests", "carried_out", "total", 2), -2),
    ("I5", 2023, "other_organization", bump(2022, "requests", "carried_out", "other_organization", 1), -1),
    ("I6", 2022, "normative_documents", bump(2022, "disclosure", "normative_documents", "repealed", 4), 4),
    ("I7", 2020, "penalties", bump(2019, "disclosure", "penalties", "change", -5), 5),
    ("I7", 2020, "regulations", bump(2020, "disclosure", "regulations", "newly_published", 999), None),
]


@pytest.mark.parametrize(
    ("check", "year", "scope", "bend", "delta"),
    CASES,
)
def test_what_is_bent_fails_and_nothing_else(
    tmp_path: Path, check: str, year: int, scope: str, bend: Bend, delta: float | None
) -> None:
    by_year = figures()
    bend(by_year)
    found = checks(tmp_path, dated("r", by_year))
    failed = found[found["status"] == "fail"]
    assert failed[["check_id", "report_year", "scope"]].to_numpy().tolist() == [[check, year, scope]]
    row = failed.iloc[0]
    assert row["report_id"] == report_id(None, f"r{year}")
    assert row["delta"] == row["lhs"] - row["rhs"]
    assert delta is None or row["delta"] == delta
    if delta is not None:
        assert report_id(None, f"r{year - 1}") + ":" in row["operands"]  # the other report is named
    reports = load("reports", path=tmp_path / "out").set_index("report_id")
    every = load("checks", path=tmp_path / "out")
    strict = every[every["mode"] == "strict"]
    for status, column in (("pass", "checks_passed"), ("fail", "checks_failed")):
        counts = strict[strict["status"] == status].groupby("report_id").size()
        assert counts.reindex(reports.index, fill_value=0).tolist() == reports[column].tolist()


def test_a_blank_is_not_assessable_unless_blanks_count_as_zero(tmp_path: Path) -> None:
    by_year = figures()
    pages = [report(f"r{y}", html(AGENCY, y, told).replace(">0<", "><")) for y, told in by_year.items()]
    strict = checks(tmp_path, pages)
    zero = checks(tmp_path, pages, "blank_as_zero")
    assert (strict["status"] == "not_assessable").sum() > (zero["status"] == "not_assessable").sum()
    assert "fail" not in set(strict["status"]) | set(zero["status"])
    assert (zero[zero["report_year"] == 2020]["status"] == "pass").sum() > COLUMNS


def test_other_agencies_counties_and_years_apart_are_no_operands(tmp_path: Path) -> None:
    by_year = figures()
    reports = [
        report("r2019", html("泉陵县教育局", 2019, by_year[2019]), division_code="990101"),
        report("r2020", html(AGENCY, 2020, by_year[2020]), division_code="990101"),
        report("x2021", html(AGENCY, 2021, by_year[2021]), division_code="990102"),
        report("r2022", html(AGENCY, 2022, by_year[2022]), division_code="990101"),
    ]
    found = checks(tmp_path, reports)
    across = found[found["check_id"].isin(["I5", "I6", "I9"])]
    assert set(across["status"]) == {"not_assessable"}
    assert across["note"].notna().all()


def test_second_copies_are_counted_once(tmp_path: Path) -> None:
    by_year = figures()
    reports = dated("r", by_year, 2019, 2020)
    copies = dated("z", by_year, 2019, 2020)
    found = checks(tmp_path, [*reports, *copies])
    assert set(found["report_id"]) == {report_id(None, "r2019"), report_id(None, "r2020")}
    assert (found[found["check_id"] == "I5"]["status"] == "pass").sum() == COLUMNS


def test_two_reports_of_a_year_that_disagree_are_not_assessable(tmp_path: Path) -> None:
    by_year = figures()
    first = report("r2019", html(AGENCY, 2019, by_year[2019]))
    by_year[2019].requests["carried_out", "total"] += 1
    second = report("s2019", html(AGENCY, 2019, by_year[2019]))
    found = checks(tmp_path, [first, second, report("r2020", html(AGENCY, 2020, by_year[2020]))])
    i5 = found[(found["check_id"] == "I5") & (found["report_year"] == 2020)].set_index("scope")
    assert i5.loc["total", "status"] == "not_assessable"
    assert "disagree" in i5.loc["total", "note"]
    assert i5.drop("total")["status"].unique().tolist() == ["pass"]
