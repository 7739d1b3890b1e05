"""Columns whose tables a library fills by itself: read to the end, or told; elsewhere asked for little."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.county import Answer, County, kept, night, serve_county
from tests.scraper.paper import links, page, titled
from tests.scraper.shapes import yearly

ENTRIES = yearly(years=range(1999, 2022))
REPORTS = {path for path, _ in ENTRIES}
COLUMN = "/gk/nb/"
SERVICE = "/svc/rows"
ROWS = [
    {"id": path[-9:-5], "wjmc": title, "bt": title, "href": path, "lj": path, "fbsj": "2022-01-20"}
    for path, title in ENTRIES
]


class Service(dict[str, Answer | str]):
    """Pages, and a service that gives the rows of a table as it is asked: `named` are the names of the page,
    or of the first row, and of the size."""

    def __init__(self, pages: dict[str, str]) -> None:
        super().__init__(pages)
        self.named = ("page", "limit")
        self.keys: tuple[str, ...] = ("wjmc", "id", "fbsj")
        self.rows = ROWS
        self.refuses = 0
        self.must: dict[str, str] = {}
        self.answer = lambda rows, total: {"code": 0, "msg": "", "count": total, "data": rows}

    def get(self, path: str, default: Answer | None = None) -> Answer | str | None:  # type: ignore[override]
        parts = urlsplit(path)
        if parts.path != SERVICE or path.startswith("//"):
            return super().get(path, default)
        if self.refuses:
            return Answer(b"", self.refuses)
        given = {name: one[0] for name, one in parse_qs(parts.query).items()}
        if any(given.get(name) != one for name, one in self.must.items()):
            return Answer(b'{"code":0,"count":0,"total":0,"data":[]}')
        page_name, size_name = self.named
        size = int(given.get(size_name, 0)) or (len(self.rows) if size_name == "none" else 10)
        number = int(given.get(page_name, 0))
        start = number if page_name in ("offset", "start", "iDisplayStart") else max(0, number - 1) * size
        rows = [{key: row[key] for key in self.keys} for row in self.rows[start : start + size]]
        return Answer(json.dumps(self.answer(rows, len(self.rows))).encode(), headers=JSON)


JSON = {"Content-Type": "application/json"}


@pytest.fixture
def county():
    section = {"/": page(links(("/gk/", "政府信息公开"))), "/gk/": page(links((COLUMN, "政府信息公开年报")))}
    with serve_county() as running:
        running.pages = Service(section | titled(*ENTRIES))
        yield running


def asked(county: County) -> list[str]:
    return [path for path in county.asked if path.startswith(SERVICE)]


LINK = "return '<a href=\"/gk/nb/' + {} + '.html\" target=\"_blank\">' + {} + '</a>'"

LAYUI = """<table id="t" lay-filter="t"></table><script>layui.use(['table','jquery'], function(){{
  var table = layui.table, $ = layui.jquery;
  table.render({{elem: '#t', url: '{service}', method: 'get', page: true, limit: 10, limits: [10, 20, 30],
    where: {{cat: 7}}, {more}
    parseData: function(res){{ return {{"code": res.code, "count": res.count, "data": res.data}}; }},
    cols: [[ {{type: 'numbers', title: '序号'}},
      {{field: 'wjmc', title: '标题', templet: {templet}}}, {{field: 'fbsj', title: '日期', width: 120}} ]]
  }}); }});</script>"""


def layui(templet: str, more: str = "") -> str:
    return LAYUI.format(service=SERVICE, templet=templet, more=more)


LAYUI_TEMPLETS = [
    "function(d){ " + LINK.format("d.id", "d.wjmc") + "; }",
    'd => `<a href="/gk/nb/${d.id}.html">${d.wjmc}</a>`',
    '\'<div><a href="/gk/nb/{{d.id}}.html" class="layui-table-link">{{d.wjmc}}</a></div>\'',
    "'<div><a href=\"/gk/nb/{{= d.id }}.html\">{{= d.wjmc }}</a></div>'",
    "'#tpl'",
    "function(d){ return '<a href=\"javascript:;\" onclick=\"look(\\'' + d.id + '\\')\">' + d.wjmc "
    "+ '</a>'; }",
    "function(d){ return '<a href=\"javascript:look(' + d[\"id\"] + ')\">查看</a>'; }",
]
BESIDE = (
    "<script type='text/html' id='tpl'><a href='/gk/nb/{{ d.id }}.html'>{{ d.wjmc }}</a></script>"
    "<script>function look(id){ window.open('/gk/nb/' + id + '.html'); }</script>"
)


@pytest.mark.parametrize("templet", LAYUI_TEMPLETS)
def test_layui_is_read_to_its_end_by_whatever_makes_its_links(county, tmp_path, templet):
    county.pages[COLUMN] = page(layui(templet) + BESIDE)
    county.pages.must = {"cat": "7"}
    assert night(county, tmp_path).exit_code == 0
    assert kept(tmp_path) == REPORTS
    assert len(asked(county)) == 3
    assert night(county, tmp_path, days=1).exit_code == 0
    assert len(asked(county)) == 3


def bootstrap(formatter: str, more: str = "sidePagination: 'server', pageSize: 10,") -> str:
    return (
        f"<table id='t'></table><script>$(function(){{ $('#t').bootstrapTable({{ url: '{SERVICE}', "
        f"method: 'get',"
        f"pagination: true, {more} pageList: [10, 25],"
        f"columns: [{{field: 'wjmc', title: '标题', formatter: {formatter}}}, {{field: 'fbsj', title: "
        f"'日期'}}] }}); }});"
        "function linked(value, row, index) { return '<a href=\"/gk/nb/' + row.id + '.html\">' + value "
        "+ '</a>'; }"
        "</script>"
    )


OFFSET, TOTAL = ("offset", "limit"), staticmethod(lambda rows, total: {"total": total, "rows": rows})
PAGE_NUMBER = "sidePagination:'server', queryParamsType: '', pageSize: 8,"
PARAMS = (
    "sidePagination:'server', queryParams: function(params){ var temp = { rows: params.limit, "
    "dqy: (params.offset / params.limit) + 1, cat: 7, title: $('#title').val() }; return temp; },"
)
METHOD = "sidePagination:'server', queryParams(p){ return {ks: p.offset, js: p.limit, cat: '7'} },"


@pytest.mark.parametrize(
    ("more", "named", "requests"),
    [
        ("sidePagination: 'server', pageSize: 10,", OFFSET, 3),
        (PAGE_NUMBER, ("pageNumber", "pageSize"), 3),
        (PARAMS, ("dqy", "rows"), 3),
        ("", ("none", "none"), 1),
        ("sidePagination:'server', queryParams: query,", ("curPage", "rowsOf"), 3),
    ],
)
@pytest.mark.parametrize(
    "formatter", ["linked", "'linked'", "function(value, row){ return linked(value, row) }"]
)
def test_bootstrap_table_is_read_as_it_asks(county, tmp_path, more, named, requests, formatter):
    query = (
        "<script>function query(p){ p.curPage = Math.floor(p.offset/p.limit)+1; p.rowsOf = p.limit; "
        "return p }</script>"
    )
    county.pages[COLUMN] = page(bootstrap(formatter, more) + query)
    county.pages.named, county.pages.answer = named, TOTAL
    assert night(county, tmp_path).exit_code == 0
    assert kept(tmp_path) == REPORTS
    assert len(asked(county)) == requests


ATTRIBUTES = (
    f"<table data-toggle='table' data-url='{SERVICE}' data-side-pagination='server' "
    f"data-pagination='true' data-page-size='10'"
    " data-query-params='more'><thead><tr><th data-field='wjmc' data-formatter='linked'>标题</th></tr>"
    "</thead></table>"
    "<script>function linked(v, r){ return '<a href=\"/gk/nb/' + r.id + '.html\">' + v + '</a>' }"
    "function more(params){ params.cat = 7; return params }</script>"
)


def test_bootstrap_table_in_attributes(county, tmp_path):
    county.pages[COLUMN] = page(ATTRIBUTES)
    county.pages.named, county.pages.answer, county.pages.must = OFFSET, TOTAL, {"cat": "7"}
    assert night(county, tmp_path).exit_code == 0
    assert kept(tmp_path) == REPORTS
    assert asked(county)[1] == f"{SERVICE}?order=asc&limit=10&offset=10&cat=7"


def datatable(ajax: str, more: str, columns: str) -> str:
    return (
        "<table id='t'><thead><tr><th>标题</th><th>日期</th></tr></thead></table><script>"
        f"$(document).ready(function(){{ $('#t').DataTable({{ 'processing': true, {more} {ajax}, "
        f"{columns} }}); }});</script>"
    )


RENDER = (
    "columns: [{data: 'wjmc', render: function(data, type, row, meta){ "
    + LINK.format("row.id", "data")
    + " }}]"
)
BY_VALUE = (
    "columns: [{data: 'id', title: '操作', render: function(data){ return '<a href=\"/gk/nb/' + data "
    "+ '.html\">查看</a>' }},{data:'wjmc',title:'名称'}]"
)
SERVER = "'serverSide': true, pageLength: 10,"
ASKS_ITSELF = (
    "ajax: function(data, callback, settings){ var p = {}; p.size = data.length; p.dqy = "
    "(data.start / data.length) + 1;"
    f"$.ajax({{type: 'GET', url: '{SERVICE}', data: p, dataType: 'json', success: function(r){{ "
    f"callback(r) }}}}); }}"
)


def drawn(rows, total):
    return {"draw": 1, "recordsTotal": 500, "recordsFiltered": total, "data": rows}


@pytest.mark.parametrize(
    ("ajax", "more", "named", "requests"),
    [
        (f"'ajax': '{SERVICE}'", SERVER, ("start", "length"), 3),
        (
            f"ajax: {{url: '{SERVICE}', type: 'GET', dataSrc: 'data', data: {{cat: 7}}}}",
            "",
            ("none", "none"),
            1,
        ),
        (f"ajax: {{url: '{SERVICE}', data: function(d){{ d.cat = 7; }}}}", SERVER, ("start", "length"), 3),
        (
            f"ajax: {{url: '{SERVICE}', data: function(d){{ return $.extend({{}}, d, {{cat: 7}}); }}}}",
            SERVER,
            ("start", "length"),
            3,
        ),
        (
            f"ajax: {{url: '{SERVICE}', data: function(d){{ return {{no: d.start / d.length + 1, num: "
            f"d.length}} }}}}",
            SERVER,
            ("no", "num"),
            3,
        ),
        (
            f"sAjaxSource: '{SERVICE}'",
            "bServerSide: true, iDisplayLength: 8,",
            ("iDisplayStart", "iDisplayLength"),
            3,
        ),
        (ASKS_ITSELF, "serverSide: true,", ("dqy", "size"), 3),
    ],
)
@pytest.mark.parametrize("columns", [RENDER, BY_VALUE])
def test_datatables_are_read_as_they_ask(county, tmp_path, ajax, more, named, requests, columns):
    county.pages[COLUMN] = page(datatable(ajax, more, columns))
    county.pages.named, county.pages.answer = named, drawn
    assert night(county, tmp_path).exit_code == 0
    assert kept(tmp_path) == REPORTS
    assert len(asked(county)) == requests


def test_rows_of_datatables_need_no_names(county, tmp_path):
    columns = (
        "columnDefs: [{targets: 0, render: function(data, type, row){ return '<a href=\"/gk/nb/' + "
        "row[1] + '.html\">' + data + '</a>' }}]"
    )
    county.pages[COLUMN] = page(datatable(f"ajax: '{SERVICE}'", SERVER, columns))
    county.pages.named = ("start", "length")
    county.pages.answer = lambda rows, total: drawn([[*row.values()] for row in rows], total)
    assert night(county, tmp_path).exit_code == 0
    assert kept(tmp_path) == REPORTS


EASYUI = [
    f"<table class='easyui-datagrid' data-options=\"url:'{SERVICE}',method:'get',pagination:true,"
    f'pageSize:10,queryParams:{{cat:7}}">'
    "<thead><tr><th data-options=\"field:'wjmc',width:300,formatter:linked\">标题</th><th "
    "data-options=\"field:'fbsj'\">日期</th></tr></thead></table>",
    f"<table class='easyui-datagrid' url='{SERVICE}?cat=7' pagination='true'>"
    "<thead><tr><th field='wjmc' formatter='linked'>标题</th></tr></thead></table>",
    f"<table id='dg'></table><script>$('#dg').datagrid({{url:'{SERVICE}',pagination:true,"
    f"queryParams:{{cat:'7'}},"
    "columns:[[{field:'wjmc',title:'标题',width:100,formatter:linked},{field:'fbsj',title:'日期'}]]});</script>",
    "<table id='dg'></table><script>var cols=[[{field:'wjmc',title:'标题',formatter:function(value,"
    "row,index){"
    + LINK.format("row.id", "value")
    + f"}}}}]];$('#dg').datagrid({{url:'{SERVICE}',pagination:true,onBeforeLoad:function(p){{p.cat=7}},"
    f"columns:cols}});</script>",
]
LINKED = (
    "<script>function linked(value,row,index){ return '<a href=\"/gk/nb/'+row.id+'.html\">"
    "'+value+'</a>'; }</script>"
)


@pytest.mark.parametrize("table", EASYUI)
def test_datagrids_of_easyui_are_asked_by_get(county, tmp_path, table):
    county.pages[COLUMN] = page(table + LINKED)
    county.pages.named, county.pages.answer, county.pages.must = ("page", "rows"), TOTAL, {"cat": "7"}
    assert night(county, tmp_path).exit_code == 0
    assert kept(tmp_path) == REPORTS
    assert len(asked(county)) == 3


def test_a_script_file_may_hold_the_table_or_what_makes_its_links(county, tmp_path):
    held = page(
        "<table id='t'></table><script src='/layui/layui.js'></script><script src='/js/nb.js'></script>"
    )
    county.pages |= {COLUMN: held, "/js/nb.js": script_of(layui(LAYUI_TEMPLETS[0]))}
    assert night(county, tmp_path).exit_code == 0
    assert kept(tmp_path) == REPORTS


def test_a_script_file_may_hold_what_the_attributes_of_a_table_name(county, tmp_path):
    county.pages |= {
        COLUMN: page(EASYUI[0] + "<script src='/js/nb.js'></script>"),
        "/js/nb.js": script_of(LINKED),
    }
    county.pages.named, county.pages.answer = ("page", "rows"), TOTAL
    assert night(county, tmp_path).exit_code == 0
    assert kept(tmp_path) == REPORTS
    assert "/layui/layui.js" not in county.asked


def script_of(html: str) -> str:
    return html.partition("<script>")[2].partition("</script>")[0]


@pytest.mark.parametrize(
    ("keys", "templet"),
    [
        (("bt", "href"), "null"),
        (("bt", "lj"), "function(d){ return '<a href=\"' + d.lj + '\">' + d.bt + '</a>' }"),
        (("bt", "lj"), "'<div><a href=\"{{d.lj}}\">查看</a></div>'"),
    ],
)
def test_a_row_may_hold_the_address_itself(county, tmp_path, keys, templet):
    county.pages[COLUMN] = page(layui(templet).replace("'wjmc'", "'bt'"))
    county.pages.keys = keys
    assert night(county, tmp_path).exit_code == 0
    assert kept(tmp_path) == REPORTS


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ("request: {pageName: 'curr', limitName: 'nums'},", ("curr", "nums")),
        ("request: {pageName: 'dqym', limitName: 'mytl'},", ("dqym", "mytl")),
    ],
)
def test_layui_may_call_the_page_by_any_name(county, tmp_path, more, named):
    county.pages[COLUMN] = page(layui(LAYUI_TEMPLETS[0], more))
    county.pages.named = named
    assert night(county, tmp_path).exit_code == 0
    assert kept(tmp_path) == REPORTS
    assert len(asked(county)) == 3


def test_layui_in_attributes(county, tmp_path):
    table = (
        f"<table class='layui-table' lay-data=\"{{url:'{SERVICE}', page:true, limit:5, "
        f"where:{{cat:7}}}}\" lay-filter='t'><thead><tr>"
        "<th lay-data=\"{field:'wjmc', templet:'#tpl'}\">标题</th></tr></thead></table>"
    )
    county.pages[COLUMN] = page(table + BESIDE)
    county.pages.must = {"cat": "7"}
    assert night(county, tmp_path).exit_code == 0
    assert kept(tmp_path) == REPORTS
    assert len(asked(county)) == 5


JQGRID = (
    f"<table id='t'></table><script>$('#t').jqGrid({{url:'{SERVICE}',datatype:'json',mtype:'GET',rowNum:10,"
    "colModel:[{name:'wjmc',label:'标题',formatter:function(cellvalue, options, rowObject){"
    + LINK.format("rowObject.id", "cellvalue")
    + "}}],viewrecords:true}); $('#t').jqGrid('navGrid','#p',{edit:false});</script>"
)
PAGINATION = (
    f"<div id='l'></div><div id='p'></div><script>$('#p').pagination({{dataSource:'{SERVICE}',"
    f"locator:'data',pageSize:10,"
    "totalNumberLocator:function(r){return r.count},alias:{pageNumber:'pn1',pageSize:'ps1'},"
    "callback:function(data){"
    "$.each(data,function(i,row){$('#l').append('<a href=\"/gk/nb/'+row.id+'.html\">'+row.wjmc+'</a>"
    "')})}});</script>"
)
FLOW = (
    "<ul id='l'></ul><script>layui.use('flow',function(){layui.flow.load({elem:'#l',done:function(page,next){"
    f"$.get('{SERVICE}?limit=10&page='+page,function(res){{var lis=[];layui.each(res.data,function(i,item){{"
    "lis.push('<li><a href=\"/gk/nb/'+item.id+'.html\">'+item.wjmc+'</a></li>')});next(lis.join(''),"
    "page<res.pages)})}})})</script>"
)
LAYTPL = (
    "<ul id='l'></ul><script id='tpl' type='text/html'>{{# layui.each(d.data, function(index, item){ }}<li>"
    "<a href='/gk/nb/{{= item.id }}.html'>{{= item.wjmc }}</a></li>{{# }); }}</script><script>"
    "layui.use('laytpl',function(){"
    f"function show(n){{$.getJSON('{SERVICE}',{{page:n,limit:10}},"
    f"function(res){{layui.laytpl($('#tpl').html()).render(res,put)}})}}"
    "show(1)})</script>"
)


@pytest.mark.parametrize(
    ("table", "named", "answer"),
    [
        (
            JQGRID,
            ("page", "rows"),
            lambda rows, total: {"page": 1, "total": 3, "records": total, "rows": rows},
        ),
        (PAGINATION, ("pn1", "ps1"), None),
        (FLOW, ("page", "limit"), lambda rows, _: {"pages": 3, "data": rows}),
        (LAYTPL, ("page", "limit"), None),
    ],
)
def test_other_libraries_are_read_too(county, tmp_path, table, named, answer):
    county.pages[COLUMN] = page(table)
    county.pages.named = named
    county.pages.answer = answer or county.pages.answer
    assert night(county, tmp_path).exit_code == 0
    assert kept(tmp_path) == REPORTS
    assert len(asked(county)) == 3


def test_a_table_below_a_list_is_read_as_well(county, tmp_path):
    county.pages[COLUMN] = page(links(*ENTRIES[-3:], dates=True) + layui(LAYUI_TEMPLETS[0]))
    assert night(county, tmp_path).exit_code == 0
    assert kept(tmp_path) == REPORTS


TABLES = {
    "layui": (layui(LAYUI_TEMPLETS[0]), ("page", "limit")),
    "bootstrap": (bootstrap("linked"), OFFSET),
    "attributes": (ATTRIBUTES, OFFSET),
    "datatables": (datatable(f"ajax: '{SERVICE}'", SERVER, RENDER), ("start", "length")),
    "datatables at once": (datatable(f"ajax: '{SERVICE}'", "", RENDER), ("none", "none")),
    "easyui": (EASYUI[2] + LINKED, ("page", "rows")),
}


def told(summary) -> list[str]:
    return [issue.message for _, issue in summary.portals[0].errors if issue.code == "pages_missing"]


@pytest.mark.parametrize("name", TABLES)
def test_a_service_that_refuses_is_told_every_night(county, tmp_path, name):
    county.pages[COLUMN] = page(TABLES[name][0])
    county.pages.refuses = 405 if name == "easyui" else 404
    for days in range(2):
        summary = night(county, tmp_path, days=days)
        assert summary.exit_code == 4
        assert len(asked(county)) <= 2
        (message,) = told(summary)
        assert SERVICE in message
    assert "page=2" not in message


@pytest.mark.parametrize("name", TABLES)
def test_rows_that_lead_nowhere_are_told(county, tmp_path, name):
    table, named = TABLES[name]
    county.pages[COLUMN] = page(table.replace("id + '.html", "nr[0] + '.html").replace(".row.id", ".x()"))
    county.pages.named, county.pages.keys = named, ("wjmc", "fbsj")
    summary = night(county, tmp_path)
    assert kept(tmp_path) == set()
    assert summary.exit_code == 4
    (message,) = told(summary)
    assert SERVICE in message
    assert len(asked(county)) == 1


def test_a_table_of_which_nobody_knows_the_service_is_told(county, tmp_path):
    county.pages[COLUMN] = page(layui(LAYUI_TEMPLETS[0]).replace(f"'{SERVICE}'", "address()"))
    summary = night(county, tmp_path)
    assert summary.exit_code == 4
    (message,) = told(summary)
    assert "could not be read off its script" in message
    assert asked(county) == []


def test_an_empty_table_is_no_error(county, tmp_path):
    county.pages[COLUMN] = page(layui(LAYUI_TEMPLETS[0]))
    county.pages.rows = []
    county.pages["/gk/"] = page(links((COLUMN, "政府信息公开年报"), ("/gk/own/", "部门信息公开年报")))
    county.pages["/gk/own/"] = page(links(*ENTRIES, dates=True))
    assert night(county, tmp_path).exit_code == 0


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_other_things_is_asked_for_once_and_gives_no_report(county, tmp_path, name):
    table, named = TABLES[name]
    county.pages[COLUMN] = page(links(*ENTRIES, dates=True))
    news = [{"id": f"n{one}", "wjmc": f"某县召开第{one}次会议", "fbsj": "2022-01-20"} for one in range(500)]
    county.pages |= {f"/gk/nb/n{one}.html": page("<p>会议召开。</p>") for one in range(500)}
    county.pages["/gk/"] = page(links((COLUMN, "政府信息公开年报"), ("/gk/fd/", "法定主动公开内容")))
    county.pages["/gk/fd/"] = page(table)
    county.pages.rows, county.pages.named = news, named
    assert night(county, tmp_path).exit_code == 0
    assert kept(tmp_path) == REPORTS
    assert len(asked(county)) <= 1
    assert not [path for path in county.asked if path.startswith("/gk/nb/n")]


@pytest.mark.parametrize("name", TABLES)
def test_even_in_a_column_a_table_of_other_things_is_left_soon(county, tmp_path, name):
    table, named = TABLES[name]
    county.pages[COLUMN] = page(links(*ENTRIES, dates=True) + table)
    county.pages.rows = [{"id": f"n{one}", "wjmc": f"申请{one}", "fbsj": "2022-01-20"} for one in range(500)]
    county.pages.named = named
    summary = night(county, tmp_path)
    assert kept(tmp_path) == REPORTS
    assert len(asked(county)) <= 5
    assert len(county.asked) < 40
    assert summary.total("failed") == 0


WAYS = [
    layui("'#bar'") + "<script type='text/html' id='bar'><a lay-event='detail'>查看</a></script><script>"
    "table.on('tool(t)',function(obj){"
    "var data=obj.data; if(obj.event==='detail'){ window.open('/gk/nb/'+data.id+'.html'); }});</script>",
    layui("null")
    + "<script>table.on('row(t)',function(obj){location.href='/gk/nb/'+obj.data.id+'.html'})</script>",
    layui(
        "function(d){ var ways = ['<a href=\"/gk/nb/', d.id, '.html\">', d.wjmc, '</a>']; return "
        "ways.join('') }"
    )
    + "<script>function row(d){ return ['<a href=\"/gk/nb/', d.id, '.html\">'].join('') }</script>",
    layui("function(d){ return '<a href=\"' + ctx + '/nb/' + d.id + '.html\">' + d.wjmc + '</a>' }")
    + "<script>var ctx = '/gk';</script>",
    layui("function(d){ return '<a onclick=\"view(\\'nb\\',\\'' + d.id + '\\')\">' + d.wjmc + '</a>' }")
    + "<script>function view(k, id){ location.href = '/gk/' + k + '/' + id + '.html'; }</script>",
    "<table id='t'></table><script>function fill(id, url, cols){ layui.table.render({elem: '#' + id,"
    " url: url, page: true,"
    " cols: cols}) } fill('t', '/svc/rows', [[{field: 'wjmc', title: '标题', templet: '#tpl'}]])</script>"
    + BESIDE,
    "<table id='t'></table><script>$.get('/svc/rows', {page: 1, limit: 50}, function(res){ "
    "layui.table.render({elem: '#t',"
    " data: res.data, cols: [[{field: 'wjmc', title: '标题'}, {templet: '#tpl'}]]}) })</script>" + BESIDE,
]


@pytest.mark.parametrize("table", WAYS)
def test_there_are_many_ways_to_a_link(county, tmp_path, table):
    county.pages[COLUMN] = page(table)
    assert night(county, tmp_path).exit_code == 0
    assert kept(tmp_path) == REPORTS
    assert len(asked(county)) <= 3


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("<html><head><title>x</title></head><body>error</body></html>", 4),
        ('{"code":401,"msg":"no"}', 4),
        ('{"total":0,"rows":null}', 0),
        ("[]", 0),
        ('{"code":0,"data":[]}', 0),
    ],
)
def test_an_answer_that_is_no_list_is_told_and_an_empty_one_is_not(county, tmp_path, answer, code):
    county.pages["/gk/"] = page(links((COLUMN, "政府信息公开年报"), ("/gk/own/", "部门信息公开年报")))
    county.pages["/gk/own/"] = page(links(*ENTRIES, dates=True))
    county.pages[COLUMN] = page(datatable("ajax: '/svc/other'", "", RENDER))
    county.pages["/svc/other"] = Answer(answer.encode(), headers={} if "<" in answer else JSON)
    summary = night(county, tmp_path)
    assert summary.exit_code == code
    assert len(told(summary)) == (code > 0)
    assert kept(tmp_path) == REPORTS
