"""Links in scripts."""

from itertools import count

from scraper.scripts.written import written

BASE = "http://www.county.example/gk/"


def read(script):
    return [
        (one.url.removeprefix(BASE), one.text, one.block, one.place) for one in written(script, BASE, count())
    ]


def test_menus_as_data():
    script = "var zNodes=[{id:1,pId:0,name:'水利局',url:'slj/'},{id:2,pId:0,name:'教育局',url:'jyj/'}];"
    assert read(script) == [("slj/", "水利局", 0, "list"), ("jyj/", "教育局", 0, "list")]


def test_menus_as_calls_and_as_rows():
    assert read("d.add(1,0,'水利局','slj/');d.add(2,0,'教育局','jyj/');") == [
        ("slj/", "水利局", 0, "list"),
        ("jyj/", "教育局", 0, "list"),
    ]
    assert read('var m=[["水利局","slj/index.html"],["教育局","jyj/index.html"]]') == [
        ("slj/index.html", "水利局", 0, "list"),
        ("jyj/index.html", "教育局", 0, "list"),
    ]


def test_ordinary_scripts_hold_no_links():
    assert read("if(a){b('你好','再见')} var url = location.href; $.ajax({url:'/x', type:'get'})") == []
