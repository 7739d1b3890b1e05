"""Lists and reports behind redirects: what they cost on an idle night, and what becomes of them that move."""

from collections import Counter

import pytest

from gongkai.settings import Settings
from tests.county import CHALLENGE, Answer, County, kept, night, redirect, serve_county
from tests.scraper.paper import links, page, titled

YEARS = range(2018, 2023)


def title(unit: str, year: int) -> str:
    return f"某县{unit}{year}年政府信息公开工作年度报告"


def listed(unit: str, folder: str, years=YEARS) -> str:
    return page(links(*((f"{folder}{year}.html", title(unit, year)) for year in years)))


def move(county: County, to: str, year: int) -> None:
    """Let the list of the first unit be elsewhere, with one report more."""
    county.pages["/go/s/"] = redirect(to)
    county.pages[to] = listed("水利局", "/s/", range(2018, year + 1))
    county.pages |= titled((f"/s/{year}.html", title("水利局", year)))


@pytest.fixture
def county():
    """Three units whose lists lie elsewhere than links say, one of them two redirects away."""
    units = {"水利局": "/s/", "教育局": "/j/", "民政局": "/m/"}
    pages = {
        "/": page(links(("/gk/", "政府信息公开"))),
        "/gk/": page(links(("/go/nb", "政府信息公开年报"))),
        "/nb/index.html": page(links(*((f"/go{folder}", unit) for unit, folder in units.items()))),
    }
    for unit, folder in units.items():
        pages[f"{folder}index.html"] = listed(unit, folder)
        pages |= titled(*((f"{folder}{year}.html", title(unit, year)) for year in YEARS))
    with serve_county(pages) as running:
        running.pages["/go/nb"] = redirect("/nb/", 301)
        running.pages["/nb/"] = redirect("/nb/index.html")
        for folder in units.values():
            running.pages[f"/go{folder}"] = redirect(f"{folder}index.html")
        yield running


def test_an_idle_night_costs_one_request_a_list_however_it_is_reached(county, tmp_path):
    first = night(county, tmp_path)
    assert len(kept(tmp_path)) == 3 * len(YEARS)
    second = night(county, tmp_path)
    lists = ["/", "/gk/", "/nb/index.html", "/s/index.html", "/j/index.html", "/m/index.html"]
    assert sorted(county.asked) == sorted(lists)
    assert (second.exit_code, second.total("failed")) == (0, 0)
    assert second.portals[0].years == first.portals[0].years
    night(county, tmp_path, settings=Settings(retry_seconds=0.0))
    assert max(Counter(county.asked).values()) == 1  # rechecks of reports besides


def test_new_reports_are_found_without_the_redirects(county, tmp_path):
    night(county, tmp_path)
    county.pages |= titled(("/s/2023.html", title("水利局", 2023)))
    county.pages["/s/index.html"] = listed("水利局", "/s/", range(2018, 2024))
    assert night(county, tmp_path).total("new") == 1
    assert "/go/s/" not in county.asked
    assert "/s/2023.html" in kept(tmp_path)


@pytest.mark.parametrize(
    "left",
    [None, Answer(b"<html>busy</html>", 500), page("<p>新站已上线</p>"), redirect("/new/s/")],
    ids=["gone", "broken", "emptied", "redirects on"],
)
def test_a_list_that_moves_is_followed_the_same_night(county, tmp_path, left):
    """Its links lead to the new place; at the old one there is nothing of it any more."""
    night(county, tmp_path)
    move(county, "/new/s/", 2023)
    county.pages.pop("/s/index.html")
    if left is not None:
        county.pages["/s/index.html"] = left
    moved = night(county, tmp_path)
    if not (isinstance(left, Answer) and left.status == 500):
        assert (moved.total("new"), moved.exit_code) == (1, 0)
    else:
        # A server that is ill is not asked twice for one page: the next night is soon enough.
        assert (moved.total("new"), moved.exit_code) == (0, 4)
        moved = night(county, tmp_path)
        assert (moved.total("new"), moved.exit_code) == (1, 0)
    assert night(county, tmp_path).exit_code == 0
    assert "/new/s/" in county.asked
    assert not {"/go/s/", "/s/index.html"} & set(county.asked)


def test_a_list_that_moves_and_leaves_its_old_self_behind_is_noticed_in_time(county, tmp_path):
    night(county, tmp_path)
    move(county, "/new/s/", 2023)
    assert night(county, tmp_path, days=1).total("new") == 0
    assert night(county, tmp_path, days=30).total("new") == 1
    # A clock that was set back is no reason to trust an old way.
    move(county, "/newest/s/", 2024)
    assert night(county, tmp_path, days=2).total("new") == 1


def test_who_asks_for_everything_has_every_redirect_followed(county, tmp_path):
    night(county, tmp_path)
    night(county, tmp_path, recheck=True)
    assert {"/go/nb", "/nb/", "/go/s/", "/go/j/", "/go/m/"} <= set(county.asked)


def test_a_recheck_behind_a_redirect_is_one_request_and_a_report_that_moves_is_none_removed(county, tmp_path):
    for year in YEARS:
        county.pages[f"/neu/{year}.html"] = county.pages[f"/s/{year}.html"]
        county.pages[f"/s/{year}.html"] = redirect(f"/neu/{year}.html")
    young = Settings(retry_seconds=0.0)
    night(county, tmp_path, settings=young)
    night(county, tmp_path, settings=young)
    assert not [path for path in county.asked if path.startswith("/s/2")]
    for year in YEARS:
        county.pages[f"/dritte/{year}.html"] = county.pages[f"/neu/{year}.html"]
        county.pages[f"/neu/{year}.html"] = page("<p>该页面已搬迁</p>")
        county.pages[f"/s/{year}.html"] = redirect(f"/dritte/{year}.html")
    moved = night(county, tmp_path, settings=young)
    assert (moved.exit_code, moved.total("removed"), moved.total("failed")) == (0, 0, 0)
    assert len(kept(tmp_path)) == 3 * len(YEARS)


def test_validators_are_sent_to_none_but_the_address_that_gave_them(county, tmp_path):
    county.validates = True
    night(county, tmp_path)
    night(county, tmp_path)
    conditional = {path for path, headers in county.log if "if-none-match" in headers}
    assert conditional == set(county.asked)
    county.pages["/go/s/"] = redirect("/new/s/")
    county.pages["/new/s/"] = listed("水利局", "/s/")
    del county.pages["/s/index.html"]
    night(county, tmp_path)
    (headers,) = [headers for path, headers in county.log if path == "/new/s/"]
    assert "if-none-match" not in headers


def test_two_ways_to_one_list_ask_for_it_once(county, tmp_path):
    county.pages["/nb/index.html"] = str(county.pages["/nb/index.html"]).replace(
        "</ul>", '<li><a href="/weg/s">水利局站点</a></li><li><a href="/s/index.html">局机关</a></li></ul>'
    )
    county.pages["/weg/s"] = redirect("/s/index.html")
    night(county, tmp_path)
    night(county, tmp_path)
    assert Counter(county.asked)["/s/index.html"] == 1


def test_a_night_without_the_server_makes_no_one_doubt_the_way(county, tmp_path):
    night(county, tmp_path)
    whole = dict(county.pages)
    county.pages = dict.fromkeys(whole, Answer(b"busy", 503))
    assert night(county, tmp_path).exit_code == 1
    county.pages = whole
    assert night(county, tmp_path).exit_code == 0
    assert len(county.asked) == 6


def test_an_address_made_for_each_visit_is_seen_to_be_one(county, tmp_path):
    """The ticket of last night is refused: after two such nights nobody tries it any more."""
    asked = []
    for number in range(6):
        whole = listed("水利局", "/s/")
        county.pages["/go/s/"] = redirect(f"/s/list.html?ticket={number}")
        county.pages[f"/s/list.html?ticket={number}"] = whole
        if number:
            county.pages[f"/s/list.html?ticket={number - 1}"] = Answer(b"expired", 403)
        assert night(county, tmp_path).exit_code == 0
        asked.append(sum("ticket" in path for path in county.asked))
    assert asked == [1, 2, 2, 1, 1, 1]


def test_a_challenge_at_the_end_of_redirects_is_kept_as_evidence(county, tmp_path):
    night(county, tmp_path)
    county.pages["/s/index.html"] = CHALLENGE
    (portal,) = night(county, tmp_path).portals
    assert "/go/s/" not in county.asked
    assert "blocked_challenge" in {issue.code for _, issue in portal.errors}
    assert portal.failed == 1


def test_a_server_that_shows_no_page_without_its_cookie_gets_it_back(county, tmp_path):
    """Once a run: later pages bring it at once, and lie where they were asked for."""
    night(county, tmp_path)
    plain, found = list(county.asked), kept(tmp_path)
    county.cookie = "ck=17"
    other = tmp_path / "other"
    assert night(county, other).exit_code == 0
    assert kept(other) == found
    assert county.log[0][0] == county.log[1][0] == "/robots.txt"
    assert county.asked == plain
    assert "cookie" not in county.log[0][1]
    assert {headers["cookie"] for _, headers in county.log[1:]} == {"ck=17"}


def test_a_cookie_that_helps_nothing_is_sent_back_once(county, tmp_path):
    answer = redirect("/gk/")
    answer.headers["Set-Cookie"] = "n=1"
    county.pages["/gk/"] = answer
    night(county, tmp_path)
    assert county.asked == ["/", "/gk/", "/gk/"]
    answer.headers.pop("Set-Cookie")
    night(county, tmp_path / "other")
    assert county.asked == ["/", "/gk/"]


@pytest.mark.parametrize(
    "left",
    [None, Answer(b"<html>busy</html>", 500), page("<p>暂无数据</p>")],
    ids=["gone", "broken", "emptied"],
)
def test_a_list_that_is_lost_behind_redirects_costs_one_request_most_nights(county, tmp_path, left):
    """The way is gone again at once, and in vain; then once in a few nights. It is told every night."""
    night(county, tmp_path)
    county.pages.pop("/s/index.html")
    if left is not None:
        county.pages["/s/index.html"] = left
    nights = []
    for day in range(1, 10):
        assert f"{county.url}/go/s/" in {
            url for url, _ in night(county, tmp_path, days=day).portals[0].issues
        }
        nights.append([path for path in county.asked if path in ("/go/s/", "/s/index.html")])
    assert nights.count(["/s/index.html"]) >= 6
    assert any("/go/s/" in asked for asked in nights[:2])
    move(county, "/new/s/", 2023)
    assert sum(night(county, tmp_path, days=day).total("new") for day in range(10, 14)) == 1
    county.pages["/s/index.html"] = listed("水利局", "/s/")
    night(county, tmp_path, days=14)
    assert "/new/s/" in county.asked


def test_a_list_that_comes_back_behind_its_redirect_is_seen_the_same_night(county, tmp_path):
    night(county, tmp_path)
    whole = county.pages.pop("/s/index.html")
    for day in (1, 2):
        night(county, tmp_path, days=day)
    county.pages["/s/index.html"] = whole
    back = night(county, tmp_path, days=3)
    assert (back.exit_code, "/go/s/" in county.asked) == (0, False)
    county.pages.pop("/s/index.html")
    move(county, "/new/s/", 2023)
    assert night(county, tmp_path, days=4).total("new") == 1  # the way is worth going again at once


RULES = Answer(b"User-agent: *\nDisallow: /j/\n", headers={"Content-Type": "text/plain"})


def robots(county: County) -> list[str]:
    return [path for path, _ in county.log if "robots" in path or path == "/none"]


def test_robots_behind_a_redirect_are_asked_for_where_they_lie(county, tmp_path):
    county.pages |= {"/robots.txt": redirect("/b/robots.txt", 301), "/b/robots.txt": RULES}
    night(county, tmp_path)
    night(county, tmp_path, days=1)
    assert robots(county) == ["/b/robots.txt"]
    assert not [path for path in county.asked if path.startswith("/j/")]
    county.pages |= {"/robots.txt": RULES, "/b/robots.txt": redirect("/c/robots.txt")}
    night(county, tmp_path, days=2)
    assert robots(county) == ["/b/robots.txt", "/c/robots.txt", "/robots.txt"]
    night(county, tmp_path, days=3)
    assert robots(county) == ["/robots.txt"]


def test_where_robots_redirect_to_nothing_is_remembered_for_a_while(county, tmp_path):
    county.pages["/robots.txt"] = redirect("/none")
    night(county, tmp_path)
    for day in (1, 2, 3):
        night(county, tmp_path, days=day)
        assert robots(county) == ["/none"]
    county.pages["/robots.txt"] = RULES
    night(county, tmp_path, days=15)
    assert robots(county) == ["/robots.txt"]
    assert not [path for path in county.asked if path.startswith("/j/")]
