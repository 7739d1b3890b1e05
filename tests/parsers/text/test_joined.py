"""Articles that were cut into pages are put together again."""

from gongkai.records import Cell
from gongkai.saved import LaterPage
from parsers import parse
from parsers.html.page import read_page
from parsers.text.joined import join, say_page

URL = "http://www.county.example/nb/7.html"
LATER = "http://www.county.example/nb/7_2.html"


def framed(content: str, number: int, pager: str = "") -> str:
    head = "<html><head><title>年度报告</title></head><body><p><a href='/'>首页</a></p>"
    article = f"<h1>年度报告</h1><p>浏览次数：{number}</p><div id=c>{content}</div><p>{pager}</p>"
    return f"{head}<div id=w>{article}</div><p>最新：要闻{number}</p></body></html>"


def lines(*pages: str) -> list[str]:
    joined = join([(page, URL if number == 1 else LATER) for number, page in enumerate(pages, 1)])
    return [line.text for line in read_page(joined.text).lines]


def test_the_content_of_the_second_page_follows_that_of_the_first():
    assert lines(framed("<p>一、甲甲甲</p><p>乙乙</p>", 1), framed("<p>二、丙丙丙</p><p>丁丁</p>", 2)) == [
        "首页", "年度报告", "浏览次数：1", "一、甲甲甲", "乙乙", "二、丙丙丙", "丁丁", "最新：要闻1",
    ]  # fmt: skip


def test_what_turns_the_pages_is_no_text_of_the_article():
    first = "<b>1</b> <a href='7_2.html'>下一页</a> <i onclick=\"location='7_2.html'\">2</i> 共2页"
    pagers = "<a href='7.html'>1</a> <b>2</b> 共2页", first
    contents = (f"<p>一、甲甲甲</p><div>{pagers[1]}</div>", f"<p>二、丙丙丙</p><div>{pagers[0]}</div>")
    shown = lines(framed(contents[0], 1, pagers[1]), framed(contents[1], 2, pagers[0]))
    assert shown[3:] == ["一、甲甲甲", "二、丙丙丙", "最新：要闻1"]


def test_what_every_page_begins_and_ends_with_is_said_once():
    def page(content: str, number: int) -> str:
        count = "" if number == 1 else f"（{number}）"
        return f"<body><h2>年度报告{count}</h2>{content}<p>责任编辑：某某</p></body>"

    shown = lines(page("<p>一、甲甲</p><p>乙</p>", 1), page("<p>二、丙丙丙丙</p>", 2))
    assert shown == ["年度报告", "一、甲甲", "乙", "二、丙丙丙丙", "责任编辑：某某"]


def test_tables_are_not_poured_into_one_another():
    table = "<table><tr><td>{0}甲</td><td>{0}</td></tr><tr><td>{0}乙</td><td>{0}</td></tr></table>"
    joined = join([(framed(table.format(1), 1), URL), (framed(table.format(2), 2), LATER)])
    grids = read_page(joined.text).grids
    assert [grid.texts for grid in grids] == [[["1甲", "1"], ["1乙", "1"]], [["2甲", "2"], ["2乙", "2"]]]
    cell = Cell(
        edition="2021",
        form="requests",
        item="received",
        measure="total",
        state="number",
        unit="件",
        value=2.0,
    )
    first = Cell(**{name: getattr(cell, name) for name in cell.__struct_fields__} | {"grid": 0, "note": "x"})
    second = Cell(**{name: getattr(cell, name) for name in cell.__struct_fields__} | {"grid": 1, "note": "x"})
    assert [one.note for one in say_page([first, second], joined)] == ["x", "x; page 2"]


def test_rows_behind_a_cut_through_a_table_are_a_table():
    first = framed("<p>三、收到</p><table><tr><td>甲</td><td>1</td></tr>", 1)
    second = framed("<tr><td>乙</td><td>2</td></tr></table><p>四、复议</p>", 2)
    grids = read_page(join([(first, URL), (second, LATER)]).text).grids
    assert [grid.texts for grid in grids] == [[["甲", "1"]], [["乙", "2"]]]


def test_a_sentence_says_on_which_page_it_stands():
    title = "某县水利局2016年政府信息公开工作年度报告"
    opening = f"<h1>{title}</h1><p>一、概述</p><p>全年主动公开政府信息12条。</p><p>二、主动公开情况</p>"
    rest = "<p>三、依申请公开情况</p><p>全年收到政府信息公开申请5件。</p>"
    later = LaterPage(url=LATER, body=framed(rest, 2).encode())
    report = parse(framed(opening, 1).encode(), url=URL, later=[later])
    told = {cell.item: (cell.value, (cell.note or "").endswith("page 2")) for cell in report.cells}
    assert told == {"disclosed_total": (12.0, False), "requests_received": (5.0, True)}


def test_a_later_page_without_text_is_told_and_costs_nothing_else():
    first = framed("<p>一、总体情况</p><p>甲</p>", 1).encode()
    report = parse(first, url=URL, later=[LaterPage(url=LATER, body=b"")])
    assert [(issue.code, issue.location) for issue in report.issues if issue.code == "page_missing"] == [
        ("page_missing", LATER)
    ]
    assert report.title == parse(first, url=URL).title
