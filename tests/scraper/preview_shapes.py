"""Portals on paper that show a few reports on the way: among the news, in boxes, beside a unit's columns."""

from collections.abc import Callable

from tests.scraper.paper import links, page, titled
from tests.scraper.shapes import SHAPES, Entry, Shape, name, paths, shape, yearly

UNITS = ("教育局", "水利局", "大坪镇人民政府")
NEWS = '<li><a href="/xw/{0}.html">某县召开第{0}次会议</a><span>2022-01-1{0}</span></li>'


def _shown(entries: list[Entry]) -> str:
    """The newest reports with their dates, among the news."""
    items = "".join(NEWS.format(number) for number in (1, 2))
    reports = "".join(
        f'<li><a href="{path}">{title}</a><span>2022-01-20</span></li>' for path, title in entries
    )
    return f"<ul>{items}{reports}</ul>"


def _previewed(home: Callable[[str], str], gk: Callable[[str], str]) -> Shape:
    """A county whose home page and 公开 page are made of the newest reports."""
    entries = yearly()
    pages = {
        "/": page(home(_shown(entries[-1:]))),
        "/gk/": page(gk(_shown(entries[-2:]))),
        "/gk/nb/": page(links(*entries, dates=True)),
    }
    return Shape(pages=pages | titled(*entries), wanted=paths(entries))


def _entry(_: str) -> str:
    return links(("/gk/", "政府信息公开"))


@shape
def a_report_among_the_news_of_the_home_page() -> Shape:
    """The menu stands in the same division as the news."""
    return _previewed(
        lambda news: f'<div class="main"><a href="/gk/">政务公开</a><a href="/fw/">办事</a>{news}</div>',
        lambda _: '<div><a href="zn.html">公开指南</a><a href="nb/">公开年报</a></div>',
    )


@shape
def a_menu_and_the_news_in_cells_of_one_row() -> Shape:
    """Pages set in tables: the row of the menu is that of the news."""
    return _previewed(
        lambda news: f'<table><tr><td><a href="/gk/">信息公开</a></td><td>{news}</td></tr></table>',
        lambda news: f'<table><tr><td><a href="nb/">年度报告</a></td><td><div>{news}</div></td></tr></table>',
    )


@shape
def a_menu_under_the_date_of_today() -> Shape:
    """A clock stands beside the menu."""
    clock = "<span>今天是2022年3月4日 星期五</span>"
    return _previewed(
        lambda _: f'<div>{clock}<a href="/gk/">政务公开</a></div>',
        lambda _: '<div><a href="nb/">公开年报</a><span>2022-03-04 星期五</span></div>',
    )


@shape
def newest_entries_beside_the_column() -> Shape:
    """The newest of the section, then its columns, all in one division."""
    return _previewed(
        _entry,
        lambda news: (
            f'<div><h3>最新公开</h3>{news}<h3>栏目</h3><a href="zn/">指南</a><a href="nb/">年度报告</a></div>'
        ),
    )


@shape
def a_box_whose_heading_leads_to_the_column() -> Shape:
    return _previewed(
        _entry, lambda news: f'<div class="box"><h3><a href="nb/">年度报告</a></h3>{news}</div>'
    )


@shape
def a_box_with_more_beside_its_heading() -> Shape:
    return _previewed(
        _entry,
        lambda news: (
            f'<div class="box"><h3>公开年报</h3><a class="more" href="nb/">更多&gt;&gt;</a>{news}</div>'
        ),
    )


@shape
def the_newest_report_on_the_pages_of_units() -> Shape:
    """Each unit's page shows its newest report beside its columns."""
    pages = {"/": page(links(("/bm/", "部门信息公开")))}
    pages["/bm/"] = page(links(*((f"/u{number}/", f"某县{unit}") for number, unit in enumerate(UNITS))))
    wanted = []
    for number, unit in enumerate(UNITS):
        entries = [(f"/u{number}/nb/{year}.html", name(unit, year)) for year in range(2018, 2022)]
        columns = '<a href="zn.html">指南</a><a href="nb/">年报</a>'
        pages[f"/u{number}/"] = page(f"<div>{columns}<h3>最新信息</h3>{_shown(entries[-1:])}</div>")
        pages[f"/u{number}/nb/"] = page(links(*entries, dates=True))
        pages |= titled(*entries)
        wanted += paths(entries)
    return Shape(pages=pages, wanted=wanted)


BOXES = {
    "more_before_its_heading": '<div class="hd"><a href="{}">更多&gt;</a><h3>{}</h3></div>',
    "more_beside_bare_words": "<div><span>{1}</span><a href='{0}'>[更多]</a></div>",
    "more_in_a_cell_beside": "<table><tr><td>{1}</td><td><a href='{0}'>查看更多</a></td></tr></table>",
    "more_as_an_icon": "<div class='tit'><h3>{1}</h3><a class='icon-more' href='{0}'><i></i></a></div>",
    "more_as_a_picture": "<div><b>{1}</b><a href='{0}'><img src='/img/more.gif'></a></div>",
    "more_by_its_title": "<div><h3>{1}</h3><a href='{0}' title='更多'>+</a></div>",
    "more_with_a_title_of_its_own": "<div><a href='{0}' title='{1}'>更多</a></div>",
}
"""Heads of boxes, by the address and the name of the column that they lead to."""


def _boxes(head: str) -> Callable[[], Shape]:
    """Boxes of the section, each with a few entries; that of the reports stands between two others."""

    def build() -> Shape:
        def other(path: str, name: str) -> str:
            shown = '<li><a href="/tz/1.html">关于开放停车场的通知</a><span>2022-01-03</span></li>'
            return f'<div class="box">{head.format(path, name)}<ul>{shown * 2}</ul></div>'

        return _previewed(
            _entry,
            lambda news: (
                other("/zc/", "政策文件")
                + f'<div class="box">{head.format("nb/", "年度报告")}{news}</div>'
                + other("/cz/", "财政信息")
            ),
        )

    return build


for layout, head in BOXES.items():
    SHAPES[layout] = _boxes(head)


def _nameless(more: str) -> Callable[[], Shape]:
    """A box on the home page that shows reports alone and is named by nothing beside it."""

    def build() -> Shape:
        entries = yearly()
        tabs = '<ul class="tab"><li data-for="a">要闻</li><li data-for="b">年报</li></ul>'
        news = f'<div id="a"><ul>{NEWS.format(1)}{NEWS.format(2)}</ul><a href="/xw/">更多</a></div>'
        pages = {
            "/": page(f'{tabs}{news}<div id="b">{links(*entries[-2:], dates=True)}{more}</div>'),
            "/l7/": page(links(*entries, dates=True)),
        }
        return Shape(pages=pages | titled(*entries), wanted=paths(entries))

    return build


SHAPES["a_tab_of_reports_with_more"] = _nameless('<a href="/l7/">更多</a>')
SHAPES["a_tab_of_reports_with_an_icon"] = _nameless('<p><a href="/l7/"><img src="/i/more2.png"></a></p>')
