"""Portals on paper whose ways to units and to older years go by words that nobody listed."""

from collections.abc import Callable

from tests.scraper.paper import links, page, report, titled
from tests.scraper.shapes import SHAPES, Shape, county, name, paths, shape, yearly

UNITS = ("教育局", "水利局", "大坪镇人民政府", "城东街道办事处")


def _units_behind(words: str) -> Callable[[], Shape]:
    """The county's own column is known by its name, that of the units stands behind a page of their names."""

    def build() -> Shape:
        entries = yearly()
        beside = (("zn.html", "公开指南"), ("/dt/", "部门动态"), ("/zz/", "机构职能"), ("/ys/", "部门预算"))
        pages = {
            "/": page(links(("/gk/", "政务公开"))),
            "/gk/": page(links(*beside, ("nb/", "政府信息公开年报"), ("jg/", words))),
            "/gk/nb/": page(links(*entries, dates=True)),
            "/gk/jg/": page(links(*((f"/u{number}/", unit) for number, unit in enumerate(UNITS)))),
        } | titled(*entries)
        wanted = paths(entries)
        for number, unit in enumerate(UNITS):
            own = [(f"/u{number}/nb/{year}.html", name(unit, year)) for year in (2020, 2021)]
            pages[f"/u{number}/"] = page(links(("/jj.html", "单位简介"), (f"/u{number}/nb/", "年报")))
            pages |= {f"/u{number}/nb/": page(links(*own, dates=True))} | titled(*own)
            wanted += paths(own)
        return Shape(pages=pages, wanted=wanted)

    return build


for words in ("按机构分类", "部门和乡镇信息", "镇乡(街道)", "全区各单位", "组织机构"):
    SHAPES[f"units_behind_{words}"] = _units_behind(words)


def _units_by_letter(groups: tuple[str, ...], *, in_column: bool) -> Callable[[], Shape]:
    """Units stand behind the letters with which their names begin, in the column or on the way to it."""

    def build() -> Shape:
        row = "".join(f'<a href="/gk/{number}.html">{letters}</a> ' for number, letters in enumerate(groups))
        index = page(f"{row}<a href='/ct/'>A+</a><p>按首字母选择单位</p>", "单位")
        pages = {"/": page(links(("/gk/", "政务公开"))), "/gk/": page(links(("/gk/l.html", "按首字母")))}
        pages["/gk/l.html"] = index
        if in_column:
            pages["/gk/"] = page(links(("/gk/nb.html", "政府信息公开年报")))
            pages["/gk/nb.html"] = index
        wanted: list[str] = []
        for number in range(len(groups)):
            unit = UNITS[number % len(UNITS)]
            own = [(f"/u{number}/nb/{year}.html", name(f"{unit}{number}组", year)) for year in (2020, 2021)]
            shown = links((f"/u{number}/", unit), (f"/x{number}/", "水文站"))
            pages[f"/gk/{number}.html"] = page(row + shown)
            column = links(*own, dates=True)
            pages[f"/u{number}/"] = page(column if in_column else links((f"/u{number}/nb/", "年报")))
            pages |= {f"/u{number}/nb/": page(column), f"/x{number}/": page("<p>暂无信息</p>")} | titled(*own)
            wanted += paths(own)
        return Shape(pages=pages, wanted=wanted)

    return build


SHAPES["units_by_letter_in_a_column"] = _units_by_letter(("A", "B", "C"), in_column=True)
SHAPES["units_by_letters_in_a_column"] = _units_by_letter(("A-D", "EFGH", "J—M"), in_column=True)
SHAPES["units_by_letter_on_the_way"] = _units_by_letter(tuple("BDHJS"), in_column=False)


def _older_behind(words: str) -> Callable[[], Shape]:
    """Beside the list stands the way to a second one, of which only the column tells what it holds."""

    def build() -> Shape:
        new, old = yearly(years=range(2019, 2023)), yearly(years=range(2012, 2019))
        other = links(("/ls/", "历史沿革"), ("/dd.html", "地方历史文化"))
        column = links(*new, dates=True) + f'<p><a href="ls.html">{words}</a></p>{other}'
        return county(column, [*new, *old], {"/gk/nb/ls.html": page(links(*old, dates=True))})

    return build


for words in ("历史信息", "往年&gt;&gt;", "2018年及以前", "历年年报归档"):
    SHAPES[f"older_years_behind_{words}"] = _older_behind(words)


@shape
def older_years_behind_each_other() -> Shape:
    """往年 leads to a page that has a 往年 of its own, and that one back."""
    new, old, oldest = (yearly(years=range(start, start + 3)) for start in (2019, 2016, 2013))
    more = {
        "/gk/nb/a.html": page(links(*old, dates=True) + '<a href="b.html">往年</a>'),
        "/gk/nb/b.html": page(links(*oldest, dates=True) + '<a href="a.html">往年</a>'),
    }
    return county(links(*new, dates=True) + '<a href="a.html">往年</a>', [*new, *old, *oldest], more)


def _units_with_years(heading: str, title: str) -> Callable[[], Shape]:
    """Units stand on the section's page; a unit's page has nothing but the years of its reports."""

    def build() -> Shape:
        units = links(*((f"/ar?area={number}", unit) for number, unit in enumerate(UNITS)))
        pages = {"/": page(links(("/gk/", "政府信息公开"))), "/gk/": page(heading + units)}
        wanted: list[str] = []
        for number, unit in enumerate(UNITS):
            own = [(f"/ar?area={number}&fbtime={year}", f"{year}年") for year in (2020, 2021, 2022)]
            pages[f"/ar?area={number}"] = page(links(*own), f"{title}{unit}")
            pages |= {path: report(name(unit, int(text[:4]))) for path, text in own}
            wanted += paths(own)
        return Shape(pages=pages, wanted=wanted)

    return build


SHAPES["units_with_years_below_a_heading"] = _units_with_years("<h3>政府信息公开年度报告</h3>", "")
SHAPES["units_with_years_alone"] = _units_with_years("<h3>部门</h3>", "年报 ")
