"""What may be posted, and how."""

import pytest

from scraper.listing import Request
from scraper.scripts.posting import JSON, may_be_posted, post, posted_instead

PAGE = "http://www.county.example/gk/list.html"
HOST = "http://www.county.example"


@pytest.mark.parametrize(
    "path",
    [
        "/EWB-FRONT/rest/lightfrontaction/getgovinfolist",
        "/EWB-FRONT/rest/lightfrontaction/getGovInfoDetail",
        "/module/web/jpage/dataproxy.jsp?page=1",
        "/module/xxgk/search.jsp?infotypeId=B",
        "/html/info/detail",
        "/site/label/8888?catId=1",
    ],
)
def test_reading_services_of_known_families_are_posted_to(path):
    assert may_be_posted(HOST + path, PAGE)


@pytest.mark.parametrize(
    "url",
    [
        HOST + "/api/list",
        HOST + "/EWB-FRONT/rest/lightfrontaction/saveGuestbook",
        HOST + "/EWB-FRONT/rest/lightfrontaction/getUserLogin",
        HOST + "/EWB-FRONT/rest/frontaction/addhits",
        HOST + "/user/html/info/submit",
        HOST + "/comment/html/info/detail",
        "http://other.example/module/xxgk/search.jsp",
        HOST + ":8080/module/xxgk/search.jsp",
    ],
)
def test_nothing_else_is(url):
    assert not may_be_posted(url, PAGE)


def test_data_are_sent_as_the_page_says():
    form = post(HOST, {"a": 1, "params": {"b": True}}, PAGE)
    assert form.body == "a=1&params=%7B%22b%22%3Atrue%7D"
    assert form.headers["Content-Type"].startswith("application/x-www-form-urlencoded")
    assert post(HOST, {"a": 1}, PAGE, JSON).body == '{"a":1}'
    assert post(HOST, '{"a":1}', PAGE).body == '{"a":1}'


def test_a_get_to_a_known_service_has_the_post_beside_it():
    made = posted_instead(Request(url=HOST + "/module/web/jpage/dataproxy.jsp?page=2&col=1"), PAGE)
    assert made.body is None
    assert made.instead is not None
    assert (made.instead.url, made.instead.body) == (made.url, "page=2&col=1")
    for request in (Request(url=HOST + "/api/list?page=2"), made.instead):
        assert posted_instead(request, PAGE) == request
