"""Epoint: the parameters that a page posts are posted."""

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
    (asked,) = found.page.following
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
