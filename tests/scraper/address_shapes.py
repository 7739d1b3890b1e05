"""Portals on paper whose list pages take the id of their list from their own address."""

import json

from tests.scraper.paper import links, page, titled
from tests.scraper.shapes import SECTION, Shape, name, paths, shape

UNITS = ("水利局", "教育局", "大坪镇")


def _lists(address: str, script: str, more: str = "") -> Shape:
    """Units' pages at `address`, all of one script that asks the service for the list of its id."""
    found = Shape(
        SECTION | {"/gk/nb/": page(links(*((address.format(n), u) for n, u in enumerate(UNITS))))}, []
    )
    wanted: list[str] = []
    for number, unit in enumerate(UNITS):
        entries = [(f"/r/{number}/{year}.html", name(unit, year)) for year in (2020, 2021)]
        shown = f"{more.format(number)}<ul id='l'></ul><script>{script}</script>"
        found.pages[address.format(number).partition("#")[0]] = page(shown, title="信息公开年报")
        rows = [{"title": title, "url": path} for path, title in entries]
        found.pages[f"/api/list?cid=10{number}"] = json.dumps({"total": 2, "rows": rows}, ensure_ascii=False)
        found.pages |= titled(*entries)
        wanted += paths(entries)
    found.wanted = wanted
    return found


@shape
def lists_named_by_a_query() -> Shape:
    """A function takes one parameter out of the query by a pattern."""
    script = (
        "function param(n){ var m=location.search.substr(1).match(new RegExp('(^|&)'+n+'=([^&]*)'));"
        "return m?m[2]:null } $.get('/api/list', {cid: param('id')}, show);"
    )
    return _lists("/gk/list.html?id=10{}", script)


@shape
def lists_named_by_a_bare_query() -> Shape:
    """The query is the number."""
    return _lists(
        "/gk/list.html?10{}", "var id=location.search.substr(1); $.getJSON('/api/list?cid='+id, f);"
    )


@shape
def lists_named_by_a_path() -> Shape:
    """The number stands in the folder."""
    script = "var id=location.pathname.match(/col(\\d+)/)[1]; fetch(`/api/list?cid=${id}`).then(show);"
    return _lists("/gk/col10{}/", script)


@shape
def lists_named_by_a_file() -> Shape:
    """The number is the file's name."""
    script = (
        "var u=location.href; var id=u.substring(u.lastIndexOf('/')+1,u.lastIndexOf('.'));"
        "$.getJSON('/api/list?cid='+id, f);"
    )
    return _lists("/gk/10{}.html", script)


@shape
def lists_named_by_a_field() -> Shape:
    """A hidden field has the number."""
    field = "<input type='hidden' id='cid' value='10{}'>"
    return _lists("/gk/{}/", "$.getJSON('/api/list?cid='+$('#cid').val(), f);", field)


@shape
def lists_named_by_a_fragment() -> Shape:
    """To the server all lists are one page."""
    found = _lists(
        "/gk/list.html#10{}", "var id=location.hash.replace('#',''); $.get('/api/list?cid='+id, f);"
    )
    found.pages["/api/list?cid="] = "{}"  # which the page asks for without a fragment
    return found


@shape
def lists_named_by_a_route() -> Shape:
    """The lists are routes of a program, whose menu is on its own page; a place on the page is none."""
    found = _lists("/gk/app.html#/list?id=10{}", "axios.get('/api/list',{params:{cid:this.$route.query.id}})")
    menu = links(*((f"#/list?id=10{number}", unit) for number, unit in enumerate(UNITS)), ("#top", "顶部"))
    program = found.pages["/gk/app.html"]
    found.pages["/gk/nb/"] = program.replace("<ul", f"{menu}<ul")
    found.pages["/api/list?cid="] = "{}"
    del found.pages["/gk/app.html"]
    return found
