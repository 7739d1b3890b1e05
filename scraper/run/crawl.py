"""The story of a crawl: every portal polite, all at once, each into its own archive."""

import asyncio
import resource
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from gongkai.archive import Ledger, explained
from gongkai.errors import GongkaiError, UsageError
from gongkai.settings import Settings
from scraper.addresses import is_loopback
from scraper.network.politeness import Authorities
from scraper.network.transport import CONNECTIONS, Transport
from scraper.run.fetch import Fetcher, RobotsBook, utc_now
from scraper.run.options import Budget, Options, Silence, Watch
from scraper.run.registry import Portal
from scraper.run.summary import CrawlSummary, PortalSummary
from scraper.run.sweep import Sweep
from scraper.run.walk import Walk

HANDLES_A_PORTAL = 5  # the archive, its log and index, the lock, and one to spare
SPARE_HANDLES = 100
MOST_HANDLES = 8192
_CLOSERS = ThreadPoolExecutor(4, "closing")


async def crawl(
    portals: Sequence[Portal],
    archive_dir: Path,
    settings: Settings,
    options: Options | None = None,
    watch: Watch | None = None,
    now: Callable[[], datetime] = utc_now,
) -> CrawlSummary:
    """Crawl `portals` into `archive_dir`/<portal>.sqlite and say what came of it.

    A portal that fails does not stop the others; it is told in its summary. Raises UsageError when a
    portal that is not on loopback is to be crawled without a contact in the settings.
    """
    check_contact(portals, settings)
    options = options or Options()
    started, clock = now(), time.monotonic()
    sweep = Sweep(archive_dir, (portal.id for portal in portals), options, started)
    async with AsyncExitStack() as stack:
        house = _House(archive_dir, settings, options, watch or Silence(), sweep, now)
        await house.open_transports(portals, stack)
        summaries = await asyncio.gather(*(house.crawl(portal) for portal in portals))
    if not options.job and not any(summary.stopped for summary in summaries):
        sweep.end()
    return CrawlSummary(started=started, seconds=time.monotonic() - clock, portals=list(summaries))


class _House:
    """What the portals of one run share."""

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        options: Options,
        watch: Watch,
        sweep: Sweep,
        now: Callable[[], datetime],
    ) -> None:
        self._folder = folder
        self._settings = settings
        self._options = options
        self._watch = watch
        self._sweep = sweep
        self._now = now
        self._budget = Budget(settings, options, now)
        self._authorities = Authorities(settings.breaker_failures)
        self._robots = RobotsBook()
        self._places = asyncio.Semaphore(places(settings.portals_at_once))
        self._transports: dict[tuple[str, bool], Transport] = {}
        self._walks: dict[str, Walk] = {}

    async def open_transports(self, portals: Sequence[Portal], stack: AsyncExitStack) -> None:
        """One transport for each TLS profile and address policy that occurs."""
        for portal in portals:
            key = portal.tls, portal.allow_private_addresses
            if key not in self._transports:
                transport = Transport(self._settings, portal.tls, portal.allow_private_addresses)
                self._transports[key] = await stack.enter_async_context(transport)

    async def crawl(self, portal: Portal) -> PortalSummary:
        """Crawl one portal as soon as there is a place for it."""
        async with self._places:
            self._watch.begin(portal.id)
            try:
                summary = await self._walk(portal)
            except GongkaiError as error:
                summary = self._broken(portal, str(error))
            except Exception as error:
                # A fault of ours on one portal must not cost the night of the others.
                message = f"{portal.id}: {type(error).__name__}: {error}; what was saved is kept"
                summary = self._broken(portal, message)
            finally:
                self._walks.pop(portal.id, None)
            self._watch.end(summary)
            return summary

    def _broken(self, portal: Portal, error: str) -> PortalSummary:
        """The summary of a portal that could not be crawled to the end of its run."""
        walk = self._walks.get(portal.id)
        summary = walk.so_far() if walk else PortalSummary(portal=portal.id, name=portal.name)
        summary.error = error
        return summary

    async def _walk(self, portal: Portal) -> PortalSummary:
        facts = {
            "portal": portal.id,
            "name": portal.name,
            "code": portal.code,
            "url": portal.url,
            "reports_per_year": str(portal.expect.reports_per_year or ""),
        }
        path = self._folder / f"{portal.id}.sqlite"
        with explained(path):
            async with _opened(path, portal.id, facts) as ledger:
                return await self._walk_with(portal, ledger)

    async def _walk_with(self, portal: Portal, ledger: Ledger) -> PortalSummary:
        done = self._sweep.done(ledger)
        if done is not None:
            return done
        fetcher = Fetcher(
            portal,
            self._settings,
            self._transports[portal.tls, portal.allow_private_addresses],
            self._authorities,
            self._robots,
            ledger,
            self._now,
        )
        self._walks[portal.id] = walk = Walk(
            portal,
            ledger,
            fetcher,
            self._authorities,
            self._settings,
            self._options,
            self._budget,
            self._watch,
            self._now,
        )
        return await walk.run()


@asynccontextmanager
async def _opened(path: Path, portal: str, facts: Mapping[str, str]) -> AsyncIterator[Ledger]:
    """The ledger of a portal. Opening and closing wait for the disk, and the other portals must not."""
    ledger = await asyncio.to_thread(Ledger.open, path, portal, facts)
    try:
        yield ledger
    finally:
        await _closed(ledger)


async def _closed(ledger: Ledger) -> None:
    """Close a ledger in a thread, and see it closed even if the loop is told to stop meanwhile."""
    closing = _CLOSERS.submit(ledger.close)
    try:
        await asyncio.shield(asyncio.wrap_future(closing))
    except asyncio.CancelledError:
        if closing.cancel():
            ledger.close()  # no thread had begun
        else:
            closing.result()
        raise


def places(wanted: int) -> int:
    """How many portals can be open at once with the file handles there are."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard == resource.RLIM_INFINITY or hard > soft:
        with suppress(ValueError, OSError):
            resource.setrlimit(
                resource.RLIMIT_NOFILE, (min(hard, MOST_HANDLES) if hard > 0 else MOST_HANDLES, hard)
            )
        soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    free = soft - CONNECTIONS - SPARE_HANDLES
    return max(1, min(wanted, free // HANDLES_A_PORTAL))


def check_contact(portals: Sequence[Portal], settings: Settings) -> None:
    """Raises UsageError when somebody's server is to be asked without saying who asks."""
    if settings.contact.strip():
        return
    for portal in portals:
        for url in (portal.url, *portal.start):
            if not is_loopback(url):
                raise UsageError(
                    f"{portal.id}: set a contact before crawling {urlsplit(url).hostname}: "
                    'contact = "you@example.org" in gongkai.toml, or GONGKAI_CONTACT'
                )
