"""Portals on paper with several lists on one page, each of which goes on for itself."""

import json
from collections.abc import Callable
from urllib.parse import urlencode

from tests.scraper.paper import links, page, titled
from tests.scraper.shapes import Shape, county, name, paths, shape

UNITS = ("水利局", "教育局", "财政局", "司法局", "民政局")
PROXY = "/module/web/jpage/dataproxy.jsp"
SCREEN = 2  # entries of one page of a list


def _entries(number: int) -> list[tuple[str, str]]:
    return [(f"/art/{number}/{year}.html", name(UNITS[number], year)) for year in range(2016, 2021)]


def _several(shown: Callable[[int], str], further: dict[str, str], between: str = "") -> Shape:
    """A column with a list for each unit, of which the first page stands there."""
    numbers = range(len(UNITS))
    found = county("".join(f"<div><h3>{UNITS[n]}</h3>{shown(n)}</div>" for n in numbers) + between, [])
    found.pages |= further
    for number in numbers:
        found.pages |= titled(*_entries(number))
        found.wanted += paths(_entries(number))
    return found


def _screens(number: int) -> list[list[tuple[str, str]]]:
    entries = _entries(number)
    return [entries[start : start + SCREEN] for start in range(0, len(entries), SCREEN)]


def _records(entries: list[tuple[str, str]]) -> str:
    return "".join(f"<record><![CDATA[{links(one)}]]></record>" for one in entries)


@shape
def datastores_on_one_page() -> Shape:
    """Hanweb: each unit has its island, and its group of the proxy."""

    def store(number: int) -> str:
        group = f'<nextgroup><![CDATA[<a href="{PROXY}?columnid=7&unitid={number}"></a>]]></nextgroup>'
        inside = f"{group}<recordset>{_records(_entries(number)[:SCREEN])}</recordset>"
        return f"<script type='text/xml'><datastore>{inside}</datastore></script>"

    further = {}
    for number in range(len(UNITS)):
        rest = _entries(number)[SCREEN:]
        query = {"columnid": 7, "unitid": number, "startrecord": 3, "endrecord": 5, "perpage": 1}
        total = f"<totalrecord>{len(_entries(number))}</totalrecord>"
        further[f"{PROXY}?{urlencode(query)}"] = (
            f"<datastore>{total}<recordset>{_records(rest)}</recordset></datastore>"
        )
    return _several(store, further)


@shape
def calls_of_jpage_on_one_page() -> Shape:
    """Hanweb: no island; a script calls the pager for each unit."""

    def call(number: int) -> str:
        given = f"proxyUrl:'{PROXY}',perPage:2,totalRecord:5,params:{{columnid:7,unitid:'{number}'}}"
        return f"<div id='{number}'></div><script>$('#{number}').jpage({{{given}}})</script>"

    further = {}
    for number in range(len(UNITS)):
        query = {"columnid": 7, "unitid": number, "page": 1, "startrecord": 1, "endrecord": 5, "perpage": 2}
        total = f"<totalrecord>{len(_entries(number))}</totalrecord>"
        recordset = f"<recordset>{_records(_entries(number))}</recordset>"
        further[f"{PROXY}?{urlencode(query)}"] = f"<datastore>{total}{recordset}</datastore>"
    return _several(call, further)


@shape
def lists_from_one_function() -> Shape:
    """A function that asks a service is called once for each unit."""
    script = (
        "function load(cat, box){ $.get('/api/l.do?cat=' + cat + '&pageNo=1', function(d){ show(d, box) }) }"
    )
    further = {}
    for number in range(len(UNITS)):
        for place, screen in enumerate(_screens(number), 1):
            rows = [{"title": title, "url": path} for path, title in screen]
            data = {"pages": len(_screens(number)), "rows": rows}
            further[f"/api/l.do?cat={number}&pageNo={place}"] = json.dumps(data, ensure_ascii=False)
    calls = "".join(f"load({number}, '#b{number}');" for number in range(len(UNITS)))
    return _several(
        lambda number: f"<ul id='b{number}'></ul>",
        further,
        f"<script>{script} $(function(){{ {calls} }});</script>",
    )


def _pages(address: Callable[[int, int], str], pager: Callable[[int, int], str]) -> Shape:
    """Lists with pages at `address` of unit and page, each with its `pager`."""

    def shown(number: int, place: int) -> str:
        return links(*_screens(number)[place - 1], dates=True) + f"<p>{pager(number, place)}</p>"

    further = {
        f"/gk/nb/{address(number, place)}": page(shown(number, place))
        for number in range(len(UNITS))
        for place in range(1, len(_screens(number)) + 1)
        if place > 1 or address(number, place)
    }
    return _several(lambda number: shown(number, 1), further)


@shape
def trs_pagers_on_one_page() -> Shape:
    """TRS: the lists' files have names of their own."""

    def address(number: int, place: int) -> str:
        return f"index_{'abcde'[number]}_{place - 1}.html" if place > 1 else ""

    def pager(number: int, place: int) -> str:
        call = f"createPageHTML('p{number}', 3, {place - 1}, 'index_{'abcde'[number]}', 'html')"
        return f"<script>{call}</script>"

    return _pages(address, pager)


@shape
def links_to_next_pages_on_one_page() -> Shape:
    """Each list has its own 下一页."""

    def pager(number: int, place: int) -> str:
        return f"<a href='l{number}_{place + 1}.html'>下一页</a>" if place < 3 else ""

    return _pages(lambda number, place: f"l{number}_{place}.html" if place > 1 else "", pager)


@shape
def rows_of_numbers_on_one_page() -> Shape:
    """Each list has its own row of numbers; the first page stands under its own address too."""

    def pager(number: int, place: int) -> str:
        others = (one for one in (1, 2, 3) if one != place)
        return "".join(f"<a href='l{number}_{one}.html'>{one}</a>" for one in others)

    return _pages(lambda number, place: f"l{number}_{place}.html", pager)


@shape
def jpaas_units_on_one_page() -> Shape:
    """jpaas: each list has its own parameters on the page."""

    def unit(number: int) -> str:
        return f"<div class='jpaas' queryData=\"{{'webId':'1','tagId':'list{number}'}}\"></div>"

    service = "/api-gateway/jpaas-publish-server/front/page/build/unit"
    further = {}
    for number in range(len(UNITS)):
        for place, screen in enumerate(_screens(number), 1):
            paged = json.dumps({"pageNo": place, "pageSize": "15"}, separators=(",", ":"))
            query = {
                "parseType": "bulidstatic",
                "pageType": "column",
                "webId": 1,
                "tagId": f"list{number}",
                "paramJson": paged,
            }
            piece = links(*screen, dates=True) + "<span>共3页</span>"
            further[f"{service}?{urlencode(query)}"] = json.dumps(
                {"data": {"html": piece}}, ensure_ascii=False
            )
    return _several(unit, further)
