"""A broken parser is noticed: each mutation below makes the saved pages untrue.

A mutation is made on a copy of the packages: a table swapped, or a function replaced by code that is added
to the end of its module.
"""

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROGRAM = """
import sys
from tests.fixtures import Fixture, PAGES
from tests.truths import untrue
faults = [fault for name in sys.argv[1:] for fault in untrue(Fixture(PAGES / name))]
print(*faults[:3], sep="\\n")
print("FAULTS", len(faults))
"""

SWAPS = {
    "applicants swapped": ("科研机构", "社会公益组织", "well-formed-2021"),
    "outcomes swapped": ("结果维持", "结果纠正", "well-formed-2021"),
    "columns of regulations swapped": ("本年新制作数量", "本年新公开数量", "well-formed-2019"),
    "columns of services swapped": ("上一年项目数量", "处理决定数量", "well-formed-2019"),
    "rows swapped": ("行政处罚", "行政强制", "well-formed-2019"),
    "denials swapped": ("1.属于国家秘密", "8.属于行政查询事项", "well-formed-2019"),
    "rows of 2014 swapped": ("1.政府公报公开政府信息数", "2.政府网站公开政府信息数", "well-formed-2014"),
}
"""Labels exchanged in the codebook: old, new, the page that notices."""

REWORDED = {
    "website named otherwise": (
        'item = "disclosed_website"',
        'item = "disclosed_gazette"',
        "figures-in-sentences-2016",
    ),
    "full and part time swapped": (
        'item = "staff_full_time"',
        'item = "staff_part_time"',
        "figures-in-sentences-2016",
    ),
    "denials not understood": ('negation = "', 'negation = "决', "figures-in-sentences-2016"),
    "units of people not known": ('units = "人次 人 名"', 'units = "桶"', "figures-in-sentences-2016"),
    "requests of sentences not known": ('item = "received"', 'item = "carried_out"', "text-against-table"),
    "processing fee not known": ("处理费", "手续费", "well-formed-2021"),
}
"""Words exchanged in prose.toml: old, new, the page that notices."""

ADDED = {
    "blank read as zero": (
        "cells",
        """
true_read_cell = read_cell
def read_cell(*given, **named):
    found = true_read_cell(*given, **named)
    return found._replace(value=0.0, state="number") if found.state == "blank" else found
""",
        "totals-blank",
    ),
    "dash read as blank": (
        "cells",
        """
true_read_cell = read_cell
def read_cell(*given, **named):
    found = true_read_cell(*given, **named)
    return found._replace(state="blank") if found.state == "dash" else found
""",
        "blank-zero-dash",
    ),
    "sign lost": (
        "cells",
        """
true_read_cell = read_cell
def read_cell(*given, **named):
    found = true_read_cell(*given, **named)
    return found if found.value is None else found._replace(value=abs(found.value))
""",
        "changes-in-words",
    ),
    "unit of the head ignored": (
        "cells",
        """
true_read_cell = read_cell
def read_cell(text, kind="count", unit=None):
    return true_read_cell(text, kind, None)
""",
        "unit-only-in-head",
    ),
    "heads of two columns exchanged": (
        "columns",
        """
true_read_columns = read_columns
def read_columns(*given):
    first, second, *rest = true_read_columns(*given)
    return [Column(second.code, second.text, first.start, first.end),
            Column(first.code, first.text, second.start, second.end), *rest]
""",
        "several-count-columns",
    ),
    "order taken for heads": (
        "placing",
        """
def _placed(shape, columns, completed, *given):
    coded = [column for column in completed or columns if column.code]
    return [in_order(coded, values[: len(coded)]) for values in shape]
""",
        "subtotal-column",
    ),
    "sums not asked": (
        "request_table",
        """
def _refused(cells):
    return False
""",
        "order-against-a-sum",
    ),
    "columns of years taken for counts": (
        "statistics_table",
        """
def _is_foreign(heads, year):
    return False
""",
        "cumulative-columns",
    ),
    "empty forms taken for the report's": (
        "tables",
        """
def _rank(found):
    return False, False
""",
        "template-before-the-form",
    ),
    "script not folded": (
        "labels",
        """
def fold(text):
    return "".join(unicodedata.normalize("NFKC", text).split())
""",
        "traditional-characters",
    ),
    "short rows read from the left": (
        "solve",
        """
def solve(rows, sums):
    first = {row: 0 for row in range(len(rows))}
    cells = ((row, column) for row in first for column in range(len(rows[row][0])))
    return Ways(1, 1, {(row, column): rows[row][0][column] for row, column in cells}, first)
""",
        "lusong-water-2020-text",
    ),
    "text rows never found": (
        "flat_rows",
        """
def table_rows(form, marks):
    return []
""",
        "lusong-water-2020-text",
    ),
    "blanks of short rows taken for zeros": (
        "flat_cells",
        """
true_cell = FlatTable._cell
def _cell(self, item, measure):
    cell = true_cell(self, item, measure)
    return replace(cell, state="number", value=0.0) if cell.state == "unassigned" else cell
FlatTable._cell = _cell
""",
        "lusong-water-2020-text",
    ),
    "no check made": (
        "checks",
        """
def assess(cells):
    return []
""",
        "printed-total-wrong",
    ),
    "year taken for the year of publication": (
        "identity",
        """
true_read_identity = read_identity
def read_identity(*given, **named):
    found = true_read_identity(*given, **named)
    return found._replace(report_year=found.report_year + 1)
""",
        "well-formed-2019",
    ),
}
"""Code that replaces a function: module of parsers, code, the page that notices."""


def faults(packages: Path, *pages: str) -> int:
    """How many things are untrue when the pages are read by these packages."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *pages],
        cwd=packages,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout.rsplit("FAULTS", 1)[1])


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """A copy of what reads pages, to be broken."""
    for name in ("gongkai", "parsers"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_the_unbroken_copy_is_true(packages: Path) -> None:
    pages = {page for _, _, page in [*SWAPS.values(), *REWORDED.values(), *ADDED.values()]}
    assert faults(packages, *sorted(pages)) == 0


@pytest.mark.parametrize("name", SWAPS)
def test_labels_exchanged(packages: Path, name: str) -> None:
    one, other, page = SWAPS[name]
    book = packages / "gongkai" / "codebook.csv"
    rows = list(csv.reader(book.read_text(encoding="utf-8").splitlines()))
    exchanged = {one: other, other: one}
    assert exchanged.keys() <= {field for row in rows for field in row}
    with book.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([exchanged.get(field, field) for field in row] for row in rows)
    assert faults(packages, page) > 0


@pytest.mark.parametrize("name", REWORDED)
def test_sentences_worded_otherwise(packages: Path, name: str) -> None:
    old, new, page = REWORDED[name]
    table = packages / "parsers" / "prose.toml"
    words = table.read_text(encoding="utf-8")
    assert old in words
    table.write_text(words.replace(old, new), encoding="utf-8")
    assert faults(packages, page) > 0


@pytest.mark.parametrize("name", ADDED)
def test_code_broken(packages: Path, name: str) -> None:
    module, code, page = ADDED[name]
    (path,) = (packages / "parsers").rglob(f"{module}.py")
    with path.open("a", encoding="utf-8") as source:
        source.write(code)
    assert faults(packages, page) > 0
