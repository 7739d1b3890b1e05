"""Counties that share a host."""

import pytest

from scraper.listing import ListedLink
from scraper.search.home import Home

HOST = "http://www.city.example"


def home(asked: str, *paths: str, found: str | None = None) -> Home:
    return Home(
        HOST + asked, HOST + (found or asked), [ListedLink(url=HOST + path, text="x") for path in paths]
    )


def test_a_county_with_a_folder_of_its_own_stays_in_it():
    for asked, found in (("/lusong/", None), ("/lusong/index.html", None), ("/lusong", "/lusong/")):
        own = home(asked, "/lusong/gk/", "/lusong/xw/", "/hetang/", "/", found=found)
        assert own.has(HOST + "/lusong/gk/nb/1.html")
        assert not own.has(HOST + "/hetang/gk/nb/1.html")
        assert own.has("http://slj.city.example/nb/1.html")


@pytest.mark.parametrize(
    ("asked", "paths", "found"),
    [
        ("/", ("/lusong/gk/", "/lusong/xw/"), "/lusong/index.html"),
        ("/index.html", ("/gk/",), None),
        ("/col/col1/index.html", ("/col/col2/index.html", "/art/1.html", "/col/col1/a.html"), None),
        ("/lusong/", (), None),
    ],
)
def test_a_home_page_somewhere_on_a_host_of_its_own_is_not_confined(asked, paths, found):
    assert home(asked, *paths, found=found).has(HOST + "/gk/nb/1.html")
