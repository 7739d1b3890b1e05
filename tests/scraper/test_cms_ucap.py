"""UCAP: a shell with a channel id, and JSON behind it."""

import json

from tests.scraper.families import read

CHANNEL = "0123456789abcdef0123456789abcdef"
SEARCH = f"/common/search/{CHANNEL}"


def answer(page: int, total: int | None, *titles: str) -> str:
    results = [
        {
            "title": f"<em>{title}</em>",
            "url": f"//www.county.example/{title}.shtml",
            "publishedTimeStr": "2021-01-31 17:17:00",
        }
        for title in titles
    ]
    stated = {} if total is None else {"total": total}
    return json.dumps({"data": {"page": page, "rows": 2, "results": results} | stated})


def test_the_shell_asks_for_its_first_page():
    found = read("/x/c1/zfxxgk.shtml", f'<meta name="channelid" content="{CHANNEL}"><a href="/">首页</a>')
    assert found.family == "ucap"
    assert found.following[0].startswith(f"{SEARCH}?")
    assert "page=1" in found.following[0]


def test_entries_and_the_next_page():
    found = read(f"{SEARCH}?_isJson=true&page=1", answer(1, 3, "a", "b"))
    assert found.texts == ["a", "b"]
    assert found.page.links[0].url == "http://www.county.example/a.shtml"
    assert found.page.links[0].date == "2021-01-31"
    assert found.following == [f"{SEARCH}?_isJson=true&page=2"]
    assert read(f"{SEARCH}?_isJson=true&page=2", answer(2, 3, "c")).following == []


def test_no_entries_and_no_json():
    assert read(f"{SEARCH}?page=1", answer(1, 0)).page.empty_by_text
    assert read(f"{SEARCH}?page=1", "<html>busy</html>").page.links == ()


def test_an_article_of_the_same_cms_is_no_list():
    head = f'<meta name="channelid" content="{CHANNEL}"><meta name="PubDate" content="2021-01-31">'
    assert read("/x/c1/202101/1.shtml", head).family == "generic"


def test_a_list_without_a_total_goes_on_while_its_pages_are_full():
    found = read(f"{SEARCH}?page=1", answer(1, None, "a", "b"))
    assert (found.texts, found.page.total) == (["a", "b"], None)
    assert found.following == [f"{SEARCH}?page=2"]
    assert found.page.following[0].guess
    last = read(f"{SEARCH}?page=2", answer(2, None, "c"))
    assert (last.texts, last.following) == (["c"], [])
    assert read(f"{SEARCH}?page=3", answer(3, None)).page.empty_by_text


def test_an_answer_that_counts_nothing_goes_on_from_the_page_that_was_asked_for():
    entry = {"title": "a", "url": "/a.shtml"}
    found = read(f"{SEARCH}?page=4", json.dumps({"data": {"results": [entry]}}))
    assert found.following == [f"{SEARCH}?page=5"]
    assert read(f"{SEARCH}?page=5", json.dumps({"data": {"results": []}})).following == []
