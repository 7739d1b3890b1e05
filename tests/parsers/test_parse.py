# ruff: noqa: E501 - markup and sentences are quoted in one piece
"""The whole story: bytes in, Report out."""

import hashlib
import re
import subprocess
import sys

import msgspec
import pytest

from gongkai.errors import SourceError
from gongkai.identifiers import report_id
from gongkai.records import Link, Report
from gongkai.saved import LaterPage
from parsers import parse
from parsers.version import parser_version
from tests.fixtures import PAGES
from tests.parsers.chrome import page

URL = "http://www.qingxi.gov.cn/c218/20210128/i7.html"


def test_a_page_becomes_a_report() -> None:
    body = page("trs").encode("gb18030")
    report = parse(body, url=URL + "#top", content_type="text/html; charset=gb2312", portal="430299-qingxi")
    assert isinstance(report, Report)
    assert (report.url, report.source, report.report_id) == (URL, URL + "#top", report_id(URL, ""))
    assert (report.portal, report.division_code) == ("430299-qingxi", "430299")
    assert parse(body, portal="430281-other").division_code == "430281"
    assert (report.encoding, report.encoding_declared, report.replacements) == ("gb18030", "gb2312", 0)
    assert report.sha256 == hashlib.sha256(body).hexdigest()
    assert report.parser_version == parser_version()
    assert (report.agency, report.report_year) == ("青溪县水利局", 2020)
    assert [section.chapter for section in report.sections if section.level == 1] == [1, 2, 3, 4, 5, 6]


def test_parsing_is_pure() -> None:
    body = page("ucap").encode()
    assert parse(body, url=URL) == parse(body, url=URL)


def test_a_known_digest_is_taken_over_and_that_of_several_pages_made() -> None:
    body, known = page("ucap").encode(), "ab" * 32
    assert parse(body, sha256=known) == msgspec.structs.replace(parse(body), sha256=known)
    later = (LaterPage(url=URL, body=body),)
    assert parse(body, later=later, sha256=known).sha256 == hashlib.sha256(body + body).hexdigest()


def test_the_saved_from_comment_gives_the_url() -> None:
    body = f"<!-- saved from url=(0050){URL} -->{page('hunan')}".encode()
    assert parse(body).url == URL
    assert parse(body, url="http://www.qingxi.gov.cn/b.html").url == "http://www.qingxi.gov.cn/b.html"


def test_without_any_url_the_caller_names_the_source() -> None:
    report = parse(page("hunan").encode())
    assert (report.source, report.url, report.report_id) == ("", None, report_id(None, ""))


def test_link_is_heard_where_the_page_is_silent() -> None:
    link = Link(text="青溪县水利局2020年政府信息公开工作年度报告", date="2021-01-28")
    assert parse("<p>一、总体情况</p><p>好。</p>".encode(), link=link).title == link.text


def test_what_could_not_be_decoded_is_told() -> None:
    report = parse(page("hunan").encode() + b"\xff\xfe")
    assert report.replacements == 2
    assert next((issue.stage, issue.code) for issue in report.issues) == ("decode", "undecodable")


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "empty"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG picture"),
        (b"%PDF-1.4", "a PDF file"),
        (b"PK\x03\x04", "a zip file"),
        (b"\x01\x00\x02\x00\x00" * 30, "a binary file"),
    ],
)
def test_bytes_without_text_are_refused_in_one_line(body: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        parse(body, url=URL)
    assert URL in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "body", [b"<", b"<table>", b"<html><frameset><frame></frameset>", b"x", "公开".encode("utf-16")]
)
def test_scraps_of_pages_are_no_reports(body: bytes) -> None:
    assert parse(body).status == "not_a_report"


@pytest.mark.parametrize("address", ["about:internet", "file:///C:/pages/1.htm"])
def test_a_saved_from_comment_without_a_web_address_gives_no_url(address: str) -> None:
    report = parse(f"<!-- saved from url=({len(address):04}){address} -->{page('hunan')}".encode())
    assert report.url is None


def test_stray_nulls_cost_nothing() -> None:
    body = page("hunan").encode()
    assert parse(body.replace(b"<p>", b"<p>\0", 2)).sections == parse(body).sections


@pytest.mark.parametrize("table", ["<table><tr></tr></table>", "<table><tr>x</tr><tr></tr></table>"])
def test_a_table_of_rows_without_cells_costs_nothing(table: str) -> None:
    whole, beside = parse(page("hunan").encode()), parse(page("hunan").replace("<p>", f"{table}<p>").encode())
    assert [s.heading for s in beside.sections] == [s.heading for s in whole.sections]
    assert beside.status == whole.status


@pytest.mark.parametrize(
    ("tag", "other"), [("td", "div"), ("tr", "p"), ("table", "section"), ("tr", "tr><tr")]
)
def test_tables_with_wrong_tags_are_read_without_a_failure(tag: str, other: str) -> None:
    body = (PAGES / "well-formed-2021" / "page.html").read_text(encoding="utf-8")
    damaged = re.sub(rf"(</?){tag}(?![a-z])", rf"\1{other}", body)
    assert damaged != body
    assert parse(damaged.encode()).title == parse(body.encode()).title


def test_parsing_loads_no_network_code_and_no_pandas() -> None:
    code = (
        "import sys; from parsers import parse; parse('<table><tr><td>规章</td></tr></table>'.encode());"
        "print(sorted({'pandas', 'numpy', 'pyarrow', 'httpx', 'aiohttp', 'socket', 'ssl', 'asyncio'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize("count", [3, 10])
def test_bytes_of_nothing_among_text_are_left_out(count: int) -> None:
    body = "<h1>青溪县水利局2020年政府信息公开工作年度报告</h1><p>本年新收政府信息公开申请12件。</p>".encode()
    report = parse(body.replace(b"<", b"\0" * count + b"<"))
    assert report.title == "青溪县水利局2020年政府信息公开工作年度报告"
