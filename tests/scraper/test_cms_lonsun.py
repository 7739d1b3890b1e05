"""Lonsun: the label's parameters on the page, rows as HTML from the label."""

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


def test_an_empty_label_says_so():
    assert read(f"{LABEL}&pageIndex=1", "暂无相关信息").page.empty_by_text
