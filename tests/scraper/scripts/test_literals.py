"""Data in scripts, strict or not."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.scripts.literals import UnreadableError, literal, literals


def test_what_json_forbids_is_read():
    script = (
        "var a = [{id:1, 'name':'水利局', \"url\":'/s\\/', open:true, n:null,}, /* two */ {id:2}, // end\n];"
    )
    assert list(literals(script)) == [
        [{"id": 1, "name": "水利局", "url": "/s/", "open": True, "n": None}, {"id": 2}]
    ]


def test_names_and_joined_strings_are_looked_up():
    found, _ = literal("{u: base, v: '/x/' + base, w: JSON.stringify({a: [1]})}", 0, {"base": "7"})
    assert found == {"u": "7", "v": "/x/7", "w": '{"a":[1]}'}


@pytest.mark.parametrize(
    ("script", "page"),
    [("{page: ++page}", 3), ("{page: --page}", 1), ("{page: page++, a: 1}", "2"), ("{page: ++other}", None)],
)
def test_numbers_that_are_counted_on_the_way(script, page):
    assert literal(script, 0, {"page": "2"})[0]["page"] == page


@pytest.mark.parametrize("script", ["{a: f(1)}", "[1, 2", "{a 1}", "{a: function(){}}", "[" * 100])
def test_what_is_more_than_data_is_refused(script):
    with pytest.raises(UnreadableError):
        literal(script, 0, {})


def test_code_around_data_does_not_hide_them():
    assert list(literals("if(x){y(1)} f({success: function(d){}, list: [{a: 1}]})")) == [[{"a": 1}]]


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@given(values)
@settings(max_examples=80, derandomize=True)
def test_json_is_a_literal(data):
    assert literal(json.dumps(data, ensure_ascii=False), 0, {})[0] == data
