"""Lists that go on: turned over the network, and told where they say more than could be read."""

from pathlib import Path
from urllib.parse import urljoin

import pytest

from gongkai.cli.crawl_view import troubles
from tests.county import County, kept, night, serve_county
from tests.scraper.paper import links, page, titled
from tests.scraper.shapes import SECTION, yearly

ENTRIES = yearly(years=range(2008, 2022))
COLUMN = "/gk/nb/"


@pytest.fixture
def county():
    with serve_county(SECTION | titled(*ENTRIES)) as running:
        yield running


def publish(county: County, pager: str, shown: int = 8) -> None:
    """The column shows its first entries and this pager; its second page is where such pagers lead."""
    county.pages[COLUMN] = page(links(*ENTRIES[:shown], dates=True) + pager)
    county.pages["/gk/nb/index_2.html"] = page(links(*ENTRIES[8:], dates=True))


UNREAD = "<p>第1页 共2页 <a href='javascript:turn(2)'>下一页</a></p>"


def test_a_list_that_says_more_than_could_be_read_is_an_error_every_night_until_it_is_whole(county, tmp_path):
    publish(county, UNREAD)
    for _ in range(2):
        summary = night(county, tmp_path)
        assert summary.exit_code == 4
        (portal,) = summary.portals
        assert [(url, issue.code) for url, issue in portal.errors] == [
            (f"{county.url}{COLUMN}", "pages_missing")
        ]
        assert any("2 pages, and only 1 could be read" in line for line in troubles(summary))
        assert len(kept(tmp_path)) == 8
    county.pages[COLUMN] = page(links(*ENTRIES, dates=True))
    summary = night(county, tmp_path)
    assert (summary.exit_code, len(kept(tmp_path))) == (0, len(ENTRIES))


def test_pages_behind_one_that_is_gone_are_asked_for_on_the_fifth_night_too(county, tmp_path):
    publish(county, "<p><a href='index_2.html'>2</a> <a href='index_3.html'>3</a></p>")
    county.pages["/gk/nb/index_3.html"] = county.pages.pop("/gk/nb/index_2.html")
    for number in range(5):
        night(county, tmp_path, days=number)
        assert "/gk/nb/index_3.html" in county.asked
    assert "/gk/nb/index_2.html" not in county.asked
    assert len(kept(tmp_path)) == len(ENTRIES)


def test_such_a_list_is_among_what_failed(county, tmp_path):
    publish(county, UNREAD)
    night(county, tmp_path)
    assert night(county, tmp_path, failed=True).exit_code == 4
    assert COLUMN in county.asked
    publish(county, "<p>共2页 <a href='index_2.html'>下一页</a></p>")
    assert night(county, tmp_path, failed=True).exit_code == 0
    assert len(kept(tmp_path)) == len(ENTRIES)


@pytest.mark.parametrize(
    ("pager", "script"),
    [
        (
            "<p>共2页 <a href='javascript:turn(2)'>下一页</a></p><script src='/js/p.js'></script>",
            "function turn(n){ location.href = '/gk/nb/index_' + n + '.html'; }",
        ),
        (
            "<div class='pagination'></div><script>var pageCount=2;</script><script src='/js/p.js'></script>",
            "draw('.pagination', {count: pageCount, url: 'index_{page}.html'}); var d = {pageCount: 9};",
        ),
    ],
)
def test_a_pager_in_a_script_file_is_read_and_the_file_asked_for_once(county, tmp_path: Path, pager, script):
    publish(county, pager)
    county.pages["/js/p.js"] = script
    assert night(county, tmp_path).exit_code == 0
    assert len(kept(tmp_path)) == len(ENTRIES)
    assert night(county, tmp_path).exit_code == 0
    assert county.asked.count(COLUMN) == county.asked.count("/gk/nb/index_2.html") == 1
    assert "/js/p.js" not in county.asked


def test_a_night_without_news_asks_for_each_page_of_a_scripted_list_once(county, tmp_path):
    publish(
        county, "<script>laypage({pages:2,jump:function(o){location.href='index_'+o.curr+'.html'}})</script>"
    )
    night(county, tmp_path)
    assert len(kept(tmp_path)) == len(ENTRIES)
    night(county, tmp_path)
    assert sorted(county.asked) == ["/", "/gk/", COLUMN, "/gk/nb/index_2.html"]


@pytest.mark.parametrize(
    "script",
    [
        "function turn(n){$('#l').load('/part/rows?col=8&page='+n)}"
        "draw({pages:3,jump:function(o){turn(o.curr)}})",
        "$('#p').pagination({items:14,itemsOnPage:5,onPageClick:function(n){"
        "$.get('/part/rows',{col:8,page:n},function(t){$('#l').html(t)})}})",
    ],
)
def test_later_pages_from_a_service_are_asked_for_once_a_night_and_the_first_never(county, tmp_path, script):
    publish(county, f"<p id='p'></p><script>{script}</script>", shown=5)
    service = "/part/rows?col=8&page={}"
    for number in (1, 2, 3):
        county.pages[service.format(number)] = links(*ENTRIES[5 * number - 5 : 5 * number], dates=True)
    assert night(county, tmp_path).exit_code == 0
    assert len(kept(tmp_path)) == len(ENTRIES)
    for days in (1, 90):
        assert night(county, tmp_path, days=days).exit_code == 0
        lists = [path for path in county.asked if path not in {path for path, _ in ENTRIES}]
        assert sorted(lists) == ["/", "/gk/", COLUMN, service.format(2), service.format(3)]


@pytest.mark.parametrize(
    ("pager", "second"),
    [
        ("<p><b>1</b> <a href='index_1.html'>2</a></p>", "index_1.html"),
        ("<p><b>1</b> <a href='/more/9_002.html'>2</a></p>", "/more/9_002.html"),
        ("<ul><li>1</li><li><a href='?start=8'>2</a></li></ul>", "?start=8"),
        ("<p><a href='#' class='on'>1</a> <a href='b.html'>2</a></p>", "b.html"),
    ],
)
def test_the_number_behind_the_one_that_is_shown_is_the_next_page_whatever_its_address(
    county, tmp_path, pager, second
):
    publish(county, pager)
    path = urljoin(COLUMN, second) if not second.startswith("?") else COLUMN + second
    county.pages[path] = county.pages.pop("/gk/nb/index_2.html")
    summary = night(county, tmp_path)
    assert (summary.exit_code, len(kept(tmp_path))) == (0, len(ENTRIES))


@pytest.mark.parametrize(
    ("pager", "second"),
    [
        ("<p><b>1</b> <a href='/x/1041.html'>2</a> <a href='/x/977.html'>3</a></p>", "/x/1041.html"),
        ("<p><a href='/more/9_12345.html'>下一页</a></p>", "/more/9_12345.html"),
    ],
)
def test_what_a_pager_leads_to_is_tried_where_it_is_nothing_like_the_list(county, tmp_path, pager, second):
    publish(county, pager)
    county.pages[second] = county.pages.pop("/gk/nb/index_2.html")
    county.pages["/x/977.html"] = county.pages[COLUMN]
    summary = night(county, tmp_path)
    assert (summary.exit_code, len(kept(tmp_path))) == (0, len(ENTRIES))


def test_a_pager_that_leads_where_nothing_is_asked_for_is_told(county, tmp_path):
    publish(county, "<p><b>1</b> <a href='http://b.example/nb/index_2.html'>2</a></p>")
    summary = night(county, tmp_path)
    (portal,) = summary.portals
    assert summary.exit_code == 4
    assert [issue.code for _, issue in portal.errors] == ["pages_missing"]
    assert "its pager leads to http://b.example/nb/index_2.html (2)" in portal.errors[0][1].message


def test_pages_that_repeat_the_list_are_its_end_and_told_of_no_more(county, tmp_path):
    publish(county, "<p><b>1</b> <a href='b.html'>2</a></p>", shown=len(ENTRIES))
    county.pages[f"{COLUMN}b.html"] = str(county.pages[COLUMN]).replace("b.html", "c.html")
    summary = night(county, tmp_path)
    assert (summary.exit_code, len(kept(tmp_path))) == (0, len(ENTRIES))
    assert f"{COLUMN}c.html" not in [path for path, _ in county.log]
