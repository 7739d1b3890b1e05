"""More portals on paper: links that only scripts know, and services that fill lists afterwards."""

import base64
import json
from urllib.parse import quote

from tests.scraper.paper import links, page, report, titled
from tests.scraper.shapes import SECTION, Shape, county, name, paths, shape, yearly

UNITS = ("水利局", "教育局", "财政局", "大坪镇")


def _behind_units(menu: str, column: str = "/gk/{}/nb/") -> Shape:
    """A section whose menu leads to the units' columns at `column`."""
    found = Shape(SECTION | {"/gk/": page(menu)}, [])
    wanted: list[str] = []
    for number, unit in enumerate(UNITS):
        entries = [(f"/r/{number}/{year}.html", name(unit, year)) for year in (2020, 2021)]
        found.pages |= {column.format(number): page(links(*entries))} | titled(*entries)
        wanted += paths(entries)
    found.wanted = wanted
    return found


@shape
def units_in_a_tree_of_data() -> Shape:
    """The units are nodes of a tree that a script holds as data, each with its column below it."""
    nodes = "".join(
        f"{{id:{n},pId:0,name:'{unit}'}},{{id:{n}0,pId:{n},name:'信息公开年报',url:'/gk/{n}/nb/'}},"
        for n, unit in enumerate(UNITS)
    )
    return _behind_units(
        f"<ul id='t'></ul><script>var zNodes=[{nodes}]; $.fn.zTree.init(t, s, zNodes);</script>"
    )


@shape
def units_in_calls_that_build_a_tree() -> Shape:
    """The tree is built by calls that name a node and its page."""
    calls = "".join(
        f"d.add({n},0,'{unit}');d.add({n}0,{n},'公开年报','/gk/{n}/nb/');" for n, unit in enumerate(UNITS)
    )
    return _behind_units(f"<script>d=new dTree('d');{calls}document.write(d);</script>")


@shape
def units_in_a_tree_from_a_service() -> Shape:
    """The tree comes as JSON from a service that the section's page asks; a counter is asked too."""
    nodes = [
        {"name": unit, "children": [{"name": "信息公开年报", "url": f"/gk/{n}/nb/"}]}
        for n, unit in enumerate(UNITS)
    ]
    script = "<script>$.get('/visit/count.do?id=1'); fetch('tree.json').then(show);</script>"
    found = _behind_units(script)
    found.pages["/gk/tree.json"] = json.dumps(nodes, ensure_ascii=False)
    return found


@shape
def units_in_a_select_with_a_handler() -> Shape:
    """A select's handler joins the URL from the option's value."""
    options = "".join(f"<option value='{number}'>{unit}</option>" for number, unit in enumerate(UNITS))
    chosen = "s.options[s.selectedIndex].value"
    jump = f"<script>function jump(s){{ location.href='/gk/dw.aspx?u=' + {chosen}; }}</script>"
    menu = f"<select onchange='jump(this)'><option value=''>请选择</option>{options}</select>{jump}"
    return _behind_units(menu, "/gk/dw.aspx?u={}")


@shape
def entries_with_handlers() -> Shape:
    """No entry has an address of its own: handlers, functions of the page, data attributes."""
    entries = yearly(years=range(2018, 2022))
    first, second, third, fourth = entries
    items = (
        f"<li onclick=\"window.open('{first[0]}')\">{first[1]}</li>"
        f"<li><a href='javascript:;' onclick=\"location.href='{second[0]}'\">{second[1]}</a></li>"
        f"<li><a href=\"javascript:detail('{third[0][-9:-5]}')\">{third[1]}</a><span>2021-01-20</span></li>"
        f"<li><a href='#' data-href='{fourth[0]}'>{fourth[1]}</a></li>"
    )
    script = (
        "<script>function detail(y){ var u = '/gk/nb/' + y + '.html'; window.open(u, '_blank'); }</script>"
    )
    return county(f"<ul>{items}</ul>{script}", entries)


@shape
def list_as_data_in_the_page() -> Shape:
    """The list is an array in a script, its slashes escaped."""
    entries = yearly()
    data = json.dumps([{"title": title, "url": path} for path, title in entries], ensure_ascii=False)
    escaped = data.replace("/", "\\/")
    return county(f"<div id='l'></div><script>var list={escaped}; render(list);</script>", entries)


def _served(script: str, service: str, key: str, rest: str) -> Shape:
    """A column whose script asks a service for JSON, two entries a page; `service` has the page in it."""
    entries = yearly(years=range(2015, 2020))
    found = county(f"<ul id='l'></ul><script>{script}</script>", entries)
    for number in (1, 2, 3):
        shown = [{"title": title, key: path} for path, title in entries[2 * number - 2 : 2 * number]]
        found.pages[service.format(number)] = f'{{"list":{json.dumps(shown, ensure_ascii=False)},{rest}}}'
    return found


@shape
def list_from_a_service() -> Shape:
    """The list comes as JSON from a service that the column's page asks."""
    asked = "{type:'post',url:'/api/list',data:{cat:cat,pageNo:1,pageSize:2}}"
    return _served(f"var cat=7; $.ajax({asked});", "/api/list?cat=7&pageNo={}&pageSize=2", "url", '"total":5')


@shape
def list_from_a_service_in_html() -> Shape:
    """The service answers with a piece of HTML and says how many pages there are."""
    entries = yearly(years=range(2015, 2020))
    url = "/module/xxgk/search.jsp?infotypeId=B02&currpage=1"
    found = county(f"<div id='l'></div><script>$.ajax({{type:'post',url:'{url}'}});</script>", entries)
    for number in (1, 2, 3):
        shown = links(*entries[2 * number - 2 : 2 * number], dates=True)
        found.pages[url[:-1] + str(number)] = f"<div>{shown}<span>共3页 第{number}页</span></div>"
    return found


@shape
def pager_kept_encoded() -> Shape:
    """The pager's markup is base64 that a script decodes."""
    entries = yearly(years=range(2010, 2022))
    found = county("", entries)
    for number in (1, 2, 3):
        markup = quote(f"<a href='/gk/nb/p{number + 1}.html'>下一页</a>") if number < 3 else ""
        pager = (
            f"<div id='p'>{base64.b64encode(markup.encode()).decode()}</div><script>window.atob(p)</script>"
        )
        path = f"/gk/nb/p{number}.html" if number > 1 else "/gk/nb/"
        found.pages[path] = page(links(*entries[4 * number - 4 : 4 * number]) + pager)
    return found


@shape
def pagers_of_many_kinds() -> Shape:
    """The next page is a button, a picture, a span with a function, a bare number, an arrow."""
    kinds = (
        '<input type="button" value="下一页" onclick="location.href=\'{}\'">',
        '<a href="{}" title="下一页"><img src="n.gif"></a>',
        "<span onclick=\"go('{}')\">下一页</span><script>function go(u){{ window.location = u; }}</script>",
        "<a href='{}'>下一页→</a>",
        "<a href='{}'>[下一页]</a>",
        "<a href='{}'>加载更多</a>",
    )
    found = Shape(
        SECTION
        | {
            "/gk/": page(
                links(*((f"/gk/{n}/nb/", f"{unit}信息公开年报") for n, unit in enumerate("甲乙丙丁戊己")))
            )
        },
        [],
    )
    wanted: list[str] = []
    for kind, pager in enumerate(kinds):
        for number in (1, 2):
            entries = [(f"/r/{kind}{number}{n}.html", name(f"{kind}{number}{n}号局", 2020)) for n in range(2)]
            onward = f"<div>{pager.format(f'/gk/{kind}/nb/list_2.html')}</div>" if number == 1 else ""
            path = f"/gk/{kind}/nb/" if number == 1 else f"/gk/{kind}/nb/list_2.html"
            found.pages |= {path: page(links(*entries) + onward)} | titled(*entries)
            wanted += paths(entries)
    found.wanted = wanted
    return found


@shape
def pager_of_numbers_alone() -> Shape:
    """Nothing but numbers below the list."""
    entries = yearly(years=range(2012, 2018))
    found = county("", entries)
    for number in (1, 2, 3):
        row = "".join(f"<a href='index_{n}.html'>{n}</a>" for n in (1, 2, 3) if n != number)
        path = f"/gk/nb/index_{number}.html" if number > 1 else "/gk/nb/"
        found.pages[path] = page(f"{links(*entries[2 * number - 2 : 2 * number])}<p>{row}</p>")
    found.most = 12
    return found


@shape
def rows_that_only_say_look() -> Shape:
    """A table of units and years whose links all say 查看, and items whose links say 下载."""
    rows, wanted, pages = "", [], {}
    for number, unit in enumerate(UNITS):
        cells = ""
        for year in (2019, 2020):
            path = f"/r/{number}{year}.html"
            cells += f"<td><a href='{path}'>查看</a></td>"
            pages[path] = report(name(unit, year))
            wanted.append(path)
        rows += f"<tr><td>{unit}</td>{cells}</tr>"
    files = "".join(
        f"<li>{name(unit, 2021)}<a href='/f/{n}.pdf'>下载</a></li>" for n, unit in enumerate(UNITS)
    )
    found = county(
        f"<table><tr><th>单位</th><th>2019年</th><th>2020年</th></tr>{rows}</table><ul>{files}</ul>", []
    )
    pages |= {f"/f/{n}.pdf": "%PDF" for n in range(len(UNITS))}
    found.pages |= pages
    found.wanted = [*wanted, *(f"/f/{n}.pdf" for n in range(len(UNITS)))]
    return found


@shape
def list_from_a_function_called_on_load() -> Shape:
    """The call stands in a function whose argument, the page, is given where the page is opened."""
    asked = "{type:'POST',url:'/api/list.do',data:{channel:'12',page:n},success:show}"
    script = f"function load(n){{ $.ajax({asked}); }} $(function(){{ load(1); }});"
    return _served(script, "/api/list.do?channel=12&page={}", "href", '"pages":3')


@shape
def years_loaded_by_a_click() -> Shape:
    """Years are tabs whose handler loads a piece of the page; the piece has nothing but units."""
    tabs, pages, wanted = "", {}, []
    for year in (2020, 2021):
        entries = [(f"/r/{year}{number}.html", unit) for number, unit in enumerate(UNITS)]
        pages |= {path: report(name(unit, year)) for path, unit in entries}
        pages[f"/gk/part_{year}.html"] = links(*entries)
        tabs += f"<li onclick='tab({year})'>{year}年</li>"
        wanted += paths(entries)
    script = "<script>function tab(y){ $('#c').load('/gk/part_' + y + '.html'); } tab(2021);</script>"
    found = county(f"<ul>{tabs}</ul><div id='c'></div>{script}", [], pages)
    found.wanted = wanted
    return found


@shape
def addresses_made_from_numbers() -> Shape:
    """A service gives titles and numbers; the column's script makes the addresses."""
    entries = [(f"/gk/nb/v.html?id={year}7", name("某县", year)) for year in (2019, 2020, 2021)]
    made = """s += '<li><a href="v.html?id=' + x.id + '">' + x.title + '</a></li>';"""
    script = f"<script>$.get('/api/nb', function(d){{ for (x of d) {{ {made} }} }});</script>"
    found = county(f"<ul id='l'></ul>{script}", entries)
    rows = [{"id": int(path.rsplit("=", 1)[1]), "title": title} for path, title in entries]
    found.pages["/api/nb"] = json.dumps(rows, ensure_ascii=False)
    return found


@shape
def units_written_with_names_in_variables() -> Shape:
    """The column's menu is written unit by unit, name and address in variables; some units' pages are written
    too, and a loop of a pager writes addresses that nobody can know."""
    loop = (
        "<script>for(var i=1;i<9;i++){document.write('<a href=\"/none_'+i+'.html\">'+i+\"</a>\");}</script>"
    )
    menu = "".join(
        f"<script>var n='{unit}'; var a='./{slug}/';\nif(a.substring(0,7)!='http://'){{"
        "document.write('<li class=\"li_nav\"><a href=\"'+a+'\">'+n+'</a></li>');}else{"
        "document.write('<li><a href=\"'+a+'\" target=\"_blank\">'+n+'</a></li>');}</script>"
        for slug, unit in zip("abcd", UNITS, strict=True)
    )
    found = county(f"<div class='Left_Nav'><ul>{menu}</ul></div>{loop}", [])
    wanted: list[str] = []
    for slug, unit in zip("abcd", UNITS, strict=True):
        entries = [(f"/gk/nb/{slug}/{year}.html", f"{year}年度报告") for year in (2020, 2021)]
        written = "".join(
            f"<script>document.write('<li><a href=\"{path}\">{text}</a><b>2022-01-20</b></li>');</script>"
            for path, text in entries
        )
        shown = f"<ul>{written}</ul>" if slug < "c" else links(*entries, dates=True)
        found.pages[f"/gk/nb/{slug}/"] = page(shown, title=unit)
        found.pages |= {path: report(name(unit, int(text[:4]))) for path, text in entries}
        wanted += paths(entries)
    found.wanted = wanted
    return found
