"""A look at one portal without keeping anything: does the search find its reports?"""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from gongkai.archive import Archive, Ledger
from gongkai.archive.state import GOOD
from gongkai.records import Outcome, Record
from gongkai.settings import Settings
from scraper import vocabulary
from scraper.cms import choose
from scraper.listing import Response
from scraper.network.politeness import Authorities, AuthorityClosedError
from scraper.network.transport import Transport
from scraper.pages.links import label
from scraper.run.challenged import asked_from, earliest, reason, words
from scraper.run.conditional import read_as
from scraper.run.crawl import check_contact
from scraper.run.fetch import Fetcher, RobotsBook, utc_now
from scraper.run.filling import Filling
from scraper.run.intake import Intake
from scraper.run.methods import Methods, brought_nothing, not_by_get
from scraper.run.registry import Portal
from scraper.run.script_files import ScriptFiles
from scraper.run.tally import Tally
from scraper.search.discover import Discovery, Step, Target

Resting = Mapping[str, tuple[str, Outcome]]
"""Authorities that are not asked: why, and what that makes of their pages."""

NOBODY: Resting = {}
MOST_PAGES = 8
MOST_NAMES = 5
MOST_UNITS = 2  # of a page that names nothing else


class Look(Record, frozen=True, kw_only=True):
    """One page looked at: what it is, the CMS family that reads it, how many links it shows to reports, to
    units (whose pages may be reports, or lists of them) and to lists, some of their names, where the list
    goes on, what is in the way.

    `annual`: the links stand in an annual-report column. `elsewhere`: hosts that are not in the portal file
    and to which it and the pages before it lead.
    """

    url: str
    outcome: Outcome
    kind: str = ""
    family: str = ""
    reports: int = 0
    units: int = 0
    lists: int = 0
    names: tuple[str, ...] = ()
    annual: bool = False
    next_page: str | None = None
    note: str | None = None
    elsewhere: tuple[str, ...] = ()

    @property
    def found(self) -> bool:
        """Whether it shows reports, or is one."""
        return self.reports > 0 or self.kind in ("report", "attachment")


async def check(portal: Portal, settings: Settings, resting: Resting = NOBODY) -> list[Look]:
    """Walk from the seeds to the first annual-report list that shows reports, over eight pages at most; where
    it shows units alone, to one of them. Of the columns beside that list, which stands last, those are told
    that lack something.

    Authorities that are `resting` are not asked. Raises UsageError when a contact is needed and none is set.
    """
    check_contact([portal], settings)
    looks: list[Look] = []
    first: int | None = None
    discovery = Discovery(
        url=portal.url, start=portal.start, allowed=portal.allowed.allows, family=portal.family
    )
    waiting = list(discovery.seeds())
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger.open(Path(folder) / "check.sqlite", portal.id) as ledger,
    ):
        async with Transport(settings, portal.tls, portal.allow_private_addresses) as transport:
            authorities = Authorities(settings.breaker_failures)
            for name, why in resting.items():
                authorities.get(name).close(*why)
            fetcher = Fetcher(portal, settings, transport, authorities, RobotsBook(), ledger)
            scripts = ScriptFiles(ledger, fetcher)
            methods = Methods(ledger)
            filling = Filling(scripts, discovery, fetcher, methods, settings)
            intake = Intake(ledger, discovery, fetcher, scripts, Tally(portal), settings)
            looker = _Looker(portal, discovery, fetcher, methods, filling, intake, settings.page_bytes)
            while waiting and len(looks) < MOST_PAGES:
                look, onward = await looker.look(waiting.pop(0))
                looks.append(replace(look, elsewhere=discovery.elsewhere.hosts()))
                if first is None and look.found and look.annual:
                    first = len(looks) - 1
                if first is not None:
                    waiting = [one for one in onward + waiting if _is_column(one)]
                    continue
                waiting = onward + waiting or await looker.look_closer(discovery.worth_a_closer_look())
    lacking = {issue.location: issue.message for issue in discovery.shortfalls()}
    told = [replace(look, note=look.note or lacking.get(look.url)) for look in looks]
    if first is None:
        return told
    beside = [look for look in told[first + 1 :] if look.url in lacking]
    return [*told[:first], *beside, told[first]]


def resting(archive: Path, settings: Settings) -> Resting:
    """The authorities that the crawls into an archive leave alone just now."""
    if not archive.is_file():
        return {}
    now = utc_now()
    with Archive.open(archive) as saved:
        met = saved.challenges(earliest(settings, now), now)
    found = {}
    for name, challenge, when in met:
        until = asked_from(settings, when)
        if now < until:
            why, outcome = reason(challenge)
            found[name] = f"{why} and is {words(until)}; --anyway asks now", outcome
    return found


class _Looker:
    """Looks at one page after another."""

    def __init__(
        self,
        portal: Portal,
        discovery: Discovery,
        fetcher: Fetcher,
        methods: Methods,
        filling: Filling,
        intake: Intake,
        limit: int,
    ) -> None:
        self._portal = portal
        self._discovery = discovery
        self._fetcher = fetcher
        self._methods = methods
        self._filling = filling
        self._intake = intake
        self._limit = limit
        self._responses: dict[str, Response] = {}

    async def look_closer(self, target: Target | None) -> list[Target]:
        """What a page that was looked at leads to by its scripts, where links led to no column."""
        response = self._responses.get(target.request.name) if target else None
        step = await self._intake.look_closer(target, response) if target and response else None
        return list(step.lists) if step else []

    async def look(self, target: Target) -> tuple[Look, list[Target]]:
        """What a page is, and what to look at next."""
        target = replace(target, request=self._methods.known(target.request))
        request = target.request
        try:
            fetched = await self._fetcher.fetch(request, limit=self._limit)
            other = self._methods.refused(request, fetched)
            if other is not None:
                return await self.look(replace(target, request=other))
            fetched = not_by_get(request, await self._filling.complete(target, fetched))
        except AuthorityClosedError as error:
            return Look(url=request.name, outcome=error.outcome, note=str(error)), []
        exchange = fetched.exchange
        if exchange.outcome not in GOOD:
            step = self._discovery.failed(target, exchange.outcome)
            return Look(url=request.name, outcome=exchange.outcome, note=exchange.note), [*step.lists]
        response = self._responses[target.request.name] = read_as(exchange, fetched.text)
        step = await self._intake.read_on(target, response, None)
        if request.instead is not None and brought_nothing(request, step):
            return await self.look(replace(target, request=request.instead))
        if step.entries:
            self._methods.learn(request)
        family = choose(response, self._portal.family).name
        look = _seen(request.name, exchange.outcome, family, step)
        if step.kind != "list":
            return replace(look, annual=target.trail.annual), []
        # What lies in an annual-report column first: that is what the search is after.
        onward = sorted(step.lists, key=lambda one: not one.trail.annual)
        units = [] if look.reports else [one for one in step.reports if _is_unit(one)]
        return look, [*units[:MOST_UNITS], *onward]


def _is_column(target: Target) -> bool:
    """Whether a target is an annual-report list of its own, or what fills one."""
    return target.role == "list" and target.trail.annual and target.chain is None


def _is_unit(target: Target) -> bool:
    """Whether an entry names a unit and no report."""
    words = label(target.link) if target.link else ""
    return target.role != "attachment" and vocabulary.is_unit(words) and vocabulary.year(words) is None


def _seen(url: str, outcome: Outcome, family: str, step: Step) -> Look:
    names = [label(one.link) or one.request.url for one in step.reports if one.link]
    units = sum(map(_is_unit, step.reports))
    onward = [one.request.name for one in step.lists if one.chain is not None]
    return Look(
        url=url,
        outcome=outcome,
        kind=step.kind,
        family=family,
        reports=len(step.reports) - units if step.kind == "list" else 0,
        units=units,
        lists=len(step.lists) - len(onward),
        names=tuple(names[:MOST_NAMES]),
        annual=any(one.trail.annual for one in (*step.reports, *step.lists)) and bool(step.entries),
        next_page=onward[0] if onward else None,
        note="; ".join(issue.message for issue in step.issues) or None,
    )
