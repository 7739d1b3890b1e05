# ruff: noqa: E501 - rows are quoted in one piece
"""Reports that were put into one table with their forms."""

from parsers.html.page import read_page
from parsers.outline.rows_of_text import rows_of_text


def rows(*texts: str | tuple[str, ...], width: int = 3) -> list[str]:
    cells = "".join(
        f"<tr><td colspan={width}>{row}</td></tr>"
        if isinstance(row, str)
        else "<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>"
        for row in texts
    )
    return rows_of_text(read_page(f"<table>{cells}</table>").grids[0])


def test_all_text_behind_the_first_chapter_and_no_word_of_the_forms() -> None:
    assert rows(
        "青溪县水利局",
        "一、总体情况",
        "公开平稳。",
        "（一）主动公开情况。都已公开。",
        "（二）依申请公开情况",
        "二、主动公开政府信息情况",
        "第二十条第（一）项",
        "（单位：件）",
        ("信息内容", "本年制发件数", "本年废止件数"),
        ("规章", "0", "0"),
        "三、收到和处理政府信息公开申请情况",
        "无",
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        ("一、本年新收政府信息公开申请数量", "0", "0"),
    ) == [
        "一、总体情况",
        "公开平稳。",
        "（一）主动公开情况。都已公开。",
        "（二）依申请公开情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "无",
    ]


def test_paragraphs_of_one_cell_and_headings_cut_over_its_lines() -> None:
    cell = "<p>一、总体情况</p><p>公开平稳。</p><p>二、主动公开政府信息情况</p>"
    assert rows(cell) == ["一、总体情况", "公开平稳。", "二、主动公开政府信息情况"]
    assert rows("三、收到和处理<br>政府信息公开<br>申请情况") == ["三、收到和处理政府信息公开申请情况"]
    assert rows("一、工作<br>基本情况") == ["一、工作基本情况"]
    assert rows("<p>三、依申请公开情况</p><p>没有申请</p>") == ["三、依申请公开情况", "没有申请"]


def test_the_rows_of_the_form_of_2014_are_no_chapters() -> None:
    form = (
        ("统计指标", "单位", "统计数"),
        "一、主动公开情况",
        ("（一）主动公开政府信息数", "条", "12"),
        "三、依申请公开情况",
    )
    assert rows(*form) == []
    assert rows("一、总体情况", "平稳。", *form) == ["一、总体情况", "平稳。"]


def test_a_long_paragraph_before_any_chapter_is_text() -> None:
    long = "根据《中华人民共和国政府信息公开条例》和上级的要求，青溪县水利局编制2022年政府信息公开工作年度报告，现予公布。"
    assert rows(long, "平稳。", ("规章", "0", "0")) == [long]
