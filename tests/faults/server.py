"""A small HTTP server that serves a fixture portal and, on given paths, misbehaves."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from fixtures.site import Page, Site
from gongkai.cli.embedded import find_page
from scraper.run.registry import Portal
from tests.faults.kinds import KINDS, write_page


@dataclass
class Fault:
    """What happens on a path, for the first `times` requests (0: always)."""

    kind: str
    times: int = 0


@dataclass
class FaultyPortal:
    """A running portal: set `faults[path]`, read `log` (paths in the order asked)."""

    site: Site
    faults: dict[str, Fault] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    port: int = 0
    catch_all: str | None = None  # a kind that answers every path the portal does not have

    @property
    def url(self) -> str:
        """The home page."""
        return f"http://127.0.0.1:{self.port}/"

    @property
    def portal(self) -> Portal:
        """Its entry in the registry."""
        plan = self.site.plan
        return Portal(
            id=f"{plan.code}-fixture",
            name=plan.name,
            code=plan.code,
            url=self.url,
            delay=0,
            allow_private_addresses=True,
        )

    def wanted(self) -> set[str]:
        """The URLs of all reports."""
        return {self.url.rstrip("/") + path for report in self.site.truth for path in report["paths"]}

    def fault(self, target: str) -> str | None:
        """The fault due on this request of a path, whatever its query, counted down."""
        path = target.partition("?")[0]
        due = self.faults.get(path)
        if due is None:
            return None
        if due.times == 1:
            del self.faults[path]
        due.times = max(0, due.times - 1)
        return due.kind


@contextmanager
def serve_faulty(site: Site) -> Iterator[FaultyPortal]:
    """Serve the site on a loopback port in a thread of its own."""
    portal = FaultyPortal(site)
    loop = asyncio.new_event_loop()
    started = threading.Event()

    async def start() -> asyncio.Server:
        server = await asyncio.start_server(_handler(portal), "127.0.0.1", 0)
        portal.port = server.sockets[0].getsockname()[1]
        return server

    def run() -> None:
        asyncio.set_event_loop(loop)
        server = loop.run_until_complete(start())
        started.set()
        loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    started.wait()
    try:
        yield portal
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


def _handler(
    portal: FaultyPortal,
) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                target = head.split(" ", 2)[1]
                portal.log.append(target)
                await _answer(portal, target, writer)
                await writer.drain()
                if writer.is_closing():
                    break
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    return handle


async def _answer(portal: FaultyPortal, target: str, writer: asyncio.StreamWriter) -> None:
    kind = portal.fault(target)
    page = find_page(portal.site, target)
    if kind is None and page is None:
        kind = portal.catch_all or "not found"
    if kind is not None:
        await KINDS[kind](writer, page or Page(b""), portal.url)
    elif page is not None:
        write_page(writer, page)
