"""Links without words: what their pictures and styles say."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from scraper.lists.pager import is_pager, read_pager
from scraper.pages.links import read_links
from scraper.pages.signs import sign

BASE = "http://a.example"


@pytest.mark.parametrize(
    ("html", "word"),
    [
        ('<a><img src="/i/next.gif"></a>', "下一页"),
        ('<a><img src="../images/page_next.png?v=2"></a>', "下一页"),
        ('<a><img src="xiayiye.jpg"></a>', "下一页"),
        ('<a class="next"><i></i></a>', "下一页"),
        ('<a class="layui-laypage-next"><i class="layui-icon"></i></a>', "下一页"),
        ('<a rel="next"></a>', "下一页"),
        ('<a class="page-link"><i class="fa fa-angle-right"></i></a>', ">"),
        ('<a><i class="fa fa-angle-double-right"></i></a>', "尾页"),
        ('<a><i class="iconfont icon-prev"></i></a>', "上一页"),
        ('<a><img src="first.gif"></a>', "首页"),
        ('<ul><li class="next"><a><i></i></a></li></ul>', "下一页"),
        ('<a><img src="/upload/2021/report.jpg"></a>', None),
        ('<a class="context-box"><img src="nextone-fair.jpg"></a>', None),
    ],
)
def test_pictures_and_styles_stand_for_words(html, word):
    node = LexborHTMLParser(html).css_first("a")
    assert node is not None
    assert sign(node) == word


@pytest.mark.parametrize(
    ("href", "inside", "following"),
    [
        ("/nb/list_2.html", '<img src="/i/next.gif">', ["/nb/list_2.html"]),
        ("/nb/list_2.html", '<i class="icon-right"></i>', ["/nb/list_2.html"]),
        ("/nb/about.html", '<img src="/i/next.gif">', []),
    ],
)
def test_an_arrow_turns_the_page_only_where_the_number_does(href, inside, following):
    url = f"{BASE}/nb/list.html"
    links = read_links(f'<p><a href="{href}">{inside}</a></p>', url)
    assert [one.url for one in read_pager(links, url)] == [BASE + path for path in following]


def test_a_column_entered_by_a_picture_of_an_arrow_is_no_pager():
    (link,) = read_links('<a href="/gk/nb/"><img src="right.png"></a>', BASE)
    assert not is_pager(link)


def test_words_go_before_pictures():
    (link,) = read_links('<a class="next" href="/gk/nb/">信息公开年报</a>', BASE)
    assert (link.sign, is_pager(link)) == (None, False)


def test_the_head_of_a_page_may_name_the_next_one():
    url = f"{BASE}/nb/"
    html = '<html><head><link rel="next" href="/nb/index_2.html"></head><body></body></html>'
    assert [one.url for one in read_pager(read_links(html, url), url)] == [f"{BASE}/nb/index_2.html"]
