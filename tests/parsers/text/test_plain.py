import pytest

from parsers.html.page import read_page
from parsers.text.plain import is_html, read_text, with_breaks


@pytest.mark.parametrize("text", ["<!DOCTYPE html>", "x<br/>y", "<TABLE>\n<TR>", "<p class='a'>", "<html>"])
def test_html_is_told_by_its_tags(text: str) -> None:
    assert is_html(text)


@pytest.mark.parametrize("text", ["1 < 2 > 0", "| 规章 | 0 |", "<政府信息公开条例>", "a<b", ""])
def test_text_is_no_html(text: str) -> None:
    assert not is_html(text)


def test_lines_keep_their_columns_and_their_number() -> None:
    document = read_text("一、总体情况\r\n\r\n  规章\t0  0 \n\f第二页")
    assert [(line.number, line.text) for line in document.lines] == [
        (0, "一、总体情况"),
        (2, "规章\t0  0"),
        (4, "第二页"),
    ]
    assert not document.tags


def test_offsets_point_into_the_text() -> None:
    text = "甲\n\n  乙 丙\n丁"
    assert all(text[line.offset :].startswith(line.text) for line in read_text(text).lines)


def test_markdown_headings_and_bold_lines() -> None:
    text = "# 标题\n\n**一、总体情况**\n## 二、主动公开 ##\n| 规章 | **0** |\n#不是标题"
    document = read_text(text)
    assert [(line.text, line.heading) for line in document.lines] == [
        ("标题", True),
        ("一、总体情况", False),
        ("二、主动公开", True),
        ("| 规章 | **0** |", False),
        ("#不是标题", False),
    ]
    assert all(text[line.offset :].startswith(line.text) for line in document.lines)


def test_tables_between_lines_of_text() -> None:
    text = "一、总体情况\n好。\n\n<table>\n<tr>\n<td>规\n章</td><td>0</td></tr>\n</table>\n二、问题\n有。"
    document = read_page(text)
    assert [line.text for line in document.lines] == ["一、总体情况", "好。", "二、问题", "有。"]
    assert document.grids[0].texts == [["规\n章", "0"]]


def test_pages_whose_lines_are_tags_keep_their_breaks() -> None:
    html = "<p>一行\n还是一行</p><table><tr><td>0</td></tr></table>"
    assert with_breaks(html) is html
