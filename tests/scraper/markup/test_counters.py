"""Counters are told by what they are, not by a list of all labels; no changed figure is taken for one."""

import pytest

from scraper.markup.fingerprint import same_page

PAGE = """<html><head><title>某县审计局2022年政府信息公开工作年度报告</title></head><body>
<div class="top">{top}</div>
<h1>某县审计局2022年政府信息公开工作年度报告</h1>
<div class="info">发布时间：2023-01-20 10:00 来源：某县审计局 {byline}</div>
<div id="zoom">{article}</div>
<div class="rank"><h3>排行</h3><ul><li><a href="/x/1.html">动态</a><em>{ranked}</em></li></ul></div>
<div class="foot"><p>主办：某县人民政府办公室　建议使用1024以上分辨率浏览本网站。</p>
{foot}</div></body></html>"""

ARTICLE = """<p>本报告由某县审计局根据有关规定编制，统计期限为全年。</p><p>一、总体情况</p>
<p>全年主动公开信息35条，公众号阅读量：120次，收到申请12件。</p>
<p>二、主动公开政府信息情况</p>
<table><tr><td>信息内容</td><td>本年制发件数</td></tr><tr><td>规章</td><td>4</td></tr></table>
<p>三、收到和处理政府信息公开申请情况</p>
<div>本年新收 5</div><div><div>自然人</div><div>6</div></div><p>结转 <span>8</span> 件</p>
<p>四、存在的问题</p><p>政务公开的形式还不够丰富，下一步将加以改进。</p>
<p>见附件：<a href="/files/20230120/9.pdf">附件</a></p>"""


def page(top="", byline="", article=ARTICLE, ranked="7", foot=""):
    return PAGE.format(top=top, byline=byline, article=article, ranked=ranked, foot=foot)


@pytest.mark.parametrize(
    "counter",
    [
        "总访问量 {}",
        "本站累计访问{}人次",
        "累计访问 <b>{}</b> 次",
        "今日访问人数 {} 昨日访问人数 {}",
        "您是本网站第 {} 位来访者",
        "欢迎您，您是第{}位访客。",
        "流量统计：[{}]",
        "<table><tr><td>网站访问量</td><td>{}</td></tr></table>",
        "visitors {}",
    ],
)
@pytest.mark.parametrize("place", ["top", "foot"])
def test_a_counter_of_the_site_makes_no_other_page(counter, place):
    before, after = ({place: counter.replace("{}", count)} for count in ("998", "1,003"))
    assert same_page(page(**before), page(**after))


@pytest.mark.parametrize(
    "counter",
    [
        "点击率：<i>{}</i>",
        "阅读 {}",
        "人气：[{}]",
        "已阅：{}次",
        "<i class='eye'></i>{}",
        "｜ {} 次围观",
        "</div><div class='icons'><i class='eye'></i><b>{}</b>",
        "字体：[大 中 小] 关注 {}",
    ],
)
def test_a_counter_of_the_article_makes_no_other_page(counter):
    before, after = (page(byline=counter.replace("{}", count)) for count in ("9", "31"))
    assert same_page(before, after)
    assert not same_page(before, after.replace("申请12件", "申请13件"))


def test_counters_beside_links_to_other_pages_make_no_other_page():
    assert same_page(page(ranked="7"), page(ranked="12"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("申请12件", "申请13件"),
        ("阅读量：120次", "阅读量：121次"),
        ("<td>4</td>", "<td>5</td>"),
        ("新收 5", "新收 6"),
        ("<div>6</div>", "<div>7</div>"),
        ("<span>8</span>", "<span>9</span>"),
        ("2023-01-20", "2023-01-21"),
        ("10:00", "10:01"),
        ("20230120/9.pdf", "20230120/10.pdf"),
        ("局2022年政", "局2023年政"),
    ],
)
def test_a_correction_is_another_page_whatever_counts_beside_it(old, new):
    before = page(byline="阅读 8", foot="总访问量 99")
    assert old in before
    assert not same_page(before, before.replace(old, new))
    assert not same_page(before, before.replace(old, new).replace("阅读 8", "阅读 9"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("本年新收<br>5<br>结转<br>0<br>总计<br>5", "本年新收<br>6<br>结转<br>0<br>总计<br>5"),
        ("<div>本年新收 5</div>", "<div>本年新收 6</div>"),
        ("<div>本年新收</div><div>5</div>", "<div>本年新收</div><div>6</div>"),
        ("<p>本年新收：5</p>", "<p>本年新收：6</p>"),
        ("<p>本年新收5</p>", "<p>本年新收6</p>"),
        (
            "<table><tr><td>规章</td><td>0</td></tr></table>",
            "<table><tr><td>规章</td><td>1</td></tr></table>",
        ),
        ("<ul><li>申请总数<span>5</span></li></ul>", "<ul><li>申请总数<span>6</span></li></ul>"),
    ],
)
@pytest.mark.parametrize("byline", ["", "阅读 8"])
def test_figures_that_stand_in_flat_text_without_any_sentence_are_figures(old, new, byline):
    assert not same_page(page(byline=byline, article=old), page(byline=byline, article=new))
    assert not same_page(page(article=ARTICLE + old), page(article=ARTICLE + new))


@pytest.mark.parametrize(
    "byline", ["索引号：{}", "文号：某审〔2023〕{}号", "有效期 {} 年", "附件 {} 个", "2023年1月{}日"]
)
def test_codes_and_dates_of_the_byline_are_no_counters(byline):
    assert not same_page(page(byline=byline.format(7)), page(byline=byline.format(8)))


def test_a_number_that_fell_is_only_a_counter_where_it_is_labelled():
    assert not same_page(page(byline="<i></i>9"), page(byline="<i></i>8"))
    assert same_page(page(foot="当前在线：9人"), page(foot="当前在线：8人"))


@pytest.mark.parametrize(
    "article",
    [
        "<div>{}</div><div>3</div>",
        "{}<br>件",
        "<table><tr><td>{}</td></tr></table>",
        "<table><tr><td class='view'>{}</td><td>0</td></tr></table>",
        "<table><tr><td>主动公开</td><td>7</td></tr><tr><td>网站访问量：{}次</td><td>2</td></tr></table>",
        "<p>查阅点接待</p><p>来访 {} 人次</p>",
        "<p>一、概述</p><p>政策解读阅读量：{}</p><p>二、收费</p><p>无。</p>",
        "<p>一、概述</p><p>网站访问量达{}次，比上年有增长，增长明显。</p><p>二、其他</p>",
        "<p>本局认真做好公开工作，成效明显。</p><p><a href='/a.html'>公开目录</a>{}</p>",
        "<p>本局认真做好公开工作，成效明显。</p><p>公开总数</p><p>{}</p>",
        "<pre>本年新收   {}   0   0</pre>",
        "<p>附件：<a href='/down.do?id={}'>附件1.docx</a></p>",
        "<p><a href='/down.do;jsessionid=A{}?id={}'>附件</a></p>",
    ],
)
@pytest.mark.parametrize(("old", "new"), [(0, 1), (5, 6), (12, 21), (9, 4)])
@pytest.mark.parametrize("byline", ["", "阅读 8"])
def test_a_figure_is_none_of_the_furniture_it_looks_like(article, old, new, byline):
    before, after = (page(byline=byline, article=article.replace("{}", str(count))) for count in (old, new))
    assert not same_page(before, after)


def test_a_session_in_the_address_of_a_document_makes_no_other_page():
    article = "<p><a href='/down.do;jsessionid={}?id=1'>附件.docx</a></p>"
    assert same_page(page(article=article.format("A1")), page(article=article.format("B2")))


def test_a_table_that_describes_the_page_is_not_the_article():
    index = (
        "<table><tr><td>索引号：</td><td>0145/2023</td></tr><tr><td>公开日期：</td><td>2023-01-20</td></tr>"
    )
    before, after = (page(byline=f"{index}</table><p>来源：某局 阅读 {count}</p>") for count in (8, 9))
    assert same_page(before, after)
    assert not same_page(before, after.replace("2023-01-20", "2023-01-28"))
