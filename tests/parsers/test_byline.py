from datetime import datetime

import pytest

from parsers.byline import CHINA, is_bare_date, read_byline, read_date
from parsers.page import read_page

TITLE = "<h1>青溪县水利局2020年政府信息公开工作年度报告</h1>"


@pytest.mark.parametrize(
    ("text", "expected", "precision"),
    [
        ("2021-01-31 17:17", datetime(2021, 1, 31, 17, 17, tzinfo=CHINA), "minute"),
        ("2021-01-31T17:17:05", datetime(2021, 1, 31, 17, 17, 5, tzinfo=CHINA), "minute"),
        ("2021年1月31日17时17分", datetime(2021, 1, 31, 17, 17, tzinfo=CHINA), "minute"),
        ("2021/1/31", datetime(2021, 1, 31, tzinfo=CHINA), "day"),
        ("2021.01.31 00:00:00", datetime(2021, 1, 31, tzinfo=CHINA), "day"),
    ],
)
def test_dates(text: str, expected: datetime, precision: str) -> None:
    assert read_date(text) == (expected, precision)


@pytest.mark.parametrize("text", ["", "2021年", "2021-02-30", "昨天", "2021-01-31 25:00"])
def test_what_is_no_date(text: str) -> None:
    assert read_date(text) is None


def test_facts_of_one_line_end_where_the_next_begins() -> None:
    line = "<p>发布时间：2021-01-28 16:05来源：青溪县水利局 作者：王某 浏览次数：12 字号：[大 中 小]</p>"
    assert read_byline(read_page(TITLE + line)) == {
        "published": ["2021-01-28 16:05"],
        "source": ["青溪县水利局"],
    }


def test_facts_of_a_table() -> None:
    table = (
        "<table><tr><td>索 引 号</td><td>K1</td><td>发布机构：</td><td>青溪县水利局</td></tr>"
        "<tr><td>生成日期：2021-01-05</td><td>公开日期</td><td colspan=2>2021-01-28</td></tr></table>"
    )
    assert read_byline(read_page(table + TITLE)) == {
        "publisher": ["青溪县水利局"],
        "written": ["2021-01-05"],
        "published": ["2021-01-28"],
    }


def test_facts_over_two_lines() -> None:
    assert read_byline(read_page(TITLE + "<p>信 息 来 源：</p><p>青溪县水利局</p>")) == {
        "source": ["青溪县水利局"]
    }


@pytest.mark.parametrize("label", ["更新时间", "截止日期", "活动时间"])
def test_other_dates_are_not_the_publication(label: str) -> None:
    assert "published" not in read_byline(read_page(f"{TITLE}<p>{label}：2021-01-28</p>"))


def test_bare_dates() -> None:
    assert is_bare_date("2021-01-28 16:05 来源：本站")
    assert is_bare_date("（2021年1月28日）")
    assert not is_bare_date("2021年1月28日，青溪县水利局召开会议。")
