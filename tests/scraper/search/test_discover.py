"""From the home page alone every report is found, none false, no trap taken."""

import pytest

from scraper.listing import ListedLink, Request
from scraper.search.discover import Discovery
from scraper.search.trail import Trail
from tests.scraper import (
    address_shapes,
    column_shapes,
    preview_shapes,
    row_shapes,
    script_shapes,
    several_shapes,
    trap_shapes,
    way_shapes,
)
from tests.scraper.paper import HOST, links, page, report, response, walk
from tests.scraper.shapes import SHAPES, county, name, yearly

__all__ = [
    "address_shapes",
    "column_shapes",
    "preview_shapes",
    "row_shapes",
    "script_shapes",
    "several_shapes",
    "trap_shapes",
    "way_shapes",
]  # imported for the shapes that they register

FORBIDDEN = (
    "login",
    "/search?q",
    "searchword",
    "print",
    "share",
    "?d=",
    "?m=",
    "ysq",
    "yjx",
    "evil",
    "/count",
)


@pytest.mark.parametrize("build", SHAPES.values(), ids=SHAPES.keys())
def test_every_report_is_found_and_nothing_else(build):
    shape = build()
    walked = walk(shape.pages, hosts=shape.hosts, start=shape.start)
    assert walked.reports == set(shape.wanted)
    assert not walked.missing
    assert len(walked.asked) == len(set(walked.asked)) <= shape.most
    assert [path for path in walked.asked if any(word in path for word in FORBIDDEN)] == []


def discovery(url: str = f"http://{HOST}/", **more) -> Discovery:
    return Discovery(url=url, allowed=lambda one: HOST in one, **more)


def test_targets_say_how_they_were_listed():
    found = discovery(start=(f"http://{HOST}/gk/nb/",))
    step = found.read(found.seeds()[0], response(f"http://{HOST}/gk/nb/", page(links(*yearly(), dates=True))))
    first = step.reports[0]
    assert (first.year, first.link.text, first.link.date) == (2018, name("某县", 2018), "2022-01-20")
    assert first.list_url == f"http://{HOST}/gk/nb/"
    assert step.entries == 4


def test_entries_are_counted_even_when_seen_before():
    found = discovery(start=(f"http://{HOST}/gk/nb/", f"http://{HOST}/gk/nb2/"))
    text = page(links(*yearly()))
    counts = [
        (len(step.reports), step.entries)
        for target in found.seeds()
        for step in [found.read(target, response(target.request.url, text))]
    ]
    assert counts == [(4, 4), (0, 4)]


def test_the_same_answers_give_the_same_decisions():
    shape = SHAPES["units_behind_hubs"]()
    assert walk(shape.pages).asked == walk(shape.pages).asked


def test_files_on_report_pages_count_for_no_year():
    shape = SHAPES["files_on_report_pages"]()
    assert {path: year for path, year in walk(shape.pages).years.items() if path.startswith("/up/")} == {
        "/up/1.doc": None,
        "/up/2.pdf": None,
    }


def test_a_failed_page_does_not_take_the_rest_of_its_list_along():
    entries = yearly(years=range(2010, 2022))
    shape = county("", entries)
    for number in range(4):
        pager = f'<script>createPageHTML(4, {number}, "index", "html");</script>'
        path = f"/gk/nb/index_{number}.html" if number else "/gk/nb/"
        shape.pages[path] = page(links(*entries[number * 3 : number * 3 + 3]) + pager)
    del shape.pages["/gk/nb/index_1.html"]
    walked = walk(shape.pages)
    assert walked.reports == {path for path, _ in [*entries[:3], *entries[6:]]}


def test_a_list_that_says_it_is_empty_is_told_from_one_that_broke():
    found = discovery(start=(f"http://{HOST}/gk/nb/",))
    step = found.read(found.seeds()[0], response(f"http://{HOST}/gk/nb/", page("<p>暂无相关信息</p>")))
    assert (step.kind, step.entries, step.empty_by_text) == ("list", 0, True)


def test_a_file_is_told_by_its_content_type_too():
    found = discovery()
    url = f"http://{HOST}/down?id=5"
    link = ListedLink(url=url, text=name("某县", 2021))
    target = found.revisit(Request(url=url))
    step = found.read(target, response(url, "PK", "application/vnd.openxmlformats-officedocument"))
    assert step.kind == "attachment"
    assert link.place == "body"


def test_a_list_met_again_is_read_as_a_column():
    found = discovery()
    target = found.revisit(Request(url=f"http://{HOST}/old/nb/"))
    step = found.read(target, response(target.request.url, page(links(("/old/nb/1.html", "2020年")))))
    assert [one.request.url for one in step.reports] == [f"http://{HOST}/old/nb/1.html"]


def test_a_report_found_on_the_way_is_a_report():
    found = discovery()
    target = found.revisit(Request(url=f"http://{HOST}/gk/nb/"))
    assert found.read(target, response(target.request.url, report(name("某县", 2021)))).kind == "report"


def test_requests_carry_the_trail_of_their_unit():
    found = discovery(start=(f"http://{HOST}/gk/nb/",))
    text = page(links((f"http://{HOST}/a/", "水利局"), (f"http://{HOST}/b/", "林业局")))
    step = found.read(found.seeds()[0], response(f"http://{HOST}/gk/nb/", text))
    assert [one.trail.unit for one in step.reports] == ["水利局", "林业局"]
    assert all(isinstance(one.request, Request) and isinstance(one.trail, Trail) for one in step.reports)


def test_a_day_of_publication_is_not_the_year_of_the_report():
    shape = SHAPES["titles_that_say_more_than_the_text"]()
    assert sorted(walk(shape.pages).years.values()) == [2018, 2019, 2020, 2021]


def test_a_county_in_a_folder_of_a_shared_host_finds_its_own_reports_only():
    """Links to the neighbours, whose reports would be false ones, are left alone."""
    nav = '<ul class="nav"><li><a href="/he/gk/nb/">何县政府信息公开年报</a></li></ul>'
    pages = {
        "/lu/": page(nav + links(("/lu/gk/", "政府信息公开"), ("/lu/xw/", "新闻"), ("/lu/fw/", "服务"))),
        "/lu/gk/": page(nav + links(("/lu/gk/nb/", "政府信息公开年报"))),
        "/lu/gk/nb/": page(nav + links(("/lu/gk/nb/1.html", "卢县2021年政府信息公开年度报告"))),
        "/lu/gk/nb/1.html": report("卢县2021年政府信息公开年度报告"),
        "/he/gk/nb/": page(links(("/he/gk/nb/1.html", "何县2021年政府信息公开年度报告"))),
        "/he/gk/nb/1.html": report("何县2021年政府信息公开年度报告"),
    }
    found = walk(pages, home="/lu/")
    assert found.reports == {"/lu/gk/nb/1.html"}
    assert not any(path.startswith("/he/") for path in found.asked)


def test_a_report_that_leads_nowhere_is_told_at_a_glance_and_any_other_is_read():
    titles = [f"某县水利局{number}年政府信息公开工作年度报告" for number in range(2018, 2024)]
    after = {
        "/nb/art1.html": "",
        "/nb/art2.html": "<a href='/files/2.pdf'>附件</a>",
        "/nb/art3.html": "<p>上一篇：<a href='/nb/art7.html'>某县水利局2017年政府信息公开年度报告</a></p>",
        "/nb/art4.html": "<a href='art4_2.html'>2</a>",
        "/nb/art5.html": "<script>createPageHTML(2,0,'art5','html')</script>",
        "/nb/art6.html": "<a href='?page=2'>2</a>",
    }
    pages = {
        path: report(title, after=more) for (path, more), title in zip(after.items(), titles, strict=True)
    }
    pages["/nb/"] = page(links(*zip(pages, titles, strict=True)), "政府信息公开年报")
    walked = walk(pages, start=("/nb/",))
    assert set(after) <= walked.reports
    assert walked.at_a_glance == 1
    led_to = {"/files/2.pdf", "/nb/art4_2.html", "/nb/art5_1.html", "/nb/art6.html?page=2", "/nb/art7.html"}
    assert led_to <= {*walked.asked}
