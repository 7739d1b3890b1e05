"""Tables of others beside the report's own: of another year, of another body, of part of a year."""

import pytest

from gongkai.records import Report
from parsers import parse
from parsers.html.page import read_page
from parsers.tables.whose_table import Caption, foreign_tables, is_foreign, is_own, owner, read_caption
from parsers.text.titles import Title

LABELS = ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开")
COUNTY = Title("青溪县人民政府", 2023)
DEPARTMENT = Title("青溪县水利局", 2023)


def table(figure: int, head: str = "") -> str:
    rows = "".join(
        f"<tr><td>{label}</td><td>{figure}</td>{'<td>0</td>' * 5}<td>{figure}</td></tr>" for label in LABELS
    )
    return f"<table>{head}{rows}</table>"


def report(body: str, title: str = "青溪县2023年政府信息公开工作年度报告") -> Report:
    return parse(f"<h1>{title}</h1><p>发布时间：2024-01-28</p>{body}".encode())


def figures(body: str, title: str = "青溪县2023年政府信息公开工作年度报告") -> set[float | None]:
    return {cell.value for cell in report(body, title).cells if cell.value}


@pytest.mark.parametrize("order", [(2022, 2023), (2023, 2022)])
def test_the_table_of_the_report_s_year_is_its_own(order: tuple[int, int]) -> None:
    body = "".join(f"<p>{year}年收到和处理申请情况</p>{table(year - 2000)}" for year in order)
    assert figures(body) == {23}
    assert figures(body, "青溪县政府信息公开工作年度报告") == {23}


@pytest.mark.parametrize(
    ("other", "own"),
    [
        ("（上年度数据）", "（本年度数据）"),
        ("样表", "填报表"),
        ("更正前：", "更正后："),
        ("附：示例", "附：报表"),
    ],
)
def test_tables_of_last_year_examples_and_errors_are_set_aside(other: str, own: str) -> None:
    assert figures(f"<p>{other}</p>{table(7)}<p>{own}</p>{table(9)}") == {9}
    assert figures(f"<p>{own}</p>{table(9)}<p>{other}</p>{table(7)}") == {9}


def test_a_caption_stands_over_the_tables_right_below_its_own() -> None:
    head = "<tr><td>信息内容</td><td>本年处理决定数量</td></tr>"
    acts = f"<table>{head}<tr><td>行政许可</td><td>{{}}</td></tr></table>"
    own = f"{acts.format(5)}<p>三、收到和处理情况</p>{table(9)}"
    assert figures(f"{own}<p>附：青溪县2022年度数据</p>{acts.format(6)}{table(7)}") == {5, 9}


def test_a_year_alone_hides_nothing() -> None:
    assert figures(f"<p>2022年数据</p>{table(7)}") == {7}


@pytest.mark.parametrize(
    ("other", "own"),
    [
        ("附：县水利局申请情况", "全县申请情况"),
        ("（一）县水利局", "（二）全县汇总"),
        ("附件1：青溪县教育局政府信息公开申请情况", "附件2：青溪县人民政府政府信息公开申请情况"),
        ("县水利局收到申请情况", "收到和处理申请情况"),
        ("2023年上半年收到申请情况", "2023年收到申请情况"),
        ("第一季度", "全年"),
        ("2023年1-6月", "2023年1-12月"),
    ],
)
def test_a_caption_tells_whose_a_table_is(other: str, own: str) -> None:
    for body in (
        f"<p>{other}</p>{table(7)}<p>{own}</p>{table(23)}",
        f"<p>{own}</p>{table(23)}<p>{other}</p>{table(7)}",
    ):
        assert figures(body) == {23}
        issue = next(issue for issue in report(body).issues if issue.code == "table_repeated")
        assert "not the report's own" in issue.message


def test_a_caption_of_the_report_s_own_is_heard_beside_none() -> None:
    assert figures(f"{table(7)}<p>全县申请情况</p>{table(23)}") == {23}
    assert figures(f"<p>全县申请情况</p>{table(23)}<p>如下。</p>{table(7)}") == {23}


def test_an_empty_row_beside_a_filled_one_is_not_filled() -> None:
    told = report(table(7).replace("<td>7</td>", "<td></td>", 2) + table(7))
    states = {cell.item: (cell.state, cell.raw) for cell in told.cells if cell.measure == "natural_person"}
    assert states["received"] == ("unassigned", "7")
    assert states["granted"] == ("number", "7")


def test_the_caption_may_be_the_first_row() -> None:
    first = table(7, "<tr><td colspan=8>县水利局申请情况</td></tr>")
    second = table(23, "<tr><td colspan=8>全县申请情况</td></tr>")
    assert figures(first + second) == {23}


def test_of_two_reports_on_a_page_the_first_is_meant() -> None:
    second = "<p>青溪县2022年政府信息公开工作年度报告</p>"
    assert figures(f"{table(23)}{second}{table(7)}") == {23}


def test_what_nothing_tells_apart_is_left_open() -> None:
    told = report(table(7) + table(23))
    assert {cell.state for cell in told.cells if cell.raw == "7 23"} == {"unassigned"}
    assert not {cell.value for cell in told.cells if cell.value}
    assert {cell.value for cell in told.cells if cell.measure == "legal_service_agency"} == {0, None}
    assert [issue.code for issue in told.issues].count("table_repeated") == 1


@pytest.mark.parametrize(
    ("above", "caption"),
    [
        ("<p>2022年度</p>", Caption(2022)),
        ("<p>（2022年）</p>", Caption(2022)),
        ("<p>二〇二二年收到申请情况</p>", Caption(2022)),
        ("<p>2021年与2022年比较</p>", Caption(is_said=False)),
        ("<p>政府信息公开行政复议、行政诉讼情况</p>", Caption(is_said=False)),
        ("<p>二、县自然资源局情况</p>", Caption(body="县自然资源局")),
        ("<p>2022年全县汇总表</p>", Caption(2022, "全县")),
        ("<p>我局受理申请情况</p>", Caption(body="我局")),
        ("<p>下半年</p>", Caption(is_part=True)),
        (
            "<p>2022年，我局认真贯彻落实条例，全年共收到政府信息公开申请，均已按照规定的期限答复了申请人，没有逾期。</p>",
            Caption(is_said=False),
        ),
        ("", Caption(is_said=False)),
        (
            "<p>青溪县水利局2022年政府信息公开工作年度报告</p>" + "<p>一、总体情况</p>" * 3,
            Caption(2022, "青溪县水利局", is_said=False),
        ),
        ("<p>局机关</p>", Caption(body="局机关")),
    ],
)
def test_what_a_caption_names(above: str, caption: Caption) -> None:
    document = read_page(f"{above}{table(1)}")
    assert read_caption(document, document.grids[0], 0) == caption


@pytest.mark.parametrize(
    ("body", "title", "same"),
    [
        ("全县", COUNTY, True),
        ("县水利局", COUNTY, False),
        ("县人民政府", COUNTY, True),
        ("县水利局", DEPARTMENT, True),
        ("水利局", DEPARTMENT, True),
        ("本局", DEPARTMENT, True),
        ("局机关", DEPARTMENT, True),
        ("全县", DEPARTMENT, False),
        ("县水务执法大队", DEPARTMENT, False),
    ],
)
def test_names_of_one_body(body: str, title: Title, same: bool) -> None:
    assert is_foreign(Caption(body=body), title) is not same
    assert is_own(Caption(body=body), title) is same


def test_nothing_is_taken_out_that_no_other_table_has() -> None:
    captions = {0: Caption(body="县水利局"), 1: Caption()}
    assert foreign_tables(captions, COUNTY, [(0, "granted"), (1, "received")]) == set()
    assert foreign_tables(captions, COUNTY, [(0, "granted"), (1, "granted")]) == {0}
    assert foreign_tables(captions, COUNTY, [(0, "granted")]) == set()


def test_the_owner_is_in_the_title() -> None:
    page = "<title>青溪县水利局2023年政府信息公开工作年度报告</title><p>正文</p>"
    assert owner(read_page(page)) == DEPARTMENT
    assert owner(read_page("<p>正文</p>")) == Title(None, None)


def test_navigation_that_reads_like_a_title_hides_none_with_a_year() -> None:
    crumbs = "<p>首页 政务公开 政府信息公开年报</p>"
    listed = '<p><a href="1.html">青溪县2021年政府信息公开工作年度报告</a></p>'
    page = f"{crumbs}{listed}<h1>青溪县水利局2023年政府信息公开工作年度报告</h1>{table(1)}"
    assert owner(read_page(page)) == DEPARTMENT
    later = "<p>青溪县水利局2022年政府信息公开工作年度报告</p>"
    untold = read_page(f"<h1>青溪县水利局政府信息公开工作年度报告</h1>{table(1)}{later}")
    assert owner(untold) == Title("青溪县水利局", None)
    body = "".join(f"<p>{year}年收到和处理申请情况</p>{table(year - 2000)}" for year in (2022, 2023))
    titled = f"{crumbs}<h1>青溪县2023年政府信息公开工作年度报告</h1>{body}"
    assert {cell.value for cell in parse(titled.encode()).cells if cell.value} == {23}
