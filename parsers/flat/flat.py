"""Tables that lost their tags: saved text, OCR and PDF text, pages whose tables became paragraphs.

Rows are found by their labels. A row with as many figures as the form has columns is read in their order,
unless its own sum speaks against that; a row with fewer keeps them as `raw`, because no order tells which
cells were blank.
"""

from bisect import bisect_left
from collections.abc import Callable

from msgspec.structs import replace

from gongkai.records import Cell, Edition, Form, Issue
from parsers.document import Document, Grid
from parsers.figures import Figures
from parsers.flat.flat_cells import FlatTable
from parsers.flat.flat_disclosure import read_disclosure
from parsers.flat.flat_disputes import read_disputes
from parsers.flat.flat_labels import Mark, marks_of
from parsers.flat.flat_requests import read_requests
from parsers.flat.flat_rows import Run, lines_of_table, rivals
from parsers.flat.flat_statistics import read_statistics
from parsers.flat.flat_text import pieces_of
from parsers.flat.serials import without_serials
from parsers.tables.whose_table import Caption, foreign_tables, owner, read_caption

_FORMS: dict[Form, Callable[[list[Mark], Edition | None], FlatTable | None]] = {
    "disclosure": read_disclosure,
    "requests": read_requests,
    "disputes": read_disputes,
    "statistics": read_statistics,
}

_SIGNS: dict[Form, tuple[str, ...]] = {
    "disclosure": tuple("信息内容 新制作 新公开 制发件 增/减 处理决定 采购项目".split()),
    "requests": tuple("结转 予以公开 不予处理 商业企业".split()),
    "disputes": tuple("结果维持 结果纠正 其他结果 其它结果 尚未审结".split()),
    "statistics": tuple("统计指标 指标名称 信息数 申请数 事件数 答复数".split()),
}
"""Words of which a text with the form has one, white space apart; to spend nothing on other pages."""

_MOST = 20_000
"""Words and figures of the longest text; a whole report of cells in lines has a thousand."""


def read_flat(document: Document, figures: Figures) -> None:
    """Add the figures of the forms that none of the page's tables holds, say what could not be placed, and
    tell the document which of its lines hold a table."""
    drawn = {grid.index: grid for grid in document.grids if grid.places}
    if drawn:
        figures.loosen()
        figures.cells = [_in_text(cell, drawn) for cell in figures.cells]
    editions = dict(figures.tables)
    wanted = [form for form in _FORMS if form not in editions and _goes_with(form, editions)]
    if wanted:
        text = "".join("".join(document.plain[number].text.split()) for number in document.body)
        wanted = [form for form in wanted if any(sign in text for sign in _SIGNS[form])]
    if not wanted:
        return
    lines = [document.lines[number] for number in document.body]
    pieces = without_serials(pieces_of(lines))
    if len(pieces) > _MOST:
        message = f"a text of {len(pieces):,} words and figures is no report: no table was looked for in it"
        issue = Issue(stage="parse", code="text_too_long", severity="warning", message=message)
        figures.issues.append(issue)
        return
    for form in wanted:
        if not _goes_with(form, editions):
            continue
        marks = _own_marks(document, figures, form, marks_of(form, pieces))
        table = _FORMS[form](marks, editions.get("requests") or editions.get("disclosure"))
        if table is not None:
            editions[form] = table.edition
            figures.tables.append((form, table.edition))
            figures.cells += table.told()
            figures.issues += table.issues()
            document.flattened |= lines_of_table(marks, table.first, table.last)


def _own_marks(document: Document, figures: Figures, form: Form, marks: list[Mark]) -> list[Mark]:
    """The marks of a text, without the tables that the lines over them call another year's or body's; and
    without any, where several are left that differ."""
    runs = rivals(form, marks)
    if not runs:
        return marks
    captions: dict[int, Caption] = {}
    above = 0
    for number, run in enumerate(runs):
        line = _lines_before(document, run[0][1].begin.line)
        captions[number] = read_caption(document, Grid(number, [], [], line), above)
        above = _lines_before(document, run[-1][1].end.line + 1)
    rows = [(number, item) for number, run in enumerate(runs) for item, _ in run]
    left = foreign_tables(captions, owner(document), rows)
    kept = [run for number, run in enumerate(runs) if number not in left]
    named = [f"of {captions[number].told}, not the report's own" for number in sorted(left)]
    if len(kept) > 1:
        left = set(captions)
        named = ["that differ, and which of them is the report's own is not told"]
    for words in named:
        message = f"{form}: tables in the text {words}: not read"
        issue = Issue(stage="parse", code="table_repeated", severity="warning", message=message)
        figures.issues.append(issue)
    for number in left:
        marks = _without(document, marks, runs[number])
    return marks


def _lines_before(document: Document, number: int) -> int:
    """How many of the document's lines stand before the line of the saved text that has a number."""
    return bisect_left(document.plain, number, key=lambda line: line.number)


def _without(document: Document, marks: list[Mark], run: Run) -> list[Mark]:
    """The marks but those of a table, whose lines are told to hold one."""
    first, last = run[0][1], run[-1][1].end
    document.flattened |= lines_of_table(marks, first.label, last)
    return [
        mark
        for mark in marks
        if not (first.begin.line, first.begin.offset)
        <= (mark.pieces[0].line, mark.pieces[0].offset)
        <= (last.line, last.offset)
    ]


def _in_text(cell: Cell, drawn: dict[int, Grid]) -> Cell:
    """A cell of a table drawn in text, with its line and offset for row and column."""
    if cell.grid not in drawn:
        return cell
    row, column = cell.grid_row, cell.grid_column or 0
    line, offset = (None, None) if row is None else drawn[cell.grid].places[row][column]
    return replace(cell, grid=None, grid_row=line, grid_column=offset)


def _goes_with(form: Form, editions: dict[Form, Edition]) -> bool:
    """Whether a page with these tables may hold the form: the one of 2014 stands alone."""
    return not editions if form == "statistics" else "statistics" not in editions
