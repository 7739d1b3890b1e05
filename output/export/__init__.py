"""Files for people without Python: Excel workbooks, CSV and Stata, with Chinese headers."""

from output.export.comma import write_csv
from output.export.sheets import Sheet, sheets
from output.export.stata import write_stata
from output.export.workbook import write_xlsx

__all__ = ["Sheet", "sheets", "write_csv", "write_stata", "write_xlsx"]
