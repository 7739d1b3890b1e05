"""Whole builds by the real command: the same whatever the jobs, whether all or only changes are parsed."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from gongkai.cli.app import run
from gongkai.cli.parsing import Parsing, input_digest
from gongkai.saved import SavedPage
from gongkai.sources import find_sources
from gongkai.where import EVERYTHING
from output import load
from tests.output.pages import AGENCY, county, figures, html, save

Parse = Callable[..., dict[str, Any]]


@pytest.fixture
def parse(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Parse:
    """Run `gongkai parse ARGUMENTS --json` and give back the object, with the exit code it ended with."""

    def call(*arguments: object) -> dict[str, Any]:
        code = run(["parse", *map(str, arguments), "--data", str(tmp_path / "data"), "--json"])
        told: dict[str, Any] = json.loads(capsysbinary.readouterr().out)
        assert told["exit_code"] == code
        return told

    return call


def digests(dataset: Path) -> dict[str, Any]:
    """SHA-256 of every table file, but for what compares with the last build."""
    tables = json.loads((dataset / "manifest.json").read_text())["tables"]
    return {name: table["files"] for name, table in tables.items() if name != "changes"}


def test_jobs_make_no_difference(parse: Parse, tmp_path: Path) -> None:
    pages = county(tmp_path / "pages")
    (tmp_path / "pages" / "broken.html").write_bytes(b"")
    one = parse(pages, "--out", tmp_path / "one", "--jobs", 1)
    two = parse(pages, "--out", tmp_path / "two", "--jobs", 2)
    assert one["exit_code"] == two["exit_code"] == 4
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_a_refresh_is_the_full_build_byte_for_byte(
    parse: Parse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("output.write.ROW_GROUP", 100)  # so that reports lie across row groups
    monkeypatch.setattr("output.write.TEXT_GROUP", 7)
    pages, out, full = county(tmp_path / "pages"), tmp_path / "out", tmp_path / "full"
    parse(pages, "--out", out)
    page = pages / "u1-2021.html"
    page.write_text(page.read_text().replace("一、总体情况", "一、总体情况（修订）"))
    (pages / "u2-2020.html").unlink()
    save(pages, "泉陵县民政局", figures(9), "a")  # comes first, so that every other page moves
    (pages / "u3-2019.html").rename(pages / "zz.html")
    (pages / "m.html").write_bytes(b"")
    told = parse(pages, "--out", out, "--changed")
    assert told["pages"] == 25
    assert told["kept"] == 17  # all but the changed one, five new ones, the renamed one and the empty one
    parse(pages, "--out", full)
    assert digests(out) == digests(full)
    again = parse(pages, "--out", out, "--changed", "--diff")
    assert (again["kept"], again["rows"]["changes"], again["changes"]["groups"]) == (24, 0, [])
    assert digests(out) == digests(full)


@pytest.mark.parametrize("name", ["inputs.pq", "cells/2021.parquet", "manifest.json", "sections"])
@pytest.mark.parametrize("how", ["gone", "damaged"])
def test_a_refresh_after_a_build_that_cannot_be_taken_over(
    parse: Parse, tmp_path: Path, name: str, how: str
) -> None:
    pages, out = county(tmp_path / "pages", [AGENCY]), tmp_path / "out"
    parse(pages, "--out", out)
    before = load("cells", path=out)
    path = out.resolve() / name
    path = next(path.iterdir()) if path.is_dir() else path
    if how == "gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-30] + bytes(30))
    assert parse(pages, "--out", out, "--changed")["kept"] == 0
    assert load("cells", path=out).equals(before)
    assert parse(pages, "--out", out, "--changed")["kept"] == 5


def test_another_parser_reads_every_page_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = county(tmp_path / "pages", [AGENCY])
    (batch,) = find_sources([str(pages)], tmp_path).batches
    parsing = Parsing({}, EVERYTHING)
    known = {page.source: input_digest(page, None) for page in batch.pages() if isinstance(page, SavedPage)}
    assert parsing(batch.knowing(known)).kept == tuple(known)
    monkeypatch.setattr("gongkai.cli.parsing._version", lambda: b"another")
    assert parsing(batch.knowing(known)).kept == ()


def test_rerunning_replaces(parse: Parse, tmp_path: Path) -> None:
    pages, out = county(tmp_path / "pages", [AGENCY]), tmp_path / "out"
    first = parse(pages, "--out", out)
    second = parse(pages, "--out", out)
    assert first["rows"] == second["rows"]
    assert load("reports", path=out)["report_id"].is_unique


def test_named_twice_is_read_once(parse: Parse, tmp_path: Path) -> None:
    pages = county(tmp_path / "pages", [AGENCY])
    page = pages / "u0-2020.html"
    (tmp_path / "link.html").symlink_to(page)
    told = parse(page, pages, f"{pages}/", tmp_path / "link.html", "--out", tmp_path / "out")
    assert told["pages"] == 5
    sources = load("reports", path=tmp_path / "out")["source"].tolist()
    assert sorted(sources) == sorted([str(page), *(f"{pages}/u0-{y}.html" for y in (2019, 2021, 2022, 2023))])


def test_two_files_of_one_url_keep_their_rows(parse: Parse, tmp_path: Path) -> None:
    url = "http://www.quanling.example/2021.html"
    told = figures()[2021]
    for name in ("a", "b", "c"):
        page = html(AGENCY, 2021, told, url)
        (tmp_path / f"{name}.html").write_text(page)
        told.requests["received", "total"] += 1  # the later copies say something else
    sources = [tmp_path / f"{name}.html" for name in ("a", "b", "c")]
    parse(*sources, "--out", tmp_path / "out")
    reports = load("reports", path=tmp_path / "out")
    assert reports["report_id"].is_unique
    assert reports["url"].tolist() == [url] * 3
    assert reports["duplicate_of"].fillna("").tolist() == [
        "",
        reports["report_id"][0],
        reports["report_id"][0],
    ]
    cells = load("cells", path=tmp_path / "out")
    assert not cells.duplicated(["report_id", "form", "item", "measure"]).any()
    assert cells.groupby("report_id").size().nunique() == 1
    # What was given an id of its own is read anew by a refresh: the first copy may have gone meanwhile.
    assert parse(*sources[1:], "--out", tmp_path / "out", "--changed", "--accept")["kept"] == 0
    ids = load("reports", path=tmp_path / "out")["report_id"]
    assert ids[0] == reports["report_id"][0]


def test_where_limits_by_code_year_and_status(parse: Parse, tmp_path: Path) -> None:
    pages, out = county(tmp_path / "pages", [AGENCY, "泉陵县教育局"]), tmp_path / "out"
    (pages / "empty.html").write_text("<html><body><p>政府信息公开工作年度报告</p></body></html>")
    full = parse(pages, "--out", out)
    one = parse(pages, "--out", out, "--where", "year=2020,2021", "--where", "status=complete", "--diff")
    assert load("reports", path=out)["report_year"].tolist() == [2020, 2020, 2021, 2021]
    assert set(load("cells", path=out)["report_year"]) == {2020, 2021}
    assert one["changes"]["groups"] == []  # what is not meant has not gone
    assert one["exit_code"] == 0
    again = parse(pages, "--out", out, "--changed", "--diff")
    assert again["kept"] == full["rows"]["reports"]  # the whole build before is still there to take over from
    assert again["changes"]["groups"] == []


def test_where_that_means_nothing_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages, out = county(tmp_path / "pages", [AGENCY]), tmp_path / "out"
    run(["parse", str(pages), "--out", str(out)])
    build = out.resolve()
    capsys.readouterr()
    for where, named in (("year=1999", "no such report"), ("color=red", "code, year, status")):
        assert run(["parse", str(pages), "--out", str(out), "--where", where]) == 2
        assert named in capsys.readouterr().err
    assert out.resolve() == build


def test_exit_codes(parse: Parse, tmp_path: Path) -> None:
    pages, out = county(tmp_path / "pages", [AGENCY]), tmp_path / "out"
    bad = tmp_path / "bad.html"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    assert parse(pages, "--out", out)["exit_code"] == 0
    assert parse(pages, bad, "--out", out)["exit_code"] == 4
    issues = load("issues", path=out)
    row = issues[issues["code"] == "unreadable"].iloc[0]
    assert (row["source"], row["severity"], row["stage"]) == (str(bad), "error", "parse")
    assert pd.isna(row["report_id"])
    build = out.resolve()
    assert parse(bad, "--out", out)["exit_code"] == 1
    assert out.resolve() == build
    assert parse(bad, "--out", tmp_path / "new")["exit_code"] == 1
    assert len(load("issues", path=tmp_path / "new")) == 1
    assert run(["parse", str(tmp_path / "nowhere"), "--data", str(tmp_path)]) == 2
    assert run(["parse", "--data", str(tmp_path / "none")]) == 2


def test_a_folder_with_other_things_is_not_touched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = county(tmp_path / "pages", [AGENCY])
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.txt").write_text("mine")
    assert run(["parse", str(pages), "--out", str(out)]) == 2
    assert "other things" in capsys.readouterr().err
    assert (out / "thesis.txt").read_text() == "mine"
    shutil.rmtree(out)
    out.mkdir()  # an empty folder may become the dataset
    assert run(["parse", str(pages), "--out", str(out)]) == 0
    assert len(load("reports", path=out)) == 5
