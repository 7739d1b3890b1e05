"""Whatever the page around a report says may change; whatever the report says may not, wherever it stands."""

import itertools
import re

import pytest

from scraper.markup.fingerprint import same_list, same_page
from tests.fixtures import Fixture, fixtures

TITLE = "青岩县水务局2023年政府信息公开工作年度报告"

BODY = """<p>本报告由青岩县水务局编制。</p><p>一、总体情况</p><p>全年主动公开信息35条，收到申请12件。</p>
<p><img src="/upload/chart1.png"></p>
<p>二、主动公开政府信息情况</p>
<table border=1><tr><td>信息内容</td><td>本年制发件数</td></tr><tr><td>规章</td><td>4</td></tr></table>
<p>六、其他需要报告的事项</p><p>无其他事项</p><p>咨询电话：0855-70001</p>
<p align=right>青岩县水务局</p><p align=right>2024年1月20日</p>
<p><img src="/upload/seal1.jpg"></p><p>附件：<a href="/files/table1.xlsx">统计表</a></p>"""

FLAT = re.sub(r"<(?!img|a |/a)[^<>]*>", "\n", BODY)

TOP = """<div class="logo">青岩县人民政府门户网站<img src="/images/logo1.png"></div>
<div><a href="/">首页</a> | <a href="/gk/">公开</a> {menu}</div>{notice}"""
CRUMBS = "{crumbs}：<a href='/'>首页</a> &gt; <a href='/nb/'>年报</a>"
BYLINE = "发布时间：2024-01-22 09:30　来源：青岩县水务局　浏览次数：<i>7</i>次"
BEHIND = """<div class="related"><h3>相关信息</h3>{related}
<ul><li><a href="/1.html">旧闻</a><span>01-20</span></li></ul></div>
<div><p>上一篇：{previous}</p><p>下一篇：没有了</p></div>"""
FOOT = """<div class="footer"><a href="/map.html">网站地图</a>{link}
<p>{foot}主办单位：青岩县人民政府办公室</p>
<p>网站标识码：5226990001　电话：0855-{phone}<img src="/images/foot{mark}.png"></p></div>"""

BARE_FOOT = """<table><tr><td>{foot}版权所有：青岩县人民政府　ICP备5226990{mark}号{link}</td></tr>
<tr><td>电话：0855-{phone}</td></tr></table>"""

SHELLS = {
    "boxes": "<html><head><title>{title}-青岩县人民政府</title></head><body>{top}"
    "<div class='pos'>{crumbs}</div><div class='wrap'><h1>{title}</h1><div class='info'>{byline}</div>"
    "<div id='zoom'>{body}</div></div>"
    "{behind}{foot}</body></html>",
    "word": "<html><head><title>{title}</title></head><body>{top}<p>{crumbs}</p>"
    "<p align=center>{title}</p><p>{byline}</p>{body}{behind}{foot}</body></html>",
    "tables": "<HTML><HEAD><TITLE>{title}_年报_青岩县政府网</TITLE></HEAD><BODY><table>"
    "<tr><td>{top}</td></tr><tr><td>{crumbs}</td></tr></table><table><tr><td>目录</td>"
    "<td><table><tr><td><b>{title}</b></td></tr>"
    "<tr><td>{byline}</td></tr><tr><td>{body}</td></tr></table></td></tr></table>{behind}{bare}</BODY></HTML>",
    "described": "<html><head><title>青岩县人民政府 - {title}</title></head><body>{top}<p>{crumbs}</p>"
    "<table><tr><td>索引号：</td><td>5226/2024</td><td>发布机构：</td><td>青岩县水务局</td></tr>"
    "<tr><td>发文日期：</td><td>2024-01-22</td><td>文号：</td><td>青水函〔2024〕7号</td></tr></table>"
    "<h2>{title}</h2><p>{byline}</p>{body}{behind}{foot}</body></html>",
    "cut": "<html><head><title>青岩县人民政府门户网站</title></head><body>{top}<p>{crumbs}</p>"
    "<p>青岩县水务局<br>2023年政府信息公开工作年度报告</p><p>{byline}</p>{body}{behind}{foot}</body></html>",
    "sections": "<html><head><title>{title} | 青岩</title></head><body><header>{top}</header>"
    "<nav>{crumbs}</nav><main><article><h1>{title}</h1><time>{byline}</time>{body}</article><aside>{behind}</aside></main>"
    "<footer>{foot}</footer></body></html>",
    "flat": "<html><head><title>{title}</title></head><body>{top}<p>{crumbs}</p><pre>\n</pre><p>{title}</p>"
    "<p>{byline}</p><pre>{flat}</pre>{behind}{bare}</body></html>",
}

FURNITURE = {
    "menu": ("", "<a href='/zt/'>专题</a>"),
    "notice": ("", "<div>本站已支持IPv6访问</div>"),
    "crumbs": ("当前位置", "您现在的位置"),
    "related": ("", "<p>更多信息请关注微信公众号</p>"),
    "previous": ("没有了", "<a href='/2.html'>青岩县林业局2023年政府信息公开工作年度报告</a>"),
    "link": ("", " | <a href='/about.html'>关于我们</a>"),
    "foot": ("", "未经许可不得转载　"),
    "phone": ("11111", "22222"),
    "mark": ("1", "2"),
}

CORRECTIONS = [
    (TITLE, TITLE.replace("2023", "2022")),
    (TITLE, f"{TITLE}（修订）"),
    ("<title>青岩县水务局2023", "<title>青岩县水务局2022"),
    ("公开信息35条", "公开信息36条"),
    ("收到申请12件", "收到申请12件，均已答复"),
    ("chart1.png", "chart2.png"),
    (">4<", ">5<"),
    ("无其他事项", "尚无其他事项"),
    ("0855-70001", "0855-70002"),
    (">青岩县水务局</p><p align=right>2024", ">青岩县水利局</p><p align=right>2024"),
    ("2024年1月20日", "2024年1月21日"),
    ("seal1.jpg", "seal2.jpg"),
    ("table1.xlsx", "table2.xlsx"),
    ("2024-01-22 09:30", "2024-01-23 09:30"),
    ("<td>2024-01-22</td>", "<td>2024-01-25</td>"),
    ("〔2024〕7号", "〔2024〕8号"),
    ("5226/2024", "5227/2024"),
    ("<p>六、", "<p>五、存在的问题</p><p>六、"),
    ("<p>无其他事项</p>", ""),
]


def page(shell: str, **furniture: str) -> str:
    words = {name: states[0] for name, states in FURNITURE.items()} | furniture
    parts = {
        "top": TOP.format(**words),
        "crumbs": CRUMBS.format(**words),
        "behind": BEHIND.format(**words),
        "foot": FOOT.format(**words),
        "bare": BARE_FOOT.format(**words),
    }
    return SHELLS[shell].format(title=TITLE, byline=BYLINE, body=BODY, flat=FLAT, **parts)


@pytest.mark.parametrize(("shell", "name"), [*itertools.product(SHELLS, FURNITURE)])
def test_what_stands_around_an_article_is_no_correction(shell, name):
    changed = page(shell, **{name: FURNITURE[name][1]})
    assert changed != page(shell)
    assert same_page(page(shell), changed)
    assert same_page(changed, page(shell))


@pytest.mark.parametrize("shell", SHELLS)
def test_all_of_it_may_change_at_once(shell):
    assert same_page(page(shell), page(shell, **{name: states[1] for name, states in FURNITURE.items()}))


@pytest.mark.parametrize(
    ("shell", "correction"),
    [pair for pair in itertools.product(SHELLS, CORRECTIONS) if pair[1][0] in page(pair[0])],
)
@pytest.mark.parametrize("around", [{}, {name: states[1] for name, states in FURNITURE.items()}])
def test_every_correction_counts_whatever_else_changed(shell, correction, around):
    before, after = page(shell), page(shell, **around)
    corrected = after.replace(*correction)
    assert not same_page(before, corrected)
    assert not same_page(corrected, before)


@pytest.mark.parametrize("shell", SHELLS)
def test_no_figure_sentence_or_picture_of_a_body_is_furniture(shell):
    before = page(shell)
    body = FLAT if shell == "flat" else BODY
    at = before.index(body)
    for word in re.finditer(r"(?<=[>\n])[^<>\n]+(?=[<\n])", body):
        changed = before[: at + word.end()] + "改" + before[at + word.end() :]
        assert not same_page(before, changed), word[0]


_CELL = re.compile(r">\s*(\d+)\s*<")
TABLED = [one for one in fixtures() if len(_CELL.findall(one.body.decode(errors="replace"))) > 20]


@pytest.mark.parametrize("fixture", TABLED, ids=lambda one: one.name)
def test_the_cells_of_every_saved_page_count(fixture: Fixture):
    before = fixture.body.decode(errors="replace")
    end = before.rfind("</table")
    cells = list(_CELL.finditer(before, max(0, before.find("<table")), end))
    for cell in cells[:: max(1, len(cells) // 4)]:
        assert not same_page(before, f"{before[: cell.start(1)]}9{before[cell.start(1) :]}")


@pytest.mark.parametrize(
    "body",
    [
        "<div>本年新收 5</div><div>结转 0</div>",
        "<p><img src='/upload/p5.png'></p>",
        "<p>见附件<a href='/files/5.pdf'>报告</a></p>",
        "<p>5</p>",
    ],
)
@pytest.mark.parametrize("shell", SHELLS)
def test_an_article_without_sentences_counts_as_well(shell, body):
    before, after = (
        page(shell).replace(FLAT if shell == "flat" else BODY, text)
        for text in (body, body.replace("5", "6"))
    )
    assert before != after
    assert not same_page(before, after)


@pytest.mark.parametrize("behind", ["<p>【打印】【关闭】</p>", "<div class='share'>分享到：</div>", BEHIND])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>2024年1月20日</p>", "<p>2024年1月21日</p>"),
        ("<p>青岩县水务局</p>", "<p>青岩县水利局</p>"),
        ("<p>发布日期：2024-01-20</p>", "<p>发布日期：2024-01-21</p>"),
        ("<p>本年新收 5</p>", "<p>本年新收 6</p>"),
        ("<p>我们将继续努力工作。</p>", "<p>我们将加倍努力工作。</p>"),
        ("<img src='/upload/seal1.jpg'>", "<img src='/upload/seal2.jpg'>"),
        ("<a href='/files/1.pdf'>附件</a>", "<a href='/files/2.pdf'>附件</a>"),
    ],
)
def test_what_is_the_reports_counts_behind_a_box_too(behind, old, new):
    words = {name: states[0] for name, states in FURNITURE.items()}
    before, after = (
        page("boxes").replace('<div class="related">', f"{behind.format(**words)}{text}<div>")
        for text in (old, new)
    )
    assert not same_page(before, after)


def test_the_foot_and_the_end_of_the_report_may_share_a_line():
    line = "<pre>全年收到申请12件。\n青岩县水务局 2024年1月{day}日 版权所有：青岩县人民政府 {foot}</pre>"
    before = f"<title>{TITLE}</title><p>{TITLE}</p>{line}"
    assert same_page(before.format(day=20, foot=""), before.format(day=20, foot="不得转载"))
    assert not same_page(before.format(day=20, foot=""), before.format(day=21, foot=""))


def test_a_notice_of_correction_before_the_title_counts():
    before = page("boxes")
    assert not same_page(before, before.replace("<h1>", "<p>更正说明：表一有误</p><h1>"))


def test_the_date_behind_a_link_of_the_article_counts():
    before = page("boxes").replace(
        "<p align=right>青岩", "<p>详见<a href='http://a.example/'>网站</a></p><p>2023年12月31日</p><p>青岩"
    )
    assert not same_page(before, before.replace("12月31日", "12月30日"))
    byline = page("boxes").replace(
        "来源：青岩县水务局", "来源：<a href='/sw/'>青岩县水务局</a>　日期：<a href='/d/'></a>2024-01-22"
    )
    assert not same_page(byline, byline.replace("</a>2024-01-22", "</a>2024-01-23"))


def test_the_day_in_the_head_counts_where_the_page_prints_none():
    before = "<head><meta name='PubDate' content='2024-01-20 10:00'></head><p>全年收到申请12件。</p>{}"
    undated, dated = before.format(""), before.format("<p>2024年1月20日</p>")
    assert same_page(undated, undated.replace("10:00", "11:00"))
    assert not same_page(undated, undated.replace("01-20", "01-21"))
    assert same_page(dated, dated.replace("01-20 ", "01-21 "))


def test_a_report_in_a_script_leaves_the_whole_page_counting():
    cells = "\\u003ctd\\u003e7" * 40
    before = page("boxes").replace("</body>", f"<script>var content='{cells}';</script></body>")
    assert not same_page(before, before.replace("u003e7'", "u003e8'"))


@pytest.mark.parametrize(
    "shown",
    [
        "<iframe src='/pdfjs/web/viewer.html?file=/files/{}.pdf'></iframe>",
        "<embed src='/files/{}.pdf' width=800>",
        "<object data='/files/{}.pdf'></object>",
        "<a href='/system/_content/download.jsp?owner=7&amp;wbfileid={}'>年报全文</a>",
        "<a href='/attachment/{}'>下载</a>",
        "<img src='/images/wait.gif' data-original='/upload/{}.jpg'>",
        "<img src='/images/wait.png' data-src='/upload/{}.jpg'>",
        "<img src='/upload/{}.jpg?v=2'>",
    ],
)
def test_a_file_counts_however_the_page_shows_it(shown):
    before, after = (page("boxes").replace("<p>六、", f"<p>{shown.format(n)}</p><p>六、") for n in (1, 2))
    assert not same_page(before, after)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("青岩县水务局<br>2024年1月20日", "青岩县水务局<br>2024年1月21日"),
        ("青岩县水务局<br>2024年1月20日", "青岩县水利局<br>2024年1月20日"),
        ("<a href='/files/1.pdf'>附件</a>", "<a href='/files/2.pdf'>附件</a>"),
    ],
)
@pytest.mark.parametrize("name", ["foot", "bottom", "article-foot"])
def test_what_is_only_named_the_foot_may_end_the_report(name, old, new):
    before = page("boxes").replace(
        '<div class="related">', f"<div class={name}>{old}</div><div class=related>"
    )
    assert not same_page(before, before.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2024-01-22 | 青岩县水务局", "2024-01-23 | 青岩县水务局"),
        ("2024年第7号", "2024年第8号"),
        ("青岩县水务局", "青岩县水利局"),
    ],
)
def test_what_a_line_before_the_title_says_of_the_report_counts(old, new):
    before = page("boxes").replace("<h1>", f"<p>{old}</p><h1>")
    assert not same_page(before, before.replace(f"<p>{old}</p><h1>", f"<p>{new}</p><h1>"))


def test_what_a_portal_offers_for_download_is_furniture():
    before = page("boxes")
    offered = before.replace("主办单位", "<a href='/download/app.html'>客户端下载</a> 主办单位")
    assert offered != before
    assert same_page(before, offered)


@pytest.mark.parametrize(
    "row",
    [
        "<li><a href='/{0}.html'>旧闻</a><span>2024-01-{0}</span></li>",
        "<p><a href='/{0}.html'>旧闻</a> 2024-01-{0}</p>",
        "<p>1 <a href='/{0}.html'>旧闻</a> [2024-01-{0}]</p>",
        "<div><div><a href='/{0}.html'>旧闻</a></div><div>2024-01-{0}</div></div>",
        "<table><tr><td>·</td><td><a href='/{0}.html'>旧闻</a></td><td>2024-01-{0}</td></tr></table>",
    ],
)
@pytest.mark.parametrize("shell", ["boxes", "cut", "tables"])
def test_lists_of_other_pages_roll_on_without_a_heading(shell, row):
    rows = [row.format(day) for day in range(10, 22)]
    states = [page(shell).replace(BODY, BODY + "".join(rows[n : n + 8])) for n in (0, 4)]
    assert same_page(*states)
    assert not same_page(states[0], states[1].replace("2024年1月20日", "2024年1月21日"))


def test_lists_have_no_article():
    before = page("boxes")
    assert not same_list(before, before.replace("主办单位", "主办方"))
