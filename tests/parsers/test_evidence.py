"""Tables that share words with the form, on pages of another kind and on reports."""

import pytest

from parsers import parse
from tests.parsers.chrome import BODY

ACTS = (
    "<table><tr><td>项目</td><td>处理决定数量</td></tr><tr><td>行政许可</td><td>1002</td></tr>"
    "<tr><td>行政处罚</td><td>332</td></tr><tr><td>行政强制</td><td>3</td></tr></table>"
)
CATALOGUE = (
    "<table><tr><td>序号</td><td>一级事项</td><td>内容</td><td>时限</td></tr>"
    "<tr><td>1</td><td>行政许可</td><td>许可决定</td><td>20</td></tr>"
    "<tr><td>2</td><td>行政处罚</td><td>处罚决定</td><td>7</td></tr>"
    "<tr><td>3</td><td>行政强制</td><td>强制决定</td><td>7</td></tr></table>"
)
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
LAWSUITS = (
    "<table><tr><td colspan=5>行政复议</td><td colspan=5>行政诉讼</td></tr><tr>"
    + "".join(f"<td>{outcome}</td>" for outcome in OUTCOMES * 2)
    + "</tr><tr>"
    + "".join(f"<td>{n}</td>" for n in (3, 1, 0, 0, 4, 5, 0, 0, 0, 5))
    + "</tr></table>"
)


def page(title: str, body: str) -> bytes:
    return f"<html><h1>{title}</h1><p>发布时间：2024-01-28</p>{body}</html>".encode()


@pytest.mark.parametrize(
    ("title", "table"),
    [
        ("青溪县水利局2023年度行政执法统计年报", ACTS),
        ("青溪县水利局主动公开基本目录", CATALOGUE),
        ("青溪县司法局2023年行政复议应诉工作报告", LAWSUITS),
        ("青溪县2023年法治政府建设年度报告", ACTS),
    ],
)
def test_tables_of_other_papers_are_not_read(title: str, table: str) -> None:
    report = parse(page(title, table))

    assert report.status == "not_a_report"
    assert report.cells == report.checks == ()
    assert [issue.code for issue in report.issues if issue.stage == "parse"].count("form_unknown") == 1


def test_the_same_table_in_a_report_is_read() -> None:
    report = parse(page("青溪县水利局2023年政府信息公开工作年度报告", BODY + ACTS))

    values = {cell.item: cell.value for cell in report.cells if cell.measure == "decisions"}
    assert values == {"licensing": 1002, "penalties": 332, "coercion": 3}


def test_a_table_of_other_columns_does_not_hide_the_form() -> None:
    years = (
        "<table><tr><td>类别</td><td>2022年</td><td>2023年</td></tr>"
        "<tr><td>行政许可</td><td>9001</td><td>9002</td></tr>"
        "<tr><td>行政处罚</td><td>9003</td><td>9004</td></tr></table>"
    )
    report = parse(page("青溪县水利局2023年政府信息公开工作年度报告", BODY + years + ACTS))

    values = {cell.item: cell.value for cell in report.cells if cell.measure == "decisions"}
    assert values == {"licensing": 1002, "penalties": 332, "coercion": 3}


def test_a_half_year_is_no_annual_report() -> None:
    rows = "".join(
        f"<tr><td>{label}</td>{'<td>1</td>' * 7}</tr>"
        for label in (
            "一、本年新收政府信息公开申请数量",
            "二、上年结转政府信息公开申请数量",
            "（一）予以公开",
        )
    )
    body = f"<table>{rows}</table>"

    assert parse(page("青溪县2024年上半年政府信息公开申请情况统计", body)).cells == ()
    assert parse(page("青溪县2024年政府信息公开工作年度报告", body)).cells != ()


FORM = (
    "<table><tr><td colspan=2>第二十条第（五）项</td></tr><tr><td>信息内容</td><td>本年处理决定数量</td></tr>"
    "<tr><td>行政许可</td><td>12</td></tr><tr><td colspan=2>第二十条第（六）项</td></tr>"
    "<tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>行政处罚</td><td>0</td></tr>"
    "<tr><td>行政强制</td><td></td></tr></table>"
)
YEARS = (
    "<table><tr><td>类别</td><td>上年处理决定数量</td><td>本年处理决定数量</td></tr>"
    "<tr><td>行政许可</td><td>901</td><td>902</td></tr><tr><td>行政处罚</td><td>903</td><td>904</td></tr>"
    "<tr><td>行政强制</td><td>905</td><td>906</td></tr></table>"
)


@pytest.mark.parametrize("tables", [YEARS + FORM, FORM + YEARS, ACTS + FORM, CATALOGUE + FORM])
def test_the_table_that_says_it_is_the_form_is_taken(tables: str) -> None:
    report = parse(page("青溪县水利局2023年政府信息公开工作年度报告", BODY + tables))

    values = {cell.item: cell.value for cell in report.cells if cell.measure == "decisions"}
    assert values == {"licensing": 12, "penalties": 0, "coercion": None}


def test_a_list_without_the_form_s_heads_is_placed_nowhere() -> None:
    report = parse(page("青溪县水利局2023年政府信息公开工作年度报告", BODY + CATALOGUE))

    assert not any(cell.value for cell in report.cells if cell.form == "disclosure")


@pytest.mark.parametrize("extract_first", [True, False])
def test_an_extract_gives_way_to_the_whole_table(extract_first: bool) -> None:
    labels = ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开")
    rows = "".join(
        f"<tr><td>{label}</td><td>3</td>{'<td>0</td>' * 5}<td>3</td></tr>"
        for label in (*labels, "（七）总计", "四、结转下年度继续办理")
    )
    extract = "<table><tr><td>答复</td><td>总计</td></tr><tr><td>（一）予以公开</td><td>99</td></tr></table>"
    whole = f"<table>{rows}</table>"
    tables = extract + whole if extract_first else whole + extract
    report = parse(page("青溪县水利局2023年政府信息公开工作年度报告", BODY + tables))

    assert 99 not in {cell.value for cell in report.cells}
    assert [c.value for c in report.cells if (c.item, c.measure) == ("granted", "total")] == [3]
