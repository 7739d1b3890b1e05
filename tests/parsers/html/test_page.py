# ruff: noqa: E501 - markup and sentences are quoted in one piece
"""What a page holds: lines, tables, hidden parts, files and pictures."""

from time import process_time

import pytest

from parsers.document import Document
from parsers.html.page import read_page
from tests.parsers.chrome import PORTALS, page


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


def test_lines_end_at_blocks_and_join_inline_pieces() -> None:
    html = (
        "<body><p>一、<span>总<b>体</b></span><font>情况</font></p><div>第一行<br>第二行\n接着</div>"
        "<ul><li>甲<li>乙</ul><script>var x='</p>';</script><style>p{}</style><!-- <p>丙</p> -->"
        "<p>&nbsp;\u3000丁 &lt;1&gt; &amp; 2 </p><o:p>戊</o:p></body>"
    )
    assert texts(read_page(html)) == ["一、总体情况", "第一行", "第二行 接着", "甲", "乙", "丁 <1> & 2", "戊"]


def test_cells_join_inline_pieces_and_keep_breaks() -> None:
    html = (
        "<table><tr><td><p>本年新</p><p>制作数量</p></td><td>社会公益<br/>组织</td><td><span>1</span><span>2</span></td>"
        "<td>&nbsp;</td><td> 0\n</td><td><p><span lang=EN-US>１０<o:p></o:p></span></p></td></tr></table>"
    )
    assert read_page(html).grids[0].texts == [["本年新\n制作数量", "社会公益\n组织", "12", "", "0", "１０"]]


def test_broken_markup_is_read_as_browsers_read_it() -> None:
    html = "<table><td>a<td>b<tr><th>c<td>d</table><p>后"
    document = read_page(html)
    assert document.grids[0].texts == [["a", "b"], ["c", "d"]]
    assert texts(document) == ["后"]


def test_every_table_counts_and_nested_text_belongs_to_the_nested_one() -> None:
    html = (
        "<p>前</p><table><tr><td>外</td><td><table><tr><td>内</td><td>1</td></tr></table>旁</td></tr></table>"
        "<p>后</p><div hidden><table><tr><td>藏</td><td>2</td></tr></table></div><table><tr><td>x</td><td>y</td></tr></table>"
    )
    document = read_page(html)
    assert [(g.index, g.texts, g.nests, g.hidden) for g in document.grids] == [
        (0, [["外", "旁"]], True, False),
        (1, [["内", "1"]], False, False),
        (2, [["藏", "2"]], False, True),
        (3, [["x", "y"]], False, False),
    ]
    assert texts(document) == ["前", "外", "旁", "后"]
    assert [g.line for g in document.grids] == [1, 2, 4, 4]


def test_a_note_s_mark_is_no_digit_of_its_figure() -> None:
    html = "<table><tr><td>3<sup>1</sup></td><td>12<sup>[2]</sup></td><td>5<sup>①</sup></td><td><sup>4</sup></td></tr></table>"
    assert read_page(html).grids[0].texts == [["3 ¹", "12 ²", "5 ①", "⁴"]]


def test_a_choice_shows_what_is_chosen() -> None:
    chosen = "<select><option>8</option><option value=3 selected>3</option><option>9</option></select>"
    others = "<select><option>8</option><option>9</option></select>"
    html = f"<p>前{others}</p><table><tr><td>{chosen}</td><td>{others}</td><td><select><option>7</select></td></tr></table>"
    document = read_page(html)
    assert document.grids[0].texts == [["3", "8 | 9", "7"]]
    assert texts(document) == ["前"]


def test_a_choice_that_a_script_is_still_to_fill_is_blank():
    html = "<p>前<select id=y></select>后</p><table><tr><td><select></select></td><td>3</td></tr></table>"
    page = read_page(html)
    assert [line.text for line in page.lines] == ["前后"]
    assert page.grids[0].texts == [["", "3"]]


def test_a_foot_stands_below_the_body() -> None:
    html = "<table><thead><tr><th>a<th>b<tfoot><tr><td>x<td>y<tbody><tr><td>c<td>d<tr><td>e<td>f</table>"
    assert read_page(html).grids[0].texts == [["a", "b"], ["c", "d"], ["e", "f"], ["x", "y"]]


@pytest.mark.parametrize(
    "keeper",
    [
        '<script type="text/html" id="t">{}</script>',
        "<script type=text/template>{}</script>",
        "<template>{}</template>",
        "<textarea>{}</textarea>",
        "<noscript>{}</noscript>",
        '<script type="text/x-t"></script><template>甲</template><SCRIPT TYPE="text/html">{}</SCRIPT>',
        '<template><script type="text/html">{}</script>',
    ],
)
def test_a_report_kept_for_a_script_is_read(keeper: str) -> None:
    words = "<p>我局认真贯彻落实条例。</p>" * 60
    html = f"<title>题</title><body><p>首页</p>{keeper.format(words + '<table><tr><td>a</td><td>1</td></tr></table>')}</body>"
    document = read_page(html)
    assert [grid.texts for grid in document.grids] == [[["a", "1"]]]
    assert document.title_tag == "题"


@pytest.mark.parametrize(
    "again",
    [
        "<script ",
        "<script type=text/html>",
        "<template>",
        "<a title=",
        "<pre>",
        "<pre",
        "<del>",
        "<table><tr><td>",
        "<td><table>",
    ],
)
def test_tags_without_end_take_no_time_that_grows_with_their_square(again: str) -> None:
    begun = process_time()
    read_page("<body><p>甲" + again * 20_000)
    assert process_time() - begun < 3  # seconds; of a square, as many as there are thousands of tags


def test_a_script_that_runs_keeps_no_report() -> None:
    html = "<body><p>首页</p><script>var t='<table><tr><td>a</td><td>1</td></tr></table>' + '{}';</script></body>"
    assert read_page(html.replace("{}", "x" * 2000)).grids == []


def test_spans_are_read_from_any_way_of_writing_them() -> None:
    html = "<table><tr><td COLSPAN=2>a</td><td rowspan=' 2 '>b</td></tr><tr><td colspan='x'>c</td><td>d</td></tr></table>"
    assert read_page(html).grids[0].texts == [["a", "a", "b"], ["c", "d", "b"]]


@pytest.mark.parametrize(
    "style", ["display:none", "DISPLAY : NONE;", "color:red;display:none", "visibility:hidden"]
)
def test_hidden_parts_are_marked(style: str) -> None:
    document = read_page(
        f'<p>见</p><div style="{style}"><p>不见</p><div><b>也不见</b></div></div><p>又见</p>'
    )
    assert [(line.text, line.hidden) for line in document.lines] == [
        ("见", False),
        ("不见", True),
        ("也不见", True),
        ("又见", False),
    ]


def test_hidden_inline_text_does_not_cut_its_line() -> None:
    document = read_page('<p>公开<span style="display:none">x</span>信息</p>')
    assert [line.text for line in document.lines if not line.hidden] == ["公开信息"]


def test_parts_hidden_by_the_page_s_own_style_sheet() -> None:
    html = (
        "<head><style>.print, #copy { color: red; display: none } @media print { .main {display:none} } p{margin:0}</style>"
        "</head><body><div class='main'>见</div><div class='a print b'>不见</div><div id=copy>也不见</div></body>"
    )
    assert [(line.text, line.hidden) for line in read_page(html).lines] == [
        ("见", False),
        ("不见", True),
        ("也不见", True),
    ]


def test_hidden_cells_and_rows_take_no_place_in_a_table_that_is_seen() -> None:
    html = (
        "<table><tr><td>a</td><td style='display:none'>x</td><td>b</td></tr>"
        "<tr style='display:none'><td>y</td></tr><tr><td>c</td><td>d<span style='display:none'>9</span></td></tr></table>"
    )
    assert read_page(html).grids[0].texts == [["a", "b"], ["c", "d"]]


def test_a_table_in_a_hidden_copy_is_read_whole() -> None:
    document = read_page("<div style='display:none'><table><tr><td>a</td><td>1</td></tr></table></div>")
    assert document.grids[0].hidden
    assert document.grids[0].texts == [["a", "1"]]


def test_captions_stand_before_their_table() -> None:
    document = read_page("<p>甲</p><table><caption>表二</caption><tr><td>1</td><td>2</td></tr></table>")
    assert texts(document) == ["甲", "表二"]
    assert document.grids[0].line == 2


def test_preformatted_text_keeps_its_lines() -> None:
    assert texts(read_page("<pre>一、总体情况\n  规章 0 0\n</pre>")) == ["一、总体情况", "规章 0 0"]
    assert texts(read_page("<p>甲\n乙</p><PRE>丙\n丁</PRE><p>戊\n己</p>")) == ["甲 乙", "丙", "丁", "戊 己"]


def test_headings_and_links_are_told() -> None:
    document = read_page("<h1>标题<br>续</h1><p><a href='/a'>首页</a> 文</p><a href='/b'><p>整行</p></a>")
    assert [(line.text, line.heading, line.linked) for line in document.lines] == [
        ("标题 续", True, 0),
        ("首页 文", False, 2),
        ("整行", False, 2),
    ]


def test_offsets_are_places_in_the_page_text() -> None:
    document = read_page("<p>甲乙</p><p>丙</p><p>丁</p>")
    joined = "\n".join(texts(document))
    assert all(joined[line.offset :].startswith(line.text) for line in document.lines)


def test_meta_and_title() -> None:
    document = read_page(
        "<head><TITLE>\n 年报 \n</TITLE><META NAME='PubDate' CONTENT=' 2021-01-31 '><meta name=ArticleTitle content='null'>"
        "<meta name=ArticleTitle content='甲&amp;乙'></head><body><meta name='ContentSource' content='丙'></body>"
    )
    assert document.title_tag == "年报"
    assert document.meta == {"pubdate": "2021-01-31", "articletitle": "甲&乙", "contentsource": "丙"}


def test_saved_from_comment() -> None:
    html = "<!DOCTYPE html>\n<!-- saved from url=(0040)http://www.qingxi.gov.cn/a.html -->\n<html><body>x</body></html>"
    assert read_page(html).saved_from == "http://www.qingxi.gov.cn/a.html"


def test_files_of_the_report_not_of_the_navigation() -> None:
    body = (
        "<p>附件：<a href='/u/P0201.pdf'>2020年年报.pdf</a></p><p><a href='/system/download.jsp?id=7'>表格.doc</a></p>"
        "<iframe src='/pdfjs/viewer.html?file=/u/a.pdf'></iframe><a href='/a.html'>网页</a>"
    )
    html = page("empire", body=body).replace("<body", "<body><a href='/form.doc'>申请表.doc</a><div", 1)
    assert read_page(html).attachments == [
        ("2020年年报.pdf", "/u/P0201.pdf"),
        ("表格.doc", "/system/download.jsp?id=7"),
        ("", "/pdfjs/viewer.html?file=/u/a.pdf"),
    ]


@pytest.mark.parametrize("portal", sorted(PORTALS))
def test_pictures_of_the_report_not_of_the_portal(portal: str) -> None:
    picture = "<p><img src='/u/W020210131.jpg' alt=''></p>"
    assert read_page(page(portal, body=picture * 2)).images == 2
    html = page(portal).replace("<body", "<body><img src='/img/top.jpg'><div", 1)
    assert read_page(html).images == 0


def test_icons_are_no_pictures() -> None:
    icons = "<p><img src='/i/icon_pdf.png'><img src='/i/x.gif'><img width=16 src='a.png'></p>"
    assert read_page(page("trs", body=icons)).images == 0


def test_very_deep_pages_are_read() -> None:
    for tag in ("div", "span", "b", "font"):
        html = f"<{tag}>" * 50_000 + "<p>深处</p><table><tr><td>1</td><td>2</td></tr></table>"
        document = read_page(html)
        assert texts(document) == ["深处"]
        assert document.grids[0].texts == [["1", "2"]]


def test_elements_of_no_standard_stand_within_their_line() -> None:
    html = "<p>公<st1:date>开</st1:date>信<personname w='1'>息</personname></p><ucapcontent><p>二</p></ucapcontent>"
    assert texts(read_page(html)) == ["公开信息", "二"]


def test_pronunciation_above_characters_is_not_read() -> None:
    html = "<table><tr><td><ruby>总<rp>(</rp><rt>zǒng</rt><rp>)</rp></ruby>计</td><td>1</td></tr></table>"
    assert read_page(html).grids[0].texts == [["总计", "1"]]


def test_filled_in_fields_of_a_form() -> None:
    html = (
        "<table><tr><td>规章</td><td><input type=text value='12'></td><td><input type=hidden value=7></td></tr></table>"
        "<input value='请输入关键字'>"
    )
    document = read_page(html)
    assert document.grids[0].texts == [["规章", "12", ""]]
    assert texts(document) == []


@pytest.mark.parametrize(
    ("tag", "escaped"), [("textarea", False), ("textarea", True), ("xmp", False), ("noscript", False)]
)
def test_a_report_that_a_script_would_show(tag: str, escaped: bool) -> None:
    inner = "<h1>青溪县水利局2020年政府信息公开工作年度报告</h1><p>一、总体情况</p>" + "<p>好。</p>" * 300
    inner += "<table><tr><td>规章</td><td>0</td></tr></table>"
    kept = inner.replace("<", "&lt;").replace(">", "&gt;") if escaped else inner
    document = read_page(f"<title>年报</title><div id=app></div><{tag} id=con>{kept}</{tag}>")
    assert document.grids[0].texts == [["规章", "0"]]
    assert texts(document)[:2] == ["青溪县水利局2020年政府信息公开工作年度报告", "一、总体情况"]
    assert document.title_tag == "年报"


def test_a_frameset_has_no_lines() -> None:
    assert read_page("<html><frameset cols='*'><frame src='a.html'></frameset></html>").lines == []


def test_a_hidden_copy_in_a_layout_cell_costs_no_text_behind_it() -> None:
    table = "<table><tr><td>规章</td><td>3</td></tr><tr><td>废止</td><td>1</td></tr></table>"
    report = f"<p>一、总体情况</p><p>依法公开。</p>{table}<p>二、主动公开</p>"
    page = read_page(
        f'<table><tr><td><div style="display:none">{report}</div>{report}<p>三、申请</p></td></tr></table>'
    )
    shown = [line.text for line in page.lines if not line.hidden]
    assert shown == ["一、总体情况", "依法公开。", "二、主动公开", "三、申请"]
    assert [line.text for line in page.lines if line.hidden] == shown[:3]
    assert [grid.hidden for grid in page.grids] == [False, True, False]


@pytest.mark.parametrize(
    "struck", ["<del>9</del>", "<s>9</s>", '<span style="text-decoration: line-through">9</span>']
)
def test_a_figure_struck_out_says_nothing(struck: str) -> None:
    html = f"<table><tr><td>予以公开</td><td>{struck}7</td></tr></table>"
    assert read_page(html).grids[0].texts == [["予以公开", "7"]]


@pytest.mark.parametrize(
    ("sheet", "read"),
    [
        (".old {color:red; text-decoration: line-through}", "7"),
        ("p, span.old, .new {text-decoration-line:line-through}", "7"),
        (".old {text-decoration: underline}", "97"),
        ("@media print {.old {text-decoration: line-through}}", "97"),
        (".older {text-decoration: line-through}", "97"),
    ],
)
@pytest.mark.parametrize("around", ["{}", "<p style='display:inline'>{}</p>"])
def test_a_figure_that_the_style_sheet_strikes_out_says_nothing(sheet: str, read: str, around: str) -> None:
    cell = around.format('<span class="old">9</span>7')
    html = f"<style>{sheet}</style><table><tr><td>予以公开</td><td>{cell}</td></tr></table>"
    assert read_page(html).grids[0].texts == [["予以公开", read]]


def test_what_holds_something_hidden_is_not_hidden_for_that() -> None:
    html = (
        "<style>.old {display:none}</style><table><tr><td>予以公开</td>"
        '<td><span style="visibility:visible"><b class="old">9</b>7</span></td></tr></table>'
    )
    assert read_page(html).grids[0].texts == [["予以公开", "7"]]


def test_a_style_of_its_own_takes_back_what_the_style_sheet_strikes_out() -> None:
    html = (
        "<style>.old {text-decoration: line-through}</style>"
        '<table><tr><td>予以公开</td><td><b class="old" style="text-decoration:none">9</b></td></tr></table>'
    )
    assert read_page(html).grids[0].texts == [["予以公开", "9"]]


def test_a_mark_that_was_never_closed_strikes_nothing_out() -> None:
    html = "<p><s>本年度新收政府信息公开申请九件，均已按时答复申请人。</p><p>又见于后面的一段更长的文字，全都没有划去。</p>"
    assert not any(line.hidden for line in read_page(html).lines)


@pytest.mark.parametrize("sign", ["<!--", "<script>", "<style>"])
def test_what_only_seems_to_begin_costs_nothing(sign: str) -> None:
    page = read_page(
        f"<body><p title='{sign}'>一、总体情况</p><table><tr><td>规章</td><td>3</td></tr></table></body>"
    )
    assert [line.text for line in page.lines] == ["一、总体情况"]
    assert [grid.texts for grid in page.grids] == [[["规章", "3"]]]


def test_a_comment_that_never_ends_hides_the_rest_as_in_browsers() -> None:
    page = read_page("<body><p>一、总体情况</p><!-- <p>二、主动公开</p></body>")
    assert [line.text for line in page.lines] == ["一、总体情况"]


def test_tables_in_one_another_by_the_thousand_are_read() -> None:
    page = read_page("<table><tr><td>" * 1300 + "公开")
    assert [line.text for line in page.lines] == ["公开"]
    assert len(page.grids) == 1300


def test_elements_of_any_name_and_lost_cells_cost_no_page() -> None:
    page = read_page(
        "<p>一、总体情况</p></gongkai-show><gongkai-show></gongkai-show>"
        "<table><caption><a href='a.pdf'>附件</a><td><a href='b.pdf'>报告</a></caption></table>"
        "<p><a href='c.pdf'>三、附件</a></p>"
    )
    assert page.lines[0].text == "一、总体情况"
    assert page.attachments[-1] == ("三、附件", "c.pdf")


@pytest.mark.parametrize(
    "unseen",
    [
        '<span style="mso-hide:all">77</span>',
        '<span style="FONT-SIZE: 0px">77</span>',
        '<span style="opacity:0">77</span>',
        '<i style="position:absolute;left:-9999px">77</i>',
        '<span style="display:inline-block;text-indent:-9999px">77</span>',
        '<span style="position:absolute;clip:rect(0,0,0,0)">77</span>',
        '<span style="height:0;overflow:hidden">77</span>',
        "<xml>77</xml>",
        "<iframe>77</iframe>",
        '<a class="MsoCommentReference">77</a>',
    ],
)
def test_what_nobody_sees_is_no_digit_of_a_figure(unseen: str) -> None:
    [grid] = read_page(f"<table><tr><td>6{unseen}</td><td>1</td></tr></table>").grids
    assert grid.texts == [["6", "1"]]


@pytest.mark.parametrize(
    "style", ["font-size:10px", "opacity:0.9", "text-indent:-24pt", "overflow:hidden;height:20px"]
)
def test_a_style_that_hides_nothing(style: str) -> None:
    [grid] = read_page(f'<table><tr><td>6<span style="{style}">7</span></td></tr></table>').grids
    assert grid.texts == [["67"]]


def test_digits_raised_by_a_style_are_a_note_s_mark() -> None:
    markup = '<table><tr><td>6<span style="vertical-align:super;font-size:8px">1</span></td></tr></table>'
    assert read_page(markup).grids[0].texts == [["6 ¹"]]


def test_a_choice_without_options_is_nothing() -> None:
    assert read_page("<table><tr><td>1<select></select></td><td>2</td></tr></table>").grids[0].texts == [
        ["1", "2"]
    ]


def test_a_tag_that_lost_a_quote_is_still_a_tag() -> None:
    rows = '<tr><td width="3">规章</td><td width=3" class="MsoNormal">12</td></tr><tr><td title="甲>乙">文件</td><td>4</td></tr>'
    assert read_page(f"<table>{rows}</table>").grids[0].texts == [["规章", "12"], ["文件", "4"]]
