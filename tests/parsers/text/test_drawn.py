"""Tables drawn with pipes and tabs: which lines are one, and what stands where."""

import pytest

from parsers import parse
from parsers.document import Grid
from parsers.text.plain import is_html, read_text

HEAD = "芷水县水利局2020年政府信息公开工作年度报告\n\n二、主动公开政府信息情况\n\n"


def grids(text: str) -> list[Grid]:
    """The tables of a text."""
    return read_text(HEAD + text).grids


def test_pipes_are_a_table_without_its_rule() -> None:
    (grid,) = grids("| 信息内容 | 本年新制作数量 |\n|---|:-:|\n| 规章 | |\n")
    assert grid.texts == [["信息内容", "本年新制作数量"], ["规章", ""]]


def test_a_row_that_says_one_thing_says_it_all_across() -> None:
    (grid,) = grids("| 第二十条第（一）项 | | |\n|--|--|--|\n| 规章 | | |\n")
    assert grid.origins[0] == (0, 0, 0)
    assert grid.origins[1] == (3, 4, 5)


def test_tabs_are_a_table_where_all_rows_are_as_long() -> None:
    (grid,) = grids("信息内容\t本年新制作数量\t本年新公开数量\n规章\t\t5\n")
    assert grid.texts == [["信息内容", "本年新制作数量", "本年新公开数量"], ["规章", "", "5"]]


@pytest.mark.parametrize(
    "text",
    [
        "信息内容\t本年新制作数量\n规章\t1\t2\n",  # rows of unlike length
        "来源\t时间\n县水利局\t今年\n",  # no word of the form
        "规章|5\n规范性文件|6\n",  # pipes part them, but do not stand round them
        "| 规章 | 5 |\n",  # one row
    ],
)
def test_what_is_no_drawn_table(text: str) -> None:
    assert grids(text) == []
    assert len(read_text(HEAD + text).lines) == 2 + text.count("\n")


def test_breaks_in_cells_of_markdown_do_not_make_it_html() -> None:
    text = "| 信息内容 | 本年新<br>制作数量 |\n|---|---|\n| 规章 | 5 |\n"
    assert not is_html(text)
    assert is_html("一行<br>二行<br>")
    (grid,) = grids(text)
    assert grid.texts[0] == ["信息内容", "本年新\n制作数量"]


def test_cells_stand_in_their_line_of_the_text() -> None:
    text = HEAD + (
        "| 信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |\n|---|---|---|---|\n"
        "| 规章 | 7 | | 45 |\n| 规范性文件 | 8 | 9 | 46 |\n"
    )
    cells = {(cell.item, cell.measure): cell for cell in parse(text.encode()).cells if cell.raw}
    assert {path[1]: cell.value for path, cell in cells.items() if path[0] == "regulations"} == {
        "created": 7,
        "published_total": 45,
    }
    for cell in cells.values():
        assert cell.grid is None
        assert text[cell.grid_column :].startswith(cell.raw or "?")
        assert cell.grid_row == text.count("\n", 0, cell.grid_column)


def test_pipes_in_the_paragraphs_of_a_page() -> None:
    rows = (
        "| 信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |",
        "|-|-|-|-|",
        "| 规章 | 7 | | 45 |",
    )
    page = "<h1>芷水县水利局2020年政府信息公开工作年度报告</h1>" + "".join(f"<p>{row}</p>" for row in rows)
    values = {cell.measure: cell.state for cell in parse(page.encode()).cells if cell.item == "regulations"}
    assert values == {"created": "number", "newly_published": "blank", "published_total": "number"}
