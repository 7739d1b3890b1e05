"""Lists of Hanweb whose services take nothing but posts, and say so in whichever way servers have for it."""

import msgspec
import pytest

from tests.county import QUIET, Answer, County, kept, night, serve_county
from tests.scraper.paper import links, page, titled
from tests.scraper.shapes import yearly

OWN = yearly(years=range(2010, 2022))
FIRST, REST = OWN[:5], OWN[5:]
COLUMN = "/col/col7/index.html"
PROXY = "/module/web/jpage/dataproxy.jsp"
MENU = links(*((f"/col/col{number}/index.html", f"栏目{number}") for number in range(30, 50)))


def store(entries, *, up=False) -> str:
    """A datastore; `up`: with addresses that go up from where it is shown."""
    records = "".join(
        f"<record><![CDATA[<li><a href='{'../..' if up else ''}{path}'>{title}</a></li>]]></record>"
        for path, title in entries
    )
    return f"<datastore><totalrecord>{len(OWN)}</totalrecord><recordset>{records}</recordset></datastore>"


def column(*, up=False) -> str:
    call = f"<script>$('#9').jpage({{proxyUrl:'{PROXY}',perPage:5,columnid:7,unitid:9}})</script>"
    return page(f"{MENU}<script type='text/xml'>{store(FIRST, up=up)}</script>{call}", "政府信息公开年报")


SECOND = f"{PROXY}?columnid=7&unitid=9&page=2&startrecord=6&endrecord=12&perpage=5"


@pytest.fixture
def county():
    section = {"/": page(links(("/gk/", "政府信息公开"))), "/gk/": page(links((COLUMN, "政府信息公开年报")))}
    with serve_county(section | {COLUMN: column()} | titled(*OWN)) as running:
        yield running


def proxied(county: County) -> list[str]:
    return [path for path in county.asked if PROXY in path]


REFUSALS = [
    Answer(b"<h1>404</h1>", 404),
    Answer(b"", 400),
    Answer(b"", 403),
    Answer(b"<h1>500</h1>", 500),
    Answer(b"<html><title>x</title><body>error</body></html>"),
]


@pytest.mark.parametrize("answer", REFUSALS, ids=lambda one: str(one.status))
def test_whatever_a_get_is_answered_with_the_list_is_posted_for(county, tmp_path, answer):
    county.pages |= {SECOND: answer, f"POST {SECOND}": Answer(store(REST).encode(), headers=XML)}
    patient = msgspec.structs.replace(QUIET, attempts=4)
    assert night(county, tmp_path, settings=patient).exit_code == 0
    assert proxied(county) == [SECOND, f"POST {SECOND}"]  # what is refused is not asked for twice
    assert kept(tmp_path) == {path for path, _ in OWN}
    assert night(county, tmp_path, days=1).exit_code == 0
    assert proxied(county) == [f"POST {SECOND}"]


XML = {"Content-Type": "text/xml; charset=utf-8"}


def test_a_proxy_that_gives_nothing_either_way_is_told_however_long_the_menu_is(county, tmp_path):
    summary = night(county, tmp_path)
    assert proxied(county) == [SECOND, f"POST {SECOND}"]
    (message,) = [issue.message for _, issue in summary.portals[0].errors if issue.code == "pages_missing"]
    assert "12 entries, and only 5" in message
    assert summary.exit_code == 4


def test_a_firewall_is_no_refusal(county, tmp_path):
    county.pages[SECOND] = Answer("<h1>请求被拦截</h1>".encode(), 403)
    summary = night(county, tmp_path)
    assert proxied(county) == [SECOND]
    assert summary.portals[0].outcomes["blocked_waf"] == 1


def test_records_are_relative_to_the_page_that_shows_them(county, tmp_path):
    county.pages |= {COLUMN: column(up=True), SECOND: Answer(store(REST, up=True).encode(), headers=XML)}
    summary = night(county, tmp_path)
    assert (summary.exit_code, summary.total("failed")) == (0, 0)
    assert kept(tmp_path) == {path for path, _ in OWN}


MODULE = "/module/xxgk/search.jsp?texttype=0&vc_title={}&sortfield=,createdatetime:0"
FIND = (
    "<script>function find(p){$.ajax({type:'POST',url:'/module/xxgk/search.jsp?texttype=0&vc_title='+p+"
    "'&sortfield=,createdatetime:0',data:{infotypeId:'A',area:'1'},success:put})}</script>"
)
PARTS = (OWN[:5], OWN[5:10], OWN[10:])


def part(number: int) -> str:
    """A page of the module's list, as its service gives it."""
    pager = f"<p>共12条 共3页 <a href=\"javascript:find('&currpage={number + 1}')\">下一页</a></p>"
    return links(*PARTS[number - 1], dates=True) + pager


@pytest.fixture
def module(county):
    for number in (2, 3):
        county.pages["POST " + MODULE.format(f"&currpage={number}")] = part(number)
    return county


def test_the_module_is_posted_to_for_the_page_that_a_button_turns_to(module, tmp_path):
    """As its page does: the button gives a piece of the query, the rest stands in the function."""
    module.pages[COLUMN] = page(part(1) + FIND, "政府信息公开年报")
    for days in range(2):
        assert night(module, tmp_path, days=days).exit_code == 0
        assert kept(tmp_path) == {path for path, _ in OWN}
    assert not [path for path in module.asked if path.startswith("/module")]


def test_the_module_may_give_the_first_page_too_and_the_pager_with_it(module, tmp_path):
    """Whose function stands on the page that shows it all."""
    module.pages[COLUMN] = page(FIND.replace("function", "find('');function"), "政府信息公开年报")
    module.pages["POST " + MODULE.format("")] = part(1)
    assert night(module, tmp_path).exit_code == 0
    assert kept(tmp_path) == {path for path, _ in OWN}


def test_a_frame_in_the_folder_of_the_module_is_turned_as_its_script_does(module, tmp_path):
    module.pages[COLUMN] = page("<iframe src='/module/xxgk/list.jsp?id=7'></iframe>", "政府信息公开年报")
    module.pages["/module/xxgk/list.jsp?id=7"] = page(part(1) + FIND)
    assert night(module, tmp_path).exit_code == 0
    assert kept(tmp_path) == {path for path, _ in OWN}


def test_a_get_that_brings_what_is_known_is_followed_by_a_post(county, tmp_path):
    again = Answer(store(FIRST).encode(), headers=XML)
    county.pages |= {SECOND: again, f"POST {SECOND}": Answer(store(REST).encode(), headers=XML)}
    assert night(county, tmp_path).exit_code == 0
    assert kept(tmp_path) == {path for path, _ in OWN}
