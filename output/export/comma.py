"""CSV that Excel opens with a double click: UTF-8 with a byte order mark, CRLF, one header line."""

from pathlib import Path

from output.export.harmless import harmless
from output.export.placing import placing
from output.export.sheets import Sheet


def write_csv(sheet: Sheet, path: Path) -> int:
    """Write one sheet, frame by frame; return its rows. Counts have no decimals, nulls are empty."""
    rows = 0
    with placing(path) as partial, partial.open("w", encoding="utf-8-sig", newline="") as file:
        headers: list[str] | bool = [column.header for column in sheet.columns]
        for frame in sheet.frames():
            harmless(frame).to_csv(
                file, index=False, header=headers, lineterminator="\r\n", float_format="%.15g"
            )
            headers = False
            rows += len(frame)
    return rows
