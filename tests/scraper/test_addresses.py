"""Addresses that are seen to be canonical at a glance are what they would be made, and nothing else is."""

from urllib.parse import urljoin

from hypothesis import given
from hypothesis import strategies as st

from scraper.addresses import _joined, _made_canonical, canonical

PIECES = (
    "http https HTTP :// a b.c A xn--fiqs8s . .. / // /. ./ ../ /../ :80 :443 :8080 :080 :70000 ? ?p=2 = & # "
    '%41 %e4 a=1 jsessionid=1 ;jsessionid=2 ; - _ ~ index.html 127.0.0.1 @ \\ a. localhost [::1] " 年'
).split()
STARTS = (
    "",
    "http://",
    "https://",
    "http://a.cn",
    "http://127.0.1.3:8081/",
    "http://a.cn/x/y.html",
    "/",
    "./",
)


def addresses(most: int) -> st.SearchStrategy[str]:
    """Strings of what addresses are made of, most of them strange."""
    rest = st.lists(st.sampled_from((*PIECES, " ")), max_size=most).map("".join)
    return st.builds(str.__add__, st.sampled_from(STARTS), rest)


def made(url: str) -> str | None:
    """The canonical form the long way; None for no address."""
    try:
        return _made_canonical(url)
    except ValueError:
        return None


@given(addresses(6))
def test_the_short_way_to_the_canonical_form_ends_where_the_long_one_does(url):
    try:
        short = canonical(url)
    except ValueError:
        short = None
    assert short == made(url)


@given(addresses(5), addresses(4))
def test_the_short_way_to_join_ends_where_the_long_one_does(base, href):
    try:
        joined = _joined(base, href)
    except ValueError:
        joined = None
    assert joined is None or joined == made(urljoin(base, href))


def test_most_links_take_the_short_way():
    base = "https://www.x-y.gov.cn/zwgk/list.html"
    for href in ("./202401/t1.html", "/a/b.html?p=2", "t1.html", "https://a.gov.cn/", "a/b/"):
        assert _joined(base, href) == made(urljoin(base, href))
    for href in ("../t1.html", "?p=2", "//a.gov.cn/", "a//b", "javascript:void(0)"):
        assert _joined(base, href) is None


def test_no_address_takes_long_to_look_at():
    for part in ("a-.", "a.", "a-./", "a/", "/"):
        url = "http://a.cn/" + part * 20_000 + "#"
        made(url)
        _joined(url, url)
