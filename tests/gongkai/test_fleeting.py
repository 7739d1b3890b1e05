"""What of a URL is of the visit."""

import pytest

from gongkai.fleeting import lasting, names_visitor, without_session
from gongkai.identifiers import canonical_url, report_id
from scraper.addresses import absolute

PAGE = "http://www.county.example/gk/show.jsp?id=7"


@pytest.mark.parametrize(
    "pair",
    (
        "_t=1 _=16 jsessionid=A sessionId=x utm_source=wx from=timeline sid=0123456789abcdef0 t=0.123 "
        "ts=1600000000 rand=5 spm=a.b isappinstalled=0 share_token=x CFID=1 _r=2"
    ).split(),
)
def test_a_page_saved_by_hand_and_crawled_has_one_name(pair):
    saved = f"{PAGE}&{pair}"
    assert canonical_url(saved) == PAGE
    assert absolute(PAGE, saved) == PAGE
    assert report_id(saved, "a.html") == report_id(absolute(PAGE, saved), "")


@pytest.mark.parametrize("pair", "sid=12 t=5 token=abc from=2019 page=1 time=2021 r=3 v=2".split())
def test_what_may_name_a_page_stays(pair):
    assert lasting(f"id=7&{pair}") == ["id=7", pair]


def test_sessions_in_paths_and_names_of_visitors():
    assert without_session("/a.do;JSESSIONID=0A1B") == "/a.do"
    assert canonical_url("http://h.example/a.do;sid=1") == "http://h.example/a.do"
    assert names_visitor("token=abc")
    assert not names_visitor("id=7")
