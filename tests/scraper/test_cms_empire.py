"""EmpireCMS: the total first, the middle of the numbers hidden."""

from tests.scraper.families import read


def pager(total: int, links: str) -> str:
    return f'<div><a title="Total record">&nbsp;<b>{total}</b> </a>{links}</div>'


def test_all_pages_up_to_the_last_are_asked():
    links = (
        '<b>1</b><a href="index_2.html">2</a><a href="index_2.html">下一页</a><a href="index_5.html">尾页</a>'
    )
    found = read("/nb/", pager(70, links))
    assert found.family == "empire"
    assert found.following == [f"/nb/index_{number}.html" for number in (2, 3, 4, 5)]
    assert found.page.total == 70


def test_the_last_page_leads_nowhere_new_and_an_empty_list_says_so():
    assert read("/nb/index_2.html", pager(20, '<a href="index.html">首页</a>')).following == []
    assert read("/nb/", pager(0, "")).page.empty_by_text
