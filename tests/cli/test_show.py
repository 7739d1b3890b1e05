"""`gongkai show`: a report as a person reads it, one figure, and one clear line for what is no report."""

import json
import shlex
from pathlib import Path

import msgspec
import pytest
from rich.cells import cell_len
from rich.console import Console

from gongkai.cli import page_view
from gongkai.cli.app import run
from gongkai.cli.figure import find_figure
from gongkai.cli.reading import read_report
from output import load
from tests.output.made import report, write

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
    told = json.loads(shown(capsys, REPORT, "--json"))
    assert told["agency"] == "株洲市芦淞区水利局"


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


def test_what_is_like_no_figure_is_told_how_one_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", REPORT, "--figure", "zzz"]) == 2
    message = capsys.readouterr().err
    assert "write FORM/ITEM/MEASURE, such as disclosure/" in message
    assert "no figure at all" not in message


def test_checks_of_a_figure_are_those_that_name_it_itself() -> None:
    read = read_report(REPORT, Path("nowhere"))
    path = "requests/other/total"
    operands = "requests/other/total_of_all = requests/other/other_total"
    lookalike = msgspec.structs.replace(read.checks[0], operands=operands, scope="lookalike")
    crossing = msgspec.structs.replace(
        read.checks[0], operands=f"a <= - 0123456789abcdef:{path}", scope="crossing"
    )
    found = find_figure(msgspec.structs.replace(read, checks=(lookalike, crossing)), path)
    assert [check.scope for check in found.checks] == ["crossing"]


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


def test_the_beginning_of_an_id_is_enough(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report_id = load("reports", path=demo)["report_id"].iloc[0]
    told = json.loads(shown(capsys, report_id[:10], "--data", str(demo), "--json"))
    assert told["report_id"] == report_id
    assert run(["show", "0123456789ab", "--data", str(demo)]) == 2
    assert "or a report_id of the dataset" in capsys.readouterr().err


def test_a_beginning_that_several_ids_share_lists_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "dataset", reports=[report("abcdef1"), report("abcdef2")])
    assert run(["show", "abcde", "--data", str(tmp_path)]) == 2
    assert "2 reports have an id that begins so (abcdef1, abcdef2)" in capsys.readouterr().err


def test_the_next_command_can_be_pasted(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = load("reports", path=demo, year=2023)["source"].iloc[0]
    text = shown(capsys, source, "--capture", "1", "--data", str(demo))
    (line,) = [line for line in text.splitlines() if line.startswith("Next: ")]
    verb, *words = shlex.split(line.removeprefix("Next: "))
    assert verb == "gongkai"
    assert run(words) == 0


def test_a_figure_that_only_a_sentence_gives_is_one_more(capsys: pytest.CaptureFixture[str]) -> None:
    read = read_report(REPORT, Path("nowhere"))
    cell = msgspec.structs.replace(read.cells[0], state="prose")
    more = msgspec.structs.replace(read, cells=(*read.cells, cell), cells_read=read.cells_read + 1)
    page_view.print_report(Console(width=120), more, "gongkai show page.html")
    figures = f"{read.cells_read} read of {read.cells_expected} in the tables, 1 from sentences"
    assert figures in capsys.readouterr().out


def test_labels_stay_readable_on_a_narrow_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    page_view.print_report(Console(width=80), read_report(REPORT, Path("nowhere")), "gongkai show page.html")
    lines = capsys.readouterr().out.splitlines()
    (line,) = [line for line in lines if "2.重复申请" in line]
    assert line.split()[-1] == "0"
    tables = [line for line in lines if "──" in line or line.startswith(" ")]
    assert max(map(cell_len, tables)) <= 80
