import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.identifiers import canonical_url, portal_division, report_id


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTP://WWW.Qingxi.gov.cn:80/c218/i.html#top", "http://www.qingxi.gov.cn/c218/i.html"),
        ("https://a.gov.cn:443/x", "https://a.gov.cn/x"),
        ("https://a.gov.cn:8443/x", "https://a.gov.cn:8443/x"),
        ("http://a.gov.cn", "http://a.gov.cn/"),
        ("http://a.gov.cn./x", "http://a.gov.cn/x"),
        ("http://a.gov.cn/x?b=2&a=1", "http://a.gov.cn/x?a=1&b=2"),
        ("http://a.gov.cn/x?id=7&utm_source=wx&jsessionid=AB12", "http://a.gov.cn/x?id=7"),
        ("http://a.gov.cn/x.jsp;jsessionid=AB12?id=7", "http://a.gov.cn/x.jsp?id=7"),
        ("http://a.gov.cn/政务/年报.html", "http://a.gov.cn/%E6%94%BF%E5%8A%A1/%E5%B9%B4%E6%8A%A5.html"),
        (" http://a.gov.cn/x ", "http://a.gov.cn/x"),
        ("http://[2001:db8::1]:80/x", "http://[2001:db8::1]/x"),
        ("saved/page.html", "saved/page.html"),
        ("http://a.gov.cn:port/x", "http://a.gov.cn:port/x"),
        ("http://[a.gov.cn/x", "http://[a.gov.cn/x"),
        ("http://a.gov.cn/%e6%94%bf?a=%e6%94%bf", "http://a.gov.cn/%E6%94%BF?a=%E6%94%BF"),
    ],
)
def test_canonical_url(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize("key", ["id", "columnid", "page", "infoId", "art"])
def test_what_decides_the_page_stays(key: str) -> None:
    assert canonical_url(f"http://a.gov.cn/x?{key}=1") != canonical_url(f"http://a.gov.cn/x?{key}=2")


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text("abz0?&=/#%;.年 ", max_size=20))
def test_canonical_is_canonical(tail: str) -> None:
    once = canonical_url("http://a.gov.cn/" + tail)
    assert canonical_url(once) == once


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text("ab9-._A:@[", min_size=1, max_size=6), st.text("aZ0-._~!$&'()*+,;=:@/%", max_size=12))
def test_what_is_written_as_it_should_be_is_seen_without_taking_it_apart(host: str, path: str) -> None:
    url = f"http://{host}/{path}"
    apart = canonical_url(f"{url}#top")  # which has to be taken apart
    assert canonical_url(url) == apart.removesuffix("#top")


def test_report_id_is_of_the_canonical_url_else_of_the_source() -> None:
    digest = hashlib.sha256(b"http://a.gov.cn/x").hexdigest()[:16]
    assert report_id("HTTP://A.gov.cn:80/x#y", "whatever") == digest
    assert report_id(None, "saved/page.html") == hashlib.sha256(b"saved/page.html").hexdigest()[:16]


@pytest.mark.parametrize(
    ("portal", "code"),
    [
        ("430203-lusong", "430203"),
        ("990101-a-b", "990101"),
        ("lusong", None),
        ("43020-x", None),
        ("", None),
        (None, None),
    ],
)
def test_the_division_that_a_portal_names(portal: str | None, code: str | None) -> None:
    assert portal_division(portal) == code
