"""The table of Article 20: blocks with heads of their own, columns lost or padded, units of money."""

import pytest

from parsers import parse
from tests.parsers.paper import codes, read, row, told

NORMS_2019 = """
第二十条第（一）项<4
信息内容|本年新制作数量|本年新公开数量|对外公开总数量
规章|1|2|3
规范性文件|4|5|6
"""
NORMS_2021 = """
信息内容|本年制发件数|本年废止件数|现行有效件数
规章|1|2|3
行政规范性文件|4|5|6
"""
FEES = """
信息内容|本年收费金额
行政事业性收费|35.5
"""
PROCUREMENT = """
信息内容|采购项目数量|采购总金额
政府集中采购|7|35.5
"""


def test_labels_tell_the_edition() -> None:
    assert read(NORMS_2019).edition == "2019"
    assert read(NORMS_2021).edition == "2021"
    assert told(read(NORMS_2019), "disclosure", "normative_documents") == [4, 5, 6]


def test_heads_that_lost_their_second_half() -> None:
    halved = NORMS_2019.replace("本年新制作数量", "本年新").replace("本年新公开数量", "本年新")
    report = read(halved)
    assert told(report, "disclosure", "regulations") == [1, 2, 3]
    assert row(report, "disclosure", "regulations")[0].note == "columns by order"
    assert codes(report) == {"label_missing"}


def test_a_head_of_words_unknown_is_no_column_of_the_form() -> None:
    lines = (
        NORMS_2019.replace("|对外公开总数量", "|环比|对外公开总数量")
        .replace("|3", "|9|3")
        .replace("|6", "|9|6")
    )
    report = read(lines)
    assert told(report, "disclosure", "regulations") == [1, 2, 3]
    assert "label_unknown" in codes(report)


@pytest.mark.parametrize(
    "lines",
    [
        "信息内容|本年处理决定数量<3\n行政处罚|8||\n行政强制|9||",
        "信息内容|本年处理决定数量<3\n行政处罚||8|\n行政强制||9|",
        "信息内容|本年处理决定数量||\n行政处罚|8<3\n行政强制|9<3",
        "信息内容|本年处理决定数量||\n行政处罚|8||\n行政强制|9||",
        "第二十条第（六）项^3|信息内容|本年处理决定数量\n行政处罚|8\n行政强制|9",
    ],
)
def test_empty_cells_in_place_of_spans(lines: str) -> None:
    report = read(NORMS_2021, lines)
    assert [told(report, "disclosure", item) for item in ("penalties", "coercion")] == [[8], [9]]


def test_two_figures_under_one_head_are_unassigned() -> None:
    report = read(NORMS_2021, "信息内容|本年处理决定数量<3\n行政处罚|8||5\n行政强制|9||")
    assert told(report, "disclosure", "penalties") == ["unassigned"]
    assert row(report, "disclosure", "penalties")[0].raw == "8 5"


def test_heads_of_another_item_do_not_count() -> None:
    report = read(NORMS_2021 + "行政许可|7|8|9")
    assert told(report, "disclosure", "licensing") == ["unassigned"]


def test_heads_printed_once_stand_over_the_next_item() -> None:
    report = read(
        "信息内容|上一年项目数量|本年增/减|处理决定数量\n行政许可|1|-2|3\n第二十条第（六）项<4\n行政处罚|4|+5|6"
    )
    assert told(report, "disclosure", "licensing") == [1, -2, 3]
    assert told(report, "disclosure", "penalties") == [4, 5, 6]


def test_a_row_that_no_form_has() -> None:
    report = read(NORMS_2019 + "其他主动公开文件|7|8|9")
    assert told(report, "disclosure", "normative_documents") == [4, 5, 6]
    assert "label_unknown" in codes(report)


def test_a_row_of_all_blanks_is_blank_whatever_its_cells() -> None:
    assert told(read(NORMS_2019.replace("4|5|6", "")), "disclosure", "normative_documents") == ["blank"] * 3


@pytest.mark.parametrize(
    ("parts", "yuan", "note"),
    [
        ((FEES,), 355_000, "unit 万元"),
        ((FEES.replace("收费金额", "收费金额（单位：元）"),), 35.5, "unit 元"),
        ((FEES.replace("收费金额", "收费金额（单位：万元）"),), 355_000, "unit 万元"),
        ((FEES.replace("35.5", "35.5元"),), 35.5, "unit 元"),
        (("<p>单位：元</p>", FEES), 35.5, "unit 元"),
        (("单位：元<2" + FEES,), 35.5, "unit 元"),
        ((FEES.replace("收费金额", "收费金额（如35元）"),), 355_000, "unit 万元"),
        ((FEES.replace("|35.5", "|35.5|元").replace("收费金额", "收费金额|单位"),), 35.5, "unit 元"),
    ],
)
def test_fees_are_told_in_yuan(parts: tuple[str, ...], yuan: float, note: str) -> None:
    report = read(NORMS_2021, *parts)
    cell = row(report, "disclosure", "fees")[0]
    assert (cell.value, cell.note) == (yuan, note)


@pytest.mark.parametrize(
    ("parts", "yuan", "note"),
    [
        ((PROCUREMENT,), 35.5, "unit assumed"),
        ((PROCUREMENT.replace("总金额", "总金额（万元）"),), 355_000, "unit 万元"),
        ((PROCUREMENT.replace("总金额", "总金额/万元"),), 355_000, "unit 万元"),
        ((PROCUREMENT.replace("总金额", "总金额（亿元）"),), 3_550_000_000, "unit 亿元"),
        ((PROCUREMENT.replace("总金额", "总金额（百万元）"),), 35_500_000, "unit 百万元"),
        ((PROCUREMENT.replace("总金额", "总金额（万）"),), 355_000, "unit 万元"),
        ((PROCUREMENT.replace("总金额", "总金额（单位：千万）"),), 355_000_000, "unit 千万元"),
        ((PROCUREMENT.replace("总金额", "总金额（万美元）"),), None, None),
        ((PROCUREMENT.replace("集中采购|", "集中采购（万元）|"),), 355_000, "unit 万元"),
        (("<p>单位：件、万元</p>", PROCUREMENT), 355_000, "unit 万元"),
        (("单位：件、万元<3\n第二十条第（九）项<3" + PROCUREMENT,), 355_000, "unit 万元"),
        ((PROCUREMENT.replace("总金额", "总金额（如：8万元）"),), 35.5, "unit assumed"),
    ],
)
def test_procurement_is_told_in_yuan(parts: tuple[str, ...], yuan: float | None, note: str | None) -> None:
    report = read(NORMS_2019, *parts)
    cell = row(report, "disclosure", "procurement")[1]
    assert (cell.value, cell.note) == (yuan, note)


def test_one_cell_is_not_the_figure_of_two_heads() -> None:
    lines = "第二十条第（九）项<4\n信息内容|采购项目数量<2|采购总金额\n政府集中采购||298<2|285431|"
    report = read(NORMS_2019, lines)
    assert 298 not in [cell.value for cell in row(report, "disclosure", "procurement")[1:]]


def test_a_head_repeated_in_place_of_its_span_is_one_column() -> None:
    report = read(
        """
信息内容|上一年项目数量|上一年项目数量|本年增/减
行政事业性收费|3||4
"""
    )
    assert told(report, "disclosure", "fees") == [3, 4]


def test_a_column_left_out_beside_empty_cells_for_a_span() -> None:
    report = read(
        """
第二十条第（五）项|||
信息内容|本年增/减|处理决定数量|
行政许可|减少163|7|
其他对外管理服务事项|不变|2525|
"""
    )
    assert told(report, "disclosure", "licensing") == ["absent", -163, 7]
    assert told(report, "disclosure", "other_services") == ["absent", 0, 2525]


@pytest.mark.parametrize("head", ["（万件）", "（单位：万件）", "（万）"])
def test_counts_in_the_unit_of_their_head(head: str) -> None:
    lines = f"信息内容|本年处理决定数量{head}\n行政处罚|1.2\n行政强制|0"
    report = read(NORMS_2021, lines)
    assert [told(report, "disclosure", item) for item in ("penalties", "coercion")] == [[12_000], [0]]
    assert row(report, "disclosure", "penalties")[0].note == "unit 万件"
    flat = parse(
        f"某县水利局2022年政府信息公开工作年度报告\n{NORMS_2021}{lines}\n".replace("|", " ").encode()
    )
    assert told(flat, "disclosure", "penalties") == [12_000]


@pytest.mark.parametrize("figures", ["12¶3", "0¶3", "12¶", "1¶2"])
def test_labels_of_two_rows_in_one_cell_are_no_row(figures: str) -> None:
    report = read(NORMS_2021, f"信息内容|本年处理决定数量\n行政处罚¶行政强制|{figures}")
    assert {cell.state for cell in report.cells if cell.measure == "decisions"} == {"absent"}


@pytest.mark.parametrize("content", ["信息内容", "项目"])
def test_heads_of_years_refuse_the_order(content: str) -> None:
    acts = f"第二十条第（五）项<4\n{content}|2017年|2018年|2019年\n行政许可|901|902|903"
    assert told(read(NORMS_2019, acts), "disclosure", "licensing") == ["unassigned"] * 3


def test_a_list_of_acts_and_measures() -> None:
    report = read(
        "信息内容|指标|数量\n规章^3|本年制发件数|1\n本年废止件数|\n现行有效件数|3\n"
        "行政许可|本年处理决定数量|8\n行政事业性收费|本年收费金额（单位：万元）|35.5"
    )
    older = "行政许可^3|上一年项目数量|8\n本年增/减|减少3\n处理决定数量|无"
    assert told(read(NORMS_2019, older), "disclosure", "licensing") == [8, -3, "dash"]
    assert told(report, "disclosure", "regulations") == [1, "blank", 3]
    assert told(report, "disclosure", "licensing") == [8]
    assert told(report, "disclosure", "fees") == [355_000]


def test_acts_in_the_head_and_measures_before_the_rows() -> None:
    report = read(
        "信息内容|规章|行政规范性文件\n本年制发件数|1|4\n本年废止件数||5\n现行有效件数|3|6",
        "信息内容|行政事业性收费\n本年收费金额（元）|35.5",
    )
    assert told(report, "disclosure", "regulations") == [1, "blank", 3]
    assert told(report, "disclosure", "normative_documents") == [4, 5, 6]
    assert told(report, "disclosure", "fees") == [35.5]


@pytest.mark.parametrize("figures", ["8|9", "8|9|1"])
def test_two_figures_of_one_act_and_measure_are_unassigned(figures: str) -> None:
    assert told(read(NORMS_2021, f"行政许可|本年处理决定数量|{figures}"), "disclosure", "licensing") == [
        "unassigned"
    ]


def test_columns_of_last_year_beside_the_form_s_own() -> None:
    report = read(
        NORMS_2021,
        "信息内容|上年处理决定数量|本年处理决定数量\n行政处罚|77|8\n行政强制|77|0",
        "信息内容|本年收费金额（万元）|去年收费金额（万元）\n行政事业性收费|2|77",
    )
    assert [told(report, "disclosure", item) for item in ("penalties", "coercion")] == [[8], [0]]
    assert told(report, "disclosure", "fees") == [20_000]


def test_a_row_without_cells_over_a_row_of_one_measure() -> None:
    rows = "<tr><td>信息内容</td><td>行政许可</td></tr>{}<tr><td>本年处理决定数量</td><td>8</td></tr>"
    own, other = (read(f"<table>{rows.format(above)}</table>") for above in ("<tr></tr>", ""))
    assert [cell.value for cell in own.cells] == [cell.value for cell in other.cells]
    assert told(own, "disclosure", "licensing") == [8]
