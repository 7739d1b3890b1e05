"""Pages that would hold up a night are told apart by counting, and real ones are not among them."""

import time

import pytest

from scraper.markup.fingerprint import essence
from scraper.markup.tame import is_tame
from scraper.pages.classify import classify

HOSTILE = {
    "comments": "<!-- ",
    "scripts": "<script>",
    "styles": "<style ",
    "signs": "<",
    "links": "<a href=x>",
    "quotes": "<a href='",
    "divisions": "<div>",
    "meta": "<meta name=",
    "titles": "<title>",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_page_is_classified_and_compared_in_no_time(piece):
    text = piece * (1_000_000 // len(piece))
    assert not is_tame(text)
    start = time.perf_counter()
    classify(200, (), "http://portal.test/", text, len(text))
    essence(text)
    assert time.perf_counter() - start < 5  # patterns that look for an end from every start take minutes


def test_long_real_pages_are_tame():
    word = "<p><span><span lang=EN-US><b>1</b></span></span></p>"
    rows = "<tr><td>1<td>2<td>3"
    items = "<li><a href='/a.html'>某局年报</a>"
    loops = "<script>for(i=0;i<9;i++){if(a<b)c()}</script>"
    for piece in (word, rows, items, loops + word * 10):
        assert is_tame("<html><body>" + piece * 5_000)
