"""VSB: numbers count down."""

import pytest

from tests.scraper.families import read

MARK = '<div class="v_news_content"></div><ul><li><a href="/info/1517/1.htm">甲</a></li></ul>'


@pytest.mark.parametrize(
    ("path", "pager", "following"),
    [
        (
            "/nb.htm",
            '<p><a href="nb/3.htm">下页</a><a href="nb/1.htm">尾页</a></p>',
            ["/nb/3.htm", "/nb/1.htm"],
        ),
        ("/nb.htm", "共30条 1/4页", ["/nb/3.htm", "/nb/2.htm", "/nb/1.htm"]),
        ("/nb/3.htm", "", ["/nb/2.htm", "/nb/1.htm"]),
        ("/nb/1.htm", "", []),
    ],
)
def test_pages(path, pager, following):
    found = read(path, MARK + pager)
    assert (found.family, found.following) == ("vsb", following)
