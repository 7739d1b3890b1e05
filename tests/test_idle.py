"""What a night costs on which nothing has changed, whatever the portal is like and the clock says."""

from collections import Counter

import pytest

from gongkai.settings import Settings
from tests.county import Answer, County, kept, night, redirect, serve_county
from tests.scraper.paper import links, page, report, titled

YEARS = range(2016, 2023)
LISTS = ["/", "/gk/", "/gk/nb/"]


def path(year: int) -> str:
    return f"/gk/nb/{year}.html"


def title(year: int) -> str:
    return f"某县{year}年政府信息公开工作年度报告"


def column(years=YEARS) -> str:
    return page(links(*((path(year), title(year)) for year in years)))


@pytest.fixture
def county():
    """Seven reports in one list."""
    pages = {
        "/": page(links(("/gk/", "政府信息公开"), ("/bm/", "部门信息公开"))),
        "/gk/": page(links(("/gk/nb/", "政府信息公开年报"))),
        "/gk/nb/": column(),
    }
    pages |= titled(*((path(year), title(year)) for year in YEARS))
    with serve_county(pages) as running:
        yield running


def test_dead_links_are_left_alone_after_some_nights_and_looked_at_once_in_a_while(county, tmp_path):
    """A section that never was there, a report that is gone although its list still shows it."""
    del county.pages[path(2019)]
    night(county, tmp_path)
    for _ in range(2):
        night(county, tmp_path)
        assert sorted(county.asked) == sorted([*LISTS, "/bm/", path(2019)])
    idle = night(county, tmp_path)
    assert sorted(county.asked) == LISTS
    assert "gone" in {issue.code for _, issue in idle.portals[0].issues}
    county.pages |= titled((path(2019), title(2019)))
    assert night(county, tmp_path, days=40).total("new") == 1
    assert "/bm/" in county.asked
    assert len(kept(tmp_path)) == len(YEARS)


def test_a_list_that_was_there_and_is_gone_is_asked_for_every_night(county, tmp_path):
    night(county, tmp_path)
    whole = county.pages.pop("/gk/")
    for _ in range(6):
        night(county, tmp_path)
        assert "/gk/" in county.asked
    county.pages["/gk/"] = whole
    assert night(county, tmp_path).exit_code == 0


def test_a_home_page_that_never_was_there_is_asked_for_every_night(county, tmp_path):
    whole = county.pages.pop("/")
    for _ in range(6):
        assert night(county, tmp_path).exit_code == 1
        assert county.asked == ["/"]
    county.pages["/"] = whole
    assert night(county, tmp_path).total("new") == len(YEARS)


def test_a_wrong_link_that_is_mended_is_neither_asked_for_nor_told_any_more(county, tmp_path):
    wrong = path(2022).replace("nb", "nbb")
    county.pages["/gk/nb/"] = column().replace(path(2022), wrong)
    county.pages[wrong] = Answer(b"broken", 500)
    assert night(county, tmp_path).exit_code == 4
    county.pages["/gk/nb/"] = column()
    mended = night(county, tmp_path)
    assert (mended.total("new"), mended.exit_code) == (1, 0)
    assert wrong not in county.asked


def test_a_clock_that_was_wrong_for_a_night_costs_nothing_afterwards(county, tmp_path):
    night(county, tmp_path)
    night(county, tmp_path, days=300)
    county.pages["/gk/nb/"] = column(YEARS[1:])
    del county.pages[path(2016)]
    gone = night(county, tmp_path, days=1)
    assert (gone.total("removed"), path(2016) in county.asked) == (1, True)
    county.pages["/gk/nb/"] = column(YEARS[2:])  # still there, and no longer listed
    night(county, tmp_path, days=2)
    assert path(2017) in county.asked
    for day in (3, 4):
        night(county, tmp_path, days=day)
        assert sorted(set(county.asked) - {"/bm/"}) == LISTS


def test_a_challenge_in_the_future_closes_nothing(county, tmp_path):
    whole = county.pages["/"]
    county.pages["/"] = Answer(b"<html><script>$_ts=window['$_ts'];$_ts.nsd=1;</script></html>", 412)
    assert night(county, tmp_path, days=300).exit_code == 1
    county.pages["/"] = whole
    assert night(county, tmp_path).total("new") == len(YEARS)


def nights(county: County, archives, count: int) -> list[int]:
    """New reports of so many nights, a day apart."""
    return [night(county, archives, days=day).total("new") for day in range(1, count + 1)]


def test_a_cache_that_says_not_modified_for_ever_is_seen_through(county, tmp_path):
    county.validates = True
    night(county, tmp_path)
    county.frozen = {"/gk/nb/"}
    night(county, tmp_path)
    county.pages["/gk/nb/"] = column(range(2016, 2024))
    county.pages |= titled((path(2023), title(2023)))
    assert sum(nights(county, tmp_path, 14)) == 1
    # From then on nobody relies on what it says of this page.
    county.pages["/gk/nb/"] = column(range(2016, 2025))
    county.pages |= titled((path(2024), title(2024)))
    assert nights(county, tmp_path, 1) == [1]
    assert "if-none-match" not in dict(county.log)["/gk/nb/"]


def test_an_answer_of_not_modified_to_nobody_who_asked_is_a_failure(county, tmp_path):
    night(county, tmp_path)
    county.pages["/gk/nb/"] = Answer(b"", 304)
    (portal,) = night(county, tmp_path).portals
    assert [issue.message for _, issue in portal.errors] == [
        f"{county.url}/gk/nb/: status 304, although nothing was sent to compare with"
    ]


def test_a_home_page_behind_redirects_to_itself_and_two_lists_in_frames(county, tmp_path):
    """An entrance that redirects, a frame that redirects, both asked for where they lie."""
    county.pages["/index"] = county.pages["/"]
    county.pages["/"] = redirect("/index")
    county.pages["/gk/"] = page("<iframe src='/rahmen'></iframe>")
    county.pages["/rahmen"] = redirect("/rahmen/")
    county.pages["/rahmen/"] = page(links(("/gk/nb/", "政府信息公开年报")))
    night(county, tmp_path)
    assert len(kept(tmp_path)) == len(YEARS)
    night(county, tmp_path)
    assert sorted(set(county.asked) - {"/bm/"}) == ["/gk/", "/gk/nb/", "/index", "/rahmen/"]


def test_rechecks_are_one_request_each(county, tmp_path):
    young = Settings(retry_seconds=0.0)
    county.pages[path(2020)] = report(title(2020), after="<p>浏览次数：17</p>")
    night(county, tmp_path, settings=young)
    county.pages[path(2020)] = report(title(2020), after="<p>浏览次数：18</p>")
    again = night(county, tmp_path, settings=young)
    assert Counter(county.asked) == Counter([*LISTS, "/bm/", *map(path, YEARS)])
    assert (again.total("unchanged"), again.total("changed")) == (len(YEARS), 0)
    night(county, tmp_path, settings=young, days=61)
    assert sorted(county.asked) == sorted([*LISTS, "/bm/"])


OTHERS = {
    "/doc/1.html": page("<h1>某县慈善总会2022年度工作报告</h1><p>发布时间：2023-02-01</p><p>慈善事业。</p>"),
    "/doc/2.html": page("<h1>某县2021年双随机一公开年度报告</h1><p>抽查企业。公示结果。整改到位。</p>"),
}


def test_articles_of_another_kind_in_a_column_are_looked_at_once_in_a_while(county, tmp_path):
    """They may be taken for reports by their place alone, and the report may yet take their place."""
    county.pages |= OTHERS
    shown = [(path(year), title(year)) for year in YEARS] + [
        ("/doc/1.html", "某县2022年度报告"),
        ("/doc/2.html", "某县2021年度双随机一公开工作报告"),
    ]
    county.pages["/gk/nb/"] = page(links(*shown))
    young = Settings(retry_seconds=0.0)
    night(county, tmp_path, settings=young)
    assert set(OTHERS) <= set(county.asked)
    for day in (0, 1, 6):
        night(county, tmp_path, settings=young, days=day)
        assert not set(OTHERS) & set(county.asked)
    night(county, tmp_path, settings=young, days=14)
    assert set(OTHERS) <= set(county.asked)
    county.pages |= titled(("/doc/1.html", title(2022)))
    assert night(county, tmp_path, settings=young, days=20).total("new") == 0
    assert night(county, tmp_path, settings=young, days=30).total("new") == 1
    night(county, tmp_path, days=31, recheck=True)
    assert "/doc/2.html" in county.asked


def test_an_entry_of_another_kind_that_is_listed_anew_is_looked_at_at_once(county, tmp_path):
    county.pages |= OTHERS
    county.pages["/gk/nb/"] = column().replace("</ul>", "<li><a href='/doc/2.html'>某县2021年年报</a></ul>")
    night(county, tmp_path)
    county.pages["/gk/nb/"] = county.pages["/gk/nb/"].replace(">某县2021年年报", f">{title(2021)}")
    county.pages |= titled(("/doc/2.html", title(2021)))
    assert night(county, tmp_path).total("new") == 1


def test_a_list_of_a_unit_that_has_no_report_yet_is_asked_for_every_night(county, tmp_path):
    """Under its name among those of other units, be it with news of another kind beside it."""
    empty = "<h2>教育局</h2><table><tr><th>索引号<th>标题<th>发布日期</table><p>暂无数据。</p>"
    news = "<ul><li><a href='/x/1.html'>开学通知</a><span>2024-09-01</span><p>本学期。开学。</p>" * 3
    county.pages["/gk/nb/"] = page(links(("/j/", "教育局"), ("/m/", "民政局"), ("/s/", "水利局")))
    county.pages |= {"/j/": page(empty), "/m/": page(news), "/s/": column()}
    night(county, tmp_path)
    night(county, tmp_path)
    assert {"/j/", "/m/", "/s/"} <= set(county.asked)
    county.pages |= {"/j/": page(links((path(2024), title(2024))))} | titled((path(2024), title(2024)))
    assert night(county, tmp_path).total("new") == 1


MENU = [(f"/news/{number}.html", f"新闻{number}号") for number in range(20)]


def test_what_only_sounds_like_a_way_and_led_nowhere_is_tried_again_after_a_week(county, tmp_path):
    guessed = {f"/{name}/": page(f"<p>{name}</p>") for name in ("dating", "jiansuo", "zhuanlan")}
    ways = [("/dating/", "公开园地"), ("/jiansuo/", "专栏荟萃"), ("/zhuanlan/", "报告之窗")]
    county.pages |= {"/": page(links(*MENU, *ways)), **guessed}
    for days in (0, 1, 6.5):
        night(county, tmp_path, days=days)
        assert (set(county.asked) >= set(guessed)) is (days == 0)
        assert days == 0 or county.asked == ["/"]
    assert "nothing_found" in {issue.code for _, issue in night(county, tmp_path, days=7).portals[0].issues}
    county.pages["/dating/"] = column()
    assert night(county, tmp_path, days=14).total("new") == len(YEARS)
    # From now on it is a list among lists.
    county.pages["/dating/"] = column(range(2016, 2024))
    county.pages |= titled((path(2023), title(2023)))
    assert night(county, tmp_path, days=15).total("new") == 1


def test_a_way_that_is_new_on_the_home_page_is_tried_at_once(county, tmp_path):
    county.pages["/"] = page(links(*MENU, ("/dating/", "公开园地")))
    county.pages["/dating/"] = Answer(b"busy", 503)
    night(county, tmp_path)
    county.pages["/dating/"] = page("<p>公开园地</p>")
    night(county, tmp_path)
    assert county.asked == ["/", "/dating/"]  # an error says nothing about where it leads
    county.pages["/"] = page(links(*MENU, ("/dating/", "公开园地"), ("/gk/nb/", "公开天地")))
    assert night(county, tmp_path).total("new") == len(YEARS)
    assert "/dating/" not in county.asked
    night(county, tmp_path, recheck=True)
    assert "/gk/nb/" in county.asked


def test_a_script_file_that_is_but_the_shell_again_is_not_asked_for_every_night(county, tmp_path):
    """A site of one page answers everything with it; what is an error of the server is tried again."""
    shell = '<html><body><div id="app"></div><script src="/js/app.js"></script></body></html>'
    county.pages |= {"/": shell, "/js/app.js": Answer(b"busy", 503)}
    for expected in (True, True, False):
        night(county, tmp_path)
        assert ("/js/app.js" in county.asked) is expected
        county.pages["/js/app.js"] = shell
