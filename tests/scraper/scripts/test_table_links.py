"""Links that tables make of their rows."""

import pytest

from scraper.scripts.entries import listed
from scraper.scripts.table_links import table_links
from tests.scraper.paper import HOST, page

BASE = f"http://{HOST}/gk/nb/"
ROW = {"id": 7, "bt": "某县水利局年报", "bm": "水利局办公室", "lj": "../7.html"}


def table(columns: str, more: str = "") -> str:
    return page(
        f"<table id='t'></table><script>$('#t').bootstrapTable({{url:'/s',columns:[{columns}]}});"
        f"{more}</script>"
    )


@pytest.mark.parametrize(
    ("columns", "more"),
    [
        ("{field:'bt',formatter:function(v,row){return '<a href=\"/7.html?i='+row.id+'\">'+v+'</a>'}}", ""),
        ("{field:'bt',title:'标题'},{field:'id',formatter:v=>`<a href='/7.html?i=${v}'>看</a>`}", ""),
        (
            "{field:'bt',title:'标题'},{field:'id',formatter:go}",
            'function go(x){return "<a href=\'/7.html?i="+encodeURIComponent(x)+"\'>看</a>"}',
        ),
        (
            "{field:'bt',title:'标题'},{field:'id',formatter:go}",
            "function go(x,r){return \"<a onclick='look(\" + '\"' + r['id'] + '\"' + \",1)'>看</a>\"}"
            "function look(i,k){var u='/7.html?i='+i;window.open(u)}",
        ),
    ],
)
def test_they_lead_where_a_column_says(columns, more):
    html = table(columns, more)
    found = [(one.url, one.text) for one in listed([ROW], BASE, made=made(html))]
    assert found == [(f"http://{HOST}/7.html?i=7", "某县水利局年报")]


def made(html: str):
    from scraper.scripts.templates import templates

    return (*table_links(html, BASE), *templates(html, BASE))


def test_a_field_may_be_the_address():
    html = table(
        "{field:'bt',title:'标题'},{field:'lj',formatter:function(v){return '<a href=\"'+v+'\">看</a>'}}"
    )
    assert [one.url for one in listed([ROW], BASE, made=table_links(html, BASE))] == [
        f"http://{HOST}/gk/7.html"
    ]


def test_rows_say_where_they_lead_and_columns_what_they_are_called():
    found = listed(
        [{"bt": "某县年报", "name": "张三李四", "url": "/1.html"}],
        BASE,
        made=table_links(table("{field:'bt',title:'题名'}"), BASE),
    )
    assert [(one.url, one.text) for one in found] == [(f"http://{HOST}/1.html", "某县年报")]


def test_rows_may_have_no_names():
    html = page(
        "<table id='t'><tr><th>标题</th></tr></table><script>$('#t').DataTable({ajax:'/s',"
        "columnDefs:[{targets:0,"
        "render:function(d,t,row){return '<a href=\"/'+row[1]+'.html\">'+d+'</a>'}}]})</script>"
    )
    found = listed([["某县年报", "7"], ["某镇年报", "8"]], BASE, made=table_links(html, BASE))
    assert [(one.url, one.text) for one in found] == [
        (f"http://{HOST}/7.html", "某县年报"),
        (f"http://{HOST}/8.html", "某镇年报"),
    ]
