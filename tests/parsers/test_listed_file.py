"""Files that lists link to."""

import pytest

from gongkai.records import Link
from parsers.listed_file import read_listed_file


@pytest.mark.parametrize(
    ("link", "agency", "year"),
    [
        (Link(text="县教育局", heading="2021年度部门年报"), "县教育局", 2021),
        (Link(text="县教育局2020年", heading="2021年"), "县教育局", 2020),
        (Link(text="ha.pdf", title="芦县水利局2019年政府信息公开年报", heading="2021年"), "芦县水利局", 2019),
        (Link(text="县教育局", heading="2020年、2021年"), "县教育局", None),
        (Link(text="县教育局"), "县教育局", None),
        (None, None, None),
    ],
)
def test_the_year_stands_in_the_entry_or_above_it(link, agency, year):
    found = read_listed_file(b"%PDF-1.4", link)
    assert (found.agency, found.report_year, found.status) == (agency, year, "attachment")
