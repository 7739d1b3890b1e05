"""Run a crawl from the command line: progress to stderr, and an end that keeps the state however it comes."""

import asyncio
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.allocation import calm_allocator, frozen
from gongkai.cli.wording import counted
from gongkai.records import Outcome
from gongkai.settings import Settings

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID
    from structlog.typing import EventDict

    from scraper import CrawlSummary, Options, Portal, PortalSummary, Watch


def run_crawl(
    portals: Sequence["Portal"], archive_dir: Path, settings: Settings, options: "Options", watch: "Watch"
) -> "CrawlSummary":
    """Crawl until done. Ctrl-C and SIGTERM raise KeyboardInterrupt once everything is closed and kept,
    and say how many pages were saved."""
    from gongkai.cli.screen import err
    from scraper import crawl

    calm_allocator()
    counting = CountingWatch(watch)

    async def main() -> "CrawlSummary":
        task = asyncio.current_task()
        assert task is not None
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        return await crawl(portals, archive_dir, settings, options, counting)

    before = signal.getsignal(signal.SIGTERM)
    try:
        with frozen():
            return asyncio.run(main())
    except (asyncio.CancelledError, KeyboardInterrupt):
        err().print(f"{counted(counting.saved, 'page')} saved before the crawl was interrupted")
        raise KeyboardInterrupt from None
    finally:
        signal.signal(signal.SIGTERM, before)  # the loop has put back the system's own


@contextmanager
def watching(portals: int) -> Iterator["Watch"]:
    """Progress of a crawl over so many portals: bars with the time left on a terminal, lines elsewhere."""
    from gongkai.cli.screen import err

    console = err()
    if not console.is_terminal:
        yield LineWatch(portals)
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns: list[Any] = [
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[note]}"),
    ]
    with Progress(*columns, console=console, transient=True) as progress:
        yield BarWatch(progress, portals)


class CountingWatch:
    """Counts the pages that came, and tells another watch everything."""

    def __init__(self, watch: "Watch") -> None:
        self._watch = watch
        self.saved = 0

    def begin(self, portal: str) -> None:
        """Tell it on."""
        self._watch.begin(portal)

    def page(self, portal: str, done: int, known: int, outcome: Outcome) -> None:
        """Count the page if it came, lists included; one that has not changed is no news."""
        self.saved += outcome == "ok"
        self._watch.page(portal, done, known, outcome)

    def end(self, summary: "PortalSummary") -> None:
        """Tell it on."""
        self._watch.end(summary)


class LineWatch:
    """A line as each portal ends, and one in a hundred pages in between, with the time left."""

    def __init__(self, portals: int) -> None:
        import structlog

        structlog.configure(
            processors=[structlog.processors.TimeStamper(fmt="%H:%M:%S", utc=False), _plain_line],
            logger_factory=_stderr_logger,
        )
        self._log = structlog.get_logger("gongkai")
        self._portals = portals
        self._ended = 0
        self._start = time.monotonic()

    def begin(self, portal: str) -> None:
        """Nothing to say yet."""

    def page(self, portal: str, done: int, known: int, outcome: Outcome) -> None:
        """A sign of life from a large portal."""
        if done % 100 == 0:
            self._log.info(f"{portal}: {done:,} of {known:,} pages known so far, the last one {outcome}")

    def end(self, summary: "PortalSummary") -> None:
        """What a portal brought."""
        self._ended += 1
        trouble = summary.error or summary.stopped or _first_error(summary)
        told = (
            f"{summary.portal}: {summary.new:,} new, {summary.changed:,} changed, {summary.removed:,} gone, "
            f"{summary.failed:,} failed in {counted(summary.requests, 'request')}"
            + (f", {summary.pending:,} not asked for" if summary.pending else "")
        )
        place = f"[{self._ended}/{self._portals}{self._left()}]"
        self._log.info(f"{place} {told}" + (f"; {trouble}" if trouble else ""))

    def _left(self) -> str:
        left = self._portals - self._ended
        if not left:
            return ""
        seconds = (time.monotonic() - self._start) / self._ended * left
        return f", about {timedelta(seconds=round(seconds))} left"


def _first_error(summary: "PortalSummary") -> str | None:
    """What is wrong with a portal, the first of it in full."""
    messages = [issue.message for _, issue in summary.errors]
    more = f" (and {len(messages) - 1:,} more)" if len(messages) > 1 else ""
    return messages[0] + more if messages else None


def _plain_line(_logger: object, _method: str, event: "EventDict") -> str:
    return f"{event['timestamp']} {' '.join(str(event['event']).split())}"


class BarWatch:
    """A bar for all portals and one for each that is being crawled."""

    def __init__(self, progress: "Progress", portals: int) -> None:
        self._progress = progress
        self._all = progress.add_task("portals", total=portals, note="")
        self._bars: dict[str, TaskID] = {}

    def begin(self, portal: str) -> None:
        """A bar of its own, as long as it lasts; a hundred at once would not fit a screen."""
        if len(self._bars) < 12:
            self._bars[portal] = self._progress.add_task(portal, total=None, note="")

    def page(self, portal: str, done: int, known: int, outcome: Outcome) -> None:
        """Move the portal's bar on."""
        if portal in self._bars:
            note = "" if outcome in ("ok", "not_modified") else outcome
            self._progress.update(self._bars[portal], completed=done, total=known, note=note)

    def end(self, summary: "PortalSummary") -> None:
        """Take the portal's bar away and count it."""
        bar = self._bars.pop(summary.portal, None)
        if bar is not None:
            self._progress.remove_task(bar)
        self._progress.advance(self._all)


def _stderr_logger(*_: object) -> Any:
    import sys

    import structlog

    return structlog.PrintLogger(sys.stderr)
