"""The reports before and after a report."""

import pytest

from scraper.pages.neighbours import neighbours
from tests.scraper.paper import HOST, links, page, report, walk
from tests.scraper.shapes import SECTION, paths, yearly

URL = f"http://{HOST}/gk/nb/2020.html"
TITLE = "某县2019年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    "html",
    [
        f"<p>上一篇：<a href='2019.html'>{TITLE}</a></p>",
        f"<p><a href='2019.html'>下一篇：{TITLE}</a></p>",
        f"<p><span>上一条</span><em>:</em><a title='{TITLE}' href=2019.html>某县2019年政府…</a></p>",
        f"<a href='2019.html' title='{TITLE}'><i></i>下一篇</a>",
        "<p>上一篇：<a href='x.html'>关于召开会议的通知</a> 下一篇：<a href='2019.html'>某县水利局</a></p>",
    ],
)
def test_links_to_the_reports_beside_this_one(html):
    assert [one.url for one in neighbours(html, URL)] == [f"http://{HOST}/gk/nb/2019.html"]


@pytest.mark.parametrize(
    "html",
    [
        "<p>上一篇：没有了</p>" + " " * 500 + f"<a href='2019.html'>{TITLE}</a>",
        "<p>上一篇：<a href='1.html'>关于做好2019年政府信息公开工作年度报告编制的通知</a></p>",
        "<p>上一篇：<a href='1.html'>首页</a></p>",
        f"<p>上一篇：<a href='javascript:;'>{TITLE}</a></p>",
        f"<p><a href='2019.html'>{TITLE}</a></p>",
    ],
)
def test_other_links_are_none(html):
    assert list(neighbours(html, URL)) == []


def test_a_list_that_shows_the_newest_only_is_walked_from_report_to_report():
    entries = yearly(years=range(2008, 2024))[::-1]
    chained = {}
    for at, (path, title) in enumerate(entries):
        beside = entries[at - 1 : at] + entries[at + 1 : at + 2]
        after = "".join(f"<p>一篇：<a href='{other}'>{its}</a></p>" for other, its in beside)
        chained[path] = report(title, after=after.replace("一篇", "下一篇"))
    pages = SECTION | chained | {"/gk/nb/": page(links(*entries[:3], dates=True))}
    found = walk(pages)
    assert found.reports == set(paths(entries))
    assert len(found.asked) == len(set(found.asked))
    assert found.years["/gk/nb/2010.html"] == 2010


def test_a_chain_without_end_is_left():
    pages = {"/gk/nb/": page(links(*yearly(years=range(2020, 2021)), dates=True))} | SECTION

    class Endless(dict[str, str]):
        def get(self, path, default=None):
            if "/gk/nb/2" not in path:
                return super().get(path, default)
            onward = f"<p>下一篇：<a href='{path.removesuffix('.html')}0.html'>{TITLE}</a></p>"
            return report(TITLE, after=onward)

    assert len(walk(Endless(pages)).asked) < 600
