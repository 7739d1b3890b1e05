"""Reports that stand in a frame of their page: one report, under the URL of the page that people open."""

import pytest

from gongkai.archive import Archive
from gongkai.cli.reading import PageReader
from gongkai.records import Report
from parsers import parse
from tests.county import Answer, kept, night, serve_county
from tests.scraper.paper import links, page, titled
from tests.test_articles import figures_of, written

TITLE = "某县水利局2022年政府信息公开工作年度报告"
WRAPPER, INNER = "/gk/show-12.html", "/gk/body-12.html"
OTHERS = {f"/gk/{year}.html": f"某县教育局{year}年政府信息公开工作年度报告" for year in (2020, 2021)}
FRAME = f"<iframe src='{INNER}' width='100%'></iframe>"


def text(seed: int = 7) -> str:
    return "".join(written(seed))


def wrapped(frame: str = FRAME, title: str = TITLE) -> str:
    head = f"<h1>{title}</h1><p>发布时间：2023-01-20</p>" if title else ""
    return page(f"<a href='/'>首页</a>{head}<div id='zoom'>{frame}</div><p>主办</p>", title or "某县")


def inner(seed: int = 7) -> str:
    return f"<html><body>{text(seed)}</body></html>"


def listed(*entries: tuple[str, str]) -> str:
    return page(links(*entries, *OTHERS.items()))


@pytest.fixture
def county():
    pages = {
        "/": page(links(("/gk/", "政府信息公开"))),
        "/gk/": page(links(("/gk/nb/", "政府信息公开年报"))),
        "/gk/nb/": listed((WRAPPER, TITLE)),
        WRAPPER: wrapped(),
        INNER: inner(),
        **titled(*OTHERS.items()),
    }
    with serve_county(pages) as running:
        yield running


def report(folder, path: str = WRAPPER) -> Report:
    with Archive.open(folder / "990199-county.sqlite") as archive:
        (saved,) = [one for one in archive.pages() if (one.url or "").endswith(path)]
        return PageReader({})(saved)


def whole() -> Report:
    return parse(wrapped(text()).encode(), url="http://www.county.example/whole.html")


def test_it_is_read_as_if_it_stood_on_its_page(county, tmp_path):
    first = night(county, tmp_path)
    assert kept(tmp_path) == {WRAPPER, *OTHERS}
    assert (first.exit_code, first.total("new"), first.total("lists")) == (0, 3, 3)
    found = report(tmp_path)
    assert figures_of(found) == figures_of(whole())
    assert {cell.note for cell in found.cells} == {cell.note for cell in whole().cells}
    assert (found.title, found.agency, found.report_year) == (TITLE, "某县水利局", 2022)
    assert (found.status, found.published_at) == ("complete", whole().published_at)


FRAMES = {
    "a frameset": f"<html><frameset><frame src='/top.html'><frame src='{INNER}'></frameset></html>",
    "an object": wrapped(f"<object data='{INNER}' type='text/html'><p>无法显示</p></object>"),
    "by script": wrapped(f"<iframe id='f'></iframe><script>$('#f').attr('src','{INNER}')</script>"),
    "without a title": wrapped(title=""),
    "beside a menu": wrapped(f"<iframe src='/menu.html'></iframe>{FRAME}"),
}


@pytest.mark.parametrize("around", FRAMES.values(), ids=FRAMES.keys())
def test_frames_of_all_kinds(county, tmp_path, around):
    county.pages |= {
        WRAPPER: around,
        "/top.html": page("<p>某县人民政府</p>"),
        "/menu.html": page("<a href='/xw/'>新闻</a>"),
    }
    night(county, tmp_path)
    assert kept(tmp_path) == {WRAPPER, *OTHERS}
    found = report(tmp_path)
    assert figures_of(found) == figures_of(whole())
    assert (found.title, found.agency, found.report_year) == (TITLE, "某县水利局", 2022)


def test_a_list_that_names_only_the_unit_leads_to_it_too(county, tmp_path):
    county.pages["/gk/nb/"] = listed((WRAPPER, "水利局"))
    night(county, tmp_path)
    assert report(tmp_path).title == TITLE


def test_both_pages_are_asked_for_when_the_report_is(county, tmp_path):
    night(county, tmp_path)
    assert night(county, tmp_path).exit_code == 0
    assert not {WRAPPER, INNER} & set(county.asked)
    again = night(county, tmp_path, recheck=True)
    assert (again.total("unchanged"), again.total("changed"), again.exit_code) == (3, 0, 0)
    assert {WRAPPER, INNER} <= set(county.asked)
    county.pages[INNER] = inner(8)
    again = night(county, tmp_path, recheck=True)
    assert (again.total("unchanged"), again.total("changed")) == (2, 1)
    assert figures_of(report(tmp_path)) != figures_of(whole())
    county.pages[WRAPPER] = wrapped(title=TITLE.replace("工作年度", "年度工作"))
    again = night(county, tmp_path, recheck=True)
    assert (again.total("unchanged"), again.total("changed"), again.total("new")) == (2, 1, 0)
    assert report(tmp_path).title == TITLE.replace("工作年度", "年度工作")


@pytest.mark.parametrize(
    "gone", [{WRAPPER, INNER}, {WRAPPER}, {INNER}], ids=["both", "its page", "its frame"]
)
@pytest.mark.parametrize("still", [True, False], ids=["listed", "not listed"])
def test_what_is_gone_is_told_once_and_keeps_its_row(county, tmp_path, gone, still):
    night(county, tmp_path)
    for path in gone:
        del county.pages[path]
    if not still:
        county.pages["/gk/nb/"] = listed()
    after = night(county, tmp_path, recheck=True)
    assert (after.total("removed"), after.total("failed"), after.exit_code) == (1, 0, 0)
    assert kept(tmp_path) == set(OTHERS)
    assert figures_of(report(tmp_path)) == figures_of(whole())
    assert "removed" in {issue.code for issue in report(tmp_path).issues}
    again = night(county, tmp_path, recheck=True)
    assert (again.total("removed"), again.exit_code) == (0, 0)
    assert kept(tmp_path) == set(OTHERS)


def test_a_frame_that_fails_tonight_is_part_of_its_report(county, tmp_path):
    night(county, tmp_path)
    county.pages[INNER] = Answer(b"<html>busy</html>", 500)
    assert night(county, tmp_path, recheck=True).exit_code == 4
    assert figures_of(report(tmp_path)) == figures_of(whole())


def test_a_list_in_a_frame_stays_a_list(county, tmp_path):
    """A page that is titled like a report and shows the units' reports in a frame."""
    title = "某县2022年政府信息公开工作年度报告"
    units = {
        f"/gk/u{n}.html": f"某县{unit}2022年政府信息公开年度报告"
        for n, unit in enumerate(("民政局", "司法局"))
    }
    county.pages |= {
        "/gk/nb/": listed((WRAPPER, title)),
        WRAPPER: wrapped(title=title),
        INNER: page(links(*units.items())),
        **titled(*units.items()),
    }
    night(county, tmp_path)
    assert kept(tmp_path) == {*units, *OTHERS}


def test_a_file_in_a_frame_is_the_attachment_of_its_page(county, tmp_path):
    viewer = "<iframe src='/pdfjs/web/viewer.html?file=/up/nb.pdf'></iframe>"
    county.pages |= {
        WRAPPER: wrapped(viewer),
        "/up/nb.pdf": Answer(b"%PDF-1.4", headers={"Content-Type": "application/pdf"}),
    }
    night(county, tmp_path)
    assert kept(tmp_path) == {WRAPPER, *OTHERS}
    found = report(tmp_path)
    assert (found.title, found.agency, found.report_year) == (TITLE, "某县水利局", 2022)
