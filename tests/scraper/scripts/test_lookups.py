"""What scripts read off their page, and what they are not to be given."""

import pytest

from scraper.scripts.calls import calls
from scraper.scripts.lookups import looked_up

BASE = "http://www.county.example/gk/nb.html"
PAGE = (
    '<meta name="channelid" content="9f"><div id="list" data-cat="12" data-channel-id="77" value="003"></div>'
    '<input type="hidden" id="cate" name="cate" value="003001"><span class="now">55</span>'
    '<input id="keyword" value="x"><select id="unit"><option value="3">三</option></select>'
    '<input type="hidden" id="csrf_token" value="secret">'
)


def asked(script: str, page: str = PAGE) -> list[str]:
    found = calls(f"{page}<script>{script}</script>", BASE)
    return [one.url.removeprefix("http://www.county.example") for one in found]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ('$("#cate").val()', "003001"),
        ("jQuery('#list').attr('value')", "003"),
        ('$("#list").attr("data-cat")', "12"),
        ('$("#list").data("channelId")', "77"),
        ("$('meta[name=\"channelid\"]').attr('content')", "9f"),
        ('$("input[name=cate]").first().val()', "003001"),
        ('$(".now").text()', "55"),
        ('document.getElementById("cate").value', "003001"),
        ('document.getElementById("list").getAttribute("data-cat")', "12"),
        ("document.getElementById('list').dataset.channelId", "77"),
        ('document.getElementsByName("cate")[0].value', "003001"),
        ('document.getElementsByClassName("now")[0].innerHTML', "55"),
        ('document.querySelector("meta[name=channelid]").content', "9f"),
    ],
)
def test_what_the_page_gives_its_scripts_is_part_of_their_calls(expression, value):
    assert asked(f'$.get("/api/list",{{cat:{expression},page:1}});') == [f"/api/list?cat={value}&page=1"]
    assert asked(f'var c={expression}; fetch("/api/list/" + c + "/1");') == [f"/api/list/{value}/1"]


def test_an_element_may_be_held_first():
    assert asked('var list=$("#list"); $.get("/api/list",{cat:list.attr("data-cat")});') == [
        "/api/list?cat=12"
    ]
    held = "const el = document.getElementById('cate');\nfetch('/api/list?c=' + el.value)"
    assert asked(held) == ["/api/list?c=003001"]


@pytest.mark.parametrize(
    "expression",
    [
        '$("#keyword").val()',
        '$("#unit").val()',
        '$("#csrf_token").val()',
        '$("#none").val()',
        '$("a:odd").val()',
    ],
)
def test_what_a_person_fills_in_and_what_proves_a_session_stay_unknown(expression):
    script = f'fetch("/api/list/" + {expression})'
    assert looked_up(script, PAGE) == script
    assert asked(script) == []


@pytest.mark.parametrize("path", ["/api/save", "/form/submit", "/user/addClick", "/search"])
def test_what_does_more_than_read_gets_nothing_of_the_page(path):
    assert asked(f'$.post("{path}/" + $("#cate").val())') == []


def test_known_services_are_posted_what_the_page_holds():
    service = "/EWB-FRONT/rest/lightfrontaction/getgovinfolist"
    script = f'$.ajax({{type:"post",url:"{service}",data:JSON.stringify({{categorynum:$("#cate").val()}})}})'
    (found,) = calls(f"{PAGE}<script>{script}</script>", BASE)
    assert found.instead is not None
    assert found.instead.body == '{"categorynum":"003001"}'
