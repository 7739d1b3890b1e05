# ruff: noqa: E501 - titles and sentences are quoted in one piece
"""What is a report and what only looks like one."""

import pytest

from parsers import parse
from parsers.html.page import read_page
from parsers.outline.outline import read_outline
from parsers.recognition import is_report
from tests.parsers.chrome import BODY

TITLE = "青溪县水利局2020年政府信息公开工作年度报告"
GUIDE = "<p>一、主动公开</p><p>（一）公开范围</p><p>二、依申请公开</p><p>（一）受理机构</p><p>三、监督和救济</p><p>可以申请行政复议或者提起行政诉讼。</p><p>四、行政复议、行政诉讼途径</p>"
LAW = "<p>一、总体情况</p><p>二、主要做法</p><p>三、存在的主要问题</p><p>四、下一步工作打算</p><p>五、其他需要报告的事项</p>"
CHECK = "<p>一、基本情况</p><p>二、主动公开情况</p><p>三、依申请公开情况</p><p>四、存在的问题</p>"
NEWS = "<p>近日，青溪县在门户网站发布年度报告。报告显示，全年主动公开政府信息1234条，收到政府信息公开申请45件，均已按时答复。</p>"


def judge(title: str, body: str, *, has_tables: bool = False) -> bool:
    document = read_page(f"<h1>{title}</h1><p>发布时间：2021-01-28</p>{body}")
    return is_report(title, document, read_outline(document), has_tables=has_tables, proven=has_tables)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("青溪县政府信息公开指南", GUIDE),
        ("青溪县", GUIDE),
        ("青溪县2020年度法治政府建设情况报告", LAW),
        ("青溪县", LAW),
        ("青溪县水利局政府信息公开工作自查报告", CHECK),
        ("青溪县2021年政务公开工作要点", CHECK),
        ("青溪县水利局召开2017年政府信息公开工作会议", "<p>一、主动公开</p><p>好。</p>"),
        ("青溪县政府信息公开年度报告制度", CHECK),
        ("青溪县发布2020年政府信息公开工作年度报告", NEWS),
        ("青溪县2020年政府信息公开工作年度报告出炉", NEWS),
        ("关于做好2020年政府信息公开工作年度报告编制工作的通知", CHECK),
        ("青溪县自然资源和规划局", "<p>一、总体情况</p>"),
    ],
)
def test_papers_that_look_like_reports(title: str, body: str) -> None:
    assert not judge(title, body)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (TITLE, ""),
        (TITLE, NEWS),
        ("青溪县水利局2020年政务公开工作总结", CHECK),
        ("青溪县自然资源和规划局2020年年报", CHECK),
        ("青溪县发布2020年政府信息公开工作年度报告", BODY),
        ("政府信息公开指南", BODY),
        ("青溪县水利局2017年度政府信息公开工作情况", "<p>一、主动公开情况</p><p>二、依申请公开情况</p>"),
        ("水利局", BODY),
        ("", BODY),
    ],
)
def test_reports_by_title_or_chapters(title: str, body: str) -> None:
    assert judge(title, body)


@pytest.mark.parametrize(
    "title",
    [
        "政府信息公开工作年度报告填报说明（样例）",
        "青溪县2020年政府信息公开工作年度报告填报说明",
        "青溪县水利局2020年政府信息公开工作年度报告（范例）",
        "政府信息公开工作年度报告模板",
    ],
)
def test_an_example_of_a_report_is_none_whatever_form_is_on_it(title: str) -> None:
    assert not judge(title, BODY, has_tables=True)


def test_a_report_that_still_calls_itself_a_template() -> None:
    assert judge("青溪县水利局2020年政府信息公开工作年度报告（模板）", BODY, has_tables=True)


def test_a_form_makes_a_report_of_any_page() -> None:
    assert judge("统计表", "", has_tables=True)
    assert not judge("统计表", "")


@pytest.mark.parametrize(
    "title", ["青溪县发布2020年政府信息公开工作年度报告", "我县2020年政府信息公开工作年度报告出炉"]
)
def test_news_of_a_report_yields_no_figure(title: str) -> None:
    report = parse(f"<h1>{title}</h1><p>发布时间：2021-01-28</p>{NEWS}".encode())
    assert (report.status, report.cells, report.report_year) == ("not_a_report", (), None)


def links(count: int, suffix: str = ".html") -> str:
    names = [f"青溪县水利局{2010 + n}年政府信息公开工作年度报告" for n in range(count)]
    return "".join(f"<li><a href='{n}{suffix}'>{name}</a><span>x</span></li>" for n, name in enumerate(names))


@pytest.mark.parametrize("title", ["青溪县水利局政府信息公开年报", "2020年政府信息公开年报"])
def test_a_list_of_reports_is_none(title: str) -> None:
    assert not judge(title, f"<ul>{links(1)}</ul>")
    assert not judge(title, f"<ul>{links(4, '.pdf')}</ul>")
    assert judge(title, BODY + links(4))
    cut = "<p><a href='1.html' title='青溪县水利局2019年政府信息公开工作年度报告'>青溪县水利局2019年政府信…</a></p>"
    assert not judge(title, cut)


def test_related_reports_beside_a_report_do_not_make_a_list() -> None:
    assert judge(TITLE, f"<img src='/u/W02.jpg'>相关信息{links(5)}")
    assert judge(TITLE, f"<a href='1.pdf'>{TITLE}</a>相关信息{links(5)}")
    assert not judge(TITLE, links(5))
