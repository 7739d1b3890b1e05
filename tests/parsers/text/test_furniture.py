# ruff: noqa: E501 - markup and sentences are quoted in one piece
from parsers.document import Line
from parsers.text.furniture import body_range, is_byline, is_linked, is_metadata

TITLE = "青溪县水利局2020年政府信息公开工作年度报告"
LONG = "2020年，青溪县水利局认真贯彻落实《中华人民共和国政府信息公开条例》，不断加强信息公开工作，保障群众的知情权和监督权。"


def lines(*texts: str) -> list[Line]:
    return [Line(text, 0) for text in texts]


def test_from_the_title_to_the_last_line() -> None:
    page = lines(
        "首页", TITLE, "发布时间：2021-01-28", LONG, "一、总体情况", "好。", "上一篇：无", "版权所有"
    )
    assert body_range(page) == range(1, 6)


def test_of_two_titles_the_one_above_the_byline() -> None:
    page = lines(TITLE, "首页", TITLE, "来源：本站", TITLE, "一、总体情况")
    assert body_range(page).start == 2


def test_links_and_hidden_lines_are_no_title() -> None:
    page = lines(TITLE, TITLE, TITLE, "一、总体情况")
    page[0].linked = len(TITLE)
    page[2].hidden = True
    assert body_range(page).start == 1


def test_without_title_from_the_byline_else_from_the_text() -> None:
    assert body_range(lines("首页", "发布时间：2021-01-28", LONG)).start == 1
    assert body_range(lines("首页", LONG, "一、总体情况")).start == 1
    assert body_range(lines("首页", "一、总体情况")).start == 1


def test_share_buttons_before_the_text_do_not_end_it() -> None:
    page = lines(TITLE, "分享到：", "打印", "一、总体情况", "好。", "打印本页")
    assert body_range(page) == range(5)


def test_pages_without_text() -> None:
    assert body_range([]) == range(0)
    assert body_range(lines("首页", TITLE, "附件下载")) == range(1, 2)


def test_kinds_of_lines() -> None:
    assert is_byline("发布时间:2021-01-31 17:17浏览次数:字体:[ ]")
    assert not is_byline(LONG)
    assert is_metadata("索 引 号：K1/2021-3")
    assert is_metadata("当前位置：首页 > 政府信息公开年报")
    assert is_linked(Line("首页 年报", 0, linked=4))
    assert not is_linked(Line(LONG, 0, linked=4))


def test_a_column_that_is_called_like_a_report_is_no_title() -> None:
    page = lines(
        "首页", "政府信息公开年报", "公开日期：2021-01-28", "信息名称：" + TITLE, TITLE, "一、总体情况"
    )
    assert body_range(page).start == 4
