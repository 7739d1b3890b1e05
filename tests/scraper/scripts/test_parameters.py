"""What requests say, and the same with other values."""

import json

import pytest

from scraper.listing import Request
from scraper.scripts.parameters import changed, means, parameters


def test_names_are_found_wherever_they_stand_the_innermost_first():
    inner = json.dumps({"pageNo": 3})
    body = json.dumps({"params": inner, "k": {"y": "z"}, "n": True})
    request = Request(url="http://h/a?pageNo=1&x=2", body=body)
    assert parameters(request) == {"pageNo": "3", "x": "2", "y": "z"}
    assert parameters(Request(url="http://h/a", body="p=1&q=")) == {"p": "1", "q": ""}


def test_values_change_in_their_places_and_keep_their_kind():
    request = Request(url="http://h/a?page=1", headers={"X": "1"}, body='{"params":{"page":1,"c":"001"}}')
    after = changed(request, {"page": "2", "c": "002"})
    assert after.url == "http://h/a?page=2"
    assert json.loads(after.body or "") == {"params": {"page": 2, "c": "002"}}
    assert after.headers == request.headers
    form = changed(Request(url="http://h/a", body="params=%7B%22i%22%3A0%7D&z=1"), {"i": "1", "new": "5"})
    assert (form.url, form.body) == ("http://h/a?new=5", "params=%7B%22i%22%3A1%7D&z=1")


@pytest.mark.parametrize(
    ("body", "url", "named"),
    [
        ("id=7", "/art/info/88/7", True),
        ("id=7", "/art/info/88/7.html", True),
        ("infoId=7", "/art/t2024_7.html", True),
        ("id=7", "/show.jsp?lang=cn&aid=7", True),
        ("id=31207", "/art/i31207.html", True),
        ("id=8", "/art/info/88/7", False),
        ("id=7", "/art/info/7/88", False),
        ("id=7", "/art/info/88/17", False),
        ("type=7", "/art/info/88/7", False),
        ("pageNum=7", "/art/info/88/7", False),
        ("id=", "/", False),
    ],
)
def test_a_call_means_a_page_by_what_its_url_says(body, url, named):
    assert means(Request(url="http://h/html/info/detail", body=body), f"http://h{url}") is named


def test_a_path_in_a_query_stays_as_it_was_written():
    asked = Request(url="http://www.county.example/label?file=/c2/newest&pageIndex=1")
    assert changed(asked, {"pageIndex": "2"}).url == asked.url.replace("=1", "=2")
