"""What came of a crawl, for a person, the run record and the exit code."""

from datetime import datetime

import msgspec

from gongkai.records import Issue


class Attachments(msgspec.Struct, kw_only=True):
    """Files that report pages link to, and no list: they are archived with their reports."""

    new: int = 0
    changed: int = 0
    removed: int = 0
    saved: int = 0  # in the archive after the run


class PortalSummary(msgspec.Struct, kw_only=True):
    """One portal in one run. Counts are of pages, not of requests, unless they say so; a report is a page or
    a file that a list shows."""

    portal: str
    name: str
    new: int = 0  # reports saved for the first time
    changed: int = 0  # known ones whose text changed
    unchanged: int = 0  # asked again, and still the same
    removed: int = 0  # found to be gone in this run
    known: int = 0  # not asked for, because nothing suggests that they changed
    lists: int = 0  # list pages read
    failed: int = (
        0  # pages of any kind that brought nothing good in this run, apart from reports that are gone
    )
    pending: int = 0  # pages not asked for, because the run or the authority stopped
    left_out: int = 0  # reports not asked for, because they are on years before `since`
    since: int | None = None  # the first year that was to be asked for; None for all
    choice: str = ""  # what else than usual was to be asked for, as in the options of the run
    reports: int = 0  # in the archive after the run, those that are gone included
    attachments: Attachments = msgspec.field(default_factory=Attachments)
    requests: int = 0  # sent, retries, redirects and robots.txt included
    bytes: int = 0  # received, after content decoding
    seconds: float = 0.0
    years: dict[str, int] = msgspec.field(default_factory=dict)  # announced reports by report year
    units: int = 0  # departments and townships that lists name
    units_without_reports: list[str] = msgspec.field(default_factory=list)  # the first of them
    entries: int = 0  # links to reports that the lists show
    outcomes: dict[str, int] = msgspec.field(default_factory=dict)
    issues: list[tuple[str, Issue]] = msgspec.field(default_factory=list)
    stopped: str | None = None  # why the run ended before the portal was done: it goes on next time
    error: str | None = None  # why the portal could not be crawled

    @property
    def errors(self) -> list[tuple[str, Issue]]:
        """The issues that a person has to look at."""
        return [(url, issue) for url, issue in self.issues if issue.severity == "error"]

    @property
    def ok(self) -> bool:
        """Whether everything that was to be asked for was answered."""
        return self.error is None and self.stopped is None and not self.errors


class CrawlSummary(msgspec.Struct, kw_only=True):
    """A whole run, portals in the order given."""

    started: datetime
    seconds: float
    portals: list[PortalSummary]

    @property
    def exit_code(self) -> int:
        """0 all done, 4 in part, 1 when every portal failed altogether."""
        if all(portal.ok for portal in self.portals):
            return 0
        if all(portal.error is not None for portal in self.portals):
            return 1
        return 4

    def total(self, field: str) -> int:
        """The sum of a count over all portals."""
        return sum(getattr(portal, field) for portal in self.portals)
