"""Expressions of scripts: what they come to, and where they end."""

import pytest

from scraper.scripts.expressions import arguments, functions, settings, string, value


@pytest.mark.parametrize(
    ("code", "result"),
    [
        ('"/a/" + id + ".html";', "/a/7.html"),
        ("'/a?x='+encodeURIComponent(id)", "/a?x=7"),
        ("`/a/${id}.html`", "/a/7.html"),
        ("(1)+'/x'", "1/x"),
        ("4+1", "5"),
        ("id", "7"),
        ("'/a_' + (id - 1) + '.html'", "/a_6.html"),
        ("'?start=' + (id - 1) * 15", "?start=90"),
        ("'?start=' + id * 2 + '&b'", "?start=14&b"),
        ("id - 9", None),
        ("'?page=' + (++id)", "?page=8"),
        ("'?page=' + ++id", "?page=8"),
        ("++other", None),
        ("'a' - 1", None),
        ("id * other", None),
        ("'/a?_=' + new Date().getTime() + '&b=1'", "/a?_=0&b=1"),
        ("'/a?_=' + Math.random()", "/a?_=0"),
        ("id==1?'list.html':id+'.html'", "7.html"),
        ("'/nb' + (id === '7' ? '' : '_' + id) + '.html'", "/nb.html"),
        ("id > 10 ? 'a' : 'b'", "b"),
        ("id >= 7 ? 'a' : 'b'", "a"),
        ("other == 1 ? 'a' : 'b'", None),
        ("id == 7", None),
        ("'/a/' + other", None),
        ("'/a/' + md5(id)", None),
        ("{}", None),
    ],
)
def test_a_join_of_known_parts_is_a_text_and_any_other_is_not_known(code, result):
    assert value(code, 0, {"id": "7"})[0] == result


def test_an_expression_ends_where_it_ends():
    code = '"/a/" + id, "_blank")'
    assert code[value(code, 0, {"id": "7"})[1] :] == ', "_blank")'


def test_escapes_are_characters():
    assert string(r'"\/a\u5e74\x2fb\""') == '/a年/b"'


def test_names_are_what_they_were_set_to_last_and_queries_set_nothing():
    code = 'var base="/gk"; let id = 3; u = base + "/list?page=" + id; go("/x?id="+u,"base=2")'
    found = settings(code, {})
    assert (found["base"], found["id"], found["u"]) == ("/gk", "3", "/gk/list?page=3")


def test_arguments_as_written_and_as_known():
    assert arguments("'a', this, n)", 0, {"n": "2"})[0] == [("'a'", "a"), ("this", None), ("n", "2")]


def test_functions_have_names_parameters_and_bodies():
    code = "function go(a, b){ if(a){x()} y() } var open2 = function(c){ z() }; const f = (d) => { w() }"
    assert [(name, parameters) for name, parameters, _ in functions(code)] == [
        ("go", ["a", "b"]),
        ("open2", ["c"]),
        ("f", ["d"]),
    ]
    assert next(functions(code))[2] == " if(a){x()} y() "
