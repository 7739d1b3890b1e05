"""Small tables written as lines: cells parted by |, `text<2` spans two columns, `text^3` three rows,
¶ breaks a line within a cell."""

import re

from gongkai import codebook
from gongkai.records import Cell, Edition, Report
from parsers import parse
from parsers.document import Grid
from parsers.html.page import read_page

_SPANS = re.compile(r"(?P<text>[^<^]*)(?:<(?P<across>\d+))?(?:\^(?P<down>\d+))?")

HEAD_OF_REQUESTS = """
本列数据<3^3|申请人情况<7
自然人^2|法人或其他组织<5|总计^2
商业企业|科研机构|社会公益组织|法律服务机构|其他
"""
HEAD_OF_DISPUTES = """
行政复议<5|行政诉讼<10
结果维持^2|结果纠正^2|其他结果^2|尚未审结^2|总计^2|未经复议直接起诉<5|复议后起诉<5
结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计
"""


def html(lines: str) -> str:
    """The table's markup."""
    return f"<table>{''.join(map(_row, lines.strip().splitlines()))}</table>"


def _row(line: str) -> str:
    return f"<tr>{''.join(map(_cell, line.split('|')))}</tr>"


def _cell(text: str) -> str:
    found = _SPANS.fullmatch(text)
    assert found is not None, text
    across, down = found["across"] or "1", found["down"] or "1"
    return f'<td colspan="{across}" rowspan="{down}">{found["text"].replace("¶", "<br>")}</td>'


def requests(
    edition: Edition, rows: dict[str, str], head: str = HEAD_OF_REQUESTS, labels: dict[str, str] | None = None
) -> str:
    """The requests table with a row for each item of an edition, all zeros but `rows` (item -> cells), with
    the form's labels but `labels` (item -> text)."""
    printed = {entry.code: entry.labels[edition] for entry in codebook.items("requests", edition)}
    printed |= labels or {}
    lines = [f"{label}<3|{rows.get(item, '0|0|0|0|0|0|0')}" for item, label in printed.items()]
    return "\n".join([head.strip(), *lines])


def statistics(rows: dict[str, str], head: str = "统计指标|单位|统计数") -> str:
    """The table of 2014, all zeros but `rows` (item -> cells after the label); "" leaves a row out."""
    lines = [head]
    for entry in codebook.items("statistics", "2014"):
        cells = rows.get(entry.code, f"{'万元' if entry.unit == 'CNY' else entry.unit}|0")
        if cells:
            lines.append(f"{entry.labels['2014']}|{cells}")
    return "\n".join(lines)


def read(*parts: str) -> Report:
    """A page of tables (given as lines) and of markup (given as such), parsed."""
    body = "".join(part if part.lstrip().startswith("<") else html(part) for part in parts)
    return parse(f"<html><body><h1>某县2021年政府信息公开工作年度报告</h1>{body}</body></html>".encode())


def grid(lines: str) -> Grid:
    """The grid of one table."""
    return read_page(f"<html><body>{html(lines)}</body></html>").grids[0]


def row(report: Report, form: str, item: str) -> list[Cell]:
    """The cells of one item, in the form's order."""
    return [cell for cell in report.cells if (cell.form, cell.item) == (form, item)]


def told(report: Report, form: str, item: str) -> list[object]:
    """What was read in one row: numbers as they are, other states by name."""
    return [cell.state if cell.value is None else cell.value for cell in row(report, form, item)]


def codes(report: Report) -> set[str]:
    """Codes of the issues about tables."""
    return {issue.code for issue in report.issues} - {"table_missing", "empty_form"}
