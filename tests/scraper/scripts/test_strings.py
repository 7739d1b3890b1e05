"""Methods of strings, as scripts call them to take an id out of an address."""

import time

import pytest

from scraper.scripts.expressions import PARAMETER, ROUTE, value
from scraper.scripts.strings import Pattern, applied

KNOWN = {
    "location.href": "http://a.example/gk/col17/26.html?id=5",
    "location.search": "?id=5&k=b",
    "location.pathname": "/gk/col17/26.html",
    "location.hash": "#x12",
    "s": "0123456789",
    PARAMETER + "id": "5",
    ROUTE: "88",
}


@pytest.mark.parametrize(
    ("code", "result"),
    [
        ("location.search.substr(1)", "id=5&k=b"),
        ("location.search.split('=')[1].split('&')[0]", "5"),
        ("location.search.substring(location.search.indexOf('=')+1, 5)", "5"),
        ("location.hash.replace('#x','')", "12"),
        ("location.hash.slice(2)", "12"),
        ("location.pathname.split('/')[2]", "col17"),
        ("location.pathname.split('/').pop().split('.')[0]", "26"),
        ("location.pathname.match(/col(\\d+)\\//)[1]", "17"),
        ("location.pathname.replace(/\\D+/,'')", "17/26.html"),
        ("location.pathname.replace(/\\D+/g,'')", "1726"),
        ("'/x/' + location.href.substring(location.href.lastIndexOf('/')+1, 32)", "/x/26.htm"),
        ("s.substring(2, s.length-3)", "23456"),
        ("s.slice(-2)", "89"),
        ("s.substr(-4, 2)", "67"),
        ("`/l/${location.search.substr(1)}`", "/l/id=5&k=b"),
        ("Request['id']", "5"),
        ("this.$route.query.id", "5"),
        ("this.$route.params.cid", "88"),
        ("location.pathname.match(/none(\\d)/)[1]", None),
        ("location.pathname.split('/')[9]", None),
        ("location.search.replace(other,'')", None),
        ("`/l/${f(x)}`", None),
        ("other.substr(1)", None),
    ],
)
def test_what_is_known_of_an_address_is_cut_as_a_browser_cuts_it(code, result):
    assert value(code, 0, KNOWN)[0] == result


def test_an_expression_with_methods_ends_where_it_ends():
    code = "location.search.split('=')[1], next)"
    assert code[value(code, 0, KNOWN)[1] :] == ", next)"


@pytest.mark.parametrize("source", ["(a+)+$", "a*a*a*a*b", "(a|a)*" * 9, "(" * 30])
def test_a_pattern_that_may_take_for_ever_is_not_tried(source):
    started = time.perf_counter()
    assert applied("a" * 290, "match", [Pattern(source)]) is None
    assert applied("a" * 5_000, "match", [Pattern("a")]) is None
    assert time.perf_counter() - started < 1
