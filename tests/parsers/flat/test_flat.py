"""Reports saved as text: rows by their labels, full rows in order, the rest left unassigned."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai import codebook
from gongkai.records import Report
from parsers import parse

HEADS = "申请人情况\n自然人\n法人或其他组织\n总计\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n"
OUTCOMES = "结果维持 结果纠正 其他结果 尚未审结 总计"
DISPUTES = f"行政复议 行政诉讼\n{OUTCOMES}\n未经复议直接起诉 复议后起诉\n{OUTCOMES} {OUTCOMES}\n"


def read(tables: str) -> Report:
    """A report with these tables between its chapters."""
    return parse(
        f"芷水县水利局2020年政府信息公开工作年度报告\n\n一、总体情况\n全年公开信息30条。\n{tables}\n"
        "五、存在的主要问题及改进情况\n个别栏目更新不快。\n".encode()
    )


def requests(figures: str, **other: str) -> str:
    """The requests of 2019 with these figures in every row but those named."""
    rows = [f"{e.labels['2019']}\n{other.get(e.code, figures)}" for e in codebook.items("requests", "2019")]
    return HEADS + "\n".join(rows)


def row(report: Report, item: str) -> list[tuple[str, float | None]]:
    """State and value of one row of cells."""
    return [(cell.state, cell.value) for cell in report.cells if cell.item == item]


def test_a_full_row_is_read_in_the_order_of_the_form() -> None:
    report = read(requests("0 0 0 0 0 0 0", granted="3\n0\n1\n0\n0\n2\n6"))
    assert row(report, "granted") == [("number", value) for value in (3, 0, 1, 0, 0, 2, 6)]
    assert {cell.note for cell in report.cells} == {"columns by order"}
    assert Counter(cell.state for cell in report.cells) == {"number": 161}


def test_a_short_row_keeps_its_figures_without_a_column() -> None:
    report = read(requests("0 0 0 0 0 0 0", granted="3 3"))
    assert {(cell.state, cell.value, cell.raw) for cell in report.cells if cell.item == "granted"} == {
        ("unassigned", None, "3 3")
    }
    assert any(issue.code == "cells_unassigned" and "granted" in issue.message for issue in report.issues)


def test_a_full_row_against_its_own_sum_is_not_read() -> None:
    report = read(requests("0 0 0 0 0 0 0", granted="3 0 1 0 0 2 5"))
    assert {state for state, _ in row(report, "granted")} == {"unassigned"}


def test_a_label_without_figures_is_a_row_of_blanks() -> None:
    report = read(requests("0 0 0 0 0 0 0", granted=""))
    assert row(report, "granted") == [("blank", None)] * 7


def test_a_label_cut_over_lines_and_by_a_page_number() -> None:
    text = requests("0 0 0 0 0 0 0", denied_prohibited_by_law="1 0 0 0 0 0 1").replace(
        "其他法律行政法规禁止公开", "其他法律行政\n- 3 -\n法规禁止公开"
    )
    assert row(read(text), "denied_prohibited_by_law")[0] == ("number", 1)


def test_figures_in_a_sentence_are_no_row() -> None:
    report = read("行政许可 12 项，比上年多 3 项。行政处罚 5 件，行政强制 2 件。信息内容 规章 3 部，已公开。")
    assert report.cells == ()


@pytest.mark.parametrize("separator", [" ", "\n", "\t", "\n\n  "])
def test_fifteen_disputes(separator: str) -> None:
    figures = [1, 0, 2, 0, 3, 0, 0, 0, 0, 0, 4, 0, 0, 1, 5]
    report = read(DISPUTES + separator.join(map(str, figures)))
    assert [cell.value for cell in report.cells if cell.form == "disputes"] == figures


def test_five_figures_for_fifteen_disputes_have_no_column() -> None:
    report = read(DISPUTES + "0\n0\n0\n0\n0")
    assert {(cell.state, cell.raw) for cell in report.cells} == {("unassigned", "0 0 0 0 0")}


def test_cells_tell_their_line_and_offset() -> None:
    text = f"芷水县水利局2020年政府信息公开工作年度报告\n一、总体情况\n好。\n{requests('0 0 0 0 0 0 0')}\n"
    for cell in parse(text.encode()).cells:
        assert cell.raw is not None
        assert cell.grid is None
        assert text[cell.grid_column :].startswith(cell.raw)
        assert cell.grid_row == text.count("\n", 0, cell.grid_column)


def test_figures_of_a_short_row_go_where_the_sums_leave_one_place() -> None:
    """Received has two figures; what was processed and carried over leaves them one place each."""
    done = "0 0 4 0 0 0 4"
    report = read(requests("0 0 0 0 0 0 0", granted=done, processed_total=done, received="4 4"))
    cells = {cell.measure: cell for cell in report.cells if cell.item == "received"}
    assert [(cell.state, cell.value) for cell in cells.values()] == [
        ("blank", None),
        ("blank", None),
        ("inferred", 4),
        ("blank", None),
        ("blank", None),
        ("blank", None),
        ("inferred", 4),
    ]
    assert cells["research_institution"].note == "only place by I1 research_institution, I3 received"
    assert Counter(cell.state for cell in report.cells if cell.item != "received") == {"number": 154}
    assert report.status == "partial"  # for the tables that are missing
    assert not any(issue.code == "cells_unassigned" for issue in report.issues)


def test_a_zero_that_may_stand_in_several_columns_has_none() -> None:
    done = "4 0 0 0 0 0 4"
    report = read(requests("0 0 0 0 0 0 0", granted=done, processed_total=done, received="4 0 4"))
    states = [(cell.state, cell.value) for cell in report.cells if cell.item == "received"]
    assert states == [("inferred", 4), *[("unassigned", None)] * 5, ("inferred", 4)]
    issue = next(issue for issue in report.issues if issue.code == "cells_unassigned")
    assert "received (3 for 7 columns); the sums leave 5 ways" in issue.message


def test_nothing_is_inferred_where_the_page_breaks_its_sums() -> None:
    report = read(
        requests("0 0 0 0 0 0 0", granted="4 0 0 0 0 0 4", processed_total="3 0 0 0 0 0 3", received="4 4")
    )
    assert {state for state, _ in row(report, "received")} == {"unassigned"}
    assert any("no way to place them agrees" in issue.message for issue in report.issues)


def test_nothing_is_inferred_beside_a_row_against_its_own_sum() -> None:
    done = "0 0 4 0 0 0 4"
    rows = {"granted": done, "processed_total": done, "received": "4 4", "carried_in": "0 0 0 0 0 0 1"}
    report = read(requests("0 0 0 0 0 0 0", **rows))
    assert {state for state, _ in row(report, "received")} == {"unassigned"}
    assert any("breaks its own sums" in issue.message for issue in report.issues)


def test_a_blank_total_is_no_reason_to_take_a_part_for_it() -> None:
    """1 1 in every row is a person and a company on a page that leaves its totals blank, or a person and
    the total: nobody can know."""
    report = read(requests("", granted="1 1", processed_total="1 1", received="1 1"))
    assert not any(cell.value is not None for cell in report.cells)


def test_digits_run_together_are_parted_where_there_is_one_way() -> None:
    report = read(requests("0000000", granted="4010005", processed_total="4010005", received="4010005"))
    assert row(report, "granted") == [("inferred", value) for value in (4, 0, 1, 0, 0, 0, 5)]
    assert row(report, "carried_in") == [("inferred", 0)] * 7


def test_digits_run_together_without_one_way_are_left() -> None:
    report = read(requests("0 0 0 0 0 0 0", granted="000012013"))
    assert {(cell.state, cell.raw) for cell in report.cells if cell.item == "granted"} == {
        ("unassigned", "000012013")
    }


def test_digits_run_together_beside_blanks_are_left() -> None:
    """44 may be 4 and 4, or 44 without a total."""
    report = read(requests("", granted="44", processed_total="44", received="044"))
    assert not any(cell.value is not None for cell in report.cells)


def test_one_blank_among_fifteen_disputes() -> None:
    """Reviews and the first kind of lawsuits are whole; the third kind may lack its total, or a part."""
    report = read(DISPUTES + "1 0 2 0 3 0 0 1 0 1 0 7 2 9")
    assert row(report, "review") == [("inferred", value) for value in (1, 0, 2, 0, 3)]
    assert row(report, "litigation_direct") == [("inferred", value) for value in (0, 0, 1, 0, 1)]
    assert {state for state, _ in row(report, "litigation_after_review")} == {"unassigned"}


@pytest.mark.parametrize("piece", ["其他法律行政法规\n禁止公开 {}", "其他法律行政法规 {}\n禁止公开"])
def test_figures_behind_a_wrapped_label_or_in_the_midst_of_it(piece: str) -> None:
    text = requests("0 0 0 0 0 0 0").replace(
        "其他法律行政法规禁止公开\n0 0 0 0 0 0 0", piece.format("1 0 0 0 0 0 1")
    )
    assert [value for _, value in row(read(text), "denied_prohibited_by_law")] == [1, 0, 0, 0, 0, 0, 1]


def test_figures_before_their_labels() -> None:
    rows = [
        (f"{n} 0 0 0 0 0 {n}", e.labels["2019"]) for n, e in enumerate(codebook.items("requests", "2019"))
    ]
    report = read(HEADS + "\n".join(f"{figures}\n{label}" for figures, label in rows))
    assert [cell.value for cell in report.cells if cell.measure == "total"] == list(range(23))


def test_figures_that_may_precede_or_follow_their_labels_are_not_read() -> None:
    rows = [
        (f"{n} 0 0 0 0 0 {n}", e.labels["2019"]) for n, e in enumerate(codebook.items("requests", "2019"))
    ]
    text = HEADS + "\n".join(f"{figures}\n{label}" for figures, label in rows) + "\n9 0 0 0 0 0 9"
    assert {cell.state for cell in read(text).cells} == {"unassigned"}


def test_a_garbled_label_fills_the_one_gap_it_is_like() -> None:
    text = requests("0 0 0 0 0 0 0", denied_enforcement_file="2 0 0 0 0 0 2").replace(
        "7.属于行政执法案卷", "7.属于行攻执法案巻"
    )
    assert row(read(text), "denied_enforcement_file")[0] == ("number", 2)


def test_a_row_of_no_code_is_left_and_moves_nothing() -> None:
    text = requests("1 0 0 0 0 0 1").replace(
        "（二）部分公开", "（二）口头答复咨询\n5 0 0 0 0 0 5\n（二）部分公开"
    )
    report = read(text)
    assert {value for item in ("granted", "partly_granted") for _, value in row(report, item)} == {0, 1}
    assert 5 not in {cell.value for cell in report.cells}


def test_a_number_between_dashes_may_be_a_row_or_a_page() -> None:
    """A blank row above a page number, or a dash, a 4 and a dash: neither is said."""
    heads = "信息内容 本年新制作数量 本年新公开数量 对外公开总数量\n"
    report = read(f"第二十条第（一）项\n{heads}规章\n- 4 -\n规范性文件\n7 8 9\n行政许可\n")
    assert {state for state, _ in row(report, "regulations")} == {"unassigned"}
    assert [value for _, value in row(report, "normative_documents")] == [7, 8, 9]


def test_tabs_tell_which_cell_is_empty() -> None:
    text = requests("0\t0\t0\t0\t0\t0\t0").replace("\n0\t0", "\t0\t0")
    report = read(text.replace("属于国家秘密\t0\t0\t0\t0\t0\t0\t0", "属于国家秘密\t3\t\t\t2\t\t\t5"))
    states = [(cell.state, cell.value) for cell in report.cells if cell.item == "denied_state_secret"]
    blank = ("blank", None)
    assert states == [("number", 3), blank, blank, ("number", 2), blank, blank, ("number", 5)]


@pytest.mark.parametrize(
    "table",
    [
        f"{OUTCOMES}\n行政复议 1 0 2 0 3\n行政诉讼\n未经复议直接起诉 0 0 0 0 0\n复议后起诉 4 0 0 1 5",
        "行政复议 结果维持 1 结果纠正 0 其他结果 2 尚未审结 0 总计 3\n行政诉讼\n"
        "未经复议直接起诉 结果维持 0\n结果纠正 0 其他结果 0 尚未审结 0 总计 0\n"
        "复议后起诉 结果维持 4 结果纠正 0 其他结果 0 尚未审结 1 总计 5",
        f"行政复议\n{OUTCOMES}\n1 0 2 0 3\n行政诉讼\n未经复议直接起诉 复议后起诉\n{OUTCOMES} {OUTCOMES}\n"
        "0 0 0 0 0 4 0 0 1 5",
        "行政复议 未经复议直接起诉 复议后起诉\n结果维持 1 0 4\n结果纠正 0 0 0\n其他结果 2 0 0\n"
        "尚未审结 0 0 1\n总计 3 0 5",
    ],
    ids=["a row for each kind", "an outcome before each figure", "two tables", "a row for each outcome"],
)
def test_disputes_in_other_shapes(table: str) -> None:
    values = [cell.value for cell in read(table).cells if cell.form == "disputes"]
    assert values == [1, 0, 2, 0, 3, 0, 0, 0, 0, 0, 4, 0, 0, 1, 5]


def test_the_table_of_2014() -> None:
    rows = [
        f"{e.labels['2014']} {'万元' if e.unit == 'CNY' else e.unit} {n}"
        for n, e in enumerate(codebook.items("statistics", "2014"))
    ]
    report = read("统计指标 单位 统计数\n一、主动公开情况 —— ——\n" + "\n".join(rows))
    values = {cell.item: cell.value for cell in report.cells}
    for n, entry in enumerate(codebook.items("statistics", "2014")):
        assert values[entry.code] == (n * 10_000 if entry.unit == "CNY" else n)


def test_a_form_that_a_table_holds_is_not_read_from_text() -> None:
    page = f"""<h1>芷水县水利局2020年政府信息公开工作年度报告</h1><table><tr><td>信息内容</td>
        <td>本年新制作数量</td><td>本年新公开数量</td><td>对外公开总数量</td></tr><tr><td>规章</td><td>1</td><td>2</td><td>3</td></tr></table>
        <p>信息内容</p><p>本年新制作数量</p><p>规章 7 8 9</p><p>规范性文件 4 5 6</p>{
        "".join(f"<p>{line}</p>" for line in requests("0 0 0 0 0 0 0").splitlines())
    }"""
    report = parse(page.encode())
    assert [value for _, value in row(report, "regulations")] == [1, 2, 3]
    assert {state for state, _ in row(report, "normative_documents")} == {"absent"}
    assert Counter(cell.state for cell in report.cells if cell.form == "requests") == {"number": 161}


def test_sections_hold_no_cells_of_a_flattened_table() -> None:
    report = read(f"三、收到和处理政府信息公开申请情况\n没有特别情况。\n{requests('0 0 0 0 0 0 0')}")
    chapter = next(section for section in report.sections if section.chapter == 3)
    assert chapter.text == "没有特别情况。"


def test_a_list_of_totals_is_no_table() -> None:
    rows = [f"{e.labels['2019']} {n}" for n, e in enumerate(codebook.items("requests", "2019"))]
    assert not any(cell.state == "unassigned" for cell in read("\n".join(rows)).cells)


def test_full_rows_that_lost_their_labels_between_known_ones() -> None:
    text = requests(
        "1 0 0 0 0 0 1", denied_third_party="2 0 0 0 0 0 2", denied_internal_affairs="3 0 0 0 0 0 3"
    )
    report = read(text.replace("4.保护第三方合法权益\n", "").replace("5.属于三类内部事务信息\n", ""))
    assert [row(report, item)[0] for item in ("denied_security_stability", "denied_third_party")] == [
        ("number", 1),
        ("number", 2),
    ]
    assert row(report, "denied_internal_affairs")[-1] == ("number", 3)
    assert {cell.note for cell in report.cells if cell.item == "denied_third_party"} == {
        "row without a label between known ones"
    }


def test_a_row_before_a_lost_label_may_have_the_figures_of_the_next() -> None:
    """The third row is blank or the fourth: where rows are left blank, nobody can know."""
    text = requests(
        "1 0 0 0 0 0 1", granted="", denied_security_stability="", denied_third_party="2 0 0 0 0 0 2"
    )
    report = read(text.replace("4.保护第三方合法权益\n", ""))
    assert {state for state, _ in row(report, "denied_security_stability")} == {"unassigned"}
    assert row(report, "granted") == [("blank", None)] * 7


def test_a_text_without_end_is_not_searched() -> None:
    report = read("信息内容\n" + "规章 0\n" * 11_000)
    assert report.cells == ()
    assert "text_too_long" in {issue.code for issue in report.issues}


APPLICANTS = tuple(entry.code for entry in codebook.measures("requests", "2019"))[:-1]
RESULTS = tuple(entry.code for entry in codebook.items("requests", "2019") if entry.parent)[:-1]


@st.composite
def tables(draw: st.DrawFn) -> dict[str, list[int]]:
    """True tables of requests with few or many figures."""
    counts = st.integers(0, draw(st.sampled_from((1, 2, 9, 300))))
    table = {item: [0] * 6 for item in RESULTS}
    for _ in range(draw(st.integers(0, 12))):
        table[draw(st.sampled_from(RESULTS))][draw(st.integers(0, 5))] = draw(counts)
    done = [sum(column) for column in zip(*table.values(), strict=True)]
    carried_out = [draw(st.integers(0, 1)) for _ in APPLICANTS]
    carried_in = [draw(st.integers(0, 1)) if d + o else 0 for d, o in zip(done, carried_out, strict=True)]
    received = [d + o - i for d, o, i in zip(done, carried_out, carried_in, strict=True)]
    whole = {
        "received": received,
        "carried_in": carried_in,
        **table,
        "processed_total": done,
        "carried_out": carried_out,
    }
    return {item: [*row, sum(row)] for item, row in whole.items()}


@pytest.mark.parametrize("leader", ["……", "......", "·····", "____"])
def test_dots_lead_from_labels_to_figures(leader: str) -> None:
    labels = [entry.labels["2014"] for entry in codebook.items("statistics", "2014")]
    text = "\n".join(f"{label}{leader}{number}" for number, label in enumerate(labels))
    cells = read(text).cells
    assert [cell.value for cell in cells if cell.unit != "CNY"] == [
        number for number, entry in enumerate(codebook.items("statistics", "2014")) if entry.unit != "CNY"
    ]


@given(tables(), st.data())
@settings(max_examples=120, deadline=None)
def test_whatever_is_left_blank_no_figure_is_wrong(table: dict[str, list[int]], data: st.DataObject) -> None:
    """Blanks hide zeros and other figures, in some rows or in all."""
    rows = set(data.draw(st.lists(st.sampled_from(sorted(table)), unique=True)))
    share = data.draw(st.sampled_from((1, 3, 6)))
    printed = {
        item: [None if item in rows and data.draw(st.integers(0, 6)) < share else value for value in row]
        for item, row in table.items()
    }
    lines = {item: " ".join(str(v) for v in row if v is not None) for item, row in printed.items()}
    for cell in read(requests("", **lines)).cells:
        true = printed[cell.item][(*APPLICANTS, "total").index(cell.measure)]
        if cell.state in ("number", "inferred"):
            assert cell.value == true, cell
        assert cell.state != "blank" or true is None, cell


def statistics(rows: list[str], *, year: int = 2016) -> Report:
    """A report with these lines as its table of 2014."""
    head = f"芷水县水利局{year}年政府信息公开工作年度报告\n\n一、总体情况\n全年公开信息30条。\n"
    return parse((head + "\n".join(rows) + "\n五、存在的主要问题及改进情况\n个别栏目更新不快。\n").encode())


@pytest.mark.parametrize("mark", [" ", "\n"])
@pytest.mark.parametrize("head", ["序号", ""])
def test_serial_numbers_of_rows_are_no_figures(head: str, mark: str) -> None:
    figures = {"requests_received": "3", "meetings": "17", "reviews": "46"}
    rows = [mark.join(filter(None, (head, "统计指标", "单位", "统计数")))]
    entries = [entry for entry in codebook.items("statistics", "2014") if entry.code != "processing_fee"]
    for number, entry in enumerate(entries, 1):
        cells = [str(number), entry.labels["2014"], entry.unit, figures.get(entry.code, "")]
        rows.append(mark.join(filter(None, cells)))
    report = statistics(rows)
    assert {cell.item: str(int(cell.value)) for cell in report.cells if cell.value is not None} == figures
    assert {cell.state for cell in report.cells} == {"number", "blank"}


@pytest.mark.parametrize("number", ["2", "- 2 -", "第2页", "2/12", "2 ／ 12"])
def test_a_page_number_behind_a_row_without_figures_is_none_of_its_figures(number: str) -> None:
    rows = [
        "信息内容 本年处理决定数量\n行政许可 44\n行政处罚",
        number,
        "行政强制 9\n信息内容 本年收费金额（单位：万元）\n行政事业性收费 8",
    ]
    report = statistics(rows, year=2022)
    read = {cell.item: (cell.state, cell.value) for cell in report.cells if cell.measure == "decisions"}
    assert (read["licensing"], read["coercion"]) == (("number", 44), ("number", 9))
    assert read["penalties"][1] is None


def test_page_numbers_between_cells_in_lines_count_on_between_those_marked() -> None:
    rows = [
        "信息内容",
        "本年处理决定数量",
        "- 1 -",
        "行政许可",
        "44",
        "行政处罚",
        "2",
        "行政强制",
        "9",
        "- 3 -",
    ]
    read = {
        cell.item: cell.value for cell in statistics(rows, year=2022).cells if cell.measure == "decisions"
    }
    assert (read["licensing"], read["penalties"]) == (44, None)


@pytest.mark.parametrize("order", [(2019, 2020), (2020, 2019)])
def test_of_tables_of_two_years_the_report_s_own_is_read(order: tuple[int, int]) -> None:
    rows = {2019: "9 0 0 0 0 0 9", 2020: "4 0 0 0 0 0 4"}
    report = read("\n\n".join(f"{year}年申请情况\n{requests(rows[year])}" for year in order))
    assert {value for _, value in row(report, "granted")} == {4, 0}
    assert [issue.code for issue in report.issues if "2019" in issue.message] == ["table_repeated"]


def test_tables_that_differ_and_say_not_whose_they_are_tell_nothing() -> None:
    one, other = requests("9 0 0 0 0 0 9"), requests("4 0 0 0 0 0 4")
    report = read(f"{one}\n说明如下\n{other}")
    assert not report.cells
    assert {"table_repeated", "table_missing"} <= {issue.code for issue in report.issues}
    assert not any("予以公开" in section.text for section in report.sections)
    again = read(f"{one}\n说明如下\n{one}")
    assert {value for _, value in row(again, "granted")} == {9, 0}


def test_organisations_in_another_order_are_read_in_it() -> None:
    told = requests("1 2 3 4 5 6 21").replace("商业企业\n科研机构", "科研机构\n商业企业")
    measures = {cell.measure: cell.value for cell in read(told).cells if cell.item == "granted"}
    assert (measures["commercial_enterprise"], measures["research_institution"]) == (3, 2)
    assert (measures["natural_person"], measures["total"]) == (1, 21)
    once = requests("1 2 3 4 5 6 21").replace("商业企业\n科研机构", "科研机构\n科研机构")
    measures = {cell.measure: cell.value for cell in read(once).cells if cell.item == "granted"}
    assert measures["commercial_enterprise"] == 2


def test_a_row_that_may_lack_a_figure_to_a_page_number_is_no_row_of_blanks() -> None:
    zeros = "0\n0\n0\n0\n0\n0\n0"
    told = requests(zeros, received=f"0\n{zeros[2:]}", granted="2\n1\n0\n0\n0\n0\n3")
    report = read(f"- 1 -\n{told}\n- 3 -")  # the 2 may be the page's in between
    assert {state for state, _ in row(report, "granted")} == {"unassigned"}
    assert row(report, "received") == [("number", 0)] * 7
    assert row(read(told), "granted")[0] == ("number", 2)
