"""Columns that a service fills which takes nothing but posts: none is posted to, and each night tells it."""

import asyncio

import pytest

from scraper.run.check import check
from tests.county import QUIET, Answer, County, kept, night, serve_county
from tests.scraper.paper import links, page, titled
from tests.scraper.shapes import yearly

OWN = yearly(years=range(2019, 2022))
OTHERS = [(f"/gk/sl/{year}.html", f"某县水利局{year}年政府信息公开工作年度报告") for year in (2020, 2021)]
COLUMN = "/gk/bm.html"
SERVICE = "/papi/cms/item/page?channel=bm&pageNum=1&pageSize=15"
FILLED = (
    "<ul id='list'></ul>"
    "<script>axios.post('/papi/cms/item/page',{channel:'bm',pageNum:1,pageSize:15}).then(show)</script>"
)


@pytest.fixture
def county():
    menu = links(("/gk/nb.html", "政府信息公开年报"), (COLUMN, "部门信息公开年报"))
    pages = {
        "/": page(links(("/gk/", "政府信息公开"))),
        "/gk/": page(menu),
        "/gk/nb.html": page(menu + links(*OWN, dates=True)),
        COLUMN: page(menu + FILLED, "部门信息公开年报"),
    }
    with serve_county(pages | titled(*OWN, *OTHERS)) as running:
        yield running


REFUSALS = [
    Answer(b"<h1>404</h1>", 404),
    Answer(b"", 405),
    Answer(b"<h1>Required request body is missing</h1>", 400),
    Answer(b'{"code":500,"msg":"GET not supported"}', 500, {"Content-Type": "application/json"}),
    Answer(b'{"code":500,"msg":"POST only"}', headers={"Content-Type": "application/json"}),
]


def errors(county: County, summary) -> list[tuple[str, str]]:
    return [(url.removeprefix(county.url), issue.code) for url, issue in summary.portals[0].errors]


@pytest.mark.parametrize("answer", REFUSALS)
def test_it_is_an_error_every_night_though_the_service_is_asked_once(county, tmp_path, answer):
    county.pages[SERVICE] = answer
    for number in range(3):
        summary = night(county, tmp_path, days=number)
        assert county.asked.count(SERVICE) == (number == 0)
        assert summary.exit_code == 4
        assert errors(county, summary) == [(COLUMN, "pages_missing")]
        assert summary.total("failed") == 0
    assert "/papi/cms/item/page" in summary.portals[0].errors[0][1].message
    night(county, tmp_path, days=40)
    assert SERVICE in county.asked


def test_a_service_that_takes_a_get_all_the_same_is_read_every_night(county, tmp_path):
    rows = ",".join(f'{{"title":"{title}","url":"{path}"}}' for path, title in OTHERS)
    body = f'{{"code":200,"total":2,"rows":[{rows}]}}'.encode()
    county.pages[SERVICE] = Answer(body, headers={"Content-Type": "application/json"})
    for number in range(2):
        assert night(county, tmp_path, days=number).exit_code == 0
        assert SERVICE in county.asked
    assert len(kept(tmp_path)) == len(OWN + OTHERS)


def test_a_column_that_a_service_says_to_be_empty_is_no_error(county, tmp_path):
    answer = Answer(b'{"code":200,"total":0,"rows":[]}', headers={"Content-Type": "application/json"})
    county.pages[SERVICE] = answer
    assert night(county, tmp_path).exit_code == 0


def test_what_is_no_list_is_not_told(county, tmp_path):
    county.pages[COLUMN] = (
        str(county.pages[COLUMN]).replace("item/page", "item/greeting").replace("pageNum:1,", "")
    )
    assert night(county, tmp_path).exit_code == 0


def test_beside_a_list_that_stands_on_the_page_it_is_a_warning(county, tmp_path):
    units = links(("/gk/d1.html", "水利局"), ("/gk/d2.html", "教育局"))
    county.pages[COLUMN] = str(county.pages[COLUMN]).replace("<ul id", units + "<ul id")
    county.pages |= {f"/gk/d{one}.html": page("<p>暂无信息</p>") for one in (1, 2)}
    summary = night(county, tmp_path)
    assert errors(county, summary) == []
    assert ("pages_missing", "warning") in [
        (issue.code, issue.severity) for _, issue in summary.portals[0].issues
    ]


def test_a_look_at_the_portal_notes_it(county):
    looks = asyncio.run(check(county.portal(), QUIET))
    assert looks[-1].reports == len(OWN)
    (note,) = [one.note for one in looks if one.url.endswith(COLUMN)]
    assert "the list is empty" in (note or "")
