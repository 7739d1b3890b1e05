"""`gongkai coverage`: a sign a year for each unit, reasons, filters, and what fits a screen."""

import io
import json
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from gongkai.cli.app import run
from gongkai.cli.coverage_view import print_coverage
from output import load
from output.matrix import matrix
from tests.output.made import report, write

GONE = "announced, and not saved: the portal no longer has the page (http://yi.example/2020.html)"


def row(unit: str | None, year: int | None, state: str = "read", reason: str | None = None) -> dict:
    return {"unit": unit, "year": year, "state": state, "reason": reason}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two portals and a saved file: every state, a unit that only failed, one that is only expected."""
    return write(
        tmp_path_factory.mktemp("made") / "dataset",
        reports=[
            report("a", agency="甲县人民政府", portal="990101-jia"),
            report("b", agency="甲县水利局", portal="990101-jia"),
            report("c", agency="乙县人民政府", portal="990102-yi"),
            report("d", agency=None, title="没有机关的报告", portal=None),
        ],
        captures=[{"portal": "990102-yi", "url": "http://yi.example/2020.html", "outcome": "gone"}],
        coverage=[
            row("没有机关的报告", None),
            row("甲县人民政府", 2020),
            row("甲县人民政府", 2021, "partial", "150 of the 198 cells could be read"),
            row("甲县水利局", 2021, "no_figures", "the tables are images"),
            row("甲县: 3 more", 2021, "missing", "the portal file expects 5 reports a year; 2 are known"),
            row("丙局", 2020, "failed", GONE),
            row("乙县人民政府", 2021),
            row("乙县人民政府", 2020, "missing", "no report found; there is one on 2021"),
        ],
    )


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(["coverage", *arguments]) == 0
    return capsys.readouterr().out


def line(text: str, start: str) -> list[str]:
    """Words of the one line that names `start` first."""
    (found,) = (part.split() for part in text.splitlines() if part.split()[:1] == [start])
    return found[1:]


def test_a_sign_a_year_in_blocks_by_portal(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "--dataset", str(dataset))
    assert line(text, "portal") == ["unit", "2020", "2021", "?"]
    assert line(text, "没有机关的报告") == ["#"]
    assert line(text, "990101-jia") == ["甲县人民政府", "#", "~"]
    assert line(text, "甲县水利局") == ["o"]
    assert line(text, "990102-yi") == ["丙局", "!"]
    assert line(text, "乙县人民政府") == ["-", "#"]
    assert "6 units, 8 unit years: 3 read, 1 partial, 1 no figures, 2 missing, 1 failed" in text
    assert f"2020 丙局: failed; {GONE}" in text


def test_json_has_every_row_with_its_portal(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(printed(capsys, "--dataset", str(dataset), "--json"))
    assert told["states"] == {"read": 3, "partial": 1, "no_figures": 1, "missing": 2, "failed": 1}
    assert {entry["unit"]: entry["portal"] for entry in told["rows"]} == {
        "没有机关的报告": "",
        "甲县人民政府": "990101-jia",
        "甲县水利局": "990101-jia",
        "甲县: 3 more": "990101-jia",
        "丙局": "990102-yi",
        "乙县人民政府": "990102-yi",
    }
    assert {"unit": "丙局", "year": 2020, "state": "failed", "reason": GONE, "portal": "990102-yi"} in told[
        "rows"
    ]


@pytest.mark.parametrize("name", ["990102-yi", "yi", "990102"])
def test_a_portal_is_chosen_by_id_slug_or_code(
    dataset: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    told = json.loads(printed(capsys, "--dataset", str(dataset), "--portal", name, "--json"))
    assert {entry["unit"] for entry in told["rows"]} == {"丙局", "乙县人民政府"}


def test_years_are_chosen(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(
        printed(capsys, "--dataset", str(dataset), "--year", "2021", "--portal", "jia", "--json")
    )
    assert {(entry["unit"], entry["year"]) for entry in told["rows"]} == {
        ("甲县人民政府", 2021),
        ("甲县水利局", 2021),
        ("甲县: 3 more", 2021),
    }


def many(folder: Path, portals: int, units: int) -> Path:
    """A dataset of so many portals with so many units each; unit 7 of every portal misses a year."""
    names = [(f"99010{p}-p{p}", f"单位{p}之{u}") for p in range(portals) for u in range(units)]
    return write(
        folder,
        reports=[report(f"{n}", agency=unit, portal=portal) for n, (portal, unit) in enumerate(names)],
        coverage=[
            row(unit, year, "missing", "no report found; there is one on 2020")
            if (year, unit[-2:]) == (2021, "之7")
            else row(unit, year)
            for _, unit in names
            for year in (2020, 2021)
        ],
    )


def test_many_units_become_shares_by_portal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = many(tmp_path / "dataset", portals=3, units=20)
    text = printed(capsys, "--dataset", str(folder))
    assert line(text, "990100-p0") == ["20", "20/20", "19/20"]
    assert "n/m: n of the m units" in text
    assert "3  missing: no report found; there is one on …" in text
    assert len(text.splitlines()) < 24
    assert "单位0之0" not in text
    assert len(printed(capsys, "--dataset", str(folder), "--all").splitlines()) > 60


def test_many_units_of_one_portal_show_the_gaps(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "--dataset", str(many(tmp_path / "one", portals=1, units=90)))
    assert line(text, "单位0之7") == ["#", "-"]
    assert "The 40 units with most gaps of 90; --all shows every one." in text
    assert len(text.splitlines()) < 55


@pytest.mark.parametrize("width", [50, 80, 120, 200])
@pytest.mark.parametrize("every", [True, False])
def test_it_fits_the_terminal(tmp_path: Path, width: int, every: bool) -> None:
    name = "株洲市芦淞区城市管理和综合行政执法局第{}分局"
    units = [(f"43020{p}-p{p}", name.format(f"{p}{u}")) for p in range(3) for u in range(20)]
    folder = write(
        tmp_path / "dataset",
        reports=[report(str(n), agency=unit, portal=portal) for n, (portal, unit) in enumerate(units)],
        coverage=[row(unit, year) for _, unit in units for year in range(2008, 2026)],
    )
    console = Console(width=width, file=io.StringIO(), highlight=False)
    print_coverage(console, matrix(folder), every)
    lines = console.file.getvalue().splitlines()
    heads = next(part.split() for part in lines if part.split()[:1] == ["portal"])
    years = [head[-2:] for head in heads[2:]]
    assert years == [f"{year:02d}" for year in range(8, 26)][-len(years) :]
    assert len(years) >= 4
    assert all(cell_len(part.rstrip()) <= width for part in lines)
    assert not any("…" in head for head in heads)
    assert any("are left out" in part for part in lines) == (len(years) < 18)
    if every:
        assert sum("第219分局" in part.replace("…", "第") for part in lines) == 1


def test_every_unit_of_the_demo_is_covered(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(printed(capsys, "--data", str(demo), "--json"))
    reports = load("reports", path=demo).dropna(subset=["agency", "portal"])
    assert {(entry["portal"], entry["unit"]) for entry in told["rows"]} == set(
        reports[["portal", "agency"]].itertuples(index=False, name=None)
    )
    assert told["states"]["read"] > 80
    assert {"no_figures", "missing"} <= told["states"].keys()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--portal", "bing"], "bing: no such portal in"),
        (["--portal", "bing"], "there are 990101-jia, 990102-yi"),
        (["--year", "3"], "give a report year such as 2021"),
    ],
)
def test_wrong_usage_is_one_line(
    dataset: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert run(["coverage", "--dataset", str(dataset), *arguments]) == 2
    message = capsys.readouterr().err
    assert words in message
    assert message.count("\n") == 1


def test_a_dataset_without_coverage_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path / "dataset", without=["coverage"])
    assert "Nothing is covered here" in printed(capsys, "--dataset", str(folder))
