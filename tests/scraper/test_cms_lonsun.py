"""Lonsun: the label's parameters on the page, rows as HTML from the label."""

import pytest

from tests.scraper.families import read

LABEL = "/site/label/8888?IsAjax=1&dataType=html&labelName=publicInfoList&organId=5"


def test_the_page_asks_for_its_label():
    found = read(
        "/public/column/5?type=4", f"<script>$.get('{LABEL.replace('&', '&amp;')}&pageIndex=1')</script>"
    )
    assert found.family == "lonsun"
    assert found.following == [f"{LABEL}&pageIndex=1"]


def test_data_beside_the_address_are_sent_along():
    script = (
        "Ls.ajax({url: '/site/label/8888', data: {labelName: 'publicInfoList', catId: '7', pageIndex: 1}});"
    )
    found = read("/public/column/5?type=4", f"<script>{script}</script>")
    assert found.following == ["/site/label/8888?labelName=publicInfoList&catId=7&pageIndex=1"]


def test_entries_and_the_next_page():
    rows = "<ul class='xxgk_navli'><li><a href='/public/5/1.html'>a</a></li></ul><script>pageCount:2</script>"
    found = read(f"{LABEL}&pageIndex=1", rows)
    assert (found.texts, found.following) == (["a"], [f"{LABEL}&pageIndex=2"])
    assert read(f"{LABEL}&pageIndex=2", rows).following == []


def test_a_page_that_shows_the_first_rows_asks_for_those_after_them():
    dated = "".join(
        f"<ul><li><a href='/public/5/{n}.html'>a</a><i>2022-01-2{n}</i></li></ul>" for n in range(3)
    )
    script = (
        "Ls.pagination('#p', function(i){ $.ajax({url: '/site/label/8888', data: {"
        "labelName: 'publicInfoList',"
        " pageSize: '3', pageIndex: i}}) }, {currPage: 1, pageCount: 3});"
    )
    label = "/site/label/8888?labelName=publicInfoList&pageSize=3&pageIndex="
    shown = read("/public/column/5", f"{dated}<script>{script}</script>")
    assert shown.following == [f"{label}2", f"{label}3"]
    empty = read("/public/column/5", f"<script>{script}</script>")
    assert empty.following == [f"{label}{page}" for page in (1, 2, 3)]


def test_the_first_answer_may_repeat_the_column_page_and_a_later_one_may_not():
    rows = "<a href='/public/5/1.html'>a</a><script>pageCount:3</script>"
    assert read(f"{LABEL}&pageIndex=1", rows).page.overlaps
    assert not read(f"{LABEL}&pageIndex=2", rows).page.overlaps


def test_an_empty_label_says_so():
    assert read(f"{LABEL}&pageIndex=1", "暂无相关信息").page.empty_by_text


@pytest.mark.parametrize(
    ("button", "goes_on"),
    [
        ("<a href='javascript:;' onclick='nextPage()'>下一页</a>", True),
        ("<a href='javascript:;' onclick='toPage(2)'>2</a><a onclick='toPage(2)'>下一页</a>", True),
        ("<a class='disabled' href='javascript:;' onclick='nextPage()'>下一页</a>", False),
        ("<a href='javascript:;' onclick='toPage(1)'>首页</a>", False),
        ("", False),
    ],
)
def test_an_answer_that_states_no_pages_goes_on_by_its_buttons(button, goes_on):
    found = read(f"{LABEL}&pageIndex=1", f"<ul><li><a href='/public/5/1.html'>a</a></li></ul>{button}")
    assert found.following == ([f"{LABEL}&pageIndex=2"] if goes_on else [])
    assert all(request.guess for request in found.page.following)
    assert read(f"{LABEL}&pageIndex=9", f"暂无相关信息{button}").following == []
