"""Tabs that fill a list when they are clicked on."""

import pytest

from scraper.scripts.calls import calls
from scraper.scripts.tabs import MOST_TABS

BASE = "http://www.county.example/gk/nb.html"
TABS = '<ul><li data-year="2021">2021年</li><li data-year="2020">2020年</li><li>other</li></ul>'


def read(html: str, script: str) -> list[str]:
    found = calls(f"{html}<script>{script}</script>", BASE)
    return [one.url.removeprefix("http://www.county.example") for one in found]


@pytest.mark.parametrize(
    "body",
    [
        'var y=$(this).attr("data-year"); $("#con").load("/nb_"+y+".html");',
        '$("#con").load("/nb_" + $(this).data("year") + ".html");',
        'let y = e.target.dataset.year; fetch("/nb_" + y + ".html").then(show);',
        'const y = this.getAttribute("data-year"); fetch(`/nb_${y}.html`).then(show);',
    ],
)
def test_each_tab_is_asked_for(body):
    script = f'$("li").click(function(e){{ {body} }});'
    assert read(TABS, script)[-2:] == ["/nb_2021.html", "/nb_2020.html"]


def test_the_list_shown_first_is_asked_for_once():
    clicked = '$("li").click(function(){ $("#c").load("/nb_"+$(this).data("year")+".html"); });'
    script = f'{clicked} $("#c").load("/nb_2021.html");'
    assert read(TABS, script) == ["/nb_2021.html", "/nb_2020.html"]


def test_what_is_sent_may_depend_on_the_tab():
    script = '$("li").click(function(){ $.get("/api/list", {year: $(this).data("year"), n: 1}); });'
    assert read(TABS, script)[-2:] == ["/api/list?year=2021&n=1", "/api/list?year=2020&n=1"]


@pytest.mark.parametrize(
    "script",
    [
        '$("a").click(function(){ $.get($(this).attr("href")); });',
        '$("b").click(function(){ $.get("/api/delete?id=" + $(this).data("year")); });',
        '$("b").click(function(){ $.get("/news/like?id=" + $(this).data("year")); });',
        '$("b").click(function(){ $.get("/nb_" + $(this).data("month")); });',
    ],
)
def test_links_actions_and_attributes_that_no_element_has_are_left_alone(script):
    assert read(TABS + '<a href="/x/">x</a>', script) == []


def test_no_page_has_endless_tabs():
    tabs = "".join(f'<li data-year="{number}">tab</li>' for number in range(2 * MOST_TABS))
    assert len(read(tabs, '$("li").click(function(){ $.get("/nb_" + $(this).data("year")); });')) == MOST_TABS
