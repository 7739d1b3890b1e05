"""What no family claims, how a family is chosen, and what totals are read."""

import pytest

from gongkai.errors import UsageError
from scraper.cms import choose, families, totals
from tests.scraper.families import read
from tests.scraper.paper import HOST, response


def test_links_and_pager():
    found = read("/nb/", '<ul><li><a href="1.html">甲</a></li></ul><p><a href="?page=2">下一页</a></p>')
    assert (found.family, found.following) == ("generic", ["/nb/?page=2"])


def test_a_family_can_be_named():
    given = response(f"http://{HOST}/", "")
    assert choose(given, "trs").name == "trs"
    with pytest.raises(UsageError, match=r"known families: jpaas, .*generic"):
        choose(given, "wordpress")


def test_names_are_unique():
    names = [family.name for family in families()]
    assert len(names) == len(set(names)) >= 10


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("共 12 页", 12),
        ("共<em>3</em>页", 3),
        ("pageCount:12", 12),
        ("totalPage = '7'", 7),
        ("第1/4页", 4),
        ("共9条", None),
        ("共&nbsp;<b>6</b>&nbsp;页", 6),
        ("页次：1/8", 8),
        ("2/5页", 5),
        ("2021/12/5", None),
        ("总页数：4", 4),
        ("Page 1 of 3", 3),
        ("laypage({pages: 18, curr: 1})", 18),
        ('data-page-count="4"', 4),
        ('<input type="hidden" id="totalPage" value="4">', 4),
        ("<input value='6' name='pageCount'>", 6),
        ("<script data-from=file>var pageCount = 10;</script>", None),
    ],
)
def test_stated_pages(text, pages):
    assert totals.pages(text) == pages


@pytest.mark.parametrize(
    ("text", "shown", "pages"),
    [
        ("laypage.render({count:47,limit:10})", 10, 5),
        ("共47条 每页10条", 10, 5),
        ("共47条", 10, 5),
        ('data-total="5" data-current="1"', 10, 5),
        ('data-total="5" data-limit="10"', 10, 1),
        ("共12条", 0, None),
        ("var n=43; pages(Math.ceil(n/10))", 10, 5),
        ("pages(Math.ceil(n/10))", 10, None),
        ("limit:10", 10, None),
    ],
)
def test_pages_from_entries(text, shown, pages):
    assert totals.in_all(text, shown) == pages


@pytest.mark.parametrize(("text", "entries"), [("共99条", 99), ('"total": 31', 31), ("共12页", None)])
def test_stated_entries(text, entries):
    assert totals.entries(text) == entries


@pytest.mark.parametrize(
    ("data", "entries"),
    [
        ({"recordsTotal": 500, "recordsFiltered": 24, "data": []}, 24),
        ({"iTotalRecords": "500", "iTotalDisplayRecords": "24", "aaData": []}, 24),
        ({"page": 1, "total": 3, "records": 24, "rows": []}, 24),
        ({"records": 24, "rows": []}, None),
        ({"total": 24, "rows": []}, None),
        ([], None),
    ],
)
def test_names_of_libraries_tell_entries_from_pages(data, entries):
    assert totals.in_data(data) == entries
