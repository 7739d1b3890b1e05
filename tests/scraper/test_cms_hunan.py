"""Hunan's platform: /cNNN/pages/N.html, announced by links or by a stated total."""

import pytest

from scraper.cms.hunan import Hunan
from tests.scraper.families import read

ENTRY = '<ul><li><a href="/c15124/20210131/i1.html">甲</a></li></ul>'


@pytest.mark.parametrize(
    ("path", "pager", "following"),
    [
        ("/c15124/index.html", '<p><a href="/c15124/pages/2.html">下一页</a></p>', ["/c15124/pages/2.html"]),
        ("/c15124/index.html", "共3页", ["/c15124/pages/2.html", "/c15124/pages/3.html"]),
        ("/c15124/pages/2.html", "共 <b>3</b> 页", ["/c15124/pages/3.html"]),
        ("/c1/index.html", '共2页 <a href="javascript:void(0)">下一页</a>', ["/c1/pages/2.html"]),
        ("/channel/707/index.html", "共2页", ["/channel/707/pages/2.html"]),
        ("/c15124/index.html", "", []),
        ("/c15124/index.html", '共3页 <a href="index_2.html">下一页</a>', ["/c15124/index_2.html"]),
    ],
)
def test_pages(path, pager, following):
    found = read(path, ENTRY + pager, Hunan())
    assert (found.family, found.texts[0], found.following) == ("hunan", "甲", following)


def test_a_script_that_turns_the_list_is_followed_where_it_goes():
    script = "<script>function go(n){ location.href='list_'+n+'.html'; }</script>"
    pager = '共3页 <a href="javascript:go(2)">下一页</a>' + script
    assert read("/c77/index.html", ENTRY + pager).following[0] == "/c77/list_2.html"


def test_a_trs_pager_under_such_a_path_is_read_as_trs():
    found = read("/c77/index.htm", ENTRY + '<script>createPageHTML(2,0,"index","htm");</script>')
    assert (found.family, found.following) == ("trs", ["/c77/index_1.htm"])
