"""Which links of a report's page are its own later pages."""

import pytest

from scraper.search.article import First, later_pages, page_number
from tests.scraper.paper import HOST, links, page, report, response

TITLE = "某县水利局2021年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("first", "other", "paged", "number"),
    [
        ("/a/t20220120_123.html", "/a/t20220120_123_1.html", False, 1),
        ("/a/123.html", "/a/123_2.html", False, 2),
        ("/a/123.html", "/a/123-2.html", False, 2),
        ("/a/123.html", "/a/123_2.pdf", True, None),
        ("/a/123.html", "/a/124_2.html", True, None),
        ("/a/123.html", "/b/123_2.html", True, None),
        ("/a/123.htm", "/a/123/2.htm", True, 2),
        ("/a/123.htm", "/a/123/2.htm", False, None),
        ("/a/show-1-22-1.html", "/a/show-1-22-2.html", True, 2),
        ("/a/show-1-22-1.html", "/a/show-1-22-2.html", False, None),
        ("/a/content_1.html", "/a/content_3.html", True, 3),
        ("/a/art_35_71.html", "/a/art_35_72.html", True, None),
        ("/a/v.jsp?id=7", "/a/v.jsp?id=7&page=2", True, 2),
        ("/a/v.jsp?id=7&page=1", "/a/v.jsp?page=2&id=7", True, 2),
        ("/a/v.jsp?id=7", "/a/v.jsp?id=8", True, None),
        ("/a/v.jsp?id=7", "/a/v.jsp?id=7&day=2", True, None),
        ("/a/123.html", "//other.example/a/123_2.html", True, None),
    ],
)
def test_a_later_page_has_the_address_of_the_first_and_a_number(first, other, paged, number):
    base = f"http://{HOST}"
    url = f"http:{other}" if other.startswith("//") else base + other
    assert page_number(url, base + first, paged=paged) == number


def numbers(body: str, path: str = "/a/123.html") -> list[str]:
    given = response(f"http://{HOST}{path}", page(body))
    return [request.url.removeprefix(f"http://{HOST}/a/") for _, request in later_pages(given, given.url)]


def test_a_pager_a_list_of_chapters_a_script_and_a_choice_lead_on():
    assert numbers("<a href='123_2.html'>下一页</a>") == ["123_2.html"]
    assert numbers(links(("123_2.html", "二、主动公开"), ("123_3.html", "三、申请"))) == [
        "123_2.html",
        "123_3.html",
    ]
    assert numbers("<script>createPageHTML(3,0,'123','html')</script>") == ["123_1.html", "123_2.html"]
    assert numbers("<select><option value='123_2.html'>2</option></select>") == ["123_2.html"]
    assert numbers("<a href='?page=2'>2</a><a href='?page=3'>3</a>") == ["123.html?page=2", "123.html?page=3"]


def test_neighbours_and_other_lists_are_no_pages():
    assert (
        numbers("<a href='124.html'>下一篇</a><a href='122.html'>下一页</a><a href='index_2.html'>2</a>")
        == []
    )


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/a/t20220120_1000.html", "t20220120_1000_1.html"),
        ("/a/t20220120_10.html", "t20220120_10-2.html"),
        ("/a/1.html", "1_2.html"),
        ("/a/12.html", "12-2.html"),
    ],
)
def test_an_address_that_is_the_first_and_more_is_seen_among_others_that_begin_alike(path, more):
    stem = path.rpartition("/")[2].removesuffix(".html")
    alike = "".join(f"<p>{stem}</p><a href='{stem}{n}.html'>{n}</a>" for n in range(3))
    assert numbers(alike, path) == []
    assert numbers(f"{alike}<a href='{more}'>2</a>", path) == [more]


def test_the_address_of_the_next_page_stands_in_place_of_the_first_only_by_a_pager():
    assert numbers("<div class='pager'><b>1</b><a href='show-1-2.html'>2</a></div>", "/a/show-1-1.html") == [
        "show-1-2.html"
    ]
    assert numbers("<a href='show-1-4.html'>4</a>", "/a/show-1-1.html") == []


def test_a_page_belongs_to_the_article_that_it_is_titled_like():
    def first(title: str, body: str = "甲") -> First:
        return First.of(response(f"http://{HOST}/a/1.html", report(title, body)))

    def later(title: str, body: str = "乙"):
        return response(f"http://{HOST}/a/1_2.html", report(title, body))

    assert first(TITLE).goes_on(later(TITLE))
    assert first(TITLE).goes_on(later(f"{TITLE}（2）"))
    assert first(TITLE).goes_on(later(f"{TITLE}_第2页"))
    assert first(TITLE).goes_on(later(f"{TITLE}-某县人民政府"))
    assert not first(TITLE).goes_on(later(TITLE.replace("2021", "2020")))
    assert not first(TITLE).goes_on(later(TITLE, "甲"))  # page 2 that shows page 1 again
