"""Tables with a row for each of several years: which rows are the report's own."""

import pytest

from gongkai.records import Report
from parsers import parse
from tests.parsers.paper import codes, html, requests, statistics, told

TITLE = "青溪县水利局2022年政府信息公开工作年度报告"
UNTITLED = "青溪县水利局政府信息公开工作年度报告"
ORDERS = pytest.mark.parametrize("order", [(2022, 2021), (2021, 2022)])
ORGANISATIONS = "商业企业|科研机构|社会公益组织|法律服务机构|其他"


def report(lines: str, title: str = TITLE) -> Report:
    return parse(f"<h1>{title}</h1>{html(lines)}".encode())


def norms(order: tuple[int, int]) -> str:
    figures = {2022: "3|1|12", 2021: "6|7|10"}
    first, second = (f"{year}年|{figures[year]}" for year in order)
    return f"信息内容<2|本年制发件数|本年废止件数|现行有效件数\n行政规范性文件^2|{first}\n{second}"


def answers(order: tuple[int, int]) -> str:
    """Requests with two rows beside each label, which stands over two columns."""
    figures = {2022: "1|2|3|4|5|6|21", 2021: "9|0|0|0|0|0|9"}
    head, *rows = requests("2021", {}, f"项目<4|自然人|{ORGANISATIONS}|总计").splitlines()
    first, second = (f"{year}年|{figures[year]}" for year in order)
    labels = [line.split("<3|")[0] for line in rows]
    return "\n".join([head, *(f"{label}<3^2|{first}\n{second}" for label in labels)])


@ORDERS
def test_rows_beside_a_label_are_read_by_their_years(order: tuple[int, int]) -> None:
    page = report(norms(order))
    assert told(page, "disclosure", "normative_documents") == [3, 1, 12]
    assert {cell.grid_row for cell in page.cells if cell.item == "normative_documents"} == {
        1 + order.index(2022)
    }
    assert told(report(answers(order)), "requests", "granted") == [1, 2, 3, 4, 5, 6, 21]
    assert told(report(answers(order)), "requests", "received") == [1, 2, 3, 4, 5, 6, 21]


@ORDERS
def test_of_kinds_of_disputes_and_of_indicators_too(order: tuple[int, int]) -> None:
    figures = {2022: "1|0|2|0|3", 2021: "8|8|8|8|32"}
    first, second = (f"{year}年|{figures[year]}" for year in order)
    kinds = ("行政复议", "未经复议直接起诉", "复议后起诉")
    lines = [
        "类别|年度|结果维持|结果纠正|其他结果|尚未审结|总计",
        *(f"{k}^2|{first}\n{second}" for k in kinds),
    ]
    page = report("\n".join(lines))
    assert [told(page, "disputes", kind) for kind in ("review", "litigation_after_review")] == [
        [1, 0, 2, 0, 3]
    ] * 2
    head, *rows = statistics({}).splitlines()
    lines = [f"{head.replace('单位', '单位|年度')}"]
    for line in rows:
        label, unit, _ = line.split("|")
        lines.append(f"{label}^2|{unit}^2|{order[0]}年|{order[0] % 100}\n{order[1]}年|{order[1] % 100}")
    page = report("\n".join(lines))
    assert told(page, "statistics", "complaints") == [22]


@ORDERS
def test_where_the_report_s_year_is_not_told_no_row_is_taken(order: tuple[int, int]) -> None:
    page = report(norms(order), UNTITLED)
    assert told(page, "disclosure", "normative_documents") == ["unassigned"] * 3
    assert {"table_repeated", "cells_unassigned"} <= codes(page)
    assert told(report(answers(order), UNTITLED), "requests", "granted") == ["unassigned"] * 7


def test_a_band_over_the_rows_of_a_year() -> None:
    def block(year: int, figures: str) -> str:
        return f"{year}年度<4\n信息内容|本年制发件数|本年废止件数|现行有效件数\n行政规范性文件|{figures}"

    page = report("\n".join([block(2021, "6|7|10"), block(2022, "3|1|12")]))
    assert told(page, "disclosure", "normative_documents") == [3, 1, 12]


def test_a_count_that_reads_like_a_year_is_a_count() -> None:
    lines = "信息内容|本年处理决定数量\n行政许可|2022\n行政处罚|2021\n行政强制|0"
    page = report(lines)
    assert [told(page, "disclosure", item) for item in ("licensing", "penalties")] == [[2022], [2021]]
