"""What a run is asked to do, and how far it may go."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from gongkai.records import Outcome, Record
from gongkai.settings import Settings
from scraper.run.summary import PortalSummary
from scraper.run.window import Window


class Options(Record, frozen=True, kw_only=True):
    """The choices of one run.

    `recheck` asks again for every known report; `failed` only for what failed last time; `since` leaves
    out reports that a list dates before that year; `limit` is the most pages to ask for (0: no limit).
    `job` names what the run is only a part of: until that is over (`over`) the same again goes on with it.
    """

    recheck: bool = False
    failed: bool = False
    since: int | None = None
    limit: int = 0
    job: str = ""

    @property
    def choice(self) -> str:
        """What else than usual a run is to ask for; "" for the usual. How far it may go is no part of it."""
        words = ["failed"] * self.failed + ["recheck"] * self.recheck
        return " ".join(words + [f"since {self.since}"] * (self.since is not None))


class Watch(Protocol):
    """Told of progress. Everything is called from the event loop and must be quick."""

    def begin(self, portal: str) -> None:
        """A portal is taken up."""

    def page(self, portal: str, done: int, known: int, outcome: Outcome) -> None:
        """A page was asked for: how many are done of how many known so far."""

    def end(self, summary: PortalSummary) -> None:
        """A portal is done with."""


class Silence:
    """A watch that tells nobody."""

    def begin(self, portal: str) -> None:
        pass

    def page(self, portal: str, done: int, known: int, outcome: Outcome) -> None:
        pass

    def end(self, summary: PortalSummary) -> None:
        pass


class Budget:
    """How many pages may still be asked for, in the whole run; portals have one of their own each."""

    def __init__(self, settings: Settings, options: Options, now: Callable[[], datetime]) -> None:
        limits = [limit for limit in (settings.pages_per_run, options.limit) if limit > 0]
        self._left = min(limits) if limits else None
        self._window = Window(settings.window)
        self._now = now

    def spent(self) -> str | None:
        """Why nothing more may be asked for, in words; None when something may."""
        if self._left is not None and self._left <= 0:
            return "the page limit of this run is reached"
        if not self._window.is_open(self._now()):
            return f"outside the window {self._window.text} (Asia/Shanghai)"
        return None

    def take(self) -> None:
        """One page is asked for."""
        if self._left is not None:
            self._left -= 1
