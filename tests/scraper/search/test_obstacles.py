"""Lists that only a form turns."""

import pytest

from scraper.search.discover import Discovery
from scraper.search.obstacles import paged_by_form
from tests.scraper.paper import HOST, links, page, response
from tests.scraper.shapes import yearly

URL = f"http://{HOST}/gk/nb/"


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<a href=\"javascript:__doPostBack('pager','2')\">下一页</a>", True),
        ('<a href="#" onclick="document.f.submit()"><span>下页</span></a>', True),
        ('<input type="button" value="下一页" onclick="this.form.submit()">', True),
        (
            "<a href='javascript:go(2)'>下一页</a><script>function go(n){ f.submit(); }</script>",
            True,
        ),
        ("<a href='?page=2'>下一页</a><form><input type='submit'></form>", False),
        ("<form onsubmit='return f.submit()'><input value='搜索'></form>", False),
        ("<a href='javascript:go(2)'>下一页</a><script>function go(n){ location='?p='+n; }</script>", False),
    ],
)
def test_it_is_told_only_where_it_is_so(html, told):
    assert (paged_by_form(html, URL) is not None) is told


def test_the_search_tells_it_with_what_it_found():
    search = Discovery(url=f"http://{HOST}/", start=(URL,), allowed=lambda url: HOST in url)
    pager = "<a href=\"javascript:__doPostBack('pager','2')\">下一页</a>"
    step = search.read(search.seeds()[0], response(URL, page(links(*yearly()) + pager)))
    assert [(issue.code, issue.severity) for issue in step.issues] == [("pages_by_form", "error")]
    assert step.entries == 4
