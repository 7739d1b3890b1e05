"""What a portal should have yielded, by its file and by its own history."""

from collections.abc import Iterator
from datetime import datetime

from gongkai.records import Issue, Severity
from scraper.registry import Portal
from scraper.summary import PortalSummary

REPORTS_ARE_OUT = (
    4  # the month: reports on a year are due by the end of January of the next, March for counties
)
SHARP = 0.5  # a year that keeps at most this share of its reports is an error of the portal


def surprises(
    portal: Portal, summary: PortalSummary, previous: PortalSummary | None, now: datetime
) -> Iterator[Issue]:
    """Issues of a portal that yields less than it should. `previous` is the last finished run."""
    if summary.entries == 0 and summary.reports == 0:
        yield _issue(
            "nothing_found",
            "error",
            f"{portal.id}: no report found from {portal.url}; name the list page in `start` of the portal "
            f"file, or try gongkai portals check {portal.id}",
        )
        return
    if previous is not None:
        yield from _fewer(portal, summary.years, previous.years)
    expected = portal.expect.reports_per_year
    year = now.year - (1 if now.month >= REPORTS_ARE_OUT else 2)
    found = summary.years.get(str(year), 0)
    if expected is not None and found < expected:
        yield _issue(
            "fewer_than_expected",
            "error",
            f"{portal.id}: {found} reports on {year}, the portal file expects {expected} a year",
        )


def _fewer(portal: Portal, years: dict[str, int], before: dict[str, int]) -> Iterator[Issue]:
    fallen = {
        year: (count, years.get(year, 0)) for year, count in before.items() if years.get(year, 0) < count
    }
    if not fallen:
        return
    sharp = any(now <= SHARP * count and count > 1 for count, now in fallen.values())
    told = ", ".join(f"{year}: {count} -> {now}" for year, (count, now) in sorted(fallen.items()))
    yield _issue(
        "fewer_reports",
        "error" if sharp else "warning",
        f"{portal.id}: the lists show fewer reports than last time ({told})",
    )


def _issue(code: str, severity: Severity, message: str) -> Issue:
    return Issue(stage="fetch", code=code, severity=severity, message=message)
