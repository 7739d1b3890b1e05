"""One authority is asked by one connection, with pauses, and left alone when it cannot or will not answer."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from gongkai.errors import FetchError
from gongkai.records import Outcome

SLOW = 0.5  # seconds: an answer that takes longer is a sign of load
FACTOR = 2.0  # and its excess is answered by a pause of so many times itself
LONGEST_PAUSE = 30.0

FAILURES: frozenset[Outcome] = frozenset(
    {"server_error", "network_error", "timeout", "truncated", "blocked_waf", "refused_address", "maintenance"}
)
"""Outcomes that count towards the breaker: the authority could not answer, whatever the page."""


class AuthorityClosedError(FetchError):
    """An authority is not asked any more in this run; the message says why."""


class Authority:
    """What is known of one authority during a run; portals on the same one share it."""

    def __init__(self, name: str, breaker: int) -> None:
        self.name = name
        self.closed: str | None = None  # why it is left alone for tonight
        self.outcome: Outcome = "network_error"  # what stands for pages that were not asked for
        self.challenge: str | None = None  # for which it is left alone in later runs too
        self.cookies: dict[str, str] = {}  # without which it shows no page
        self.crawl_delay = 0.0
        self.waiting = 0.0  # seconds spent waiting, for the summary
        self.requests = 0
        self._turn = asyncio.Lock()
        self.free_at = 0.0  # on the monotonic clock: when the next exchange may begin
        self._breaker = breaker
        self._failing: set[str] = set()

    @asynccontextmanager
    async def turn(self, delay: float) -> AsyncIterator[None]:
        """The right to one exchange: after all others of this authority, and after the pause due.

        The pause is the larger of `delay` and the robots' Crawl-delay, longer while answers are slow.
        Raises AuthorityClosedError once the authority is left alone.
        """
        async with self._turn:
            self.check()
            while (pause := self.free_at - time.monotonic()) > 0:
                self.waiting += pause
                await asyncio.sleep(pause)
            self.check()
            start = time.monotonic()
            self.requests += 1
            try:
                yield
            finally:
                end = time.monotonic()
                slow = min(LONGEST_PAUSE, FACTOR * (end - start - SLOW))
                self.free_at = max(self.free_at, end + max(delay, self.crawl_delay, slow, 0.0))

    def rest(self, seconds: float) -> None:
        """Ask nothing for so long: Retry-After, or the pause before another try."""
        self.free_at = max(self.free_at, time.monotonic() + seconds)

    def count(self, url: str, outcome: Outcome) -> None:
        """Take note of a final outcome; so many different pages failing in a row open the breaker."""
        if outcome not in FAILURES:
            self._failing.clear()
            return
        self._failing.add(url)
        if len(self._failing) >= self._breaker:
            self.close(
                f"{len(self._failing)} pages in a row failed, the last with {outcome}", "network_error"
            )

    def close(self, reason: str, outcome: Outcome) -> None:
        """Leave the authority alone for the rest of this run."""
        if self.closed is None:
            self.closed = reason
            self.outcome = outcome

    def check(self) -> None:
        """Raise AuthorityClosedError if the authority is left alone."""
        if self.closed is not None:
            raise AuthorityClosedError(f"{self.name} is left alone for now: {self.closed}", self.outcome)


class Authorities:
    """All authorities of a run, by name."""

    def __init__(self, breaker: int) -> None:
        self._breaker = breaker
        self._known: dict[str, Authority] = {}

    def get(self, name: str) -> Authority:
        """The one authority of that name."""
        if name not in self._known:
            self._known[name] = Authority(name, self._breaker)
        return self._known[name]

    def closed(self) -> list[Authority]:
        """Those that were left alone, with their reasons."""
        return [authority for authority in self._known.values() if authority.closed]
