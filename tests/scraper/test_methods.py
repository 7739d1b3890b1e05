"""GET first, and a post where that is refused."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from gongkai.archive import Asking, Ledger
from scraper.fetch import Fetched
from scraper.listing import Request
from scraper.methods import Methods
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
        (403, "blocked_waf", False, False),
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
