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


UNITS = {"水利局": "/s/", "教育局": "/j/"}
WAY = ["/", "/lie/index.html", "/lie/s/", "/lie/j/"]


@pytest.fixture
def columns(sends):
    """A column and the lists of its units that lie elsewhere than the pages say to which links lead."""
    pages = {
        "/": page(links(("/gk/nb/", "政府信息公开年报"))),
        "/gk/nb/": sends("/lie/index.html"),
        "/lie/index.html": page(links(*((folder, unit) for unit, folder in UNITS.items()))),
    }
    for unit, folder in UNITS.items():
        pages[folder] = sends(f"/lie{folder}")
        pages[f"/lie{folder}"] = shown(unit, folder)
        pages |= reports(unit, folder)
    with serve_county(pages) as running:
        yield running


def shown(unit: str, folder: str, years=YEARS) -> str:
    return page(links(*((f"{folder}{year}.html", f"某县{unit}{title(year)[2:]}") for year in years)))


def reports(unit: str, folder: str, years=YEARS) -> dict[str, str]:
    return titled(*((f"{folder}{year}.html", f"某县{unit}{title(year)[2:]}") for year in years))


def test_a_list_behind_a_jump_is_asked_for_without_the_jump(columns, tmp_path):
    first = night(columns, tmp_path)
    assert (first.total("new"), first.exit_code) == (2 * len(YEARS), 0)
    columns.pages["/lie/s/"] = shown("水利局", "/s/", range(2018, 2024))
    columns.pages |= reports("水利局", "/s/", [2023])
    idle = night(columns, tmp_path)
    assert sorted(columns.asked) == sorted([*WAY, "/s/2023.html"])
    assert (idle.total("new"), idle.exit_code) == (1, 0)


@pytest.mark.parametrize("left", [None, page("<p>新站已上线</p>")], ids=["gone", "emptied"])
def test_a_list_behind_a_jump_that_moves_is_followed_the_same_night(columns, sends, tmp_path, left):
    night(columns, tmp_path)
    columns.pages["/s/"] = sends("/neu/s/")
    columns.pages["/neu/s/"] = shown("水利局", "/s/", range(2018, 2024))
    columns.pages |= reports("水利局", "/s/", [2023])
    columns.pages.pop("/lie/s/")
    if left is not None:
        columns.pages["/lie/s/"] = left
    moved = night(columns, tmp_path)
    assert (moved.total("new"), moved.exit_code) == (1, 0)
    night(columns, tmp_path)
    assert sorted(columns.asked) == sorted([*WAY[:2], "/lie/j/", "/neu/s/"])


def test_a_jump_to_a_list_is_looked_at_again_in_time(columns, sends, tmp_path):
    night(columns, tmp_path)
    columns.pages["/s/"] = sends("/neu/s/")
    columns.pages["/neu/s/"] = shown("水利局", "/s/", range(2018, 2024))
    columns.pages |= reports("水利局", "/s/", [2023])
    assert night(columns, tmp_path, days=6).total("new") == 0
    assert night(columns, tmp_path, days=15).total("new") == 1


def test_a_report_behind_the_jump_of_a_list_is_kept_under_its_own_address(columns, sends, tmp_path):
    columns.pages["/s/"] = sends("/art/1.html")
    columns.pages |= titled(("/art/1.html", f"某县水利局{title(2022)[2:]}"))
    columns.pages["/"] = page(links(("/gk/nb/", "政府信息公开年报"), ("/s/", "水利局政府信息公开年报")))
    night(columns, tmp_path)
    assert "/art/1.html" in kept(tmp_path)
    assert "/s/" not in kept(tmp_path)
    night(columns, tmp_path)
    assert sorted(columns.asked) == sorted(set(WAY) - {"/lie/s/"})


def test_a_home_page_that_is_nothing_but_a_jump(columns, sends, tmp_path):
    columns.pages["/portal/home/"] = columns.pages["/"]
    columns.pages["/"] = sends("/portal/home/")
    assert night(columns, tmp_path).total("new") == 2 * len(YEARS)
    night(columns, tmp_path)
    assert sorted(columns.asked) == sorted(["/portal/home/", *WAY[1:]])


def test_lists_that_jump_in_circles_are_told(columns, sends, tmp_path):
    columns.pages["/s/"], columns.pages["/lie/s/"] = sends("/lie/s/"), sends("/s/")
    found = night(columns, tmp_path)
    assert (found.total("new"), found.exit_code) == (len(YEARS), 4)
    assert "network_error" in {issue.code for _, issue in found.portals[0].errors}


def test_a_column_that_shows_a_small_screen_another_page_is_read_itself(columns, tmp_path):
    mobile = "<script>if (/Mobile/.test(navigator.userAgent)) location.href = '/m/';</script>"
    columns.pages["/gk/nb/"] = mobile + "<ul><li><a href='/s/'>水利局</a><li><a href='/j/'>教育局</a></ul>"
    assert night(columns, tmp_path).total("new") == 2 * len(YEARS)
    assert "/m/" not in columns.asked
