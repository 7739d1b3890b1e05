"""What travels from a worker comes back as rows that know whose they are."""

import random

import msgspec
import pytest

from gongkai.columns import ColumnarReport
from gongkai.records import Issue, Report, Section
from output.build import pages, unpack
from output.rows import Rows
from tests.output.direct import report
from tests.output.pages import AGENCY, figures, html

YEARS = (2021, None, 2020, 2021, 2019, None, 2020, 2019)


def reports(seed: int) -> list[Report]:
    """Reports on years in no order; some have no cells, some no sections."""
    rng = random.Random(seed)
    made = []
    for number, year in enumerate(rng.sample(YEARS, len(YEARS))):
        one = report(f"{number}.html", html(AGENCY, 2021, figures()[2021]))
        sections = tuple(
            Section(position=n, level=1, number=None, chapter=None, heading=None, text=f"{number} {n}")
            for n in range(rng.randrange(3))
        )
        cells = one.cells[: rng.choice((0, 1, 40))]
        made.append(msgspec.structs.replace(one, report_year=year, sections=sections, cells=cells))
    return made


@pytest.mark.parametrize("seed", range(5))
def test_rows_come_back_to_their_reports(seed: int) -> None:
    given = reports(seed)
    rows = Rows()
    for number, one in enumerate(given):
        rows.add(ColumnarReport.of(one))
        if number % 3 == 0:
            issue = Issue(stage="parse", code="unreadable", severity="error", message="no page")
            rows.add_unread(f"unread {number}", issue)
    told = [page for page in pages(unpack(rows.packed())) if page["inputs"]["report_id"][0].is_valid]
    for one, page in zip(given, told, strict=True):
        for name, records in (("cells", one.cells), ("sections", one.sections), ("checks", one.checks)):
            if not records:
                assert name not in page
                continue
            assert page[name]["report_id"].to_pylist() == [one.report_id] * len(records)
            assert page[name]["report_year"].to_pylist() == [one.report_year] * len(records)
        if one.sections:
            assert page["sections"]["text"].to_pylist() == [section.text for section in one.sections]
        if one.cells:
            assert page["cells"]["raw"].to_pylist() == [cell.raw for cell in one.cells]
