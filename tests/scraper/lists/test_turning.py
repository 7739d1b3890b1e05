"""Pagers that a script draws: which addresses it would go to."""

import pytest

from scraper.lists.turning import turned_by_script

BASE = "http://a.example"
LAYPAGE = "laypage.render({elem:'p',count:47,limit:10,jump:function(obj,first){if(!first){%s}}})"


def turned(html: str, path: str, pages: int = 3) -> tuple[list[str], list[str]]:
    following, spare = turned_by_script(html, BASE + path, pages)
    return [one.url.removeprefix(BASE) for one in following], [one.url.removeprefix(BASE) for one in spare]


def code(text: str) -> str:
    return f"<script>{text}</script>"


@pytest.mark.parametrize(
    ("path", "html", "second"),
    [
        ("/gk/nb.html", code(LAYPAGE % "location.href='/gk/nb_'+obj.curr+'.html'"), "/gk/nb_2.html"),
        ("/gk/nb.html", code(LAYPAGE % "window.location=`/gk/nb_${obj.curr}.html`"), "/gk/nb_2.html"),
        ("/gk/a.jsp?c=3", code(LAYPAGE % "location.href='?c=3&page='+obj.curr"), "/gk/a.jsp?c=3&page=2"),
        ("/gk/nb.html", code("var u='nb_';function go(n){location.href=u+n+'.html'}"), "/gk/nb_2.html"),
        (
            "/gk/nb.html",
            code("f({change:function(num){var url='nb_'+num+'.html';open(url)}})"),
            "/gk/nb_2.html",
        ),
        (
            "/gk/list.html",
            code("function go(i){location='list'+(i==1?'':'_'+i)+'.html'}"),
            "/gk/list_2.html",
        ),
        (
            "/gk/nb.html",
            code(
                "kk({hrefFormer:'nb',hrefLatter:'.html',getLink:function(n){"
                "return this.hrefFormer+'_'+n+this.hrefLatter}})"
            ),
            "/gk/nb_2.html",
        ),
        ("/gk/nb.html", code("p({hrefTextPrefix:'nb_',hrefTextSuffix:'.html'})"), "/gk/nb_2.html"),
        ("/gk/nb", code("p({pageUrl:function(type,page){return '/gk/nb/'+page+'.html'}})"), "/gk/nb/2.html"),
        (
            "/gk/l.jsp?id=2",
            code("function go(p){location='l.jsp?id=2&start='+(p-1)*15}"),
            "/gk/l.jsp?id=2&start=15",
        ),
        ("/gk/nb.html", '<div class="page" data-url="/gk/nb_#page#.html"></div>', "/gk/nb_2.html"),
        ("/gk/nb.html", '<div data-href="nb_{page}.html"></div> pages', "/gk/nb_2.html"),
        (
            "/gk/nb.html",
            code("for(var i=1;i<9;i++){d.write('<a href=\"nb_'+i+'.html\">'+i+'</a>')}"),
            "/gk/nb_2.html",
        ),
        ("/gk/nb", code("page({href:'?page={{number}}'})"), "/gk/nb?page=2"),
        ("/gk/nb.html", code("page('nb___PAGE__.html')"), "/gk/nb_2.html"),
        ("/gk/nb.html", code("function show(n){location.href='/art/'+n+'.html'}"), None),
        ("/gk/nb.html", code("function show(page){location.href='/other/x_'+page+'.html'}"), None),
        ("/gk/nb.html", code("function go(page){alert(page)}"), None),
        ("/gk/nb.html", code("function go(page){location.href='nb.html'}"), None),
    ],
)
def test_a_click_on_the_second_page(path, html, second):
    following, _ = turned(html, path)
    assert following[:1] == ([] if second is None else [second])
    assert len(following) == (0 if second is None else 2)


@pytest.mark.parametrize(
    ("html", "second"),
    [
        (
            code("function p(totalPage,cur,name){w('<a href=\"'+name+'_'+i+'.html\">')} p(3,1,'nb')"),
            "/gk/nb_2.html",
        ),
        (code("showPage(3,1,'nb','html')"), "/gk/nb_2.html"),
        (code("showPage(3,0,'nb','html')"), "/gk/nb_1.html"),
        (code("showPage(3,1,'other','html')"), None),
        (code("show(3,1,'nb','html') // href") + "<!-- page -->", "/gk/nb_2.html"),
        (
            "<a data-page='2'>2</a><a data-page='3'>3</a>"
            + code("$('a').click(function(){location.href='nb_'+$(this).attr('data-page')+'.html'})"),
            "/gk/nb_2.html",
        ),
    ],
)
def test_how_many_pages_there_are_may_stand_in_a_call_or_in_buttons(html, second):
    following, _ = turned(html, "/gk/nb.html", 0)
    assert following[:1] == ([] if second is None else [second])
    assert len(following) == (0 if second is None else 2)


def test_pages_are_those_after_this_one():
    html = code("function go(n){location.href='nb_'+n+'.html'}")
    assert turned(html, "/gk/nb_3.html", 5) == (["/gk/nb_4.html", "/gk/nb_5.html"], [])
    assert turned(html, "/gk/nb.html", 1) == ([], [])


def test_the_page_of_number_one_is_spare_where_counting_may_begin_at_nought():
    html = code("function go(n){location.href='nb_'+n+'.html'}")
    assert turned(html, "/gk/nb.html") == (["/gk/nb_2.html", "/gk/nb_3.html"], ["/gk/nb_1.html"])


@pytest.mark.parametrize(
    "html",
    [
        code(
            "$('#p').pagination(23,{items_per_page:10,callback:function(page_index){"
            "location.href='nb_'+page_index+'.html'}})"
        ),
        code("p({current:0,go:function(n){location.href='nb_'+n+'.html'}})"),
        "<a onclick='go(0)'>首页</a><a onclick='go(2)'>尾页</a>"
        + code("function go(n){location.href='nb_'+n+'.html'}"),
        code("p({current:1,go:function(n){location.href='nb_'+(n-1)+'.html'}})"),
    ],
)
def test_counting_from_nought(html):
    assert turned(html, "/gk/nb.html")[0] == ["/gk/nb_1.html", "/gk/nb_2.html"]
