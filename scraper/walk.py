"""One portal, one run: from its seeds to the last report that is due."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import msgspec
from msgspec.structs import replace

from gongkai.archive import Address, Exchange, Ledger, Listing
from gongkai.archive.state import GOOD, VANISHED
from gongkai.decode import decode
from gongkai.records import Issue, Outcome, Severity
from gongkai.settings import Settings
from scraper.addresses import authority, canonical
from scraper.discover import Discovery, Step, Target
from scraper.due import PAGES, is_due
from scraper.expectations import surprises
from scraper.fetch import Fetched, Fetcher
from scraper.fingerprint import same_list, same_page
from scraper.frontier import Frontier
from scraper.listing import Response
from scraper.options import Budget, Options, Watch
from scraper.politeness import Authorities, AuthorityClosedError
from scraper.registry import Portal
from scraper.summary import PortalSummary
from scraper.suspicion import is_catch_all

CUT_OFF = timedelta(hours=20)
"""A run that was cut off less than this ago goes on; an older one has lists that are out of date."""

SOFT: frozenset[Outcome] = frozenset({"gone", "soft_404", "robots", "off_host", "login", "too_large"})
"""Outcomes that are an answer, though not the page: a warning, where others are errors."""

GIVEN_UP = 3  # nights after which a list that is gone is not asked for any more


class Walk:
    """The state of one portal's run. `await run()` once."""

    def __init__(
        self,
        portal: Portal,
        ledger: Ledger,
        fetcher: Fetcher,
        authorities: Authorities,
        settings: Settings,
        options: Options,
        budget: Budget,
        watch: Watch,
        now: Callable[[], datetime],
    ) -> None:
        self._portal = portal
        self._ledger = ledger
        self._authorities = authorities
        self._fetcher = fetcher
        self._settings = settings
        self._options = options
        self._budget = budget
        self._watch = watch
        self._now = now
        self._discovery = Discovery(
            url=portal.url, start=portal.start, allowed=portal.allowed.allows, family=portal.family
        )
        self._frontier = Frontier(lambda name: authorities.get(name).free_at)
        self._summary = PortalSummary(portal=portal.id, name=portal.name)
        self._issues: dict[tuple[str, str], Issue] = {}
        self._visited: set[str] = set()
        self._asked = 0

    async def run(self) -> PortalSummary:
        """Walk the portal and keep everything. Raises ArchiveError when the archive cannot be written."""
        start = time.monotonic()
        run = self._ledger.begin(self._now(), self._now() - CUT_OFF)
        for name, challenge in self._ledger.challenges(run.started):
            self._authorities.get(name).close(
                f"it answered with a challenge ({challenge})", "blocked_challenge"
            )
        self._frontier.add(self._discovery.seeds())
        await self._visit_all()
        for overlooked in (self._failed_before, self._forgotten_lists, lambda: self._vanishing(run.started)):
            if self._summary.stopped is None:
                self._frontier.add(overlooked())
                await self._visit_all()
        self._conclude()
        self._summary.seconds = time.monotonic() - start
        if self._summary.stopped is None:
            self._ledger.finish(self._now(), msgspec.json.encode(self._summary), self._summary.issues)
        return self._summary

    async def _visit_all(self) -> None:
        while (target := self._frontier.next()) is not None:
            try:
                await self._visit(target)
            except AuthorityClosedError as error:
                self._summary.pending += 1
                where = f"{urlsplit(target.request.url).scheme}://{authority(target.request.url)}/"
                self._note(where, "left_alone", "error", str(error))
            if self._summary.stopped is not None:
                self._summary.pending += len(self._frontier)
                return

    async def _visit(self, target: Target) -> None:
        url = canonical(target.request.url)
        if url in self._visited:
            return
        self._visited.add(url)
        self._count_year(target)
        address = self._ledger.address(url)
        if address is not None and self._ledger.done(address):
            self._replay(target, address)
        elif is_due(address, target.year, self._options, self._settings.recheck_days, self._now()):
            await self._ask(target, url, address)
        elif self._options.failed and target.role == "list":
            self._replay(target, address)
        else:
            self._summary.known += 1

    async def _ask(self, target: Target, url: str, address: Address | None) -> None:
        stopped = self._budget.spent()
        if stopped is None and self._asked >= self._settings.pages_per_portal:
            stopped = f"the budget of {self._settings.pages_per_portal} pages a portal is spent"
        if stopped is not None:
            self._summary.stopped = stopped
            self._summary.pending += 1
            return
        self._budget.take()
        self._asked += 1
        before = self._ledger.last_good(address) if address and address.capture else None
        fetched = await self._fetcher.fetch(
            url, {**target.request.headers, **conditions(address, before)}, limit=self._limit(target)
        )
        await self._take(target, url, address, before, fetched)
        outcome = fetched.exchange.outcome
        self._summary.outcomes[outcome] = self._summary.outcomes.get(outcome, 0) + 1
        self._watch.page(self._portal.id, self._asked, self._asked + len(self._frontier), outcome)

    async def _take(
        self,
        target: Target,
        url: str,
        address: Address | None,
        before: Exchange | None,
        fetched: Fetched,
    ) -> None:
        """Read what came, keep it with its state, and put what it leads to into the frontier."""
        exchange = fetched.exchange
        if exchange.outcome == "not_modified" and before is None:
            note = "status 304, although nothing was saved before"
            exchange = replace(exchange, outcome="server_error", note=note)
        if exchange.outcome not in GOOD:
            self._keep_failure(target, url, address, exchange)
            return
        step = self._read(target, read_as(exchange, fetched.text, before))
        if before is not None and exchange.outcome == "ok":
            exchange = replace(exchange, confirms=_confirms(step, before, exchange, fetched.text))
        if address is not None and address.role in PAGES and (exchange.confirms or exchange.status == 304):
            # What it was taken for when it was saved, it still is, whatever has been learnt since.
            step = replace(step, kind=address.role)
        if await self._is_soft_404(address, step, fetched):
            note = "status 200, but not the page: the site answers any path like this"
            self._keep_failure(target, url, address, replace(exchange, outcome="soft_404", note=note))
            return
        if step.kind == "list":
            self._keep_list(url, address, step, exchange)
        else:
            fresh = self._ledger.keep(url, step.kind, exchange)
            self._announce(url, step, exchange)
            if step.kind in PAGES:
                self._count_page(address, fresh)
        self._lead_on(url, step)

    def _read(self, target: Target, response: Response) -> Step:
        """What the page is. A page that breaks the search is kept, told, and costs nothing but itself."""
        try:
            return self._discovery.read(target, response)
        except Exception as error:
            message = f"{response.url}: cannot be read ({type(error).__name__}: {error}); its links are lost"
            self._note(response.url, "search_failed", "error", message)
            return Step(kind="other")

    def _keep_list(self, url: str, address: Address | None, step: Step, exchange: Exchange) -> None:
        self._summary.lists += 1
        self._summary.entries += step.entries
        if address is not None and address.entries and not step.entries:
            self._note(
                url,
                "list_empty",
                "error",
                f"{url}: the list had {address.entries} reports and now shows none; look at the page: "
                f"was the portal redesigned? gongkai portals check {self._portal.id}",
            )
        self._ledger.keep_list(
            url, exchange, _listings(step), [canonical(one.request.url) for one in step.lists], step.entries
        )

    def _announce(self, url: str, step: Step, exchange: Exchange) -> None:
        """The attachments of a report page are listed by it."""
        if step.reports:
            self._ledger.announce(url, _listings(step), exchange.fetched_at)

    def _keep_failure(self, target: Target, url: str, address: Address | None, exchange: Exchange) -> None:
        self._summary.failed += 1
        self._ledger.keep(url, address.role if address else target.role, exchange)
        if exchange.outcome in VANISHED and address and address.capture and address.role in PAGES:
            if address.removed_at is None:
                self._summary.removed += 1
            self._ledger.mark_removed(url, exchange.fetched_at)
        self._lead_on(url, self._discovery.failed(target))

    async def _is_soft_404(self, address: Address | None, step: Step, fetched: Fetched) -> bool:
        """Whether a page with status 200 stands for one that is not there: a report that is none any more,
        or a page that leads nowhere and is what this site answers for any path."""
        if step.kind in PAGES or fetched.exchange.outcome == "not_modified":
            return False
        if address is not None and address.role in PAGES and address.capture:
            return True
        if (address is not None and address.entries) or (
            step.kind == "list" and (step.entries or step.lists)
        ):
            return False
        try:
            return await is_catch_all(fetched, self._fetcher, self._ledger, self._settings.page_bytes)
        except AuthorityClosedError:
            return False  # cannot be known now; the page itself was answered

    def _replay(self, target: Target, address: Address | None) -> None:
        """Answer from the archive: an earlier part of this run, or an earlier night, has had the page."""
        saved = self._ledger.last_good(address) if address else None
        if saved is None or address is None or address.outcome in VANISHED:
            self._lead_on(target.request.url, self._discovery.failed(target))
            return
        text = decode(saved.body or b"", saved.header("content-type")).text
        step = self._read(target, read_as(saved, text))
        if step.kind == "list":
            self._summary.entries += step.entries
        self._summary.known += 1
        self._lead_on(address.url, step)

    def _lead_on(self, url: str, step: Step) -> None:
        self._frontier.add(step.lists)
        self._frontier.add(step.reports)
        for issue in step.issues:
            self._issues[issue.location or url, issue.code] = issue

    def _failed_before(self) -> list[Target]:
        """With `--failed`: what failed last time and is not listed any more."""
        if not self._options.failed:
            return []
        return [
            replace(self._discovery.revisit(address.url), role="list" if address.role == "list" else "report")
            for address, _ in self._ledger.failed()
            if address.url not in self._visited and address.role in (*PAGES, "list")
        ]

    def _forgotten_lists(self) -> list[Target]:
        """Lists that once showed reports and that the search did not come to this time."""
        if self._options.failed:
            return []
        forgotten = [
            address.url
            for address in self._ledger.addresses("list")
            if address.entries and address.url not in self._visited and address.failures < GIVEN_UP
        ]
        return [self._discovery.revisit(url) for url in forgotten]

    def _vanishing(self, started: datetime) -> list[Target]:
        """Pages that no list shows any more: asked for once more, to see whether they are gone."""
        if self._options.failed:
            return []
        return [
            replace(self._discovery.revisit(address.url), role="report")
            for address in self._ledger.unlisted(started)
            if address.url not in self._visited
        ]

    def _conclude(self) -> None:
        summary = self._summary
        for address, note in self._ledger.failed():
            if address.role in ("robots", "probe") or address.outcome is None:
                continue
            if address.removed_at is not None:
                self._note(
                    address.url, "removed", "info", f"{address.url}: the portal no longer serves it; kept"
                )
            else:
                severity: Severity = "warning" if address.outcome in SOFT else "error"
                self._note(address.url, address.outcome, severity, note or address.outcome)
        summary.reports = self._ledger.saved_pages()
        if (summary.failed or summary.pending) and not summary.stopped and not GOOD & summary.outcomes.keys():
            reasons = [issue.message for issue in self._issues.values() if issue.severity == "error"]
            summary.error = (
                f"{self._portal.id}: nothing could be fetched: {(reasons or ['no page answered'])[0]}"
            )
        summary.requests = self._fetcher.requests
        summary.bytes = self._fetcher.bytes
        if not self._options.failed and summary.stopped is None:
            history = self._ledger.last_summaries(1)
            previous = msgspec.json.decode(history[0], type=PortalSummary) if history else None
            for issue in surprises(self._portal, summary, previous, self._now()):
                self._issues[self._portal.url, issue.code] = issue
        summary.issues = [(url, self._issues[url, code]) for url, code in sorted(self._issues)]

    def _count_page(self, address: Address | None, fresh: bool) -> None:
        if not fresh:
            self._summary.unchanged += 1
        elif address is None or address.capture is None:
            self._summary.new += 1
        else:
            self._summary.changed += 1

    def _count_year(self, target: Target) -> None:
        if target.role != "list" and target.year is not None:
            year = str(target.year)
            self._summary.years[year] = self._summary.years.get(year, 0) + 1

    def _limit(self, target: Target) -> int:
        return self._settings.attachment_bytes if target.role == "attachment" else self._settings.page_bytes

    def _note(self, url: str, code: str, severity: Severity, message: str) -> None:
        self._issues[url, code] = Issue(
            stage="fetch",
            code=code,
            severity=severity,
            message=message,
            location=url,
        )


def conditions(address: Address | None, before: Exchange | None) -> dict[str, str]:
    """The headers that let a server say `not modified` instead of sending what we have."""
    headers: dict[str, str] = {}
    if address is not None and before is not None and before.body is not None:
        if address.etag:
            headers["If-None-Match"] = address.etag
        if address.last_modified:
            headers["If-Modified-Since"] = address.last_modified
    return headers


def read_as(exchange: Exchange, text: str, before: Exchange | None = None) -> Response:
    """What the search reads of an exchange; for `not modified` the page as it was saved `before`."""
    body = exchange.body
    final = exchange.final
    headers = exchange.headers
    if exchange.outcome == "not_modified" and before is not None:
        body, final, headers = before.body, before.final, before.headers
        text = decode(body or b"", before.header("content-type")).text
    return Response(
        asked=exchange.asked,
        url=final,
        status=exchange.status or 200,
        headers=dict(headers),
        body=body or b"",
        text=text,
        fetched_at=exchange.fetched_at,
        outcome="ok",
        hops=exchange.hops,
    )


def _confirms(step: Step, before: Exchange, exchange: Exchange, text: str) -> bool:
    """Whether the page still is what was saved before."""
    if before.body == exchange.body:
        return True
    if step.kind == "attachment" or not text:
        return False
    earlier = decode(before.body or b"", before.header("content-type")).text
    return same_list(earlier, text) if step.kind == "list" else same_page(earlier, text)


def _listings(step: Step) -> list[Listing]:
    return [
        Listing(
            url=canonical(target.request.url),
            role=target.role,
            text=target.link.text if target.link else "",
            title=target.link.title if target.link else None,
            date=target.link.date if target.link else None,
        )
        for target in step.reports
    ]
