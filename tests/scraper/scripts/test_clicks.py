"""Where handlers lead."""

import pytest

from scraper.scripts.clicks import Clicks, own

SCRIPT = """
var base = '/gk';
function detail(id){ var url = base + "/view.html?id=" + id; window.open(url, "_blank"); }
function turn(n){ if(n==1) location.href="list.html"; else location.href="list_"+n+".html"; }
function jump(s){ window.location = base + "/dw.aspx?d=" + s.options[s.selectedIndex].value; }
function tab(y){ $("#c").load("/part_" + y + ".html"); }
function ask(p){ $.ajax({type:"get", url:"/api/list", data:{page:p, size:5}}); }
function save(p){ $.get("/api/save?page=" + p); }
function hello(){ alert("hello"); }
"""


@pytest.mark.parametrize(
    ("code", "destination"),
    [
        ("window.open('/a/1.html')", "/a/1.html"),
        ("javascript:window.open('/a/1.html','_blank')", "/a/1.html"),
        ("location.href='b.html';return false;", "b.html"),
        ("self.location.replace('/c/')", "/c/"),
        ("document.getElementById('f').src='/d.html'", "/d.html"),
        ("detail('31')", "/gk/view.html?id=31"),
        ("turn(4)", "list_4.html"),
        ("tab(2021)", "/part_2021.html"),
        ("ask(3)", "/api/list?page=3&size=5"),
        ("save(3)", None),
        ("detail(this)", None),
        ("hello()", None),
        ("nowhere(1)", None),
        ("nowhere('/a/2.html')", "/a/2.html"),
        ("page.nowhere(2, '?page=2')", "?page=2"),
        ("nowhere('/a/1.html', '/a/2.html')", None),
        ("nowhere('公告')", None),
        ("queryByCondition(this,'/a/list_2.jspx')", "/a/list_2.jspx"),
        ("shareTo('/a/1.html')", None),
        ("window.open('javascript:void(0)')", None),
        ("history.back()", None),
    ],
)
def test_a_handler_leads_where_its_script_says(code, destination):
    assert Clicks(SCRIPT).destination(code) == destination


@pytest.mark.parametrize(
    "code",
    ["jump(this)", "location.href='/gk/dw.aspx?d='+this.value", "location='/gk/dw.aspx?d='+$(this).val()"],
)
def test_a_select_goes_to_what_was_chosen(code):
    assert Clicks(SCRIPT).destination(code, "107") == "/gk/dw.aspx?d=107"


@pytest.mark.parametrize(
    ("code", "destination"),
    [
        ("location=this.getAttribute('href')", "/a/1.html"),
        ("window.open($(this).attr('href'))", "/a/1.html"),
        ("location.href = this.href", "/a/1.html"),
        ("window.open($(this).data('to'))", "/b/2.html"),
        ("window.open(this.dataset.linkTo)", "/c/3.html"),
        ("detail(this.id)", "/gk/view.html?id=31"),
        ("this.href='/d.html';location=this.getAttribute('other')", None),
    ],
)
def test_a_handler_may_read_the_attributes_of_its_element(code, destination):
    attributes = {"href": "/a/1.html", "data-to": "/b/2.html", "data-link-to": "/c/3.html", "id": "31"}
    assert Clicks(SCRIPT).destination(own(code, attributes)) == destination
