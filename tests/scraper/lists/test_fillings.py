"""The services that fill a column which shows nothing by itself."""

import pytest

from scraper.lists.fillings import fillings
from tests.scraper.paper import HOST, response

BASE = f"http://{HOST}"


def asked(script: str) -> list[tuple[str, str | None]]:
    """What is asked for, and the next page where that is known already."""
    found = fillings(response(f"{BASE}/gk/nb.html", f"<ul id='l'></ul><script>{script}</script>"))
    return [
        (one.url.removeprefix(BASE), one.count.after().url.removeprefix(BASE) if one.count else None)
        for one in found
    ]


@pytest.mark.parametrize(
    ("script", "first"),
    [
        ('$.get("/r",{c:8,page:1},show)', ("/r?c=8&page=1", None)),  # its name says how it goes on
        ('$.get("/r",{c:8,index:1,size:9},show)', ("/r?c=8&index=1&size=9", "/r?c=8&index=2&size=9")),
        ('function f(n){$.get("/r/8/"+n,show)} f(1)', ("/r/8/1", "/r/8/2")),
        ('function f(n){$.get("/r/8/"+n,show)} draw({callback:f})', ("/r/8/1", "/r/8/2")),
        ('function f(n){$.get("/r",{c:8,no:n},show)} draw(f)', ("/r?c=8&no=1", "/r?c=8&no=2")),
        ('var page=1;$.get("/r/8/"+page,show)', ("/r/8/1", "/r/8/2")),
        ('var page=0;$.get("/r/8/"+page,show)', ("/r/8/0", "/r/8/1")),
        ('$.get("/r/8/1",show)', ("/r/8/1", None)),
    ],
)
def test_the_first_page_and_how_its_pages_are_counted(script, first):
    assert asked(script) == [first]


def test_what_is_picked_from_a_choice_is_no_page():
    assert asked("$('#y').change(function(){var y=$(this).val();$('#l').load('/l_'+y+'.html')})") == []


def test_a_function_that_is_given_something_else_is_not_tried():
    assert asked('function open2(id){$.get("/art/"+id,show)} list.onclick=open2') == []


def test_a_column_that_asks_for_nothing_is_filled_by_nothing():
    assert asked("var n = 1;") == []
