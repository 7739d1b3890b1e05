"""Data from services: entries in three shapes, and the next page."""

import json

import pytest

from scraper.cms import totals
from tests.scraper.families import read

RECORDS = '<record><![CDATA[<a href="/a.html">a</a>]]></record><record><a href="/b.html">b</a></record>'


def answer(*titles: str, **more) -> str:
    return json.dumps({"data": [{"title": title, "url": f"/{title}.html"} for title in titles], **more})


def test_entries_as_objects_as_html_and_as_xml_in_jsonp():
    for text in (
        answer("a", "b"),
        json.dumps({"html": '<ul><li><a href="/a.html">a</a></li><li><a href="/b.html">b</a></li></ul>'}),
        json.dumps({"html": "&lt;a href='/a.html'&gt;a&lt;/a&gt;&lt;a href='/b.html'&gt;b&lt;/a&gt;"}),
        f"cb({json.dumps({'result': RECORDS})});",
        "var list = [{title:'a', url:'/a.html'}, {title:'b', url:'/b.html'}];",
    ):
        found = read("/api/list", text)
        assert (found.family, found.texts) == ("data", ["a", "b"])
        assert found.page.links[0].block >= 0


@pytest.mark.parametrize(
    ("path", "more", "following"),
    [
        ("/api?page=1&size=2", {"total": 5}, ["/api?page=2&size=2"]),
        ("/api?page=3&size=2", {"total": 5}, []),
        ("/api?pageNo=1", {"pageCount": 3}, ["/api?pageNo=2"]),
        ("/api?pageNo=3", {"pageCount": 3}, []),
        ("/api?page=1&size=50", {"total": 5}, ["/api?page=2&size=50"]),
        ("/api?page=1", {}, ["/api?page=2"]),
        ("/api?id=1", {"total": 5}, []),
        ("/m?startrecord=1&endrecord=2", {"total": 5}, ["/m?startrecord=3&endrecord=4"]),
        ("/m?startrecord=4&endrecord=5", {"total": 5}, []),
        (
            "/r?params=%7B%22pageIndex%22%3A0%2C%22pageSize%22%3A2%7D",
            {"total": 5},
            ["/r?params=%7B%22pageIndex%22%3A1%2C%22pageSize%22%3A2%7D"],
        ),
    ],
)
def test_the_next_page(path, more, following):
    assert read(path, answer("a", "b", **more)).following == following


def test_nothing_leads_nowhere():
    found = read("/api?page=1", answer(total=0))
    assert (found.following, found.page.empty_by_text) == ([], True)
    assert read("/api?page=1", '{"broken": ').page.links == ()


def test_the_first_page_may_repeat_what_the_column_shows():
    assert read("/api?page=1", answer("a", total=9)).page.overlaps
    assert not read("/api?page=2", answer("a", total=9)).page.overlaps


def test_numbers_in_links_are_no_number_of_pages():
    assert totals.pages("<a href='?uid=3&pageNum=2'>2</a>") is None
    assert totals.pages('{"pageNum":1,"pageSize":10,"total":43,"pages":5}') == 5


@pytest.mark.parametrize(
    "facts",
    [
        {"pageNum": 1, "pageSize": 2, "size": 2, "total": 5, "pages": 3},
        {"totalPages": 3, "totalElements": 5, "number": 1, "size": 2},
        {"pageNumber": 1, "pageSize": 2, "totalPage": 3, "totalRow": 5},
        {"records": 2, "total": 5, "size": 2, "current": 1, "pages": 3},
        {"code": 0, "msg": "", "count": 5},
    ],
)
def test_what_frameworks_say_of_a_page_of_data(facts):
    rows = [{"title": "甲", "url": "/a.html"}, {"title": "乙", "url": "/b.html"}]
    data = json.dumps({"data": rows} | facts, ensure_ascii=False)
    assert read("/api?page=1&size=2", data).following == ["/api?page=2&size=2"]
    assert read("/api?page=3&size=2", data).following == []


def test_rows_without_links_are_counted():
    assert read("/s", '{"total":2,"rows":[{"title":"甲"},{"title":"乙"}]}').page.rows == 2
    assert read("/s", '{"total":0,"rows":[]}').page.rows == 0
    assert read("/s", '{"rows":[{"title":"甲","url":"/1.html"},{"title":"乙"}]}').page.rows == 0
