"""Lists that name their page in the URL and their total in words."""

import pytest

from tests.scraper.families import read


@pytest.mark.parametrize(
    ("path", "pager", "following"),
    [
        ("/list.jsp?id=3&page=1", "共3页", ["/list.jsp?id=3&page=2", "/list.jsp?id=3&page=3"]),
        ("/nb/list_1.html", "共2页", ["/nb/list_2.html"]),
        ("/nb/index-2.html", "第2/3页", ["/nb/index-3.html"]),
        ("/list.jsp?page=2&id=3", "共2页", []),
        ("/c/index_1.html", '<a href="/c/index.html">首页</a><a href="/c/index_1.html">末页</a>共2页', []),
        ("/c/index_1.html", '<a href="/c/index_2.html">末页</a>共3页', ["/c/index_2.html"]),
        ("/c/Index_1.aspx", "页次：5/5页", []),
        ("/c/Index_4.aspx", "页次：2/5页", ["/c/Index_3.aspx", "/c/Index_2.aspx", "/c/Index_1.aspx"]),
        ("/c/index_1.html", "第2/3页", ["/c/index_2.html"]),
        ("/list.jsp?id=3&page=1", '共9页<p><a href="?id=3&page=2">下一页</a></p>', ["/list.jsp?id=3&page=2"]),
    ],
)
def test_pages(path, pager, following):
    found = read(path, f"<div>{pager}</div>")
    assert (found.family, found.following) == ("plain", following)
