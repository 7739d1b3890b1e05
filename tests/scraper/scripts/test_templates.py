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
