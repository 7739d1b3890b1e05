"""Every saved page, part by part: what its golden says, and what is true of it."""

import json

import pytest

from tests.fixtures import PARTS, Fixture, fixtures, parts, read
from tests.truths import untrue

each = pytest.mark.parametrize("fixture", fixtures(), ids=lambda fixture: fixture.name)


@each
@pytest.mark.parametrize("part", PARTS)
def test_golden(fixture: Fixture, part: str) -> None:
    assert fixture.golden.exists(), f"{fixture.name} has no golden: make goldens"
    expected = json.loads(fixture.golden.read_text(encoding="utf-8"))
    assert parts(read(fixture))[part] == expected[part]


@each
def test_truth(fixture: Fixture) -> None:
    assert list(untrue(fixture)) == []


def test_a_page_for_each_edition_and_status() -> None:
    reports = [read(fixture) for fixture in fixtures()]
    assert {report.edition for report in reports} == {"2014", "2019", "2021", "mixed", "none"}
    assert {report.status for report in reports} == {
        "complete",
        "partial",
        "prose",
        "empty",
        "image",
        "attachment",
        "not_a_report",
    }
