"""The rest of a list whose first page stands in the HTML, by the calls that turning its pages makes."""

import time

import pytest

from scraper.lists.page_calls import further

BASE = "http://www.county.example/gk/nb.html"
SERVICE = "http://www.county.example"


def asked(script: str, url: str = BASE) -> list[str]:
    return [one.url.removeprefix(SERVICE) for one in further(f"<script>{script}</script>", url, 10)]


@pytest.mark.parametrize(
    ("script", "second"),
    [
        ('function turn(n){$("#l").load("/part/rows?col=8&page="+n)}', "/part/rows?col=8&page=2"),
        ('function turn(n){$("#l").load("/rows?page="+n+" #l>li")}', "/rows?page=2"),
        (
            'draw({jump:function(e){$.get("/part/rows",{col:8,pageNo:e.curr},show)}})',
            "/part/rows?col=8&pageNo=2",
        ),
        ('draw({callback:function(api){$.get("/rows",{p:api.getCurrent()},show)}})', "/rows?p=2"),
        ('draw({onPageClick:function(k){$.post("/rows",{col:8,page:k},show)}})', "/rows?col=8&page=2"),
        (
            '$("#more").on("click","a",function(){$.get("/rows?page="+$(this).attr("data-page"),show)})',
            "/rows?page=2",
        ),
        (
            'function turn(which){$.get("/rows",{page:which},show)} draw({jump:function(e){turn(e.curr)}})',
            "/rows?page=2",
        ),
        ('function goPage(n){$.get("/rows",{page:n-1},show)}', "/rows?page=1"),
        (
            'function goPage(n){fetch("/rows/list?page="+n+"&size=10").then(show)}',
            "/rows/list?page=2&size=10",
        ),
        (
            'function load(page){$.get("/rows",{page:page},show)} draw({jump:function(e){load(e.curr-1)}})',
            "/rows?page=1",
        ),
        (
            'var q={col:8};function goPage(n){q.page=n;$.ajax({url:"/rows",data:q,success:show})}',
            "/rows?col=8&page=2",
        ),
    ],
)
def test_a_click_on_the_second_page_asks_a_service(script, second):
    assert asked(script) == [second]


FIND = '<script>function find(q,k){$.ajax({url:"/rows/list?col=8"+q+"&by=,day:0",data:{kind:k}})}</script>'


@pytest.mark.parametrize(
    ("button", "second"),
    [
        (
            "<a href=\"javascript:find('&amp;currpage=2','B')\">下一页</a>",
            "/rows/list?col=8&currpage=2&by=,day:0&kind=B",
        ),
        (
            "<a onclick=\"find('&page=1','B')\">首页</a> <a onclick=\"find('&page=2','B')\">下页</a>",
            "/rows/list?col=8&page=2&by=,day:0&kind=B",
        ),
        ("<p>共9页 <a href='#' onclick='find(\"&page=2&n=\", \"2\")'>2</a></p>", None),
        (
            "<input type='hidden'><li class='n'><a onclick=\"find('&page=2','B')\">下一页</a></li>",
            "/rows/list?col=8&page=2&by=,day:0&kind=B",
        ),
        ("<li><a href='/gk/nb_2.html' onclick=\"find('&page=2','B')\">下一页</a></li>", None),
        ("<a onclick=\"find('&day=2','B')\">下一页</a>", None),
        ("<a onclick=\"find('&page=2','B')\">2日</a>", None),
    ],
)
def test_buttons_give_what_they_say_and_not_only_a_number(button, second):
    found = [one.url.removeprefix(SERVICE) for one in further(FIND + button, BASE, 10)]
    assert found == ([second] if second else [])


@pytest.mark.parametrize(
    ("script", "button"),
    [
        ("function go(o,p){$.get('/rows/list?kind=B'+p,show)}", "go(this,'&page=2')"),
        ("var own={kind:'B'};function go(o){$.get('/rows/list',$.extend({},own,o),show)}", "go({page:2})"),
        ("function go(p){$.get('/rows/list?kind='+$('#k').val()+p,show)}", "go('&page=2')"),
    ],
    ids=["itself", "objects put together", "a hidden field"],
)
def test_what_buttons_and_pages_give_besides_is_known(script, button):
    html = f'<input type="hidden" id="k" value="B"><a onclick="{button}">下一页</a><script>{script}</script>'
    assert [one.url for one in further(html, BASE, 10)] == [SERVICE + "/rows/list?kind=B&page=2"]


def test_buttons_give_a_number_under_any_name():
    script = '<script>function show(k,x){$.get("/rows/list",{kind:k,page:x},put)}</script>'
    button = "<a onclick=\"show('B',2)\">下一页</a>"
    (found,) = further(script + button, BASE, 10)
    assert found.url == SERVICE + "/rows/list?kind=B&page=2"


def test_a_code_of_digits_is_no_number():
    script = 'var c="003001";function load(i){$.ajax({url:"/rows",data:JSON.stringify({c:c,page:i})})}'
    assert asked(script) == ["/rows?c=003001&page=2"]


@pytest.mark.parametrize(
    "script",
    [
        'function open(n){$.get("/rows",{id:n},show)}',  # an entry, not a page
        'function turn(n){$.get("/rows/delete",{page:n})}',
        'function turn(n){$.get("/hits/count",{page:n})}',
        'function turn(n){$.get("/rows",{col:8})}',
        'function turn(n){$.get("/rows",{page:n,col:n},show)}',  # two numbers at once
    ],
)
def test_what_turns_no_page_is_left_alone(script):
    assert asked(script) == []


def test_the_module_of_hanweb_is_asked_by_get_and_beside_it_as_its_script_posts():
    (call,) = further(
        '<script>function goPage(k){$.ajax({type:"POST",'
        'url:"/module/xxgk/list.jsp?infotypeId=C7&currpage="+k,'
        'data:"infotypeId=C7&divid=d7",success:show})}</script>',
        BASE,
        15,
    )
    assert call.url == f"{SERVICE}/module/xxgk/list.jsp?infotypeId=C7&currpage=2&divid=d7"
    assert call.body is None
    assert call.instead is not None
    assert call.instead.url == f"{SERVICE}/module/xxgk/list.jsp?infotypeId=C7&currpage=2"
    assert call.instead.body == "infotypeId=C7&divid=d7"


def test_an_unknown_service_is_never_posted_to():
    (call,) = further('<script>function go(n){$.post("/svc/l",{page:n},f)}</script>', BASE, 10)
    assert call.body is None
    assert call.instead is None


@pytest.mark.parametrize(
    "piece",
    ["a", "$a", "function ", "f(", "go(2);", "x=>", "a .", "{url:'/r',page:1,", "(a,", "e.getCurrent( "],
)
def test_scripts_that_repeat_one_thing_without_end_cost_no_more_than_their_length(piece):
    opening = "function go(n){$.get('/rows',{page:n},show)}\n"
    began = time.process_time()
    further(f"<script>{opening}{piece * (50_000 // len(piece))}</script>", BASE, 10)
    assert time.process_time() - began < 5
