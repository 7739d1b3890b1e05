"""Reports and columns on hosts that are not in the portal file: never asked for, and told with the host."""

import asyncio
import json
from pathlib import Path

import pytest

from gongkai.archive import Archive
from gongkai.cli.app import run
from gongkai.cli.crawl_view import troubles
from scraper import crawl
from tests.county import QUIET, Answer, County, kept, night, serve_county
from tests.scraper.paper import links, page, titled

OWN = ("1.html", "某县人民政府2021年政府信息公开工作年度报告")
AWAY = "某县水利局{}年政府信息公开工作年度报告"
ABOVE = "国务院办公厅2021年政府信息公开工作年度报告"


@pytest.fixture
def other():
    with serve_county() as running:
        for year in (2020, 2021):
            running.pages |= titled((f"/{year}.html", AWAY.format(year)))
        running.pages |= titled(("/top.html", ABOVE))
        yield running


@pytest.fixture
def county(other):
    """A column that lists reports of a department on its own host, and one of a higher level."""
    away = [(f"{other.url}/{year}.html", AWAY.format(year)) for year in (2020, 2021)]
    above = links((f"{other.url}/top.html", ABOVE))
    pages = {
        "/": page(links(("/gk/", "政府信息公开"))),
        "/gk/": page(links(("/gk/nb/", "政府信息公开年报"))),
        "/gk/nb/": page(f"{links(OWN, *away, dates=True)}<h3>上级年报</h3>{above}"),
    }
    with serve_county(pages | titled((f"/gk/nb/{OWN[0]}", OWN[1]))) as running:
        yield running


def test_listed_reports_on_another_host_are_missed_by_name(county, other, tmp_path):
    for _ in range(2):
        summary = night(county, tmp_path)
        (portal,) = summary.portals
        assert summary.exit_code == 4
        assert (portal.outcomes["off_host"], portal.failed) == (2, 2)
        assert kept(tmp_path) == {"/gk/nb/1.html"}
        assert any(
            f"127.0.0.1:{other.port} is not in the portal's hosts" in line for line in troubles(summary)
        )
    assert other.log == []
    with Archive.open(tmp_path / "990199-county.sqlite") as archive:
        missed = {row.url for row in archive.captures() if row.outcome == "off_host"}
    assert missed == {f"{other.url}/{year}.html" for year in (2020, 2021)}


def test_they_are_fetched_once_the_host_is_in_the_portal_file(county, other, tmp_path):
    night(county, tmp_path)
    wider = county.portal(f"127.0.0.1:{other.port}")
    summary = asyncio.run(crawl([wider], tmp_path, QUIET))
    assert summary.exit_code == 0
    assert len(kept(tmp_path)) == 4


def a_look_at(county: County, data: Path) -> list[str]:
    """The command that looks at a county."""
    said = {"name": "某县", "code": "990199", "url": f"{county.url}/", "allow_private_addresses": True}
    (data / "portals").mkdir()
    lines = [f"{key} = {json.dumps(one)}\n" for key, one in said.items()]
    (data / "portals" / "990199-county.toml").write_text("".join([*lines, "delay = 0\n"]))
    return ["portals", "check", "county", "--portals", str(data / "portals"), "--data", str(data)]


@pytest.mark.parametrize(
    "section",
    ['<a href="{}/gk/">政府信息公开</a>', '<a href="/gk/">政府信息公开</a>'],
    ids=["link", "frame"],
)
def test_nothing_found_says_where_the_section_is(other, tmp_path, capsys, section):
    pages = {
        "/": page(section.format(other.url)),
        "/gk/": page(f'<iframe src="{other.url}/gk/"></iframe>'),
    }
    host = f"127.0.0.1:{other.port}"
    with serve_county(pages) as running:
        summary = night(running, tmp_path / "archive")
        told = {issue.code: issue.message for _, issue in summary.portals[0].issues}
        assert f"links lead to {host}" in told["nothing_found"]
        command = a_look_at(running, tmp_path)
        assert run(command) == 1
        assert f"links to other hosts: {host}" in capsys.readouterr().out
        assert run([*command, "--json"]) == 1
        (entry,) = json.loads(capsys.readouterr().out)["portals"]
    assert entry["looks"][-1]["elsewhere"][0].startswith(host)
    assert other.log == []


def test_a_look_that_finds_reports_names_the_other_hosts_too(county, other, tmp_path, capsys):
    county.pages["/gk/"] = page(
        links(("/gk/nb/", "政府信息公开年报")) + "<h3>部门</h3>" + links((f"{other.url}/", "水利局"))
    )
    assert run(a_look_at(county, tmp_path)) == 0
    assert f"not in `hosts` of the portal file: 127.0.0.1:{other.port}" in capsys.readouterr().out


BEGUN = "<ul id='list'></ul><script>$.get('{}/api/list?col=7&page=1',show)</script>"


def test_a_column_that_a_service_of_another_host_fills_is_told_with_the_host_to_add(other, tmp_path):
    column = page(BEGUN.format(other.url), "政府信息公开年报")
    rows = [{"title": AWAY.format(year), "url": f"{other.url}/{year}.html"} for year in (2020, 2021)]
    answer = json.dumps({"rows": rows, "total": 2}).encode()
    data = {"Content-Type": "application/json"}
    other.pages["/api/list?col=7&page=1"] = Answer(answer, headers=data)
    pages = {"/": page(links(("/gk/nb/", "政府信息公开年报"))), "/gk/nb/": column}
    host = f"127.0.0.1:{other.port}"
    with serve_county(pages) as running:
        for number in range(2):
            summary = night(running, tmp_path, days=number)
            (portal,) = summary.portals
            assert summary.exit_code == 4
            told = {issue.code: issue.message for _, issue in portal.errors}
            assert f"a service on {host}, which is not in `hosts` of the portal file" in told["pages_missing"]
        assert other.log == []
        summary = asyncio.run(crawl([running.portal(host)], tmp_path, QUIET))
        assert summary.exit_code == 0
        assert summary.portals[0].reports == 2


def test_a_column_that_says_that_it_is_empty_and_one_with_a_list_lack_nothing(county, other, tmp_path):
    begun = BEGUN.format(other.url)
    county.pages["/gk/nb/"] = page(links(OWN, dates=True) + begun)
    county.pages["/gk/"] = page(links(("/gk/nb/", "政府信息公开年报"), ("/gk/bm/", "部门信息公开年报")))
    county.pages["/gk/bm/"] = page("<p>暂无信息</p>" + begun)
    assert night(county, tmp_path).exit_code == 0
