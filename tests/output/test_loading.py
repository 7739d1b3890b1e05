"""`load`: frames, types, filters, labels, joins, and one clear line for what is wrong."""

import re
import shutil
import warnings
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from gongkai.errors import GongkaiError, UsageError
from output import load
from output.labels import FORMS, header, table_title
from output.loading import NAMES
from output.schema import TABLES
from tests.output.made import cell, check, report, write

RECEIVED = "requests/received/total"
GRANTED = "requests/granted/total"
pytestmark = pytest.mark.filterwarnings("ignore:load.* is empty")
LABEL = "一、本年新收政府信息公开申请数量 | 总计"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four reports of two counties: a printed figure, a blank, a dash, an all-zero row, a duplicate."""
    return write(
        tmp_path_factory.mktemp("made") / "dataset",
        reports=[
            report("a", report_year=2020, edition="2019"),
            report("b", agency="甲县水利局", agency_kind="department"),
            report("c", agency="乙县人民政府", division_code="990202", portal="990202-yi"),
            report("d", agency="乙县人民政府", division_code="990202", duplicate_of="c", status="partial"),
            report("e", report_year=None, edition="none", agency_kind="other", status="image"),
        ],
        cells=[
            cell("a", RECEIVED, 12, report_year=2020, edition="2019"),
            cell("a", GRANTED, None, report_year=2020, edition="2019"),
            cell("a", "disclosure/procurement/amount", 8236541.4, edition="2019", unit="CNY"),
            cell("b", RECEIVED, None, state="dash", raw="-"),
            cell("b", GRANTED, None, state="unassigned", raw="0 0"),
            cell("b", "disclosure/fees/amount", 400.0, unit="CNY"),
            cell("c", RECEIVED, None, state="unassigned", raw="0 10"),
            cell("c", GRANTED, None, state="absent"),
            cell("d", RECEIVED, 0),
            cell("d", GRANTED, None, state="unreadable", raw="若干"),
        ],
        checks=[
            check("a", "pass"),
            check("a", "not_assessable", scope="natural_person"),
            check("b", "not_assessable"),
            check("b", "pass", mode="blank_as_zero"),
            check("c", "pass"),
            check("c", "fail", scope="natural_person"),
            check("d", "pass", authority="implied", check_id="I2"),
        ],
        changes=[{"report_id": report_id, "form": "requests", "item": "other"} for report_id in "ab"],
    )


def test_a_wide_frame_has_one_row_a_report_and_nullable_types(made: Path) -> None:
    frame = load("requests", path=made)
    assert frame["report_id"].tolist() == ["a", "b", "c", "d"]
    assert frame[LABEL].dtype == "Int64"
    assert frame[LABEL].tolist() == [12, pd.NA, pd.NA, 0]
    assert frame["report_year"].dtype == "Int64"
    assert frame["division_code"].dtype == "string"
    assert load("cells", path=made)["item"].dtype == "category"


def test_a_blank_is_no_zero_unless_asked_and_then_it_is_told(made: Path) -> None:
    frame = load("requests", path=made, blank="zero", language="code")
    assert frame["received.total"].tolist() == [12, 0, pd.NA, 0]
    assert frame["granted.total"].tolist() == [0, 0, pd.NA, pd.NA]
    assert frame.attrs["blank"] == "zero"
    assert frame.attrs["cells_counted_as_zero"] == 3
    assert load("requests", path=made).attrs["cells_counted_as_zero"] == 0


def test_cells_count_blanks_the_same_way(made: Path) -> None:
    frame = load("cells", path=made, blank="zero")
    assert (frame["value"] == 0).sum() == 4
    assert frame.attrs == {"table": "cells", "blank": "zero", "cells_counted_as_zero": 3}


ALL_ZERO = ("0", "0 0 0", "０、０", "0\n0", "0.00 0", "零")
NOT_ALL_ZERO = ("0 10", "", "- -", "0件以上", "0.5", "0 1")


@pytest.mark.parametrize(
    ("raw", "zero"), [*((raw, True) for raw in ALL_ZERO), *((raw, False) for raw in NOT_ALL_ZERO)]
)
def test_which_unassigned_rows_are_all_zero(tmp_path: Path, raw: str, zero: bool) -> None:
    folder = write(
        tmp_path / "dataset",
        reports=[report("a")],
        cells=[cell("a", RECEIVED, None, state="unassigned", raw=raw)],
    )
    frame = load("requests", path=folder, blank="zero", language="code")
    assert frame["received.total"].isna().tolist() == [not zero]


def test_money_is_float_and_labelled_by_the_form_that_prints_it(made: Path) -> None:
    frame = load("disclosure", path=made)
    assert frame["政府集中采购 | 采购总金额"].dtype == "Float64"
    assert frame["政府集中采购 | 采购总金额"].tolist() == [8236541.4, pd.NA]
    assert frame["行政事业性收费 | 本年收费金额"].tolist() == [pd.NA, 400.0]
    assert frame.attrs["units"] == {
        "政府集中采购 | 采购总金额": "CNY",
        "行政事业性收费 | 本年收费金额": "CNY",
    }


def test_a_count_with_a_fraction_is_not_cut(tmp_path: Path) -> None:
    cells = [cell("a", RECEIVED, 1.5), cell("a", GRANTED, 2)]
    folder = write(tmp_path / "dataset", reports=[report("a")], cells=cells)
    frame = load("requests", path=folder, language="code")
    assert frame["received.total"].tolist() == [1.5]
    assert frame["granted.total"].dtype == "Int64"


@pytest.mark.parametrize("language", ["zh", "en", "code"])
@pytest.mark.parametrize("form", FORMS)
def test_labels_are_unique(demo: Path, form: str, language: str) -> None:
    frame = load(form, path=demo / "dataset", language=language)
    assert len(frame.columns) > 15
    assert frame.columns.is_unique
    printed = "".join(frame.columns).replace("(printed in 万元)", "")
    assert printed.isascii() == (language != "zh")


def test_repeated_labels_say_what_they_stand_under(demo: Path) -> None:
    columns = load("statistics", path=demo / "dataset").columns
    assert "四、行政复议数量 / （二）被依法纠错数" in columns
    assert "五、行政诉讼数量 / （二）被依法纠错数" in columns


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({"year": 2020}, "a"),
        ({"year": range(2021, 2023)}, "bcd"),
        ({"year": ["2020", 2021]}, "abcd"),
        ({"division": "9901"}, "ab"),
        ({"division": 990202}, "cd"),
        ({"division": ["990101", "9902"]}, "abcd"),
        ({"division": "43"}, ""),
        ({"agency_kind": "department"}, "b"),
        ({"agency_kind": ["department", "government"]}, "abcd"),
        ({"edition": "2019"}, "a"),
        ({"edition": ("2019", "2021")}, "abcd"),
        ({"checks": "passed"}, "a"),
        ({"checks": "passed", "blank": "zero"}, "b"),
        ({"duplicates": "drop"}, "abc"),
        ({"division": "99", "year": 2021, "agency_kind": "government", "duplicates": "drop"}, "c"),
    ],
    ids=str,
)
def test_filters_hold_together_for_forms_and_tables(made: Path, filters: dict, ids: str) -> None:
    assert load("requests", path=made, **filters)["report_id"].tolist() == list(ids)
    cells = load("cells", path=made, **filters)
    assert set(cells[cells["form"] == "requests"]["report_id"]) == set(ids)


def test_filters_of_other_tables(made: Path) -> None:
    assert load("changes", path=made, year=2020)["report_id"].tolist() == ["a"]
    assert load("reports", path=made, division="9902")["report_id"].tolist() == ["c", "d"]
    assert load("reports", path=made, edition="none")["report_id"].tolist() == ["e"]
    assert set(load("checks", path=made, agency_kind="department")["report_id"]) == {"b"}


def test_a_cell_is_chosen_by_the_edition_of_its_own_table(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "dataset",
        reports=[report("m", edition="mixed")],
        cells=[
            cell("m", RECEIVED, 3, edition="2019"),
            cell("m", "disclosure/regulations/issued", 1, edition="2021"),
        ],
    )
    assert load("requests", path=folder, edition="2019")["report_id"].tolist() == ["m"]
    assert load("requests", path=folder, edition="2021").empty
    assert load("reports", path=folder, edition="2021").empty


def test_an_empty_choice_keeps_columns_and_types(made: Path) -> None:
    frame = load("requests", path=made, year=1999)
    assert frame.empty
    assert frame[LABEL].dtype == "Int64"
    none, all_years = (load("cells", path=made, year=year).dtypes.astype(str) for year in (1999, None))
    assert none.to_dict() == all_years.to_dict()


def test_join_codebook_names_items_and_measures(made: Path) -> None:
    frame = load("cells", path=made, join="codebook")
    assert frame.columns.get_loc("item_label") == frame.columns.get_loc("measure") + 1
    assert frame.loc[0, ["item_label", "measure_label"]].tolist() == [*LABEL.split(" | ")]
    english = load("cells", path=made, join="codebook", language="en")
    assert english.loc[0, "item_label"] == "Requests newly received this year"


def test_a_change_of_a_whole_report_has_no_label(tmp_path: Path) -> None:
    changes = [
        {"report_id": "a", "item": "report", "new": "complete"},
        {"report_id": "a", "form": "disputes", "item": "review", "measure": "other", "new": "1"},
    ]
    frame = load("changes", path=write(tmp_path / "dataset", changes=changes), join="codebook")
    assert frame["item_label"].isna().tolist() == [True, False]
    assert frame.loc[1, ["item_label", "measure_label"]].tolist() == ["行政复议", "其他结果"]


def test_two_cells_for_one_figure_are_not_passed_over(tmp_path: Path) -> None:
    cells = [cell("a", RECEIVED, 1), cell("a", RECEIVED, 2)]
    folder = write(tmp_path / "dataset", reports=[report("a")], cells=cells)
    with pytest.raises(GongkaiError, match="two rows for one figure"):
        load("requests", path=folder)


def test_join_reports_says_who_reports(made: Path) -> None:
    frame = load("checks", path=made, join=["reports"], checks="passed")
    assert frame["agency"].tolist() == ["甲县人民政府"] * 2
    assert len(frame) == 2


@pytest.mark.parametrize("name", TABLES)
def test_every_table_loads_with_its_declared_columns(demo: Path, name: str) -> None:
    frame = load(name, path=demo / "dataset")
    assert list(frame.columns) == TABLES[name].schema.names
    kinds = {str(kind) for kind in frame.dtypes}
    assert kinds <= {
        "string",
        "category",
        "Int64",
        "float64",
        "datetime64[ms, UTC]",
        "datetime64[ms, Asia/Shanghai]",
    }


def test_what_an_older_dataset_lacks_is_null_or_empty(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "dataset",
        without=["coverage"],
        reports=[report("a")],
        cells=[cell("a", RECEIVED, 7)],
    )
    file = folder / "reports" / "all.parquet"
    older = pq.read_table(file).drop_columns(["duplicate_of", "issues", "agency_kind"])
    pq.write_table(older, file)
    reports = load("reports", path=folder)
    assert reports[["duplicate_of", "issues", "agency_kind"]].isna().all(axis=None)
    assert reports.dtypes[["duplicate_of", "issues"]].astype(str).tolist() == ["string", "Int64"]
    assert load("coverage", path=folder).empty
    assert load("requests", path=folder)[LABEL].tolist() == [7]


def test_a_code_that_the_codebook_lacks_is_kept_under_its_codes(tmp_path: Path) -> None:
    cells = [cell("a", RECEIVED, 7), cell("a", "requests/withdrawn/total", 2)]
    folder = write(tmp_path / "dataset", reports=[report("a")], cells=cells)
    frame = load("requests", path=folder)
    assert frame.columns[-2:].tolist() == [LABEL, "withdrawn.total"]
    assert frame["withdrawn.total"].tolist() == [2]
    labels = load("cells", path=folder, join="codebook")["item_label"]
    assert labels.tolist() == [LABEL.split(" | ")[0], "withdrawn"]


@pytest.mark.parametrize("table", ["reports", "cells", "checks"])
@pytest.mark.parametrize(
    "damage",
    [lambda _: b"", lambda content: content[:300], lambda content: bytes(1_000) + content[1_000:]],
    ids=["empty", "cut", "overwritten"],
)
def test_a_damaged_file_is_told_with_the_remedy(demo: Path, tmp_path: Path, table: str, damage) -> None:
    folder = tmp_path / "dataset"
    shutil.copytree(demo / "dataset", folder)
    file = folder / table / "2021.parquet"
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(GongkaiError, match=f"dataset/{table}.*gongkai parse builds it anew") as caught:
        load("requests", path=folder, checks="passed")
    assert "\n" not in str(caught.value)


def test_where_the_dataset_is_looked_for(made: Path, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(demo))
    assert len(load("reports")) > 50
    monkeypatch.setenv("GONGKAI_DATA", str(made.parent))
    assert len(load("reports")) == 5
    assert len(load("reports", path=demo)) > 50


def test_a_notebook_in_a_folder_of_its_own_finds_the_dataset(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GONGKAI_DATA", raising=False)
    (tmp_path / "data").symlink_to(made.parent)
    (tmp_path / "notebooks" / "mine").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "notebooks" / "mine")
    assert len(load("reports")) == 5
    (tmp_path / "data").unlink()
    with pytest.raises(UsageError, match=r"notebooks/mine/data: no dataset there"):
        load("reports")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"name": "request"}, "request: no such form or table; there are disclosure, requests"),
        ({"name": "requests", "blank": "none"}, "blank='none': there are null, zero"),
        ({"name": "requests", "language": "fr"}, "language='fr': there are zh, en, code"),
        ({"name": "requests", "edition": 2020}, "edition='2020': there are 2014, 2019, 2021, mixed, none"),
        ({"name": "requests", "agency_kind": "bureau"}, "agency_kind='bureau': there are government"),
        ({"name": "requests", "division": "芦淞"}, "GB/T 2260"),
        ({"name": "requests", "year": "last"}, "report year"),
        ({"name": "requests", "year": []}, "year: an empty choice"),
        ({"name": "requests", "checks": "pass"}, "checks='pass': there are any, passed"),
        ({"name": "captures", "division": "43"}, "captures: holds no reports; of the filters none can apply"),
        ({"name": "codebook", "year": 2021}, "codebook: holds no reports"),
        ({"name": "requests", "join": "codebook"}, "has nothing to add"),
        ({"name": "cells", "join": "labels"}, "join='labels': there are codebook, reports"),
    ],
    ids=str,
)
def test_wrong_names_are_told_with_the_right_ones(made: Path, arguments: dict, words: str) -> None:
    with pytest.raises(UsageError, match=re.escape(words)) as caught:
        load(path=made, **arguments)
    assert "\n" not in str(caught.value)


def test_no_dataset_is_told_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no dataset there; run gongkai demo or gongkai parse"):
        load("reports", path=tmp_path / "nothing")


def test_every_column_has_a_chinese_header_of_its_own() -> None:
    for name, table in TABLES.items():
        headers = [header(name, column) for column in table.schema.names]
        assert len(set(headers)) == len(headers)
        assert not any(text.isascii() for text in headers)
    assert all(table_title(name) for name in NAMES)


@pytest.mark.parametrize(
    ("name", "chosen", "told"),
    [
        ("requests", {"year": 2031}, "no report has year=2031; the dataset has 2020 to 2021"),
        ("cells", {"division": "43", "year": [2020, 2021]}, "no report has year=2020, 2021, division=43"),
        ("disputes", {"year": 2021}, "none of the 3 reports with year=2021 has any"),
        ("reports", {"agency_kind": "township"}, "no report has agency_kind=township"),
        ("issues", {"year": 2031}, "no report has year=2031"),
        ("requests", {"checks": "passed", "agency_kind": "other"}, "has agency_kind=other, checks=passed"),
    ],
)
def test_a_choice_that_matches_nothing_is_told(made: Path, name: str, chosen: dict, told: str) -> None:
    with pytest.warns(UserWarning, match=re.escape(told)) as caught:
        assert load(name, path=made, **chosen).empty
    assert len(caught) == 1
    assert caught[0].filename == __file__


def test_what_is_empty_for_a_good_reason_is_no_warning(made: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert load("issues", path=made, year=2021).empty
        assert load("issues", path=made).empty
        assert not load("requests", path=made, year=2021).empty
