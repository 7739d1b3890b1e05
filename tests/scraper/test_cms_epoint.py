"""Epoint: the parameters that a page posts are asked with, in the query or posted."""

import json
from urllib.parse import parse_qs, urlsplit

from tests.scraper.families import read

SERVICE = "/rest/lightfrontaction/getgovinfolist"


def test_the_page_asks_for_its_first_page():
    script = (
        '$.ajax({type:"post",url:siteInfo.projectName+"' + SERVICE + '",'
        'data:{params:JSON.stringify({"categorynum":"003001","pageIndex":0,"pageSize":20,"siteGuid":siteInfo.siteGuid})}})'
    )
    found = read("/xxgk/list.html", f"<html><ul id=l></ul><script>{script}</script></html>")
    (plain,) = found.page.following
    asked = plain.instead
    assert (found.family, urlsplit(asked.url).path) == ("epoint", f"/EWB-FRONT{SERVICE}")
    assert json.loads(parse_qs(asked.body)["params"][0]) == {
        "categorynum": "003001",
        "pageIndex": 0,
        "pageSize": 20,
        "siteGuid": "",
    }


def test_its_answer_is_data():
    data = {
        "custom": {"total": 1, "data": [{"infourl": "/a.html", "realtitle": "甲", "infodate": "2022-01-20"}]}
    }
    found = read(f"/EWB-FRONT{SERVICE}?params=%7B%22pageIndex%22%3A0%7D", json.dumps(data))
    assert (found.family, found.texts) == ("data", ["甲"])


def test_a_function_that_cannot_be_read_asks_for_what_such_pages_ask_for():
    config = '<script>var siteInfo={"siteGuid":"7e-1","projectName":"/WEB"};</script>'
    named = f'<script>var categorynum="003001003"; list(siteInfo.projectName+"{SERVICE}");</script>'
    unnamed = named.replace("categorynum", "c")
    for path, script in (("/list.html", named), ("/x/003001003/list.html", unnamed)):
        (plain,) = read(path, f"<html>{config}{script}</html>").page.following
        assert urlsplit(plain.url).path == f"/WEB{SERVICE}"
        asked = json.loads(plain.instead.body)
        assert (asked["categorynum"], asked["siteGuid"], asked["pageIndex"]) == ("003001003", "7e-1", 0)
    assert read("/list.html", f"<html>{config}{unnamed}</html>").following == []
