"""What is asked for beyond the search."""

from datetime import timedelta

from msgspec.structs import replace

from gongkai.archive import Asking, Ledger
from gongkai.posted import folded
from scraper.run.leftovers import forgotten_lists
from scraper.search.discover import Discovery
from tests.gongkai.archive.made import BEGAN, body, exchange

HOST = "http://www.county.example"


def test_a_list_that_nothing_leads_to_any_more_is_asked_for_as_it_was_before(tmp_path):
    jpaas, posted, plain = f"{HOST}/build/unit?pageId=1", f"{HOST}/getgovinfolist", f"{HOST}/nb/"
    asked = {
        jpaas: Asking(url=jpaas, headers={"Referer": f"{HOST}/col/1.html"}),
        folded(posted, '{"a":1}'): Asking(url=posted, headers={"Referer": HOST}, body='{"a":1}'),
        plain: None,
    }
    with Ledger.open(tmp_path / "990199-made.sqlite", "990199-made") as ledger:
        ledger.begin(BEGAN, BEGAN - timedelta(hours=1))
        for number, (url, asking) in enumerate(asked.items()):
            ledger.keep_list(url, replace(exchange(url, body(number)), asking=asking), (), (), 1)
        found = forgotten_lists(ledger, Discovery(url=HOST, allowed=lambda _: True), set())
    assert [target.request.name for target in found] == list(asked)
    assert [target.request.headers.get("Referer") for target in found] == [f"{HOST}/col/1.html", HOST, None]
    assert [target.request.body for target in found] == [None, '{"a":1}', None]
