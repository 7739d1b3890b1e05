"""Pagers: what goes on."""

import pytest

from scraper.listing import ListedLink
from scraper.lists.pager import is_pager, read_pager
from scraper.pages.links import read_links

BASE = "http://a.example"


NB_2_3 = ["/nb_2.html", "/nb_3.html"]


def pager(html: str, path: str) -> list[str]:
    url = BASE + path
    return [request.url.removeprefix(BASE) for request in read_pager(read_links(html, url), url)]


@pytest.mark.parametrize(
    ("path", "html", "following"),
    [
        (
            "/nb/",
            '<div><b>1</b><a href="index_2.html">2</a><a href="index_2.html">下一页</a></div>',
            ["/nb/index_2.html"],
        ),
        ("/nb/?page=2", '<p><a href="?page=1">上一页</a><a href="?page=3">下一页</a></p>', ["/nb/?page=3"]),
        (
            "/c15/index.html",
            '<p><a href="/c15/pages/2.html">2</a><a href="/c15/pages/2.html">&gt;</a></p>',
            ["/c15/pages/2.html"],
        ),
        ("/x.htm", '<p><a href="x/3.htm">下页</a><a href="x/1.htm">尾页</a></p>', ["/x/3.htm", "/x/1.htm"]),
        ("/class/AB", '<p><a href="/class/AB/2">下一页</a></p>', ["/class/AB/2"]),
        ("/nb/", '<p><a href="/other/2.html">下一篇</a><a href="/zz/2.html">下一页</a></p>', []),
        ("/nb/", '<p><a href="http://b.example/nb/2.html">下一页</a></p>', []),
        ("/nb/", "<table><td><a href='?d=1'>1</a></td><td><a href='?d=2'>2</a></td></table>", []),
        ("/nb/", '<p><a href="/nb/index_2.html">第2页</a></p>', ["/nb/index_2.html"]),
        ("/nb/", '<p><b>1</b><a href="index_2.html">2</a></p>', ["/nb/index_2.html"]),
        (
            "/nb/index_2.html",
            '<p><a href="index.html">1</a><b>2</b><a href="index_3.html">3</a></p>',
            ["/nb/index_3.html"],
        ),
        ("/nb/", "<p><a href='/nb/2.html'>7</a></p>", []),
        (
            "/nb/index.html",
            '<p><b>1</b><a href="?uid=38&pageNum=2">2</a><a href="?uid=38&pageNum=3">3</a></p>',
            ["/nb/index.html?uid=38&pageNum=2", "/nb/index.html?uid=38&pageNum=3"],
        ),
        (
            "/list.jsp?cid=9",
            '<p><b>1</b><a href="list.jsp?cid=9&pageNo=2&pageSize=10&kw=">2</a></p>',
            ["/list.jsp?cid=9&pageNo=2&pageSize=10&kw="],
        ),
        ("/list.jsp?cid=9", '<p><b>1</b><a href="list.jsp?cid=8&page=2">2</a></p>', []),
        (
            "/list.jsp?cid=9&t=0.51&page=2",
            '<p><a href="list.jsp?cid=9&t=0.77&page=3">下一页</a></p>',
            ["/list.jsp?cid=9&page=3"],
        ),
        (
            "/nb.htm",
            '<p><i>1</i><a href="nb/3.htm">2</a><a href="nb/2.htm">3</a><a href="nb/1.htm">4</a></p>',
            ["/nb/3.htm", "/nb/2.htm", "/nb/1.htm"],
        ),
        (
            "/nb/3.htm",
            '<p><a href="../nb.htm">1</a><i>2</i><a href="2.htm">3</a><a href="1.htm">4</a></p>',
            ["/nb/2.htm", "/nb/1.htm"],
        ),
        ("/nb/", '<p><a href="1/17.html">2</a><a href="1/19.html">3</a></p>', []),
        ("/nb/2020.htm", '<p><a href="2020/1.htm">下页</a></p>', ["/nb/2020/1.htm"]),
        ("/l.aspx?cid=9&pid=971", '<a href="?cid=9&pid=971&page=2">2</a>', ["/l.aspx?cid=9&pid=971&page=2"]),
        (
            "/l.aspx?cid=9&pid=971&page=2",
            '<a href="?cid=9&pid=971&page=1&kw=">1</a> <a href="?cid=9&pid=971&page=3&kw=">3</a>',
            ["/l.aspx?cid=9&pid=971&page=3&kw="],
        ),
        ("/l.aspx?page=1&cid=9", '<a href="?page=2&cid=9">2</a>', ["/l.aspx?page=2&cid=9"]),
        ("/l.aspx?cid=9", '<a href="?cid=2">2</a>', []),
        ("/nb.html", '<p><a href="nb_2.html">更多</a></p>', ["/nb_2.html"]),
        ("/nb.html", '<p><a href="tz.html">更多</a></p>', []),
        ("/nb.html", '<p><a class="p_r" href="nb_2.html"></a></p>', ["/nb_2.html"]),
        ("/nb.html", '<p><a class="p_r" href="tz_2.html"></a></p>', []),
        ("/nb.html", '<p><a href="nb_2.html">11-20</a> <a href="nb_3.html">21-30</a></p>', NB_2_3),
        ("/nb.html", '<p><a href="nb_2.html">第二页</a> <a href="nb_3.html">第三页</a></p>', NB_2_3),
        ("/nb.html", '<p><a href="nb_2.html">下10条</a></p>', ["/nb_2.html"]),
        ("/nb.html", '<p><a href="nb_2.html">下一条</a></p>', []),
        ("/nb.html", '<p><a href="nb_2.html">下一页(2)</a></p>', ["/nb_2.html"]),
        ("/nb.html", '<p><a href="/nb/2/">下一页</a></p>', ["/nb/2/"]),
        ("/nb.html", '<p><a href="/nb/page2.html">下一页</a></p>', ["/nb/page2.html"]),
        ("/nb/t_2/index.html", '<p><a href="/nb/t_3/index.html">下一页</a></p>', ["/nb/t_3/index.html"]),
        ("/gk/nb.html", '<p><a href="/gk/2/nb.html">下一页</a></p>', ["/gk/2/nb.html"]),
        ("/gk/nb.html", '<p><a href="/more/0002/9_002.html">下一页</a></p>', []),
        (
            "/gk/nb.html",
            '<p><a href="/gk/nb.html">首页</a> <a href="/more/0002/9_002.html">下一页</a></p>',
            ["/more/0002/9_002.html"],
        ),
        (
            "/gk/nb.html",
            '<p><a href="/gk/nb.html">首页</a> <a href="/more/9_12345.html">下一页</a></p>',
            [],
        ),
        (
            "/more/0002/9_002.html",
            '<p><a href="/more/0003/9_003.html">下一页</a></p>',
            ["/more/0003/9_003.html"],
        ),
        ("/gk/", '<p><a href="2019/">2019</a> <a href="2020/">2020</a></p>', []),
        (
            "/gk/",
            '<p><a href="l2_2.html">2</a> <a href="l2_3.html">3</a></p>',
            ["/gk/l2_2.html", "/gk/l2_3.html"],
        ),
        ("/nb/", '<p><i>1</i><a href="index_1.html">2</a></p>', ["/nb/index_1.html"]),
        (
            "/nb/",
            '<ul><li>1</li><li><a href="index_1.html">2</a></li><li><a href="index_2.html">3</a></li></ul>',
            ["/nb/index_1.html", "/nb/index_2.html"],
        ),
        (
            "/nb/index_1.html",
            '<p>[<a href="index.html">1</a>] [<b>2</b>] [<a href="index_2.html">3</a>]</p>',
            ["/nb/index_2.html"],
        ),
        ("/nb/", '<p><a href="index_1.html">2</a></p>', ["/nb/index_1.html"]),
        ("/nb/index_1.html", '<p><a href="index_2.html">3</a></p>', ["/nb/index_2.html"]),
        ("/nb/index_1.html", '<p><a href="index_3.html">3</a></p>', []),
        ("/l.php", '<p>共2页 1 | <a href="?start=20">2</a></p>', ["/l.php?start=20"]),
        ("/l.php?cid=7", '<p><b>1</b> <a href="?page=1&cid=7">2</a></p>', ["/l.php?page=1&cid=7"]),
        ("/nb.htm", '<p><b>1</b><a href="nb/1.htm">2</a></p>', ["/nb/1.htm"]),
        (
            "/nb.htm",
            '<p><a href="nb.htm">1</a><a href="nb_b.htm">2</a><a href="nb_c.htm">3</a></p>',
            ["/nb_b.htm", "/nb_c.htm"],
        ),
        ("/nb.html", '<p><b>1</b><a href="?ys=2">2</a></p>', ["/nb.html?ys=2"]),
        (
            "/nb.html",
            '<p><b>1</b><a href="/show/9-20.html">2</a><a href="/show/9-40.html">3</a></p>',
            ["/show/9-20.html", "/show/9-40.html"],
        ),
        (
            "/nb.html",
            '<p><b>1</b><a href="/x/1041.html">2</a><a href="/x/977.html">3</a><a href="/x/4.html">4</a></p>',
            [],
        ),
        ("/l.aspx?cid=9", '<p><b>1</b><a href="?cid=2">2</a></p>', []),
        ("/nb.html", '<p><b>1</b><a href="nb_2.pdf">2</a></p>', []),
        ("/nb/", "<table><td>1</td><td><a href='?d=2'>2</a></td><td>3</td></table>", []),
        (
            "/nb/i.html",
            '<p><b>1</b><a href="i_b.html">2</a><a href="i_c.html">…</a></p>',
            ["/nb/i_b.html", "/nb/i_c.html"],
        ),
        ("/nb.html", "<a href=\"javascript:toPage('/nb_2.html')\">下一页</a>", ["/nb_2.html"]),
    ],
)
def test_the_pager_a_person_would_click(path, html, following):
    assert pager(html, path) == following


def test_no_link_leads_beyond_the_last_page_that_is_stated():
    url = f"{BASE}/nb_3.html"
    links = read_links('<p><a href="nb_4.html">下一页</a></p>', url)
    assert [len(read_pager(links, url, stated)) for stated in (3, 4, None)] == [0, 1, 1]


def test_pages_hidden_between_the_numbers_and_the_last_are_made():
    html = '<p><a href="i_2.html">2</a><a href="i_3.html">3</a>…<a href="i_7.html">尾页</a></p>'
    assert pager(html, "/nb/i.html") == [f"/nb/i_{number}.html" for number in range(2, 8)]


@pytest.mark.parametrize(
    ("last", "stated", "following"),
    [
        ("nb_4.html", 4, ["/nb_2.html", "/nb_3.html", "/nb_4.html"]),
        ("nb_3.html", 4, ["/nb_1.html", "/nb_2.html", "/nb_3.html"]),
        ("nb_4.html", None, ["/nb_2.html", "/nb_3.html", "/nb_4.html", "/nb_1.html"]),
        ("nb_1.html", None, ["/nb_1.html"]),
        ("?id=4", None, ["/nb.html?id=4"]),
        ("?page=3", 3, ["/nb.html?page=2", "/nb.html?page=3"]),
    ],
)
def test_pages_before_the_last_are_made_where_it_is_all_that_a_pager_leads_to(last, stated, following):
    url = f"{BASE}/nb.html"
    links = read_links(f'<p><a href="{last}">尾页</a></p>', url)
    assert [one.url for one in read_pager(links, url, stated)] == [BASE + path for path in following]


def test_where_nothing_tells_how_pages_are_counted_that_of_number_one_need_not_be_there():
    url = f"{BASE}/nb.html"
    found = read_pager(read_links('<p><a href="nb_3.html">尾页</a></p>', url), url)
    assert [(one.url.removeprefix(BASE), one.guess) for one in found] == [
        ("/nb_2.html", False),
        ("/nb_3.html", False),
        ("/nb_1.html", True),
    ]
    later = f"{BASE}/nb_2.html"
    found = read_pager(read_links('<p><a href="nb_5.html">尾页</a></p>', later), later)
    assert [one.url.removeprefix(BASE) for one in found] == ["/nb_3.html", "/nb_4.html", "/nb_5.html"]


def test_made_pages_are_written_as_the_last_one_is():
    made = pager('<p><a href="nb_004.html">尾页</a></p>', "/nb.html")
    assert made == ["/nb_002.html", "/nb_003.html", "/nb_004.html", "/nb_001.html"]
    assert pager('<a href="nb_3.html">»|</a>', "/nb_1.html") == ["/nb_2.html", "/nb_3.html"]


@pytest.mark.parametrize(
    ("path", "following"),
    [
        ("/l.jsp", ["/l.jsp?start=3", "/l.jsp?start=6", "/l.jsp?start=9"]),
        ("/l.jsp?start=3", ["/l.jsp?start=6", "/l.jsp?start=9"]),
    ],
)
def test_a_last_page_may_be_called_by_its_first_entry(path, following):
    entries = "".join(f"<li><a href='/{number}.html'>entry</a> 2022-01-20</li>" for number in range(3))
    assert pager(f'<ul>{entries}</ul><p><a href="?start=9">尾页</a></p>', path) == following


def test_pages_that_count_down_are_walked_back_from_the_last():
    assert pager('<p><a href="nb_2.html">上一页</a></p>', "/nb_1.html") == ["/nb_2.html"]
    assert pager('<p><a href="nb_1.html">上一页</a></p>', "/nb_2.html") == []


def test_hidden_pages_are_made_downwards_too():
    html = '<p><a href="x/9.htm">2</a><a href="x/9.htm">下页</a><a href="x/6.htm">尾页</a></p>'
    assert pager(html, "/x.htm") == [f"/x/{number}.htm" for number in (9, 8, 7, 6)]


@pytest.mark.parametrize(
    ("text", "answer"), [("3", True), ("下一页", True), ("2021", False), ("水利局", False)]
)
def test_numbers_and_arrows_are_pagers_and_years_are_not(text, answer):
    assert is_pager(ListedLink(url=BASE, text=text)) is answer
