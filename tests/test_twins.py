"""Hosts with and without `www.`: what both serve alike is one report, what they do not is two."""

import asyncio
import socket
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from gongkai.archive import Archive
from scraper import CrawlSummary, Options, crawl
from scraper.run.fetch import utc_now
from tests.county import QUIET, Answer, County, redirect, serve_county
from tests.scraper.paper import links, page, report, titled
from tests.scraper.shapes import yearly

BARE, WWW = "county.example", "www.county.example"
REPORTS = yearly(years=range(2019, 2022))


@pytest.fixture
def county(monkeypatch):
    """A county under two names, of which its column uses both."""
    known = socket.getaddrinfo

    def here(host, *rest, **more):
        return known("127.0.0.1" if host in (BARE, WWW) else host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", here)
    with serve_county(titled(*REPORTS)) as running:
        bare, www = (f"http://{host}:{running.port}" for host in (BARE, WWW))
        running.pages["/"] = page(links((f"{bare}/gk/", "政府信息公开"), ("/gk/", "政务公开")))
        running.pages["/gk/"] = page(links(("/gk/nb.html", "政府信息公开年报")))
        entries = [(f"{host}{path}", title) for host in (www, bare) for path, title in REPORTS]
        running.pages["/gk/nb.html"] = page(links(*entries, dates=True))
        yield running


def night(
    county: County, archives: Path, days: int = 0, *, hosts: tuple[str, ...] = (BARE, WWW), **more: Any
) -> CrawlSummary:
    county.log.clear()
    allowed = tuple(f"{host}:{county.port}" for host in hosts)
    portal = replace(county.portal(), url=f"http://{WWW}:{county.port}/", hosts=allowed)
    settings = replace(QUIET, contact="person@example.org")
    moment = utc_now() + timedelta(days=days)
    return asyncio.run(crawl([portal], archives, settings, Options(**more), now=lambda: moment))


def reports(archives: Path) -> list[str]:
    with Archive.open(archives / "990199-county.sqlite") as archive:
        return sorted(one.url.partition("/gk/")[2] for one in archive.pages() if not one.removed)


ONCE = sorted(path.removeprefix("/gk/") for path, _ in REPORTS)


def test_what_both_hosts_serve_alike_is_one_report_and_asked_for_once_more_only_at_first(county, tmp_path):
    for number in range(3):
        summary = night(county, tmp_path, number)
        (portal,) = summary.portals
        assert summary.exit_code == 0
        assert (portal.reports, portal.new, portal.changed) == (3, 0 if number else 3, 0)
        assert portal.years == {"2019": 1, "2020": 1, "2021": 1}
        assert reports(tmp_path) == ONCE
    assert len(county.asked) == 3  # home, section, column


def test_a_counter_makes_no_other_page_and_links_may_name_their_host(county, tmp_path):
    for host, visits in ((BARE, 3), (WWW, 7)):
        for path, title in REPORTS:
            home = f"<a href='http://{host}:{county.port}/'>首页</a><p>浏览次数：{visits}</p>"
            county.pages[f"//{host}{path}"] = report(title, after=home)
    night(county, tmp_path)
    assert reports(tmp_path) == ONCE


def test_what_differs_is_two_reports(county, tmp_path):
    path, title = REPORTS[0]
    county.pages[f"//{BARE}{path}"] = report(title.replace("某县", "旁县"))
    night(county, tmp_path)
    assert reports(tmp_path) == sorted([*ONCE, path.removeprefix("/gk/")])


def test_what_comes_to_differ_is_two_from_then_on(county, tmp_path):
    night(county, tmp_path)
    assert reports(tmp_path) == ONCE
    path, title = REPORTS[0]
    county.pages[f"//{BARE}{path}"] = report(title.replace("某县", "旁县"))
    county.pages[f"//{WWW}{path}"] = report(title)
    night(county, tmp_path, 40, recheck=True)
    assert reports(tmp_path) == sorted([*ONCE, path.removeprefix("/gk/")])


def test_a_correction_is_one_change(county, tmp_path):
    night(county, tmp_path)
    path, title = REPORTS[0]
    county.pages[path] = report(title, after="<p>更正</p>")
    (portal,) = night(county, tmp_path, 40, recheck=True).portals
    assert (portal.reports, portal.new, portal.changed) == (3, 0, 1)


def test_a_host_that_only_sends_on_to_the_other_is_no_other(county, tmp_path):
    www = f"http://{WWW}:{county.port}"
    for path in [*county.pages]:
        county.pages[f"//{BARE}{path}"] = redirect(f"{www}{path}", 301)
    for number in range(2):
        (portal,) = night(county, tmp_path, number).portals
        assert (portal.reports, portal.failed) == (3, 0)


def test_what_fails_at_one_host_is_no_page_of_the_other(county, tmp_path):
    path, _ = REPORTS[0]
    county.pages[f"//{WWW}{path}"] = Answer(b"busy", 503)
    summary = night(county, tmp_path)
    assert summary.exit_code == 4
    assert reports(tmp_path) == ONCE


def test_a_host_that_is_not_the_portals_is_not_asked(county, tmp_path):
    night(county, tmp_path, hosts=(WWW,))
    assert {headers["host"].partition(":")[0] for _, headers in county.log} == {WWW}
