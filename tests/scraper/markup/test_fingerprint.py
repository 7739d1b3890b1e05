"""A corrected report is another page; a counter, a clock or a token makes none."""

import time

import pytest

from scraper.markup.fingerprint import same_list, same_page

PAGE = """<html><head><title>某局2023年政府信息公开工作年度报告</title>
<meta name="csrf-token" content="a1b2">
<script>var token="{token}";var now="2024-01-20 10:00:{second}";</script></head>
<body><div class="top">今天是2024年1月{day}日 星期六 <span>在线人数：{visits}人</span></div>
<h1>某局2023年政府信息公开工作年度报告</h1>
<p>发布时间：2024-01-20 10:00　浏览次数：<i>{visits}</i>次　字体：[大 中 小]</p>
<input type="hidden" name="_csrf" value="{token}">
<div id="zoom"><p>2023年主动公开政府信息{count}条。</p>
<table><tr><td>本年新收</td><td>{figure}</td></tr></table>
<p><input type="text" value="{field}"></p><img src="/upload/{picture}.jpg"></div>
<div class="share"><script src="/share.js?v={token}"></script><img src="/qr.jsp?t={token}"></div>
<div class="more"><ul><li><a href="/a{token}.html">另一条新闻 {token}</a><span>01-{day}</span></li></ul></div>
<p>您是第 {visits} 位访客　页面生成耗时：0.0{second}秒</p></body></html>"""

SAME = {"token": "x1", "second": "01", "day": "20", "visits": "17"}
OTHER = {"token": "zz9", "second": "59", "day": "21", "visits": "1,204"}
CONTENT = {"count": "35", "figure": "4", "field": "7", "picture": "table1"}


def page(furniture, **content):
    return PAGE.format(**furniture, **{**CONTENT, **content})


def test_furniture_makes_no_other_page():
    assert same_page(page(SAME), page(OTHER))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("现在时间 22:38:50", "现在时间 9:07:01"),
        ("<b>22:38:50</b>", "<b>22:38:51</b>"),
        ("现在时间：22:38", "现在时间：22:40"),
        ("北京时间 22时38分50秒", "北京时间 7时1分2秒"),
        ("2024年1月20日 星期六 22:38:50", "2024年1月21日 星期日 07:00:01"),
        ("天气：晴 11℃ ~ 21℃ 东北风1级", "天气：多云转小雨 -2℃ ~ 7℃ 西风3-4级"),
        ("晴 12℃", "阴 9℃"),
        ("今日天气 晴 东北风3级 湿度：40%", "今日天气 大雪 微风 湿度：81%"),
        ("11~21℃ 南风 空气质量：优", "3~9℃ 北风 空气质量：良"),
    ],
)
def test_clocks_and_the_weather_make_no_other_page(before, after):
    body = "<div>{}</div><p>全年收到申请8件，12级以上干部5人参加培训，风险3级。</p>"
    assert same_page(body.format(before), body.format(after))
    assert not same_page(body.format(before), body.format(after).replace("申请8件", "申请9件"))
    assert not same_page(body.format(before), body.format(after).replace("风险3级", "风险4级"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("发布时间：2024-01-20 10:00:05", "发布时间：2024-01-20 10:00:41"),
        ("2024/1/20 10:00:05 来源：某局", "2024/1/20 16:40:05 来源：某局"),
        ("发布于2024年1月20日10:00:05", "发布于2024年1月20日10:00:06"),
        ("<span>2024-01-20</span> <span>9时5分7秒</span>", "<span>2024-01-20</span> <span>9时5分8秒</span>"),
        ("2024-01-20T10:00:05", "2024-01-20T10:00:06"),
    ],
)
def test_a_report_that_was_published_anew_the_same_day_is_another(before, after):
    assert not same_page(f"<p>{before}</p>", f"<p>{after}</p>")


@pytest.mark.parametrize("change", [{"count": "36"}, {"figure": "5"}, {"field": "8"}, {"picture": "table2"}])
def test_a_correction_does(change):
    assert not same_page(page(SAME), page(SAME, **change))


def test_a_report_that_stands_in_a_script_is_read_there():
    cells = "".join(f"<td>{number}</td>" for number in range(40))
    script = f"<script>var content='<table><tr>{cells}</tr></table>';</script>"
    before = f"<html><body><h1>报告</h1>{script}</body></html>"
    assert not same_page(before, before.replace("<td>7</td>", "<td>8</td>"))
    assert same_page(before, before.replace("<body>", "<body><script>var t='8f3a';</script>"))


def test_a_linked_document_is_content_and_other_links_are_not():
    before = '<p>见附件<a href="/W0201.pdf">附件</a></p><p><a href="/next.html">下一篇：旧闻</a></p>'
    assert same_page(before, before.replace("旧闻", "新闻"))
    assert not same_page(before, before.replace("W0201", "W0202"))


def test_a_list_is_the_same_while_it_leads_to_the_same_places():
    before = '<ul><li><a href="/t1.html">某局2023年年报</a><span>2024-01-20</span></li></ul><p>访问量：7</p>'
    assert same_list(before, before.replace("访问量：7", "访问量：8"))
    assert not same_list(before, before.replace("t1", "t2"))


@pytest.mark.parametrize(
    "piece",
    [
        "晴 ",
        "晴，",
        "，",
        "11~",
        "1:",
        "北风",
        "天气：晴 ",
        "12℃，，",
        "现在时间 ",
        "1 阅",
        "<td>1",
        "<table><td>7",
    ],
)
def test_endless_furniture_costs_no_more_than_its_length(piece):
    started = time.process_time()
    same_page(piece * 20_000, piece * 20_001)
    assert time.process_time() - started < 2
