"""Numbers by which services count their pages, where no name says which number that is."""

import json
import re

import pytest

from scraper.scripts.counts import Count, counted, from_first, lacks_number, stepped
from tests.scraper.paper import links, page, titled, walk

HOST = "http://www.county.example"


@pytest.mark.parametrize(
    ("url", "following", "pages"),
    [
        ("/rows?c=8&index=2", "/rows?c=8&index=3", ["/rows?c=8&index=2", "/rows?c=8&index=3"]),
        ("/list/12/2/20", "/list/12/3/20", ["/list/12/2/20", "/list/12/3/20"]),
        ("/rows?start=10&n=10", "/rows?start=20&n=10", ["/rows?start=10&n=10", "/rows?start=20&n=10"]),
        ("/rows?offset=30", "/rows?offset=45", ["/rows?offset=15", "/rows?offset=30"]),  # n * 15
        (
            "/rows?begin=11&end=20",
            "/rows?begin=21&end=30",
            ["/rows?begin=11&end=20"],
        ),
        (
            "/rows?page=2&start=10",
            "/rows?page=3&start=20",
            ["/rows?page=2&start=10"],
        ),
    ],
)
def test_a_count_goes_up_as_clicks_do(url, following, pages):
    count = counted(HOST + url, HOST + following, 10)
    assert [count.url, count.after().url][: len(pages)] == [HOST + one for one in pages]


@pytest.mark.parametrize(
    ("url", "following"),
    [
        ("/rows?id=2", "/rows?id=3"),
        ("/rows?size=20", "/rows?size=30"),
        ("/rows?index=3", "/rows?index=2"),
        ("/rows?index=2", "/rows?index=4"),
        ("/rows?start=13", "/rows?start=23"),
        ("/rows?start=10&end=40", "/rows?start=20&end=60"),
        ("/rows?c=8", "/rows?c=8"),
        ("/rows?day=2021-2", "/rows?day=2021-3"),
        ("/rows", "/rows?index=3"),
        (":82/rows", ":83/rows"),
    ],
)
def test_what_else_goes_up_is_no_count(url, following):
    assert counted(HOST + url, HOST + following, 10) is None


def test_the_first_page_is_where_a_script_begins_to_count():
    count = counted(f"{HOST}/r?start=0", f"{HOST}/r?start=10", 0, page=1)
    assert (count.url, count.after().url) == (f"{HOST}/r?start=0", f"{HOST}/r?start=10")
    assert from_first(f"{HOST}/r?index=0&size=10").after().url == f"{HOST}/r?index=1&size=10"
    assert from_first(f"{HOST}/r?index=0") is None
    assert from_first(f"{HOST}/r?id=1&size=10") is None


@pytest.mark.parametrize(
    ("number", "step", "shown", "total", "pages", "last"),
    [
        (2, 1, 10, 20, None, True),
        (2, 1, 10, 21, None, False),
        (3, 1, 5, 25, None, True),
        (2, 1, 10, None, 2, True),
        (2, 1, 10, None, 3, False),
        (2, 1, 9, None, None, True),
        (2, 1, 10, None, None, False),
        (10, 10, 10, 20, None, True),
        (10, 10, 10, 21, None, False),
        (10, 10, 10, None, None, False),
        (10, 10, 4, None, None, True),
    ],
)
def test_a_count_ends_where_the_list_says_so_or_a_page_is_short(number, step, shown, total, pages, last):
    first = (1,) if step == 1 else (0,)
    count = Count(pieces=("", ""), numbers=(number,), steps=(step,), first=first, size=10)
    assert count.is_last(shown, total, pages) is last


@pytest.mark.parametrize(
    ("url", "lacks"),
    [("/r?index=&c=8", True), ("/r?start=", True), ("/r?word=&index=1", False), ("/r", False)],
)
def test_a_number_that_nobody_gave_is_missed(url, lacks):
    assert lacks_number(HOST + url) is lacks


UNITS = ("水利局", "教育局", "财政局", "民政局")
REPORTS = [
    (f"/gk/nb/{number}{year}.html", f"某县{unit}{year}年政府信息公开工作年度报告")
    for number, unit in enumerate(UNITS)
    for year in range(2015, 2022)
]
SIZE = 7


class Served(dict):
    """Pages, and a service that has the entries from a number in its address on."""

    def __init__(self, pages, address, begin):
        super().__init__(pages)
        self._address = re.compile(address)
        self._begin = begin

    def get(self, path, default=None):
        asked = self._address.fullmatch(path)
        if asked is None:
            return super().get(path, default)
        first = self._begin(int(asked[1]))
        rows = [{"title": title, "url": url} for url, title in REPORTS[first : first + SIZE]]
        return json.dumps({"rows": rows, "total": len(REPORTS)})


def found_by(column, address, begin, extra=()):
    menu = page(links(("/gk/nb.html", "政府信息公开年报")))
    pages = {"/": page(links(("/gk/", "政府信息公开"))), "/gk/": menu, "/gk/nb.html": column, **dict(extra)}
    return walk(Served(pages | titled(*REPORTS), address, begin))


def by_page(number):
    return (number - 1) * SIZE


def by_entry(number):
    return number


INLINE = links(*REPORTS[:SIZE], dates=True) + f"<p>共{len(REPORTS)}条</p>"
EMPTY = "<ul id='list'></ul>"


@pytest.mark.parametrize(
    ("script", "address", "begin"),
    [
        ('$.get("/r",{c:8,start:(n-1)*7,limit:7},show)', r"/r\?c=8&start=(\d+)&limit=7", by_entry),
        ('$.get("/r?offset="+(n-1)*7,show)', r"/r\?offset=(\d+)", by_entry),
        ('var s=(n-1)*7;$.get("/r",{start:s,end:s+7},show)', r"/r\?start=(\d+)&end=\d+", by_entry),
        ('$.get("/r",{c:8,index:n,size:7},show)', r"/r\?c=8&index=(\d+)&size=7", by_page),
        ('$.get("/r",{c:8,no:n},show)', r"/r\?c=8&no=(\d+)", by_page),
        ('$.get("/list/12/"+n+"/7",show)', r"/list/12/(\d+)/7", by_page),
        ("fetch(`/list/12-${n}.json`).then(show)", r"/list/12-(\d+)\.json", by_page),
    ],
)
@pytest.mark.parametrize(
    ("start", "calls"),
    [
        (INLINE, ""),
        (EMPTY, "turn(1)"),
        (EMPTY, "draw({callback:turn})"),
    ],
    ids=("inline", "called", "handed on"),
)
def test_every_page_of_a_service_is_asked_for(start, calls, script, address, begin):
    column = page(f"{start}<script>function turn(n){{{script}}}{calls}</script>", "政府信息公开年报")
    walked = found_by(column, address, begin)
    assert len(walked.reports) == len(REPORTS)
    assert walked.issues == []


@pytest.mark.parametrize(("start", "calls"), [(INLINE, "draw({callback:turn})"), (EMPTY, "turn(0)")])
def test_a_script_may_count_pages_from_nought(start, calls):
    script = f'function turn(n){{$.get("/r",{{first:n*7}},show)}}{calls}'
    column = page(f"{start}<script>{script}</script>", "政府信息公开年报")
    walked = found_by(column, r"/r\?first=(\d+)", by_entry)
    assert len(walked.reports) == len(REPORTS)


def test_a_number_in_the_path_may_be_one_that_the_script_begins_with():
    script = 'var page=1;function more(){page++;load()} $.get("/list/12/"+page+"/7",show)'
    column = page(f"{EMPTY}<script>{script}</script>", "政府信息公开年报")
    walked = found_by(column, r"/list/12/(\d+)/7", by_page)
    assert len(walked.reports) == len(REPORTS)


@pytest.mark.parametrize("start", [INLINE, EMPTY], ids=("static", "filled"))
def test_later_pages_may_each_be_filled_by_the_service(start):
    numbers = range(1, len(REPORTS) // SIZE + 1)
    pager = "".join(f'<a href="/gk/nb_{number}.html">{number}</a>' for number in numbers)
    script = '<script>$.get("/list/{}.json",show)</script>'

    def shell(number, body):
        return page(f"{body}<p>{pager}</p>{script.format(number)}", "政府信息公开年报")

    extra = {f"/gk/nb_{number}.html": shell(number, EMPTY) for number in numbers}
    walked = found_by(shell(1, start), r"/list/(\d+)\.json", by_page, extra)
    assert len(walked.reports) == len(REPORTS)
    assert walked.issues == []


def test_what_is_known_for_a_page_counts_whatever_it_is_called():
    count = stepped("http://a.example/s?ks=0&dqy=1&nd=7", "http://a.example/s?ks=10&dqy=2&nd=7", 10)
    assert count is not None
    assert count.after().after().url == "http://a.example/s?ks=20&dqy=3&nd=7"
    assert not count.is_last(10, 21, None)
    assert count.after().after().is_last(1, 21, None)
    assert stepped("http://a.example/s?p=1", "http://a.example/s?p=1", 10) is None
    assert stepped("http://a.example/s?p=2", "http://a.example/s?p=1", 10) is None
    assert stepped("http://a.example/s?p=2", "http://a.example/t?p=3", 10) is None
