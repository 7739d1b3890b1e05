"""What one run has seen of a portal so far, and what it amounts to in the end."""

from datetime import datetime

import msgspec

from gongkai.archive import Address, Ledger
from gongkai.archive.state import GOOD
from gongkai.records import Issue, Outcome, Severity
from scraper.run.due import CAPTURED
from scraper.run.expectations import NIGHTS, surprises
from scraper.run.registry import Portal
from scraper.run.summary import Attachments, PortalSummary
from scraper.search.discover import Target
from scraper.search.elsewhere import Elsewhere
from scraper.search.units import MOST, Units

SOFT: frozenset[Outcome] = frozenset({"gone", "soft_404", "robots"})
"""Outcomes of a report that are an answer, though not the page: a warning, where others are errors."""

SOFT_ON_THE_WAY = SOFT | {"off_host", "login", "too_large", "shell"}
"""The same for pages on the way to reports: many a link of a home page leads out of it."""


class Tally:
    """Counts and issues of one run; `summary` is what they add up to."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self._issues: dict[tuple[str, str], Issue] = {}
        self._unchanged: set[str] = set()
        self._told: set[str] = set()
        self.summary = PortalSummary(portal=portal.id, name=portal.name)

    def note(self, url: str, code: str, severity: Severity, message: str) -> None:
        """Remember one problem of one URL."""
        self.add(Issue(stage="fetch", code=code, severity=severity, message=message, location=url))

    def add(self, issue: Issue) -> None:
        """Remember an issue; of the same kind at the same place the last one stands."""
        self._issues[issue.location or self._portal.url, issue.code] = issue

    def count_page(
        self, url: str, address: Address | None, fresh: bool, counts: PortalSummary | Attachments
    ) -> None:
        """A report, or an attachment of one, was answered for; `fresh` says whether that made a new capture.
        `counts` are those of its kind."""
        was_one = address is not None and address.capture is not None and address.role in CAPTURED
        if fresh and not was_one:
            counts.new += 1
        elif fresh:
            counts.changed += 1
        elif isinstance(counts, PortalSummary):
            counts.unchanged += 1
        (self._told if fresh else self._unchanged).add(url)

    def counts(self, is_report: bool) -> PortalSummary | Attachments:
        """Where pages are counted: reports, or attachments of reports."""
        return self.summary if is_report else self.summary.attachments

    def count_later_page(self, article: str, address: Address | None, fresh: bool) -> None:
        """A later page of a report was answered for: where it changed, the report did, once."""
        if not fresh or address is None or address.capture is None or article in self._told:
            return
        self._told.add(article)
        self.summary.changed += 1
        self.summary.unchanged -= article in self._unchanged

    def count_year(self, target: Target) -> None:
        """A report was announced for a year, or what was announced proved to be one."""
        if target.year is not None:
            year = str(target.year)
            self.summary.years[year] = self.summary.years.get(year, 0) + 1

    def uncount_year(self, target: Target) -> None:
        """What was announced for a year proved to be a report that is counted where it is kept."""
        if target.year is not None and (target.role != "list"):
            self.summary.years[str(target.year)] -= 1

    def count_outcome(self, outcome: Outcome) -> None:
        """An address was asked for."""
        self.summary.outcomes[outcome] = self.summary.outcomes.get(outcome, 0) + 1

    def conclude(
        self,
        ledger: Ledger,
        now: datetime,
        units: Units,
        elsewhere: Elsewhere,
        *,
        finished: bool,
        whole: bool,
    ) -> None:
        """Add what only the whole run shows. `finished`: it came to its end, so that what did not come is
        worth telling; `whole`: the whole portal was to be asked, not only what failed."""
        summary = self.summary
        self._note_failures(ledger)
        summary.reports, summary.attachments.saved = ledger.saved_pages()
        if whole and (summary.failed or summary.pending) and not GOOD & summary.outcomes.keys():
            reasons = sorted(self._issues.values(), key=lambda issue: issue.severity != "error")
            reason = reasons[0].message if reasons else "no page answered"
            summary.error = f"{self._portal.id}: nothing could be fetched: {reason}"
        if finished:
            summary.units = len(units)
            summary.units_without_reports = units.without_reports(ledger)[:MOST]
            told = (*units.issues(self._portal.id, ledger), *elsewhere.issues(self._portal.id))
            for issue in told if summary.reports else ():
                self.add(issue)
            earlier = [msgspec.json.decode(run, type=PortalSummary) for run in ledger.last_summaries(NIGHTS)]
            for issue in surprises(
                self._portal, summary, earlier, now, ledger.removed_pages(), elsewhere.hosts()
            ):
                self.add(issue)
        summary.issues = [(url, self._issues[url, code]) for url, code in sorted(self._issues)]

    def _note_failures(self, ledger: Ledger) -> None:
        for address, note in ledger.missing():
            if address.role in ("robots", "probe") or address.outcome is None:
                continue
            if address.removed_at is not None:
                self.note(
                    address.url, "removed", "info", f"{address.url}: the portal no longer serves it; kept"
                )
            else:
                soft = address.outcome in (SOFT if address.role in CAPTURED else SOFT_ON_THE_WAY)
                told = note if address.url in note else f"{address.url}: {note or address.outcome}"
                self.note(address.url, address.outcome, "warning" if soft else "error", told)
