"""Links in data."""

import pytest

from scraper.scripts.entries import listed

BASE = "http://www.county.example/gk/"


def read(data):
    return [(one.url.removeprefix(BASE), one.text, one.heading, one.date) for one in listed(data, BASE)]


@pytest.mark.parametrize(
    ("entry", "date"),
    [
        ({"title": "甲", "url": "1.html", "publishedTimeStr": "2021-01-31 17:17:00"}, "2021-01-31"),
        ({"realtitle": "甲", "infourl": "1.html", "infodate": "2021/1/31"}, "2021-01-31"),
        ({"TITLE": "<em>甲</em>", "LINK_URL": "1.html", "createTime": 1612084620000}, "2021-01-31"),
        ({"name": "甲", "href": "./1.html", "time": 1612084620}, "2021-01-31"),
        ({"text": "甲", "link": "1.html"}, None),
    ],
)
def test_keys_of_many_services(entry, date):
    assert read([entry]) == [("1.html", "甲", None, date)]


def test_a_nested_tree_gives_its_parents_as_headings():
    tree = {"name": "水利局", "children": [{"name": "2021年", "url": "a/"}, {"name": "2020年", "url": "b/"}]}
    assert read(tree) == [("a/", "2021年", "水利局", None), ("b/", "2020年", "水利局", None)]


def test_a_flat_tree_gives_them_by_number():
    nodes = [{"id": 1, "name": "乡镇"}, {"id": 2, "pId": 1, "name": "大坪镇", "url": "dpz/"}]
    assert read(nodes) == [("dpz/", "大坪镇", "乡镇", None)]


@pytest.mark.parametrize(
    "data",
    [
        {"title": "甲"},
        {"url": "1.html"},
        {"title": "甲", "url": "a b"},
        {"title": "甲", "url": 5},
        [1, "甲"],
        None,
    ],
)
def test_without_title_or_address_there_is_no_link(data):
    assert read(data) == []
