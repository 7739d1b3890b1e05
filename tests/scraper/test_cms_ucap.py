"""UCAP: a shell with a channel id, and JSON behind it."""

import json

from tests.scraper.families import read

CHANNEL = "0123456789abcdef0123456789abcdef"
SEARCH = f"/common/search/{CHANNEL}"


def answer(page: int, total: int, *titles: str) -> str:
    results = [
        {
            "title": f"<em>{title}</em>",
            "url": f"//www.county.example/{title}.shtml",
            "publishedTimeStr": "2021-01-31 17:17:00",
        }
        for title in titles
    ]
    return json.dumps({"data": {"page": page, "rows": 2, "total": total, "results": results}})


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
