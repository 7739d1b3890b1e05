"""The 统计表 of 2014: columns beside the count, rows alike, other forms of that time."""

import pytest

from gongkai import codebook
from parsers import parse
from tests.parsers.paper import codes, html, read, row, statistics, told


def test_the_count_stands_under_its_head() -> None:
    report = read(statistics({"responses": "次|12"}))
    assert told(report, "statistics", "responses") == [12]
    assert (report.edition, report.status) == ("2014", "complete")


@pytest.mark.parametrize(
    ("head", "cells", "count"),
    [
        ("统计指标|单位|合计|本级|乡镇", "次|12|5|7", 12),
        ("统计指标|单位|本级|乡镇|合计", "次|5|7|12", 12),
        ("统计指标|单位|本级|乡镇", "次|5|7", 5),
        ("统计指标|单位|统计数|备注", "次|12|含下属3家", 12),
        ("统计指标|单位|备注|统计数", "次|含下属3家|12", 12),
        ("统计指标|单位|上年数|本年数", "次|5|12", 12),
        ("统计指标|单位|第四季度|全年", "次|5|12", 12),
        ("统计指标|单位|全年|12月", "次|12|5", 12),
        ("统计指标|单位|目标数|完成数", "次|5|12", 12),
        ("统计指标|单位|全年目标|实际完成", "次|5|12", 12),
        ("统计指标|单位|本年|累计", "次|12|50", 12),
        ("统计指标|单位|12月|本年累计", "次|5|12", 12),
        ("统计指标|单位|去年同期|统计数|增减", "次|5|12|7", 12),
        ("统计指标|单位|统计数|同比增长", "次|12|140", 12),
        ("统计指标|统计数", "12", 12),
        ("统计指标|单味|统计数", "次|12", 12),
        ("统 计 指 标|单 位|统 计 数", "次|12", 12),
        ("统计指标|单位||统计数", "次||12", 12),
        ("统计指标^2|单位^2|统计数<2\n本级|合计", "次|5|12", 12),
    ],
)
def test_columns(head: str, cells: str, count: float) -> None:
    width = cells.count("|")
    codes = [entry.code for entry in codebook.items("statistics", "2014")]
    lines = statistics(dict.fromkeys(codes, "|" * width or " ") | {"responses": cells}, head)
    assert told(read(lines), "statistics", "responses") == [count]


TITLE = "<h1>青溪县2016年政府信息公开工作年度报告</h1>"


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("统计指标|单位|2015年|2016年", "次|5|12"),
        ("统计指标|单位|2016年|2015年|2014年", "次|12|5|4"),
        ("统计指标|单位|2016年度|2015年度|增减", "次|12|5|7"),
    ],
)
def test_of_columns_of_years_the_report_s_own_is_read(head: str, cells: str) -> None:
    codes = [entry.code for entry in codebook.items("statistics", "2014")]
    lines = statistics(dict.fromkeys(codes, "|" * cells.count("|") or " ") | {"responses": cells}, head)
    report = parse((TITLE + html(lines)).encode())
    assert told(report, "statistics", "responses") == [12]


@pytest.mark.parametrize("head", ["统计指标|单位|第三季度|第四季度", "统计指标|单位|目标数|计划数"])
def test_counts_of_parts_of_the_year_or_of_plans_are_not_the_year_s(head: str) -> None:
    codes = [entry.code for entry in codebook.items("statistics", "2014")]
    report = read(statistics(dict.fromkeys(codes, "次|5|12"), head))
    assert told(report, "statistics", "responses") == ["unassigned"]


def test_several_counts_without_a_head_are_unassigned() -> None:
    report = read(statistics({"responses": "次|5|7"}).split("\n", 1)[1])
    assert told(report, "statistics", "responses") == ["unassigned"]
    assert row(report, "statistics", "responses")[0].raw == "5 7"


def test_rows_alike_go_with_the_row_above_them() -> None:
    rows = {
        "reviews_corrected": "件|3",
        "litigation_corrected": "件|4",
        "reviews_other": "",
        "reviews_upheld": "",
    }
    report = read(statistics(rows))
    assert told(report, "statistics", "reviews_corrected") == [3]
    assert told(report, "statistics", "litigation_corrected") == [4]
    assert told(report, "statistics", "reviews_other") == ["absent"]


def test_rows_alike_in_a_second_table_go_with_the_last_row_of_the_first() -> None:
    lines = statistics({"litigation_corrected": "件|4"}).splitlines()
    cut = next(n for n, line in enumerate(lines) if "五、行政诉讼数量" in line) + 1
    report = read("\n".join(lines[:cut]), "\n".join(lines[cut:]))
    assert told(report, "statistics", "litigation_corrected") == [4]
    assert told(report, "statistics", "reviews_corrected") == [0]


def test_money_is_told_in_yuan() -> None:
    report = read(statistics({"request_fees": "万元|1.2", "budget": "元|500"}))
    assert told(report, "statistics", "request_fees") == [12_000]
    assert told(report, "statistics", "budget") == [500]


@pytest.mark.parametrize("head", ["指标|单位|2016年度|历年累计", "指标|单位|2016年|2017年"])
def test_columns_of_years_are_another_form(head: str) -> None:
    report = read(statistics({"responses": "次|5|7"}, head))
    assert report.cells == ()
    assert "form_unknown" in codes(report)


def test_few_rows_alike_are_another_form() -> None:
    assert read("统计指标|单位|统计数\n收到申请数|件|5\n申请办结数|件|5").cells == ()


@pytest.mark.parametrize(
    ("unit", "told_of_it"),
    [
        ("百万元", [3_500_000]),
        ("万", [35_000]),
        ("百元", [350]),
        ("美元", ["unreadable"]),
        ("万美元", ["unreadable"]),
    ],
)
def test_money_in_units_of_all_kinds(unit: str, told_of_it: list[object]) -> None:
    assert told(read(statistics({"budget": f"{unit}|3.5"})), "statistics", "budget") == told_of_it
    lines = statistics({"budget": f"{unit}|3.5"}).replace("|", " ")
    flat = parse(f"某县水利局2016年政府信息公开工作年度报告\n一、概述\n公开。\n{lines}\n".encode())
    assert told(flat, "statistics", "budget") == told_of_it


def test_counts_in_the_unit_of_their_head() -> None:
    report = read(statistics({"disclosed_total": "条|1.2"}, head="统计指标|单位|统计数（万条）"))
    assert told(report, "statistics", "disclosed_total") == [12_000]
