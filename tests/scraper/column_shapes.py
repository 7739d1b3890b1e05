"""Portals on paper whose columns open with a report, or with what a choice loads."""

from tests.scraper.paper import FORM, links, page, report, titled
from tests.scraper.shapes import Shape, county, name, paths, shape, yearly

UNITS = ("水利局", "教育局", "大坪镇")
OTHERS = "<div><h3>相关信息</h3><ul><li><a href='/x/1.html'>2021年政府工作报告</a></li></ul></div>"


@shape
def a_column_that_is_its_newest_report() -> Shape:
    """The years stand beside it, on every report alike."""
    entries = [(f"/gk/nb/{year}.html", f"{year}年") for year in (2019, 2020, 2021)]
    beside = f"<div class='years'>{links(*entries)}</div>{OTHERS}"
    found = county("", [])
    found.pages |= {path: report(name("某县", int(text[:4])), after=beside) for path, text in entries}
    found.pages["/gk/nb/"] = report(name("某县", 2022), after=beside)
    found.wanted = ["/gk/nb/", *paths(entries)]
    return found


@shape
def a_column_with_its_newest_report_and_titles() -> Shape:
    """The titles of the others stand before it."""
    entries = yearly()
    found = county("", entries)
    shown = (
        f"<div class='list'>{links(*entries)}</div><h1>{name('某县', 2022)}</h1><div id='zoom'>{FORM}</div>"
    )
    found.pages["/gk/nb/"] = page(shown, name("某县", 2022))
    found.wanted = ["/gk/nb/", *paths(entries)]
    return found


@shape
def units_that_lead_to_their_newest_report() -> Shape:
    """The others of the unit are 2020年度报告 beside it."""
    found = county(links(*((f"/b/{number}/", unit) for number, unit in enumerate(UNITS))), [])
    for number, unit in enumerate(UNITS):
        entries = [(f"/b/{number}/{year}.html", f"{year}年度报告") for year in (2020, 2021)]
        found.pages |= {path: report(name(unit, int(text[:4]))) for path, text in entries}
        found.pages[f"/b/{number}/"] = report(name(unit, 2022), after=f"<div>{links(*entries)}</div>")
        found.wanted += [f"/b/{number}/", *paths(entries)]
    return found


@shape
def years_of_a_choice() -> Shape:
    """A choice of years loads a piece of the page for each; a choice of fonts loads nothing."""
    options = "".join(f"<option value='{year}'>{year}年</option>" for year in (2020, 2021, 2022))
    script = "$('#y').change(function(){ var y=$(this).val(); $('#l').load('/gk/nb/list_'+y+'.html'); });"
    fonts = "<select id='f'><option value='big'>大</option></select>"
    found = county(
        f"<select id='y'><option value=''>年份</option>{options}</select>{fonts}<script>{script}</script>", []
    )
    for year in (2020, 2021, 2022):
        entries = [(f"/r/{year}{number}.html", unit) for number, unit in enumerate(UNITS)]
        found.pages[f"/gk/nb/list_{year}.html"] = links(*entries)
        found.pages |= titled(*((path, name(unit, year)) for path, unit in entries))
        found.wanted += paths(entries)
    found.pages["/gk/nb/list_big.html"] = ""
    return found


def _hub(names: tuple[str, ...], beside: str = "") -> Shape:
    """A column that leads to columns of these names, with a menu beside them that stands on the way too."""
    menu = "<ul><li><a href='/xw/'>要闻动态</a></li><li><a href='/zw/'>政务之窗</a></li></ul>"
    found = county("", [])
    found.pages["/gk/"] = str(found.pages["/gk/"]) + menu
    subs = [(f"/gk/nb/{number}/", called) for number, called in enumerate(names)]
    found.pages["/gk/nb/"] = page(menu + links(*subs) + beside)
    for number, (base, _) in enumerate(subs):
        entries = [(f"{base}{year}.html", name(f"第{number}号局", year)) for year in (2020, 2021)]
        found.pages |= {base: page(links(*entries, dates=True))} | titled(*entries)
        found.wanted += paths(entries)
    return found


@shape
def columns_of_which_some_are_named() -> Shape:
    """The one between 县政府年报 and 乡镇年报 says neither 年报 nor whose."""
    return _hub(("县政府年报", "职能机关", "乡镇年报"))


@shape
def columns_of_which_none_is_named() -> Shape:
    """None says 年报; what they say is of no known kind, and reports of another list stand beside them."""
    return _hub(("本级", "派驻", "部门（单位）"), beside=OTHERS)


@shape
def columns_in_words_nobody_knows() -> Shape:
    """Nothing on the column's page is known."""
    return _hub(("本级", "派驻", "垂管"))


@shape
def columns_beside_the_rest_of_the_section() -> Shape:
    """The section's menu stands on the column's page alone, in a list with the column itself."""
    entries = yearly()
    menu = links(("/gk/zn/", "公开指南"), ("/gk/nb/", "信息公开年报"), ("/gk/fd/", "重点领域"))
    return county(menu + links(*entries), entries)


@shape
def year_pages_titled_like_reports() -> Shape:
    """A year's page is titled like a report and has nothing but the columns of bodies."""
    found = county(links(*((f"/gk/nb/{year}/", f"{year}年度") for year in (2020, 2021))), [])
    for year in (2020, 2021):
        subs = [(f"/gk/nb/{year}/{n}/", called) for n, called in enumerate(("县政府年报", "部门年报"))]
        found.pages[f"/gk/nb/{year}/"] = page(links(*subs), f"{year}年度政府信息公开年报")
        for base, called in subs:
            entries = [(f"{base}1.html", name(f"{called[:-2]}办公室", year))]
            found.pages |= {base: page(links(*entries, dates=True))} | titled(*entries)
            found.wanted += paths(entries)
    return found


@shape
def units_listed_by_their_newest_report() -> Shape:
    """Each unit's link is titled like its newest report; it leads to the unit's years."""
    found = county(links(*((f"/b/{number}/", name(unit, 2022)) for number, unit in enumerate(UNITS))), [])
    for number, unit in enumerate(UNITS):
        years = [(f"/b/{number}/{year}.html", f"{year}年") for year in (2020, 2021, 2022)]
        found.pages[f"/b/{number}/"] = page(links(*years), unit)
        found.pages |= {path: report(name(unit, int(text[:4]))) for path, text in years}
        found.wanted += paths(years)
    return found


@shape
def years_titled_like_reports_over_columns() -> Shape:
    """2021年度 leads to 2021年度政府信息公开年报, which only leads on to the columns of that year; its menu
    speaks of disclosure, and the head of the list of dates."""
    years = (2020, 2021)
    found = county(links(*((f"/gk/nb/{year}.html", f"{year}年度") for year in years)), [])
    found.pages["/gk/"] = page(links(("/gk/nb/", "年度报告")))
    menu = links(("/gk/zd/", "主动公开"), ("/gk/sq/", "依申请公开"), ("/gk/", "政府信息公开"))
    for year in years:
        kinds = {
            "g": ("县政府年报", "某县人民政府"),
            "d": ("部门年报", "水利局"),
            "t": ("乡镇街道年报", "大坪镇"),
        }
        columns = links(*((f"/gk/nb/{year}/{kind}/", words) for kind, (words, _) in kinds.items()))
        title = f"{year}年度政府信息公开年报"
        found.pages[f"/gk/nb/{year}.html"] = page(f"{menu}<h1>{title}</h1><p>发布时间</p>{columns}", title)
        for kind, (_, unit) in kinds.items():
            entry = (f"/gk/nb/{year}/{kind}/1.html", name(unit, year))
            found.pages |= {f"/gk/nb/{year}/{kind}/": page(links(entry)), **titled(entry)}
            found.wanted = [*found.wanted, entry[0]]
    return found


@shape
def a_year_of_one_unit() -> Shape:
    """The page of a year has a report's title and one link, the unit's name: there is but one such unit."""
    years = (2020, 2021)
    entries = [(f"/r/{year}.html", name("某县人民政府", year)) for year in years]
    found = county(links(*((f"/gk/nb/{year}/", f"{year}年") for year in years)), entries)
    for year, (path, _) in zip(years, entries, strict=True):
        title = f"县政府{year}年政府信息公开年报"
        crumbs = f"<p><a href='/'>首页</a> &gt; <a href='/gk/nb/{year}/'>{title}</a></p>"
        found.pages[f"/gk/nb/{year}/"] = page(crumbs + links((path, "人民政府"), dates=True), title)
    return found


@shape
def reports_that_show_nothing_of_themselves() -> Shape:
    """Their pages have a title, and a note, a picture, sentences or nothing; the menu has columns."""
    shown = (
        "<p>见附件</p><p><a href='/up/1.docx'>附件</a></p>",
        "<div class='content'><img src='/up/2.jpg'></div>",
        "<p>全年主动公开信息三条。未收到申请。未收取费用。</p>",
        "",
    )
    entries = [(f"/gk/nb/{2018 + number}.html", name("水利局", 2018 + number)) for number in range(4)]
    columns = (("/gk/nb/", "政府信息公开年报"), ("/gk/nb/d/", "部门年报"), ("/gk/nb/t/", "乡镇年报"))
    found = county(links(*columns) + links(*entries), entries)
    found.pages |= {"/gk/nb/d/": page(links(*entries)), "/gk/nb/t/": page("<p>暂无相关信息</p>")}
    for (path, title), body in zip(entries, shown, strict=True):
        found.pages[path] = page(f"{links(*columns)}<h1>{title}</h1>{body}", title)
    found.wanted = [*found.wanted, "/up/1.docx"]
    found.pages["/up/1.docx"] = "PK"
    return found


@shape
def a_cut_title_alone_on_the_last_page() -> Shape:
    """The list's titles are cut before they say what they are of; its last page has but one."""
    entries = yearly("某县乡村振兴服务中心", range(2015, 2022))
    cut = [f'<div><a href="{path}">{title[:-9]}…</a> <em>2022-01-20</em></div>' for path, title in entries]
    turned = '<p><a href="index_2.html">下一页</a></p>'
    found = county(f"<div>{''.join(cut[:6])}</div>{turned}", entries)
    found.pages["/gk/nb/index_2.html"] = page(f"<div>{cut[6]}</div><p><a href='/gk/nb/'>上一页</a></p>")
    return found


@shape
def years_of_units_that_go_on_behind_more() -> Shape:
    """查看更多 below the units of a year leads to the rest of them."""
    found = county(links(("/gk/nb/2022/", "2022年")), [])
    entries = [(f"/r/{number}.html", unit) for number, unit in enumerate(UNITS)]
    title = "2022年政府信息公开年报"
    more = "<a href='/gk/nb/2022/more_2.html'>查看更多</a>"
    found.pages |= titled(*((path, name(unit, 2022)) for path, unit in entries))
    found.pages["/gk/nb/2022/"] = page(links(*entries[:2], dates=True) + more, title)
    found.pages["/gk/nb/2022/more_2.html"] = page(links(*entries[2:], dates=True), title)
    found.wanted = paths(entries)
    return found
