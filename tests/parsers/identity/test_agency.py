import pytest

from parsers import parse
from parsers.html.page import read_page
from parsers.identity.agency import read_agency


@pytest.mark.parametrize(
    ("named", "page", "byline", "agency"),
    [
        ("青溪县水利局", "<p>x</p>", {"publisher": ["青溪县人民政府办公室"]}, "青溪县水利局"),
        ("县水利局", "<p>x</p>", {"publisher": ["青溪县水利局"]}, "青溪县水利局"),
        ("县水利局", "<p>x</p>", {"publisher": ["青溪县财政局"]}, "县水利局"),
        ("青溪县", "<p>主办单位：青溪县人民政府办公室</p>", {}, "青溪县人民政府"),
        ("青溪县", "<p>x</p>", {}, "青溪县"),
        ("城东街道", "<p>城东街道办事处</p>", {}, "城东街道办事处"),
        ("城关镇人民政府", "<p>x</p>", {"publisher": ["青溪县城关镇人民政府"]}, "青溪县城关镇人民政府"),
        ("城关镇人民政府", "<p>x</p>", {"publisher": ["青溪县财政局"]}, "城关镇人民政府"),
        ("城东街道", "<p>x</p>", {"publisher": ["青溪县城东街道办事处"]}, "青溪县城东街道办事处"),
        ("城关镇卫生院", "<p>x</p>", {"source": ["青溪县城关镇卫生院"]}, "青溪县城关镇卫生院"),
        ("", "<p>x</p>", {"source": ["本站"], "publisher": ["青溪县水利局"]}, "青溪县水利局"),
        ("", "<p>x</p>", {"publisher": ["青溪县人民政府办公室"], "source": ["青溪县水利局"]}, "青溪县水利局"),
        ("", "<p>x</p>", {"source": ["中国青溪网"]}, None),
    ],
)
def test_the_name_in_full_where_the_page_has_it(
    named: str, page: str, byline: dict[str, list[str]], agency: str | None
) -> None:
    assert read_agency(named or None, read_page(page), byline, []) == agency


LINKS = "".join(f"<a href='/{n}'>{word}</a>" for n, word in enumerate("首页 登录 搜索 邮箱 上级政府".split()))


@pytest.mark.parametrize(
    ("above", "text", "agency"),
    [
        (LINKS, "根据《条例》规定，青溪县教育局编制了2023年政府信息公开工作年度报告。", "青溪县教育局"),
        (LINKS, "由青溪县教育局编制。", "青溪县教育局"),
        (LINKS, "现公布年度报告。如有疑问，请与青溪县教育局办公室联系。", "青溪县教育局"),
        (LINKS, "现公布年度报告。", None),
        ("当前位置：首页 &gt; 政务公开 &gt; 青溪县教育局 &gt; 年报", "现公布年度报告。", "青溪县教育局"),
        ("当前位置：首页 &gt; 政务公开 &gt; 年报", "编制工作由我办按照要求完成。", None),
    ],
)
def test_a_title_without_a_body(above: str, text: str, agency: str | None) -> None:
    title = "2023年政府信息公开工作年度报告"
    chapters = "<p>一、总体情况</p><p>平稳有序。</p><p>五、存在的主要问题</p><p>无。</p>"
    html = f"<html><body><div>{above}</div><h1>{title}</h1><p>{text}</p>{chapters}</body></html>"
    report = parse(html.encode())
    assert (report.agency, report.report_year) == (agency, 2023)


@pytest.mark.parametrize(
    ("title", "named", "agency"),
    [
        ("城关镇人民政府", "青溪县城关镇人民政府", "青溪县城关镇人民政府"),
        ("水利局", "青溪县水利局", "青溪县水利局"),
        ("城东街道", "青溪县城东街道办事处", "青溪县城东街道办事处"),
        ("石桥乡人民政府", "青溪县城关镇人民政府", "石桥乡人民政府"),
    ],
)
def test_towns_and_departments_are_named_in_full_alike(title: str, named: str, agency: str) -> None:
    """Where the text alone has the county: 2023年，青溪县城关镇人民政府认真贯彻《条例》."""
    text = (
        f"<p>一、总体情况</p><p>2023年以来，{named}的工作平稳有序。</p><p>五、存在的主要问题</p><p>无。</p>"
    )
    report = parse(f"<h1>{title}2023年政府信息公开工作年度报告</h1>{text}".encode())
    assert report.agency == agency


@pytest.mark.parametrize(
    ("title", "signed", "agency"),
    [
        ("县城关镇", "云岭省青溪县城关镇", "云岭省青溪县城关镇"),
        ("县城关镇", "县城关镇", "县城关镇"),
        ("教育局", "2023年度青溪县教育局未收费。", "青溪县教育局"),
        ("教育局", "现按要求，由青县教育局发布。", "青县教育局"),
    ],
)
def test_a_short_name_in_full(title: str, signed: str, agency: str) -> None:
    chapters = "<p>一、总体情况</p><p>平稳有序。</p><p>五、存在的主要问题</p><p>无。</p>"
    heading = f"<h1>{title}2023年政府信息公开工作年度报告</h1>"
    html = f"<html><body>{heading}{chapters}<p>{signed}</p><p>2024年1月5日</p></body></html>"
    assert parse(html.encode()).agency == agency
