"""GET first, and a post where that is refused."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from gongkai.archive import Asking, Ledger
from scraper.listing import Request
from scraper.run.fetch import Fetched
from scraper.run.methods import Methods, not_by_get
from tests.gongkai.archive.made import BEGAN, exchange

URL = "http://www.county.example/rest/list"
POST = Request(url=URL, body="a=1")
PLAIN = Request(url=URL + "?a=1", instead=POST)


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "990199-made.sqlite", "990199-made") as ledger:
        ledger.begin(BEGAN, BEGAN - timedelta(hours=1))
        yield ledger


@pytest.mark.parametrize(
    ("status", "outcome", "unsaid", "said"),
    [
        (405, "server_error", True, True),
        (501, "server_error", True, True),
        (404, "gone", False, True),
        (500, "server_error", False, True),
        (403, "blocked_waf", False, True),
        (429, "server_error", False, False),
        (412, "blocked_challenge", False, False),
        (200, "ok", False, False),
        (503, "server_error", False, False),
    ],
)
def test_only_an_answer_about_the_method_or_what_the_page_itself_does_leads_to_a_post(
    ledger, status, outcome, unsaid, said
):
    answer = Fetched(replace(exchange(PLAIN.url, b""), status=status, outcome=outcome), "")
    methods = Methods(ledger)
    assert (methods.refused(PLAIN, answer) is not None) is unsaid
    assert (methods.refused(replace(PLAIN, said=True), answer) is not None) is said
    assert methods.refused(replace(PLAIN, instead=None), answer) is None


def test_what_was_learnt_holds_for_the_service_and_for_the_nights_to_come(ledger):
    methods = Methods(ledger)
    assert methods.known(PLAIN) == PLAIN
    methods.learn(PLAIN)
    assert methods.known(PLAIN) == PLAIN
    methods.learn(POST)
    assert methods.known(PLAIN) == POST
    ledger.keep(POST.name, "list", replace(exchange(POST.name, b"x"), asking=Asking(url=URL, body="a=1")))
    later = Methods(ledger)
    other = Request(url=URL + "?a=2", instead=Request(url=URL, body="a=2"))
    assert later.known(other) == other.instead
    elsewhere = Request(url="http://www.county.example/other", instead=POST)
    assert later.known(elsewhere) == elsewhere


@pytest.mark.parametrize(
    ("status", "outcome", "text", "becomes"),
    [
        (405, "server_error", "", "gone"),
        (415, "server_error", "", "gone"),
        (500, "server_error", '{"code":500,"msg":"method GET is not for this"}', "gone"),
        (500, "server_error", '{"code":500,"msg":"out of memory"}', "server_error"),
        (500, "server_error", "<h1>GET</h1>", "server_error"),
        (500, "server_error", "<p>Request method 'GET' not supported</p>", "gone"),
        (500, "server_error", "<p>该接口不支持GET请求</p>", "gone"),
        (406, "server_error", "<h1>Not Acceptable</h1>", "gone"),
        (403, "blocked_waf", '{"code":403}', "blocked_waf"),
        (200, "ok", '{"code":405,"msg":"no GET"}', "gone"),
        (200, "ok", '{"success":false,"data":null}', "gone"),
        (200, "ok", '{"code":200,"rows":[],"total":0}', "ok"),
        (200, "ok", '{"code":0,"data":null}', "ok"),
        (200, "ok", '{"code":"A1","data":{"list":[]}}', "ok"),
        (200, "ok", "{not data", "ok"),
        (200, "ok", "<ul><li>1</li></ul>", "ok"),
        (503, "server_error", "", "server_error"),
    ],
)
def test_a_service_that_is_posted_to_says_that_it_takes_no_get(status, outcome, text, becomes):
    fetched = Fetched(replace(exchange(URL, text.encode()), status=status, outcome=outcome), text)
    assert not_by_get(Request(url=URL, guess=True), fetched).exchange.outcome == becomes
    assert not_by_get(Request(url=URL), fetched) is fetched
