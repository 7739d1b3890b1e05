"""Portals of every shape, on paper. Each function builds one; its docstring says what is odd about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.scraper.paper import FORM, HOST, links, page, report, titled

Pages = dict[str, str]
Entry = tuple[str, str]


@dataclass
class Shape:
    """A portal on paper and what is to be found on it, in at most `most` requests."""

    pages: Pages
    wanted: Sequence[str]
    hosts: tuple[str, ...] = (HOST,)
    start: tuple[str, ...] = ()
    most: int = 60


SHAPES: dict[str, Callable[[], Shape]] = {}

SECTION: Pages = {
    "/": page(links(("/gk/", "政府信息公开"))),
    "/gk/": page(links(("/gk/nb/", "政府信息公开年报"))),
}


def shape(build: Callable[[], Shape]) -> Callable[[], Shape]:
    """Register a shape under its function's name."""
    SHAPES[build.__name__] = build
    return build


def name(unit: str, year: int) -> str:
    """The usual title."""
    return f"{unit}{year}年政府信息公开工作年度报告"


def yearly(unit: str = "某县", years: range = range(2018, 2022)) -> list[Entry]:
    """One report a year."""
    return [(f"/gk/nb/{year}.html", name(unit, year)) for year in years]


def county(column: str, entries: list[Entry], more: Pages | None = None) -> Shape:
    """A county whose column page has the given body and leads to the given reports."""
    pages = SECTION | {"/gk/nb/": page(column)} | titled(*entries) | (more or {})
    return Shape(pages, [path for path, _ in entries])


def paths(entries: Sequence[Entry]) -> list[str]:
    """The paths of entries."""
    return [path for path, _ in entries]


def add_unit(pages: Pages, base: str, unit: str, beside: str) -> list[str]:
    """Put a unit's page, its column and two reports on the portal; beside the column stands another one."""
    entries = [(f"{base}nb/{year}.html", name(unit, year)) for year in (2020, 2021)]
    pages[base] = page(links((base + "xx/", beside), (base + "nb/", "信息公开年报")))
    pages.update({base + "nb/": page(links(*entries, dates=True), unit)} | titled(*entries))
    return paths(entries)


@shape
def units_behind_hubs() -> Shape:
    """部门信息公开 and 乡镇信息公开 list units; each unit has a 信息公开年报 of its own."""
    pages = {
        "/": page(links(("/zw/", "政务公开"), ("/news/", "新闻中心"))),
        "/zw/": page(
            links(("/zw/bm/", "部门信息公开"), ("/zw/xz/", "乡镇信息公开"), ("/zw/zn/", "信息公开指南"))
        ),
    }
    wanted = []
    for kind, units in (
        ("bm", ("水利局", "教育局", "财政局")),
        ("xz", ("大坪镇", "石桥乡", "城关街道办事处")),
    ):
        pages[f"/zw/{kind}/"] = page(links(*((f"/zw/{kind}/{n}/", unit) for n, unit in enumerate(units))))
        for number, unit in enumerate(units):
            wanted += add_unit(pages, f"/zw/{kind}/{number}/", unit, "机构职能")
    return Shape(pages, wanted)


@shape
def hub_in_pages() -> Shape:
    """部门信息公开 lists its units on three pages."""
    pages = {
        "/": page(links(("/zw/", "政府信息公开"))),
        "/zw/": page(links(("/zw/bm.html", "部门信息公开"), ("/zw/zn/", "信息公开指南"))),
    }
    wanted = []
    for number, units in enumerate((("水利局", "教育局"), ("财政局", "民政局"), ("林业局", "审计局")), 1):
        onward = f"<p>共3页 <a href='bm_{number + 1}.html'>下一页</a></p>" if number < 3 else ""
        own = [(f"/zw/{number}{n}/", unit) for n, unit in enumerate(units)]
        pages[f"/zw/bm_{number}.html" if number > 1 else "/zw/bm.html"] = page(links(*own) + onward)
        for base, unit in own:
            wanted += add_unit(pages, base, unit, "机构职能")
    return Shape(pages, wanted)


@shape
def year_folders_of_units() -> Shape:
    """The column has bare years; a year's page has nothing but unit names, one of them of no known kind."""
    units = ("县政府办", "水利局", "文旅广体", "大坪镇", "供销社")
    years = (2019, 2020, 2021)
    found = county(links(*((f"/gk/nb/{year}/", str(year)) for year in years)), [])
    found.wanted = [f"/gk/nb/{year}/{n}.html" for year in years for n in range(len(units))]
    for year in years:
        entries = [(f"/gk/nb/{year}/{n}.html", unit) for n, unit in enumerate(units)]
        found.pages[f"/gk/nb/{year}/"] = page(f"<div class='con'>{links(*entries)}</div>")
        found.pages |= {path: report(name(unit, year)) for path, unit in entries}
    return found


def _behind(home: str) -> Shape:
    found = county(links(*yearly()), yearly())
    found.pages |= {"/": home, "/main/index.html": SECTION["/"]}
    return found


@shape
def splash_with_refresh() -> Shape:
    """The home page is a meta refresh."""
    return _behind('<html><head><meta http-equiv="refresh" content="0;url=/main/index.html"></head></html>')


@shape
def splash_with_script() -> Shape:
    """The home page is a script that goes elsewhere."""
    return _behind('<html><script>window.location.href="/main/index.html";</script></html>')


@shape
def splash_with_frames() -> Shape:
    """The home page is a frameset."""
    return _behind('<html><frameset rows="*"><frame src="/main/index.html"></frameset></html>')


@shape
def splash_with_picture() -> Shape:
    """The home page is a picture with a way in."""
    return _behind(page('<a href="/main/index.html"><img src="a.jpg" alt="进入网站"></a>'))


@shape
def links_as_pictures() -> Shape:
    """Section and column are pictures with alt or title texts."""
    found = county(links(*yearly()), yearly())
    found.pages["/"] = page('<a href="/gk/"><img src="gk.png" alt="政府信息公开"></a>')
    found.pages["/gk/"] = page('<a href="/gk/nb/"><img src="x.png" title="政府信息公开年报"></a>')
    return found


@shape
def more_after_heading() -> Shape:
    """The column is behind a 更多 whose box says what there is more of."""
    entries = yearly(years=range(2015, 2022))
    found = county(links(*entries), entries)
    box = (
        "<div class='box'><div class='tit'><span>{}</span><a href='{}'>更多&gt;&gt;</a></div>{}</div>".format
    )
    found.pages["/gk/"] = page(
        box("政府信息公开年报", "/gk/nb/", links(*entries[:2])) + box("公示公告", "/gk/gg/", "")
    )
    return found


@shape
def articles_of_unit_names() -> Shape:
    """Yearly articles whose bodies hold unit names as links, one of them a file."""
    units = ("县发展改革局", "县教科局", "县公安局", "茶亭镇", "官渡乡")
    found = county(
        links(
            ("/gk/nb/2021.html", "2021年各单位政府信息公开年报汇总"),
            ("/gk/nb/2020.html", "2020年度各部门政府信息公开工作年度报告"),
            dates=True,
        ),
        [],
    )
    wanted = []
    for year in (2020, 2021):
        entries = [(f"/f/{year}/{n}.html", unit) for n, unit in enumerate(units)]
        body = "".join(f'<a href="{path}">{unit}</a>&nbsp;' for path, unit in entries)
        file = f"/f/{year}/sw.pdf"
        body = f'<div id="zoom"><p>{body}<a href="{file}">税务局</a></p></div>'
        found.pages[f"/gk/nb/{year}.html"] = page(f"<h1>{year}年度各单位政府信息公开工作年度报告</h1>{body}")
        found.pages |= {path: report(name(unit, year)) for path, unit in entries} | {file: "%PDF"}
        wanted += [*paths(entries), file]
    found.wanted = wanted
    return found


@shape
def table_of_years() -> Shape:
    """A table: units down, years across."""
    rows, entries = "", []
    for number, unit in enumerate(("水利局", "林业局", "大坪镇")):
        own = [(f"/r/{number}{year}.html", name(unit, year)) for year in (2019, 2020, 2021)]
        cells = "".join(f'<td><a href="{path}">{path[-9:-5]}年</a></td>' for path, _ in own)
        rows += f"<tr><td>{unit}</td>{cells}</tr>"
        entries += own
    return county(f"<table>{rows}</table>", entries)


@shape
def pictures_beside_other_reports() -> Shape:
    """Reports are pictures; under each stand links to five others and to the one before."""
    entries = yearly("水利局", range(2016, 2023))
    found = county(links(*entries, dates=True), entries)
    after = (
        f"<div class='box'><h3>相关信息</h3>{links(*entries[:5])}</div>"
        f"<p>上一篇：<a href='{entries[0][0]}'>{entries[0][1]}</a></p>"
    )
    for path, title in entries:
        found.pages[path] = report(title, '<p><img src="/a.jpg"></p><p><img src="/b.jpg"></p>', after)
    return found


@shape
def old_prose() -> Shape:
    """Reports of 2012 to 2017 are a few numbered sentences and call themselves 总结."""
    entries = [(f"/gk/nb/{year}.html", f"水利局{year}年政府信息公开工作总结") for year in range(2012, 2018)]
    found = county(links(*entries, dates=True), entries)
    parts = (
        "一、概述。",
        "二、主动公开政府信息120条。",
        "三、依申请公开情况：未收到申请。",
        "四、存在的问题",
    )
    body = "".join(f"<p>{part}</p>" for part in parts)
    found.pages |= {path: report(title, body) for path, title in entries}
    return found


@shape
def calendar_and_endless_pager() -> Shape:
    """A calendar, a pager that shows the same list for ever, and links that must not be followed."""
    entries = yearly()
    days = "".join(f'<td><a href="/gk/nb/?d=2021-03-{day:02d}">{day}</a></td>' for day in range(1, 32))
    calendar = f"<div class='calendar'><table>{days}</table><a href='/gk/nb/?m=4'>下月</a></div>"
    bad = (
        '<a href="/search?q=1">站内</a><a href="/gk/nb/print.jsp?id=1">打印</a><a href="/share?u=1">分享</a>'
    )
    found = county("", entries)
    for number in range(1, 400):
        path = f"/gk/nb/?page={number}" if number > 1 else "/gk/nb/"
        onward = f"<div class='page'><a href='/gk/nb/?page={number + 1}'>下一页</a></div>"
        found.pages[path] = page(links(*entries) + calendar + bad + onward)
    found.pages["/"] = page(links(("/login.do", "登录"), ("/gk/", "信息公开")))
    found.most = 12
    return found


@shape
def endless_news() -> Shape:
    """A pager that goes on for ever with news."""
    entries = yearly()
    found = county(links(*entries) + "<div class='page'><a href='/gk/nb/?page=2'>下一页</a></div>", entries)
    for number in range(2, 400):
        news = [(f"/gk/nb/{number}{n}.html", f"我县开展第{number}次专项行动{n}取得实效") for n in range(9)]
        onward = f"<div class='page'><a href='/gk/nb/?page={number + 1}'>下一页</a></div>"
        found.pages[f"/gk/nb/?page={number}"] = page(links(*news) + onward)
    found.most = 20
    return found


@shape
def session_ids() -> Shape:
    """Every link carries a session id in its path."""
    entries = yearly()
    found = county(links(*((f"{path};jsessionid=77AF", title) for path, title in entries)), entries)
    found.pages["/"] = page(links(("/gk/;jsessionid=ABCDEF0123", "信息公开")))
    found.pages["/gk/"] = page(links(("/gk/nb/;jsessionid=99", "信息公开年报")))
    return found


@shape
def reports_among_notices() -> Shape:
    """Units have no column: their reports stand on the third page of a list of everything."""
    pages = {
        "/": SECTION["/"],
        "/gk/": page("<h3>县直部门</h3>" + links(("/gk/slj/", "水利局"), ("/gk/jyj/", "教育局"))),
    }
    wanted = []
    for slug, unit in (("slj", "水利局"), ("jyj", "教育局")):
        last = (f"/gk/{slug}/r.html", name(unit, 2020))
        wanted.append(last[0])
        pages |= titled(last)
        for number in (1, 2, 3):
            items = [(f"/gk/{slug}/n{number}{n}.html", f"关于{number}{n}号防汛工作的通知") for n in range(8)]
            onward = f"<div class='page'><a href='/gk/{slug}/index_{number + 1}.html'>下一页</a></div>"
            path = f"/gk/{slug}/index_{number}.html" if number > 1 else f"/gk/{slug}/"
            pages[path] = page(
                links(*items, last, dates=True) if number == 3 else links(*items, dates=True) + onward
            )
    return Shape(pages, wanted)


@shape
def departments_on_hosts_of_their_own() -> Shape:
    """Two departments are on allowed subdomains, a third link leads off."""
    found = county(links(*yearly()), yearly())
    hosts = {"slj": "水利局", "jyj": "教育局"}
    outside = [(f"http://{slug}.county.example/", unit) for slug, unit in hosts.items()]
    found.pages["/gk/"] = page(
        links(("/gk/nb/", "政府信息公开年报"), *outside, ("http://evil.example/", "财政局"))
    )
    wanted = list(found.wanted)
    for base, unit in outside:
        entries = [(f"{base}a/1.html", name(unit, 2021)), (f"{base}a/2.pdf", name(unit, 2020))]
        found.pages |= titled(*entries)
        found.pages[base] = page(links((f"{base}xxgk/", "信息公开")))
        found.pages[f"{base}xxgk/"] = page(links((f"{base}xxgk/nb/", "年报")))
        found.pages[f"{base}xxgk/nb/"] = page(links(*entries))
        wanted += paths(entries)
    found.wanted = wanted
    found.hosts = (HOST, *(f"{slug}.county.example" for slug in hosts))
    return found


@shape
def jump_lists() -> Shape:
    """Units are options of one select, the pages of their lists options of another."""
    options = '<option value="">--</option><option value="/gk/slj/nb.html">水利局</option>'
    options += '<option value="/gk/lyj/nb.html">林业局</option>'
    pages = {"/": SECTION["/"], "/gk/": page(f'<select onchange="go(this)">{options}</select>')}
    turn = "".join(f'<option value="nb{f"_{n}" if n > 1 else ""}.html">第{n}页</option>' for n in (1, 2, 3))
    pages["/gk/lyj/nb.html"] = page("", "政府信息公开年报")
    wanted = []
    for number in (1, 2, 3):
        entries = [
            (f"/gk/slj/{year}.html", name("水利局", year))
            for year in range(2010 + 3 * number, 2013 + 3 * number)
        ]
        path = f"/gk/slj/nb_{number}.html" if number > 1 else "/gk/slj/nb.html"
        pages[path] = page(
            f'{links(*entries)}<select onchange="location=this.value">{turn}</select>', "政府信息公开年报"
        )
        pages |= titled(*entries)
        wanted += paths(entries)
    return Shape(pages, wanted)


@shape
def pager_in_a_script() -> Shape:
    """The pager's links only call a function that joins the URL."""
    found = county("", [])
    found.pages["/gk/"] = page(links(("/gk/nb/list.html", "信息公开年报")))
    turned = 'if(n==1) location.href="list.html"; else location.href="list_"+n+".html";'
    script = f"<script>function go(n){{ {turned} }}</script>"
    wanted = []
    for number in (1, 2, 3, 4):
        entries = [(f"/d/{number}{n}.html", name(f"{number}{n}号局", 2020)) for n in range(3)]
        turn = f'共4页 第{number}页 <a href="javascript:go({number + 1})">下一页</a>'
        path = f"/gk/nb/list_{number}.html" if number > 1 else "/gk/nb/list.html"
        found.pages |= {path: page(f"{links(*entries)}<div>{turn}</div>{script}")} | titled(*entries)
        wanted += paths(entries)
    found.wanted = wanted
    return found


@shape
def look_alikes() -> Shape:
    """One report among eleven texts that sound like it; a notice even carries the empty form."""
    titles = (
        "2021年政府工作报告",
        "关于做好2021年政府信息公开工作年度报告编制发布工作的通知",
        "2021年政府信息公开工作要点",
        "2021年法治政府建设年度报告",
        "2021年第一季度政府信息公开工作报告",
        "我县圆满完成2021年政府信息公开工作年度报告发布工作",
        "政府信息公开工作年度报告模板",
        "一图读懂2021年政府信息公开工作年度报告",
        "2021年政府网站工作年度报表",
        "2021年度部门决算",
        name("某县", 2021),
    )
    entries = [(f"/n/{number}.html", title) for number, title in enumerate(titles)]
    found = county(links(*entries, ("/n/9.xls", "政府信息公开申请表"), dates=True), [])
    found.pages |= {path: report(title, "<p>正文内容。</p>") for path, title in entries}
    found.pages["/n/1.html"] = report(titles[1], FORM)
    found.pages["/n/10.html"] = report(titles[10])
    found.pages["/"] = page(links(("/gk/", "政府信息公开"), ("/gzbg/", "政府工作报告")))
    found.wanted = ["/n/10.html"]
    return found


@shape
def cut_titles() -> Shape:
    """Link texts are cut; some have the whole in their title, some do not."""
    entries = yearly("某县农业农村和水利局")
    whole = "".join(
        f'<li><a href="{path}" title="{title}">{title[:12]}...</a></li>' for path, title in entries
    )
    short = [("/b0.html", name("某", 2020)), ("/b1.html", name("某", 2021))]
    cut = "".join(f'<li><a href="{path}">某县某单位{title[1:5]}年政府信…</a></li>' for path, title in short)
    return county(f"<ul>{whole}{cut}</ul>", [*entries, *short])


@shape
def years_as_tabs() -> Shape:
    """Years are tabs that change the query; the first tab is the column itself."""
    years = (2021, 2020, 2019)
    tabs = "".join(f'<a href="/gk/nb/?year={year}">{year}</a>' for year in years)
    found = county("", [])
    wanted = []
    for year in years:
        entries = [(f"/v/{year}{n}.html", name(unit, year)) for n, unit in enumerate(("水利局", "某镇"))]
        found.pages |= titled(*entries)
        found.pages[f"/gk/nb/?year={year}"] = page(f"<div class='nav tabs'>{tabs}</div>{links(*entries)}")
        wanted += paths(entries)
    found.pages["/gk/nb/"] = found.pages["/gk/nb/?year=2021"]
    found.wanted = wanted
    return found


@shape
def files_on_report_pages() -> Shape:
    """One report is a file in a viewer, another has the file below its text."""
    entries = yearly(years=range(2020, 2022))
    found = county(links(*entries), entries)
    found.pages[entries[0][0]] = report(
        entries[0][1], f'<p>附件：<a href="/up/1.doc">{entries[0][1]}.doc</a></p>'
    )
    found.pages[entries[1][0]] = report(
        entries[1][1], '<iframe src="/pdfjs/viewer.html?file=/up/2.pdf"></iframe>'
    )
    found.pages |= {"/up/1.doc": "doc", "/up/2.pdf": "%PDF"}
    found.wanted = [*found.wanted, "/up/1.doc", "/up/2.pdf"]
    return found


@shape
def report_inside_a_frame() -> Shape:
    """The page that is listed only frames the one with the form: the report is the page that is listed."""
    entry = ("/gk/nb/2021.html", name("某县", 2021))
    found = county(links(entry), [entry])
    found.pages[entry[0]] = report(entry[1], '<iframe src="/body/7.html" width="100%"></iframe>')
    found.pages["/body/7.html"] = page(FORM)
    return found


@shape
def column_only_on_the_site_map() -> Shape:
    """Nothing on the home page leads to the column but the map of the site."""
    found = county(links(*yearly()), yearly())
    found.pages["/"] = page(links(("/map.html", "网站地图"), ("/yw/", "要闻")))
    found.pages["/map.html"] = page(links(("/yw/", "要闻"), ("/gk/nb/", "政府信息公开年报")))
    return found


@shape
def menus_written_by_scripts() -> Shape:
    """Section and column stand in document.write strings, the column's name in a variable."""
    found = county(links(*yearly()), yearly())
    found.pages["/"] = page("<script>document.write('<a href=\"/gk/\">政府信息公开</a>');</script>")
    found.pages["/gk/"] = page(
        "<script>var n='政府信息公开年报'; document.write('<a href=\"./nb/\">'+n+'</a>');</script>"
    )
    return found


@shape
def news_and_forms_near_the_column() -> Shape:
    """News that speak of the section, and neighbours of the column that lead to forms."""
    found = county(links(*yearly()), yearly())
    news = (("/n/1.html", "县政务公开办到我镇检查信息公开工作"), ("/n/2.html", "全县政府信息公开培训会召开"))
    found.pages["/"] = page(links(*news, dates=True) + links(("/gk/", "政府信息公开")))
    found.pages["/gk/"] = page(
        links(("/gk/nb/", "政府信息公开年报"), ("/gk/ysq/", "依申请公开"), ("/gk/yjx/", "政府信息公开意见箱"))
    )
    found.most = 8
    return found


@shape
def units_in_a_side_menu() -> Shape:
    """The column's units are its side menu; a unit's links say only the year."""
    units = {"a": "水利局", "b": "教育局", "c": "工信商务和科技局"}
    menu = links(*((f"/gk/nb/{slug}/", unit) for slug, unit in units.items()))
    found = county(f"<div class='sidebar'>{menu}</div><div class='main'></div>", [])
    wanted = []
    for slug, unit in units.items():
        entries = [(f"/gk/nb/{slug}/{year}.html", f"{year}年度") for year in (2021, 2020)]
        found.pages[f"/gk/nb/{slug}/"] = page(f"<div class='sidebar'>{menu}</div>{links(*entries)}")
        found.pages |= {path: report(name(unit, int(text[:4]))) for path, text in entries}
        wanted += paths(entries)
    found.wanted = wanted
    return found


@shape
def start_pages_given() -> Shape:
    """The portal file names the list page; the home page leads nowhere."""
    found = county(links(*yearly()), yearly())
    found.pages["/"] = page("")
    found.start = ("/gk/nb/",)
    return found


@shape
def a_unit_alone_on_its_page() -> Shape:
    """The section's pages list one authority each, the county's own office and a lone town; news that name
    an authority with a date lead nowhere."""
    found = Shape({"/": page(links(("/gk/", "政务公开")))}, [])
    found.pages["/gk/"] = page(links(("/gk/x/", "县政府信息公开"), ("/gk/z/", "镇信息公开")))
    news = links(("/n/1.html", "水利局"), dates=True)
    found.pages["/gk/x/"] = page(links(("/gk/x/1/", "某县人民政府办公室")) + news)
    found.pages["/gk/z/"] = page(links(("/gk/z/1/", "大坪镇")))
    found.wanted = [
        *add_unit(found.pages, "/gk/x/1/", "某县人民政府", "机构简介"),
        *add_unit(found.pages, "/gk/z/1/", "大坪镇", "机构简介"),
    ]
    found.most = 14
    return found


@shape
def reports_behind_links_that_say_nothing() -> Shape:
    """On the units' pages of the column each report is a bare 查看; one of them leads to a guide, one to the
    report of the government's work."""
    units = (("a", "水利局"), ("b", "教育局"))
    found = county(links(*((f"/gk/nb/{slug}/", unit) for slug, unit in units)), [])
    wanted: list[str] = []
    for slug, unit in units:
        entries = [(f"/gk/nb/{slug}/{year}.html", name(unit, year)) for year in (2020, 2021)]
        others = [(f"/gk/nb/{slug}/zn.html", "政府信息公开指南"), (f"/gk/nb/{slug}/bg.html", "政府工作报告")]
        found.pages[f"/gk/nb/{slug}/"] = page(
            links(
                *((path, "查看" if slug == "a" else "查看详情") for path, _ in (*entries, *others)),
                dates=True,
            ),
            title=unit,
        )
        found.pages |= titled(*entries)
        found.pages |= {
            path: report(title, "<p>一、总体情况</p><p>二、主要问题</p>") for path, title in others
        }
        wanted += paths(entries)
    found.wanted = wanted
    return found


@shape
def columns_with_odd_names() -> Shape:
    """Each unit calls its column and its reports as it likes; other yearly accounts stand among them."""
    found = Shape({"/": page(links(("/gk/", "部门信息公开")))}, [])
    columns = {"水利局": "公开年度总结", "教育局": "公开工作年度情况", "财政局": "信息公开情况报告"}
    found.pages["/gk/"] = page(links(*((f"/gk/{n}/", unit) for n, unit in enumerate(columns))))
    wanted: list[str] = []
    for number, (unit, column) in enumerate(columns.items()):
        base = f"/gk/{number}/nb_/"
        named = (
            "2020年度工作报告（政府信息公开）",
            "2021年政务公开年度总结报告",
            "2022年法治建设工作年度报告",
        )
        entries = [(f"{base}{place}.html", text) for place, text in enumerate(named)]
        found.pages[f"/gk/{number}/"] = page(links(("/gk/jg.html", "机构简介"), (base, column)))
        found.pages[base] = page(links(*entries, dates=True), unit)
        found.pages |= titled(*entries[:2])
        found.pages[entries[2][0]] = report(named[2], "<p>一、总体情况</p><p>二、存在问题</p>")
        wanted += paths(entries[:2])
    found.wanted = wanted
    return found
