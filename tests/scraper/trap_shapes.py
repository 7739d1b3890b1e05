"""More portals on paper: paths in circles, calendars, sessions, and texts that sound like reports."""

from tests.scraper.paper import links, page, report, titled
from tests.scraper.shapes import SECTION, Pages, Shape, add_unit, county, name, paths, shape, yearly


@shape
def folders_within_folders() -> Shape:
    """Links relative to wherever one is: every path below the section answers with the same page."""
    entries = yearly()
    same = page(links(("nb/", "信息公开年报"), ("gk/", "政府信息公开"), ("bm/", "部门信息公开"), *entries))
    pages: Pages = {"/": SECTION["/"]} | titled(*entries)
    folders = ["/gk/"]
    for _ in range(5):
        pages |= dict.fromkeys(folders, same)
        folders = [folder + below for folder in folders for below in ("nb/", "gk/", "bm/")]
    return Shape(pages, paths(entries), most=12)


@shape
def calendar_of_years_and_months() -> Shape:
    """Beside the list a calendar leads to every month of every year, none of which holds anything."""
    entries = yearly()

    def calendar(year: int) -> str:
        beside = links((f"/gk/nb/?y={year - 1}", f"{year - 1}年"), (f"/gk/nb/?y={year + 1}", f"{year + 1}年"))
        return beside + links(
            *((f"/gk/nb/?y={year}&m={month}", f"{year}年{month}月") for month in range(1, 13))
        )

    found = county(links(*entries, dates=True) + calendar(2021), entries)
    found.pages |= {f"/gk/nb/?y={year}": page(calendar(year)) for year in range(2000, 2040)}
    found.most = 12
    return found


@shape
def short_sessions_in_queries() -> Shape:
    """Every page hands out other session numbers."""
    entries = yearly()
    pages: Pages = {
        "/": page(links(("/gk/?sid=a1b2c3", "信息公开"))),
        "/gk/": page(links(("/gk/nb/?sid=a9b8c7", "信息公开年报"), ("/gk/?sid=d1e2f3", "信息公开"))),
        "/gk/nb/": page(
            links(*((f"{path}?sid=f{n}e{n}d{n}", title) for n, (path, title) in enumerate(entries)))
        ),
    }
    return Shape(pages | titled(*entries), paths(entries), most=8)


@shape
def departments_with_sites_of_their_own_below_the_host() -> Shape:
    """The home page lists the departments' sites; each has a section and a column of its own."""
    units = ("水利局", "教育局", "财政局", "大坪镇")
    menu = links(*((f"/{number}/", f"某县{unit}") for number, unit in enumerate(units)))
    pages: Pages = {"/": page(f"<h3>部门网站</h3>{menu}")}
    wanted: list[str] = []
    for number, unit in enumerate(units):
        entries = [(f"/{number}/nb/{year}.html", name(unit, year)) for year in (2020, 2021)]
        pages |= {
            f"/{number}/": page(links((f"/{number}/dt/", "部门动态"), (f"/{number}/gk/", "信息公开"))),
            f"/{number}/gk/": page(links((f"/{number}/nb/", "年报"))),
            f"/{number}/nb/": page(links(*entries)),
        } | titled(*entries)
        wanted += paths(entries)
    return Shape(pages, wanted)


@shape
def neighbours_of_units_columns() -> Shape:
    """Beside a unit's annual reports stands what else it discloses, which is not asked for."""
    units = ("水利局", "教育局", "财政局")
    pages: Pages = {
        "/": SECTION["/"],
        "/gk/": page(links(*((f"/gk/{n}/", unit) for n, unit in enumerate(units)))),
    }
    wanted: list[str] = []
    for number, unit in enumerate(units):
        wanted += add_unit(pages, f"/gk/{number}/", unit, "法定主动公开内容")
    return Shape(pages, wanted, most=2 + 2 * len(units) + len(wanted))


@shape
def titles_of_many_wordings() -> Shape:
    """Reports under all the names that they have had, and agencies whose names hold words of other things."""
    titles = (
        "水利局2022年度信息公开年报",
        "财政局关于2019年政府信息公开工作情况的报告",
        "某县人民政府二〇一八年政府信息公开年度报告",
        "应急管理局政府信息公开年度报告（2021年）",
        "【年报】残联2022年政府信息公开工作年度报告",
        "交通运输局2020年度政府信息公开工作年度报告(更正版)",
        "关于公布某县2012年政府信息公开工作年度报告的公告",
        "县委机构编制委员会办公室2021年政府信息公开工作年度报告",
        "卫生和计划生育局2016年政府信息公开工作年度报告",
        "公共资源交易采购中心2020年信息公开年报",
        "考核办2019年政府信息公开年度报告",
    )
    entries = [(f"/gk/nb/{number}.html", title) for number, title in enumerate(titles)]
    others = (
        "2023年政府信息公开工作计划",
        "2022年教育局工作总结",
        "一图读懂2022年政府信息公开年度报告",
        "某县召开政府信息公开年度报告编制培训会",
        "2022年度政务公开培训总结",
        "2021年度食品安全年报",
    )
    beside = [(f"/gk/nb/b{number}.html", title) for number, title in enumerate(others)]
    found = county(links(*entries, *beside, dates=True), entries)
    body = "<p>政府信息公开工作有序开展，主动公开各类信息，依申请公开渠道畅通。</p>"
    found.pages |= {path: report(title, body) for path, title in beside}
    return found


@shape
def cut_titles_of_long_names() -> Shape:
    """Titles are cut before they say anything but the agency."""
    entries = [
        (f"/gk/nb/{n}.html", name(f"某县{unit}", 2021)) for n, unit in enumerate(("市场监督管理局", "水利局"))
    ]
    cut = "".join(
        f"<tr><td><a href='{path}'>{title[:9]}...</a></td><td>2022-01-20</td></tr>" for path, title in entries
    )
    return county(f"<table>{cut}</table>", entries)


@shape
def units_lists_of_everything_under_a_menu() -> Shape:
    """Every page carries the section's menu; reports stand on pages 1 and 3 of a unit's list of notices."""
    menu = "<div class='nav'>" + links(("/gk/", "政府信息公开"), ("/gk/slj/", "水利局")) + "</div>"
    pages: Pages = {
        "/": SECTION["/"],
        "/gk/": page(menu + links(("/gk/slj/", "水利局"), ("/gk/jyj/", "教育局"))),
    }
    pages["/gk/jyj/"] = page(menu)
    entries = [(f"/gk/slj/r{year}.html", name("水利局", year)) for year in (2021, 2019)]
    for number, shown in enumerate((entries[:1], [], entries[1:])):
        notices = [(f"/gk/slj/n{number}{n}.html", f"关于第{number}{n}号事项的通知") for n in range(4)]
        pager = f'<script>createPageHTML(3, {number}, "index", "html");</script>'
        path = f"/gk/slj/index_{number}.html" if number else "/gk/slj/"
        pages[path] = page(menu + links(*shown, *notices, dates=True) + pager)
    return Shape(pages | titled(*entries), paths(entries))


@shape
def titles_that_say_more_than_the_text() -> Shape:
    """Title attributes hold the day of publication too; link texts hold the date."""
    entries = yearly(years=range(2018, 2020))
    inside = yearly("水利局", range(2020, 2022))
    first = "".join(
        f"<li><a href='{path}' title='标题：{title} 发布日期：2022-01-20'>{title}</a></li>"
        for path, title in entries
    )
    second = "".join(f"<a href='{path}'><b>{title}</b><i>2022-01-20</i></a>" for path, title in inside)
    return county(f"<ul>{first}</ul><div>{second}</div>", [*entries, *inside])


@shape
def one_unit_alone_behind_a_hub() -> Shape:
    """The departments' page lists a single department, among other things."""
    pages: Pages = {
        "/": SECTION["/"],
        "/gk/": page(links(("/gk/bm/", "县政府部门"), ("/gk/zc/", "政策文件"))),
        "/gk/bm/": page(links(("/gk/bm/slj/", "水利局"), ("/gk/bm/tz/", "通知"), ("/gk/bm/zc/", "其他"))),
    }
    wanted = add_unit(pages, "/gk/bm/slj/", "水利局", "机构职能")
    return Shape(pages, wanted, most=8)


@shape
def news_of_published_reports() -> Shape:
    """News tell that reports were published, with figures about them."""
    entries = yearly(years=range(2020, 2022))
    titles = ("某县发布2021年政府信息公开工作年度报告", "我县2021年政府信息公开年报出炉")
    news = [(f"/gk/nb/n{number}.html", title) for number, title in enumerate(titles)]
    found = county(links(*entries, *news, dates=True), entries)
    body = "<p>近日公布政府信息公开工作年度报告，全年主动公开信息1200条，收到依申请公开35件。</p>"
    found.pages |= {path: report(title, body) for path, title in news}
    return found
