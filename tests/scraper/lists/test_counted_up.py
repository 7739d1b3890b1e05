"""Lists whose script counts by itself how far it is."""

import time

import pytest

from scraper.lists.counted_up import counted_up

BASE = "http://www.county.example"


def asked(script: str, shown: int = 10) -> list[tuple[str, str]]:
    """What is asked for as the second page, and what as the third."""
    found = counted_up(f"<ul id='l'></ul><script>{script}</script>", f"{BASE}/gk/nb.html", shown)
    return [tuple(url.removeprefix(BASE) for url in (one.url, one.count.after().url)) for one in found]


@pytest.mark.parametrize(
    ("script", "second", "third"),
    [
        ('var no=1;function more(){no++;$.get("/r",{c:8,no:no},f)}', "/r?c=8&no=2", "/r?c=8&no=3"),
        ('var no=2;function more(){$.get("/r",{c:8,no:no},f);no++}', "/r?c=8&no=2", "/r?c=8&no=3"),
        ('var no=0;function more(){++no;$.get("/r?no="+no,f)}', "/r?no=1", "/r?no=2"),
        ('var no=1;function more(){no=no+1;$.get("/r?no="+no,f)}', "/r?no=2", "/r?no=3"),
        ('var at=8;function more(){$.get("/r?start="+at,f);at+=8}', "/r?start=8", "/r?start=16"),
        ('var at=0,n=10;function more(){at+=n;$.get("/r?start="+at,f)}', "/r?start=10", "/r?start=20"),
        ('var page=1;function more(){page++;$.get("/r/8/"+page,f)}', "/r/8/2", "/r/8/3"),
        ('$("#m").click(function(){$.get("/r?start="+$("#l li").length,f)})', "/r?start=10", "/r?start=20"),
    ],
)
def test_a_click_asks_for_what_comes_next(script, second, third):
    assert asked(script) == [(second, third)]


def test_a_script_that_counts_without_end_costs_little():
    began = time.process_time()
    asked('var a=1;a++;$.get("/r?a="+a);' * 1_000)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "script",
    [
        'for(var i=0;i<9;i++){$.get("/r?c=8",f)}',
        'var id=7;function more(){id++;$.get("/r?id="+id,f)}',
        'var no=1;function more(){no++;$.get("/r/delete?no="+no,f)}',
        "var no=1;function more(){no++;show(no)}",
        'var no=start();function more(){no++;$.get("/r?no="+no,f)}',
    ],
)
def test_what_else_is_counted_is_no_page(script):
    assert asked(script) == []
