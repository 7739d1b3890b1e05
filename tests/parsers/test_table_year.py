"""Tables of the year before beside those of the year reported on."""

import pytest

from parsers import parse
from parsers.page import read_page
from parsers.table_year import caption_year, earlier

LABELS = ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开")


def table(figure: int) -> str:
    rows = "".join(
        f"<tr><td>{label}</td><td>{figure}</td>{'<td>0</td>' * 5}<td>{figure}</td></tr>" for label in LABELS
    )
    return f"<table>{rows}</table>"


def first_figures(body: str) -> set[float | None]:
    page = f"<h1>青溪县2023年政府信息公开工作年度报告</h1><p>发布时间：2024-01-28</p>{body}"
    return {cell.value for cell in parse(page.encode()).cells if cell.value}


@pytest.mark.parametrize("order", [(2022, 2023), (2023, 2022)])
def test_the_later_of_two_captions_is_the_report_s_own(order: tuple[int, int]) -> None:
    body = "".join(f"<p>{year}年收到和处理申请情况</p>{table(year - 2000)}" for year in order)
    assert first_figures(body) == {23}


def test_a_year_alone_hides_nothing() -> None:
    assert first_figures(f"<p>2022年数据</p>{table(7)}") == {7}


@pytest.mark.parametrize(
    ("above", "year"),
    [
        ("<p>2022年度</p>", 2022),
        ("<p>（2022年）</p>", 2022),
        ("<p>二〇二二年收到申请情况</p>", 2022),
        ("<p>2021年与2022年比较</p>", None),
        (
            "<p>2022年，我局认真贯彻落实条例，全年共收到政府信息公开申请，均已按照规定的期限答复了申请人，没有逾期。</p>",
            None,
        ),
        ("", None),
    ],
)
def test_the_year_that_a_caption_names(above: str, year: int | None) -> None:
    document = read_page(f"{above}{table(1)}")
    assert caption_year(document.lines, document.grids[0], 0) == year


def test_only_rows_told_again_later_are_of_an_earlier_year() -> None:
    assert earlier([(2022, "granted"), (2023, "granted"), (None, "received")]) == {2022}
    assert earlier([(2022, "granted"), (2023, "received")]) == set()
    assert earlier([(None, "granted"), (2022, "granted")]) == set()
