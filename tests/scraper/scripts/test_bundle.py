"""Of large scripts only what names services is read."""

import time

from scraper.scripts.bundle import WHOLE, distilled

CALL = 'Object(r["a"])({url:"/api/news/list",method:"get",params:{columnId:"1024",page:1}})'


def program(*pieces: str, size: int = WHOLE) -> str:
    """Modules of a program around the given pieces."""
    module = '"{0:x}":function(t,e,n){{"use strict";e.d={{name:"c{0}",data:function(){{return{{a:!1}}}}}}}},'
    filler = "".join(module.format(number) for number in range(size // 60))
    return filler + filler.join(("", *pieces, ""))


def test_a_short_script_is_read_whole():
    assert distilled(CALL) == CALL


def test_of_a_large_one_the_calls_of_services_are_left():
    code = program(CALL, 'var x="text/html",y="./src/a.vue",z="/static/logo.png";')
    found = distilled(code)
    assert CALL in found
    assert len(found) < 3_000 < len(code)
    assert distilled(program('var x="text/html";')) == ""


def test_calls_come_before_other_addresses_when_there_are_too_many():
    found = distilled(program("".join(f'"/assets/part{number}/of",' for number in range(900)), CALL))
    assert CALL in found


def test_no_script_takes_long():
    started = time.perf_counter()
    for piece in ('"a/', "'/a.a-", '"/x/y",', "url:(" * 5):
        distilled(piece * (2_000_000 // len(piece)))
    assert time.perf_counter() - started < 10
