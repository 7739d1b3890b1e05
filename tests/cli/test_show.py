"""`gongkai show`: a report as a person reads it, one figure, and one clear line for what is no report."""

import json
from pathlib import Path

import pytest

from gongkai.cli.app import run
from output import load

PAGES = Path(__file__).parents[2] / "fixtures" / "pages"
REPORT = str(PAGES / "lusong-water-2020-html" / "page.html")
WRONG_TOTAL = str(PAGES / "printed-total-wrong" / "page.html")


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(["show", *arguments]) == 0
    return capsys.readouterr().out


def test_a_report_is_told_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, REPORT)
    for told in (
        "株洲市芦淞区水利局",
        "2021-01-31 17:17",
        "status complete",
        "8,236,541.4",
        "对外公开总数量",
    ):
        assert told in text
    assert "…" not in "".join(line for line in text.splitlines() if "数量" in line)


def test_articles_of_the_form_have_tables_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    heads = [line.split() for line in shown(capsys, REPORT).splitlines() if "项目数量" in line]
    assert heads == [
        ["上一年项目数量", "本年增/减", "处理决定数量"],
        ["上一年项目数量", "本年增/减"],
        ["采购项目数量", "采购总金额"],
    ]


def test_failed_checks_are_told_with_both_sides(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, WRONG_TOTAL)
    assert "Failed checks" in text
    assert "I1 total" in text
    assert "(official)" in text


def test_one_figure_says_where_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, REPORT, "--figure", "disclosure/procurement/amount")
    assert "8,236,541.4 CNY" in text
    assert "place    table" in text


def test_json_is_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    report = json.loads(shown(capsys, REPORT, "--json"))
    assert report["agency"] == "株洲市芦淞区水利局"


@pytest.mark.parametrize(
    ("name", "body", "code", "remedy"),
    [
        ("picture.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF", 1, "save the page's HTML"),
        ("empty.html", b"", 1, "save the page again"),
        ("absent.html", None, 2, "name a saved page"),
    ],
)
def test_what_is_no_page_is_one_line_that_names_it(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    body: bytes | None,
    code: int,
    remedy: str,
) -> None:
    file = tmp_path / name
    if body is not None:
        file.write_bytes(body)
    assert run(["show", str(file)]) == code
    (line,) = capsys.readouterr().err.splitlines()
    assert str(file) in line
    assert remedy in line


def test_a_page_that_is_no_report_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "page.html"
    file.write_text("<html><body><p>今天天气很好。</p></body></html>", encoding="utf-8")
    assert "status not_a_report" in shown(capsys, str(file))


def test_an_unknown_figure_names_the_one_that_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", REPORT, "--figure", "requests/recieved/total"]) == 2
    assert "requests/received/total" in capsys.readouterr().err


def test_a_report_of_the_dataset_is_the_one_of_its_page(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frame = load("reports", path=demo, year=[2018, 2022])
    for report_id, source in zip(frame["report_id"], frame["source"], strict=True):
        by_id = json.loads(shown(capsys, report_id, "--data", str(demo), "--json"))
        by_url = json.loads(shown(capsys, source, "--data", str(demo), "--json"))
        for part in ("title", "agency", "report_year", "status", "cells", "sections", "published_at"):
            assert by_id[part] == by_url[part]
        # The dataset knows more: checks across years.
        assert len(by_id["checks"]) >= len(by_url["checks"])


def test_a_figure_of_the_dataset_tells_of_checks_across_years(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frame = load("reports", path=demo, year=2023, agency_kind="government", duplicates="drop")
    text = shown(
        capsys, frame["report_id"].iloc[0], "--figure", "requests/carried_in/total", "--data", str(demo)
    )
    assert "requests/carried_in/total" in text
    assert "I5 total: pass (strict)" in text


def test_an_unknown_id_is_one_line(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "0123456789abcdef", "--data", str(demo)]) == 2
    message = capsys.readouterr().err
    assert "no report with this id" in message
    assert message.count("\n") == 1
