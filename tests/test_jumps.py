"""Entries of a list whose pages are nothing but a jump to the report."""

from collections import Counter

import pytest

from gongkai.settings import Settings
from tests.county import County, kept, night, serve_county
from tests.scraper.paper import links, page, titled

YEARS = range(2018, 2023)
SAME = Settings(retry_seconds=0.0)


def title(year: int) -> str:
    return f"某县{year}年政府信息公开工作年度报告"


def refresh(to: str) -> str:
    return f'<html><head><meta http-equiv="refresh" content="0;url={to}"></head><body></body></html>'


def script(to: str) -> str:
    return f"<html><body><script>window.location.href='{to}';</script></body></html>"


@pytest.fixture(params=[refresh, script], ids=["refresh", "script"])
def sends(request):
    return request.param


@pytest.fixture
def county(sends):
    pages = {
        "/": page(links(("/gk/nb/", "政府信息公开年报"))),
        "/gk/nb/": page(links(*((f"/gk/nb/{year}.html", title(year)) for year in YEARS))),
    }
    pages |= {f"/gk/nb/{year}.html": sends(f"/art/{year}.html") for year in YEARS}
    pages |= titled(*((f"/art/{year}.html", title(year)) for year in YEARS))
    with serve_county(pages) as running:
        yield running


def stubs(county: County) -> list[str]:
    return [path for path in county.asked if path.startswith("/gk/nb/2")]


def test_the_report_behind_a_jump_is_kept_and_asked_for_without_the_jump(county, tmp_path):
    first = night(county, tmp_path, settings=SAME)
    assert (first.exit_code, first.total("new"), first.total("failed")) == (0, len(YEARS), 0)
    assert set(kept(tmp_path)) == {f"/art/{year}.html" for year in YEARS}
    idle = night(county, tmp_path, settings=SAME)
    assert (idle.total("new"), idle.total("changed"), idle.exit_code) == (0, 0, 0)
    assert not stubs(county)
    assert max(Counter(county.asked).values()) == 1
    county.pages |= titled(("/art/2022.html", title(2022) + "（更正）"))
    assert night(county, tmp_path, settings=SAME).total("changed") == 1


def test_a_report_that_a_list_leads_to_both_ways_is_one(county, tmp_path):
    entries = [(f"/gk/nb/{year}.html", title(year)) for year in YEARS]
    county.pages["/gk/nb/"] = page(links(*entries, ("/art/2020.html", title(2020))))
    for _ in range(2):
        night(county, tmp_path, settings=SAME)
        assert sorted(kept(tmp_path)) == [f"/art/{year}.html" for year in YEARS]


def test_a_jump_that_leads_elsewhere_now_is_followed_anew(county, sends, tmp_path):
    night(county, tmp_path, settings=SAME)
    county.pages["/gk/nb/2020.html"] = sends("/neu/2020.html")
    county.pages["/neu/2020.html"] = county.pages.pop("/art/2020.html")
    night(county, tmp_path, settings=SAME, days=1)
    night(county, tmp_path, settings=SAME, days=2)
    assert "/neu/2020.html" in kept(tmp_path)
    idle = night(county, tmp_path, settings=SAME, days=3)
    assert (idle.total("new"), idle.total("removed")) == (0, 0)


def test_a_page_of_its_own_in_place_of_a_jump_is_the_report(county, tmp_path):
    night(county, tmp_path, settings=SAME)
    county.pages |= titled(("/gk/nb/2020.html", title(2020)))
    night(county, tmp_path, settings=SAME, days=30)
    assert "/gk/nb/2020.html" in kept(tmp_path)


def test_a_report_that_becomes_a_jump_is_none_removed(county, sends, tmp_path):
    county.pages |= titled(("/gk/nb/2020.html", title(2020)))
    night(county, tmp_path, settings=SAME)
    county.pages["/gk/nb/2020.html"] = sends("/art/2020.html")
    later = night(county, tmp_path, settings=SAME)
    assert (later.total("removed"), later.total("failed"), later.exit_code) == (0, 0, 0)
    assert set(kept(tmp_path)) == {f"/art/{year}.html" for year in YEARS}


def test_jumps_in_circles_end(county, sends, tmp_path):
    county.pages["/gk/nb/2018.html"] = sends("/art/2018.html")
    county.pages["/art/2018.html"] = sends("/gk/nb/2018.html")
    first = night(county, tmp_path)
    assert (first.exit_code, first.total("new"), first.total("failed")) == (4, len(YEARS) - 1, 1)
    assert Counter(county.asked)["/art/2018.html"] == 1


def test_a_jump_to_another_host_is_told_and_not_followed(county, sends, tmp_path):
    county.pages["/gk/nb/2018.html"] = sends("http://127.0.0.2:9/art/2018.html")
    jumped = night(county, tmp_path / "jump")
    county.pages["/gk/nb/"] = page(
        links(
            ("http://127.0.0.2:9/art/2018.html", title(2018)),
            *((f"/gk/nb/{year}.html", title(year)) for year in YEARS[1:]),
        )
    )
    linked = night(county, tmp_path / "link")
    assert jumped.total("new") == linked.total("new") == len(YEARS) - 1
    assert jumped.exit_code == linked.exit_code
    told = [[issue.code for _, issue in one.portals[0].issues] for one in (jumped, linked)]
    assert told[0] == told[1]
