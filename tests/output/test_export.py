"""Exports, read back by the programs that people will open them with."""

import datetime
import re
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from gongkai.codebook import entries
from gongkai.errors import UsageError
from output import load
from output.export import Sheet, sheets, write_csv, write_stata, write_xlsx
from output.export.stata import variable_names
from output.labels import FORMS
from output.loading import NAMES
from output.selection import select
from tests.output.made import cell, report, write

RECEIVED = "requests/received/total"
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1+1", "＝1", "－5")
WHEN = datetime.datetime(2021, 1, 31, 17, 17, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports whose texts try to be formulas, one with a time, and figures of every kind."""
    hostile = [report(f"f{n}", title=text, division_code="990102") for n, text in enumerate(FORMULAS)]
    return write(
        tmp_path_factory.mktemp("made") / "dataset",
        reports=[report("a", published_at=WHEN, fetched_at=WHEN, title="含#N/A与\x01控制符"), *hostile],
        cells=[
            cell("a", RECEIVED, 12, raw="12"),
            cell("a", "requests/granted/total", None, raw="-", state="dash"),
            cell("a", "disclosure/procurement/amount", 8236541.4, unit="CNY", edition="2019"),
            cell("a", "disclosure/licensing/change", -3, unit="项", edition="2019", raw="-3"),
            *(cell(f"f{n}", RECEIVED, n, report_year=2022) for n in range(len(FORMULAS))),
        ],
        sections=[
            {"report_id": "a", "position": 0, "level": 0, "text": "长" * 40_000},
            {"report_id": "a", "position": 1, "level": 1, "text": "#N/A", "heading": "=cmd|' /C calc'!A0"},
        ],
    )


def one(folder: Path, name: str, blank: str = "null", **filters) -> Sheet:
    (sheet,) = sheets(folder, [name], select(**filters), blank)
    return sheet


def test_csv_opens_in_excel_and_reads_back(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "requests.csv"
    assert write_csv(one(made, "requests"), path) == 10
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    frame = pd.read_csv(path, encoding="utf-8-sig", dtype={"行政区划代码": "string"})
    assert frame["报告机关"].eq("甲县人民政府").all()
    assert frame["一、本年新收政府信息公开申请数量 | 总计"].tolist() == [12, *range(len(FORMULAS))]
    assert frame["（一）予以公开 | 总计"].isna().all()


def test_csv_numbers_are_untouched_and_counts_have_no_decimals(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "disclosure.csv"
    write_csv(one(made, "disclosure"), path)
    header, row = path.read_text(encoding="utf-8-sig").splitlines()
    assert header.endswith("行政许可 | 本年增/减,政府集中采购 | 采购总金额")
    assert row.endswith(",-3,8236541.4")
    write_csv(one(made, "cells", year=2021), tmp_path / "cells.csv")
    text = (tmp_path / "cells.csv").read_text(encoding="utf-8-sig")
    assert ",12,件,number,12," in text
    assert ",-3,项,number,'-3," in text


@pytest.mark.parametrize("text", FORMULAS, ids=repr)
def test_no_text_begins_a_formula(made: Path, tmp_path: Path, text: str) -> None:
    sheet = one(made, "reports", division="990102")
    write_csv(sheet, tmp_path / "reports.csv")
    titles = pd.read_csv(tmp_path / "reports.csv", encoding="utf-8-sig", dtype=str)["标题"]
    written = titles[FORMULAS.index(text)]
    assert written.replace("\n", "\r") == "'" + text
    write_xlsx([sheet], tmp_path / "reports.xlsx")
    column = cells_of(tmp_path / "reports.xlsx")["标题"]
    assert column[FORMULAS.index(text)].data_type == "s"
    assert str(column[FORMULAS.index(text)].value)[0] == "'"


def test_something_invisible_does_not_hide_a_formula(tmp_path: Path) -> None:
    texts = ["\x01=1+1", "\x0b=1+1", "\x00@x", "\u3000=1", "\ufeff=1", "a=1", "", "1-1", "（-）"]
    folder = write(tmp_path / "dataset", reports=[report(str(n), title=text) for n, text in enumerate(texts)])
    write_xlsx([one(folder, "reports")], tmp_path / "reports.xlsx")
    titles = cells_of(tmp_path / "reports.xlsx")["标题"]
    assert [cell.value for cell in titles] == [
        "'=1+1",
        "'=1+1",
        "'@x",
        "'\u3000=1",
        "'\ufeff=1",
        "a=1",
        None,
        "1-1",
        "（-）",
    ]


def cells_of(path: Path, worksheet: int = 0) -> dict[str, list]:
    """Cells of a worksheet by the header of their column."""
    rows = list(openpyxl.load_workbook(path).worksheets[worksheet].iter_rows())
    return {str(head.value): list(column) for head, *column in zip(*rows, strict=True)}


def test_xlsx_has_a_worksheet_a_table_and_a_legend(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "gongkai.xlsx"
    assert write_xlsx(sheets(made, (), select()), path) == {
        "reports": 10,
        "disclosure": 1,
        "requests": 10,
        "disputes": 0,
        "statistics": 0,
    }
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[0] == "报告"
    assert book.sheetnames[-1] == "说明"
    assert book.worksheets[0].freeze_panes == "C2"
    legend = {row[1]: row for row in book["说明"].iter_rows(values_only=True)}
    assert legend["政府集中采购 | 采购总金额"][3] == "元"
    assert "image：数字仅见于图片" in legend["状态"][4]
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type in ("f", "e")]


def test_xlsx_keeps_types(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "gongkai.xlsx"
    write_xlsx([one(made, "disclosure"), one(made, "reports")], path)
    figures, reports = cells_of(path), cells_of(path, 1)
    assert figures["政府集中采购 | 采购总金额"][0].value == 8236541.4
    assert figures["行政许可 | 本年增/减"][0].value == -3
    assert figures["行政区划代码"][0].value == "990101"
    assert reports["发布时间（北京时间）"][0].value.isoformat() == "2021-01-31T17:17:00"
    assert reports["抓取时间（UTC）"][0].value.isoformat() == "2021-01-31T09:17:00"
    assert reports["抓取时间（UTC）"][1].value is None
    assert reports["标题"][0].value == "含#N/A与控制符"


def test_xlsx_cuts_a_text_that_no_cell_holds_and_says_so(made: Path, tmp_path: Path) -> None:
    write_xlsx([one(made, "sections")], tmp_path / "gongkai.xlsx")
    long, error = cells_of(tmp_path / "gongkai.xlsx")["正文"]
    assert len(long.value) == 32_767
    assert long.value.endswith("长…")
    assert (error.value, error.data_type) == ("#N/A", "s")


def test_a_long_table_goes_on_in_another_worksheet(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "gongkai.xlsx"
    write_xlsx([one(made, "requests")], path, rows_per_sheet=4)
    book = openpyxl.load_workbook(path)
    title = "收到和处理政府信息公开申请情况"
    assert book.sheetnames == [title, f"{title} (2)", f"{title} (3)", "说明"]
    assert [sheet.max_row for sheet in book.worksheets[:3]] == [5, 5, 3]
    ids = [row[0].value for sheet in book.worksheets[:3] for row in sheet.iter_rows(min_row=2)]
    assert ids == ["a", *(f"f{n}" for n in range(len(FORMULAS)))]


def test_stata_reads_back_with_chinese_labels(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "disclosure.dta"
    assert write_stata(one(made, "disclosure"), path) == [(path, 1)]
    with pd.read_stata(path, iterator=True) as reader:
        labels = reader.variable_labels()
        frame = reader.read()
    assert labels["procurement_amount"] == "政府集中采购 | 采购总金额"
    assert labels["agency"] == "报告机关"
    assert frame.loc[0, "procurement_amount"] == 8236541.4
    assert frame.loc[0, "agency"] == "甲县人民政府"
    assert frame.loc[0, "report_year"] == 2021


def test_stata_keeps_texts_as_they_are_and_nulls_missing(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "reports.dta"
    write_stata(one(made, "reports"), path)
    frame = pd.read_stata(path)
    assert frame["title"].tolist()[1:] == list(FORMULAS)
    assert frame["published_at"].tolist()[0] == pd.Timestamp("2021-01-31 17:17")
    assert frame["published_at"].isna().sum() == len(FORMULAS)
    write_stata(one(made, "requests"), tmp_path / "requests.dta")
    assert pd.read_stata(tmp_path / "requests.dta")["granted_total"].isna().all()
    write_stata(one(made, "sections"), tmp_path / "sections.dta")
    assert pd.read_stata(tmp_path / "sections.dta")["text"].str.len().tolist() == [40_000, 4]


def test_a_long_table_goes_on_in_another_stata_file(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "requests.dta"
    files = write_stata(one(made, "requests"), path, rows_per_file=4)
    assert [(file.name, rows) for file, rows in files] == [
        ("requests.dta", 4),
        ("requests-2.dta", 4),
        ("requests-3.dta", 2),
    ]
    assert pd.concat(pd.read_stata(file) for file, _ in files)["received_total"].tolist() == [12, *range(9)]
    write_stata(one(made, "requests"), path)
    assert [file.name for file in tmp_path.glob("*.dta")] == ["requests.dta"]


@pytest.mark.parametrize("form", FORMS)
def test_stata_names_are_legal_unique_and_cover_the_form(form: str) -> None:
    items, measures = (
        [entry.code for entry in entries() if (entry.form, entry.kind) == (form, kind)]
        for kind in ("item", "measure")
    )
    codes = items if len(measures) == 1 else [f"{item}.{m}" for item in items for m in measures]
    names = variable_names(form, codes)
    assert len(set(names.values())) == len(codes)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,31}", name) for name in names.values())
    assert variable_names(form, codes[-1:]) == {codes[-1]: names[codes[-1]]}


def test_stata_names_a_figure_that_the_codebook_lacks(tmp_path: Path) -> None:
    figure = "requests/withdrawn_by_the_applicant_before_a_decision/total"
    folder = write(
        tmp_path / "dataset", reports=[report("a")], cells=[cell("a", RECEIVED, 1), cell("a", figure, 5)]
    )
    write_stata(one(folder, "requests"), tmp_path / "requests.dta")
    frame = pd.read_stata(tmp_path / "requests.dta")
    assert frame.iloc[0, -1] == 5
    assert re.fullmatch(r"wit[a-z_]{1,29}", frame.columns[-1])


def test_blanks_count_as_zero_only_when_asked(made: Path, tmp_path: Path) -> None:
    for blank, expected in (("null", [None]), ("zero", [0])):
        write_xlsx([one(made, "requests", blank, year=2021)], tmp_path / "x.xlsx")
        assert [c.value for c in cells_of(tmp_path / "x.xlsx")["（一）予以公开 | 总计"]] == expected
        write_csv(one(made, "cells", blank, year=2021), tmp_path / "cells.csv")
        frame = pd.read_csv(tmp_path / "cells.csv", encoding="utf-8-sig")
        assert frame[frame["单元格状态"] == "dash"]["数值"].isna().tolist() == [blank == "null"]


@pytest.mark.parametrize("name", NAMES)
def test_every_table_is_exported_whole(demo: Path, tmp_path: Path, name: str) -> None:
    folder = demo / "dataset"
    rows = len(load(name, path=folder))
    sheet = one(folder, name)
    assert write_csv(sheet, tmp_path / "x.csv") == rows
    frame = pd.read_csv(tmp_path / "x.csv", encoding="utf-8-sig", dtype=str)
    assert frame.shape == (rows, len(sheet.columns))
    assert list(frame.columns) == [column.header for column in sheet.columns]
    assert sum(count for _, count in write_stata(sheet, tmp_path / "x.dta")) == rows
    assert pd.read_stata(tmp_path / "x.dta").shape == frame.shape


@pytest.mark.parametrize("name", ["cells", "requests", "reports"])
def test_rows_come_a_few_at_a_time_and_give_the_same_file(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    write_csv(one(demo / "dataset", name), tmp_path / "whole.csv")
    wide = load("requests", path=demo, blank="zero")
    monkeypatch.setattr("output.reading.ROWS_AT_ONCE", 500 if name == "cells" else 20)
    sheet = one(demo / "dataset", name)
    lengths = [len(frame) for frame in sheet.frames()]
    assert name == "requests" or (len(lengths) >= 4 and max(lengths) <= 1_000)
    write_csv(sheet, tmp_path / "parts.csv")
    assert (tmp_path / "parts.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()
    if name == "requests":
        pd.testing.assert_frame_equal(load("requests", path=demo, blank="zero"), wide)


def test_a_failed_export_leaves_the_old_file_and_no_other(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "requests.csv"
    path.write_text("old")

    def frames(self: Sheet):
        yield from original(self)
        raise OSError(28, "No space left on device")

    original = Sheet.frames
    monkeypatch.setattr(Sheet, "frames", frames)
    with pytest.raises(OSError, match="No space"):
        write_csv(one(made, "requests"), path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_unknown_names_and_filters_that_cannot_hold(made: Path) -> None:
    with pytest.raises(UsageError, match="request: no such form or table"):
        one(made, "request")
    with pytest.raises(UsageError, match="codebook: holds no reports"):
        one(made, "codebook", year=2021)
