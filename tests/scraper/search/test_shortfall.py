"""Lists that say that they have more than could be read: told, and only those."""

import json

import pytest

from scraper.lists.page_buttons import has_button
from scraper.search.discover import Discovery
from tests.scraper.paper import HOST, links, page, response, titled, walk
from tests.scraper.shapes import SECTION, paths, yearly

ENTRIES = yearly(years=range(2010, 2022))
FIRST = links(*ENTRIES[:10], dates=True)
REST = ENTRIES[10:]


def walked(column: str, more: dict[str, str] | None = None):
    return walk(SECTION | titled(*ENTRIES) | {"/gk/nb/": page(column)} | (more or {}))


def told(column: str, more: dict[str, str] | None = None) -> list[str]:
    """What is told of the column, without where it is and what to do."""
    found = walked(column, more).issues
    assert {(one.code, one.severity, one.location) for one in found} <= {
        ("pages_missing", "error", f"http://{HOST}/gk/nb/")
    }
    return [one.message.partition("/gk/nb/: ")[2].partition(";")[0] for one in found]


@pytest.mark.parametrize(
    ("pager", "words"),
    [
        ("<p>第1页 共3页 <a href='javascript:turn(2)'>下一页</a></p>", "3 pages, and only 1"),
        ("<p>第1/2页</p>", "2 pages, and only 1"),
        ("<input type='hidden'><a onclick='turn(1)'>下一页</a>", "a script turns to the next page"),
        ("<a href='javascript:nextPage()'>下一页</a>", "a script turns to the next page"),
        ("<script>var pageCount = 4; drawPager();</script>", "4 pages, and only 1"),
        ("<p>共12条 每页10条 <a href='#'>下一页</a></p>", "12 entries, and only 10"),
        ("<p>共有 <b>12</b> 条记录 首页 上一页 下一页</p>", "12 entries, and only 10"),
        ("<script>laypage.render({elem:'p',count:12,limit:10})</script>", "12 entries, and only 10"),
        ("<div class='page' data-total='12' data-page-size='10'></div>", "12 entries, and only 10"),
        ("<a id='m' href='javascript:;'>加载更多</a>", "a button loads more"),
        ("<button class='more'><span>点击加载更多</span></button>", "a button loads more"),
        ("<p><a href='javascript:turn(2)'>2</a> <a href='javascript:turn(2)'>下页</a></p>", "page 2"),
        ("<p><li data-page='2'>2</li><li data-page='3'>3</li></p>", "page 2"),
    ],
)
def test_what_a_list_says_that_it_has_and_nobody_can_turn_to_is_told(pager, words):
    (message,) = told(FIRST + pager)
    assert words in message


@pytest.mark.parametrize(
    "beside",
    [
        "<p>共1页 <a href='javascript:turn(1)'>下一页</a></p>",
        "<p>共10条 每页20条 首页 下一页 尾页</p>",
        "<p>第1/1页</p>",
        "<p>本站共有 3521 条信息，今日更新 12 条</p>",
        "<p>征集期间共收到意见35条</p>",
        "<script>var total = 3000; var visits = {count: 99};</script>",
        "<script>laypage.render({elem:'p',count:10,limit:10})</script>",
        "<a href='/gk/zn/'>查看更多</a>",
        "<a style='display:none' href='javascript:;'>加载更多</a>",
        "<p><a href='javascript:turn(1)'>1</a> <a class='disabled' href='javascript:turn(2)'>下一页</a></p>",
        "<p><a href='javascript:void(0)'>下一页</a></p>",
        "<p><a onclick='go(1)'>首页</a> <a onclick='go(1)'>下一页</a> <a onclick='go(1)'>尾页</a></p>",
        "<p><a onclick='nextPage()' class='disabled'>下一页</a></p>",
        "<!-- 共5页 <a href='javascript:turn(2)'>下一页</a> -->",
        "<script>/* pageCount: 5, limit: 10, count: 99 */\n// totalPage = 9\nvar a = 1;</script>",
        '<script type="application/ld+json">{"pages": 12, "total": 99}</script>',
        "<table><td><a href='javascript:day(2)'>2</a></td><td><a href='javascript:day(3)'>3</a></td></table>",
        "<a onclick='zoom(16)'>大</a> <a href='javascript:doZoom(14)'>中</a>",
    ],
)
def test_what_is_said_of_other_things_is_no_shortfall(beside):
    assert told(FIRST + beside) == []


def test_a_list_that_was_read_to_its_end_lacks_nothing():
    pager = "<p>共2页 共12条 <a href='/gk/nb/index_2.html'>下一页</a></p>"
    assert told(FIRST + pager, {"/gk/nb/index_2.html": page(links(*REST, dates=True) + "<p>共2页</p>")}) == []


def test_a_later_page_that_failed_is_told_as_a_failure_and_not_again():
    assert told(FIRST + "<p>共2页 <a href='/gk/nb/index_2.html'>下一页</a></p>") == []


@pytest.mark.parametrize(("outcome", "lacking"), [("server_error", 0), ("gone", 1), ("robots", 1)])
def test_a_later_page_that_is_not_there_is_lacking(outcome, lacking):
    search = Discovery(url=f"http://{HOST}/gk/nb/", start=(f"http://{HOST}/gk/nb/",), allowed=lambda _: True)
    (first,) = search.seeds()
    pager = "<p>共2页 <a href='/gk/nb/index_2.html'>下一页</a></p>"
    step = search.read(first, response(first.request.url, page(FIRST + pager)))
    (second,) = step.lists
    search.failed(second, outcome)
    assert len(search.shortfalls()) == lacking


def test_a_column_left_in_the_midst_of_news_is_a_warning():
    news = {
        f"/gk/nb/?page={number}": page(
            links(*((f"/gk/n{number}{n}.html", f"关于第{number}{n}号的通知") for n in range(9)), dates=True)
            + f"<p>共90页 <a href='/gk/nb/?page={number + 1}'>下一页</a></p>"
        )
        for number in range(2, 20)
    }
    (issue,) = walked(FIRST + "<p>共90页 <a href='/gk/nb/?page=2'>下一页</a></p>", news).issues
    assert (issue.code, issue.severity) == ("pages_missing", "warning")


def test_pages_that_show_the_first_one_again_are_missing():
    pager = "<p>共3页 <a href='/gk/nb/?page=2'>下一页</a></p>"
    (message,) = told(FIRST + pager, {"/gk/nb/?page=2": page(FIRST + pager)})
    assert "3 pages, and only 1" in message


@pytest.mark.parametrize("path", ["/", "/gk/"])
def test_what_a_page_on_the_way_says_of_its_news_is_not_told(path):
    news = links(*((f"/n/{n}.html", f"要闻{n}") for n in range(6)), dates=True)
    more = "<a href='javascript:;'>加载更多</a><p>第1页 共40页 <a href='javascript:go(2)'>下一页</a></p>"
    on_the_way = {path: SECTION[path].replace("</body>", news + more + "</body>")}
    assert told(FIRST, on_the_way) == []


def test_a_list_of_units_that_says_more_is_told():
    units = (("/gk/slj/", "水利局"), ("/gk/jyj/", "教育局"), ("/gk/czj/", "财政局"))
    hub = {"/gk/": page(links(("/gk/nb/", "政府信息公开年报"), ("/gk/bm/", "部门信息公开")))}
    hub["/gk/bm/"] = page(links(*units) + "<p>第1页 共2页 <a href='javascript:go(2)'>下一页</a></p>")
    issues = walk(SECTION | titled(*ENTRIES) | {"/gk/nb/": page(FIRST)} | hub).issues
    assert [one.location for one in issues] == [f"http://{HOST}/gk/bm/"]


def test_a_list_of_news_that_was_left_is_not_told():
    news = {
        f"/gk/slj/{number}.html": page(
            links(*((f"/gk/n{number}{n}.html", f"关于第{number}{n}号的通知") for n in range(9)), dates=True)
            + f"<p>共90页 <a href='/gk/slj/{number + 1}.html'>下一页</a></p>"
        )
        for number in range(1, 9)
    }
    home = {"/gk/": page(links(("/gk/nb/", "政府信息公开年报"), ("/gk/slj/1.html", "水利局")))}
    assert told(FIRST, news | home) == []


SCRIPT = (
    "<a href='javascript:;' onclick='more()'>加载更多</a><script>var page=1;function more(){page++;"
    "$.get('/api/list?cid=3&size=10&page='+page,function(d){add(d.rows)})}</script>"
)


def answer(entries: list[tuple[str, str]], total: int) -> str:
    rows = [{"title": title, "url": path} for path, title in entries]
    return json.dumps({"total": total, "rows": rows}, ensure_ascii=False)


def test_a_service_that_has_the_rest_is_asked_for_its_second_page():
    found = walked(FIRST + SCRIPT, {"/api/list?cid=3&size=10&page=2": answer(REST, 12)})
    assert set(paths(REST)) <= found.reports
    assert [path for path in found.asked if path.startswith("/api")] == ["/api/list?cid=3&size=10&page=2"]
    assert found.issues == []


def test_a_service_with_pages_of_another_length_is_asked_for_the_first_one_too():
    script = SCRIPT.replace("size=10", "size=6")
    answers = {
        f"/api/list?cid=3&size=6&page={number}": answer(ENTRIES[6 * (number - 1) :][:6], 12)
        for number in (1, 2)
    }
    found = walked(FIRST + script, answers)
    assert set(paths(REST)) <= found.reports
    assert found.issues == []


def test_a_service_that_stops_before_what_it_says_is_told():
    answers = {
        "/api/list?cid=3&size=10&page=2": answer(REST, 32),
        "/api/list?cid=3&size=10&page=3": answer([], 32),
    }
    (issue,) = walked(FIRST + SCRIPT, answers).issues
    assert "32 entries" in issue.message


OFFSET = (
    "<button>加载更多</button><script>var offset=10;function more(){"
    "$.get('/api/list?limit=10&offset='+offset,function(d){offset+=10})}</script>"
)


def test_a_service_that_counts_entries_is_asked_for_those_after_the_first():
    found = walked(FIRST + OFFSET, {"/api/list?limit=10&offset=10": answer(REST, 12)})
    assert set(paths(REST)) <= found.reports
    assert [path for path in found.asked if "/api" in path] == ["/api/list?limit=10&offset=10"]
    assert found.issues == []


PIECES = (
    "<a onclick='more()'>加载更多</a><script>var page=1;function more(){page++;"
    "$.get('/gk/more.jsp?page='+page,function(h){$('ul').append(h)})}</script>"
)


def test_pieces_of_a_list_are_asked_for_until_one_is_short():
    pieces = {
        f"/gk/more.jsp?page={number}": links(*ENTRIES[5 * (number - 1) :][:5], dates=True)
        for number in (1, 2, 3)
    }
    found = walked(links(*ENTRIES[:5], dates=True) + PIECES, pieces)
    assert set(paths(ENTRIES)) <= found.reports
    assert "/gk/more.jsp?page=4" not in found.asked
    assert found.issues == []


def test_what_services_give_is_relative_to_the_page_that_shows_it():
    up = [(f"../nb{path.removeprefix('/gk/nb')}", title) for path, title in REST]
    script = SCRIPT.replace("/api/list", "/api/v1/list")
    found = walked(FIRST + script, {"/api/v1/list?cid=3&size=10&page=2": answer(up, 12)})
    assert set(paths(REST)) <= found.reports
    pieces = PIECES.replace("/gk/more.jsp", "/part/more.jsp")
    shown = {1: FIRST.replace("/gk/nb/", ""), 2: links(*up, dates=True)}
    found = walked(FIRST + pieces, {f"/part/more.jsp?page={one}": shown[one] for one in shown})
    assert set(paths(ENTRIES)) <= found.reports
    assert not found.missing


def test_a_pager_in_a_piece_turns_the_service():
    script = "<div id='l'></div><script>$('#l').load('/part/more.jsp?page=1')</script>"
    turn = "<p><a href='?page=2'>下一页</a></p>"
    found = walked(
        script, {"/part/more.jsp?page=1": FIRST + turn, "/part/more.jsp?page=2": links(*REST, dates=True)}
    )
    assert set(paths(ENTRIES)) <= found.reports
    assert found.issues == []


def test_a_call_that_may_do_more_than_read_is_left_alone():
    script = SCRIPT.replace("/api/list", "/api/saveList")
    found = walked(FIRST + script)
    assert not [path for path in found.asked if "/api" in path]
    assert [issue.code for issue in found.issues] == ["pages_missing"]


def test_no_service_is_asked_where_nothing_says_that_there_is_more():
    script = "<script>$.get('/api/hot?size=10&page=1',function(d){})</script>"
    assert not [path for path in walked(FIRST + script).asked if "/api" in path]


@pytest.mark.parametrize(
    ("html", "answer"),
    [
        ("<div class='more'>加载更多</div>", True),
        ("<input type='button' value='查看更多'>", True),
        ("<a href='#'>Load more</a>", True),
        ("<a href='/gk/'>加载更多</a>", False),
        ("<p>请点击查看更多内容的链接</p>", False),
    ],
)
def test_buttons_for_more(html, answer):
    assert has_button(html) is answer
