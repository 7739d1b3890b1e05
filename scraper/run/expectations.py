"""What a portal should have yielded, by its file and by its own history."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from gongkai.records import Issue, Severity
from scraper.run.registry import Portal
from scraper.run.summary import PortalSummary

REPORTS_ARE_OUT = 4
"""The month: reports on a year are due by the end of January of the next, those of counties by March."""

SHARP = 0.5  # a year that keeps at most this share of its reports is an error of the portal
MOST_HOSTS = 4  # named in one message
NIGHTS = 5
"""Earlier runs that are compared with: a loss is told for so many nights, not for one."""


def surprises(
    portal: Portal,
    summary: PortalSummary,
    history: Sequence[PortalSummary],
    now: datetime,
    removed: int = 0,
    hosts: Sequence[str] = (),
) -> Iterator[Issue]:
    """Issues of a portal that yields less than it should. `history` are its last finished runs, `removed` is
    how many of its reports are known to be gone, `hosts` what it leads to outside its allow-list."""
    if summary.error is not None:
        yield _issue("nothing_fetched", "error", summary.error)
        return
    unanswered = summary.failed or summary.pending  # which is told where it happened
    if summary.reports == 0 and not (summary.entries and unanswered):
        remedy = f"name the list page in `start` of the portal file, or try gongkai portals check {portal.id}"
        if hosts:
            found = "、".join(hosts[:MOST_HOSTS])
            remedy = (
                f"links lead to {found}: add what belongs to it to `hosts` of the portal file, or {remedy}"
            )
        yield _issue("nothing_found", "error", f"{portal.id}: no report found from {portal.url}; {remedy}")
        return
    yield from _fewer(portal, summary.years, _most(history), removed)
    yield from _expected(portal, summary.years, now)


def _most(history: Sequence[PortalSummary]) -> dict[str, int]:
    """The most reports of each year that a run has seen."""
    most: dict[str, int] = {}
    for run in history:
        for year, count in run.years.items():
            most[year] = max(count, most.get(year, 0))
    return most


def _fewer(portal: Portal, years: dict[str, int], before: dict[str, int], removed: int) -> Iterator[Issue]:
    fallen = {
        year: (count, years.get(year, 0)) for year, count in before.items() if years.get(year, 0) < count
    }
    if not fallen:
        return
    explained = sum(count - now for count, now in fallen.values()) <= removed
    sharp = any(now <= SHARP * count and count > 1 for count, now in fallen.values())
    told = ", ".join(f"{year}: {count} -> {now}" for year, (count, now) in sorted(fallen.items()))
    yield _issue(
        "fewer_reports",
        "error" if sharp and not explained else "warning",
        f"{portal.id}: the lists show fewer reports than before ({told})",
    )


def _expected(portal: Portal, years: dict[str, int], now: datetime) -> Iterator[Issue]:
    """The last year that the portal has reports on is measured; one that is overdue is told."""
    due = now.year - (1 if now.month >= REPORTS_ARE_OUT else 2)
    last = max((int(year) for year, count in years.items() if count and int(year) <= due), default=due)
    expected = portal.expect.reports_per_year
    found = years.get(str(last), 0)
    if expected is not None and found < expected:
        yield _issue(
            "fewer_than_expected",
            "error",
            f"{portal.id}: {found} reports on {last}, the portal file expects {expected} a year",
        )
    if last == due - 1:
        yield _issue("none_yet", "warning", f"{portal.id}: no report on {due} yet, {found} on {last}")


def _issue(code: str, severity: Severity, message: str) -> Issue:
    return Issue(stage="fetch", code=code, severity=severity, message=message)
