"""Objects taken apart, functions and all."""

import pytest

from scraper.scripts.options import end, items, members


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("{a: 1, 'b': f(2, 3), \"c\": {d: [4, 5]}}", {"a": "1", "b": "f(2, 3)", "c": "{d: [4, 5]}"}),
        ("{f: function(a, b){ return {x: a}; }, g: 1}", {"f": "function(a, b){ return {x: a}; }", "g": "1"}),
        ("{f: r => `${r.id}, }`, g: '}'}", {"f": "r => `${r.id}, }`", "g": "'}'"}),
        ("{f(a){ return a }, url}", {"f": "function(a){ return a }", "url": "url"}),
        ("{// no: 1,\n a: 1, /* b: 2, */ c: 3,}", {"a": "1", "c": "3"}),
        ("{u: 'http://a.example/x', w: ok ? 1 : 2}", {"u": "'http://a.example/x'", "w": "ok ? 1 : 2"}),
        ("{f: t.replace(/[}\"']/g, ''), g: 1}", {"f": "t.replace(/[}\"']/g, '')", "g": "1"}),
        ("{a: 1", {}),
        ("[1]", {}),
        ("", {}),
    ],
)
def test_each_member_is_as_it_is_written(code, found):
    assert members(code) == found


def test_items_are_as_they_are_written():
    assert items("[ {a: [1, 2]}, f(3, 4), ]") == ["{a: [1, 2]}", "f(3, 4)"]
    assert items("x") == []


def test_brackets_in_strings_close_nothing():
    code = "x({a: ')}'}) + 1"
    assert code[: end(code, 1)] == "x({a: ')}'})"
    assert end("({", 0) == 0
