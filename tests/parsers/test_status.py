"""What a page is said to be, and why figures are missing."""

import pytest

from gongkai.records import Cell, Edition, Form, State
from parsers.figures import Figures
from parsers.html.page import read_page
from parsers.outline.outline import read_outline
from parsers.recognition import is_report
from parsers.status import assess_status, page_edition
from tests.parsers.chrome import BODY

TITLE = "青溪县水利局2020年政府信息公开工作年度报告"
FORMS: tuple[Form, ...] = ("disclosure", "requests", "disputes")


def cell(form: Form, state: State, edition: Edition = "2019") -> Cell:
    return Cell(edition=edition, form=form, item="x", measure="y", state=state, unit="count")


def figures(*cells: Cell) -> Figures:
    return Figures(
        cells=list(cells), tables=[(cell.form, cell.edition) for cell in cells if cell.state != "prose"]
    )


def status(
    found: Figures, html: str = f"<h1>{TITLE}</h1>{BODY}", title: str | None = TITLE
) -> tuple[str, list[str]]:
    document = read_page(html)
    sections = read_outline(document)
    report = is_report(title, document, sections, has_tables=False)
    result, issues = assess_status(document, sections, found, is_report=report)
    return result, [issue.code for issue in issues]


@pytest.mark.parametrize("state", ["number", "blank", "dash"])
def test_complete(state: State) -> None:
    cells = [cell(form, "number") for form in FORMS] + [cell("requests", state)]
    assert status(figures(*cells)) == ("complete", [])


def test_complete_with_inferred_cells() -> None:
    cells = [cell(form, "number") for form in FORMS] + [cell("requests", "inferred")]
    assert status(figures(*cells)) == ("complete", [])


@pytest.mark.parametrize("state", ["unassigned", "unreadable", "absent"])
def test_partial_for_any_cell_that_is_not_read(state: State) -> None:
    cells = [cell(form, "number") for form in FORMS] + [cell("requests", state)]
    assert status(figures(*cells)) == ("partial", [])


def test_partial_with_one_issue_a_missing_table() -> None:
    assert status(figures(cell("requests", "number"))) == ("partial", ["table_missing", "table_missing"])


def test_the_2014_form_is_one_table() -> None:
    assert status(figures(cell("statistics", "number", "2014"))) == ("complete", [])


def test_empty_template() -> None:
    assert status(figures(*(cell(form, "blank") for form in FORMS))) == ("empty", ["empty_form"])


def test_prose() -> None:
    found = figures(cell("statistics", "prose", "2014"))
    assert status(found) == ("prose", ["table_missing"])
    assert page_edition(found) == "none"


def test_a_fee_in_a_sentence_does_not_change_what_the_tables_say() -> None:
    cells = [*(cell(form, "number", "2021") for form in FORMS), cell("statistics", "prose", "2021")]
    assert status(figures(*cells)) == ("complete", [])
    assert page_edition(figures(*cells)) == "2021"


def test_editions() -> None:
    assert page_edition(figures()) == "none"
    assert page_edition(figures(cell("requests", "number", "2021"))) == "2021"
    assert page_edition(figures(cell("requests", "number", "2021"), cell("disputes", "blank"))) == "mixed"


PICTURE = "<img src='/u/W020210131.jpg'>"
FILE = "<a href='/u/P0201.pdf'>2020年年报.pdf</a>"


@pytest.mark.parametrize(
    ("html", "title", "expected"),
    [
        (f"<h1>{TITLE}</h1>{BODY}{PICTURE}", TITLE, "image"),
        (f"<h1>{TITLE}</h1>{PICTURE}{PICTURE}", TITLE, "image"),
        (f"<h1>{TITLE}</h1><p>详见附件：{FILE}</p>", TITLE, "attachment"),
        (f"<h1>{TITLE}</h1>{BODY}{FILE}", TITLE, "attachment"),
        (f"<h1>{TITLE}</h1><iframe src='/v.html?file=/a.pdf'></iframe>", TITLE, "attachment"),
        (
            f"<h1>{TITLE}</h1>附件【<a href='/system/_content/download.jsp?id=2'>年报</a>】",
            TITLE,
            "attachment",
        ),
        (
            f"<h1>{TITLE}</h1><ul><li><a href='/d/downfile.jsp?classid=0'>年报</a></li></ul>",
            TITLE,
            "attachment",
        ),
        (f"<h1>{TITLE}</h1><script>PDFObject.embed('/u/nb.pdf','#p')</script>", TITLE, "attachment"),
        (f"<h1>{TITLE}</h1><script>var pdfUrl = '/u/nb.pdf';</script>", TITLE, "attachment"),
        (f"<a href='/guide.pdf'>x</a><h1>{TITLE}</h1><script>open('/u/nb.pdf')</script>", TITLE, "empty"),
        (f"<h1>{TITLE}</h1>{BODY}", TITLE, "empty"),
        (f"<h1>{TITLE}</h1>", TITLE, "empty"),
        (f"<h1>政务公开</h1>{BODY}", "政务公开", "empty"),
        ("<h1>2021年青溪县政府工作报告</h1><p>一、总体情况</p>", "2021年青溪县政府工作报告", "not_a_report"),
        (
            "<h1>政府信息公开指南</h1><p>一、主动公开</p><p>二、依申请公开</p>",
            "政府信息公开指南",
            "not_a_report",
        ),
        (
            f"<h2>政府信息公开年报</h2><ul><li><a href='1'>{TITLE}</a></li></ul>",
            "政府信息公开年报",
            "not_a_report",
        ),
        ("<h1>404</h1><p>您访问的页面不存在</p>", "404", "not_a_report"),
        ("", None, "not_a_report"),
    ],
)
def test_pages_without_figures_say_why(html: str, title: str | None, expected: str) -> None:
    result, codes = status(Figures(), html, title)
    assert result == expected
    assert len(codes) == 1
