"""Addresses made from data."""

import pytest

from scraper.scripts.templates import Template, templates

BASE = "http://a.example/gk/list.html"


@pytest.mark.parametrize(
    ("script", "made"),
    [
        (
            """s += '<li><a href="/view.html?id=' + row.id + '" target="_blank">' + row.title;""",
            [("http://a.example/view.html?id=", "id", "")],
        ),
        (
            """s += '<a href="/gk/' + r.cat + '/' + r.day + r.rows[i].id + '.html" title="' + r.t + '">';""",
            [("http://a.example/gk/", "cat", "/", "day", "", "id", ".html")],
        ),
        (
            "s += `<a href='/v/${row.cat}/${ id }.html'>${row.title}</a>`;",
            [("http://a.example/v/", "cat", "/", "id", ".html")],
        ),
        (
            '<a href="./v.html?id={{item.id}}">{{item.title}}</a>',
            [("http://a.example/gk/v.html?id=", "id", "")],
        ),
        ("s += `<a href='/v/${f(1)}.html'>`;", []),
        (
            r"""s += "<a href=\"./d/" + rows[i].code + ".html\">";""",
            [("http://a.example/gk/d/", "code", ".html")],
        ),
        ("location.href='dw.jsp?dept='+node.code;", [("http://a.example/gk/dw.jsp?dept=", "code", "")]),
        (
            "var ctx='/gk'; h += '<a href=\"' + ctx + '/d/' + r.id + '\">';",
            [("http://a.example/gk/d/", "id", "")],
        ),
        ("var h='/x'; h = h + '<a href=\"/d/' + r.id + '\">';", [("http://a.example/d/", "id", "")]),
        (
            "x = ['<a href=\"/d/', r.id, '.html\">', r.bt, '</a>'].join('');",
            [("http://a.example/d/", "id", ".html")],
        ),
        ("s += '<a href=\"' + r.lj + '\">' + r.bt + '</a>';", [("", "lj", "")]),
        (
            "s += '<a href=\"/d?id=' + encodeURIComponent(r['id']) + '\">';",
            [("http://a.example/d?id=", "id", "")],
        ),
        ("<a href='{{= d.lj }}'>{{= d.bt }}</a>", [("", "lj", "")]),
        (
            "function go(k, i){ location.href = '/' + k + '/' + i + '.html' }"
            "s += '<a onclick=\"go(\\'nb\\',\\'' + r.id + '\\')\">' + r.bt + '</a>';",
            [("http://a.example/nb/", "id", ".html")],
        ),
        ("alert('你好' + user.name);", []),
        ("x = '/a/' + f.call(1) + '.html';", []),
        ("s += '<li class=\"' + row.kind + '\">';", []),
    ],
)
def test_they_are_read_off_the_script(script, made):
    assert [one.pieces for one in templates(script, BASE)] == made


def test_they_need_their_key():
    made = Template(("/v?id=", "id", "&x=1"))
    assert made.address({"id": 7}) == "/v?id=7&x=1"
    assert made.address({"id": " a "}) == "/v?id=a&x=1"
    assert [made.address(node) for node in ({}, {"id": ""}, {"id": None}, {"id": True})] == [None] * 4


@pytest.mark.parametrize(
    "script",
    [
        "s += '<a href=\"/d/' + r.id + '\">' + r.bt + '</a>';",
        "s += '<a href=\"/d/' + r.id + '\" title=\"' + r.bt + '\">' + r.short + '</a>';",
        "s += `<a href='/d/${r.id}'>${r.bt}</a>`;",
        "<a href='/d/{{d.id}}' class='t'>{{ d.bt }}</a>",
    ],
)
def test_what_the_link_says_is_its_title(script):
    (made,) = templates(script, BASE)
    assert made.title == "bt"


def test_what_stands_beside_the_link_is_not():
    (made,) = templates("s += '<a href=\"/d/' + r.id + '\">查看</a>' + r.date;", BASE)
    assert made.title == ""
