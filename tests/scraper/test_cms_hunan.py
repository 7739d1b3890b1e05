"""Hunan's platform: /cNNN/pages/N.html, announced by links or by a stated total."""

import pytest

from tests.scraper.families import read

ENTRY = '<ul><li><a href="/c15124/20210131/i1.html">甲</a></li></ul>'


@pytest.mark.parametrize(
    ("path", "pager", "following"),
    [
        ("/c15124/index.html", '<p><a href="/c15124/pages/2.html">下一页</a></p>', ["/c15124/pages/2.html"]),
        ("/c15124/index.html", "共3页", ["/c15124/pages/2.html", "/c15124/pages/3.html"]),
        ("/c15124/pages/2.html", "共 <b>3</b> 页", ["/c15124/pages/3.html"]),
        ("/channel/707/index.html", "共2页", ["/channel/707/pages/2.html"]),
        ("/c15124/index.html", "", []),
    ],
)
def test_pages(path, pager, following):
    found = read(path, ENTRY + pager)
    assert (found.family, found.texts[0], found.following) == ("hunan", "甲", following)
