"""Pages that come as data."""

import json

from gongkai.within import page_within

TEXT = "<p>一、总体情况。本年主动公开政府信息12条。</p>"


def test_an_article_in_data_is_a_page():
    article = {"infotitle": "县粮食局2022年度报告", "infodate": "2023-01-20 09:30:00", "infocontent": TEXT}
    page = page_within(json.dumps({"custom": {"data": article | {"ouname": "县粮食局", "clicknum": 5}}}))
    assert page is not None
    assert TEXT in page
    for piece in ("<h1>县粮食局2022年度报告</h1>", 'content="2023-01-20 09:30:00"', 'content="县粮食局"'):
        assert piece in page
    assert "clicknum" not in page


def test_the_same_page_whatever_the_layers_around_it():
    inner = {"title": "甲", "body": TEXT}
    bare = page_within(json.dumps(inner))
    assert bare is not None
    for data in ({"data": [inner]}, {"custom": json.dumps(inner)}, {"r": {"data": inner, "msg": "ok"}}):
        assert page_within(json.dumps(data)) == bare
    assert (
        page_within(json.dumps({"title": "甲", "body": TEXT.replace("<", "&lt;").replace(">", "&gt;")}))
        == bare
    )


def test_files_alone_are_a_page_of_links():
    files = [{"attachname": "年报.pdf", "attachurl": "/files/1.pdf"}, {"url": "/files/2.docx"}]
    page = page_within(json.dumps({"data": {"title": "甲", "infocontent": "", "pdflist": files}}))
    assert page is not None
    assert '<a href="/files/1.pdf">年报.pdf</a>' in page
    assert '<a href="/files/2.docx">2.docx</a>' in page


def test_what_is_no_article_is_no_page():
    lists = {"total": 1, "data": [{"title": "甲", "infourl": "/a.html", "content": ""}]}
    deep = '{"a":' * 5_000 + "1" + "}" * 5_000
    for text in (deep, json.dumps(lists), '{"custom":null}', '{"broken', "<html>{}</html>", "", "[1]"):
        assert page_within(text) is None
