"""Nights over a portal whose home page shows a few reports among its news, and then no more."""

import pytest

from tests.county import kept, night, serve_county
from tests.scraper.paper import links, page, titled

ENTRIES = [(f"/gk/nb/{year}.html", f"某县{year}年政府信息公开工作年度报告") for year in range(2018, 2022)]


def home(*shown: tuple[str, str]) -> str:
    news = ("/xw/1.html", "某县召开第1次会议")
    return page(f'<div><a href="/gk/">政务公开</a>{links(news, *shown, dates=True)}</div>')


@pytest.fixture
def county():
    pages = {
        "/": home(ENTRIES[-1]),
        "/gk/": page('<a href="nb/">公开年报</a>'),
        "/gk/nb/": page(links(*ENTRIES, dates=True)),
    }
    with serve_county(pages | titled(*ENTRIES)) as running:
        yield running


def test_a_report_that_leaves_the_news_is_no_loss(county, tmp_path):
    assert night(county, tmp_path).exit_code == 0
    county.pages["/"] = home()
    for _ in range(2):
        summary = night(county, tmp_path)
        assert (summary.exit_code, summary.portals[0].issues) == (0, [])
        assert county.asked == ["/", "/gk/", "/gk/nb/"]
    assert len(kept(tmp_path)) == 4


def test_a_column_that_shows_nothing_any_more_is_one(county, tmp_path):
    night(county, tmp_path)
    county.pages["/gk/nb/"] = page(links(("/gk/", "政务公开")))
    summary = night(county, tmp_path)
    assert summary.exit_code == 4
    assert "list_empty" in {issue.code for _, issue in summary.portals[0].issues}


def test_a_report_among_the_news_does_not_end_the_search_for_the_column(county, tmp_path):
    """The way on is in no words that are known; of what sounds like one, the likeliest is tried first."""
    menu = '<a href="/tz/">公开招聘</a><a href="/gk/">五公开</a><a href="/zw/">政务大厅</a>'
    county.pages["/"] = page(f"<div>{menu}{links(ENTRIES[-1], dates=True)}</div>")
    for _ in range(2):
        assert night(county, tmp_path).exit_code == 0
        assert len(kept(tmp_path)) == 4
        assert "/gk/nb/" in county.asked
        assert "/tz/" not in county.asked
        assert "/zw/" not in county.asked


def test_a_portal_that_has_no_column_is_looked_through_once(county, tmp_path):
    menu = "".join(f'<a href="/m{number}/">政务专栏{number}</a>' for number in range(20))
    county.pages["/"] = page(f"<div>{menu}{links(ENTRIES[-1], dates=True)}</div>")
    county.pages |= {f"/m{number}/": page(f"<p>{number}</p>") for number in range(20)}
    night(county, tmp_path)
    assert len([path for path in county.asked if path.startswith("/m")]) == 8
    night(county, tmp_path)
    assert county.asked == ["/"]
    assert kept(tmp_path) == {ENTRIES[-1][0]}
