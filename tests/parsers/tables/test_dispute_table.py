"""The table of disputes in one row, in three, in fifteen, crossed, and with heads that do not fit."""

import pytest

from parsers import parse
from tests.parsers.paper import HEAD_OF_DISPUTES, codes, html, read, row, told

ROW = "1|2|3|4|10|5|6|7|8|26|9|0|1|2|12"
REVIEW, DIRECT, AFTER = [1, 2, 3, 4, 10], [5, 6, 7, 8, 26], [9, 0, 1, 2, 12]
OUTCOMES = "结果维持 结果纠正 其他结果 尚未审结 总计".split()

UPRIGHT = "\n".join(
    f"{group}|{outcome}|{number}"
    for group, outcome, number in zip(
        [
            "行政复议^5|",
            "",
            "",
            "",
            "",
            "行政诉讼^10|未经复议直接起诉^5",
            "",
            "",
            "",
            "",
            "复议后起诉^5",
            *[""] * 4,
        ],
        OUTCOMES * 3,
        ROW.split("|"),
        strict=True,
    )
)
KINDS_OF_ROWS = {0: "行政复议|", 5: "行政诉讼|未经复议直接起诉|", 10: "|复议后起诉|"}
EMPTIED = "\n".join(
    f"{KINDS_OF_ROWS.get(number, '|' if number < 5 else '||')}{outcome}|{'|' if number < 5 else ''}{figure}"
    for number, (outcome, figure) in enumerate(zip(OUTCOMES * 3, ROW.split("|"), strict=True))
)
LAYOUTS = {
    "one row": HEAD_OF_DISPUTES + ROW,
    "named row": HEAD_OF_DISPUTES.replace("\n行政复议", "\n类别^3|行政复议") + "件数|" + ROW,
    "three rows": "类别<2|" + "|".join(OUTCOMES)
    + "\n行政复议<2|1|2|3|4|10\n行政诉讼^2|未经复议直接起诉|5|6|7|8|26\n复议后起诉|9|0|1|2|12",
    "crossed": "|行政复议|未经复议直接起诉|复议后起诉\n"
    + "\n".join(f"{o}|{a}|{b}|{c}" for o, a, b, c in zip(OUTCOMES, REVIEW, DIRECT, AFTER, strict=True)),
    "upright": UPRIGHT.replace("||", "|").replace("\n|", "\n"),
    "spans lost": UPRIGHT.replace("||", "|").replace("\n|", "\n").replace("^5", "").replace("^10", ""),
    "groups too narrow": HEAD_OF_DISPUTES.replace("复议<5", "复议<4").replace("诉讼<10", "诉讼<11") + ROW,
    "a sum more": HEAD_OF_DISPUTES.replace("诉讼<10", "诉讼<11").replace("起诉<5\n", "起诉<5|诉讼合计^2\n")
    + ROW + "|38",
    "a sum of lawsuits": HEAD_OF_DISPUTES.replace("诉讼<10", "诉讼<11").replace(
        "复议后起诉<5\n", "复议后起诉<5|合计^2\n"
    )
    + ROW + "|99",
    "lawsuits first": "行政诉讼<10|行政复议<5\n未经复议直接起诉<5|复议后起诉<5|"
    + "|".join(f"{outcome}^2" for outcome in OUTCOMES)
    + "\n" + "|".join(OUTCOMES * 2) + "\n5|6|7|8|26|9|0|1|2|12|1|2|3|4|10",
    "lawsuits and kind in one cell": "行政复议<5|行政诉讼（未经复议直接起诉）<5|行政诉讼：复议后起诉<5\n"
    + "|".join(OUTCOMES * 3) + "\n" + ROW,
    "counted twice": HEAD_OF_DISPUTES.replace("\n行政复议", "\n^3|行政复议")
    + f"数量|{ROW}\n合计|{ROW}",
    "empty cells for spans": EMPTIED,
    "serial number": HEAD_OF_DISPUTES.replace("\n行政复议", "\n序号^3|行政复议") + "1|" + ROW,
    "empty row between": HEAD_OF_DISPUTES + "<15\n" + ROW,
    "empty column before": HEAD_OF_DISPUTES.replace("\n行政复议", "\n^3|行政复议") + "|" + ROW,
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts(name: str) -> None:
    report = read(LAYOUTS[name])
    found = [
        told(report, "disputes", kind) for kind in ("review", "litigation_direct", "litigation_after_review")
    ]
    assert found == [REVIEW, DIRECT, AFTER]


def test_a_sum_refuses_what_order_placed() -> None:
    lines = LAYOUTS["groups too narrow"].replace("1|2|3|4|10", "1|2|3|4|11")
    report = read(lines)
    assert told(report, "disputes", "review") == ["unassigned"] * 5
    assert told(report, "disputes", "litigation_direct") == DIRECT
    assert codes(report) == {"cells_unassigned"}


def test_figures_beyond_the_heads_are_unassigned() -> None:
    report = read(HEAD_OF_DISPUTES + ROW + "|7|8")
    assert {cell.state for cell in report.cells} == {"unassigned"}


def test_too_few_figures_are_unassigned() -> None:
    report = read(HEAD_OF_DISPUTES + "1|2|3|4|10")
    assert told(report, "disputes", "litigation_direct") == ["unassigned"] * 5
    assert row(report, "disputes", "review")[0].raw == "1 2 3 4 10"


def test_reviews_alone() -> None:
    report = read("行政复议<5\n" + "|".join(OUTCOMES) + "\n1|2|3|4|10")
    assert told(report, "disputes", "review") == REVIEW
    assert told(report, "disputes", "litigation_direct") == ["absent"] * 5


def test_an_empty_form_is_blank() -> None:
    report = read(HEAD_OF_DISPUTES + "|" * 14)
    assert {cell.state for cell in report.cells} == {"blank"}
    assert {cell.grid_row for cell in report.cells} == {3}


def test_a_crossed_form_of_noughts_keeps_its_row_of_sums() -> None:
    rows = "\n".join(f"{outcome}|0|0|0" for outcome in OUTCOMES)
    report = read("|行政复议|未经复议直接起诉|复议后起诉\n" + rows)
    assert {(cell.state, cell.value) for cell in report.cells} == {("number", 0)}


def test_a_row_that_counts_the_columns_holds_no_figures() -> None:
    counted = "|".join(str(place) for place in range(1, 16))
    report = read(HEAD_OF_DISPUTES + counted + "\n" + ROW)
    kinds = ("review", "litigation_direct", "litigation_after_review")
    assert [told(report, "disputes", kind) for kind in kinds] == [REVIEW, DIRECT, AFTER]


@pytest.mark.parametrize("order", [(2022, 2023), (2023, 2022)])
def test_of_rows_of_years_the_report_s_own_is_read(order: tuple[int, int]) -> None:
    other = "|".join(["9", *["0"] * 3, "9"] * 3)
    rows = "\n".join(f"{year}年|{ROW if year == 2023 else other}" for year in order)
    lines = HEAD_OF_DISPUTES.replace("\n行政复议", "\n年度^3|行政复议") + rows
    title = "<h1>青溪县2023年政府信息公开工作年度报告</h1>"
    report = parse((title + html(lines)).encode())
    assert told(report, "disputes", "litigation_direct") == DIRECT
    assert told(read(lines), "disputes", "litigation_direct") == ["unassigned"] * 5


@pytest.mark.parametrize("names", [("上年", "本年"), ("本年度", "上年度"), ("去年", "2023年")])
def test_of_last_year_s_row_and_this_year_s_the_latter_is_read(names: tuple[str, str]) -> None:
    other = "|".join(["9", *["0"] * 3, "9"] * 3)
    rows = "\n".join(f"{name}|{ROW if name[0] in '本2' else other}" for name in names)
    lines = HEAD_OF_DISPUTES.replace("\n行政复议", "\n年度^3|行政复议") + rows
    title = "<h1>青溪县2023年政府信息公开工作年度报告</h1>"
    assert told(parse((title + html(lines)).encode()), "disputes", "litigation_direct") == DIRECT


@pytest.mark.parametrize("empty", ["", "/", "无"])
def test_three_rows_of_which_one_has_figures(empty: str) -> None:
    nothing = "|".join([empty] * 5)
    lines = LAYOUTS["three rows"].replace("1|2|3|4|10", nothing).replace("5|6|7|8|26", nothing)
    report = read(lines)
    assert told(report, "disputes", "litigation_after_review") == AFTER
    assert told(report, "disputes", "review") == ["dash" if empty else "blank"] * 5


def test_heads_repeated_in_place_of_their_spans() -> None:
    first, second, third = HEAD_OF_DISPUTES.strip().splitlines()
    singles = second.replace("^2", "")
    again = "|".join(singles.split("|")[:5]) + "|" + "|".join(third.split("|")[5:])
    lines = "\n".join([first, singles, "|".join([*OUTCOMES, *again.split("|")[5:], *OUTCOMES][:15]), ROW])
    assert told(read(lines), "disputes", "litigation_direct") == DIRECT


def test_fifteen_rows_of_which_one_has_a_figure() -> None:
    lines = [line.rpartition("|")[0] + "|" for line in LAYOUTS["upright"].splitlines()]
    lines[4] += "0"
    report = read("\n".join(lines))
    assert told(report, "disputes", "review") == [*["blank"] * 4, 0]
    assert told(report, "disputes", "litigation_direct") == ["blank"] * 5


@pytest.mark.parametrize("after", ["9|0|1|2|12", "|7|||7"])
def test_a_row_that_a_lost_span_has_moved(after: str) -> None:
    lines = LAYOUTS["three rows"].replace("行政诉讼^2|", "行政诉讼|").replace("9|0|1|2|12", after)
    figures = [int(text) if text else "blank" for text in after.split("|")]
    assert told(read(lines), "disputes", "litigation_after_review") == figures


CAPTIONED = "结果维持|结果纠正|其他结果|尚未审结|总计\n{}"


def test_tables_of_one_kind_each_that_the_lines_over_them_name() -> None:
    captions = ("（一）因政府信息公开被申请行政复议情况", "1.未经行政复议直接起诉", "2. 复议后提起诉讼的案件")
    figures = ("1|0|2|0|3", "0|1|0|0|1", "2|0|0|1|3")
    parts = [
        part
        for caption, row in zip(captions, figures, strict=True)
        for part in (f"<p>{caption}</p>", CAPTIONED.format(row))
    ]
    report = read(*parts)
    assert told(report, "disputes", "review") == [1, 0, 2, 0, 3]
    assert told(report, "disputes", "litigation_direct") == [0, 1, 0, 0, 1]
    assert told(report, "disputes", "litigation_after_review") == [2, 0, 0, 1, 3]
    assert {(cell.grid, cell.grid_row) for cell in report.cells} == {(0, 1), (1, 1), (2, 1)}


@pytest.mark.parametrize(
    "caption",
    ["四、政府信息公开行政复议、行政诉讼情况", "（二）行政诉讼", "全市行政复议案件", "土地类行政复议"],
)
def test_a_line_that_names_no_one_kind_names_none(caption: str) -> None:
    assert not read(f"<p>{caption}</p>", CAPTIONED.format("1|0|2|0|3")).cells


def test_the_sum_of_all_kinds_in_a_row_below_them_is_of_none() -> None:
    rows = ["行政复议|1|0|2|0|3", "未经复议直接起诉|0|1|0|0|1", "复议后起诉|2|0|0|1|3", "合计|3|1|2|1|7"]
    report = read("\n".join(["类型|结果维持|结果纠正|其他结果|尚未审结|总计", *rows]))
    assert told(report, "disputes", "review") == [1, 0, 2, 0, 3]
    assert told(report, "disputes", "litigation_after_review") == [2, 0, 0, 1, 3]
    assert "7" not in {cell.raw for cell in report.cells}
