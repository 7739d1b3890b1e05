"""Portals on paper whose links say nothing: what they are about stands in the row, the card, the term."""

from tests.scraper.paper import links, page, report, titled
from tests.scraper.shapes import Shape, county, name, paths, shape, yearly

UNITS = ("水利局", "数据资源服务中心", "大坪镇人民政府", "县委办")


def _files(count: int = len(UNITS)) -> list[str]:
    return [f"/f/{number}.pdf" for number in range(count)]


def _of_files(body: str, files: list[str]) -> Shape:
    found = county(body, [])
    found.pages |= dict.fromkeys(files, "%PDF-1.4")
    found.wanted = files
    return found


def _per_unit(row: str) -> str:
    return "".join(row.format(number=n, unit=unit, title=name(unit, 2021)) for n, unit in enumerate(UNITS))


@shape
def files_in_rows_of_a_table() -> Shape:
    """Unit, year and date are cells of their own; a handler opens the last file."""
    row = (
        "<tr><td>{number}</td><td>{unit}</td><td>2021</td><td>2022-01-20</td>"
        "<td><a href='/f/{number}.pdf'>查看</a></td></tr>"
    )
    heads = "<tr><th>序号</th><th>单位名称</th><th>年份</th><th>日期</th><th>操作</th></tr>"
    opening = "<a href='#' onclick=\"window.open('/f/4.pdf')\">下载</a>"
    last = f"<tr><td>9</td><td>司法局</td><td>2021</td><td>-</td><td>{opening}</td></tr>"
    return _of_files(f"<h3>2021年度</h3><table>{heads}{_per_unit(row)}{last}</table>", _files(5))


@shape
def files_beside_pages() -> Shape:
    """A row leads to the page and to the file of one report."""
    row = (
        "<tr><td>{title}</td><td><a href='/h/{number}.html'>查看</a></td>"
        "<td><a href='/f/{number}.doc'>下载</a></td></tr>"
    )
    files = [path.replace("pdf", "doc") for path in _files()]
    found = _of_files(f"<table>{_per_unit(row)}</table>", files)
    entries = [(f"/h/{number}.html", name(unit, 2021)) for number, unit in enumerate(UNITS)]
    found.pages |= titled(*entries)
    found.wanted = [*files, *paths(entries)]
    return found


@shape
def files_on_cards() -> Shape:
    """The title is a heading of the card; a list of such cards is no report, whatever its headings say."""
    link = "<div class='ops'><a class='btn' href='/f/{number}.pdf'>点击下载</a></div>"
    card = f"<div class='item'><h4>{{title}}</h4>{link}</div>"
    return _of_files(f"<div class='list'>{_per_unit(card)}</div>", _files())


@shape
def files_in_rows_of_divisions() -> Shape:
    """A table that is made of divisions."""
    cell = "<div class='td'>{}</div>"
    link = "<a href='/f/{number}.pdf'>详情</a>"
    row = f"<div class='tr'>{cell.format('{unit}')}{cell.format('2021年')}{cell.format(link)}</div>"
    return _of_files(f"<div class='table'>{_per_unit(row)}</div>", _files())


@shape
def files_under_terms() -> Shape:
    """A list of terms, each a unit, under the heading of a year."""
    return _of_files(
        f"<h3>2021年</h3><dl>{_per_unit('<dt>{unit}</dt><dd><a href=/f/{number}.pdf>下载</a></dd>')}</dl>",
        _files(),
    )


@shape
def files_under_icons_and_other_words() -> Shape:
    """A link may say what kind of file it is, or show a picture."""
    words = (
        "下载PDF",
        "[PDF]",
        "Word版",
        "【下载】",
        "附件1",
        "文档下载",
        "↓",
        "查看原文",
        "<img src='pdf.png'>",
    )
    items = "".join(
        f"<li><span>{name(f'第{number}局', 2021)}</span> <a href='/f/{number}.pdf'>{one}</a></li>"
        for number, one in enumerate(words)
    )
    return _of_files(f"<ul>{items}</ul>", _files(len(words)))


@shape
def a_unit_s_page_with_a_bare_link() -> Shape:
    """Nothing but 查看 stands on the page of a unit."""
    units = "".join(f"<li><a href='/gk/u{number}/nb/'>{unit}</a></li>" for number, unit in enumerate(UNITS))
    found = _of_files(f"<ul>{units}</ul>", _files())
    shown = "<html><body><div class='con'><a href='/f/{}.pdf'>查看</a></div></body></html>"
    found.pages |= {f"/gk/u{number}/nb/": shown.format(number) for number in range(len(UNITS))}
    return found


@shape
def files_of_other_kinds_among_them() -> Shape:
    """Guides, forms, plans and the reports of other matters are downloaded beside the one report."""
    others = (
        "政府信息公开指南",
        "依申请公开申请表",
        "2021年政府工作报告",
        "2021年财政决算报告",
        "法治政府建设年度报告",
    )
    items = "".join(
        f"<li>{title}<a href='/o/{number}.pdf'>下载</a></li>" for number, title in enumerate(others)
    )
    return _of_files(f"<ul>{items}<li>{name('水利局', 2021)}<a href='/f/0.pdf'>下载</a></li></ul>", _files(1))


@shape
def other_matters_in_the_first_row() -> Shape:
    """What stands in the first row, above the others, is an entry like them and no head of their columns."""
    row = "<tr><td><span>{title}</span> <a href='/f/{number}.pdf'>查看</a></td><td>2022-01-20</td></tr>"
    first = row.format(number="o", title="2021年法治政府建设年度报告")
    return _of_files(f"<table>{first}{_per_unit(row)}</table>", _files())


@shape
def units_beside_years_that_span_rows() -> Shape:
    """The unit's cell reaches over the rows of its years."""
    rows, pages = "", {}
    for number, unit in enumerate(UNITS):
        for year in (2020, 2021):
            first = f"<td rowspan='2'>{unit}</td>" if year == 2020 else ""
            path = f"/h/{number}{year}.html"
            rows += f"<tr>{first}<td>{year}年</td><td><a href='{path}'>查看</a></td></tr>"
            pages[path] = report(name(unit, year))
    found = county(f"<table>{rows}</table>", [], pages)
    found.wanted = list(pages)
    return found


@shape
def days_as_links_beside_titles() -> Shape:
    """The title is text, and the day of publication the link to it."""
    entries = yearly(years=range(2018, 2022))
    days = ("2019-01-20", "2020年1月20日", "[2021-01-20 10:15]", "2022/1/20")
    items = "".join(
        f"<li>{title} <a href='{path}'>{day}</a></li>"
        for (path, title), day in zip(entries, days, strict=True)
    )
    return county(f"<ul>{items}</ul>", entries)


@shape
def elements_that_go_where_an_attribute_of_theirs_says() -> Shape:
    """No anchors: what a click does reads the address off the element."""
    entries = yearly(years=range(2018, 2021))
    ways = (
        "href='{}' onclick=\"location=this.getAttribute('href')\"",
        "data-to='{}' onclick=\"window.open($(this).data('to'))\"",
        "rel='{}' onclick='location.href=this.rel'",
    )
    items = "".join(
        f"<li><span class='link' {one.format(path)}>{title}</span></li>"
        for (path, title), one in zip(entries, ways, strict=True)
    )
    return county(f"<ul>{items}</ul>", entries)


@shape
def a_channel_of_a_search_engine_in_a_frame() -> Shape:
    """The path says search, and no word is asked for: it lists a channel. The search beside it is none."""
    entries = yearly(years=range(2014, 2022))
    service = "/was5/web/search?channelid=2301"
    return county(
        f"<iframe src='{service}'></iframe><a href='{service}&searchword=%E5%B9%B4%E6%8A%A5'>更多年报</a>",
        entries,
        {
            service: page(links(*entries[:4]) + "<a href='search?channelid=2301&page=2'>下一页</a>"),
            f"{service}&page=2": page(links(*entries[4:])),
        },
    )
