"""Portals whose home page says little: splash pages in all their forms, and menus that a script writes."""

import json

import pytest

from tests.county import Answer, County, kept, night, serve_county
from tests.scraper.paper import links, page, titled

YEARS = range(2019, 2023)
TITLES = {f"/gk/nb/{year}.html": f"某县水利局{year}年政府信息公开工作年度报告" for year in YEARS}
SECTION = {
    "/gk/": page(links(("/gk/nb/", "政府信息公开年报"))),
    "/gk/nb/": page(links(*TITLES.items())),
    **titled(*TITLES.items()),
}
HOME = page(links(("/gk/", "政府信息公开"), ("/xw/", "新闻动态")))


def javascript(code: str) -> Answer:
    return Answer(code.encode(), headers={"Content-Type": "application/javascript"})


@pytest.fixture
def county():
    with serve_county(SECTION) as running:
        yield running


def found_all(county: County, folder) -> bool:
    summary = night(county, folder)
    return set(kept(folder)) == set(TITLES) and summary.exit_code == 0


SPLASHES = {
    "a word": "<a href='main.html'>进入首页&gt;&gt;</a><a href='/en/index.html'>English</a>",
    "a picture": "<a href='main.html'><img src='enter.gif'></a> <a href='/big5/'><img src='f.gif'></a>",
    "a map": "<img usemap='#m'><map name='m'><area shape='rect' coords='0,0,9,9' href='main.html'></map>",
    "its name": "<p>热烈庆祝</p><a href='main.html'>某县人民政府门户网站</a><a href='/zt/'>专题</a>",
    "a button": "<input type='button' value='进入' onclick=\"window.location='main.html'\">",
    "a click on a layer": (
        "<div id='e'></div><script>$('#e').click(function(){top.location.replace('main.html');});</script>"
    ),
    "text for a timer": (
        "<p>5秒后自动进入</p><script>setTimeout(\"window.location='main.html'\",5000);</script>"
    ),
    "escaped text": "<p>请稍候</p><script>setTimeout('self.location=\\'main.html\\'', 100)</script>",
    "a countdown": (
        "<span id='s'>9</span><script>var to='main.html',s=9;"
        "function t(){ if(--s==0){ location.href = to; } else { setTimeout(t,1000); } } t();</script>"
        "<a href='http://www.beian.example/'>备案号</a>"
    ),
    "screens": (
        "<p>某县欢迎您</p><script>if(/Android|iPhone/.test(navigator.userAgent)){location.href='/m/index.html'}"
        "else{location.href='main.html'}</script>"
    ),
    "a choice": "<p>某县</p><script>location.href = small() ? '/wap/' : 'main.html';</script>",
    "slow refresh": "<meta http-equiv='refresh' content='30;url=main.html'><p>稍后进入</p>",
    "an end of a film": "<p>欢迎</p><video src='a.mp4' onended=\"location.href='main.html'\"></video>",
    "any key": "<p>按任意键</p><i onkeydown=\"window.navigate('main.html')\"></i>",
    "a path": "<p>欢迎</p><script>location.pathname='/main.html'</script>",
    "a host and a path": "<p>欢迎</p><script>location.href='//'+location.host+'/main.html'</script>",
    "an attribute": "<p>欢迎</p><div class='e' data-url='main.html'></div><script>$('.e').click(go)</script>",
    "a window": "<b id='e'>进</b><script>e.onclick=function(){open('main.html','_self')}</script>",
    "words beside others": (
        "<a href='main.html'>跳过</a><a href='/z1.html'>一</a><a href='/z2.html'>二</a>"
        "<a href='/z3.html'>三</a><a href='/z4.html'>四</a>"
    ),
    "a page within": "<p>欢迎</p><script>location = '/welcome.html?from=' + 1;</script>",
}


@pytest.mark.parametrize("splash", SPLASHES.values(), ids=SPLASHES.keys())
def test_a_splash_page_leads_into_the_site(county, tmp_path, splash):
    county.pages |= {
        "/": page(splash),
        "/main.html": HOME,
        "/welcome.html?from=1": page("<a href='main.html'>进入</a>"),
    }
    assert found_all(county, tmp_path)
    assert not {"/m/index.html", "/wap/", "/en/index.html", "/big5/", "/enter.gif"} & set(county.asked)


def test_a_click_anywhere_leads_into_the_site(county, tmp_path):
    county.pages |= {
        "/": "<html><body onclick=\"location.href='main.html'\"><img src='x.jpg'></body></html>",
        "/main.html": HOME,
    }
    assert found_all(county, tmp_path)


def test_what_is_one_page_elsewhere_may_be_the_splash_and_the_home(county, tmp_path):
    """/ and /index.php are taken for one page everywhere else."""
    county.pages |= {"/": page("<a href='index.php'><img src='e.gif'></a>"), "/index.php": HOME}
    assert found_all(county, tmp_path)
    night(county, tmp_path)
    assert sorted(county.asked) == ["/", "/gk/", "/gk/nb/", "/index.php"]


def test_a_splash_whose_script_alone_leads_on_is_no_empty_shell(county, tmp_path):
    script = "<script>var home='/main.html'; setTimeout(function(){ location.href = home; }, 900);</script>"
    county.pages |= {"/": f"<html><body>{script}</body></html>", "/main.html": HOME}
    assert found_all(county, tmp_path)


def test_a_splash_leads_to_no_login_search_form_or_other_host(county, tmp_path):
    county.pages |= {
        "/": page(
            "<form action='/main.html'><input type='submit' value='进入网站'></form>"
            "<a href='/login.html'>进入</a><a href='/search?q=a'><img src='s.gif'></a>"
            "<a href='http://www.other.example/'>进入网站</a><a href='/a.pdf'>进入</a>"
        ),
        "/main.html": HOME,
    }
    assert night(county, tmp_path).exit_code == 4
    assert not {"/main.html", "/login.html", "/search?q=a", "/a.pdf"} & set(county.asked)


def test_a_page_that_has_many_links_is_no_splash(county, tmp_path):
    others = links(*((f"/xw/{number}.html", f"要闻{number}") for number in range(20)))
    county.pages |= {"/": page(others + "<a href='/zt/'><img src='a.gif'></a>")}
    night(county, tmp_path)
    assert not [path for path in county.asked if path.startswith(("/xw/", "/zt/"))]


MENUS = {
    "writing": "document.writeln('<ul><li><a href=\"/gk/\">政务公开</a></li></ul>');",
    "writing by line": "document.write('<a href=\"/gk/\">');\ndocument.write('政务公开</a>');",
    "objects": (
        'var nav=[{"name":"首页","url":"/"},{"name":"政务公开","url":"/gk/"}];for(var i in nav)'
        'document.write("<a href=\'"+nav[i].url+"\'>"+nav[i].name+"</a>");'
    ),
    "pairs": "var m=[['首页','/'],['政务公开','/gk/']];show(m);",
    "pairs the other way": "var m=[['/','首页'],['/gk/','政务公开']];show(m);",
    "calls": "menu.add(1,0,'政务公开','/gk/');menu.draw();",
    "short keys": "var m=[{t:'政务公开',u:'/gk/'},{t:'新闻',u:'/xw/'}];",
    "escaped characters": 'var m=[["\\u653f\\u52a1\\u516c\\u5f00","/gk/"]];',
    "a text": 'var html="";html+="<li><a href=\'/gk/\'>政务公开</a></li>";$("#nav").html(html);',
    "a template": "document.getElementById('n').innerHTML=`<a href=\"/gk/\">政务公开</a>`;",
    "two rows": 'var names=new Array("首页","政务公开");var urls=new Array("/","/gk/");',
    "by number": 'var n=[],u=[];n[0]="首页";u[0]="/";n[1]="政务公开";u[1]="/gk/";',
}


@pytest.mark.parametrize("code", MENUS.values(), ids=MENUS.keys())
def test_a_menu_in_a_script_file_is_read(county, tmp_path, code):
    county.pages |= {
        "/": page("<script src='js/menu.js'></script><a href='/xw/1.html'>要闻</a>"),
        "/js/menu.js": javascript(code),
    }
    assert found_all(county, tmp_path)
    night(county, tmp_path)
    assert sorted(county.asked) == ["/", "/gk/", "/gk/nb/"]


REFERENCES = {
    "written": "<script>document.write('<script src=\"/js/menu.js\"><\\/script>')</script>",
    "written in parts": '<script>document.write("<script src=\'/js/menu.js\'></scr"+"ipt>")</script>',
    "made": "<script>var s=document.createElement('script');s.src='/js/menu.js';b.append(s);</script>",
    "asked for": "<script>$.getScript('/js/menu.js')</script>",
}


@pytest.mark.parametrize("reference", REFERENCES.values(), ids=REFERENCES.keys())
def test_a_script_file_is_found_however_it_is_referred_to(county, tmp_path, reference):
    county.pages |= {
        "/": page(f"{reference}<a href='/xw/1.html'>要闻</a>"),
        "/js/menu.js": javascript(MENUS["writing"]),
    }
    assert found_all(county, tmp_path)


def test_a_script_file_may_be_made_by_a_program(county, tmp_path):
    county.pages |= {
        "/": "<html><body><script src='/inc/menu.asp?id=1'></script></body></html>",
        "/inc/menu.asp?id=1": javascript(MENUS["writing"]),
    }
    assert found_all(county, tmp_path)
    night(county, tmp_path)
    assert sorted(county.asked) == ["/", "/gk/", "/gk/nb/"]


@pytest.mark.parametrize(
    ("script", "path", "answer"),
    [
        ("$('#m').load('/inc/menu.html')", "/inc/menu.html", links(("/gk/", "政务公开"))),
        ("$.getJSON('/menu.json',show)", "/menu.json", '[{"name":"政务公开","url":"/gk/"}]'),
    ],
)
def test_a_menu_that_the_page_asks_for_is_read_beside_other_links(county, tmp_path, script, path, answer):
    county.pages |= {
        "/": page(f"<div id='m'></div><script>{script}</script><a href='/map.html'>网站地图</a>"),
        "/map.html": page("<p>建设中</p>"),
        path: answer,
    }
    assert found_all(county, tmp_path)


COLUMNS = {
    "/x/nb.xml": (
        "<script>loadXML('/x/nb.xml')</script>",
        "".join(f"<node title='{title}' url='{path}'/>" for path, title in TITLES.items()),
    ),
    "/x/nb.json": (
        "<div id='l' data-src='/x/nb.json'></div><script>init('#l')</script>",
        json.dumps([{"title": title, "url": path} for path, title in TITLES.items()]),
    ),
    "/x/data.js": (
        "<script src='/x/data.js'></script><script>show(list)</script>",
        f"var list={json.dumps([{'title': title, 'url': path} for path, title in TITLES.items()])}",
    ),
}


@pytest.mark.parametrize("path", COLUMNS)
def test_a_column_of_which_nothing_is_seen_without_its_data_is_no_empty_shell(county, tmp_path, path):
    body, answer = COLUMNS[path]
    county.pages |= {
        "/": HOME,
        "/gk/nb/": f"<html><body>{body}</body></html>",
        path: f"<?xml version='1.0'?><nodes>{answer}</nodes>" if path.endswith("xml") else answer,
    }
    assert found_all(county, tmp_path)


def test_a_home_page_that_is_nothing_but_its_menu_is_no_empty_shell(county, tmp_path):
    county.pages |= {
        "/": "<html><body><script src='/js/menu.js'></script></body></html>",
        "/js/menu.js": javascript(MENUS["writing"]),
    }
    assert found_all(county, tmp_path)


def test_script_files_are_left_alone_where_links_lead_to_the_column(county, tmp_path):
    county.pages |= {"/": HOME + "<script src='/js/menu.js'></script>", "/js/menu.js": javascript("var a=1;")}
    assert found_all(county, tmp_path)
    assert "/js/menu.js" not in county.asked


def test_menus_below_menus_are_read(county, tmp_path):
    """The section's own menu is a script too, and the links of its page lead round in circles."""
    around = links(("/", "首页"), ("/sitemap.html", "网站地图"))
    county.pages |= {
        "/": page(around + "<script src='/js/menu.js'></script>"),
        "/sitemap.html": page(links(("/xw/", "新闻"))),
        "/js/menu.js": javascript(MENUS["objects"]),
        "/gk/": page(around + "<script src='/gk/left.js'></script>"),
        "/gk/left.js": javascript("document.write('<a href=\"/gk/nb/\">政府信息公开年报</a>')"),
    }
    assert found_all(county, tmp_path)


def test_the_menu_of_a_unit_is_read_although_others_have_columns(county, tmp_path):
    unit = {f"/dw/{year}.html": f"某县教育局{year}年政府信息公开工作年度报告" for year in YEARS}
    county.pages |= {
        "/": HOME,
        "/gk/": page(links(("/gk/nb/", "政府信息公开年报"), ("/jyj/", "教育局"), ("/slj/", "水利局"))),
        "/jyj/": page("<script src='/js/left.js'></script>"),
        "/js/left.js": javascript("document.write('<a href=\"/dw/\">信息公开年报</a>')"),
        "/dw/": page(links(*unit.items())),
        **titled(*unit.items()),
    }
    night(county, tmp_path)
    assert set(kept(tmp_path)) == {*TITLES, *unit}


def test_a_menu_is_asked_for_again_when_it_is_a_week_old(county, tmp_path):
    home = page("<script src='/js/menu.js'></script><a href='/xw/1.html'>要闻</a>")
    county.pages |= {"/": home, "/js/menu.js": javascript(MENUS["writing"])}
    assert found_all(county, tmp_path)
    moved = MENUS["writing"].replace("/gk/", "/new/")
    county.pages |= {"/js/menu.js": javascript(moved), "/new/": page(links(("/new/nb/", "信息公开年报")))}
    more = {"/new/nb/1.html": "某县财政局2022年政府信息公开工作年度报告"}
    county.pages |= {"/new/nb/": page(links(*more.items())), **titled(*more.items())}
    night(county, tmp_path)
    assert "/js/menu.js" not in county.asked
    night(county, tmp_path, days=8)
    assert set(kept(tmp_path)) == {*TITLES, *more}


def test_a_menu_that_leads_nowhere_any_more_is_asked_for_the_same_night(county, tmp_path):
    home = page("<script src='/js/menu.js'></script><a href='/xw/1.html'>要闻</a>")
    county.pages |= {"/": home, "/js/menu.js": javascript(MENUS["writing"])}
    assert found_all(county, tmp_path)
    county.pages["/js/menu.js"] = javascript(MENUS["writing"].replace("/gk/", "/new/"))
    del county.pages["/gk/"], county.pages["/gk/nb/"]
    more = {"/new/nb/1.html": "某县财政局2022年政府信息公开工作年度报告"}
    county.pages |= {
        "/new/": page(links(("/new/nb/", "信息公开年报"))),
        "/new/nb/": page(links(*more.items())),
        **titled(*more.items()),
    }
    assert night(county, tmp_path).total("new") == 1


@pytest.mark.parametrize("words", ["权力公开", "五公开", "公开大厅", "公开事项"])
def test_links_that_only_speak_of_disclosure_are_tried_where_others_led_nowhere(county, tmp_path, words):
    others = (("/xw/", "新闻中心"), ("/zp/", "公开招聘"), ("/ysq/", "依申请公开"))
    others += tuple((f"/lm{n}/", f"栏目{n}") for n in range(12))  # more than a splash page has
    county.pages |= {"/": page(links(*others, ("/gk/", words)))}
    assert found_all(county, tmp_path)
    assert not {path for path, _ in others} & set(county.asked)
    assert found_all(county, tmp_path)
    county.pages |= {"/": page(links(*others, ("/zt/", words), ("/gk/", "政府信息公开")))}
    assert found_all(county, tmp_path)
    assert "/zt/" not in county.asked
