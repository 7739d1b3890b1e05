"""What pages ask for when they are opened."""

import pytest

from scraper.scripts.calls import MOST, calls

BASE = "http://www.county.example/gk/nb.html"


def read(script):
    return [
        one.url.removeprefix("http://www.county.example") for one in calls(f"<script>{script}</script>", BASE)
    ]


@pytest.mark.parametrize(
    ("script", "url"),
    [
        ('$.ajax({url:"/api/list?page=1",success:f})', "/api/list?page=1"),
        ('$.ajax({type:"post",url:"/api/list",data:{page:1,cat:"7"}})', "/api/list?page=1&cat=7"),
        ('$.get("list.do", {id: 5}, f)', "/gk/list.do?id=5"),
        ("var c='9f';fetch('/api/'+c+'/1')", "/api/9f/1"),
        ("var c=7;$.ajax({url:'/api/list',data:'cat='+c+'&page=1'})", "/api/list?cat=7&page=1"),
        ("var c='7';$.ajax({url:'/api/list',data:{id:'c'+c+'x'}})", "/api/list?id=c7x"),
        ("var p={};p.cat='7';p.page=1;$.post('/api/list',p)", "/api/list?cat=7&page=1"),
        ('$.ajax({url:"/m.do?a=1",dataType:"jsonp"})', "/m.do?a=1&callback=callback"),
        ('$.getJSON("/m.do?a=1&callback=?",f)', "/m.do?a=1&callback=callback"),
        ('var u="/m.do?cb=?&a=1";$.getJSON(u,f)', "/m.do?cb=callback&a=1"),
        (
            'new Vue({data:{q:{page:1,cat:"7",y:""}},methods:{get(){this.$http.get("/l",{params:this.q})}}})',
            "/l?page=1&cat=7&y=",
        ),
        ('x={data(){return{q:{c:7}}},created(){let _this=this;axios.post("/l",_this.q)}}', "/l?c=7"),
        ('new Vue({data:{cat:"7"},created(){axios.get("/l",{params:{cat:this.cat,p:2}})}})', "/l?cat=7&p=2"),
        ('new Vue({data:{api:"/l"},created(){this.$http.get(this.api,{params:{c:1}})}})', "/l?c=1"),
        ('new Vue({data:{n:f(1)},created(){axios.get("/l?c=1",{params:{n:this.n}})}})', "/l?c=1&n="),
        ('$("#l").load("/part/list.html")', "/part/list.html"),
        ('$.ajax({url:"/m.do",dataType:"jsonp",jsonp:"cb"})', "/m.do?cb=callback"),
        (
            'axios.get("/api/nb",{params:{page:this.page,pageSize:this.pageSize}})',
            "/api/nb?page=1&pageSize=20",
        ),
        (
            'new Rows({url:"/m/getMessage.do",column:"c7",startrecord:1,endrecord:20})',
            "/m/getMessage.do?column=c7&startrecord=1&endrecord=20",
        ),
        ('new Rows({url:"/m/list.do",box:"#l",size:20})', "/m/list.do"),
        ('$.ajax({url:"/m/list.do",dataType:"json",page:1})', "/m/list.do"),
        ('fetch(window.location.origin + "/static/catalog.json")', "/static/catalog.json"),
        ('$.get("/county/account/list")', "/county/account/list"),
        ('function q(n){$.get("/api",{p:n})} $(function(){q(1)})', "/api?p=1"),
        ('function q(n,f){$.get("/api",{p:n},f)} q(1,function(d){show(d)})', "/api?p=1"),
        ('function f(t){return Object(r.a)({url:"/api/l",params:t})} f({c:"7",page:1})', "/api/l?c=7&page=1"),
        ('this.$http.get("/api/list?c="+"7")', "/api/list?c=7"),
        (
            '$.post("/rest/list",{params:JSON.stringify({"n":0})})',
            "/rest/list?params=%7B%22n%22%3A0%7D",
        ),
        (
            'x.open("POST","/module/xxgk/search.jsp?infotypeId=B&currpage=1")',
            "/module/xxgk/search.jsp?infotypeId=B&currpage=1",
        ),
        (
            '$(function(){turnTo("/module/xxgk/search.jsp?currpage=1", {infotypeId: "B", area: ""})})',
            "/module/xxgk/search.jsp?currpage=1&infotypeId=B&area=",
        ),
        ('fetch("/r?"+new URLSearchParams({c:8,page:1})).then(show)', "/r?c=8&page=1"),
        ("fetch(`/r?${new URLSearchParams({c:8,page:1})}`).then(show)", "/r?c=8&page=1"),
        ('var p=new URLSearchParams({c:8,page:1});fetch("/r?"+p.toString()).then(show)', "/r?c=8&page=1"),
        ('$.get("/r?"+$.param({c:8,page:1}),show)', "/r?c=8&page=1"),
        (
            'var root="/web";find(root + "/module/xxgk/search.jsp?currpage=1",{infotypeId:"B"})',
            "/web/module/xxgk/search.jsp?currpage=1&infotypeId=B",
        ),
        (
            "var how={catId:'7'};fill('#list','/site/label/8888?labelName=l',how,show)",
            "/site/label/8888?labelName=l&catId=7",
        ),
    ],
)
def test_calls_are_made_by_get_with_what_they_send(script, url):
    assert read(script) == [url]


@pytest.mark.parametrize(
    "script",
    [
        '$.get("/visit/count.do?id=3")',
        '$.get("/news/addClick?id=3")',
        '$.post("/user/login.do")',
        '$.get("/search?q=x")',
        "$.ajax({url:address})",
        '$.get("/lib/page.js")',
        "function f(url){ return url }",
    ],
)
def test_counters_logins_searches_and_what_is_not_known_are_left_alone(script):
    assert read(script) == []


def test_calls_carry_what_services_insist_on_and_are_few():
    found = calls("<script>" + "".join(f'$.get("/api/{n}");' for n in range(9)) + "</script>", BASE)
    assert len(found) == MOST
    assert found[0].headers == {"Referer": BASE, "X-Requested-With": "XMLHttpRequest"}


def test_one_service_is_asked_for_many_lists():
    script = "function load(c){ $.get('/api/list', {cat:c}) }" + "".join(f"load({n});" for n in range(9))
    assert read(script) == [f"/api/list?cat={number}" for number in range(9)]


EPOINT = "/EWB-FRONT/rest/lightfrontaction/getgovinfolist"
DETAIL = "/EWB-FRONT/rest/lightfrontaction/getGovInfoDetail"


@pytest.mark.parametrize(
    ("script", "body"),
    [
        (f'$.post("{EPOINT}",{{params:JSON.stringify({{"n":0}})}})', "params=%7B%22n%22%3A0%7D"),
        (f'$.ajax({{type:"post",url:"{EPOINT}",data:JSON.stringify({{n:0}})}})', '{"n":0}'),
        (
            f'$.ajax({{data:JSON.stringify({{params:{{n:0}}}}),method:"POST",url:"{EPOINT}"}})',
            '{"params":{"n":0}}',
        ),
        (f'var asked={{n:0,code:"003"}};axios.post("{EPOINT}",asked)', '{"n":0,"code":"003"}'),
        (f'fetch("{EPOINT}",{{method:"POST",body:"n=0"}})', "n=0"),
        (
            'var site={"name":"/EWB-FRONT","guid":"7e"};function q(page){var p={guid:site.guid,page:page-1};'
            f'$.ajax({{url:site.name+"{EPOINT.removeprefix("/EWB-FRONT")}",type:"post",data:JSON.stringify(p)}})}}q(1)',
            '{"guid":"7e","page":0}',
        ),
        (f'x.open("POST","{EPOINT}");x.send("n=0")', "n=0"),
    ],
)
def test_services_of_known_families_may_be_posted_to_as_the_script_does(script, body):
    (found,) = calls(f"<script>{script}</script>", BASE)
    assert (found.body, found.said) == (None, True)
    assert found.instead is not None
    assert (found.instead.url, found.instead.body) == (f"http://www.county.example{EPOINT}", body)


@pytest.mark.parametrize(
    "script",
    [
        f'$.post("{DETAIL}",{{id:Util.getUrlParam("infoGuid")}})',
        f'var id=new URLSearchParams(location.search).get("infoGuid");$.post("{DETAIL}",{{id}})',
        f'var parts=location.href.split("=");$.post("{DETAIL}",{{id:parts[1]}})',
        f'var parts=location.href.split("=");$.post("{DETAIL}",{{id:parts[parts.length-1]}})',
        f'var id=location.href.split("=").pop();$.post("{DETAIL}",{{id:id}})',
    ],
)
def test_the_pages_own_address_tells_what_to_ask_for(script):
    (found,) = calls(f"<script>{script}</script>", BASE + "?infoGuid=ab-12")
    assert found.url == f"http://www.county.example{DETAIL}?id=ab-12"
    assert found.instead is not None
    assert found.instead.body == "id=ab-12"


@pytest.mark.parametrize(
    "script",
    [
        'show("/module/xxgk/search.jsp?currpage=1")',
        'show("/module/xxgk/search.jsp?currpage=1", "_blank")',
        'var ways = ["/site/label/8888", {catId: "7"}]',
        'show("/api/list", {page: 1})',
        'show("/guestbook/search.do", {page: 1})',
    ],
)
def test_a_function_of_the_page_asks_where_it_is_given_a_known_service_and_data(script):
    assert read(script) == []


def test_that_the_function_posts_is_known_where_it_stands_on_the_page():
    helper = 'function ask(u,d){$.ajax({type:"POST",url:u,data:d,success:show})}'
    call = 'ask("/module/xxgk/search.jsp?currpage=1",{infotypeId:"B"})'
    for script, said in ((call, False), (helper + call, True), (call + helper, True)):
        (one,) = calls(f"<script>{script}</script>", BASE)
        assert (one.said, one.instead is not None) == (said, True)


@pytest.mark.parametrize(
    ("script", "guess"),
    [
        ('axios.post("/api/page",{page:1})', True),
        ('axios.get("/api/page",{params:{page:1}})', False),
        ('$.post("/module/xxgk/search.jsp",{currpage:1})', False),
    ],
)
def test_a_get_in_the_place_of_a_post_that_is_not_made_is_a_guess(script, guess):
    (one,) = calls(f"<script>{script}</script>", BASE)
    assert one.guess is guess
