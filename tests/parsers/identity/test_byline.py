# ruff: noqa: E501 - markup and bylines are quoted in one piece
import pytest

from parsers.html.page import read_page
from parsers.identity.byline import is_bare_date, read_byline

TITLE = "<h1>青溪县水利局2020年政府信息公开工作年度报告</h1>"


def test_facts_of_one_line_end_where_the_next_begins() -> None:
    line = "<p>发布时间：2021-01-28 16:05来源：青溪县水利局 作者：王某 浏览次数：12 字号：[大 中 小]</p>"
    assert read_byline(read_page(TITLE + line)) == {
        "published": ["2021-01-28 16:05"],
        "source": ["青溪县水利局"],
        "author": ["王某"],
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


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("2021-01-28 青溪县水利局 (点击: 7)", {"published": ["2021-01-28"], "source": ["青溪县水利局"]}),
        ("2021年01月28日 青溪县水利局 点击：7", {"published": ["2021年01月28日"], "source": ["青溪县水利局"]}),
        ("来源：青溪县水利局 2021-01-28 16:05", {"published": ["2021-01-28 16:05"], "source": ["青溪县水利局"]}),
        ("来源：青溪县水利局 编审：某 更新时间：2021-01-28", {"source": ["青溪县水利局"]}),
        ("【 信息来源：青溪县水利局  信息时间：2021-01-28  阅读次数： 】", {"published": ["2021-01-28"], "source": ["青溪县水利局"]}),
        ("发布时间 2021-01-28", {"published": ["2021-01-28"]}),
        ("发布于2021-01-28 16:05", {"published": ["2021-01-28 16:05"]}),
        ("来源：青溪县水利局时间：2021-01-28更新时间：2021-06-07", {"published": ["2021-01-28"], "source": ["青溪县水利局"]}),
        ("阅读次数：33次日期：2021-01-28来源：青溪县水利局", {"published": ["2021-01-28"], "source": ["青溪县水利局"]}),
        ("编辑：王某 更新时间：2021-01-28", {}),
        ("2021年1月28日，青溪县水利局 2021-01-28 召开会议", {}),
    ],
)  # fmt: skip
def test_bylines_without_labels(line: str, facts: dict[str, list[str]]) -> None:
    found = read_byline(read_page(f"{TITLE}<p>{line}</p>"))
    assert found == facts


def test_labels_and_values_in_lines_of_their_own() -> None:
    lines = "<div>发布时间</div><div>2021-01-28</div><div>发布机构：</div><div>青溪县水利局</div>"
    assert read_byline(read_page(TITLE + lines)) == {
        "published": ["2021-01-28"],
        "publisher": ["青溪县水利局"],
    }


def test_a_date_beneath_the_text_counts_where_the_title_has_none() -> None:
    body = "<p>一、总体情况</p>" + "<p>全年公开信息。</p>" * 12
    assert read_byline(read_page(f"{TITLE}{body}<p>发布时间：2021-01-28</p>"))["published"] == ["2021-01-28"]
    both = f"{TITLE}<p>发布时间：2021-01-20</p>{body}<p>发布时间：2021-01-28</p>"
    assert read_byline(read_page(both))["published"][0] == "2021-01-20"


def test_bare_dates() -> None:
    assert is_bare_date("2021-01-28 16:05 来源：本站")
    assert is_bare_date("（2021年1月28日）")
    assert not is_bare_date("2021年1月28日，青溪县水利局召开会议。")


def test_a_long_block_of_facts_beneath_the_title() -> None:
    pairs = [
        ("索引号", "K1"),
        ("文号", "青水发〔2021〕3号"),
        ("废止日期", ""),
        ("生成日期", "2021-01-03"),
    ] * 2
    block = "".join(f"<dt>{label}：</dt><dd>{value}</dd>" for label, value in pairs)
    line = "<p>2021-01-28 16:05 | 来源：青溪县水利局</p>"
    found = read_byline(read_page(f"{TITLE}<dl>{block}</dl>{line}<p>一、总体情况</p>"))
    assert found == {"written": ["2021-01-03"], "published": ["2021-01-28 16:05"], "source": ["青溪县水利局"]}


def test_the_date_of_today_in_the_head_of_the_page_is_no_fact() -> None:
    assert (
        read_byline(read_page(f"<p>今天是2024年5月6日 星期一</p><p>2024-05-06</p>{TITLE}<p>好。</p>")) == {}
    )


def test_the_dates_of_a_list_are_no_facts() -> None:
    entries = "".join(
        f"<p><a href='{n}.html'>青溪县水利局公告</a></p><p>2021-01-0{n}</p>" for n in range(1, 5)
    )
    assert read_byline(read_page(f"<h2>公告公示</h2>{entries}")) == {}


@pytest.mark.parametrize(
    "line", ["２０２１－０１－２８ １６：０５", "2０21-01-28 16:05", "2021-01-28 16:05 字号：大"]
)
def test_dates_without_a_label_in_either_width(line: str) -> None:
    assert "published" in read_byline(read_page(f"{TITLE}<p>{line}</p>"))


def test_a_value_ends_at_any_word_before_a_colon() -> None:
    line = "<p>来源：青溪县水利局 录入员：王某；审稿：李某</p>"
    assert read_byline(read_page(TITLE + line)) == {"source": ["青溪县水利局"]}
