"""Pages of a list that a script names one by one."""

import pytest

from scraper.lists.named_pages import named_pages
from scraper.pages.links import read_links

BASE = "http://a.example"


def named(script: str, path: str = "/gk/nb.html", body: str = "") -> list[str]:
    html = f"{body}<script>{script}</script>"
    url = BASE + path
    found = named_pages(html, url, read_links(body, url))
    return [request.url.removeprefix(BASE) for request in found]


@pytest.mark.parametrize(
    "script",
    [
        'var pages=["nb.html","nb_2.html","nb_3.html"];draw(pages)',
        "var pages=[{n:2,url:'/gk/nb_2.html'},{n:3,url:'/gk/nb_3.html'}]",
        'p[2]="nb_2.html";p[3]="./nb_3.html"',
        'p.push("nb_2.html");p.push("nb_3.html")',
        'var p="nb.html,nb_2.html,nb_3.html".split(",")',
        'var p={"2":"\\/gk\\/nb_2.html","3":"\\/gk\\/nb_3.html"}',
    ],
)
def test_addresses_that_count_up_are_pages(script):
    assert named(script) == ["/gk/nb_2.html", "/gk/nb_3.html"]


@pytest.mark.parametrize(
    ("script", "path", "following"),
    [
        ('p=["?page=1","?page=2","?page=3"]', "/l.jsp?page=1", ["/l.jsp?page=2", "/l.jsp?page=3"]),
        ('p=["nb_1.html","nb_2.html","nb_3.html"]', "/nb_2.html", ["/nb_3.html"]),
        ('p=["nb_1.html","nb_2.html"]', "/nb.html", ["/nb_1.html", "/nb_2.html"]),
        ('p=["/c/2/","/c/3/"]', "/c/", ["/c/2/", "/c/3/"]),
        ('p=["nb_1.html","nb_2.html","nb_3.html"]', "/nb_3.html", []),
    ],
)
def test_they_go_on_from_this_page(script, path, following):
    assert named(script, path) == following


@pytest.mark.parametrize(
    "script",
    [
        'slides=["1.jpg","2.jpg","3.jpg"]',
        'p=["nb_2.html","nb_9.html"]',  # a gap: who knows what they are
        'p=["nb_17.html","nb_18.html"]',
        'p=["/other/x_2.html","/other/x_3.html"]',
        'p=["?id=2","?id=3"]',
        'p=["nb_2.html"]',
        'p=["http://b.example/gk/nb_2.html","http://b.example/gk/nb_3.html"]',
        'p=["2","3"]',
    ],
)
def test_other_strings_are_not(script):
    assert named(script) == []


def test_an_attribute_may_hold_them():
    body = '<div data-pages=\'["nb.html","nb_2.html","nb_3.html"]\'></div>'
    assert named("draw()", body=body) == ["/gk/nb_2.html", "/gk/nb_3.html"]
    assert named("draw()", body=body.replace('"', "&quot;")) == ["/gk/nb_2.html", "/gk/nb_3.html"]


def test_entries_of_the_list_are_not():
    body = '<ul><li><a href="1.html">2019</a></li><li><a href="2.html">2020</a></li></ul>'
    assert named('var open=["1.html","2.html"]', body=body) == []
