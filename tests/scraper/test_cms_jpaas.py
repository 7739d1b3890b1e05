"""jpaas: parameters on the page, HTML inside JSON."""

import json
from urllib.parse import parse_qsl, urlsplit

import pytest

from scraper.lists.chain import Chain
from tests.scraper.families import read

UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"


def asked(path: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(path).query))


def test_the_page_asks_for_its_list():
    div = "<div jpaas queryData=\"{'webId':'f1','tagId':'当前栏目-list','pageId':'p2'}\"></div>"
    found = read("/col/col1/index.html", div)
    assert found.family == "jpaas"
    assert found.following[0].startswith(UNIT)
    query = asked(found.following[0])
    assert (query["webId"], query["pageId"], query["pageType"]) == ("f1", "p2", "column")
    assert json.loads(query["paramJson"])["pageNo"] == 1
    assert found.page.following[0].headers["X-Requested-With"] == "XMLHttpRequest"


@pytest.mark.parametrize(
    "div",
    [
        "<div class=list querydata=\"{'webId':'f1','tplSetId':'t','pageId':'p2'}\"></div>",
        '<div class=list QUERYDATA=\'{"webId":"f1","tplSetId":"t","pageId":"p2"}\'></div>',
        "<div class=list url='/x' queryData=\"{'webId':'f1','tplSetId':'t','pageId':'p2'}\"></div>",
    ],
)
def test_a_page_is_told_by_its_parameters_whatever_the_case_of_their_attribute(div):
    found = read("/col/col1/index.html", div)
    assert found.family == "jpaas"
    assert asked(found.following[0])["pageId"] == "p2"


def test_entries_and_the_next_page():
    body = json.dumps(
        {"success": True, "data": {"html": "<ul><li><a href='/art/a.html'>a</a></li></ul>共2页"}}
    )
    path = f"{UNIT}?webId=f1&paramJson=%7B%22pageNo%22%3A1%2C%22pageSize%22%3A%2215%22%7D"
    found = read(path, body)
    assert found.texts == ["a"]
    assert json.loads(asked(found.following[0])["paramJson"])["pageNo"] == 2
    assert read(path.replace("%3A1%2C", "%3A2%2C"), body).following == []


@pytest.mark.parametrize("stated", ["共4页", '<div class="page" totalpage="4" count="4"></div>', ""])
def test_a_column_page_that_shows_the_first_page_itself_does_not_end_the_list(stated):
    """The service is asked from page 1 on, whatever the page shows of it."""

    def answer(number: int) -> str:
        entry = f"<ul><li><a href='/art/{number}.html'>{number}</a></li></ul>" if number <= 4 else ""
        return entry + stated

    div = f"<div jpaas queryData=\"{{'webId':'f1','pageId':'p2'}}\">{answer(1)}</div>"
    found, chain, shown = read("/col/col1/index.html", div), Chain(patient=True), []
    request = chain.read("http://a.example/col/col1/index.html", found.texts, found.page)
    while request is not None and len(shown) < 20:
        number = json.loads(asked(request.url)["paramJson"])["pageNo"]
        body = json.dumps({"success": True, "data": {"html": answer(number)}})
        found = read(urlsplit(request.url)._replace(scheme="", netloc="").geturl(), body)
        shown += found.texts
        request = chain.read(request.url, found.texts, found.page)
    assert shown == ["1", "2", "3", "4"]


def test_an_answer_that_is_none_is_empty():
    assert read(f"{UNIT}?webId=1", "denied").page.links == ()
