"""The form's columns printed several times side by side: for two years, for an office and its units."""

import pytest

from gongkai.records import Report
from parsers import parse
from parsers.tables.columns import Column
from parsers.tables.columns_of_years import own_columns
from tests.parsers.paper import html, requests, told

ORGANISATIONS = "商业企业|科研机构|社会公益组织|法律服务机构|其他"
OWN, OTHER = "1|2|3|4|5|6|21", "9|9|9|9|9|9|54"


def report(lines: str, title: str = "青溪县水利局2022年政府信息公开工作年度报告") -> Report:
    return parse(f"<h1>{title}</h1>{html(lines)}".encode())


def two_requests(left: str, right: str, granted: str) -> str:
    names = f"自然人|{ORGANISATIONS}|总计"
    head = f"项目<3^2|{left}<7|{right}<7\n{names}|{names}"
    zeros = "0|0|0|0|0|0|0"
    return requests("2021", {"granted": granted}, head).replace(zeros, f"{zeros}|{zeros}")


def two_norms(left: str, right: str, figures: str) -> str:
    names = "本年制发件数|本年废止件数|现行有效件数"
    return f"信息内容^2|{left}<3|{right}<3\n{names}|{names}\n规章|0|0|0|0|0|0\n行政规范性文件|{figures}"


@pytest.mark.parametrize(
    ("left", "right"), [("2022年", "2021年"), ("本年", "上年"), ("2022年度（件）", "2021年度（件）")]
)
def test_the_columns_of_the_report_s_year_are_read(left: str, right: str) -> None:
    for heads, cells, norms in (
        ((left, right), f"{OWN}|{OTHER}", "3|1|12|6|7|10"),
        ((right, left), f"{OTHER}|{OWN}", "6|7|10|3|1|12"),
    ):
        assert told(report(two_requests(*heads, cells)), "requests", "granted") == [1, 2, 3, 4, 5, 6, 21]
        assert told(report(two_norms(*heads, norms)), "disclosure", "normative_documents") == [3, 1, 12]


@pytest.mark.parametrize(
    ("left", "right"), [("局机关", "下属单位"), ("2020年", "2021年"), ("2022年", "2022年")]
)
def test_where_no_one_is_of_the_report_s_year_none_is_read(left: str, right: str) -> None:
    page = report(two_requests(left, right, f"{OWN}|{OTHER}"))
    assert told(page, "requests", "granted") == ["unassigned"] * 7
    page = report(two_norms(left, right, "3|1|12|6|7|10"))
    assert told(page, "disclosure", "normative_documents") == ["unassigned"] * 3


def test_years_choose_nothing_where_the_report_s_own_is_not_told() -> None:
    page = report(two_norms("2022年", "2021年", "3|1|12|6|7|10"), "青溪县水利局政府信息公开工作年度报告")
    assert told(page, "disclosure", "normative_documents") == ["unassigned"] * 3


def test_columns_that_stand_once_are_left_as_they_are() -> None:
    columns = [Column("created", "本年新制作数量", 1, 1), Column(None, "备注", 2, 2, strange=True)]

    def unasked() -> int:
        raise AssertionError("the year is told by titles, and looked for only where it is needed")

    assert own_columns(columns, [], unasked) == columns
