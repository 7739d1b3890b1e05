"""Reports without tables: cells out of sentences, where they stand, and what is left alone."""

import pytest

from gongkai.records import Cell, Report
from parsers import parse

PLACE = "石渡县水利局"


def read(*chapters: str, year: int = 2016, agency: str = PLACE) -> Report:
    """A report of these chapters."""
    title = f"{agency}{year}年政府信息公开工作年度报告"
    body = "".join(f"<p>{line}</p>" for line in (title, "现将有关情况报告如下。", *chapters))
    return parse(f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode())


def figures(report: Report) -> dict[str, float | None]:
    """Path -> value."""
    return {f"{cell.form}/{cell.item}": cell.value for cell in report.cells}


def cell(report: Report, item: str) -> Cell:
    """The one cell of an item."""
    [found] = [cell for cell in report.cells if cell.item == item]
    return found


def test_a_cell_tells_its_sentence_and_where_it_stands() -> None:
    report = read("一、主动公开情况", "按要求公开。 2016年，我局主动公开政府信息 86 件。其他从略。")
    found = cell(report, "disclosed_total")
    section = report.sections[found.grid or 0]
    offset = found.grid_column or 0
    assert found.raw == "2016年，我局主动公开政府信息 86 件"
    assert section.position == found.grid
    assert section.text[offset : offset + len(found.raw)] == found.raw
    assert (found.state, found.value, found.unit, found.edition) == ("prose", 86, "条", "2014")
    assert (found.measure, found.grid_row) == ("reported", None)
    assert found.note == "label before the number; unit 件"
    assert (report.status, report.edition) == ("prose", "none")


def test_a_figure_in_a_heading_has_no_offset() -> None:
    report = read("一、机构建设情况", "（一）政府信息公开查阅点数2个", "（二）其他")
    found = cell(report, "reading_points")
    assert (found.value, found.raw, found.grid_column) == (2, "政府信息公开查阅点数2个", None)
    assert report.sections[found.grid or 0].heading == found.raw


def test_a_text_that_answers_its_heading() -> None:
    report = read("一、政府信息公开举报投诉数量", "共2件。", "二、政府信息公开行政复议、行政诉讼情况", "无。")
    assert figures(report) == {
        "statistics/complaints": 2,
        "statistics/reviews": 0,
        "statistics/litigation": 0,
    }
    assert cell(report, "complaints").raw == "共2件"


@pytest.mark.parametrize("width", [27, 30, 34])
def test_sentences_run_over_the_lines_of_saved_text(width: int) -> None:
    text = (
        "　　2016年，我局通过各种渠道主动公开政府信息186条，其中政府网站公开政府信息120条，"
        "政务微信公开政府信息66条，比上年增加16条。全年收到政府信息公开申请3件，均在法定期限内"
        "作出答复，没有发生因政府信息公开引起的行政复议和行政诉讼。"
    )
    lines = [text[start : start + width] for start in range(0, len(text), width)]
    title = f"{PLACE}2016年政府信息公开工作年度报告"
    report = parse("\n".join([title, "", "一、基本情况", *lines, "二、其他", "从略。"]).encode())
    assert figures(report) == {
        "statistics/disclosed_total": 186,
        "statistics/disclosed_website": 120,
        "statistics/disclosed_wechat": 66,
        "statistics/requests_received": 3,
        "statistics/reviews": 0,
        "statistics/litigation": 0,
    }
    [section] = [section for section in report.sections if section.heading == "基本情况"]
    for found in report.cells:
        offset, raw = found.grid_column or 0, found.raw or ""
        assert found.grid == section.position
        assert section.text[offset : offset + len(raw)] == raw


def test_what_is_planned_in_the_last_chapter_is_not_read() -> None:
    report = read("一、主动公开情况", "从略。", "二、存在的问题和下一步打算", "举办政府信息公开培训班3期。")
    assert report.cells == ()


def test_sentences_that_differ_leave_no_cell() -> None:
    report = read("一、概述", "主动公开政府信息86条。", "二、主动公开情况", "全年主动公开政府信息88条。")
    assert report.cells == ()
    [issue] = [issue for issue in report.issues if issue.code == "prose_contradicts"]
    assert "statistics/disclosed_total/reported" in issue.message
    assert "86, 88" in issue.message


def test_figures_of_the_whole_county_are_the_governments_alone() -> None:
    text = ("一、主动公开情况", "全县主动公开政府信息8600条。")
    assert read(*text).cells == ()
    assert figures(read(*text, agency="石渡县人民政府")) == {"statistics/disclosed_total": 8600}


def test_what_a_list_of_indicators_lacks_may_stand_in_a_sentence() -> None:
    lines = (
        "政府公报公开政府信息数 0条",
        "政府网站公开政府信息数 52条",
        "收到申请数 5件",
        "申请办结数 5件",
        "申请答复数 5件",
        "行政复议数量 0件",
        "行政诉讼数量 0件",
    )
    report = read("一、主动公开情况", *lines, "二、会议情况", "全年召开政府信息公开工作会议3次。")
    assert cell(report, "disclosed_website").state == "number"
    found = cell(report, "meetings")
    assert (found.state, found.value) == ("prose", 3)


@pytest.mark.parametrize(("year", "edition"), [(2019, "2019"), (2023, "2021")])
def test_a_later_report_without_tables_states_figures_of_its_own_forms(year: int, edition: str) -> None:
    text = "本年新收政府信息公开申请5件，上年结转1件。因政府信息公开引起的行政复议2件，行政诉讼1件。"
    report = read("一、总体情况", text, "二、培训情况", "举办政府信息公开培训3期。", year=year)
    assert figures(report) == {"requests/received": 5, "requests/carried_in": 1, "disputes/review": 2}
    assert {found.edition for found in report.cells} == {edition}


@pytest.mark.parametrize(("year", "status"), [(2022, "image"), (2016, "prose")])
def test_what_sentences_say_beside_pictures(year: int, status: str) -> None:
    """Pictures in a report of 2022 are its tables; in a report of 2016 they adorn it."""
    sentence = "全年收到政府信息公开申请5件。"
    report = read("一、总体情况", sentence, '<img src="/images/1.jpg"><img src="/images/2.jpg">', year=year)
    assert (report.status, [found.value for found in report.cells]) == (status, [5])


def test_none_in_place_of_a_newer_table_is_no_zero() -> None:
    assert read("一、政府信息公开行政复议、行政诉讼情况", "无。", year=2021).cells == ()


@pytest.mark.parametrize(
    ("sentence", "yuan"),
    [
        ("本年度未收取信息处理费。", 0),
        ("2022年没有收取政府信息公开信息处理费。", 0),
        ("本机关无收取信息处理费情况。", 0),
        ("2022年度收取信息处理费0元。", 0),
        ("不存在收取信息处理费的情况。", 0),
        ("发出收费通知3件，总金额600元，实际收取信息处理费共计400元。", 400),
        ("收取信息处理费0.04万元。", 400),
        ("收取信息处理费两百元。", 200),
        ("按照《政府信息公开信息处理费管理办法》，实际收取的总金额1,250元。", 1250),
        ("我局按照《政府信息公开信息处理费管理办法》收取信息处理费0元。", 0),
        ("信息处理费按照规定执行。", None),
        ("全年减免信息处理费300元。", None),
        ("没有其他需要报告的事项。", None),
    ],
)
def test_the_processing_fee_of_chapter_six(sentence: str, yuan: float | None) -> None:
    report = read("一、总体情况", "从略。", "六、其他需要报告的事项", sentence, year=2022)
    assert figures(report) == ({} if yuan is None else {"statistics/processing_fee": yuan})


def test_the_processing_fee_stands_in_no_other_chapter() -> None:
    assert read("一、总体情况", "未收取信息处理费。", year=2022).cells == ()


def test_disputes_that_have_nothing_to_do_with_disclosure_are_no_figures() -> None:
    sentence = "受理行政复议案件5件，维持4件，纠错1件，均与政府信息公开无关。"
    assert figures(read("四、行政复议", sentence)) == {}
    about = "因政府信息公开申请行政复议案件5件，维持4件，纠错1件。"
    assert figures(read("四、行政复议", about))["statistics/reviews"] == 5


def test_a_rate_is_no_figure() -> None:
    chapter = "六、其他需要报告的事项"
    assert figures(read(chapter, "收取信息处理费金额：100元/件。", year=2023)) == {}
    assert figures(read(chapter, "收取信息处理费金额：100元。", year=2023)) == {
        "statistics/processing_fee": 100
    }


@pytest.mark.parametrize(
    "row",
    [
        "本年新收政府信息公开申请数量 4 3 7",
        "本年新收政府信息公开申请数量 3 3",
        "本年新收政府信息公开申请数量 4 300 304",
        "本年新收政府信息公开申请数量 4件 3件 7件",
        "本年新收政府信息公开申请数量 4/3/7",
        "本年新收政府信息公开申请数量 4,3",
        "一、本年新收政府信息公开申请数量</p><p>4</p><p>3",
    ],
)
def test_a_row_that_lost_its_table_is_no_sentence(row: str) -> None:
    assert not read("三、收到和处理政府信息公开申请情况", row, year=2022).cells


def test_spaces_for_thousands_before_a_unit() -> None:
    report = read("三、收到和处理政府信息公开申请情况", "本年新收政府信息公开申请 1 234 件。", year=2022)
    assert cell(report, "received").value == 1234


def test_bare_numbers_beside_the_heads_of_a_lost_table_may_be_of_any_column() -> None:
    heads = "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计"
    lines = ("三、收到和处理政府信息公开申请情况", heads, "本年新收政府信息公开申请数量 2")
    assert not read(*lines, year=2022).cells
    assert cell(read(lines[0], lines[2], year=2022), "received").value == 2


def test_complaints_are_those_about_disclosure() -> None:
    chapter = "六、政府信息公开复议、诉讼和举报投诉情况"
    assert figures(read(chapter, "举报投诉12起。")) == {"statistics/complaints": 12}
    assert not figures(read("一、概述", "受理取水许可申请33件，举报投诉12起。"))
    assert (
        figures(read("一、概述", "未发生政府信息公开行政复议、行政诉讼，举报投诉0件。"))[
            "statistics/complaints"
        ]
        == 0
    )


@pytest.mark.parametrize(
    ("number", "value"), [("12<sup>1</sup>", 12), ("12<sup>[1]</sup>", 12), ("1<br>2", None), ("12", 12)]
)
def test_notes_and_lines_within_a_number(number: str, value: int | None) -> None:
    report = read("三、依申请公开情况", f"收到政府信息公开申请{number}件。", year=2022)
    assert figures(report) == ({} if value is None else {"requests/received": value})


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("青溪县工业和信息化局", "青溪县工业和信息化局"),
        ("青溪县人民政府", "云岭省青溪县人民政府"),
        ("青溪县水利局", "2022年度，云岭省青溪县水利局"),
    ],
)
def test_the_body_that_reports_is_named_in_the_sentence(title: str, named: str) -> None:
    chapters = "<p>一、总体情况</p><p>平稳有序。</p><p>六、其他需要报告的事项</p>"
    fee = f"<p>按照《政府信息公开信息处理费管理办法》规定，{named}2022年度未收取信息处理费。</p>"
    heading = f"<h1>{title}2022年政府信息公开工作年度报告</h1>"
    report = parse(f"<html><body>{heading}{chapters}{fee}</body></html>".encode())
    assert [(cell.item, cell.value) for cell in report.cells if cell.state == "prose"] == [
        ("processing_fee", 0.0)
    ]


@pytest.mark.parametrize(
    ("sentence", "received"),
    [
        ("2021年未收到政府信息公开申请，今年收到2件。", None),
        ("2021年收到政府信息公开申请0件。", None),
        ("去年未收到政府信息公开申请。", None),
        ("2022年，未收到政府信息公开申请。", 0),
        ("与2021年相比，今年未收到政府信息公开申请。", 0),
        ("自2008年《条例》施行以来，我局未收到政府信息公开申请。", 0),
        ("截至2023年1月20日，未收到政府信息公开申请。", 0),
        ("2021年1月1日至2022年12月31日，未收到政府信息公开申请。", 0),
        ("2023年未收到政府信息公开申请。", None),
        ("2022年及2021年均未收到政府信息公开申请。", 0),
        ("按照2019年修订的《条例》，我局未收到政府信息公开申请。", 0),
    ],
)
def test_none_of_another_year_is_no_zero_of_this_one(sentence: str, received: float | None) -> None:
    told = figures(read("一、总体情况", sentence, year=2022))
    assert told.get("requests/received") == received


@pytest.mark.parametrize(
    ("sentence", "received"),
    [
        ("未收到企业的政府信息公开申请。", None),
        ("未收到法人或其他组织提出的政府信息公开申请，收到自然人申请3件。", None),
        ("收到自然人的政府信息公开申请5件，收到企业的政府信息公开申请2件。", None),
        ("收到个人政府信息公开申请2件。", None),
        ("收到当面提交的政府信息公开申请2件。", None),
        ("如：收到政府信息公开申请8件的，应填写8。", None),
        ("未收到公民、法人或者其他组织提出的政府信息公开申请。", 0),
        ("没有收到任何单位和个人提出的政府信息公开申请。", 0),
        ("收到企业、个人政府信息公开申请7件。", 7),
        ("未收到公民提出的政府信息公开申请。", 0),
    ],
)
def test_requests_of_some_applicants_are_not_all_requests(sentence: str, received: float | None) -> None:
    told = figures(read("一、总体情况", sentence, year=2022))
    assert told.get("requests/received") == received
