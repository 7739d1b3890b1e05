"""One Excel workbook: a worksheet a table, and a last one that explains columns and codes."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.errors import UsageError
from output.export.harmless import harmless
from output.export.placing import placing
from output.export.sheets import Sheet
from output.schema import TABLES
from output.values import values_of

if TYPE_CHECKING:
    import pandas as pd

ROWS = 1_048_575
"""Rows of a worksheet below its header; a longer table goes on in another one."""

LONGEST = 32_767
"""Characters that a cell of Excel holds; a longer text is cut and ends in an ellipsis."""

LEGEND = "说明"


def write_xlsx(sheets: Sequence[Sheet], path: Path, rows_per_sheet: int = ROWS) -> dict[str, int]:
    """Write all sheets into one workbook, row by row; return the rows of each.

    Raises UsageError where openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise UsageError("export --xlsx needs openpyxl: pip install 'gongkai[export]'") from error
    workbook = Workbook(write_only=True)
    counts = {sheet.name: _write(workbook, sheet, rows_per_sheet) for sheet in sheets}
    _write_legend(workbook, sheets)
    with placing(path) as partial:
        workbook.save(partial)
    return counts


def _write(workbook: Any, sheet: Sheet, most: int) -> int:
    worksheet = _begin(workbook, sheet, 1)
    rows = 0
    for frame in sheet.frames():
        for row in _rows(frame, worksheet):
            if rows and rows % most == 0:
                worksheet = _begin(workbook, sheet, rows // most + 1)
            worksheet.append(row)
            rows += 1
    return rows


def _begin(workbook: Any, sheet: Sheet, part: int) -> Any:
    """A new worksheet with its header: bold, in view while one scrolls."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    worksheet = workbook.create_sheet(sheet.title if part == 1 else f"{sheet.title} ({part})")
    worksheet.freeze_panes = "C2"
    cells = []
    for number, column in enumerate(sheet.columns, 1):
        worksheet.column_dimensions[get_column_letter(number)].width = 16
        cell = WriteOnlyCell(worksheet, column.header)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cells.append(cell)
    worksheet.append(cells)
    return worksheet


def _rows(frame: "pd.DataFrame", worksheet: Any) -> Iterator[list[Any]]:
    columns = [_values(column, worksheet) for _, column in harmless(frame).items()]
    yield from (list(row) for row in zip(*columns, strict=True))


def _values(column: "pd.Series", worksheet: Any) -> list[Any]:
    """Values of a column as openpyxl takes them, null as None."""
    import pandas as pd

    if isinstance(column.dtype, pd.StringDtype):
        return [None if pd.isna(text) else _text(text, worksheet) for text in column]
    if pd.api.types.is_datetime64_dtype(column.dtype):
        return [None if pd.isna(time) else time.to_pydatetime() for time in column]
    return [None if pd.isna(number) else number for number in column.astype(object)]


def _text(text: str, worksheet: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ERROR_CODES, ILLEGAL_CHARACTERS_RE

    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    if text in ERROR_CODES:
        cell = WriteOnlyCell(worksheet, text)
        cell.data_type = "s"  # a text that reads #N/A is no error of the workbook
        return cell
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _write_legend(workbook: Any, sheets: Sequence[Sheet]) -> None:
    """What each column is, in which unit, and what the codes in it mean."""
    worksheet = workbook.create_sheet(LEGEND)
    for letter, width in zip("ABCDE", (32, 44, 36, 12, 80), strict=True):
        worksheet.column_dimensions[letter].width = width
    worksheet.append(["工作表", "列", "代码", "单位", "含义"])
    for sheet in sheets:
        for column in sheet.columns:
            meanings = values_of(sheet.name if sheet.name in TABLES else "reports", column.code)
            unit = {"CNY": "元"}.get(column.unit or "", column.unit)
            told = "；".join(f"{code}：{meaning.zh}" for code, meaning in meanings.items())
            worksheet.append([sheet.title, column.header, column.code, unit, told or None])
