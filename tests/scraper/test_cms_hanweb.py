"""Hanweb: records in an island, further ones from the proxy, in its several dialects."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.scraper.families import read

PROXY = "/module/web/jpage/dataproxy.jsp"


def records(*names: str) -> str:
    items = (
        f"<record><![CDATA[<li><a href='/art/{name}.html'>{name}</a><b>2021-01-31</b></li>]]></record>"
        for name in names
    )
    return f"<recordset>{''.join(items)}</recordset>"


def query(path: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(path).query))


def test_the_island_is_read_and_its_next_group_followed():
    group = f'<nextgroup><![CDATA[<a href="{PROXY}?page=1&columnid=7"></a>]]></nextgroup>'
    island = f'<script type="text/xml"><datastore>{group}{records("a", "b", "c")}</datastore></script>'
    found = read("/col/col7/index.html", f'<a href="/">首页</a>{island}')
    assert (found.family, found.texts) == ("hanweb", ["首页", "a", "b", "c"])
    assert found.page.links[1].date == "2021-01-31"
    asked = query(found.following[0])
    assert (asked["page"], asked["columnid"], asked["startrecord"]) == ("1", "7", "4")
    assert found.page.following[0].headers["Referer"].endswith("/col/col7/index.html")


def test_without_a_next_group_the_proxy_is_found_in_a_script():
    parameters = f"proxyUrl:'{PROXY}', totalrecord:5, perPage:1, webid:12, columnid:'77', unitid:9"
    script = f"<script>$('#1').jpage({{{parameters}}})</script>"
    island = f'<script type="text/xml"><datastore>{records("a", "b", "c")}</datastore></script>'
    found = read("/col/col7/index.html", island + script)
    asked = query(found.following[0])
    assert asked == {
        "webid": "12",
        "columnid": "77",
        "unitid": "9",
        "page": "4",
        "startrecord": "4",
        "endrecord": "5",
        "perpage": "1",
    }


GROUP = f'<nextgroup><![CDATA[<a href="{PROXY}?page=1&columnid=7&unitid=9"></a>]]></nextgroup>'
CALL = f"proxyUrl:'{PROXY}',perPage:20,params:{{webid:12,columnid:7,unitid:'9',path:'/'}}"


@pytest.mark.parametrize(
    ("page", "last"),
    [
        (f"<div id='9'></div><script>$('#9').jpage({{totalRecord:51,{CALL}}})</script>", 51),
        (f"<div id='9'></div><script>$('#9').jpage({{{CALL}}})</script>", 60),
        (f"<script type='text/xml'><datastore>{GROUP}<recordset></recordset></datastore></script>", 45),
        (f"<ul><li><a href='/art/a.html'>a</a></li></ul><script>$('#9').jpage({{{CALL}}})</script>", 60),
    ],
    ids=["call", "call-without-total", "empty-recordset", "static-first-page"],
)
def test_a_page_without_records_asks_the_proxy_from_the_first_one_on(page, last):
    other = "<script>var columnid='3';</script>"
    asked = query(read("/col/col7/index.html", other + " " * 700 + page).following[0])
    assert (asked["page"], asked["columnid"], asked["unitid"]) == ("1", "7", "9")
    assert (asked["startrecord"], asked["endrecord"]) == ("1", str(last))


def test_a_call_that_states_no_records_is_not_followed():
    page = f"<div id='9'></div><script>$('#9').jpage({{totalRecord:0,{CALL}}})</script>"
    assert read("/col/col7/index.html", page).following == []


@pytest.mark.parametrize(
    ("start", "names", "total", "goes_on"),
    [(4, "def", 9, True), (7, "ghi", 9, False), (4, "abc", 5, True), (4, "", 9, False)],
)
def test_answers_go_on_until_all_are_shown(start, names, total, goes_on):
    """An overshoot (three shown again) means that the proxy counts by its own pages: it is asked again."""
    answer = f"<datastore><totalrecord>{total}</totalrecord>{records(*names)}</datastore>"
    found = read(f"{PROXY}?columnid=7&page=2&startrecord={start}&endrecord={start + 2}&perpage=1", answer)
    assert found.texts == list(names)
    assert bool(found.following) is goes_on
    assert found.page.overlaps


def test_an_array_of_strings_is_an_answer_too():
    item = '"<li><a href=\\"/art/{0}.html\\">{0}</a></li>"'.format
    answer = f"var total=4; var dataStore = [{item('a')}, {item('b')}];"
    found = read(
        f"{PROXY}?columnid=7&page=1&startrecord=1&endrecord=2&perpage=2", answer, content_type="text/plain"
    )
    assert found.texts == ["a", "b"]
    assert query(found.following[0])["startrecord"] == "3"


def test_an_empty_answer_says_so():
    found = read(
        f"{PROXY}?columnid=7", "<datastore><totalrecord>0</totalrecord><recordset></recordset></datastore>"
    )
    assert found.page.empty_by_text
    assert found.following == []


def test_an_answer_that_states_nothing_goes_on_until_a_page_is_not_full():
    for shown, more in ((3, True), (2, False)):
        items = [f"<li><a href='/{n}.html'>{n}</a></li>" for n in range(shown)]
        found = read(f"{PROXY}?page=2&perpage=3&startrecord=4&endrecord=12", f"var dataStore = {items};")
        assert bool(found.following) is more
        assert not more or query(found.following[0])["page"] == "3"


def test_a_proxy_that_goes_by_pages_has_its_last_page_to_spare():
    """It began anew at its page 1, so the records counted are not those that were shown."""
    answer = f"<datastore><totalrecord>6</totalrecord>{records('e', 'f')}</datastore>"
    found = read(f"{PROXY}?page=2&perpage=2&startrecord=5&endrecord=6", answer)
    assert found.following == []
    (spare,) = found.page.spare
    assert query(spare.url)["page"] == "3"
