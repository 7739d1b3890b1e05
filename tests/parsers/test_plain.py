import pytest

from parsers.plain import is_html, read_text


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
