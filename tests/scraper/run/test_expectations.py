"""A portal that yields less than its history or its file says is told, gravely where it is grave."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from scraper import Portal
from scraper.run.expectations import surprises
from scraper.run.registry import Expect
from scraper.run.summary import PortalSummary

NOW = datetime(2024, 6, 1, tzinfo=UTC)


def portal(reports_per_year=None):
    return Portal(
        id="990199-a",
        name="某县",
        code="990199",
        url="http://portal.test/",
        expect=Expect(reports_per_year=reports_per_year),
    )


def run(**years):
    counts = {year.removeprefix("y"): count for year, count in years.items()}
    return PortalSummary(
        portal="990199-a", name="某县", years=counts, entries=sum(counts.values()), reports=9
    )


def told(summary, *history, expected=None, removed=0, now=NOW):
    return {i.code: i.severity for i in surprises(portal(expected), summary, history, now, removed)}


def test_a_quiet_night_says_nothing():
    assert told(run(y2022=9, y2023=9), run(y2022=9, y2023=9), expected=9) == {}


def test_nothing_at_all_is_an_error():
    nothing = PortalSummary(portal="990199-a", name="某县")
    assert told(nothing) == {"nothing_found": "error"}


def test_links_that_lead_to_no_report_are_no_find():
    """Units were listed, and none of their pages has a report; where pages failed, that is what is told."""
    found = PortalSummary(portal="990199-a", name="某县", entries=6)
    assert told(found)["nothing_found"] == "error"
    assert "nothing_found" not in told(replace(found, failed=6))
    assert "nothing_found" not in told(replace(found, pending=6))


def test_a_portal_that_could_not_be_asked_is_not_told_to_have_no_reports():
    nothing = PortalSummary(portal="990199-a", name="某县", error="990199-a: nothing could be fetched: down")
    assert told(nothing, run(y2023=9)) == {"nothing_fetched": "error"}


@pytest.mark.parametrize(("left", "severity"), [(8, "warning"), (4, "error"), (0, "error")])
def test_a_year_that_shrinks_is_told_by_how_much(left, severity):
    assert told(run(y2023=left, y2022=9), run(y2023=9, y2022=9))["fewer_reports"] == severity


def test_a_loss_is_told_for_more_than_one_night():
    assert told(run(y2023=4), run(y2023=4), run(y2023=9)) == {"fewer_reports": "error"}


def test_reports_known_to_be_removed_are_no_error():
    assert told(run(y2023=1), run(y2023=2), removed=1) == {"fewer_reports": "warning"}


def test_the_portal_file_is_held_against_the_last_year_with_reports():
    assert told(run(y2023=8), expected=9) == {"fewer_than_expected": "error"}
    assert told(run(y2023=9, y2024=1), expected=9) == {}
    assert told(run(y2019=9), expected=9) == {}


def test_a_year_that_is_overdue_is_told():
    assert told(run(y2022=9)) == {"none_yet": "warning"}
    assert told(run(y2022=9), now=NOW.replace(month=2)) == {}
