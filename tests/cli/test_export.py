"""`gongkai export` as typed: files, filters, one line for what is wrong."""

import json
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from gongkai.cli.app import run


def test_all_formats_into_one_folder(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "tables"
    arguments = ["requests", "checks", "--xlsx", "--csv", "--stata", "--year", "2023", "--division", "990101"]
    assert run(["export", *arguments, "--data", str(demo), "--out", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    files = {Path(file["path"]).name: file["tables"] for file in told["files"]}
    assert set(files) == {"gongkai.xlsx", "requests.csv", "checks.csv", "requests.dta", "checks.dta"}
    assert files["gongkai.xlsx"] == {**files["requests.csv"], **files["checks.csv"]}
    frame = pd.read_csv(out / "requests.csv", encoding="utf-8-sig")
    assert len(frame) == files["requests.csv"]["requests"] > 3
    assert set(frame["报告年度"]) == {2023}
    assert set(frame["行政区划代码"]) == {990101}
    assert sorted(path.name for path in out.iterdir()) == sorted(files)


def test_one_named_file(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.xlsx"
    assert run(["export", "--xlsx", "--kind", "township", "--data", str(demo), "--out", str(file)]) == 0
    assert capsys.readouterr().out.startswith(f"{file}  (reports ")
    book = openpyxl.load_workbook(file)
    assert len(book.sheetnames) == 6
    kinds = {row[7] for row in book["报告"].iter_rows(min_row=2, values_only=True)}
    assert kinds == {"township"}


def test_a_selection_that_nothing_fits_is_told(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["export", "--csv", "--division", "11", "--data", str(demo), "--out", str(tmp_path)]
    assert run(arguments) == 0
    told = capsys.readouterr()
    assert "No row fits the selection" in told.err
    assert run([*arguments[:2], "--kind", "township", *arguments[4:]]) == 0
    assert "No row fits" not in capsys.readouterr().err


def test_the_default_place_is_beside_the_dataset(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "codebook", "--csv", "--data", str(demo)]) == 0
    assert str(demo / "export" / "codebook.csv") in capsys.readouterr().out
    assert (demo / "export" / "codebook.csv").is_file()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "say which files to write: --xlsx, --csv or --stata"),
        (["nothing", "--csv"], "nothing: no such form or table; there are disclosure, requests"),
        (["--csv", "--year", "21"], "give a report year such as 2021"),
        (["--csv", "--division", "x"], "first digits of a GB/T 2260 code"),
        (["--csv", "--kind", "bureau"], "there are government, department, township, other"),
        (["--csv", "--out", "x.csv"], "x.csv: one .csv file holds one table"),
        (["requests", "--csv", "--out", "x.dta"], "x.dta: a .dta file cannot hold csv"),
        (["requests", "--csv", "--xlsx", "--out", "x.csv"], "x.csv: a .csv file cannot hold xlsx and csv"),
        (["captures", "--csv", "--division", "99"], "captures: holds no reports"),
        (["--csv", "--dataset", "nowhere"], "nowhere: no dataset there"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_is_one_line(
    demo: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["export", *arguments, "--data", str(demo)]) == 2
    message = capsys.readouterr().err
    assert words in message
    assert message.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
