"""A look at a portal: the list that it comes to, and what stands in the way."""

import asyncio

import pytest

from gongkai.cli.embedded import serve
from gongkai.settings import Settings
from scraper import load_portals
from scraper.check import Look, check


def look(name: str, night: int = 1) -> list[Look]:
    with serve(names=[name], night=night) as portals:
        (portal,) = load_portals([portals.folder])
        return asyncio.run(check(portal, Settings(attempts=1, retry_seconds=0.0)))


@pytest.mark.parametrize(
    ("name", "family", "next_page"),
    [
        ("990101-qingping", "generic", None),
        ("990102-shilan", "hanweb", None),
        ("990106-songjian", "generic", None),
        ("990104-wuquan", "generic", "/xxgk/xzf/1.htm"),
        ("990113-haitang", "gkmlpt", None),
        ("990115-baiyangdu", "data", "pageSize=5&siteGuid=7eb5f7f1-9041-43ad-8e13-8fcb82ea831a"),
    ],
)
def test_it_stops_at_the_first_annual_report_list(name, family, next_page):
    looks = look(name)
    last = looks[-1]
    assert (last.kind, last.annual) == ("list", True)
    assert last.family == family
    assert last.reports > 0
    assert last.names
    assert (last.next_page or "").endswith(next_page or "")
    assert (last.next_page is None) == (next_page is None)
    assert not any(one.annual and one.reports for one in looks[:-1])


def test_a_portal_that_is_down_says_so():
    (only,) = look("990104-wuquan", night=5)
    assert only.outcome != "ok"
    assert only.note
