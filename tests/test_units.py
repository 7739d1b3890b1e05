"""Units that lists name and that have no report, or lie on another host, are told by name."""

import pytest

from gongkai.cli.crawl_view import troubles
from tests.county import Answer, kept, night, serve_county
from tests.scraper.paper import links, page, titled

NAMES = ("水利局", "教育局", "民政局", "财政局", "城市管理局")


def title(unit: str, year: int = 2021) -> str:
    return f"某县{unit}{year}年政府信息公开工作年度报告"


@pytest.fixture
def county():
    """A county with its own reports, that of the finance office among them, and departments: one with a
    column, one with an empty one, one without any, the finance office, one on a host that is not asked."""
    pages = {
        "/": page(links(("/gk/", "政府信息公开"))),
        "/gk/": page(
            links(("/gk/nb/", "政府信息公开年报"))
            + "<h3>部门信息公开</h3>"
            + links(*((f"/d{number}/", name) for number, name in enumerate(NAMES)))
        ),
        "/gk/nb/": page(links(("1.html", title("人民政府")), ("2.html", title("财政局")))),
        "/d0/": page(links(("/d0/nb/", "政府信息公开年报"), ("/d0/zn/", "政府信息公开指南"))),
        "/d0/nb/": page(links(("1.html", title("水利局")))),
        "/d1/": page(links(("/d1/nb/", "政府信息公开年报"))),
        "/d1/nb/": page("<p>暂无信息</p>"),
        "/d2/": page(links(("/d2/zn/", "政府信息公开指南"), ("/d2/zd/", "政府信息公开制度"))),
        "/d3/": page(links(("/d3/zn/", "政府信息公开指南"))),
    }
    pages |= titled(
        ("/gk/nb/1.html", title("人民政府")),
        ("/gk/nb/2.html", title("财政局")),
        ("/d0/nb/1.html", title("水利局")),
    )
    with serve_county(pages) as running, serve_county({}) as other:
        running.pages["/gk/"] = str(running.pages["/gk/"]).replace("/d4/", f"{other.url}/")
        yield running, other


def test_units_without_a_report_are_named_night_after_night(county, tmp_path):
    running, other = county
    for _ in range(2):
        summary = night(running, tmp_path)
        (portal,) = summary.portals
        assert len(kept(tmp_path)) == 3
        assert summary.exit_code == 0
        assert portal.units == 4
        assert portal.units_without_reports == ["教育局", "民政局"]
        told = {issue.code: issue.message for _, issue in portal.issues}
        assert "no report found of 2 of 4 units (教育局、民政局)" in told["units_without_reports"]
        assert f"127.0.0.1:{other.port} (城市管理局)" in told["other_hosts"]
        assert len(troubles(summary)) == 2
    assert other.log == []


def test_a_unit_of_which_something_failed_is_told_there(county, tmp_path):
    running, _ = county
    running.pages["/d1/nb/"] = Answer(b"busy", 503)
    (portal,) = night(running, tmp_path).portals
    assert portal.units_without_reports == ["民政局"]
    assert "server_error" in {issue.code for _, issue in portal.issues}


def test_years_that_are_left_out_are_not_missed(county, tmp_path):
    running, _ = county
    (portal,) = night(running, tmp_path, since=2022).portals
    assert "水利局" not in portal.units_without_reports


def test_groups_and_the_county_itself_are_no_units_without_reports(county, tmp_path):
    running, _ = county
    groups = ("县政府", "人民政府", "乡镇", "部门街镇", "某县人民政府", "城关镇人民政府")
    added = links(*((f"/g{number}/", name) for number, name in enumerate(groups)))
    running.pages["/gk/"] = str(running.pages["/gk/"]) + added
    running.pages["/gk/nb/"] = page(
        links(("1.html", "某县2021年政府信息公开工作年度报告"), ("2.html", title("财政局")))
    )
    for number in range(len(groups)):
        running.pages[f"/g{number}/"] = page(links(("zn/", "政府信息公开指南"), ("zd/", "政府信息公开制度")))
    (portal,) = night(running, tmp_path).portals
    assert portal.units_without_reports == ["教育局", "民政局", "城关镇人民政府"]


SUBJECTS = links(("/ly/", "重点领域"), ("/zp/", "公开招聘"))


@pytest.mark.parametrize("own", [True, False], ids=("beside the county's own", "alone"))
def test_departments_below_subjects_are_found(tmp_path, own):
    reports = [(f"/d0/{year}.html", title("水利局", year)) for year in (2020, 2021)]
    pages = {
        "/": page(links(("/gk/", "政务公开"), *((f"/lm{number}/", f"栏目{number}") for number in range(12)))),
        "/gk/": page(SUBJECTS + (links(("/gk/nb/", "政府信息公开年报")) if own else "")),
        "/gk/nb/": page(links(("1.html", title("人民政府")))),
        "/ly/": page(links(("/aq/", "安全生产"), ("/bm/", "部门"))),
        "/bm/": page(links(("/d0/", "水利局"), ("/d1/", "教育局"))),
        "/d0/": page(links(("/d0/nb/", "年报"))),
        "/d0/nb/": page(links(*reports)),
        "/d1/": page("<p>暂无信息</p>"),
        **titled(*reports, ("/gk/nb/1.html", title("人民政府"))),
    }
    with serve_county(pages) as running:
        for number in range(2):
            summary = night(running, tmp_path, days=number)
            assert summary.exit_code == 0
            assert len(kept(tmp_path)) == len(reports) + own
            assert "/zp/" not in running.asked
            assert "/d0/nb/" in running.asked


def test_subjects_are_left_alone_where_units_are_known(county, tmp_path):
    running, _ = county
    running.pages["/gk/"] = str(running.pages["/gk/"]) + SUBJECTS
    night(running, tmp_path)
    assert "/ly/" not in running.asked


def test_subjects_that_lead_to_no_unit_are_looked_at_once(tmp_path):
    pages = {
        "/": page(links(("/gk/", "政务公开"))),
        "/gk/": page(SUBJECTS + links(("/gk/nb/", "政府信息公开年报"))),
        "/gk/nb/": page(links(("1.html", title("人民政府")))),
        "/ly/": page(links(("/aq/", "安全生产"))),
        **titled(("/gk/nb/1.html", title("人民政府"))),
    }
    with serve_county(pages) as running:
        for number in range(3):
            assert night(running, tmp_path, days=number).exit_code == 0
            assert ("/ly/" in running.asked) == (number == 0)


def test_units_of_one_page_have_the_years_below_their_names(tmp_path):
    """Each name above leads to its place on the page, where the years do to the reports."""
    reports = {f"/r/{number}.html": title(unit) for number, unit in enumerate(NAMES)}
    names = links(*((f"#u{number}9", unit) for number, unit in enumerate(NAMES)))
    places = "".join(
        f"<h4 id='u{number}9'>{unit}</h4><p><a href='/r/{number}.html'>2021</a></p>"
        for number, unit in enumerate(NAMES)
    )
    pages = {
        "/": page(links(("/gk/nb.html", "政府信息公开年报"))),
        "/gk/nb.html": page(names + places, "政府信息公开年报"),
        **titled(*reports.items()),
    }
    with serve_county(pages) as running:
        summary = night(running, tmp_path)
    assert (summary.exit_code, summary.portals[0].issues) == (0, [])
    assert kept(tmp_path) == set(reports)
