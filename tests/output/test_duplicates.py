"""The same report under two addresses."""

from pathlib import Path

import msgspec

from gongkai.records import Issue, Report
from output import load
from tests.output.direct import build, report
from tests.output.pages import AGENCY, figures, html

TOLD = figures()[2021]
PAGE = html(AGENCY, 2021, TOLD)


def links(tmp_path: Path, *reports: Report, seen: dict[str, int] | None = None) -> dict[str, str]:
    """Source -> source of the report that it doubles."""
    build(tmp_path / "out", reports, seen=seen)
    found = load("reports", path=tmp_path / "out")
    sources = dict(zip(found["report_id"], found["source"], strict=True))
    pairs = zip(found["source"], found["duplicate_of"], strict=True)
    return {source: sources[other] for source, other in pairs if isinstance(other, str)}


def test_the_same_page_elsewhere(tmp_path: Path) -> None:
    assert links(tmp_path, report("a", PAGE), report("b", PAGE)) == {"b": "a"}


def test_the_one_seen_first_is_the_report(tmp_path: Path) -> None:
    three = [report(name, PAGE) for name in "abc"]
    assert links(tmp_path, *three, seen={"a": 5, "b": 9, "c": 1}) == {"a": "c", "b": "c"}
    assert links(tmp_path, *three, seen={"b": 9}) == {"a": "b", "c": "b"}  # a time is better than none


def test_a_page_that_is_still_there_is_the_report_and_not_one_that_is_gone(tmp_path: Path) -> None:
    """A portal that moves its reports to new addresses: the old ones were seen first, and are removed."""
    gone = (Issue(stage="fetch", code="removed", severity="warning", message="gone"),)
    old, older = (msgspec.structs.replace(report(name, PAGE), issues=gone) for name in "bc")
    assert links(tmp_path, report("a", PAGE), old, seen={"a": 9, "b": 1}) == {"b": "a"}
    assert links(tmp_path, old, older, seen={"b": 9, "c": 1}) == {"b": "c"}


def test_another_template_round_the_same_figures(tmp_path: Path) -> None:
    other = PAGE.replace("一、总体情况", "<p>网站首页</p>一、总体情况").replace("公开", "公示公开", 3)
    assert links(tmp_path, report("a", PAGE), report("b", other)) == {"b": "a"}


def test_the_same_text_without_a_named_agency(tmp_path: Path) -> None:
    unnamed = msgspec.structs.replace(report("b", PAGE), agency=None)
    assert links(tmp_path, report("a", PAGE), unnamed) == {"b": "a"}


def test_other_figures_other_years_and_other_agencies_are_other_reports(tmp_path: Path) -> None:
    changed = figures()[2021]
    changed.requests["received", "total"] += 1
    reports = (
        report("a", PAGE),
        report("b", html(AGENCY, 2021, changed)),
        report("c", html(AGENCY, 2022, TOLD)),
        report("d", html("泉陵县教育局", 2021, TOLD)),
        report("e", PAGE, division_code="990102"),
        report("f", PAGE, division_code="990103"),
    )
    assert links(tmp_path, *reports) == {}  # a may be e's or f's, which stand for two counties
    assert links(tmp_path / "new", *reports[:-1]) == {"e": "a"}


def test_agencies_of_no_place_are_not_taken_for_one(tmp_path: Path) -> None:
    page = PAGE.replace(AGENCY, "县水利局")
    long = page.replace("一、总体情况", "一、总体情况<p>别的县另有说明</p>")
    one, other = (report(n, p, agency="县水利局") for n, p in (("a", page), ("b", long)))
    assert links(tmp_path, one, other) == {}


def test_files_and_pages_with_little_text(tmp_path: Path) -> None:
    short = (
        "<html><head><title>{}2020年政府信息公开工作年度报告</title></head><body><p>见附件</p></body></html>"
    )
    pages = [short.format(AGENCY), short.format(AGENCY), short.format("泉陵县教育局")]
    kept = [
        msgspec.structs.replace(report(name, page), status="attachment", title=page[19:40])
        for name, page in zip("abc", pages, strict=True)
    ]
    assert links(tmp_path, *kept) == {"b": "a"}
    assert links(tmp_path / "new", *(report(n, "<html><body><p>欢迎</p></body></html>") for n in "ab")) == {}
