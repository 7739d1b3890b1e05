"""A look at a portal: the list that it comes to, and what stands in the way."""

import asyncio
from urllib.parse import urlsplit

import pytest

from gongkai.cli.embedded import serve
from gongkai.settings import Settings
from scraper import load_portals
from scraper.run.check import Look, check, resting
from tests.county import CHALLENGE, QUIET, Answer, night, serve_county
from tests.scraper.paper import links, page, report


def look(name: str, night: int = 1) -> list[Look]:
    with serve(names=[name], night=night) as portals:
        (portal,) = load_portals([portals.folder])
        return asyncio.run(check(portal, Settings(attempts=1, retry_seconds=0.0)))


@pytest.mark.parametrize(
    ("name", "family", "next_page"),
    [
        ("990101-qingping", "generic", None),
        ("990102-shilan", "hanweb", "perpage=2"),
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


@pytest.mark.parametrize(
    ("said", "outcome", "why"),
    [
        ({"/": CHALLENGE}, "blocked_challenge", "challenge"),
        ({"/robots.txt": Answer(b"busy", 503)}, "robots", "robots.txt could not be read"),
    ],
    ids=["challenge", "robots"],
)
def test_a_host_that_crawls_leave_alone_is_not_asked_unless_somebody_insists(tmp_path, said, outcome, why):
    column = page(links(("/1.html", "某县2022年政府信息公开工作年度报告")))
    with serve_county({"/": page(links(("/nb/", "政府信息公开年报"))), "/nb/": column}) as county:
        assert resting(tmp_path / "990199-county.sqlite", QUIET) == {}
        whole = dict(county.pages)
        county.pages |= said
        night(county, tmp_path)
        alone = resting(tmp_path / "990199-county.sqlite", QUIET)
        county.pages = whole
        county.log.clear()
        (only,) = asyncio.run(check(county.portal(), QUIET, alone))
        assert (only.outcome, county.log) == (outcome, [])
        assert why in str(only.note)
        assert "--anyway asks now" in str(only.note)
        assert asyncio.run(check(county.portal(), QUIET))[-1].reports == 1


def test_a_portal_that_is_down_says_so():
    (only,) = look("990104-wuquan", night=5)
    assert only.outcome != "ok"
    assert only.note


@pytest.fixture
def county():
    """A column that names units alone: the page of the first has nothing, that of the second is a list."""
    column = (("/d1/", "水利局"), ("/d2/", "教育局"), ("/d3/", "民政局"))
    pages = {
        "/": page(links(("/gk/", "政府信息公开"))),
        "/gk/": page(links(("/gk/nb/", "政府信息公开年报"))),
        "/gk/nb/": page(links(*column)),
        "/d2/": page(links(("1.html", "某县教育局2021年政府信息公开工作年度报告"))),
    }
    with serve_county(pages | {f"/d{number}/": page("<p>暂无信息</p>") for number in (1, 3)}) as running:
        yield running


def counts(looks: list[Look]) -> list[tuple[str, int, int]]:
    return [(urlsplit(one.url).path, one.units, one.reports) for one in looks]


def test_units_are_no_reports_until_one_of_them_is_seen_to_have_some(county):
    looks = asyncio.run(check(county.portal(), QUIET))
    shown = [("/", 0, 0), ("/gk/", 0, 0), ("/gk/nb/", 3, 0)]
    assert counts(looks) == [*shown, ("/d1/", 0, 0), ("/d2/", 0, 1)]
    assert [one.found for one in looks] == [False, False, False, False, True]
    county.pages["/d2/"] = county.pages["/d1/"]
    looks = asyncio.run(check(county.portal(), QUIET))
    assert not any(one.found for one in looks)


def test_a_unit_whose_page_is_the_report_is_a_find(county):
    county.pages["/d1/"] = report("某县水利局2021年政府信息公开工作年度报告")
    last = asyncio.run(check(county.portal(), QUIET))[-1]
    assert (last.kind, last.found, last.annual) == ("report", True, True)


@pytest.mark.parametrize(("pager", "told"), [("<p>第1页 共3页</p>", True), ("<p>共1页</p>", False)])
def test_a_list_that_says_more_than_can_be_read_is_noted(pager, told):
    entries = [(f"/nb/{year}.html", f"某县{year}年政府信息公开工作年度报告") for year in (2020, 2021)]
    with serve_county({"/": page(links(("/nb/", "政府信息公开年报")))}) as county:
        county.pages["/nb/"] = page(links(*entries, dates=True) + pager)
        looks = asyncio.run(check(county.portal(), QUIET))
    assert ("3 pages" in (looks[-1].note or "")) is told
