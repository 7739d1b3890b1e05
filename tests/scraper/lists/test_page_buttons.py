"""Buttons of pagers that have no address."""

import pytest

from scraper.lists.page_buttons import goes_on_elsewhere, unaddressed


@pytest.mark.parametrize(
    ("html", "pages"),
    [
        ("<a href='javascript:go(2)'>下一页</a>", [2]),
        ('<a href="#" onclick="jump(\'nb\',3)"><span>3</span></a>共9页', [3]),
        ("<a onclick='show(2)'>2</a><a onclick='show(3)'>3</a>", []),
        ("<a onclick='show(2)'>2</a><a onclick='show(3)'>3</a><a>尾页</a>", [2, 3]),
        ("<li data-page=2>2</li><li data-page=3>3</li>", [2, 3]),
        ("<a href='nb_2.html' data-page='2'>2</a>", []),
        ("<a class='disabled' data-page='2'>下一页</a>", []),
        ("<a href='javascript:void(0)'>下一页</a>", []),
        ("<a href='javascript:go(2)'>公告</a>", []),
        ("<a onclick='go(1)'>首页</a><a onclick='go(7)'>尾页</a>", [7]),
        ("<a onclick='go(0)'>首页</a><a onclick='go(1)'>下一页</a><a onclick='go(6)'>尾页</a>", [2, 7]),
        ("<a onclick='go(1)'>下一页</a><a onclick='go(1)'>尾页</a>", [1, 1]),
    ],
)
def test_the_pages_that_are_turned_to(html, pages):
    assert unaddressed(html) == pages


@pytest.mark.parametrize(
    ("html", "elsewhere"),
    [
        ("<div class='pagination'></div><script src='/js/p.js'></script>", True),
        ("<div id='page'> </div><script>draw()</script>", True),
        ("<a href='javascript:go(2)'>下一页</a><script src='p.js'></script>", True),
        ("<a href='javascript:go(2)'>下一页</a><script>function go(n){}</script>", False),
        ("<a href='javascript:go(2)'>下一页</a><script>var go = function(n){}</script>", False),
        ("<div class='homepage'></div><script></script>", False),
        ("<div class='page'><a href='nb_2.html'>2</a></div><script src='p.js'></script>", False),
        ("<div class='pagination'></div>", False),
    ],
)
def test_pagers_that_are_drawn_by_a_file(html, elsewhere):
    assert goes_on_elsewhere(html) is elsewhere
