"""A broken build is held back, says why, and the last good one stays."""

import json
from pathlib import Path

import pytest

from gongkai.cli.app import run
from gongkai.errors import UsageError
from output import load
from output.gates import load_gates
from output.publish import Terms
from tests.output.direct import build, report
from tests.output.pages import AGENCY, OTHERS, county, figures, html


@pytest.fixture
def good(tmp_path: Path) -> tuple[Path, Path]:
    pages = county(tmp_path / "pages")
    assert run(["parse", str(pages), "--out", str(tmp_path / "out")]) == 0
    return pages, tmp_path / "out"


def break_pages(pages: Path, how: str) -> None:
    for number, path in enumerate(sorted(pages.iterdir())):
        text = path.read_text()
        if how == "gone" and number % 3 == 0:
            path.unlink()
        elif how == "garbled":
            path.write_text(text.replace(">0</", ">见附件</"))
        elif how == "untrue":
            path.write_text(text.replace(">0</", ">1</"))
        elif how == "no tables":
            path.write_text(text.replace("<table", "<div").replace("<td", "<i").replace("<tr", "<b"))


@pytest.mark.parametrize(
    ("how", "gate"),
    [
        ("gone", "reports.fall"),
        ("garbled", "fill_rate.drop"),
        ("untrue", "official_failed.rise"),
        ("no tables", "figures.fall"),
    ],
)
def test_held_back(good: tuple[Path, Path], how: str, gate: str, capsys: pytest.CaptureFixture[str]) -> None:
    pages, out = good
    build = out.resolve()
    before = load("cells", path=out)
    break_pages(pages, how)
    capsys.readouterr()
    assert run(["parse", str(pages), "--out", str(out)]) == 3
    told = capsys.readouterr().err
    assert gate in told
    assert "--accept" in told
    assert "the last good dataset stays" in told
    assert out.resolve() == build
    assert load("cells", path=out).equals(before)
    held = next(
        line.split("look at it in ")[1].split(";")[0] for line in told.splitlines() if "look at" in line
    )
    assert len(load("reports", path=held)) > 0
    # The same again, knowingly.
    assert run(["parse", str(pages), "--out", str(out), "--accept", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["held_back"] is False
    assert any(gate in reason for reason in answer["reasons"])
    assert out.resolve() != build
    # From here on it is the build to compare with.
    assert run(["parse", str(pages), "--out", str(out)]) == 0


def test_settings_open_a_gate(good: tuple[Path, Path], tmp_path: Path) -> None:
    pages, out = good
    break_pages(pages, "gone")
    (tmp_path / "gongkai.toml").write_text("[gates]\nreports = {fall = 0.5}\nfigures = {fall = 0.5}\n")
    assert run(["parse", str(pages), "--out", str(out), "--data", str(tmp_path)]) == 0
    assert len(load("reports", path=out)) == 13


@pytest.mark.parametrize(
    ("own", "named"),
    [
        ({"reprots": {"fall": 1}}, "portal_reports"),
        ({"reports": {"fal": 1}}, "fall"),
        ({"reports": {"fall": "much"}}, "number"),
        ({"reports": 5}, "table"),
    ],
)
def test_a_wrong_gate_says_what_there_is(own: dict[str, object], named: str) -> None:
    with pytest.raises(UsageError, match=named):
        load_gates(own)


def test_new_pages_of_another_kind_hold_nothing_back(tmp_path: Path) -> None:
    """Many new reports that are wrong in themselves or scarcely readable are no fault of the build."""
    good = [report(f"r{year}", html(AGENCY, year, told)) for year, told in figures().items()]
    wrong = []
    for agency in OTHERS:
        for year, told in figures(5).items():
            told.requests["received", "total"] += 100
            wrong.append(report(f"{agency}{year}", html(agency, year, told).replace(">0</", ">略</")))
    build(tmp_path / "out", good)
    made = build(tmp_path / "out", [*good, *wrong])
    assert made.reasons == []


def test_one_portal_that_loses_its_reports(tmp_path: Path) -> None:
    many = [report(f"r{n}", html(AGENCY, 2021, figures(n)[2021]), portal="a") for n in range(20)]
    few = [report(f"s{n}", html(AGENCY, 2022, figures(n)[2022]), portal="b") for n in range(3)]
    build(tmp_path / "out", [*many, *few])
    made = build(tmp_path / "out", [*many, few[0]], terms=Terms(load_gates({"reports": {"fall": 0.5}})))
    assert made.held_back
    assert any("reports of b: 3 in the last build, 1" in reason for reason in made.reasons)


def test_a_first_build_is_never_held_back(tmp_path: Path) -> None:
    page = html(AGENCY, 2021, figures()[2021]).replace(">0</", ">略</")
    made = build(tmp_path / "out", [report("r", page)])
    assert not made.held_back
    assert (made.folder / "manifest.json").is_file()


def test_a_few_pages_followed_by_others_are_another_dataset(tmp_path: Path) -> None:
    pages = county(tmp_path / "pages", [AGENCY])
    out = tmp_path / "out"
    prose = tmp_path / "prose.html"
    prose.write_text(
        "<html><body><h1>甲县水利局2016年政府信息公开年度报告</h1><p>未收到申请。</p></body></html>"
    )
    for page in (pages / "u0-2021.html", prose, pages / "u0-2019.html"):
        assert run(["parse", str(page), "--out", str(out)]) == 0
        assert load("reports", path=out)["source"].tolist() == [str(page)]
    # The same page, broken meanwhile, is the same dataset.
    (pages / "u0-2019.html").write_text(prose.read_text())
    assert run(["parse", str(pages / "u0-2019.html"), "--out", str(out)]) == 3


def test_pages_of_another_folder_do_not_excuse_a_broken_build(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(["parse", str(county(tmp_path / "good", [AGENCY])), "--out", str(out)]) == 0
    bad = county(tmp_path / "bad", [AGENCY])
    break_pages(bad, "no tables")
    assert run(["parse", str(bad), "--out", str(out)]) == 3
