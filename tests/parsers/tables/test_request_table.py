"""The table of requests where its heads, labels and spans are not what they should be."""

import pytest

from gongkai import codebook
from parsers import parse
from tests.parsers.paper import HEAD_OF_REQUESTS, codes, html, read, requests, row, told

NUMBERS = "1|2|3|4|5|6|21"
READ = [1, 2, 3, 4, 5, 6, 21]


def test_a_whole_table() -> None:
    report = read(requests("2021", {"granted": NUMBERS}))
    assert told(report, "requests", "granted") == READ
    assert {cell.note for cell in row(report, "requests", "granted")} == {None}
    assert [cell.grid_column for cell in row(report, "requests", "granted")] == [*range(3, 10)]
    assert {cell.grid_row for cell in row(report, "requests", "granted")} == {5}
    assert codes(report) == set()


def test_order_places_a_row_whose_head_slipped() -> None:
    head = HEAD_OF_REQUESTS.replace("<3^3", "<2^3")
    report = read(requests("2021", {"granted": NUMBERS}, head))
    assert told(report, "requests", "granted") == READ
    assert {cell.note for cell in row(report, "requests", "granted")} == {"columns by order"}


def test_a_sum_refuses_what_order_placed() -> None:
    head = HEAD_OF_REQUESTS.replace("<3^3", "<2^3")
    report = read(requests("2021", {"granted": "1|2|3|4|5|6|20"}, head))
    assert told(report, "requests", "granted") == ["unassigned"] * 7
    assert {cell.raw for cell in row(report, "requests", "granted")} == {"1 2 3 4 5 6 20"}
    assert codes(report) == {"cells_unassigned"}


def test_a_sum_does_not_refuse_what_heads_placed() -> None:
    assert told(read(requests("2021", {"granted": "1|2|3|4|5|6|20"})), "requests", "granted")[-1] == 20


@pytest.mark.parametrize("head", ["", "□□"], ids=["blank", "garbled"])
def test_a_lost_name_is_known_by_the_others(head: str) -> None:
    report = read(requests("2021", {"granted": NUMBERS}, HEAD_OF_REQUESTS.replace("自然人", head)))
    assert told(report, "requests", "granted") == READ
    assert row(report, "requests", "granted")[0].note == "columns by order"


def test_a_lost_cell_of_the_head_is_known_by_the_others() -> None:
    report = read(requests("2021", {"granted": NUMBERS}, HEAD_OF_REQUESTS.replace("科研机构|", "")))
    assert told(report, "requests", "granted") == READ


def test_two_tables_of_which_the_second_has_no_head() -> None:
    lines = requests("2021", {"carried_out": NUMBERS}).splitlines()
    report = read("\n".join(lines[:20]), "\n".join(lines[20:]))
    assert told(report, "requests", "carried_out") == READ
    assert {cell.grid for cell in row(report, "requests", "carried_out")} == {1}
    assert codes(report) == set()


def test_a_row_of_too_few_cells_is_unassigned() -> None:
    report = read(requests("2021", {"granted": "1|2|3|4|5|6"}))
    assert told(report, "requests", "granted") == ["unassigned"] * 7
    assert row(report, "requests", "granted")[0].raw == "1 2 3 4 5 6"


def test_a_row_of_marks_alone_has_marks_in_each_column() -> None:
    assert told(read(requests("2021", {"granted": "/|/|/|/|/|/"})), "requests", "granted") == ["dash"] * 7


def test_empty_cells_made_one_are_blank_each() -> None:
    report = read(requests("2021", {"granted": "1|<5|1"}))
    assert told(report, "requests", "granted") == [1, *["blank"] * 5, 1]


def test_a_mark_over_all_columns_is_in_each() -> None:
    assert told(read(requests("2021", {"granted": "无<7"})), "requests", "granted") == ["dash"] * 7


def test_a_number_over_several_columns_is_in_none() -> None:
    report = read(requests("2021", {"granted": "1|8<5|9"}))
    assert told(report, "requests", "granted") == [1, *["unassigned"] * 5, 9]
    assert row(report, "requests", "granted")[1].raw == "8"


def test_words_in_a_cell_are_unreadable() -> None:
    report = read(requests("2021", {"granted": "见附件|0|0|0|0|0|0"}))
    assert told(report, "requests", "granted") == ["unreadable", 0, 0, 0, 0, 0, 0]
    assert row(report, "requests", "granted")[0].raw == "见附件"


def test_a_garbled_label_is_known_by_its_neighbours() -> None:
    report = read(
        requests("2021", {"denied_third_party": NUMBERS}, labels={"denied_third_party": "保护□□合法权□"})
    )
    assert told(report, "requests", "denied_third_party") == READ
    assert codes(report) == set()


def test_a_label_like_none_is_no_row_of_the_form() -> None:
    report = read(
        requests("2021", {"denied_third_party": NUMBERS}, labels={"denied_third_party": "网上公示事项"})
    )
    assert told(report, "requests", "denied_third_party") == ["absent"] * 7
    assert codes(report) == {"label_missing", "label_unknown"}


@pytest.mark.parametrize(("cells", "read_as"), [(NUMBERS, READ), ("1|2|3|4|5|7|22", ["absent"] * 7)])
def test_a_row_without_a_label_goes_by_the_sums(cells: str, read_as: list[object]) -> None:
    sums = {"received": NUMBERS, "processed_total": NUMBERS, "denied_third_party": cells}
    report = read(requests("2021", sums, labels={"denied_third_party": ""}))
    assert told(report, "requests", "denied_third_party") == read_as
    notes = {cell.note for cell in row(report, "requests", "denied_third_party")}
    assert notes == ({"row by order"} if read_as == READ else {None})


def test_serial_numbers_between_labels_and_figures_are_no_figures() -> None:
    head = HEAD_OF_REQUESTS.replace("申请人情况<7", "序号^3|申请人情况<7")
    lines = requests("2019", {"granted": NUMBERS}, head).splitlines()
    numbered = [line.replace("<3|", f"<3|{n}|", 1) for n, line in enumerate(lines[3:], 1)]
    report = read("\n".join([*lines[:3], *numbered]))
    assert told(report, "requests", "granted") == READ
    assert told(report, "requests", "received") == [0] * 7


def test_other_cut_short_is_the_row_of_2019() -> None:
    report = read(requests("2019", {"other": NUMBERS}, labels={"other": "（六）其他"}))
    assert (report.edition, told(report, "requests", "other")) == ("2019", READ)


def test_a_sum_of_a_group_is_no_total_of_all() -> None:
    lines = requests("2019", {"processed_total": NUMBERS}).splitlines()
    place = next(n for n, line in enumerate(lines) if "（四）" in line or "本机关不掌握" in line)
    lines.insert(place, "合计<3|9|9|9|9|9|9|54")
    report = read("\n".join(lines))
    assert told(report, "requests", "processed_total") == READ
    assert codes(report) == {"label_unknown"}


def test_figures_that_two_tables_tell_differently_are_not_known() -> None:
    first, second = requests("2019", {"granted": NUMBERS}), requests("2019", {"granted": "9|0|0|0|0|0|9"})
    report = read(first, second)
    assert told(report, "requests", "granted") == ["unassigned"] * 7
    assert row(report, "requests", "granted")[0].raw == "1 9"
    assert told(report, "requests", "received") == [0] * 7
    assert codes(report) == {"table_repeated", "cells_unassigned"}


def test_totals_that_are_never_printed_under_their_head_are_elsewhere() -> None:
    heads = (
        "本列数据<3^3|申请人情况<7",
        "自然人^2|总计^2|法人或其他组织<5",
        HEAD_OF_REQUESTS.splitlines()[-1],
    )
    head = "\n".join(heads)
    quiet = {"received": "3||||||3", "granted": "3||||||3", "processed_total": "3||||||3"}
    report = read(requests("2021", quiet, head).replace("|0", "|"))
    assert told(report, "requests", "granted") == ["unassigned"] * 7
    moved = dict.fromkeys(quiet, "3|3|||||")
    report = read(requests("2021", moved, head).replace("|0", "|"))
    assert told(report, "requests", "granted") == [3, *["blank"] * 5, 3]


SIX_TO_ONE = "2|3|4|5|6|1|21"


@pytest.mark.parametrize(
    ("head", "cells", "expected"),
    [
        # The persons stand behind the organisations.
        (
            "本列数据<3^3|申请人情况<7\n法人或其他组织<5|自然人^2|总计^2\n商业企业|科研机构|社会公益组织|法律服务机构|其他",
            SIX_TO_ONE,
            READ,
        ),
        # An empty cell has pushed the persons between the organisations.
        (
            "本列数据<3^3|申请人情况<7\n|自然人^2|法人或其他组织<5|总计^2\n商业企业|科研机构|社会公益组织|法律服务机构|其他",
            NUMBERS,
            READ,
        ),
        # A column of no code without a head over its figures moves the sum away from its own.
        (
            "本列数据<3^3|申请人情况<7\n自然人^2|法人或其他组织<5|总计^2\n商业企业|科研机构|社会公益组织|法律服务机构|其他|占比",
            "1|2|3|4|5|6|50|21",
            ["unassigned"] * 7,
        ),
        # The names of the sum and of the persons are exchanged, the figures are not.
        (
            "本列数据<3^3|申请人情况<7\n总计^2|法人或其他组织<5|自然人^2\n商业企业|科研机构|社会公益组织|法律服务机构|其他",
            NUMBERS,
            ["unassigned"] * 7,
        ),
    ],
)
def test_heads_in_another_order(head: str, cells: str, expected: list[object]) -> None:
    rows = dict.fromkeys(("received", "granted", "processed_total"), cells)
    assert told(read(requests("2021", rows, head)), "requests", "granted") == expected


ORGANISATIONS = "商业企业|科研机构|社会公益组织|法律服务机构|其他"
EMPTY_BEHIND = f"本列数据<3^3|申请人情况<7|^3\n总计^2|自然人^2|法人或其他组织<5\n{ORGANISATIONS}"


@pytest.mark.parametrize(
    ("head", "cells", "expected"),
    [
        # Each row ends in an empty cell more.
        (EMPTY_BEHIND, "21|1|2|3|4|5|6|", READ),
        # The sums of the page are wrong.
        (EMPTY_BEHIND, "30|1|2|3|4|5|6|", [1, 2, 3, 4, 5, 6, 30]),
        # A column of no code stands among the form's own, whose sums are wrong, or not printed.
        (
            "本列数据<3^2|自然人^2|法人或其他组织<5|总计^2|备注^2\n商业企业|科研机构|社会公益组织|法律服务机构|其他",
            "1|2|3|4|5|6|30|无",
            [1, 2, 3, 4, 5, 6, 30],
        ),
        (
            "本列数据<3|自然人|小计|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计",
            "1|20|2|3|4|5|6|",
            [1, 2, 3, 4, 5, 6, "blank"],
        ),
        # Heads repeated in place of their spans.
        (
            "本列数据<3^2|自然人|法人或其他组织|法人或其他组织|法人或其他组织|法人或其他组织|法人或其他组织|法人或其他组织|总计\n"
            "自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|小计|总计",
            "1|2|3|4|5|6|20|30",
            [1, 2, 3, 4, 5, 6, 30],
        ),
        # A lost span puts the sum between the organisations, where the head above has it behind them.
        (f"本列数据<3^2|法人或其他组织|自然人^2|总计^2\n{ORGANISATIONS}", "2|3|4|5|6|1|21", READ),
        (
            f"本列数据<3^2|法人或其他组织|自然人^2|总计^2\n{ORGANISATIONS}",
            "2|3|4|5|6|1|30",
            ["unassigned"] * 7,
        ),
    ],
)
def test_whole_heads_are_believed_where_each_cell_is_under_one(
    head: str, cells: str, expected: list[object]
) -> None:
    rows = dict.fromkeys((entry.code for entry in codebook.items("requests", "2021")), cells)
    assert told(read(requests("2021", rows, head)), "requests", "granted") == expected


def test_organisations_in_another_order_are_believed_where_the_page_s_own_sums_are_wrong() -> None:
    head = "本列数据<3|自然人|其他|商业企业|科研机构|社会公益组织|法律服务机构|总计"
    items = [entry.code for entry in codebook.items("requests", "2021")]
    rows = dict.fromkeys(items, "1|6|2|3|4|5|30") | dict.fromkeys(items[:3], "1|6|2|3|4|5|21")
    assert told(read(requests("2021", rows, head)), "requests", "processed_total") == [1, 2, 3, 4, 5, 6, 30]


def test_names_exchanged_in_the_head_alone_are_not_believed_against_the_sums() -> None:
    head = f"本列数据<3^3|申请人情况<7\n总计^2|法人或其他组织<5|自然人^2\n{ORGANISATIONS}"
    rows = {
        "received": NUMBERS,
        "granted": "4|1|||||5",
        "processed_total": NUMBERS,
        "carried_out": "2||||||2",
    }
    report = read(requests("2021", rows, head))
    assert told(report, "requests", "granted") == ["unassigned"] * 7


@pytest.mark.parametrize(
    "heads",
    [
        "局机关|水务中心|河道所|防汛办|水政大队|移民站|合计",
        "2016年|2017年|2018年|2019年|2020年|2021年|2022年",
        "自然人|2017年|2018年|2019年|2020年|2021年|2022年",
    ],
)
def test_heads_that_name_something_else_refuse_the_order(heads: str) -> None:
    rows = dict.fromkeys((entry.code for entry in codebook.items("requests", "2021")), NUMBERS)
    report = read(requests("2021", rows, f"项目<3|{heads}"))
    assert set(told(report, "requests", "received")[1:-1]) <= {"unassigned", "absent"}


@pytest.mark.parametrize(("head", "code"), [("代码", "A01"), ("上年总计", "9"), ("行次", "4")])
def test_a_column_between_labels_and_persons_is_left_out(head: str, code: str) -> None:
    names = f"本列数据<3^2|{head}^2|自然人^2|法人或其他组织<5|总计^2\n{ORGANISATIONS}"
    rows = dict.fromkeys((entry.code for entry in codebook.items("requests", "2021")), f"{code}|1|2|3|4|5|6|")
    report = read(requests("2021", rows, names))
    assert told(report, "requests", "granted") == [1, 2, 3, 4, 5, 6, "blank"]
    assert codes(report) == {"label_unknown"}


@pytest.mark.parametrize(("label", "expected"), [("（七）总计", READ), ("总计", ["absent"] * 7)])
def test_the_sum_before_what_it_sums_is_known_by_its_number(label: str, expected: list[object]) -> None:
    names = f"本列数据<3|自然人|{ORGANISATIONS}|总计"
    *lines, total, left = requests("2021", {"processed_total": NUMBERS}, names).splitlines()
    total = f"{label}<3|{total.split('|', 1)[1]}"
    report = read("\n".join([*lines[:3], total, *lines[3:], left]))
    assert told(report, "requests", "processed_total") == expected


def test_a_heading_repeated_in_place_of_its_span_heads_no_columns() -> None:
    rows = requests("2021", {"denied_state_secret": NUMBERS}, "").replace("<3", "").strip().splitlines()
    names = f"本列数据|自然人|{ORGANISATIONS}|总计"
    lines = [names, *rows[:4], "|".join(["（三）不予公开"] * 8), *rows[4:]]
    assert told(read("\n".join(lines)), "requests", "denied_state_secret") == READ


@pytest.mark.parametrize("kind", ["beside", "over"])
@pytest.mark.parametrize("years", [(2022, 2021), (2021, 2022)])
def test_of_blocks_of_years_the_report_s_own_is_read(kind: str, years: tuple[int, int]) -> None:
    head, *rows = requests("2021", {}, f"本列数据<3|自然人|{ORGANISATIONS}|总计").splitlines()
    lines = [head if kind == "over" else f"年度|{head}"]
    for year in years:
        own = [line.replace("0|0|0|0|0|0|0", NUMBERS if year == 2022 else "9|0|0|0|0|0|9") for line in rows]
        if kind == "over":
            lines += [f"{year}年<10", *own]
        else:
            lines += [f"{year}年^{len(own)}|{own[0]}", *own[1:]]
    page = html("\n".join(lines))
    title = "<h1>青溪县2022年政府信息公开工作年度报告</h1>"
    report = parse((title + page).encode())
    for item in ("received", "granted", "processed_total"):
        assert told(report, "requests", item) == READ
    untold = parse(page.encode())
    assert told(untold, "requests", "processed_total") == ["unassigned"] * 7


def test_an_empty_form_before_the_filled_one_is_passed_over() -> None:
    filled = requests("2019", {"granted": NUMBERS})
    report = read(filled.replace("|0", "|"), filled)
    assert told(report, "requests", "granted") == READ


def test_a_table_on_its_side() -> None:
    names = "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计".split()
    labels = [line.split("<")[0] for line in requests("2019", {}).splitlines()[3:]]
    lines = ["申请人情况|" + "|".join(labels)]
    lines += [
        f"{name}|" + "|".join(str(n * 10 + m) for m in range(len(labels))) for n, name in enumerate(names)
    ]
    report = read("\n".join(lines))
    assert told(report, "requests", "received") == [0, 10, 20, 30, 40, 50, 60]
    assert [(c.grid_row, c.grid_column) for c in row(report, "requests", "carried_in")][:2] == [
        (1, 2),
        (2, 2),
    ]


def test_heads_moved_by_a_lost_one_are_not_believed_against_the_sums() -> None:
    head = HEAD_OF_REQUESTS.replace("法人或其他组织<5|", "")  # what stands right of it moves to the left
    rows = dict.fromkeys(("received", "granted", "partly_granted", "processed_total"), NUMBERS)
    report = read(requests("2021", rows, head))
    assert told(report, "requests", "granted") == READ
    assert {cell.note for cell in row(report, "requests", "granted")} == {"columns by order"}

    wrong = dict.fromkeys(rows, "1|2|3|4|5|6|9")
    assert told(read(requests("2021", wrong, head)), "requests", "granted") == ["unassigned"] * 7


def test_columns_in_another_order_are_believed() -> None:
    head = HEAD_OF_REQUESTS.replace("自然人^2|法人或其他组织<5|总计^2", "总计^2|自然人^2|法人或其他组织<5")
    rows = dict.fromkeys(("received", "granted", "partly_granted", "processed_total"), "21|1|2|3|4|5|6")
    report = read(requests("2021", rows | {"carried_in": "9|1|2|3|4|5|6"}, head))
    assert told(report, "requests", "granted") == READ
    assert told(report, "requests", "carried_in") == [1, 2, 3, 4, 5, 6, 9]


@pytest.mark.parametrize(
    ("item", "label"),
    [
        ("rejected_repeated", "1.重复申请¶2.要求提供公开出版物"),
        ("denied_third_party", "4.保护第三方合法权益 5.属于三类内部事务信息"),
    ],
)
def test_labels_of_two_rows_in_one_cell_name_neither(item: str, label: str) -> None:
    report = read(requests("2021", {item: NUMBERS}, labels={item: label}))
    assert told(report, "requests", item) == ["absent"] * 7


def test_a_turned_table_with_nothing_filled_in_is_blank() -> None:
    items = [entry.labels["2021"] for entry in codebook.items("requests", "2021")]
    applicants = [entry.labels["2021"] for entry in codebook.measures("requests", "2021")]
    rows = ["申请人|" + "|".join(items), *(f"{name}" + "|" * len(items) for name in applicants)]
    report = read("\n".join(rows))
    cells = [cell for cell in report.cells if cell.form == "requests"]
    assert len(cells) == len(items) * len(applicants)
    assert {cell.state for cell in cells} == {"blank"}


def test_a_number_over_the_rows_of_two_items_is_of_neither() -> None:
    whole = requests("2021", {"granted": "1|2|3|4|5|6|21^2", "partly_granted": "0|0|0|0|0|0"})
    report = read(whole)
    assert told(report, "requests", "granted") == [1, 2, 3, 4, 5, 6, "unassigned"]
    assert told(report, "requests", "partly_granted") == [0, 0, 0, 0, 0, 0, "unassigned"]
    assert row(report, "requests", "partly_granted")[-1].raw == "21"
    assert "cells_unassigned" in codes(report)
    for mark, state in (("", "blank"), ("/", "dash")):
        report = read(whole.replace("21^2", f"{mark}^2"))
        assert told(report, "requests", "partly_granted") == [0, 0, 0, 0, 0, 0, state]


def test_a_number_over_two_rows_of_one_item_is_that_item_s() -> None:
    lines = requests("2021", {"granted": "1|2|3|4|5|6|21^2"}).replace(
        "（一）予以公开<3", "（一）予以公开<3^2"
    )
    lines = lines.replace("（二）部分公开", "1|2|3|4|5|6\n（二）部分公开", 1)
    assert told(read(lines), "requests", "granted") == READ


def test_organisations_told_as_one_are_of_none_of_their_columns() -> None:
    lines = requests("2021", {}, "项目<3|自然人|法人或其他组织|总计").replace("0|0|0|0|0|0|0", "4|3|7")
    report = read(lines)
    assert told(report, "requests", "granted") == [4, *["absent"] * 5, 7]
    assert [cell.grid_column for cell in row(report, "requests", "granted") if cell.value] == [3, 5]


def test_heads_below_the_group_that_are_lost_are_not_that_group_s_own_column() -> None:
    report = read(requests("2021", {"granted": NUMBERS}, "项目<3|自然人|法人或其他组织|总计"))
    assert told(report, "requests", "granted") == READ


def test_a_table_of_totals_alone() -> None:
    lines = requests("2021", {}, "项目<3|总计").replace("0|0|0|0|0|0|0", "7")
    report = read(lines)
    assert told(report, "requests", "granted") == [*["absent"] * 6, 7]
    assert told(report, "requests", "processed_total") == [*["absent"] * 6, 7]
    untold = read(lines.replace("|总计", "|数量"))
    assert told(untold, "requests", "granted") == ["unassigned"] * 7


def test_the_total_of_several_years_is_no_total_of_applicants() -> None:
    lines = requests("2021", {}, "项目<3|2020年|2021年|总计").replace("0|0|0|0|0|0|0", "3|4|7")
    assert told(read(lines), "requests", "granted") == ["unassigned"] * 7
    months = requests("2021", {}, "项目<3|上半年|七月|下半年|总计").replace("0|0|0|0|0|0|0", "3|1|4|7")
    assert told(read(months), "requests", "granted") == [*["absent"] * 6, 7]
