"""One portal, one run: from its seeds to the last report that is due."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit

import msgspec

from gongkai.archive import Address, Exchange, Ledger
from gongkai.archive.state import GOOD, JUMP
from gongkai.decode import text_of
from gongkai.settings import Settings
from scraper.addresses import authority, canonical
from scraper.listing import Request
from scraper.network.politeness import Authorities, AuthorityClosedError
from scraper.pages.jumps import JUMPED
from scraper.run.challenged import CHALLENGES, asked_from, earliest, reason, told
from scraper.run.conditional import conditions, read_as
from scraper.run.due import is_due, is_set_aside, is_too_early, is_wrong_guess
from scraper.run.fetch import Fetched, Fetcher
from scraper.run.filling import Filling
from scraper.run.frontier import Frontier
from scraper.run.intake import Intake
from scraper.run.leftovers import (
    all_known,
    failed_before,
    forgotten_lists,
    has_forgotten_lists,
    unanswered,
    vanishing,
)
from scraper.run.methods import Methods, brought_nothing
from scraper.run.moved import Meetings, arrived, at_end, by_redirects, straight, was_in_vain
from scraper.run.options import Budget, Options, Watch
from scraper.run.registry import Portal
from scraper.run.script_files import ScriptFiles
from scraper.run.summary import PortalSummary
from scraper.run.sweep import CUT_OFF
from scraper.run.tally import Tally
from scraper.run.twins import Twins
from scraper.search.discover import Discovery, Step, Target
from scraper.search.targets import PAGES


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
        self._options = _as_last_time(options, ledger)
        self._budget = budget
        self._watch = watch
        self._now = now
        self._discovery = Discovery(
            url=portal.url, start=portal.start, allowed=portal.allowed.allows, family=portal.family
        )
        self._frontier = Frontier(lambda name: authorities.get(name).free_at, self._has)
        self._tally = Tally(portal)
        self._summary = self._tally.summary
        scripts = ScriptFiles(ledger, fetcher)
        self._methods = Methods(ledger)
        self._meetings = Meetings(ledger)
        self._twins = Twins(ledger, portal.allowed)
        self._filling = Filling(scripts, self._discovery, fetcher, self._methods, settings)
        self._intake = Intake(ledger, self._discovery, fetcher, scripts, self._tally, settings)
        self._summary.since = self._options.since
        self._summary.choice = options.choice
        self._wrong = ledger.wrong_lists() if options.failed else frozenset()
        self._seeds = self._discovery.seeds()
        self._visited: set[str] = set()
        self._challenged: set[str] = set()
        self._vanished: set[str] = set()
        self._asked = 0
        self._run = 0

    async def run(self) -> PortalSummary:
        """Walk the portal and keep everything. Raises ArchiveError when the archive cannot be written."""
        start = time.monotonic()
        run = self._ledger.begin(self._now(), self._now() - CUT_OFF)
        self._run = run.id
        self._leave_alone(run.started)
        self._frontier.add(self._seeds)
        await self._visit_all()
        await self._look_closer()
        for overlooked in self._overlooked(run.started):
            if self._summary.stopped is None:
                self._frontier.add(overlooked())
                await self._visit_all()
        finished = self._summary.stopped is None
        whole = finished and not self._options.failed
        for issue in self._discovery.shortfalls() if finished else ():
            self._tally.add(issue)
        met = self._discovery.units, self._discovery.elsewhere
        self._tally.conclude(self._ledger, self._now(), *met, finished=finished, whole=whole)
        summary = self.so_far()
        summary.seconds = time.monotonic() - start
        if summary.stopped is None:
            self._ledger.finish(self._now(), msgspec.json.encode(summary), summary.issues)
        return summary

    def so_far(self) -> PortalSummary:
        """What the run has come to, be it broken off."""
        self._summary.requests = self._fetcher.requests
        self._summary.bytes = self._fetcher.bytes
        return self._summary

    def _leave_alone(self, started: datetime) -> None:
        """Keep away from authorities that posed a challenge this night, or had no robots.txt to read, in
        whichever run; a person who asks for what failed, or for everything, is asking them again."""
        now = self._now()
        since = min(started, earliest(self._settings, now))
        for name, challenge, when in self._ledger.hosts.challenges(since, now):
            self._challenged.add(name)
            until = asked_from(self._settings, when)
            if self._options.failed or self._options.recheck or (until <= now and when < started):
                continue
            why, outcome = reason(challenge)
            self._authorities.get(name).close(f"{why} and is {told(until)}", outcome)

    async def _look_closer(self) -> None:
        """Where the links of the pages on the way led to no column, look at their scripts too, and where
        that helps no more, at what only sounds like a way. A portal that shows its few reports on the way and
        has no column was looked at so in its first run, and came to no further list."""
        known = bool(self._ledger.last_summaries(1)) and self._ledger.saved_pages()[0] > 0
        if known and not has_forgotten_lists(self._ledger, self._visited):
            return
        while self._summary.stopped is None and (target := self._discovery.worth_a_closer_look()):
            address = self._ledger.address(target.request.name)
            saved = self._ledger.last_good(address) if address else None
            if saved is None or address is None or address.outcome not in GOOD:
                continue
            text = text_of(saved.body or b"")
            step = await self._intake.look_closer(target, read_as(saved, text))
            if step is not None:
                self._lead_on(address.url, step)
                await self._visit_all()
        while self._summary.stopped is None and (target := self._discovery.guess()):
            name = target.request.name
            if is_set_aside(self._ledger.address(name), self._options, self._now()):
                continue
            had_column = self._discovery.has_met_column
            self._frontier.add([target])
            await self._visit_all()
            led_on = len(self._discovery.units) > 0 if had_column else self._discovery.has_met_column
            if self._summary.stopped is None and not led_on:
                self._ledger.set_aside(name)

    def _overlooked(self, started: datetime) -> list[Callable[[], list[Target]]]:
        """What to ask for beyond what the search comes to; each is looked up when its turn comes."""
        known = self._ledger, self._discovery, self._visited
        if self._options.failed:
            return [lambda: forgotten_lists(*known), lambda: failed_before(*known)]
        if self._options.recheck:
            return [lambda: forgotten_lists(*known), lambda: unanswered(*known), lambda: all_known(*known)]
        return [
            lambda: forgotten_lists(*known),
            lambda: unanswered(*known),
            lambda: self._vanishing(started),
            lambda: self._vanishing(started),  # and the files of those that are gone
        ]

    def _vanishing(self, started: datetime) -> list[Target]:
        """Pages that no list shows any more are due, however old they are."""
        found = vanishing(self._ledger, self._discovery, self._visited, started)
        self._vanished.update(target.request.name for target in found)
        return found

    def _has(self, target: Target) -> bool:
        """Whether a page is saved already, so that asking again can wait."""
        return self._ledger.has(target.request.name)

    async def _visit_all(self) -> None:
        while (target := self._frontier.next()) is not None:
            try:
                await self._visit(target)
            except AuthorityClosedError as error:
                self._summary.pending += 1
                name = authority(target.request.url)
                where = f"{urlsplit(target.request.url).scheme}://{name}/"
                code = "challenged" if error.outcome in CHALLENGES else "left_alone"
                self._tally.note(where, code, "error", str(error))
                challenge = self._authorities.get(name).challenge
                if challenge is not None and name not in self._challenged:
                    # Another portal on it may have met the challenge: this one keeps away as long.
                    self._ledger.hosts.set_challenge(name, challenge, self._now())
                    self._challenged.add(name)
            if self._summary.stopped is not None:
                self._summary.pending += sum(map(self._waits, self._left()))
                return

    def _left(self) -> Iterator[Target]:
        """What is still in the frontier."""
        while (target := self._frontier.next()) is not None:
            yield target

    def _waits(self, target: Target) -> bool:
        """Whether a target would have been asked for."""
        url = self._methods.known(target.request).name
        address = self._ledger.address(url)
        done = url in self._visited or (address is not None and self._ledger.done(address))
        self._visited.add(url)
        return not done and self._due(target, url, address)

    async def _visit(self, target: Target) -> None:
        target = msgspec.structs.replace(target, request=self._methods.known(target.request))
        target = self._past_jump(target)
        url = target.request.name
        if url in self._visited:
            return
        await self._take_up(target, url)

    def _past_jump(self, target: Target) -> Target:
        """Where the page of a target leads that is known to be but a jump, if it need not be seen again."""
        address = self._ledger.address(target.request.name)
        if address is None or address.role != JUMP or address.moved is None:
            return target
        goal = msgspec.structs.replace(target, request=Request(url=address.moved.url))
        known = self._ledger.address(goal.request.name)
        lost = known is not None and known.failures > 0 and not self._ledger.done(known)
        fresh = self._ledger.done(address) or (
            not lost and not address.failures and self._end(target.request, address) is not None
        )
        if not fresh and self._due(goal, goal.request.name, known):
            return target
        self._visited.add(address.url)
        return goal

    async def _take_up(self, target: Target, url: str) -> None:
        """Ask for a target, or answer from the archive, or leave it, whichever is due."""
        self._visited.add(url)
        address = self._ledger.address(url)
        if target.role != "list" or (address is not None and address.role in PAGES):
            self._tally.count_year(target)
        wrong = address is not None and target.request.guess and is_wrong_guess(address, self._now())
        if address is not None and (wrong or self._ledger.done(address)):
            self._replay(target, address)
        elif self._due(target, url, address):
            await self._ask(target, url, address)
        elif target.chain is not None or (
            self._options.failed and "list" in (target.role, address and address.role)
        ):
            self._replay(target, address)  # the rest of a list is not lost with a page that is gone
        elif is_too_early(target.year, self._options):
            self._summary.left_out += 1
        else:
            self._count_known(address)

    def _count_known(self, address: Address | None) -> None:
        """A page that is not asked for: a report that is saved already, if it is one."""
        if self._options.failed:
            return  # what else there is was not to be looked at
        if address is not None and address.role in PAGES and address.capture is not None:
            self._summary.known += self._ledger.is_report(address.url)

    def _due(self, target: Target, url: str, address: Address | None) -> bool:
        """Whether to ask for a target in this run."""
        if url in self._vanished or url in self._wrong:
            return True
        if target in self._seeds and not self._options.failed:
            return True
        days = self._settings.recheck_days
        return is_due(address, target.year, self._options, days, self._now())

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
        call = self._filling.known(target, address)
        fetched = None if call is None else await self._filling.again(target, call)
        skipped = False
        if fetched is None:
            seen = address is None or address.role != JUMP
            end = self._end(target.request, address) if seen else None
            fetched = await self._straight(target, address, before, end) if address and end else None
            skipped = fetched is not None
            if fetched is None:
                fetched = await self._send(target, target.request, address, before)
                fetched = by_redirects(fetched, address, instead=end is not None)
            other = self._methods.refused(target.request, fetched)
            if other is not None and self._authorities.get(authority(other.url)).closed is None:
                await self._take_up_instead(target, other)
                return
            fetched = await self._filling.complete(target, fetched, address, listed=url not in self._vanished)
        self._pass_by(target, fetched.exchange)
        came = fetched.exchange
        if await self._is_met_again(target, url, fetched):
            return
        if self._is_moved_by_jump(target, address, fetched):
            goal = canonical(came.final)
            self._ledger.keep_jump(url, goal, came)
            if goal in self._visited:
                return  # a list leads there too
            self._visited.add(goal)
            target, url = msgspec.structs.replace(target, request=Request(url=goal)), goal
            address, skipped = self._ledger.address(goal), False
            before = self._ledger.last_good(address) if address and address.capture else None
            fetched = Fetched(msgspec.structs.replace(came, asked=goal, hops=(), moved=None), fetched.text)
        step, outcome = await self._intake.take(
            target,
            url,
            address,
            before,
            fetched,
            partial(self._send, target, target.request, address, before)
            if skipped and not was_in_vain(address)
            else None,
        )
        self._lead_on(url, step)
        self._meetings.learn(url, fetched)
        if step.entries:
            self._methods.learn(target.request)
        if outcome in GOOD and url in self._vanished:
            self._ledger.missed(url)
        name = authority(target.request.url)
        if outcome in GOOD and name in self._challenged:
            self._ledger.hosts.set_challenge(name, None, self._now())
            self._challenged.discard(name)
        self._tally.count_outcome(outcome)
        self._watch.page(self._portal.id, self._asked, self._asked + len(self._frontier), outcome)
        if target.request.instead is not None and brought_nothing(target.request, step):
            # The answer to the GET was none, or what is known already: what the page itself does is tried.
            await self._take_up_instead(target, target.request.instead)

    def _is_moved_by_jump(self, target: Target, address: Address | None, fetched: Fetched) -> bool:
        """Whether a jump led to a page that is kept under its own address: a report, wherever links to it
        stand. A list is kept as what links lead to, like those behind redirects."""
        exchange = fetched.exchange
        if exchange.outcome != "ok" or all(status != JUMPED for status, _ in exchange.hops):
            return False  # what was not modified is what was kept here before
        verdict = self._intake.verdict(target, read_as(exchange, fetched.text))
        is_list = "list" in (target.role, verdict, address and address.role)
        return verdict == "report" or not is_list

    async def _is_met_again(self, target: Target, url: str, fetched: Fetched) -> bool:
        """Whether an answer is a page that is saved already under the same host with or without `www.`: it is
        remembered as that, which is asked for itself if it is due."""
        there = self._twins.known(target, url)
        if there is None:
            return False
        goal = msgspec.structs.replace(target, request=Request(url=there.url))
        before = self._ledger.address(url)
        if before is not None and before.role == JUMP:
            await self._visit(goal)  # both may have changed since
        if not self._twins.is_same(target, self._ledger.address(there.url) or there, fetched):
            return False
        self._ledger.keep_jump(url, there.url, fetched.exchange)
        self._tally.count_outcome(fetched.exchange.outcome)
        self._tally.uncount_year(target)
        await self._visit(goal)
        return True

    def _pass_by(self, target: Target, exchange: Exchange) -> None:
        """Keep in mind the other host to which an entry of a list leads by redirects or a jump."""
        away = (
            exchange.outcome == "off_host"
            and exchange.hops
            and not self._portal.allowed.allows(exchange.final)
        )
        if away and target.role == "report" and target.link is not None:
            self._discovery.elsewhere.pass_by_redirect(exchange.final, target.link)

    def _end(self, request: Request, address: Address | None) -> Request | None:
        """Where to ask for a page whose redirects need not be followed again; None where they are to be."""
        anew = self._options.recheck or request.name in self._vanished
        return None if anew else straight(request, address, self._now())

    async def _straight(
        self, target: Target, address: Address, before: Exchange | None, end: Request
    ) -> Fetched | None:
        """The answer from the end of its redirects; None where the page is not there any more."""
        fetched = await self._send(target, end, address, before)
        closed = self._authorities.get(authority(end.url)).closed is not None
        there = arrived(fetched, target.request, address, closed=closed)
        return at_end(fetched, target.request, address) if there else None

    async def _send(
        self, target: Target, request: Request, address: Address | None, before: Exchange | None
    ) -> Fetched:
        """The answer to a request for a target, `not modified` where the server can tell."""
        if request is not target.request or request.name in self._meetings:
            met = self._meetings.answer(request, self._now())
            if met is not None:
                return met
        request = msgspec.structs.replace(
            request,
            known=conditions(target.request, address, before, self._run),
            entry=target.role in ("report", "list"),
        )
        return await self._fetcher.fetch(request, limit=self._limit(target))

    async def _take_up_instead(self, target: Target, request: Request) -> None:
        if request.name not in self._visited:
            await self._take_up(msgspec.structs.replace(target, request=request), request.name)

    def _replay(self, target: Target, address: Address | None) -> None:
        """Answer from the archive: an earlier part of this run, or an earlier night, has had the page."""
        saved = self._ledger.last_good(address) if address else None
        if saved is None or address is None or address.outcome not in GOOD:
            self._lead_on(
                target.request.name, self._discovery.failed(target, address.outcome if address else None)
            )
            return
        text = text_of(saved.body or b"")
        step = self._intake.read(target, read_as(saved, text))
        if step.kind == "list":
            self._summary.entries += step.entries
        self._count_known(address)
        self._lead_on(address.url, step)

    def _lead_on(self, url: str, step: Step) -> None:
        self._intake.follow(url, step)
        self._frontier.add(step.lists)
        self._frontier.add(step.reports)
        for issue in step.issues:
            self._tally.add(issue if issue.location else msgspec.structs.replace(issue, location=url))

    def _limit(self, target: Target) -> int:
        return self._settings.attachment_bytes if target.role == "attachment" else self._settings.page_bytes


def _as_last_time(options: Options, ledger: Ledger) -> Options:
    """What failed last time is within the years that were asked for last time."""
    last = ledger.last_summaries(1) if options.failed and options.since is None else []
    since = msgspec.json.decode(last[0], type=PortalSummary).since if last else options.since
    return msgspec.structs.replace(options, since=since)
