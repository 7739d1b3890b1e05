# ruff: noqa: E501 - markup and sentences are quoted in one piece
"""The outline in any numbering, to the full text, whatever stands round it."""

import tomllib
from importlib.resources import files

import pytest

from gongkai.records import Section
from parsers.html.page import read_page
from parsers.outline.outline import read_outline
from parsers.text.headings import chapter_of
from parsers.text.plain import read_text
from tests.parsers.chrome import BODY, PORTALS, page

TITLE = "<h1>青溪县水利局2020年政府信息公开工作年度报告</h1>"


def outline(body: str) -> list[Section]:
    return read_outline(read_page(f"<html><body>{TITLE}{body}</body></html>"))


def shape(sections: list[Section]) -> list[tuple[int, str | None, int | None, str | None, str]]:
    return [(s.level, s.number, s.chapter, s.heading, s.text) for s in sections]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize("portal", sorted(PORTALS))
def test_nothing_of_the_portal_is_in_a_section(portal: str) -> None:
    sections = read_outline(read_page(page(portal)))
    assert [(s.position, s.level, s.number, s.chapter) for s in sections] == [
        (0, 0, None, None),
        (1, 1, "一", 1),
        (2, 2, "（一）", 1),
        (3, 2, "（二）", 1),
        (4, 1, "二", 2),
        (5, 1, "三", 3),
        (6, 1, "四", 4),
        (7, 1, "五", 5),
        (8, 1, "六", 6),
    ]
    assert sections[0].text.startswith("根据《中华人民共和国政府信息公开条例》")
    assert sections[0].text.endswith("止。")
    assert sections[2].heading == "主动公开情况"
    assert sections[2].text.startswith("全年通过门户网站公开政府信息37条")
    assert sections[-1].text == "无。"


@pytest.mark.parametrize(
    ("printed", "number", "level"),
    [
        ("一、", "一", 1),
        ("一.", "一", 1),
        ("一．", "一", 1),
        ("一，", "一", 1),
        ("一 ", "一", 1),
        ("第一部分 ", "一", 1),
        ("第一部分：", "一", 1),
        ("第一、", "一", 1),
        ("十一、", "十一", 1),
        ("（一）", "（一）", 2),
        ("(一)", "（一）", 2),
        ("（一)、", "（一）", 2),
        ("㈠", "（一）", 2),
        ("1.", "1.", 3),
        ("1、", "1.", 3),
        ("１．", "1.", 3),
        ("12. ", "12.", 3),
        ("（1）", "（1）", 4),
        ("(1)", "（1）", 4),
        ("1）", "（1）", 4),
        ("①", "（1）", 4),
        ("⑵", "（2）", 4),
        ("⒊", "3.", 3),
        ("㊁", "（二）", 2),
    ],
)
def test_numbers_of_any_style(printed: str, number: str, level: int) -> None:
    sections = outline(paragraphs("一、总体情况", f"{printed}组织领导", "加强了领导。"))
    found = sections[-1]
    assert (found.number, found.level, found.heading, found.text) == (
        number,
        level,
        "组织领导",
        "加强了领导。",
    )


@pytest.mark.parametrize("style", ["{}、", "（{}）", "第{}部分 "])
def test_chapters_are_level_one_in_whatever_style_they_are_numbered(style: str) -> None:
    headings = ("总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况")
    body = paragraphs(*(style.format(n) + heading for n, heading in zip("一二三", headings, strict=True)))
    assert [(s.level, s.chapter) for s in outline(body)] == [(1, 1), (1, 2), (1, 3)]


def test_arabic_chapters_are_level_one() -> None:
    body = paragraphs("1、总体情况", "（1）领导", "好。", "2、主动公开政府信息情况")
    assert [(s.level, s.number, s.chapter) for s in outline(body)] == [
        (1, "1.", 1),
        (2, "（1）", 1),
        (1, "2.", 2),
    ]


@pytest.mark.parametrize(
    ("heading", "chapter"),
    [
        ("总体情况", 1),
        ("政府信息公开工作开展情况", 1),
        ("其他需报告事项", 6),
        ("工作中存在的困难和下步安排", 5),
        ("今后努力方向", 5),
        ("回应社会热点和关切问题情况", None),
        ("政府信息公开会议和培训工作情况", None),
        ("工作基本情况", 1),
        ("主动公开政府信息的情况", 2),
        ("政府信息主动公开情况", 2),
        ("收到和处理政府信息公开申请情况", 3),
        ("依申请公开政府信息办理情况", 3),
        ("因政府信息公开工作被申请行政复议、提起行政诉讼情况", 4),
        ("政府信息公开行政复议、行政诉讼情况", 4),
        ("存在的主要问题和改进措施", 5),
        ("政府信息公开工作存在的主要问题及整改措施", 5),
        ("其他需要报告的事项", 6),
        ("政府資訊公開行政復議、行政訴訟情況", 4),
        ("依申请公开信息收取的费用情况", None),
        ("机构建设和保障经费情况", None),
        ("回应解读情况", None),
    ],
)
def test_chapters_by_meaning(heading: str, chapter: int | None) -> None:
    assert chapter_of(heading) == chapter


def test_chapters_by_meaning_not_by_number() -> None:
    body = paragraphs("一、主动公开政府信息情况", "二、存在的主要问题及改进情况", "七、其他需要报告的事项")
    assert [s.chapter for s in outline(body)] == [2, 5, 6]


def test_run_in_headings() -> None:
    body = paragraphs(
        "一、总体情况。本年度工作有序开展。",
        "（一）主动公开情况：公开37条。",
        "（二）一是及时更新栏目，二是规范发布流程，三是加强审核把关，四是听取群众意见建议并且及时整改落实到位。",
        "二、主动公开政府信息情况2020年，我局按照要求主动公开政府信息，做到及时准确完整，没有发生失泄密的问题。",
    )
    assert shape(outline(body)) == [
        (1, "一", 1, "总体情况", "本年度工作有序开展。"),
        (2, "（一）", 1, "主动公开情况", "公开37条。"),
        (
            2,
            "（二）",
            1,
            None,
            "一是及时更新栏目，二是规范发布流程，三是加强审核把关，四是听取群众意见建议并且及时整改落实到位。",
        ),
        (
            1,
            "二",
            2,
            "主动公开政府信息情况",
            "2020年，我局按照要求主动公开政府信息，做到及时准确完整，没有发生失泄密的问题。",
        ),
    ]


def test_headings_cut_over_spans_lines_and_paragraphs() -> None:
    body = (
        "<p><span>一</span><span>、</span><b>总</b><b>体情况</b></p><p>好。</p><p>二、</p><p>主动公开政府信息情况</p>"
        "<p>三、收到和处理政府<br>信息公开申请情况</p><p>无。</p>"
    )
    assert [(s.number, s.heading, s.text) for s in outline(body)] == [
        ("一", "总体情况", "好。"),
        ("二", "主动公开政府信息情况", ""),
        ("三", "收到和处理政府信息公开申请情况", "无。"),
    ]


def test_headings_without_numbers() -> None:
    body = "<h3>总体情况</h3><p>好。</p><p><b>存在的主要问题及改进情况</b></p><p>有。</p>"
    assert shape(outline(body)) == [
        (1, None, 1, "总体情况", "好。"),
        (1, None, 5, "存在的主要问题及改进情况", "有。"),
    ]


def test_typesetting_left_in_a_heading() -> None:
    assert outline("<p>一、总体情况（宋体加粗小四号字）</p><p>好。</p>")[0].heading == "总体情况"


def test_headings_and_prose_in_rows_of_a_table_and_no_cell() -> None:
    body = (
        "<p>一、总体情况</p><p>好。</p><table><tr><td colspan=2>二、主动公开政府信息情况</td></tr>"
        "<tr><td>信息内容</td><td>数量</td></tr><tr><td>规章</td><td>0</td></tr>"
        "<tr><td colspan=2>三、收到和处理政府信息公开申请情况</td></tr>"
        "<tr><td>一、本年新收政府信息公开申请数量</td><td>3</td></tr><tr><td colspan=2>三、本年度办理结果</td></tr></table>"
        "<p>五、存在的主要问题及改进情况</p><p>有。</p>"
    )
    assert [(s.number, s.chapter, s.text) for s in outline(body)] == [
        ("一", 1, "好。"),
        ("二", 2, ""),
        ("三", 3, ""),
        ("五", 5, "有。"),
    ]


def test_a_hidden_copy_is_counted_once() -> None:
    body = BODY + f'<div style="display:none">{BODY}</div>'
    assert outline(body) == outline(BODY)
    assert outline(f'<div style="display:none">{BODY}</div>') == outline(BODY)


def test_text_to_its_end_and_no_further() -> None:
    body = paragraphs("一、总体情况", "第一段。", "第二段。", "青溪县水利局", "2021年1月20日")
    ended = outline(body + paragraphs("相关信息", "青溪县2019年年报", "主办单位：青溪县人民政府"))
    assert ended[-1].text == "第一段。\n第二段。\n青溪县水利局\n2021年1月20日"


def test_words_like_furniture_inside_the_text_stay() -> None:
    body = paragraphs("分享到：", "一、总体情况", "相关信息公开及时。", "打印材料费用减免情况良好。")
    assert outline(body)[-1].text == "相关信息公开及时。\n打印材料费用减免情况良好。"


def test_a_report_without_any_heading_is_one_text() -> None:
    text = "2020年，青溪县水利局主动公开政府信息37条，没有收到政府信息公开申请，没有发生复议和诉讼，也没有收取任何费用。"
    assert shape(outline(f"<p>{text}</p>")) == [(0, None, None, None, text)]


FLAT = """青溪县水利局2020年政府信息公开工作年度报告
发布时间:2021-01-31 17:17浏览次数:字体:[ ]

一、总体情况
2020年工作有序。
二、主动公开政府信息情况
信息内容
本年新
  制作数量
本年新公开数量
规章
  0

 0
政府集中采购
6
8236.4元

三、收到和处理政府信息公开申请情况
没有收到申请。
申请人情况
自然人
一、本年新收政府信息公开申请数量
 0
（一）予以公开  0  0
（七）总计
0 0
四、结转下年度继续办理
四、政府信息公开行政复议、行政诉讼情况
结果维持
 0
五、存在的主要问题及改进情况
（一）更新不及时；
（二）人员不足。
相关信息
"""


def test_flattened_tables_leave_no_trace_in_the_text() -> None:
    assert shape(read_outline(read_text(FLAT))) == [
        (1, "一", 1, "总体情况", "2020年工作有序。"),
        (1, "二", 2, "主动公开政府信息情况", ""),
        (1, "三", 3, "收到和处理政府信息公开申请情况", "没有收到申请。"),
        (1, "四", 4, "政府信息公开行政复议、行政诉讼情况", ""),
        (1, "五", 5, "存在的主要问题及改进情况", ""),
        (2, "（一）", 5, "更新不及时", ""),
        (2, "（二）", 5, "人员不足", ""),
    ]


def test_positions_count_up_from_zero_for_a_preface_else_from_one() -> None:
    assert [s.position for s in outline(BODY)] == list(range(9))
    assert [s.position for s in outline(paragraphs("一、总体情况", "二、主动公开政府信息情况"))] == [1, 2]


def test_no_time_is_lost_on_a_line_of_a_million_figures() -> None:
    assert read_outline(read_text("自然人\n" + "0 " * 500_000 + "x")) != []


def test_spread_headings() -> None:
    section = outline("<p>一、 总 体 情 况</p><p>好。</p>")[0]
    assert (section.number, section.chapter, section.heading) == ("一", 1, "总体情况")


def test_paragraphs_that_only_spaces_part() -> None:
    text = "一、总体情况　　全年工作有序推进，按要求主动公开政府信息三十七条，群众反映良好。　　（一）主动公开情况。公开37条。　　（二）依申请公开情况。没有收到。"
    assert [(s.number, s.heading) for s in outline(f"<p>{text}</p>")] == [
        ("一", "总体情况"),
        ("（一）", "主动公开情况"),
        ("（二）", "依申请公开情况"),
    ]


def test_page_numbers_are_no_text() -> None:
    sections = read_outline(read_text("一、总体情况\n好。\n- 3 -\n— 4 —\n第 5 页 共 9 页\n很好。"))
    assert sections[0].text == "好。\n很好。"


def test_a_second_copy_on_display_is_counted_once() -> None:
    assert outline(BODY + BODY) == outline(BODY)


def test_long_numbered_lines_are_not_kept_in_memory() -> None:
    from parsers.labels import key

    before = key.cache_info().currsize
    outline(paragraphs(*(f"{n}.{'长' * 500}{n}" for n in range(1, 60))))
    assert key.cache_info().currsize - before < 10


CONTENTS = [
    f"{number}、{heading}"
    for number, heading in zip(
        "一二三", ("总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况"), strict=True
    )
]


@pytest.mark.parametrize(
    "contents",
    [
        ["目　录", *(f"{line}……………{page}" for page, line in enumerate(CONTENTS, 1))],
        ["目录", *CONTENTS],
        ["目录", *(f"{line} {page}" for page, line in enumerate(CONTENTS, 1))],
        [f"{line}. . . . .{page}" for page, line in enumerate(CONTENTS, 1)],
    ],
)
def test_a_table_of_contents_is_no_outline(contents: list[str]) -> None:
    told = paragraphs(
        "本报告由水利局编制。", *(line for head in CONTENTS for line in (head, "全年公开信息。"))
    )
    assert shape(outline(paragraphs(*contents) + told)) == shape(outline(told))


@pytest.mark.parametrize(
    "text",
    [
        "一、二季度公开及时，三季度有所放缓。",
        "三、四级调研员参加培训。",
        "5、6月份开展检查。",
        "3.5万元用于维护。",
    ],
)
def test_numbers_of_a_sentence_are_no_numbering(text: str) -> None:
    assert shape(outline(paragraphs("一、总体情况", text))) == [(1, "一", 1, "总体情况", text)]


def test_a_heading_that_begins_with_a_year() -> None:
    assert shape(outline(paragraphs("1、2020年政府信息公开工作情况", "好。", "2、主动公开情况")))[0][:4] == (
        1,
        "1.",
        1,
        "2020年政府信息公开工作情况",
    )


def test_pieces_of_a_table_that_lost_its_tags_are_no_text() -> None:
    text = "\n".join(
        [
            "青溪县水利局2020年政府信息公开工作年度报告",
            "二、主动公开政府信息情况",
            "公开及时。",
            "第二十条第(一)项",
            "信息内容",
            "本年新",
            "制作数量",
            "本年新",
            "公开数量",
            "对外公开总数量",
            "规章",
            "0",
            "0",
            "0",
            "三、收到和处理政府信息公开申请情况",
            "没有收到。",
        ]
    )
    sections = read_outline(read_text(text))
    assert [(s.number, s.text) for s in sections] == [("二", "公开及时。"), ("三", "没有收到。")]


@pytest.mark.parametrize(
    "head",
    [
        "<div>2021-01-28 青溪县水利局 (点击: 12)</div>",
        "<div>发布时间：</div><div>2021-01-28</div><div>来源：</div><div>青溪县水利局</div><div>浏览：</div><div>22</div>",
        "<div>【信息来源：青溪县水利局 信息时间：2021-01-28】</div><div>字号：大 中 小</div>",
        "<div>2021年01月28日 11时33分 (点击: 12)</div>",
        "<div>青溪县水利局2020年政府信息</div><div>公开工作年度报告</div>",
    ],
)
def test_bylines_of_any_make_are_no_text(head: str) -> None:
    told = paragraphs("本报告由水利局编制。", "一、总体情况", "全年公开信息。")
    assert shape(outline(head + told)) == shape(outline(told))


@pytest.mark.parametrize("piece", ["…", ". ", "（", "第二十条 ", "2020年1月1日31", "-", "发 "])
def test_a_line_without_end_takes_no_longer_than_its_length(piece: str) -> None:
    text = (piece * 100_000).strip()
    sections = outline(paragraphs("一、总体情况", "好。") + f"<p>{text}</p>")
    assert len(sections[-1].text) > 90_000


def test_no_heading_of_the_form_has_a_numeral_and_all_are_known_without_their_numbers() -> None:
    """A line that begins with a numeral is no second half of one."""
    table = tomllib.loads(files("parsers").joinpath("chapters.toml").read_text(encoding="utf-8"))
    for chapter in table["chapter"]:
        for heading in chapter["headings"]:
            assert set(heading).isdisjoint("一二三四五六七八九十")
            found = outline(paragraphs(heading, "一个段落。"))
            assert shape(found) == [(1, None, chapter["number"], heading, "一个段落。")]


def test_whole_headings_in_traditional_characters() -> None:
    found = outline(paragraphs("總體情況", "一個段落。", "其他需要報告的事項", "無。"))
    assert [(s.chapter, s.heading) for s in found] == [(1, "總體情況"), (6, "其他需要報告的事項")]
