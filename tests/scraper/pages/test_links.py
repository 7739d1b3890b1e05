"""Links: where they go, what they say, what they stand in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.addresses import absolute
from scraper.listing import ListedLink
from scraper.markup.documents import is_file, mentions_file
from scraper.pages.links import key, label, read_links
from scraper.scripts.onward import frames, onward

BASE = "http://www.county.example/gk/nb/index.html"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("./202101/t1.html", "http://www.county.example/gk/nb/202101/t1.html"),
        ("../../a.html", "http://www.county.example/a.html"),
        ("..\\zn\\a.html", "http://www.county.example/gk/zn/a.html"),
        ("//other.example/x", "http://other.example/x"),
        (" /a\n.html ", "http://www.county.example/a.html"),
        ("/a.html#top", "http://www.county.example/a.html"),
        ("/a;jsessionid=1F.html", "http://www.county.example/a"),
        ("/a?id=3&jsessionid=77", "http://www.county.example/a?id=3"),
        ("/a?sid=0123456789abcdef01&id=3", "http://www.county.example/a?id=3"),
        ("/api?sid=662021", "http://www.county.example/api?sid=662021"),
        ("/年报/", "http://www.county.example/%E5%B9%B4%E6%8A%A5/"),
        ("HTTP://WWW.County.example:80/A", "http://www.county.example/A"),
    ],
)
def test_a_link_goes_where_a_browser_would_go(href, url):
    assert absolute(BASE, href) == url


@pytest.mark.parametrize(
    "href", ["javascript:void(0)", "mailto:a@b.example", "#top", "", "tel:1", "http://[bad"]
)
def test_what_is_no_page_is_none(href):
    assert absolute(BASE, href) is None


@given(st.text(max_size=40))
@settings(max_examples=80, derandomize=True)
def test_any_href_is_a_web_page_or_none(href):
    url = absolute(BASE, href)
    assert url is None or url.startswith(("http://", "https://"))
    assert url is None or absolute(url, url) == url


def test_a_page_has_one_key():
    same = ("http://a.example/x/", "https://a.example/x/index.html", "http://a.example/x/index.shtml")
    assert len({key(url) for url in same}) == 1
    assert key("http://a.example/x?b=2&a=1") == key("http://a.example/x?a=1&b=2")
    assert key("http://a.example/x") != key("http://a.example/x/y")


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("http://a.example/W020210131.pdf", True),
        ("http://a.example/x.DOCX", True),
        ("http://a.example/down.jsp?fileUrl=/up/1&fileName=a.wps", True),
        ("http://a.example/x.html", False),
        ("http://a.example/x.html?from=pdf", False),
        ("http://pdf.example/", False),
    ],
)
def test_files_are_told_by_path_or_by_a_name_in_the_query(url, file):
    assert is_file(url) is file
    assert not file or mentions_file(f'<a href="{url}">')


def test_text_title_date_heading_and_block():
    html = """<h3>县直部门</h3><ul>
      <li><a href="1.html" title="水利局2020年政府信息公开工作年度报告">水利局2020…</a>[2021/1/9]</li>
      <li><a href="2.html"> 林业\n局 </a> 2021年3月1日</li></ul>
      <div class="footer"><a href="/x">联系我们</a><a href="/y">网站地图</a></div>"""
    first, second, third, _ = read_links(html, BASE)
    assert label(first) == "水利局2020年政府信息公开工作年度报告"
    assert (first.date, second.date) == ("2021-01-09", "2021-03-01")
    assert (second.text, second.heading, second.place) == ("林业 局", "县直部门", "list")
    assert first.block == second.block != third.block
    assert third.place == "footer"


def test_an_entry_with_two_links_stays_in_its_list():
    entry = '<li><a href="/u">[水利局]</a><a href="{}">甲</a></li>'.format
    html = f"<ul>{entry(1)}{entry(2)}</ul>"
    assert len({link.block for link in read_links(html, BASE)}) == 1


def test_pictures_options_and_written_anchors_are_links():
    html = """<a href="/gk/"><img src="a.png" alt="政府信息公开"></a>
      <select><option value="">请选择</option><option value="/slj/">水利局</option>
      <option value="7">七</option></select>
      <script>var t='政府信息公开年报';document.write('<li><a href="..\\/nb\\/">'+t+'<\\/a></li>')</script>"""
    assert [
        (link.url.removeprefix("http://www.county.example"), link.text) for link in read_links(html, BASE)
    ] == [
        ("/gk/", "政府信息公开"),
        ("/slj/", "水利局"),
        ("/gk/nb/", "政府信息公开年报"),
    ]


def test_base_href_counts():
    link = read_links('<base href="http://b.example/q/"><a href="r.html">x</a>', BASE)[0]
    assert link.url == "http://b.example/q/r.html"


def test_more_means_what_its_heading_says():
    html = '<div class="tit">信息公开年报 <a href="nb/">更多&gt;&gt;</a></div>'
    assert label(read_links(html, BASE)[0]) == "信息公开年报"
    assert label(ListedLink(url="http://a.example/", text="水利局", title="水务")) == "水利局"


HEADS = ("<ul>", "<li>政府信息公开指南</li>", "<li>政府信息公开年报</li>", "</ul>")
PANES = '<div><a href="/zn/">更多</a></div><div><a href="/nb/">更多&gt;&gt;</a></div>'


@pytest.mark.parametrize(
    ("heads", "panes"),
    [
        ("".join(HEADS), PANES),
        ("".join(HEADS[1:3]).replace("li>", "span>"), PANES),
        ("".join(HEADS), PANES.replace("div", "ul")),
    ],
)
def test_a_link_to_more_in_a_pane_of_tabs_is_called_like_the_head_of_its_pane(heads, panes):
    links = read_links(f'<div><div class="hd">{heads}</div>\n<div class="bd">{panes}</div></div>', BASE)
    assert [link.heading for link in links] == ["政府信息公开指南", "政府信息公开年报"]


def test_heads_that_are_more_than_the_panes_name_none_by_their_place():
    heads = "".join((*HEADS[:3], "<li>政府信息公开制度</li>", HEADS[3]))
    links = read_links(f"<div><div>{heads}</div><div>{PANES}</div></div>", BASE)
    assert "政府信息公开年报" not in [link.heading for link in links]


def test_frames_and_files_in_viewers():
    html = '<iframe src="/in.html"></iframe><iframe src="/pdfjs/viewer.html?file=%2Fup%2F1.pdf"></iframe>'
    assert frames(html, BASE) == ("http://www.county.example/in.html", "http://www.county.example/up/1.pdf")
    script = """<script>document.write('<iframe id="f" src="/list.jsp?c=9&amp;p=1"></iframe>')</script>"""
    assert frames(script, BASE) == ("http://www.county.example/list.jsp?c=9&p=1",)
    assert frames("<script>a = '<iframe src=\"/x/' + id + '.html\"></iframe>'</script>", BASE) == ()
    script = (
        "<iframe id=f></iframe><script>var c=9;$('#f').attr('src','/in.jsp?c='+c);i.src='/a.png'</script>"
    )
    assert frames(script, BASE) == ("http://www.county.example/in.jsp?c=9",)
    assert frames('<frameset><frame src="l.htm"></frameset>', BASE) == (
        "http://www.county.example/gk/nb/l.htm",
    )


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ("<meta http-equiv='refresh' content='0; url=/m/'>", "http://www.county.example/m/"),
        ('<META HTTP-EQUIV=Refresh CONTENT="3;URL=m.html">', "http://www.county.example/gk/nb/m.html"),
        ("<script>top.location='/m/'</script>", "http://www.county.example/m/"),
        ("<script>location.replace('/m/');</script>", "http://www.county.example/m/"),
        ("<meta http-equiv='refresh' content='300'>", None),
        ("<meta http-equiv='refresh' content='600;url=/m/'>", None),
        ("<!-- <meta http-equiv='refresh' content='0;url=/m/'> -->", None),
        ("<script>function go(){location.href='/m/'}</script><a href='/x'>x</a>", None),
    ],
)
def test_pages_that_send_their_visitor_on(html, url):
    assert onward(html, BASE) == url


@pytest.mark.parametrize(
    ("html", "dates"),
    [
        (
            "<div><a href=1>甲</a> 2021-01-09<br><a href=2>乙</a> 2021-01-08</div>",
            ["2021-01-09", "2021-01-08"],
        ),
        ("<p>2021-01-09 <a href=1>甲</a><br>2021-01-08 <a href=2>乙</a></p>", ["2021-01-09", "2021-01-08"]),
        ("<p><a href=1>甲</a><a href=2>下载</a><i>2021-01-09</i></p>", ["2021-01-09"] * 2),
        ("<tr><td><a href=1>甲</a><td><a href=1>2021-01-09</a></tr>", ["2021-01-09", None]),
        ("<p><b>2021-01-09</b><span><a href=1>甲</a></span></p>", ["2021-01-09"]),
        ("<div><a href=0>栏目</a><p><a href=1>甲</a>2021-01-09</p></div>", [None, "2021-01-09"]),
        (
            "<div><h3><a href=0>栏目</a></h3><ul><li><a href=1>甲</a>2021-01-09</ul></div>",
            [None, "2021-01-09"],
        ),
        ("<p><b><a href=0>栏目</a></b><br><a href=1>甲</a>(2021-01-09)</p>", [None, "2021-01-09"]),
        ("<div><h3><a href=0>栏目</a></h3><a href=1>甲</a><i>2021-01-09</i></div>", [None, "2021-01-09"]),
        ("<div>今天是2021年1月9日 <a href=0>栏目</a></div>", [None]),
        ("<div><a href=0>栏目</a><i>2021-01-09 星期六</i></div>", [None]),
        ("<div>" + "<a href=0>栏目</a>" * 4 + "<i>2021-01-09</i></div>", [None] * 3 + ["2021-01-09"]),
    ],
)
def test_a_date_is_that_of_the_entry_it_stands_in(html, dates):
    html = f"<table>{html}</table>" if html.startswith("<tr") else html
    assert [link.date for link in read_links(html, BASE)] == dates
