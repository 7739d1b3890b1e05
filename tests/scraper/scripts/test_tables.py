"""Tables that libraries fill, as a page has them."""

import pytest

from scraper.scripts.tables import Column, has_table, tables
from tests.scraper.paper import page


def script(code: str, body: str = "<table id='t'></table>") -> str:
    return page(f"{body}<script>{code}</script>")


@pytest.mark.parametrize(
    ("html", "columns"),
    [
        (
            script("layui.table.render({elem:'#t',url:'/s',cols:[[{field:'a',title:'标题',templet:'#x'}]]})"),
            [("a", "'#x'", "标题")],
        ),
        (
            script("var o={url:'/s',columns:c}, c=[{field:'a',title:'标题'}]; $('#t').bootstrapTable(o)"),
            [("a", "", "标题")],
        ),
        (
            script("$('#t').datagrid($.extend({}, {url:'/s',columns:[[{field:'a',formatter:f}]]}))"),
            [("a", "f", "")],
        ),
        (
            script(
                "$('#t').DataTable({ajax:'/s',columns:[{data:'a'}],columnDefs:[{targets:[0],render:f}]})",
                "<table id='t'><thead><tr><th>标题</th></tr></thead></table>",
            ),
            [("a", "", "标题"), ("a", "f", "标题")],
        ),
        (
            page("<table data-toggle='table' data-url='/s'><tr><th data-field='a'>标题</th></tr></table>"),
            [("a", "", "标题")],
        ),
        (
            page(
                "<table class='easyui-datagrid' data-options=\"url:'/s'\"><tr><th field=a>题名</th></tr>"
                "</table>"
            ),
            [("a", "", "题名")],
        ),
    ],
)
def test_columns_are_read_off_calls_and_attributes(html, columns):
    (table,) = tables(html)
    assert [*table.columns][: len(columns)] == [Column(*one) for one in columns]


@pytest.mark.parametrize(
    "html",
    [
        page("<table><tr><th>标题</th></tr></table>"),
        script("$('#t').DataTable()"),
        script("layui.laypage.render({elem:'t',count:47,jump:function(o){}}); x.cols"),
        script("layui.upload.render({elem:'#t',url:'/up'}); x.cols"),
        script("$('#t').bootstrapTable('refresh', {url:'/s'})"),
        script("$('#other').bootstrapTable({url:'/s'})"),
    ],
)
def test_what_has_no_service_is_no_such_table(html):
    assert tables(html) == ()


def test_what_is_given_its_rows_asks_for_none():
    (table,) = tables(script("$('#t').datagrid({data:rows,columns:[[{field:'a'}]]})"))
    assert not table.is_served


def test_a_function_of_the_page_may_make_the_table_of_what_it_is_given():
    code = (
        "function fill(id, o){ $('#'+id).bootstrapTable({url:o.where, columns:o.columns, pageSize:9}) }"
        "fill('t', {where:'/s', columns:[{field:'a'}]}); fill('u', {where:'/r', columns:[]});"
    )
    first, second = tables(script(code))
    assert (first.written("url"), second.written("url")) == ("'/s'", "'/r'")
    assert first.columns[0].field == "a"


@pytest.mark.parametrize(
    "code",
    [
        "table.set({limit: 5}); table.render({elem:'#t',url:'/s',cols:[[{field:'a'}]]})",
        "$.extend($.fn.bootstrapTable.defaults, {limit: 5}); $('#t').bootstrapTable({url:'/s'})",
        "$.extend($.fn.dataTable.defaults, {limit: 5}); $('#t').DataTable({ajax:'/s'})",
    ],
)
def test_what_all_tables_are_given_holds_for_one(code):
    (table,) = tables(script(code))
    assert table.written("limit") == "5"


def test_most_pages_are_not_looked_at():
    assert not has_table(page("<ul><li><a href='/1.html'>1</a></li></ul><script>var a = 1;</script>"))


def test_what_a_call_says_stands_before_attributes():
    html = script(
        "$('#t').bootstrapTable({pageSize: 5})", "<table id='t' data-url='/s' data-page-size='9'></table>"
    )
    (table,) = tables(html)
    assert (table.written("url"), table.written("pageSize")) == ('"/s"', "5")
