"""What only an archive knows reaches the tables: captures, removed pages, empty lists, failed reports."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gongkai.archive import Exchange, Ledger
from gongkai.archive.state import Listing
from gongkai.cli.app import run
from gongkai.errors import ArchiveError
from gongkai.identifiers import report_id
from gongkai.records import Issue
from output import load
from tests.output.pages import AGENCY, figures, html

HOST = "http://www.quanling.example"
DAY = datetime(2026, 3, 1, 4, tzinfo=UTC)
FACTS = {
    "portal": "990101-quanling",
    "name": "泉陵县",
    "code": "990101",
    "url": HOST,
    "reports_per_year": "3",
}


def exchange(url: str, body: str | None, at: datetime = DAY, outcome: str = "ok") -> Exchange:
    return Exchange(
        asked=url,
        sent=url,
        final=url,
        outcome=outcome,  # type: ignore[arg-type]
        fetched_at=at,
        status=200 if body is not None else 503,
        headers=(("content-type", "text/html; charset=utf-8"),),
        body=body.encode() if body is not None else None,
        note=None if body is not None else "503 Service Unavailable",
    )


def listing(year: int, agency: str = AGENCY) -> Listing:
    title = f"{agency}{year}年政府信息公开工作年度报告"
    return Listing(url=f"{HOST}/{year}.html", text=title, date=f"{year + 1}-01-20")


def keep(ledger: Ledger, name: str, page: str | None, at: datetime = DAY) -> None:
    """Save a report page, or that it could not be had."""
    url = f"{HOST}/{name}.html"
    ledger.keep(url, "report", exchange(url, page, at, "ok" if page else "server_error"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """An archive: 2019 corrected later, 2020 removed, 2021 twice, 2022 announced in vain, an empty list."""
    told = figures()
    with Ledger.open(tmp_path / "archive" / "990101-quanling.sqlite", "990101-quanling", FACTS) as ledger:
        ledger.begin(DAY, DAY)
        entries = [listing(year) for year in (2019, 2020, 2021, 2022)]
        address = f"{HOST}/list.html"
        ledger.keep_list(address, exchange(address, "<html>list</html>"), entries, [], 4)
        for year in (2019, 2020, 2021):
            keep(ledger, str(year), html(AGENCY, year, told[year]))
        later = DAY + timedelta(days=9)
        told[2019].requests["received", "natural_person"] += 1
        keep(ledger, "2019", html(AGENCY, 2019, told[2019]), later)
        keep(ledger, "2022", None, later)
        # A second address, met later, that comes first by name.
        keep(ledger, "1", html(AGENCY, 2021, told[2021]), later)
        ledger.mark_removed(f"{HOST}/2020.html", later)
        empty = Issue(stage="fetch", code="list_empty", severity="error", message="the list shows no report")
        gone = Issue(stage="fetch", code="removed", severity="info", message="no longer served")
        slow = Issue(stage="fetch", code="server_error", severity="warning", message="503")
        ledger.finish(
            later,
            b"{}",
            [
                (f"{HOST}/list.html", empty),
                (f"{HOST}/2020.html", gone),
                (f"{HOST}/2021.html", slow),
                (f"{HOST}/2022.html", slow),
            ],
        )
    assert run(["parse", "--data", str(tmp_path)]) == 0
    return tmp_path


def test_reports_and_captures(data: Path) -> None:
    reports = load("reports", path=data / "dataset").set_index("url")
    assert reports["portal"].unique().tolist() == ["990101-quanling"]
    assert reports["division_code"].unique().tolist() == ["990101"]
    assert reports.loc[f"{HOST}/1.html", "duplicate_of"] == report_id(f"{HOST}/2021.html", "")
    assert reports["duplicate_of"].notna().sum() == 1
    captures = load("captures", path=data / "dataset")
    assert (captures["url"] == f"{HOST}/2019.html").sum() == 2
    # The row is made from the newest capture.
    newest = captures[captures["url"] == f"{HOST}/2019.html"].sort_values("fetched_at").iloc[-1]
    assert reports.loc[f"{HOST}/2019.html", "sha256"] == newest["sha256"]
    assert captures[captures["url"] == f"{HOST}/2022.html"]["outcome"].tolist() == ["server_error"]


def test_issues_of_the_crawl(data: Path) -> None:
    issues = load("issues", path=data / "dataset")
    fetched = issues[issues["stage"] == "fetch"].set_index("source")
    assert fetched["code"].to_dict() == {
        f"{HOST}/2020.html": "removed",
        f"{HOST}/list.html": "list_empty",
        f"{HOST}/2021.html": "server_error",
        f"{HOST}/2022.html": "server_error",
    }
    assert fetched.loc[f"{HOST}/2020.html", "report_id"] == report_id(f"{HOST}/2020.html", "")
    assert fetched.loc[f"{HOST}/2021.html", "report_id"] == report_id(f"{HOST}/2021.html", "")
    assert fetched.loc[[f"{HOST}/list.html", f"{HOST}/2022.html"], "report_id"].isna().all()
    reports = load("reports", path=data / "dataset").set_index("report_id")
    counts = issues.groupby("report_id").size().reindex(reports.index, fill_value=0)
    assert reports["issues"].tolist() == counts.tolist()


def test_coverage(data: Path) -> None:
    rows = load("coverage", path=data / "dataset")
    assert rows[["unit", "year", "state"]].astype(object).to_numpy().tolist() == [
        [AGENCY, 2019, "read"],
        [AGENCY, 2020, "read"],
        [AGENCY, 2021, "read"],
        [AGENCY, 2022, "failed"],
        *(["泉陵县: 2 more", year, "missing"] for year in (2019, 2020, 2021, 2022)),
    ]
    reasons = rows.set_index(["unit", "year"])["reason"]
    assert reasons[AGENCY].isna().tolist() == [True, True, True, False]
    assert f"{HOST}/2022.html" in reasons[AGENCY, 2022]
    assert "expects 3" in reasons["泉陵县: 2 more", 2020]


def test_a_limited_build_tells_only_of_what_is_meant(data: Path) -> None:
    def limited(*where: str) -> list[list[object]]:
        given = [part for pair in where for part in ("--where", pair)]
        assert run(["parse", "--data", str(data), "--changed", *given]) == 0
        rows = load("coverage", path=data / "dataset")
        return rows[["unit", "year", "state"]].astype(object).to_numpy().tolist()

    assert limited("year=2020") == [[AGENCY, 2020, "read"], ["泉陵县: 2 more", 2020, "missing"]]
    assert limited("status=complete") == [[AGENCY, year, "read"] for year in (2019, 2020, 2021)]
    assert limited("code=99", "year=2022,2021")[:2] == [[AGENCY, 2021, "read"], [AGENCY, 2022, "failed"]]
    with Ledger.open(data / "archive" / "990102-other.sqlite", "990102-other", {"code": "990102"}) as ledger:
        ledger.begin(DAY, DAY)
        ledger.keep(
            f"{HOST}/x.html", "report", exchange(f"{HOST}/x.html", html("他县水利局", 2021, figures(4)[2021]))
        )
        ledger.finish(
            DAY, b"{}", [(f"{HOST}/x", Issue(stage="fetch", code="slow", severity="info", message=""))]
        )
    limited("code=990102")
    assert load("captures", path=data / "dataset")["portal"].tolist() == ["990102-other"]
    assert load("issues", path=data / "dataset")["code"].tolist() == ["slow"]
    assert load("reports", path=data / "dataset")["division_code"].tolist() == ["990102"]


def test_captures_that_cannot_be_listed_cost_no_report(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(path: Path) -> None:
        raise ArchiveError(f"{path}: damaged")

    monkeypatch.setattr("output.build.captures", damaged)
    assert run(["parse", "--data", str(data)]) == 4
    assert len(load("reports", path=data / "dataset")) == 4
    issues = load("issues", path=data / "dataset")
    assert issues[issues["code"] == "archive_damaged"]["severity"].tolist() == ["error"]


def test_a_refresh_of_an_archive(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = json.loads((data / "dataset" / "manifest.json").read_text())["tables"]
    capsys.readouterr()
    assert run(["parse", "--data", str(data), "--changed", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["kept"] == 4
    assert json.loads((data / "dataset" / "manifest.json").read_text())["tables"] == before


def test_earlier_captures_can_be_shown(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def received(*capture: str) -> float:
        capsys.readouterr()
        figure = ("--figure", "requests/received/natural_person")
        assert run(["show", f"{HOST}/2019.html", "--data", str(data), "--json", *figure, *capture]) == 0
        found = json.loads(capsys.readouterr().out)
        value: float = found["cell"]["value"] if "cell" in found else found["value"]
        return value

    first = figures()[2019].requests["received", "natural_person"]
    assert received() == first + 1
    assert received("--capture", "1") == first
    assert received("--capture", "2") == first + 1
    assert received("--capture", "2026-03-09") == first
    assert received("--capture", "2026-03-10") == first + 1
    for wrong in ("3", "0", "2026-02-28", "yesterday"):
        assert run(["show", f"{HOST}/2019.html", "--data", str(data), "--capture", wrong]) == 2
        assert "1 (2026-03-01), 2 (2026-03-10)" in capsys.readouterr().err


def test_another_copy_of_the_archive_is_read_once(data: Path, tmp_path: Path) -> None:
    """Of the same page in two containers the newest capture counts."""
    older = tmp_path / "older" / "990101-quanling.sqlite"
    with Ledger.open(older, "990101-quanling", FACTS) as ledger:
        ledger.begin(DAY - timedelta(days=300), DAY)
        for name in ("2021", "2018"):
            keep(ledger, name, html(AGENCY, int(name), figures()[2021]), DAY - timedelta(days=300))
        ledger.finish(DAY, b"{}", [])
    out = tmp_path / "out"
    assert run(["parse", str(older), str(data / "archive"), "--out", str(out)]) == 0
    reports = load("reports", path=out)
    assert reports["report_id"].is_unique
    assert len(reports) == 5
    assert reports.set_index("url").loc[f"{HOST}/2021.html", "fetched_at"].day == DAY.day
