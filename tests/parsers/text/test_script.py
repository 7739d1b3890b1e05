"""Pages that a machine converted to traditional characters, chrome and all."""

from datetime import datetime

import pytest

from parsers import parse
from parsers.document import Line
from parsers.identity.dates import CHINA
from parsers.labels import _SIMPLE, fold, simplified
from parsers.text.script import in_simplified
from tests.parsers.chrome import BODY, PORTALS, page

_TRADITIONAL = {
    ord(folded): chr(printed) for printed, folded in sorted(_SIMPLE.items(), reverse=True) if printed < 0xA000
}


def converted(html: str) -> str:
    """The page in traditional characters, one for one."""
    return html.translate(_TRADITIONAL)


@pytest.mark.parametrize("portal", sorted(PORTALS))
def test_a_converted_page_is_read_like_the_page_and_quoted_as_printed(portal: str) -> None:
    plain = parse(page(portal).encode())
    report = parse(converted(page(portal)).encode())
    assert (report.title, report.agency) == (converted(plain.title or ""), converted(plain.agency or ""))
    for field in ("agency_kind", "report_year", "published_at", "division_code", "status"):
        assert getattr(report, field) == getattr(plain, field)
    assert [(s.number, s.chapter, s.heading, s.text) for s in report.sections] == [
        (s.number, s.chapter, converted(s.heading or "") or None, converted(s.text)) for s in plain.sections
    ]


def test_a_title_over_two_lines_and_the_signature_are_quoted_as_printed() -> None:
    body = BODY + "<p>青溪县水利局</p><p>2021年1月20日</p>"
    lines = "<p>青溪县水利局2020年政府信息</p><p>公开工作年度报告</p>"
    report = parse(converted(f"<html><body>{lines}{body}</body></html>").encode())
    assert report.title == converted("青溪县水利局2020年政府信息公开工作年度报告")
    assert report.agency == converted("青溪县水利局")
    assert report.published_at == datetime(2021, 1, 20, tzinfo=CHINA)


def test_lines_in_simplified_characters_stay_the_same_list() -> None:
    lines = [Line("公开", 0), Line("報告", 2)]
    assert [line.text for line in in_simplified(lines)] == ["公开", "报告"]
    assert in_simplified(lines[:1]) == lines[:1]
    simple = [Line("公开", 0)]
    assert in_simplified(simple) is simple


@pytest.mark.parametrize("text", ["政府資訊公開（2020年）　報告", "⺠政局", "１２"])
def test_simplified_keeps_every_place_and_folds_like_fold(text: str) -> None:
    assert len(simplified(text)) == len(text)
    assert fold(simplified(text)) == fold(text)
