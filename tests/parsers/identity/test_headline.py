# ruff: noqa: E501 - markup is quoted in one piece
"""The title among all the texts at the head of a page."""

import pytest

from gongkai.records import Link
from parsers.html.page import read_page
from parsers.identity.byline import read_byline
from parsers.identity.headline import choose_title, find_titles
from tests.parsers.chrome import BODY

TITLE = "青溪县水利局2020年政府信息公开工作年度报告"
NAMELESS = "2020年政府信息公开工作年度报告"


def title(
    head: str, tags: str = "<title>青溪县人民政府</title>", link: Link | None = None, body: str = BODY
) -> str | None:
    document = read_page(f"<html><head>{tags}</head><body><p>首页</p>{head}{body}</body></html>")
    byline = read_byline(document)
    return choose_title(document, find_titles(document, byline, link), byline, link)


@pytest.mark.parametrize(
    "head",
    [
        f"<div>青溪县人民政府门户网站</div><h2>政府信息公开年报</h2><div>{TITLE}</div><p>发布时间：2021-01-28</p>",
        f"<h1>{NAMELESS}</h1><p>发布时间：2021-01-28</p><p>{TITLE}</p>",
        f"<h1>{NAMELESS}</h1><p>发布时间：2021-01-28</p><p>青溪县水利局</p><p>{NAMELESS}</p>",
        "<p>青溪县水利局</p><p>2020年</p><p>政府信息公开工作年度报告</p>",
        "<p>青 溪 县 水 利 局</p><p>2020 年 政 府 信 息 公 开 工 作 年 度 报 告</p>",
        "<h1>青溪县水利局\u200b2020年\ufeff政府信息公开工作年度报告</h1>",
        f"<p>名称：{TITLE}</p><p>索引号：1</p>",
        f"<h1>{TITLE}…</h1>",
        f"<h1>{TITLE * 2}</h1>",
    ],
)  # fmt: skip
def test_reports(head: str) -> None:
    assert title(head) == TITLE


@pytest.mark.parametrize(
    "tags",
    [
        f"<title>{TITLE}--青溪县人民政府</title>",
        f"<title>政府信息公开年报 | {TITLE} | 青溪县人民政府</title>",
        f"<title>青溪县人民政府-政府信息公开年报-{TITLE}</title>",
        f"<meta name=ArticleTitle content={TITLE}>",
        f"<meta name=description content={TITLE}>",
    ],
)
def test_titles_that_only_the_head_of_the_page_has(tags: str) -> None:
    assert title("", tags) == TITLE


def test_a_title_that_a_block_cuts_is_the_printed_one() -> None:
    whole = "青溪县水利局政府信息公开工作年度报告（2020年度）"
    for block in (f"<p>标题：{whole[:-3]}...</p>", f"<dt>标题：</dt><dd>{whole[:-3]}...</dd>"):
        assert title(f"<div>{whole}</div>{block}<p>发布时间：2021-01-28</p>") == whole


def test_the_name_of_the_portal_is_no_part_of_the_title() -> None:
    tags = f"<title>{NAMELESS}_青溪县人民政府</title>"
    assert title(f"<p>青溪县人民政府</p><p>{NAMELESS}</p>", tags) == NAMELESS
    assert title(f"<p>青溪县人民政府</p><h1>{NAMELESS}</h1>", "") == NAMELESS
    signed = BODY + "<p>白石镇人民政府</p><p>2021年1月8日</p>"
    assert title(f"<p>青溪县人民政府</p><p>{NAMELESS}</p>", "", body=signed) == NAMELESS
    heading = f"<h1>青溪县人民政府</h1><div>{NAMELESS}</div>"
    assert title(heading, "") == NAMELESS
    for publisher in ("<p>发布机构：青溪县水利局</p>", "<dt>发布机构：</dt><dd>青溪县水利局</dd>"):
        assert title(f"{publisher}<div>{NAMELESS}</div>", "") == NAMELESS
    table = "<table><tr><td>索引号</td><td>1</td></tr></table>"
    assert title(f"<p>青溪县人民政府</p>{table}<p>{NAMELESS}</p>", "") == NAMELESS


@pytest.mark.parametrize(
    ("head", "tags", "expected"),
    [
        ("<h1>青溪县之窗</h1><p>公告栏</p><p>关于停水的公告</p><p>发布时间：2021-01-28</p>", "<title>关于停水的公告_青溪县之窗</title>", "关于停水的公告"),
        ("<p>关于停水的公告</p><p>发布时间：2021-01-28</p>", "", "关于停水的公告"),
        ("<h2>关于停水的公告</h2>", "", "关于停水的公告"),
        ("<p>停水</p>", "<meta name=ArticleTitle content=关于停水的公告>", "关于停水的公告"),
        ("<p>停水</p>", "<title>关于停水的公告_青溪县之窗</title>", "关于停水的公告"),
        ("", "", None),
    ],
)  # fmt: skip
def test_headlines_of_other_pages(head: str, tags: str, expected: str | None) -> None:
    assert title(head, tags, body="<p>今日停水。</p>") == expected


def test_the_list_is_heard_where_the_page_is_silent() -> None:
    assert title("", "", Link(text="x", title=TITLE)) == TITLE
    assert title("<h1>通知</h1>", "", Link(text="公告")) == "通知"


def test_a_title_that_its_tag_cuts_is_the_printed_one() -> None:
    notice = "青溪县水利局关于2020年政府信息公开工作年度报告的公告"
    for cut in (1, 2, 3):
        tags = f"<meta name=ArticleTitle content={notice[:-cut]}>"
        assert title(f"<div>{notice}</div><p>发布时间：2021-01-28</p>", tags) == notice
